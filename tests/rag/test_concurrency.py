"""Many ask at once, and the index may change under a running engine: answers stay the same and nobody waits in vain."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from embeddings import rebuild, remove
from rag import Settings, answer, stream, verify
from rag.engine import Engine

QUESTIONS = [
    "Where was the Russian-Chinese Expo held?",
    "How many generations behind is Zelenograd?",
    "How many kopecks are in a ruble?",
    "Who is the chief executive of Cisco?",
]


def test_eight_threads_get_the_answers_that_one_gets(settings: Settings) -> None:
    alone = {question: _gist(answer(question, settings=settings)) for question in QUESTIONS}
    asked = QUESTIONS * 4
    with ThreadPoolExecutor(max_workers=8) as pool:
        together = list(pool.map(lambda question: _gist(answer(question, settings=settings)), asked))
    assert together == [alone[question] for question in asked]


def test_one_process_loads_an_engine_once(settings: Settings) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        engines = list(pool.map(lambda _: Engine.of(settings), range(8)))
    assert len({id(engine) for engine in engines}) == 1
    assert Engine.of(settings.model_copy(update={"top_k": 3})) is engines[0]


def test_two_archives_are_read_by_one_reader(settings: Settings, library: Callable[..., Settings]) -> None:
    engine, other = Engine.of(settings), Engine.of(library(ferry="The ferry resumed after two winters."))
    assert engine is not other and engine.reader is other.reader


def test_a_new_article_can_be_asked_about_while_the_engine_runs(library: Callable[..., Settings]) -> None:
    made = library(old="# Harvest\n\nFarmers near Birch expect less wheat this summer than in any year before.\n")
    asked = "Who opened the Alder bridge?"
    before = answer(asked, settings=made)
    assert before.passages
    assert all("Holm" not in source.passage.text for source in before.passages)
    (made.seeds / "new.md").write_text("# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm in May.\n")
    report = rebuild(made.seeds, settings=made)
    after = answer(asked, settings=made)
    assert (report.added, report.unchanged) == (("new.md",), ("old.md",))
    assert after.generation > before.generation
    assert "Ines Holm" in after.citations[0].quote
    remove([after.citations[0].article_id], settings=made)
    gone = answer(asked, settings=made)
    assert gone.passages
    assert all("Holm" not in source.passage.text for source in gone.passages)


def test_questions_asked_during_rebuilds_are_all_answered_and_verify(library: Callable[..., Settings]) -> None:
    made = library(base="# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm in May.\n")
    asked = "Who opened the Alder bridge?"
    with ThreadPoolExecutor(max_workers=4) as pool:
        asking = [pool.submit(answer, asked, settings=made) for _ in range(12)]
        for number in range(4):
            text = f"# Harvest {number}\n\nFarmers near Birch sold {number} tons of wheat to the mill in summer.\n"
            (made.seeds / f"more{number}.md").write_text(text)
            rebuild(made.seeds, settings=made)
        answers = [future.result() for future in asking]
    assert len(answers) == 12
    assert all("Ines Holm" in result.citations[0].quote for result in answers)
    assert all(verify(result, settings=made).ok for result in answers)


def test_an_answer_goes_on_after_a_rebuild_that_came_between_its_sources_and_its_text(
    library: Callable[..., Settings],
) -> None:
    made = library(base="# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm in May.\n")
    steps = stream("Who opened the Alder bridge?", settings=made)
    sources = next(steps)
    (made.seeds / "base.md").unlink()
    (made.seeds / "other.md").write_text("# Harvest\n\nFarmers near Birch sold their wheat to the mill in summer.\n")
    rebuild(made.seeds, settings=made)
    with ThreadPoolExecutor(max_workers=1) as other_thread:
        result = other_thread.submit(next, steps).result()
    assert [source.passage for source in result.passages] == [source.passage for source in sources]  # type: ignore[union-attr]


def _gist(result: object) -> tuple[object, ...]:
    return tuple(getattr(result, name) for name in ("kind", "text", "short", "confidence", "citations"))
