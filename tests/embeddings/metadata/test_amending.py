from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from embeddings import Archive, Article, IndexSettings, InputError, amend, rebuild
from embeddings.store.conditions import Conditions

Write = Callable[[str, str | bytes], Path]
STORY = "The ferry sails at nine. The harbour master says so."


def only(settings: IndexSettings) -> Article:
    with Archive.open(settings).snapshot() as snapshot:
        (article,) = snapshot.articles()
        return article


def test_what_is_set_is_kept_over_every_rebuild_and_the_file_stays(settings: IndexSettings, write: Write) -> None:
    path = write("a.txt", f"Ferry\n5 June 2204\n\n{STORY}")
    report = rebuild(settings=settings)
    assert "2204-06-05, which is not believed" in dict(report.losses)["a.txt"]
    article = only(settings)
    assert article.published is None
    said = amend(article.id, {"published": "5 June 2024", "source": "Post", "title": "The ferry"}, settings=settings)
    assert (said.published, said.source, said.title) == (date(2024, 6, 5), "Post", "The ferry")
    assert rebuild(settings=settings, full=True).articles_total == 1
    assert only(settings) == said
    path.write_text(f"Ferry\n5 June 2204\n\n{STORY} It rains.")
    rebuild(settings=settings)
    assert (only(settings).title, only(settings).published) == ("The ferry", date(2024, 6, 5))
    assert path.read_text().startswith("Ferry\n5 June 2204")


def test_an_empty_value_says_that_there_is_none(settings: IndexSettings, write: Write) -> None:
    write("a.txt", f"Ferry\nPost, 5 June 2024\n\n{STORY}")
    rebuild(settings=settings)
    said = amend(only(settings).id, {"published": "", "source": ""}, settings=settings)
    assert (said.published, said.source) == (None, None)


def test_an_article_is_found_by_the_headline_it_was_given(settings: IndexSettings, write: Write) -> None:
    write("a.txt", f"Ferry\n\n{STORY}")
    rebuild(settings=settings)
    amend(only(settings).id, {"title": "Zeppelin"}, settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        assert len(snapshot.search_text("zeppelin", 5)) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"published": "soon"}, "YYYY-MM-DD"), ({"published": "2204-06-05"}, "no day"), ({"title": " "}, "headline"),
     ({"text": "x"}, "title, published")],
)  # fmt: skip
def test_what_cannot_be_set_is_refused(
    settings: IndexSettings, write: Write, fields: dict[str, str], message: str
) -> None:
    write("a.txt", STORY)
    rebuild(settings=settings)
    with pytest.raises(InputError, match=message):
        amend(only(settings).id, fields, settings=settings)
    with pytest.raises(InputError, match="citewire list"):
        amend("no-such-id", {"source": "Post"}, settings=settings)


def test_a_copy_in_another_outlet_is_stored_once_and_found_under_both(settings: IndexSettings, write: Write) -> None:
    for name, outlet in (("a", "Morning Echo"), ("b", "Evening Star"), ("c", "morning echo")):
        write(f"{name}.md", f"---\ntitle: Ferry\nsource: {outlet}\n---\n\n{STORY}")
    rebuild(settings=settings)
    article = only(settings)
    assert (article.source, article.other_sources) == ("Morning Echo", ("Evening Star",))
    with Archive.open(settings).snapshot() as snapshot:
        for outlet in ("morning echo", "EVENING STAR"):
            assert snapshot.select(Conditions(sources=(outlet,))) == {article.id}
        assert snapshot.select(Conditions(sources=("Nobody",))) == frozenset()
    (settings.seeds / "b.md").unlink()
    rebuild(settings=settings)
    assert only(settings).other_sources == ()


def test_what_a_file_shows_and_no_article_holds_is_told_at_every_rebuild(settings: IndexSettings, write: Write) -> None:
    asides = "".join(f"<div class=x{n}>Words on matter {n} that some say and others do not</div>" for n in range(12))
    told = f"<p>{STORY} It carries the farmers of both banks to the market at Holm, with their carts and horses.</p>"
    write("a.html", f"<body>{asides}<main><article><h1>Ferry</h1>{9 * told}</article></main></body>")
    first, again = rebuild(settings=settings), rebuild(settings=settings)
    assert "taken for none of its story" in dict(first.losses)["a.html"]
    assert again.unchanged == ("a.html",)
    assert again.losses == first.losses
