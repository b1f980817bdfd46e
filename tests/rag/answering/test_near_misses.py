"""A sentence that shares nearly all words with a question and does not answer it is not given as the answer.

Each story stands in one archive with the others and is asked about as a user would, so that what declines may be the
reader, the verifier or a claim.
"""

import pytest

from embeddings import IndexSettings, rebuild
from rag import Settings, answer

STORIES = {
    "corrected": "Correction: an earlier version of this article said that 41 docks would close in Norsen. "
    "The port of Norsen will close 14 docks by May, Ada Holm said.",
    "withdrawn": "An earlier version of this article wrongly said that 52 cranes would be sold in Tarn. "
    "The harbour of Tarn has no plans, Bo Falk said.",
    "done-to": "Solvag quietly sold its oldest trawler, which had left Ost in the spring. Fishermen were sad.",
    "owner": "Penton's owner Rask Group wants back what Pellmark owes. A court will hear the case in June.",
    "look-alike": "The council of Brede met. John Smith wants a bridge over the sound. Jon Smyth has not spoken yet.",
    "unlike": "Unlike Estland, Lettia has closed its coal mines, the minister said on Monday.",
    "unlike-not": "Gotia, unlike Vestia, has not banned fur farms, the minister said on Monday.",
    "other-disease": "The new virus, which is harmless, unlike marsh fever, was found in Krona.",
    "of-all": "The county of Vass granted 3 of 5 requested permits on Monday. The rest must wait.",
    "inspected": "Four of nine viaducts inspected were unsafe, engineers in Kold said.",
    "invaded": "Ostland invaded Lettland in May, and the war has killed thousands.",
    "not-yet": "Sylt has not legalised cannabis, its health ministry said on Monday.",
    "revenue": "Revenue at Zweig rose to 83 billion crowns last year, the rival of Tellus said.",
    "lowest": "Turnout in Marn was 61 percent, the lowest since 1998.",
    "loser": "Casper Holm lost the chess final of Vell to Jan Rask on Sunday.",
    "closed": "The Skive bridge was built in 1975 by the king. It will be closed in May for repairs.",
    "older": "Per Lund, 54, beat Gerda Wahl in the vote for chair of the club.",
    "other-matter": "The mayor of Rohde said that a new school was needed. Trams run daily there.",
    "called-for": "The union called for Edda Rohn to be released from prison. Police said nothing.",
    "other-office": "Finance Minister Lea Lund met the energy minister in Sund to speak of coal.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("near-misses")
    seeds = folder / "articles"
    seeds.mkdir()
    for name, story in STORIES.items():
        (seeds / f"{name}.md").write_text(f"---\ntitle: News of the day\ndate: 2024-05-02\n---\n{story}\n")
    rebuild(seeds, settings=IndexSettings(seeds=seeds, index=folder / "index"))
    return Settings(seeds=seeds, index=folder / "index")


@pytest.mark.parametrize(
    ("question", "no_answer"),
    [
        ("How many docks will close in Norsen?", "41"),
        ("How many cranes will be sold in Tarn?", "52"),
        ("Which trawler left Ost?", "Solvag"),
        ("Who owns Pellmark?", "Rask"),
        ("What does Jon Smyth want?", "bridge"),
        ("Which country has closed its coal mines?", "Estland"),
        ("Which country has banned fur farms?", "Gotia"),
        ("What is marsh fever?", "harmless"),
        ("Who has been released from prison?", "Rohn"),
        ("Who is the energy minister?", "Lund"),
        ("Who invaded Ostland?", "Lettland"),
        ("Which state has legalised cannabis?", "Sylt"),
        ("What was the revenue of Tellus last year?", "83"),
        ("What was the turnout in Marn in 1998?", "61"),
        ("Who won the chess final of Vell?", "Holm"),
        ("When will the Skive bridge open?", "May"),
        ("How old is Gerda Wahl?", "54"),
        ("What did the mayor of Rohde say about trams?", "school"),
    ],
)
def test_what_is_said_of_another_or_is_not_so_is_no_answer(archive: Settings, question: str, no_answer: str) -> None:
    given = answer(question, settings=archive)
    assert given.kind != "answer" or no_answer not in given.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("How many docks will close in Norsen?", "14"),
        ("Which country has closed its coal mines?", "Lettia"),
        ("How many permits were requested in Vass?", "5"),
        ("How many viaducts were inspected?", "nine"),
        ("Who is the finance minister?", "Lea Lund"),
    ],
)
def test_the_one_beside_it_is(archive: Settings, question: str, right: str) -> None:
    assert answer(question, settings=archive).short == right
