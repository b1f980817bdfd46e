"""Exact extraction: spans found by the seq2seq model alone (Castel et al. 2021, arXiv 2108.05857).

The first decoder step tells which words an answer may start with; the passage's own continuation from each of these is
forced, and every span is scored by its log-probability with that of ending there.
"""

from collections.abc import Sequence

from tokenizers import Tokenizer

from rag.log_odds import log_odds
from rag.reader.candidate import Candidate, Candidates
from rag.reader.layout import Row
from rag.reader.likelihood import Decoder
from rag.reader.profile import ReadingProfile


def extract(rows: Sequence[Row], decoder: Decoder, tokenizer: Tokenizer, profile: ReadingProfile) -> list[Candidates]:
    """Return the scored spans of each row, every row having at least one word; the decoder stands on the same rows."""
    owners, starts, encodings = [], [], []
    for index, row in enumerate(rows):
        for word in _likely_starts(index, row, decoder, tokenizer, profile.proposals):
            # A word has a word piece at least, so no answer has more words than it may have pieces.
            last = row.words[min(word + profile.max_answer_tokens, len(row.words)) - 1]
            owners.append(index)
            starts.append(row.words[word].start)
            encodings.append(tokenizer.encode(row.text[starts[-1] : last.end], add_special_tokens=False))
    targets = [tuple(encoding.ids[: profile.max_answer_tokens]) for encoding in encodings]
    found: list[list[Candidate]] = [[] for _ in rows]
    forced = decoder.force(owners, targets)
    for owner, start, encoding, pieces, scored in zip(owners, starts, encodings, targets, forced, strict=True):
        word_ends = {word.end for word in rows[owner].words}
        for count, (_, end) in enumerate(encoding.offsets[: len(pieces)], start=1):
            if start + end in word_ends:
                found[owner].append(Candidate(start, start + end, pieces[:count], likelihood=scored.total(count)))
    return [Candidates(tuple(spans), log_odds(max(span.likelihood for span in spans))) for spans in found]


def _likely_starts(index: int, row: Row, decoder: Decoder, tokenizer: Tokenizer, count: int) -> list[int]:
    """Return the words of a row that an answer most likely starts with."""
    texts = [row.text[word.start : word.end] for word in row.words]
    openings = [encoding.ids[0] for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]
    likely = decoder.first[index, openings]
    order: list[int] = likely.topk(min(count, len(openings))).indices.tolist()
    return order
