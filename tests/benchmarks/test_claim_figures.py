"""What claims cost is counted on right answers alone, each where it stands in its passage."""

from benchmarks.language.claims import doubted, figures
from benchmarks.measuring.datasets import Example


def example(question: str, context: str, *answers: str) -> Example:
    return Example("1", "made", "", context, question, answers, "span" if answers else "unanswerable")


def test_each_doubt_of_a_right_answer_is_counted_by_name() -> None:
    fine = example("Which firm bought Norsen?", "It rained. Pellmark bought Norsen in May.", "Pellmark")
    odd = example("Which firm bought Norsen?", "It rained. Norsen bought Pellmark in May.", "Pellmark")
    assert (doubted(fine), doubted(odd)) == ([], ["whom it was done to"])
    none = example("Who sold Norsen?", "It rained.")
    row, counts = figures("made", [fine, odd, none])
    assert row == {"name": "made", "n": 2, "doubted": 0.5}
    assert counts == {"whom it was done to": 1}
