"""The search of the library: articles whose headline or words match, each with a sentence that does."""

from contextlib import closing
from dataclasses import dataclass

from rag import Archive, Settings
from ui.library.catalogue import Catalogue, Entry

# Passages looked at; the best of them lead.
_MOST_PASSAGES = 400


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a search found, with the sentence of it that matches best; empty where its headline does."""

    entry: Entry
    sentence: str = ""


def search(catalogue: Catalogue, words: str, settings: Settings) -> list[Found]:
    """Return the articles that match `words`, best first: by their text, then by headline, outlet or kind alone."""
    sentences: dict[str, str] = {}
    wanted = words.casefold().split()
    with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
        hits = snapshot.search_text(words, _MOST_PASSAGES)
        for passage in snapshot.passages([hit.passage_id for hit in hits]):
            if passage.article_id not in sentences:
                spans = [passage.text[s.start - passage.start : s.end - passage.start] for s in passage.sentences]
                sentences[passage.article_id] = max(spans, key=lambda said: _matches(said, wanted), default="")
    by_id = {entry.id: entry for entry in catalogue.entries}
    found = [Found(by_id[key], sentence) for key, sentence in sentences.items() if key in by_id]
    return found + [Found(entry) for entry in catalogue.matching(words) if entry.id not in sentences]


def _matches(sentence: str, wanted: list[str]) -> int:
    """Count the wanted words in a sentence; a word counts for its beginning, so that its other forms count too."""
    said = sentence.casefold()
    return sum(word[: max(4, len(word) - 2)] in said for word in wanted)
