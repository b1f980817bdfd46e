"""The peers comparison: what is asked of a system, how its answer is scored, and what is said where it fails."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.peers import __main__ as peers
from benchmarks.peers import environment
from benchmarks.peers.job import Document, Job, Result, timed
from benchmarks.retrieval import tasks
from embeddings import CitewireError


class Everything:
    """Finds every document, in the order they were indexed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def build(self, documents: Sequence[Document]) -> None:
        self.ids = [one.id for one in documents]

    def search(self, question: str) -> Sequence[str]:
        self.asked.append(question)
        return self.ids


@pytest.fixture
def job(tiny_beir: Path) -> Job:
    (task,) = tasks(tiny_beir)
    return peers.job_of(task, limit=2)


def test_a_job_holds_all_documents_with_text_and_at_most_so_many_questions(job: Job, tmp_path: Path) -> None:
    assert [one.id for one in job.documents] == ["Lighthouse", "Orchard", "Ferry"]
    assert len(job.questions) == 2
    assert (Path(job.model) / "config.json").is_file()
    job.write(tmp_path / "job.json")
    assert Job.read(tmp_path / "job.json") == job


def test_a_system_is_asked_every_question_and_once_more_beforehand(job: Job, tmp_path: Path) -> None:
    system = Everything()
    result = timed(system, job)
    assert system.asked == [system.asked[1], *job.questions.values()]
    assert result.rankings == dict.fromkeys(job.questions, system.ids)
    assert result.question_seconds.keys() == job.questions.keys()
    result.write(tmp_path / "result.json")
    assert Result.read(tmp_path / "result.json") == result


def test_figures_of_a_result_worked_out_by_hand() -> None:
    documents = tuple(Document(f"d{number}", "", "text") for number in range(20))
    job = Job(model="", depth=10, documents=documents, questions={"a": "?", "b": "?", "c": "?"})
    names = [one.id for one in documents]
    result = Result(
        # The wanted one second, seventh, and just below what is looked at.
        rankings={"a": names, "b": names, "c": names},
        build_seconds=4.0,
        question_seconds={"a": 0.01, "b": 0.03, "c": 0.5},
        threads=2,
    )
    found = peers.figures({"a": {"d1": 1}, "b": {"d6": 1}, "c": {"d10": 1}}, job, result)
    assert found["recall@5"] == pytest.approx(1 / 3)
    assert found["mrr@10"] == pytest.approx((1 / 2 + 1 / 7) / 3)
    assert found["query_p50_ms"] == pytest.approx(30)
    assert found["build_passages_s"] == pytest.approx(5)
    assert found["threads"] == 2


def test_a_process_that_fails_is_named(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "OWN", {"broken": "no_such_module"})
    with pytest.raises(CitewireError, match="process of broken failed"):
        peers.run_system("broken", job)


def test_an_environment_is_used_again_until_its_requirements_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    monkeypatch.setattr(environment, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr("benchmarks.peers.environment.venv.create", lambda folder, **_: made.append(folder))
    (tmp_path / "peer").mkdir()
    (tmp_path / "peer.txt").write_text("package==1\n")
    (tmp_path / "peer" / "installed.txt").write_text("package==1\n")
    assert tmp_path / "peer" in environment.interpreter("peer").parents
    assert not made
    (tmp_path / "peer.txt").write_text("package==2\n")
    # Nothing was made in truth, so that there is no Python to install with.
    with pytest.raises(OSError):
        environment.interpreter("peer")
    assert made == [tmp_path / "peer"]


@pytest.mark.parametrize("peer", peers.PEERS)
def test_every_peer_has_its_script_and_pins_every_package(peer: str) -> None:
    pinned = (environment.REQUIREMENTS / f"{peer}.txt").read_text(encoding="utf-8").split()
    assert "torch==2.13.0" in pinned
    assert all("==" in line and "+" not in line for line in pinned)
    assert (environment.REQUIREMENTS.parent / f"with_{peer}.py").is_file()


def test_citewire_answers_a_job_in_a_process_of_its_own(job: Job) -> None:
    result = peers.run_system("citewire", job)
    assert result.rankings.keys() == job.questions.keys()
    for key, found in result.rankings.items():
        assert found[0] == key.removeprefix("q-")
