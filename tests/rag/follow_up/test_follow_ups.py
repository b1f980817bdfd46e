"""A follow-up is put into full words from the conversation; a question that stands by itself is left alone."""

from collections.abc import Sequence

import pytest

from rag import Settings, Turn, answer
from rag.follow_up import understand as follow_up

FUND = Turn(
    "Which fund gets a further 25 billion rubles?",
    "Industrial Development Fund [1]",
    "Industrial Development Fund",
    quotes=(
        "Russia's Industrial Development Fund (IDF), also known as FRP, gets a further 25 billion rubles in 2023, said "
        "Denis Manturov, the Minister for Russian Industry and Trade.",
    ),
)
CISCO = Turn(
    "What did Cisco destroy in Russia?",
    "All its stocks, IT equipment and fixed assets [1]",
    "all its stocks, IT equipment and fixed assets",
    quotes=("The U.S. company Cisco physically destroyed everything it still held in Russia in January.",),
)
FORUM = Turn(
    "Who spoke at the InfoSpace forum?",
    "Vasily Shpak [1]",
    "Vasily Shpak",
    quotes=("Vasily Shpak, the Deputy Minister of Industry and Trade of Russia, spoke at the InfoSpace forum.",),
)
EXPO = Turn(
    "Where was the Russian-Chinese Expo held?",
    "Yekaterinburg [1]",
    "Yekaterinburg",
    quotes=("The VII Russian-Chinese Expo was held in Yekaterinburg, and 500 Chinese nationals attended it.",),
)
LENT = Turn(
    "How much did the Industrial Development Fund lend in 2023?",
    "Up to 100 billion rubles [1]",
    "Up to 100 billion rubles",
    quotes=("Up to 100 billion rubles (US$1.2 billion) is available from the fund in 2023.",),
)
TOWN = Turn("How many generations behind is Zelenograd?", "Three or four [1]", "three or four")
TERM = Turn("What is deep localization?", "Production organised in Russia [1]", "production organised in Russia")
NODE = Turn("What is a process node?", "A generation of technology [1]", "generation of technology")
SAID = Turn(TOWN.question, TOWN.text, TOWN.short, quotes=("The assets are three generations behind, Borisov said.",))
VOTE = Turn(
    "How did Holm win the vote?",
    "By 9 to 4 [1]",
    "By 9 to 4",
    quotes=("Mayor Ada Holm won the vote by 9 to 4.", "On Monday Holm was a guest on the show of Bo Falk."),
)
POPE = Turn("Which towns did the Pope visit on his tour?", "Ost and Pell [1]", "Ost and Pell")
MEMBERS = Turn(
    "Which countries are in the Norsen Pact?",
    "Ostland, Pellia, Holmia and Tarn [1]",
    "Ostland, Pellia, Holmia and Tarn",
    quotes=("The pact includes Ostland, Pellia, Holmia and Tarn.",),
)
JAILED = Turn("Who was jailed in Pell?", "Bo Falk [1]", "Bo Falk")
DECLINED = Turn("How do I bake bread?", "Not in these articles.")


def understand(asked: str, history: Sequence[Turn]) -> str | None:
    """Read by grammar alone: the articles speak of every reading alike."""
    return follow_up.understand(asked, history, lambda _reading, _about: 0.0)


@pytest.mark.parametrize(
    ("earlier", "asked", "understood"),
    [
        (NODE, "Give me examples", "What are examples of a process node?"),
        (NODE, "Such as?", "What are examples of a process node?"),
        (FUND, "What did he call it?", "What did Denis Manturov call the Industrial Development Fund?"),
        (FUND, "How much did it lend in 2022?", "How much did the Industrial Development Fund lend in 2022?"),
        (FUND, "How much did the fund lend?", "How much did the Industrial Development Fund lend?"),
        (CISCO, "What was it worth?", "What was Cisco's stocks worth?"),
        (CISCO, "Why did it destroy its stocks?", "Why did Cisco destroy its stocks?"),
        (FORUM, "What did he say about Cisco?", "What did Vasily Shpak say about Cisco?"),
        (FORUM, "What is his title?", "What is Vasily Shpak's title?"),
        (FORUM, "When was it held?", "When was the InfoSpace forum held?"),
        (EXPO, "How many people attended it?", "How many people attended the Russian-Chinese Expo?"),
        (EXPO, "Who was there?", "Who was in the Russian-Chinese Expo?"),
        (NODE, "Who makes them?", "Who makes a process node?"),
        (SAID, "Where did he speak?", "Where did Borisov speak?"),
        (TERM, "Why does it matter?", "Why does deep localization matter?"),
        (LENT, "Is that a record?", "Is up to 100 billion rubles a record?"),
        (VOTE, "Did he survive?", "Did Holm survive?"),
        (VOTE, "When was it held?", "When was the vote held?"),
        (POPE, "Is he ill?", "Is the Pope ill?"),
        (MEMBERS, "When was it founded?", "When was the Norsen Pact founded?"),
        (JAILED, "Can they appeal?", "Can Pell appeal?"),
    ],
)
def test_a_pronoun_becomes_what_it_stands_for(earlier: Turn, asked: str, understood: str) -> None:
    assert understand(asked, [earlier]) == understood


@pytest.mark.parametrize(
    ("earlier", "asked", "understood"),
    [
        (LENT, "And in 2022?", "How much did the Industrial Development Fund lend in 2022?"),
        (FUND, "and in 2022", "Which fund gets a further 25 billion rubles in 2022?"),
        (FORUM, "And at the Engineers of the Future forum?", "Who spoke at the Engineers of the Future forum?"),
        (CISCO, "What about Samsung?", "What did Samsung destroy in Russia?"),
        (TOWN, "And Moscow?", "How many generations behind is Moscow?"),
        (CISCO, "Why?", "Why did Cisco destroy all its stocks in Russia?"),
        (CISCO, "When was that?", "When did Cisco destroy all its stocks in Russia?"),
        (FUND, "Why?", "Industrial Development Fund gets a further 25 billion rubles: why?"),
        (FUND, "Who said so?", "Industrial Development Fund gets a further 25 billion rubles: who said so?"),
        (TOWN, "Why?", "How many generations behind is Zelenograd: why?"),
        (EXPO, "When?", "When was the Russian-Chinese Expo held?"),
        (TOWN, "Who said that?", "How many generations behind is Zelenograd: who said that?"),
    ],
)
def test_what_was_left_out_is_put_back(earlier: Turn, asked: str, understood: str) -> None:
    assert understand(asked, [earlier]) == understood


@pytest.mark.parametrize("earlier", [FUND, CISCO, FORUM, DECLINED])
@pytest.mark.parametrize(
    "asked",
    [
        "What did Cisco destroy and what was it worth?",
        "Why did Samsung close its factories?",
        "Is it true that Cisco destroyed its stocks?",
        "How long does it take to build a factory?",
        "Who is Yuri Borisov and what did he say?",
        "Where are the factories that Samsung closed?",
        "And who is the minister of industry?",
        "Did Borisov say that Russia needs its own production?",
        "What does IT equipment mean?",
        "Are there any technology parks?",
        "Which fund lent a record sum in 2022?",
        "What happened in 2022?",
        "Кто выступил на форуме?",
        "What time is it?",
        "But explain import substitution.",
        "OK, thanks.",
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(earlier: Turn, asked: str) -> None:
    assert understand(asked, [earlier]) is None


def test_without_a_conversation_nothing_is_understood_into_a_question() -> None:
    assert understand("What did he call it?", []) is None


@pytest.mark.parametrize(
    ("earlier", "understood"),
    [
        ("How much did the harbour trust borrow in 2022?", "How old is the harbour trust?"),
        ("When did the old mill open?", "How old is the old mill?"),
        ("When did the old mill by the river open?", "How old is the old mill?"),
    ],
)
def test_what_somebody_does_is_no_part_of_who_does_it(earlier: str, understood: str) -> None:
    assert understand("How old is it?", [Turn(earlier, "Unknown.")]) == understood


def test_a_question_that_names_nothing_goes_on_about_what_was_named_before() -> None:
    pact = Turn("What is the Norsen Pact?", "A league [1]", "a league")
    members = Turn(
        "Which countries are members?",
        "Ostland, Pellia and Tarn [1]",
        "Ostland, Pellia and Tarn",
        quotes=("It includes Ostland.",),
    )
    assert understand("When was it founded?", [pact, members]) == "When was the Norsen Pact founded?"


def test_what_was_somebodys_stays_theirs() -> None:
    lifted = Turn("Did Holm get her ban lifted?", "Yes [1]", "Yes", quotes=("The ban on Ada Holm was lifted.",))
    assert understand("Why was it lifted?", [lifted]) == "Why was Holm's ban lifted?"


def test_a_pronoun_that_nothing_explains_stays() -> None:
    assert understand("What did she say?", [DECLINED]) is None


def test_the_newest_turn_counts_most_and_older_ones_fill_in() -> None:
    assert understand("What did he say?", [FUND, FORUM]) == "What did Vasily Shpak say?"
    assert understand("What did he say about Cisco?", [FORUM, TERM]) == "What did Vasily Shpak say about Cisco?"


def test_a_chain_of_follow_ups_builds_on_what_was_understood() -> None:
    second = Turn("And in 2022?", "140 billion rubles [1]", "140 billion rubles", understand("And in 2022?", [LENT]))
    assert understand("And in 2021?", [LENT, second]) == "How much did the Industrial Development Fund lend in 2021?"


def test_one_bare_question_after_another_asks_of_the_same_matter() -> None:
    second = Turn("Why?", "Not in these articles.", None, understand("Why?", [TOWN]))
    assert understand("Who said so?", [TOWN, second]) == "How many generations behind is Zelenograd: who said so?"


def test_a_follow_up_is_searched_for_as_it_was_understood(settings: Settings) -> None:
    first = answer("Which fund gets a further 25 billion rubles?", settings=settings)
    result = answer("What did he call it?", history=[Turn.of(first)], settings=settings)
    assert result.question == "What did he call it?"
    assert result.understood_as is not None
    assert "Denis Manturov" in result.understood_as
    assert "comprehensive investment platform" in result.citations[0].quote
    assert f"understood as: {result.understood_as}" in str(result)


def test_an_answer_says_nothing_was_understood_where_the_question_stood_by_itself(settings: Settings) -> None:
    first = answer("Where was the Russian-Chinese Expo held?", settings=settings)
    again = answer("How many generations behind is Zelenograd?", history=[Turn.of(first)], settings=settings)
    assert again.understood_as is None


def test_a_turn_keeps_what_later_questions_may_point_to(settings: Settings) -> None:
    first = answer("How many generations behind is Zelenograd?", settings=settings)
    turn = Turn.of(first)
    assert (turn.question, turn.short, turn.text) == (first.question, first.short, first.text)
    assert turn.article_ids == (first.citations[0].article_id,)
    assert turn.quotes[0] == first.citations[0].quote


def test_of_several_readings_the_one_that_the_articles_speak_of_is_taken(settings: Settings) -> None:
    turn = Turn("Who founded the KfW bank in Frankfurt?", "The state [1]", "the state")
    asked = "When was it founded?"
    assert follow_up.understand(asked, [turn], lambda reading, _: float("Frankfurt" in reading)) == (
        "When was Frankfurt founded?"
    )
    assert follow_up.understand(asked, [turn], lambda reading, _: float("KfW" in reading)) == (
        "When was the KfW bank founded?"
    )


def test_a_short_question_goes_on_about_the_topic_only_where_the_articles_do() -> None:
    turn = Turn("What is the Brede tunnel?", "A rail tunnel [1]", "a rail tunnel")
    longer = "Who were the opponents (Brede)?"
    assert (
        follow_up.understand("Who were the opponents?", [turn], lambda reading, _: 1.0 + ("Brede" in reading)) == longer
    )
    assert follow_up.understand("Who were the opponents?", [turn], lambda _, __: 1.4) is None


def test_whoever_was_asked_about_is_meant_before_anybody_of_an_earlier_turn_and_what_was_said_is_no_thing() -> None:
    compared = Turn("Compare Holm and Lund", "Holm and Lund:", None, quotes=("The port pays, Minister Ada Holm said.",))
    stated = Turn("What did Brandt say about the port?", "Brandt:", None, quotes=("The port waits, Brandt said.",))
    assert understand("When did he say it?", [compared, stated]) == "When did Brandt say it?"
    assert understand("When did she say that?", [compared]) == "When did Ada Holm say that?"
