"""The page: chat and library, and what stands above both."""

import gradio as gr

from rag import Settings
from ui import texts
from ui.library.tab import build_library
from ui.page.chat import build_conversation
from ui.page.events import QUICK
from ui.page.page_html import plain_html


def build_chat(settings: Settings, *, login: bool = False) -> gr.Blocks:
    """Return the page over the index that `settings` names; with `login`, it has a button that logs its visitor out.

    `ui.server.server.launch` serves it with its look.
    """
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True, fill_height=True)
    with page:
        with gr.Row(elem_id="cw-header"):
            aside = gr.Button(texts.CONVERSATIONS, size="sm", elem_id="cw-aside", scale=0, min_width=0)
            plain_html(f'<h1>{texts.TITLE}<span class="cw-badge" aria-hidden="true">1</span></h1>', "cw-brand")
            new = gr.Button(texts.NEW_CONVERSATION, size="sm", elem_id="cw-new", scale=0, min_width=0)
            save = plain_html(_EXPORT, "cw-export", EXPORT_SCRIPT)
            if login:
                plain_html(_LOG_OUT, "cw-logout")
            appearance = gr.Button(texts.APPEARANCE, size="sm", elem_id="cw-appearance", scale=0, min_width=0)
        # Outside the tabs: what stands in one that is not chosen cannot be seen.
        article = plain_html("", "cw-article", "citewire.article(element, watch)")
        with gr.Tabs(elem_id="cw-tabs"):
            with gr.Tab(texts.CHAT, elem_id="cw-chat-tab") as chat:
                build_conversation(page, chat, settings, new=new, save=save, article=article)
            with gr.Tab(texts.LIBRARY, elem_id="cw-library-tab") as library:
                build_library(library, settings, article)
        aside.click(None, js="citewire.aside", **QUICK)
        appearance.click(None, js="citewire.appearance", **QUICK)
    return page


EXPORT_SCRIPT = "citewire.acts(element, trigger); // raises 'markdown' and 'json'"
_LOG_OUT = f'<form method="post" action="/logout"><button>{texts.LOG_OUT}</button></form>'
_EXPORT = (
    f'<button type="button" popovertarget="cw-export-menu">{texts.EXPORT}</button>'
    '<div id="cw-export-menu" popover>'
    f'<button type="button" data-act="markdown">{texts.EXPORT_MARKDOWN}</button>'
    f'<button type="button" data-act="json">{texts.EXPORT_JSON}</button></div>'
)
