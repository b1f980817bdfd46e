"""The article view: links lead to the web or nowhere."""

from dataclasses import replace
from typing import Any

import pytest

from ui.transcript.article_view import article_view, web_link


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://example.org"])
def test_an_address_of_the_web_is_a_link_that_hands_nothing_over(make: Any, url: str) -> None:
    html = article_view(replace(make.article("Text."), url=url), (), around=0, turn=0)
    assert f'<a href="{url}" rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", " javascript:alert(1)", "file:///etc/passwd", "http://["]
)
def test_any_other_address_is_none(make: Any, url: str) -> None:
    assert web_link(url) is None
    assert "<a href" not in article_view(replace(make.article("Text."), url=url), (), around=0, turn=0)


def test_an_article_names_its_author_and_file(make: Any) -> None:
    html = article_view(replace(make.article("Text."), author="Ida <b>Lund</b>"), (), around=0, turn=0)
    assert "by Ida &lt;b&gt;Lund&lt;/b&gt;" in html and "<dd>a1.txt</dd>" in html
