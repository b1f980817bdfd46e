"""Where nothing answers, only what speaks of the matter is shown."""

from collections.abc import Callable

from rag import Settings, answer

FOUNDRIES = (
    "---\ntitle: Foundries that cast for others\ndate: 2024-04-17\n---\nA foundry casts parts to the drawings of other "
    "firms. The price of a furnace explains why few firms own one. Norsen of Ost is the largest foundry. Pellmark "
    "casts parts of its own and also works for others. Farmers stopped their harvest that year because ploughs were "
    "missing.\n"
)


def test_a_sentence_that_says_little_of_what_is_asked_is_not_quoted(library: Callable[..., Settings]) -> None:
    found = answer("Who is the director of the foundry Norsen?", settings=library(told=FOUNDRIES))
    assert [one.quote[:9] for one in found.citations] == ["A foundry", "Norsen of"]
