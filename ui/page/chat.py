"""The chat tab: conversations, transcript, question box and sources, and which event calls the desk for what."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import gradio as gr

from rag import Settings
from rag.settings import QUESTION_LIMIT
from ui import texts
from ui.export import as_json, markdown
from ui.page.chat_actions import ChatActions
from ui.page.conversation import Conversation
from ui.page.events import HIDDEN, QUICK
from ui.page.hint import hint
from ui.page.page_html import plain_html
from ui.page.view import View

ASKING: dict[str, Any] = {"submit_btn": False, "stop_btn": texts.STOP}
READY: dict[str, Any] = {"submit_btn": texts.ASK, "stop_btn": False}
# Two questions at once keep two cores busy; the rest wait in the queue.
AT_ONCE = 2

LOG_SCRIPT = (
    "citewire.transcript(element, trigger, watch);"
    " // raises 'show', 'example', 'again', 'edit', 'reword', 'up', 'down', 'correct' and 'read'"
)
SOURCES_SCRIPT = "citewire.sources(element, trigger, watch); // raises 'read'"
RAIL_SCRIPT = "citewire.rail(element, trigger, watch); // raises 'turn_to' and 'drop'"
FILTERS_SCRIPT = "citewire.filters(element, trigger); // raises 'filter'"
HINT_SCRIPT = "citewire.acts(element, trigger); // raises 'leave'"


def build_conversation(
    page: gr.Blocks, chat: gr.Tab, settings: Settings, *, new: gr.Button, save: gr.HTML, article: gr.HTML
) -> None:
    """Lay out the chat in the open tab `chat`, and tie the events to it; articles open in `article`."""
    desk = ChatActions(settings)
    conversation = gr.State(())
    # What the browser holds, so that the server may be started anew under an open page.
    visitor, key, editing, bounds, document = (gr.Textbox("", visible=False) for _ in range(5))
    with gr.Row(elem_id="cw-main"):
        rail = plain_html("", "cw-rail", RAIL_SCRIPT)
        with gr.Column(elem_id="cw-chat", scale=6, min_width=0):
            log = plain_html("", "cw-log", LOG_SCRIPT)
            with gr.Row(elem_id="cw-bounds"):
                filters = plain_html("", "cw-filter", FILTERS_SCRIPT)
                scope = plain_html("", "cw-scope")
            question = gr.Textbox(
                elem_id="cw-ask",
                label=texts.ASK_LABEL,
                show_label=False,
                container=False,
                placeholder=texts.ASK_PLACEHOLDER,
                lines=1,
                max_lines=6,
                # A pasted book is cut here, so that what is said of its length arrives: it would be too large to send.
                max_length=10 * QUESTION_LIMIT,
                **READY,
            )
            below = plain_html(hint(""), "cw-hint", HINT_SCRIPT)
        panel = plain_html("", "cw-sources", SOURCES_SCRIPT)
    parts = {
        "conversation": conversation,
        "visitor": visitor,
        "key": key,
        "editing": editing,
        "bounds": bounds,
        "log": log,
        "panel": panel,
        "rail": rail,
        "hint": below,
        "scope": scope,
        "filters": filters,
        "article": article,
    }
    shown: list[Any] = [*parts.values(), question]

    def on_page(view: View) -> dict[Any, Any]:
        changes: dict[Any, Any] = {
            part: value for name, part in parts.items() if (value := getattr(view, name)) is not None
        }
        box: dict[str, Any] = {} if view.typed is None else {"value": view.typed}
        if view.asking is not None:
            box |= ASKING if view.asking else READY
        # Gradio takes an empty dictionary for a missing value.
        return {**changes, question: gr.Textbox(**box)} if box or not changes else changes

    def answer(*given: Any) -> Iterator[dict[Any, Any]]:
        for view in desk.answer(*given):
            yield on_page(view)

    here = [conversation, visitor, key]
    asked = [visitor, key, bounds, editing, conversation]
    slow: dict[str, Any] = {**HIDDEN, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    running: list[Any] = []

    def asks(event: Callable[..., Any], start: Callable[..., dict[Any, Any]], inputs: Sequence[Any]) -> None:
        """Put a question down at once; its answer waits its turn."""
        running.append(event(start, inputs, shown, **QUICK).then(answer, here, shown, **slow))

    def does(event: Callable[..., Any], act: Callable[..., View], inputs: Sequence[Any], **options: Any) -> None:
        event(lambda *given: on_page(act(*given)), inputs, shown, **QUICK, **options)

    def told(event: Callable[..., Any], act: Callable[..., View], inputs: Sequence[Any], **options: Any) -> None:
        """Tie an event of the page's own, which brings its particulars along."""
        event(_particular(act, on_page), inputs, shown, **QUICK, **options)

    asks(question.submit, lambda *given: on_page(desk.start(*given)), [question, *asked])
    asks(log.example, _particular(lambda event, *given: desk.start(str(event.question), *given), on_page), asked)
    again = _particular(lambda event, *given: desk.start(*given, turn=int(event.turn)), on_page)
    asks(log.again, again, [question, *asked])
    does(question.stop, desk.stop, here, cancels=running)
    does(new.click, desk.new, [visitor], cancels=running)
    does(partial(page.load, js="() => citewire.whoami()"), desk.open, [visitor, key])
    does(chat.select, desk.back, [conversation, bounds, visitor])
    does(below.leave, desk.leave, [])
    told(log.show, lambda event, before: desk.show(before, int(event.turn)), [conversation])
    for part in (log, panel):
        told(part.read, lambda event, before: desk.read(before, int(event.turn), str(event.article)), [conversation])
    told(log.edit, lambda event, before: desk.edit(before, int(event.turn), understood=False), [conversation])
    told(log.reword, lambda event, before: desk.edit(before, int(event.turn), understood=True), [conversation])
    told(log.up, lambda event, now, who, name: desk.vote(now, who, name, int(event.turn), "up"), here)
    told(log.down, lambda event, now, who, name: desk.vote(now, who, name, int(event.turn), "down"), here)
    right = lambda event, now, who, name: desk.correct(now, who, name, int(event.turn), str(event.right))  # noqa: E731
    told(log.correct, right, here)
    told(rail.turn_to, lambda event, who: desk.select(who, str(event.key)), [visitor], cancels=running)
    told(rail.drop, lambda event, who, current: desk.delete(who, str(event.key), current), [visitor, key])
    told(filters.filter, lambda event: desk.filter(dict(event.bounds)), [])
    _build_export(save, conversation, document)


def _particular(act: Callable[..., View], on_page: Callable[[View], dict[Any, Any]]) -> Callable[..., Any]:
    """Return `act` in the form in which Gradio hands over an event's particulars, ahead of the inputs."""

    def run(event: gr.EventData, *given: Any) -> dict[Any, Any]:
        return on_page(act(event, *given))

    return run


def _build_export(save: gr.HTML, conversation: gr.State, document: gr.Textbox) -> None:
    """Let the conversation be saved as a file, in either form."""
    forms: list[tuple[Any, Callable[[Conversation], str], str, str]] = [
        (save.markdown, markdown, texts.EXPORT_FILE, "text/markdown"),
        (save.json, as_json, texts.EXPORT_JSON_FILE, "application/json"),
    ]
    for event, write, name, kind in forms:
        download = f"(text) => citewire.save(text, '{name}', '{kind}')"
        event(write, conversation, document, **QUICK).then(None, document, js=download, **QUICK)
