"""Different answers of different articles stand side by side, newest first; what only says more or less does not."""

from datetime import date

from embeddings import Article, Passage, Span
from rag import RetrievedPassage
from rag.answering.disagreement import differing
from rag.answering.finding import Finding


def finding(
    number: int, short: str, *, confidence: float = 0.8, coverage: float = 1.0, published: date | None = None
) -> Finding:
    text = f"The bridge cost {short}."
    article = Article(f"a{number}", "Bridge", published, None, None, None, "news", text, "f", f"p{number}", "s")
    whole = Span(0, len(text))
    source = RetrievedPassage(Passage(number, article.id, 0, 0, len(text), text, (whole,)), article, 1.0, 1, 1, 0.5)
    start = text.index(short)
    return Finding(source, Span(start, start + len(short)), whole, 1.0, coverage, confidence)


def said(*findings: Finding) -> list[str]:
    return [one.short for one in differing(findings, 0.5)]


OLD = finding(1, "40 million crowns", published=date(2022, 3, 1))
NEW = finding(2, "52 million crowns", confidence=0.75, published=date(2023, 7, 1))


def test_the_newest_article_comes_first() -> None:
    assert said(OLD, NEW) == ["52 million crowns", "40 million crowns"]


def test_an_article_without_a_date_comes_last() -> None:
    assert said(finding(3, "12 crowns"), OLD) == ["40 million crowns", "12 crowns"]


def test_an_answer_that_only_says_more_is_the_same_one() -> None:
    assert said(OLD, finding(2, "some 40 million crowns")) == ["40 million crowns"]


def test_what_is_less_sure_or_speaks_of_something_else_is_no_other_answer() -> None:
    assert said(OLD, finding(2, "52 million crowns", confidence=0.6)) == ["40 million crowns"]
    assert said(OLD, finding(2, "52 million crowns", coverage=0.6)) == ["40 million crowns"]


def test_a_number_and_a_name_do_not_disagree() -> None:
    assert said(OLD, finding(2, "a fortune")) == ["40 million crowns"]


def test_one_article_does_not_disagree_with_itself() -> None:
    assert said(OLD, finding(1, "52 million crowns")) == ["40 million crowns"]
