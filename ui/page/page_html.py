"""Ready-made HTML on the page: everything passed here is safe already."""

from html import escape

import gradio as gr


def plain_html(value: str, name: str, script: str | None = None) -> gr.HTML:
    """Return a component that shows safe HTML under the id `name`, with nothing of Gradio's own styling."""
    return gr.HTML(value, elem_id=name, apply_default_css=False, js_on_load=script)


def trouble(words: str) -> str:
    """Return an error message as safe HTML."""
    return f'<div class="cw-reply cw-trouble" role="alert"><p>{escape(words)}</p></div>'


def act(name: str, label: str, turn: int) -> str:
    """Return a button that raises the event `name` for question number `turn`."""
    return f'<button type="button" class="cw-act" data-act="{name}" data-turn="{turn}">{escape(label)}</button>'
