"""The front door: what programs import, and what it leaves alone in the process that imports it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import citewire
import embeddings
import rag
from citewire import Answer, IndexMissing, InputError, Settings, answer, search, stream, verify

QUESTION = "Which company destroyed its stocks in Russia?"


def test_every_name_of_the_front_door_is_there() -> None:
    assert [name for name in citewire.__all__ if not hasattr(citewire, name)] == []
    assert {"answer", "stream", "search", "rebuild", "verify", "errors", "__version__"} <= set(citewire.__all__)
    assert all(
        issubclass(getattr(citewire.errors, name), citewire.CitewireError) for name in ("InputError", "IndexBusy")
    )


@pytest.mark.parametrize("package", [citewire, rag, embeddings])
def test_a_package_gives_out_what_it_names_and_nothing_else(package: ModuleType) -> None:
    assert [name for name in package.__all__ if isinstance(getattr(package, name), ModuleType)] == (
        ["errors"] if package is citewire else []
    )
    with pytest.raises(AttributeError, match="no attribute 'nonesuch'"):
        _ = package.nonesuch


def test_search_returns_the_passages_an_answer_is_read_from(settings: Settings) -> None:
    found = search(QUESTION, top_k=3, settings=settings)
    assert len(found) == 3
    assert found == next(stream(QUESTION, top_k=3, settings=settings))
    assert any("Cisco" in one.passage.text for one in found)


def test_search_needs_no_reader(settings: Settings) -> None:
    without = settings.model_copy(update={"reader": "/no/such/reader"})
    assert search(QUESTION, settings=without)
    with pytest.raises(citewire.ModelUnavailable):
        answer(QUESTION, settings=without)


@pytest.mark.parametrize(
    ("question", "index", "error"), [("", None, InputError), (QUESTION, Path("nowhere"), IndexMissing)]
)
def test_a_stream_raises_whatever_is_wrong_at_its_first_step(
    settings: Settings, question: str, index: Path | None, error: type[Exception]
) -> None:
    steps = stream(question, settings=settings if index is None else settings.model_copy(update={"index": index}))
    with pytest.raises(error):
        next(steps)


def test_an_answer_can_be_a_key_and_goes_through_json(settings: Settings) -> None:
    given = answer(QUESTION, settings=settings)
    assert given.citations
    assert {given: "kept"}[given] == "kept"
    back = Answer.from_json(json.loads(json.dumps(given.to_json())))
    assert (back.text, back.citations) == (given.text, given.citations)
    assert verify(back, settings=settings).ok


@pytest.mark.parametrize("kind", ["answered", "", None, 3])
def test_an_answer_of_an_unknown_kind_is_refused(settings: Settings, kind: object) -> None:
    fields = answer(QUESTION, settings=settings).to_json()
    with pytest.raises(ValueError, match="no answer of kind"):
        Answer.from_json({**fields, "kind": kind})


def test_asking_leaves_the_environment_of_its_process_alone(seeds_index: Path) -> None:
    code = (
        # What the libraries set when they are imported is theirs.
        "import os, logging, sys, faiss, sentence_transformers, torch\n"
        "def state(): return dict(os.environ), logging.getLogger('transformers').level\n"
        "before = state()\n"
        "from citewire import Settings, answer\n"
        f"assert answer({QUESTION!r}, settings=Settings(index=sys.argv[1])).citations\n"
        "print(before == state())\n"
    )
    given = {
        name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_", "GOMP_"))
    }
    ran = subprocess.run([sys.executable, "-c", code, str(seeds_index)], env=given, capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("True", "")
