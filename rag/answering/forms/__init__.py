"""Forms: answers to questions that ask for more than one fact, one module a form."""

from collections.abc import Callable, Mapping

from rag.answering.forms.comparison import comparison
from rag.answering.forms.counts import count
from rag.answering.forms.fields import field
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.overview import overview
from rag.answering.forms.statements import statements_of
from rag.answering.forms.talk import beyond, talk
from rag.answering.forms.timeline import timeline
from rag.answering.question_form import Asking
from rag.result import Answer

# What answers each form; None from any of them leaves the question to the reader.
FORMS: Mapping[Asking, Callable[[Inquiry], Answer | None]] = {
    "overview": overview,
    "timeline": timeline,
    "comparison": comparison,
    "statements": statements_of,
    "count": count,
    "field": field,
    "talk": talk,
    "beyond": beyond,
}
