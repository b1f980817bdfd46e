"""The hint: the line under the question box, and what a screen reader announces there."""

from html import escape

from ui import texts


def hint(said: str, *, seen: bool = False, leave: bool = False) -> str:
    """Return the keys to press and `said`, which is announced, and `seen` by all; `leave` offers to stop editing."""
    button = f'<button type="button" class="cw-act" data-act="leave">{texts.LEAVE}</button>' if leave else ""
    announced = f'<p role="status" class="{"cw-seen" if seen else "cw-unseen"}">{escape(said)}{button}</p>'
    return announced if seen else f"<p>{texts.ASK_HINT}</p>{announced}"
