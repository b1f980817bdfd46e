"""Claims: what the sentence around an answer says, and of whom."""

from collections.abc import Callable, Mapping
from typing import Final

from embeddings.passage import Span
from rag.answering.claims.age import unasked_age
from rag.answering.claims.agreement import contrasted, negated, unrealised
from rag.answering.claims.doer import done_by_another, done_to
from rag.answering.claims.office import of_another_office
from rag.answering.claims.opposite import tells_opposite
from rag.answering.claims.owner import of_another_owner
from rag.answering.claims.yardstick import is_yardstick

# Each of them says, from a question, a sentence and a span in it, that the span is no answer to be sure of. How often
# they say so of right answers is counted by `python -m benchmarks.language.claims`.
DOUBTS: Final[Mapping[str, Callable[[str, str, Span], bool]]] = {
    "set apart from what is asked": contrasted,
    "denied of the asked verb": negated,
    "only called for": lambda question, sentence, _: unrealised(question, sentence),
    "whom it was done to": done_to,
    "done by another": done_by_another,
    "told of another owner": of_another_owner,
    "another's office": of_another_office,
    "the opposite": tells_opposite,
    "an age not asked for": unasked_age,
    "a year only measured by": lambda question, sentence, _: is_yardstick(question, sentence),
}
