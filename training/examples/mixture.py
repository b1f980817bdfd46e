"""The mixture: which public sets the reader learns from, how much of each, and under which licence."""

from dataclasses import dataclass
from typing import Literal

Target = Literal["span", "sentence", "verdict"]


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One set of the mixture.

    `weight` multiplies the number of its examples when one is drawn, `refining` in the stage that refines: there
    encyclopedias and news count, and questions that have no answer. `target` says what its answers mark: the exact
    words, the sentence that they fill, or only that the passage says yes or no. `mined` allows passages of other
    articles as wrong passages, which needs questions that name what they ask about. `titled` is off where the titles
    say nothing. `joined` puts passages of one sentence among others of their set.
    """

    name: str
    weight: float
    refining: float
    licence: str
    target: Target = "span"
    mined: bool = False
    titled: bool = True
    joined: bool = False


MIXTURE: tuple[Ingredient, ...] = (
    Ingredient("squadshifts_newwiki", 3.0, 2.0, "CC BY 4.0", mined=True),
    Ingredient("squad2_half", 5.0, 5.0, "CC BY-SA 4.0", mined=True),
    Ingredient("timeqa_human", 4.0, 5.0, "BSD-3-Clause, text CC BY-SA", mined=True),
    Ingredient("nq_oracle", 3.0, 3.0, "CC BY-SA 3.0", mined=True),
    Ingredient("qed", 3.0, 2.0, "CC BY-SA 3.0", mined=True),
    Ingredient("quoref_part", 1.5, 1.0, "CC BY 4.0"),
    Ingredient("squadshifts_amazon", 0.5, 0.05, "CC BY 4.0", titled=False),
    Ingredient("squadshifts_reddit", 0.5, 0.05, "CC BY 4.0", titled=False),
    Ingredient("covidqa", 0.5, 0.2, "Apache-2.0"),
    Ingredient("fairytaleqa", 0.4, 0.05, "Apache-2.0", titled=False),
    Ingredient("friendsqa", 0.4, 0.05, "Apache-2.0"),
    Ingredient("qamr", 0.3, 0.15, "MIT", joined=True),
    Ingredient("qadiscourse_wikinews", 1.0, 0.6, "CC BY 4.0", joined=True),
    Ingredient("policyqa", 0.15, 0.02, "MIT", titled=False),
    Ingredient("selqa", 1.0, 0.3, "Apache-2.0", target="sentence", mined=True),
    Ingredient("clapnq", 2.0, 2.0, "Apache-2.0", target="sentence", mined=True),
    Ingredient("boolq", 1.5, 0.5, "CC BY-SA 3.0", target="verdict", mined=True),
)
