"""The page: chat on the left, sources on the right, and what happens on each click."""

from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from rag import Settings
from ui import texts
from ui.article_view import article_view
from ui.conversation import Conversation, settle
from ui.dialogue import converse
from ui.events import HIDDEN, QUICK
from ui.export import markdown
from ui.library import build_library
from ui.page_html import plain_html
from ui.reply import spoken
from ui.transcript import sources, transcript
from ui.welcome import welcome

ASKING: dict[str, Any] = {"submit_btn": False, "stop_btn": texts.STOP}
READY: dict[str, Any] = {"submit_btn": texts.ASK, "stop_btn": False}
# Two questions at once keep two cores busy; the rest wait in the queue.
AT_ONCE = 2

LOG_SCRIPT = "citewire.transcript(element, trigger, watch); // raises 'show' and 'example'"
SOURCES_SCRIPT = "citewire.sources(element, trigger, watch); // raises 'read'"


def build_chat(settings: Settings) -> gr.Blocks:
    """Return the chat over the index that `settings` names; `ui.launch` serves it with its look."""
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        with gr.Row(elem_id="cw-header"):
            plain_html(f'<h1>{texts.TITLE}<span class="cw-badge" aria-hidden="true">1</span></h1>', "cw-brand")
            new = gr.Button(texts.NEW_CONVERSATION, size="sm", elem_id="cw-new", scale=0, min_width=0)
            save = gr.Button(texts.EXPORT, size="sm", elem_id="cw-export", scale=0, min_width=0)
            appearance = gr.Button(texts.APPEARANCE, size="sm", elem_id="cw-appearance", scale=0, min_width=0)
        with gr.Tabs(elem_id="cw-tabs"):
            with gr.Tab(texts.CHAT, elem_id="cw-chat-tab") as chat:
                _build_conversation(page, chat, settings, new=new, save=save)
            with gr.Tab(texts.LIBRARY, elem_id="cw-library-tab") as library:
                build_library(library, settings)
        appearance.click(None, js="citewire.appearance", **QUICK)
    return page


def _build_conversation(page: gr.Blocks, chat: gr.Tab, settings: Settings, *, new: gr.Button, save: gr.Button) -> None:
    """Lay out the chat and its sources, and tie the events to them."""
    conversation = gr.State(())
    document = gr.Textbox(visible=False)
    with gr.Row(elem_id="cw-main"):
        with gr.Column(elem_id="cw-chat", scale=6, min_width=0):
            log = plain_html("", "cw-log", LOG_SCRIPT)
            question = gr.Textbox(
                elem_id="cw-ask",
                label=texts.ASK_LABEL,
                show_label=False,
                container=False,
                placeholder=texts.ASK_PLACEHOLDER,
                lines=1,
                max_lines=6,
                **READY,
            )
            hint = plain_html(_hint(""), "cw-hint")
        panel = plain_html("", "cw-sources", SOURCES_SCRIPT)
    article = plain_html("", "cw-article", "citewire.article(element, watch)")

    def ask(asked: str, before: Conversation) -> Iterator[dict[Any, Any]]:
        if not asked.strip():
            yield {hint: _hint(texts.NOTHING_ASKED, seen=True)}
            return
        yield {question: gr.Textbox(value="", **ASKING)}
        for now in converse(asked, before, settings):
            yield {conversation: now, log: transcript(now), panel: sources(now), hint: _hint(spoken(now[-1]))}
        yield {question: gr.Textbox(**READY)}

    def stop(before: Conversation) -> dict[Any, Any]:
        now = settle(before)
        return {conversation: now, log: transcript(now), panel: sources(now), question: gr.Textbox(**READY)}

    def clear() -> dict[Any, Any]:
        left, right = welcome(settings)
        ready = gr.Textbox(value="", **READY)
        return {conversation: (), log: left, panel: right, hint: _hint(""), question: ready}

    def back(before: Conversation) -> tuple[Any, Any]:
        return (gr.skip(), gr.skip()) if before else welcome(settings)

    def show(before: Conversation, event: gr.EventData) -> str:
        return sources(before, turn=int(event.turn))

    def read(before: Conversation, event: gr.EventData) -> str:
        turn = int(event.turn)
        exchange = before[turn - 1]
        found = next(source for source in exchange.sources if source.article.id == event.article)
        citations = exchange.answer.citations if exchange.answer else ()
        return article_view(found.article, citations, around=found.passage.start, turn=turn)

    def example(event: gr.EventData) -> str:
        return str(event.question)

    shown = [conversation, log, panel, hint, question]
    given = [question, conversation]
    slow: dict[str, Any] = {**HIDDEN, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    page.load(lambda: welcome(settings), outputs=[log, panel], **QUICK)
    chat.select(back, conversation, [log, panel], **QUICK)
    typed = question.submit(ask, given, shown, **slow)
    chosen = log.example(example, outputs=question, **QUICK).then(ask, given, shown, **slow)
    question.stop(stop, conversation, shown, cancels=[typed, chosen], **QUICK)
    new.click(clear, outputs=shown, cancels=[typed, chosen], **QUICK)
    log.show(show, conversation, panel, **QUICK)
    panel.read(read, conversation, article, **QUICK)
    download = f"(text) => citewire.save(text, '{texts.EXPORT_FILE}')"
    save.click(markdown, conversation, document, **QUICK).then(None, document, js=download, **QUICK)


def _hint(said: str, *, seen: bool = False) -> str:
    """Return the line under the question box: the keys to press, and what a screen reader announces."""
    announced = f'<p role="status" class="{"cw-seen" if seen else "cw-unseen"}">{escape(said)}</p>'
    return f"<p>{texts.ASK_HINT}</p>{announced}"
