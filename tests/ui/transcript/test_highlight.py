"""Highlights mark exactly the cited code points and let no article text become markup."""

import re
from html import unescape
from typing import Any

from ui.transcript.highlight import highlight


def test_the_mark_holds_exactly_the_quote(make: Any) -> None:
    article = make.article("Naïve 𝔘nicode first. The cited sentence. The last.")
    citation = make.citation(article, "The cited sentence.")
    html = highlight(article.text, 0, [citation], turn=3)
    assert re.findall(r'<mark tabindex="-1" data-turn="3" data-n="1">(.*?)</mark>', html) == ["The cited sentence."]
    assert re.sub(r"<[^>]+>", "", html) == article.text


def test_offsets_count_from_the_start_of_the_article(make: Any) -> None:
    article = make.article("One. Two. Three.")
    html = highlight(article.text[5:], 5, [make.citation(article, "Three.")], turn=1)
    assert ">Three.</mark>" in html and ">Two" not in html


def test_a_citation_that_reaches_over_the_edge_is_marked_inside_it(make: Any) -> None:
    article = make.article("One. Two. Three.")
    html = highlight(article.text[5:9], 5, [make.citation(article, "One. Two. Three.")], turn=1)
    assert re.findall(r">(.*?)</mark>", html) == ["Two."]


def test_overlapping_citations_share_their_pieces(make: Any) -> None:
    article = make.article("abcdef")
    html = highlight(article.text, 0, [make.citation(article, "abcd", 1), make.citation(article, "cdef", 2)], turn=1)
    assert re.findall(r'data-n="([\d ]+)">(.*?)</mark>', html) == [("1", "ab"), ("1 2", "cd"), ("2", "ef")]


def test_article_markup_stays_text(make: Any) -> None:
    text = "<script>alert(1)</script> & <b>\"bold\"</b> 'x' <mark>not ours</mark>"
    article = make.article(text)
    html = highlight(text, 0, [make.citation(article, "alert(1)")], turn=1)
    ours = r'<mark tabindex="-1" data-turn="1" data-n="1">|(?<=alert\(1\))</mark>'
    assert "<" not in re.sub(ours, "", html)
    assert unescape(re.sub(ours, "", html)) == text
