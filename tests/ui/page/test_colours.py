"""Colours: words can be told from what they stand on, in light and in dark (WCAG 2.2, contrast 4.5 to 1)."""

import re
from importlib.resources import files

import pytest

CSS = files("ui").joinpath("style", "colours.css").read_text(encoding="utf-8")
PAIRS = [(words, ground) for words in ("ink", "soft") for ground in ("paper", "surface", "sunken")] + [
    ("ink", "marker"),
    ("ink", "flash"),
    ("ink", "accent-soft"),
    ("accent-ink", "accent"),
    ("accent", "surface"),
    ("low", "paper"),
]


def palette(mode: str) -> dict[str, str]:
    head = {"light": r":root,\s*\.gradio-container", "dark": r"\.dark,\s*\.dark \.gradio-container"}[mode]
    block = re.search(head + r"\s*\{(.*?)\}", CSS, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--cw-([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_stand_out(mode: str, words: str, ground: str) -> None:
    colours = palette(mode)
    high, low = sorted((luminance(colours[words]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_sentence_that_flashes_keeps_the_colour_of_its_words() -> None:
    outside = files("ui").joinpath("style", "outside.css").read_text(encoding="utf-8")
    flash = outside[outside.index("@keyframes cw-flash") :].split("@keyframes")[1]
    assert "background: var(--cw-flash)" in flash and not re.search(r"(?<!-)color:", flash)
