"""The verifier reads again what may answer, weighs the reader's spans and adds its own."""

from dataclasses import replace

import pytest

from embeddings.errors import ModelUnavailable
from rag.reader.candidate import UNREAD
from rag.reader.reader import Reader
from rag.verifier import verifier

ASKED = "Who is the captain of the ferry?"
ANSWERING = "The ferry left at nine. Its captain, Ines Okoro, said that the line would close in March."
FAR = "Flour is milled from wheat. Bakers in Pell add salt to it, and let it rest for a night."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(None)


def test_what_may_answer_is_read_again_and_nothing_else(reader: Reader) -> None:
    answering, far = reader.candidates(ASKED, [("Ferry", ANSWERING), ("Bread", FAR)])
    best = max(answering.spans, key=lambda span: span.verified)
    assert ANSWERING[best.start : best.end] == "Ines Okoro"
    assert best.verified > 0.0
    assert {span.verified for span in far.spans} == {UNREAD}


def test_its_own_spans_stand_beside_the_readers(reader: Reader) -> None:
    def spans(one: Reader) -> set[tuple[int, int]]:
        (found,) = one.candidates(ASKED, [("Ferry", ANSWERING)])
        return {(span.start, span.end) for span in found.spans}

    alone = Reader(reader.checkpoint, replace(reader.profile, verified_from=None, proposals=1))
    both = Reader(reader.checkpoint, replace(reader.profile, proposals=1))
    assert spans(alone) < spans(both)


def test_what_it_makes_of_a_passage_does_not_depend_on_the_others(reader: Reader) -> None:
    (alone,) = reader.candidates(ASKED, [("Ferry", ANSWERING)])
    _, beside = reader.candidates(ASKED, [("Ferry again", ANSWERING + " " + FAR), ("Ferry", ANSWERING)])
    assert [span.verified for span in beside.spans] == pytest.approx([span.verified for span in alone.spans], abs=0.2)


def test_missing_weights_are_named_with_what_brings_them_back(
    reader: Reader, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifier, "VERIFIER", tmp_path_factory.mktemp("empty"))
    with pytest.raises(ModelUnavailable, match="Bring it back"):
        verifier.Verifier.load(reader.profile)
