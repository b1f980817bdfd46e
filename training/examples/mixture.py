"""The mixture: which public sets the reader learns from, how much of each, and under which licence."""

from dataclasses import dataclass
from typing import Literal

Target = Literal["span", "sentence", "verdict"]


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One set of the mixture.

    `weight` multiplies the number of its examples when one is drawn. `target` says what its answers mark: the exact
    words, the sentence that they fill, or only that the passage says yes or no. `mined` allows passages of other
    articles as wrong passages, which needs questions that name what they ask about. `titled` is off where the titles
    say nothing. `joined` puts passages of one sentence among others of their set.
    """

    name: str
    weight: float
    licence: str
    target: Target = "span"
    mined: bool = False
    titled: bool = True
    joined: bool = False


MIXTURE: tuple[Ingredient, ...] = (
    Ingredient("squadshifts_newwiki", 3.0, "CC BY 4.0", mined=True),
    Ingredient("squad2_half", 5.0, "CC BY-SA 4.0", mined=True),
    Ingredient("nq_oracle", 3.0, "CC BY-SA 3.0", mined=True),
    Ingredient("qed", 3.0, "CC BY-SA 3.0", mined=True),
    Ingredient("quoref_part", 1.5, "CC BY 4.0"),
    Ingredient("squadshifts_amazon", 0.8, "CC BY 4.0", titled=False),
    Ingredient("squadshifts_reddit", 0.8, "CC BY 4.0", titled=False),
    Ingredient("covidqa", 0.5, "Apache-2.0"),
    Ingredient("fairytaleqa", 0.4, "Apache-2.0", titled=False),
    Ingredient("friendsqa", 0.4, "Apache-2.0"),
    Ingredient("qamr", 0.3, "MIT", joined=True),
    Ingredient("policyqa", 0.15, "MIT", titled=False),
    Ingredient("selqa", 1.0, "Apache-2.0", target="sentence", mined=True),
    Ingredient("clapnq", 2.0, "Apache-2.0", target="sentence", mined=True),
    Ingredient("boolq", 2.0, "CC BY-SA 3.0", target="verdict", mined=True),
)
