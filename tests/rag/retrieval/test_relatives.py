"""Relatives: copies and other versions of an article are told from each other and from other articles."""

from collections.abc import Callable

from embeddings import Archive
from rag import Settings
from rag.retrieval.relatives import Relatives, relatives

WIRE = (
    "The mayor of Alder opened the new bridge over the Wend on Monday. It took three years to build and cost 40 million"
    " crowns, the town hall said in a statement. Traffic will start on Tuesday, and the old ferry makes its last run on"
    " the same evening. Ines Holm, the mayor, thanked the engineers and all who live on either bank of the river."
)
FURTHER = (
    " A week later the ferry was sold to a museum in Skarn, where it will be shown to schools and to visitors. Its"
    " captain Otto Brandt said that he would miss the fog, the geese and the quarrels about who goes aboard first."
)


def article(title: str, day: int, text: str) -> str:
    return f"---\ntitle: {title}\ndate: 2024-03-0{day}\nsource: Paper {day}\n---\n{text}\n"


def test_copies_and_versions_are_told_apart_newest_first(library: Callable[..., Settings]) -> None:
    made = library(
        first=article("Bridge", 1, WIRE),
        copy=article("Bridge opens", 2, WIRE.replace("on Monday", "on Monday morning")),
        later=article("Bridge again", 4, WIRE.replace("the engineers and", "the engineers, and also")),
        corrected=article("Bridge, corrected", 3, WIRE.replace("40 million", "45 million")),
        longer=article("Bridge and ferry", 5, WIRE + FURTHER * 3),
        other=article("Storm", 6, "A storm closed the harbour of Portmere for two days. Fishermen stayed at home."),
    )
    with Archive.open(made).snapshot() as snapshot:
        ids = {one.title: one.id for one in snapshot.catalogue()}
        found = relatives(snapshot, ids["Bridge"])
        assert [one.title for one in found.copies] == ["Bridge again", "Bridge opens"]
        assert [one.title for one in found.versions] == ["Bridge and ferry", "Bridge, corrected"]
        assert relatives(snapshot, ids["Storm"]) == relatives(snapshot, "gone") == Relatives()
