"""A bare answer is words of the text, whatever brackets and marks a span is cut through."""

from hypothesis import example, given
from hypothesis import strategies as st

from rag.answering.wording import answer_text, bare

# What clings to spans and pairs up, among ordinary words.
MARKS = st.sampled_from([*'()[]“”«»",;:.', " ", "\n", "Inc.", "rubles", "a", "1.86", "数"])
TEXTS = st.lists(MARKS, max_size=12).map("".join)


@given(TEXTS, TEXTS)
@example("100 billion (US$1,", ")")
@example('"', "")
@example('."', "")
def test_a_bare_answer_stands_in_the_text_and_says_something(span: str, following: str) -> None:
    short = bare(span, following)
    assert short in span + following
    if any(map(str.isalnum, span)):
        assert any(map(str.isalnum, short))
        assert answer_text(short, [])


@given(TEXTS)
def test_a_bare_answer_has_no_spaces_around_it(span: str) -> None:
    assert bare(span) == bare(span).strip()


def test_half_a_quotation_is_told_and_not_what_stands_before_it() -> None:
    assert bare("it had “two tonnes of salt for Ost") == "two tonnes of salt for Ost"
    assert bare("it had “two tonnes of salt for Ost", '".') == 'it had “two tonnes of salt for Ost"'
    assert bare("the port of Ost, which has “x") == "the port of Ost, which has"
