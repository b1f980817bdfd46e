"""The look: local fonts, calm colours in light and dark, and the page's own style sheet and script."""

from importlib.resources import files

import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")

# In this order: what comes later may set anew what came before.
SHEETS = (
    "colours",
    "frame",
    "rail",
    "question",
    "filters",
    "welcome",
    "transcript",
    "judging",
    "sources",
    "library",
    "motion",
    "phone",
)
CSS = "\n".join(files("ui").joinpath("style", f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
SCRIPTS = ("core", "transcript", "page", "library")
SCRIPT = "\n".join(files("ui").joinpath("script", f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
HEAD = f'<meta name="color-scheme" content="light dark"><script>{SCRIPT}</script>'


def theme() -> gr.themes.Base:
    """Return the Gradio theme: fonts by name only, so that none is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=list(SANS),
        font_mono=list(MONO),
        radius_size=gr.themes.sizes.radius_md,
    )
