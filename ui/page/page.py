"""The page: one component of Gradio that holds the whole of it, and what it may ask the server.

The parts of the page are drawn by templates and changed one at a time by its own script, which Gradio's `gr.HTML` lets
call functions here by name. Components of Gradio would send the whole transcript at each step, hold a second copy of
the conversation, and style what they show by rules of their own.
"""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from embeddings.settings import place
from rag import Settings
from rag.settings import QUESTION_LIMIT
from ui import texts
from ui.exports import EXPORTS
from ui.guard.incoming import Incoming
from ui.library.article_details import ArticleDetails
from ui.library.library_actions import LibraryActions
from ui.library.uploads import LARGEST_FILE, UPLOADED
from ui.page.calls import call
from ui.page.chat_actions import ChatActions
from ui.page.clipping_actions import ClippingActions
from ui.page.filter_actions import FilterActions
from ui.rendering import render

SCRIPT = "citewire.start(element.querySelector('#cw-page'), server, upload)"


Action = Callable[[Any], Any]


def actions_of(settings: Settings, incoming: Incoming) -> list[Action]:
    """Return what the page may ask the server, by the names under which its script does; uploads are in `incoming`."""
    filters = FilterActions(settings)
    rooms = (
        filters,
        ChatActions(settings, filters),
        ClippingActions(settings),
        LibraryActions(settings, incoming),
        ArticleDetails(settings),
    )
    return [call(act) for room in rooms for act in room.calls()]


def build_chat(settings: Settings, actions: Sequence[Action], *, login: bool = False) -> gr.Blocks:
    """Return the page over the index that `settings` names; with `login`, it has a button that logs its visitor out.

    `ui.server.server.launch` serves it with its look.
    """
    html = render(
        "page.html",
        exports=[(form, one.label) for form, one in EXPORTS.items()],
        kinds=",".join(UPLOADED),
        largest=LARGEST_FILE,
        seeds=str(place(settings.seeds)),
        login=login,
        # A pasted book is cut here, so that what is said of its length arrives: it would be too large to send.
        most_characters=10 * QUESTION_LIMIT,
    )
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        gr.HTML(html, elem_id="cw-root", apply_default_css=False, js_on_load=SCRIPT, server_functions=list(actions))
    return page
