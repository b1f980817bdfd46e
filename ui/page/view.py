"""The view: what of the page an event changes."""

from dataclasses import dataclass

from ui.page.conversation import Conversation


@dataclass(frozen=True, slots=True)
class View:
    """New content for parts of the page, as safe HTML unless it says otherwise; None leaves a part as it is.

    `visitor`, `key`, `editing`, `bounds` and `typed` are plain text: the browser's name, the conversation's, the number
    of the question that is being edited, the filters as JSON, and what stands in the question box. `asking` tells
    whether a question is under way, so that it can be stopped.
    """

    conversation: Conversation | None = None
    visitor: str | None = None
    key: str | None = None
    editing: str | None = None
    bounds: str | None = None
    typed: str | None = None
    asking: bool | None = None
    log: str | None = None
    panel: str | None = None
    rail: str | None = None
    hint: str | None = None
    scope: str | None = None
    filters: str | None = None
    article: str | None = None
