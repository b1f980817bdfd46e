"""The page's two views of a conversation: the transcript on the left, one question's sources on the right."""

from collections.abc import Sequence
from html import escape

from ui import texts
from ui.page.conversation import Exchange, Stage
from ui.page.filter_form import described
from ui.page.page_html import act
from ui.transcript.card import cards
from ui.transcript.reply import reply

SHOWN_CHARACTERS = 1200


def transcript(conversation: Sequence[Exchange]) -> str:
    """Return the conversation as safe HTML, oldest question first."""
    return "".join(_turn(exchange, turn) for turn, exchange in enumerate(conversation, start=1))


def sources(conversation: Sequence[Exchange], turn: int | None = None) -> str:
    """Return the source cards of question number `turn`, counted from 1; None means the latest."""
    if not conversation:
        return ""
    turn = len(conversation) if turn is None else turn
    exchange = conversation[turn - 1]
    asked = f'<p class="cw-for">{texts.SOURCES_FOR} “{escape(_shortened(exchange.question, 90))}”</p>'
    answer = exchange.answer
    if not exchange.sources and not (answer and answer.citations):
        waiting = exchange.stage is Stage.SEARCHING
        empty = _ghosts() if waiting else f'<p class="cw-empty">{texts.SOURCES_NONE}</p>'
        return panel(texts.SOURCES, asked, empty)
    if answer is None:
        return panel(texts.SOURCES, asked, cards(exchange.sources, (), turn=turn, others=texts.READING_NOW))
    others = texts.ALSO_READ if answer.citations else texts.NEAR_READ
    return panel(texts.SOURCES, asked, cards(exchange.sources, answer.citations, turn=turn, others=others))


def _turn(exchange: Exchange, turn: int) -> str:
    question = escape(_shortened(exchange.question, SHOWN_CHARACTERS))
    tools = "" if exchange.unfinished else act("edit", texts.EDIT, turn)
    if not exchange.filters.empty:
        tools = f"<span>{escape(described(exchange.filters))}</span>{tools}"
    return (
        f'<article class="cw-turn" data-turn="{turn}"><h2 class="cw-question">{question}</h2>'
        f'<p class="cw-asked">{tools}</p>{reply(exchange, turn)}</article>'
    )


def panel(title: str, beside: str, body: str) -> str:
    """Return the right-hand panel: a title, a line beside it and what it holds, both safe HTML."""
    head = f'<header class="cw-panel-head"><h2>{title}</h2>{beside}</header>'
    return f'<section aria-label="{title}">{head}{body}</section>'


def _ghosts() -> str:
    """Return empty cards that hold the place of the sources while they are searched."""
    return f'<div class="cw-ghosts" aria-hidden="true">{"<div></div>" * 3}</div>'


def _shortened(text: str, limit: int) -> str:
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
