"""The look: local fonts, calm colours in light and dark, and the page's own style sheet and script."""

from importlib.resources import files

import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")

# In this order: what comes later may set anew what came before.
_OUTER = ("colours", "outside")
_INNER = (
    "frame",
    "rail",
    "question",
    "filters",
    "welcome",
    "transcript",
    "forms",
    "judging",
    "sources",
    "article",
    "library",
    "clippings",
    "phone",
)
_SCRIPTS = ("core", "transcript", "sources", "page", "filters", "library", "chosen", "welcome", "clippings", "chat")


def _read(folder: str, name: str) -> str:
    return files("ui").joinpath(folder, name).read_text(encoding="utf-8")


# Nested in the page's own id, so that every rule outweighs Gradio's for the same element. It is put into the head as
# it is: of a sheet that is handed to Gradio the selectors are rewritten, and those inside `@media` are lost.
CSS = "\n".join(
    [
        *(_read("style", f"{name}.css") for name in _OUTER),
        "#cw-page {",
        *(_read("style", f"{name}.css") for name in _INNER),
        "}",
    ]
)
SCRIPT = "\n".join(_read("script", f"{name}.js") for name in _SCRIPTS)
HEAD = f'<meta name="color-scheme" content="light dark"><style>{CSS}</style><script>{SCRIPT}</script>'


def theme() -> gr.themes.Base:
    """Return the Gradio theme: fonts by name only, so that none is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=list(SANS),
        font_mono=list(MONO),
        radius_size=gr.themes.sizes.radius_md,
    )
