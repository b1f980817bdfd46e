"""The sample articles carry every fact and figure they were written for, as the index holds them."""

from datetime import date
from pathlib import Path

import pytest

from embeddings import Archive, Article, IndexSettings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LOCALIZATION = "2023-04-05-interfax-localization.txt"
MICROELECTRONICS = "2023-07-12-silk-road-briefing-microelectronics.html"

# (file, number of the fact, phrases that must all stand within one paragraph)
FACTS = [
    (LOCALIZATION, "1a", ("Vasily Shpak", "Deputy Minister of Industry and Trade of Russia", "journalists")),
    (LOCALIZATION, "1b", ("on the sidelines of the InfoSpace forum",)),
    (LOCALIZATION, "2", ("Foreign suppliers", "cooperation with Russia", "one condition only", '"deep" localization')),
    (LOCALIZATION, "3", ("asked Shpak", "restrictions are planned", "suppliers who want to return to Russia")),
    (LOCALIZATION, "4", ("a repeat of the Cisco case must be avoided", "lack of spare parts", "repair and service")),
    (LOCALIZATION, "5a", ("production is fully organised in Russia", "components are localised")),
    (LOCALIZATION, "5b", ("hands over the source codes", "intellectual property rights")),
    (LOCALIZATION, "5c", ("supported from inside the country", "whatever the political situation")),
    (LOCALIZATION, "6a", ("The U.S. company Cisco", "physically destroyed", "in January", "1.86 billion rubles")),
    (LOCALIZATION, "6b", ("all its stocks, IT equipment and fixed assets",)),
    (LOCALIZATION, "6c", ("sales in Russia had ended", "licences were suspended", "re-export was impossible")),
    (LOCALIZATION, "6d", ("Cisco's Russian unit reported",)),
    (LOCALIZATION, "7", ("is impossible", "indifferent to their consumers", "measure ten times before buying")),
    (MICROELECTRONICS, "1", ("Yuri Borisov", "Russian Deputy Prime Minister", "Engineers of the Future forum")),
    (MICROELECTRONICS, "1b", ("at Tula State University",)),
    (MICROELECTRONICS, "2a", ("Moscow counts on Beijing's assistance in producing microelectronics",)),
    (MICROELECTRONICS, "2b", ("Samsung and TSMC have closed their microelectronics factories in Russia",)),
    (MICROELECTRONICS, "3", ("technological sovereignty before Russia", "began ten years ago", "cost huge sums")),
    (MICROELECTRONICS, "4a", ("cannot create competitive projects without its own production",)),
    (MICROELECTRONICS, "4b", ("lacks high-tech microelectronics production",)),
    (MICROELECTRONICS, "4c", ("in Zelenograd are three or four generations behind",)),
    (MICROELECTRONICS, "4d", ("Sanctions cost", "leading designers", "chance to carry out their projects")),
    (MICROELECTRONICS, "5a", ("Sustainable Production: Renewal Strategies", "government has launched a concept")),
    (MICROELECTRONICS, "5b", ("digital manufacturing", "energy technologies", "industrial IT")),
    (MICROELECTRONICS, "5c", ("technologies for cities", "production of components")),
    (MICROELECTRONICS, "5d", ("VII Russian-Chinese Expo", "in Yekaterinburg", "500 Chinese nationals attended")),
    (MICROELECTRONICS, "6a", ("Denis Manturov", "Minister for Russian Industry and Trade", "in 2023")),
    (MICROELECTRONICS, "6b", ("Industrial Development Fund (IDF)", "FRP", "25 billion rubles (US$280 million)")),
    (MICROELECTRONICS, "6c", ("contributions to the state budget", "sale of foreign assets in Russia")),
    (MICROELECTRONICS, "6d", ("Manturov calls", "comprehensive investment platform")),
    (MICROELECTRONICS, "7a", ("record 140 billion rubles (US$1.55 billion) in 2022",)),
    (MICROELECTRONICS, "7b", ("Up to 100 billion rubles (US$1.2 billion) is available", "in 2023")),
    (MICROELECTRONICS, "8a", ("future belongs to", "whole range of their own high-tech products")),
    (MICROELECTRONICS, "8b", ("competitive at home and abroad", "between science, industry and the state")),
    (MICROELECTRONICS, "9a", ("may forbid Chinese companies to export microelectronics to Russia",)),
    (MICROELECTRONICS, "9b", ("need not prevent", "joint engineering inside Russia")),
    (MICROELECTRONICS, "9c", ("turns to India and Brazil", "Russia, China, India and Brazil are all space powers")),
    (MICROELECTRONICS, "10a", ("Putin", "microelectronics imports", "main directions of Western sanctions")),
    (MICROELECTRONICS, "10b", ("Delay", "State support", "joint ventures", "closed to the West")),
    (MICROELECTRONICS, "11", ("Silk Road Briefing is a publication of Dezan Shira & Associates", "over 100 regional")),
    (MICROELECTRONICS, "11b", ("Comments by Chris Devonshire-Ellis",)),
]


@pytest.fixture(scope="module")
def articles(seeds_index: Path) -> dict[str, Article]:
    archive = Archive.open(IndexSettings(seeds=SEEDS, index=seeds_index))
    with archive.snapshot() as snapshot:
        return {article.path: article for article in snapshot.articles()}


@pytest.mark.parametrize(
    ("path", "number", "phrases"), FACTS, ids=[f"{path[:10]}-{number}" for path, number, _ in FACTS]
)
def test_a_paragraph_states_the_fact(
    articles: dict[str, Article], path: str, number: str, phrases: tuple[str, ...]
) -> None:
    paragraphs = articles[path].text.split("\n")

    assert any(all(phrase in paragraph for phrase in phrases) for paragraph in paragraphs), f"fact {number} of {path}"


@pytest.mark.parametrize(
    ("path", "published", "source", "opening"),
    [
        (LOCALIZATION, date(2023, 4, 5), "Interfax", "Russia names"),
        (MICROELECTRONICS, date(2023, 7, 12), "Silk Road Briefing", "Russia Hopes for Chinese Help"),
        ("background/ruble.md", date(2023, 6, 5), "Background Desk", "The ruble, its kopecks"),
    ],
)
def test_headline_date_and_outlet_are_read_from_the_file(
    articles: dict[str, Article], path: str, published: date, source: str, opening: str
) -> None:
    article = articles[path]

    assert (article.published, article.source) == (published, source)
    assert article.title.startswith(opening)


def test_what_surrounds_a_page_is_no_part_of_its_article(articles: dict[str, Article]) -> None:
    text = articles[MICROELECTRONICS].text

    assert not [word for word in ("cookies", "Subscribe", "Related Reading", "Privacy policy") if word in text]


def test_explainers_are_marked_as_background_and_dated(articles: dict[str, Article]) -> None:
    background = [article for article in articles.values() if article.kind == "background"]

    assert {article.path for article in background} == {
        f"background/{p.name}" for p in (SEEDS / "background").iterdir()
    }
    assert len(background) >= 10
    assert all(article.published and article.title for article in background)


def test_at_least_three_kinds_of_file_are_shown(articles: dict[str, Article]) -> None:
    assert {Path(path).suffix for path in articles} >= {".txt", ".html", ".md"}


@pytest.mark.parametrize("unanswerable", ["chief executive", "CEO", "bread", "bake"])
def test_the_questions_to_decline_have_no_answer_here(articles: dict[str, Article], unanswerable: str) -> None:
    assert not [article.path for article in articles.values() if unanswerable.lower() in article.text.lower()]
