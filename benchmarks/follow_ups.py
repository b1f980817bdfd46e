"""Follow-ups: whether a question that leans on the one before it finds what it means, and one that does not is let be.

Conversations over the sample articles, in benchmarks/questions/conversations.jsonl (another file with --data). Each is
asked turn by turn, and the last question counts: "found" where the wanted words stand in a passage that was read,
"answered" where they stand in the answer or in a sentence it cites, "let_be" where a question that stands by itself was
not reworded. `as asked` searches for the last question alone.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring.report import arguments, finish, run, show
from embeddings import IndexSettings, rebuild
from rag import Answer, Settings, Turn, answer

_ROOT = Path(__file__).resolve().parent
_SEEDS = _ROOT.parent / "seeds"


def main() -> None:
    """Print the figures with and without the conversation."""
    parser = arguments(__doc__)
    options = parser.parse_args()
    lines = (options.data or _ROOT / "questions" / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
    conversations = [json.loads(line) for line in lines][: options.limit]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(seeds=_SEEDS, index=Path(folder))
        rebuild(_SEEDS, settings=IndexSettings(seeds=_SEEDS, index=Path(folder)))
        rows: list[dict[str, Any]] = [
            {"name": name, "n": len(conversations), **_figures(conversations, settings, remembered=remembered)}
            for name, remembered in (("understood", True), ("as asked", False))
        ]
    show("Follow-ups", rows)
    finish({"sets": rows}, as_json=options.json)


def _figures(conversations: Sequence[dict[str, Any]], settings: Settings, *, remembered: bool) -> dict[str, float]:
    leaning: list[tuple[Answer, str]] = []
    alone: list[tuple[Answer, str]] = []
    for conversation in conversations:
        turns: list[Turn] = []
        for question in conversation["turns"] if remembered else ():
            turns.append(Turn.of(answer(question, history=turns, settings=settings)))
        last = answer(conversation["asked"], history=turns, settings=settings)
        (alone if conversation["stands_alone"] else leaning).append((last, conversation["accept"].lower()))
    return {
        "leaning_found": _share([_found(last, words) for last, words in leaning]),
        "leaning_answered": _share([_answered(last, words) for last, words in leaning]),
        "alone_answered": _share([_answered(last, words) for last, words in alone if words]),
        "alone_let_be": _share([last.understood_as is None for last, _ in alone]),
    }


def _found(last: Answer, words: str) -> bool:
    return any(words in source.passage.text.lower() for source in last.passages)


def _answered(last: Answer, words: str) -> bool:
    quotes = "\n".join(citation.quote for citation in last.citations)
    return last.kind != "abstained" and words in f"{last.text}\n{quotes}".lower()


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


if __name__ == "__main__":
    run(main)
