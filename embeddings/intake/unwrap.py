"""Unwrapping: lines broken at a fixed width, joined to paragraphs again."""

import re

_WIDEST = 130
_FEWEST = 3
_STOPS = (".", "!", "?", ":", '."', ".”")
_ITEM = re.compile(r"[-*•‣◦▪·–—#>|]|\(?\d{1,3}[.)]\s")
_HYPHENATED = re.compile(r"[^\W\d_]-$")


def unwrap(text: str, *, slack: float = 0.0) -> str:
    """Join the lines of normalised `text` that were broken because the next word would have passed the margin.

    `slack` is the share of the width by which such a line may fall short, for print whose letters differ in width.
    Text of which most line breaks were plainly meant is returned as it is.
    """
    lines = text.split("\n")
    # An address cannot be broken and reaches beyond the margin.
    width = max((len(line) for line in lines if " " in line), default=0)
    margin = width * (1 - slack)
    inner = [at for at in range(len(lines) - 1) if lines[at] and lines[at + 1]]
    full = {at for at in inner if _is_full(lines[at], lines[at + 1], margin)}
    stops = sum(lines[at].endswith(_STOPS) for at in full)
    if width > _WIDEST or len(full) < max(_FEWEST, len(inner) / 2, 3 * stops):
        return text
    parts: list[str] = []
    for at, line in enumerate(lines):
        if at in full and _HYPHENATED.search(line) and lines[at + 1][0].islower():
            parts.append(line[:-1])
        else:
            parts.append(line + (" " if at in full else "\n"))
    return "".join(parts).rstrip()


def _is_full(line: str, following: str, margin: float) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > margin and not _ITEM.match(following)
