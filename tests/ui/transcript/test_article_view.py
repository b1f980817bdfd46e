"""The article view: links lead to the web or nowhere."""

from dataclasses import replace
from typing import Any

import pytest

from rag.retrieval.relatives import Relatives
from ui import texts
from ui.transcript.article_view import article_view, web_link


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://example.org"])
def test_an_address_of_the_web_is_a_link_that_hands_nothing_over(make: Any, url: str) -> None:
    html = article_view(replace(make.article("Text."), url=url), (), Relatives(), around=0, turn=0)
    assert f'<a href="{url}" rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", " javascript:alert(1)", "file:///etc/passwd", "http://["]
)
def test_any_other_address_is_none(make: Any, url: str) -> None:
    assert web_link(url) is None
    assert "<a href" not in article_view(replace(make.article("Text."), url=url), (), Relatives(), around=0, turn=0)


def test_an_article_names_its_author_and_file(make: Any) -> None:
    html = article_view(replace(make.article("Text."), author="Ida <b>Lund</b>"), (), Relatives(), around=0, turn=0)
    assert "by Ida &lt;b&gt;Lund&lt;/b&gt;" in html and "<dd>a1.txt</dd>" in html


def test_the_page_of_what_is_cited_is_named(make: Any) -> None:
    article = replace(make.article("One is here. Two is there. Three."), pages=(0, 13))
    cited = make.citation(article, "Two is there."), make.citation(article, "One is here.", 2)
    html = article_view(article, cited, Relatives(), around=0, turn=1)
    assert "page 1</p>" in html and 'data-pages="1 2"' in html
    assert "page 2" in article_view(article, (), Relatives(), around=15, turn=1)
    assert "page 1" not in article_view(article, (), Relatives(), around=None, turn=0)


def test_relatives_are_named_with_outlet_and_day_as_text(make: Any) -> None:
    article = replace(make.article("Text."), other_sources=("Fen <b>Post</b>",))
    copy = make.article("Text!", title="A <i>copy</i>", source="Wire", key="b2")
    html = article_view(article, (), Relatives(copies=(copy,)), around=None, turn=3)
    assert "<dd>Fen &lt;b&gt;Post&lt;/b&gt;</dd>" in html and texts.VERSIONS not in html
    assert 'data-article="b2" data-turn="3"' in html and "A &lt;i&gt;copy&lt;/i&gt;" in html and "Wire" in html
