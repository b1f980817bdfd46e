"""The corpus under test is the product's own index, and each article is traced back to its documents."""

from benchmarks.measuring.corpus import built, own_passages, sample
from benchmarks.measuring.datasets import Example


def example(number: int, context: str, answer: str, title: str = "Ferry") -> Example:
    return Example(str(number), "set", title, context, "What?", (answer,) if answer else (), "span")


def test_documents_of_equal_text_are_one_article_and_blank_ones_none() -> None:
    documents = {
        "a": ("First", "The ferry sails at noon. It carries cars."),
        "b": ("Second", "The ferry sails  at noon.\nIt carries cars."),
        "c": ("Third", "An orchard stands on the hill."),
        "d": ("Fourth", " "),
    }
    with built(documents) as corpus:
        assert corpus.report.articles_total == 2
        assert not corpus.report.failed
        assert sorted(corpus.documents.values()) == [("a", "b"), ("c",)]
        first, second = sorted(corpus.documents, key=lambda article: corpus.documents[article])
        assert corpus.ranking([second, first, second]) == ["c", "a", "b"]
        folder = corpus.settings.index
    assert not folder.exists()


def test_a_passage_that_repeats_the_answer_with_its_surroundings_is_relevant_too() -> None:
    sentence = f"{'The harbour master kept a diary. ' * 2}He counted seventeen ferries at the pier. {'It rained. ' * 6}"
    task = own_passages(
        "set",
        [
            example(1, f"Opening. {sentence} Closing.", "seventeen"),
            example(2, f"Another opening. {sentence} Mill.", "Mill"),
            example(3, "Somewhere else seventeen boats sank.", ""),
            example(4, f"Far off. {sentence}", "pier", title="Elsewhere"),
        ],
    )
    assert task.judgments == {
        "1": {"set:0": 1, "set:1": 1},
        "2": {"set:1": 1},
        "3": {"set:2": 1},
        "4": {"set:3": 1},
    }


def test_a_sample_is_the_same_every_time_and_keeps_the_order() -> None:
    taken = sample(range(1000), 20)
    assert taken == sample(range(1000), 20) == sorted(taken)
    assert len(set(taken)) == 20 and taken != list(range(20))
    assert sample(range(5), None) == sample(range(5), 9) == [0, 1, 2, 3, 4]
