"""The page's two views of a conversation: the transcript on the left, one question's sources on the right."""

from collections.abc import Callable

from rag import Article
from ui import texts
from ui.page.conversation import Conversation, Exchange, Stage
from ui.page.filter_form import described
from ui.rendering import render
from ui.transcript.card import cards
from ui.transcript.reply import reply


def turn_html(exchange: Exchange, conversation: Conversation, generation: int) -> str:
    """Return one exchange of a conversation as safe HTML.

    It can be asked again where that may change something: an earlier question was asked anew, or the articles are not
    those of the answer's generation any more.
    """
    overtaken = conversation.overtaken(exchange.id)
    outdated = exchange.answer is not None and exchange.answer.generation != generation
    return render(
        "turn.html",
        exchange=exchange,
        number=conversation.number(exchange.id),
        said=reply(exchange),
        scope=described(exchange.filters),
        overtaken=overtaken,
        again=bool(overtaken) or outdated,
    )


def sources(exchange: Exchange, find: Callable[[str], Article | None]) -> str:
    """Return the source cards of one question as safe HTML; `find` knows the articles that are in the index."""
    answer = exchange.answer
    citations = answer.citations if answer else ()
    read = {source.article.id for source in exchange.sources}
    unread = dict.fromkeys(citation.article_id for citation in citations if citation.article_id not in read)
    known = {key: article for key in unread if (article := find(key)) is not None}
    cited, others = cards(exchange.sources, citations, known)
    heading = texts.READING_NOW if exchange.unfinished else texts.ALSO_READ if cited else texts.NEAR_READ
    unanswered = {Stage.STOPPED: texts.SOURCES_STOPPED, Stage.FAILED: texts.SOURCES_FAILED}
    return render(
        "sources.html",
        turn=exchange.id,
        question=exchange.question,
        cited=cited,
        others=others,
        heading=heading,
        searching=exchange.stage is Stage.SEARCHING,
        empty=unanswered.get(exchange.stage, texts.SOURCES_NONE),
    )
