"""Boilerplate: what pages carry around their story and no question is about: notices, sign-ups, lists of links."""

import re
from itertools import pairwise

from embeddings.passage import Span

# Headings above words on the publisher; they stand at the end.
_ABOUT = re.compile(
    r"(?:#+ *)?(?:about (?:us|the authors?|the company|this (?:site|publication))|contact us|our team|disclaimer)\s*:?",
    re.IGNORECASE,
)
# Headings above lists of links.
_LINKS = re.compile(
    r"(?:#+ *)?(?:(?:related|recommended|further|more) (?:reading|articles?|stories|news|posts|links|coverage|content"
    r"|topics)|more (?:on this story|like this)|most (?:read|popular|viewed)|read (?:more|next|also)|see also"
    r"|you may also like|editor['’]s picks?|popular (?:posts|articles)|trending(?: now)?|latest (?:news|articles)"
    r"|share(?: this(?: article| story)?)?|follow us|(?:leave a |post a )?comments?|tags)\s*:?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:(?:we|(?:this|our) (?:web)?site) uses? cookies\b.*|by (?:continuing|using) (?:to|this|our)\b.*\bcookies\b.*"
    r"|(?:accept|reject|manage) (?:all )?(?:cookies|preferences)\b.*"
    r"|(?:sign up|subscribe|register)\b.*\b(?:newsletters?|updates|alerts|inbox|e-?mails?)\b.*"
    r"|(?:©|(?:\(c\)|copyright)\s*(?:©|\(c\)|(?:19|20)\d\d)).*"
    r"|(?:.{0,80}\W)?all rights reserved\W*.{0,80}|advertisement\W*|sponsored content\W*"
    r"|(?:read|see|watch) (?:also|more|next)\s*:.*|related(?: reading| articles?| stories)?\s*:.*"
    r"|(?:click|tap) here to\b.*|continue reading\W*|(?:back|scroll) to top\W*|skip to (?:main )?content\W*"
    r"|(?:follow|like|find|join) us on\b.*|share (?:this )?on\b.{0,80}|print this (?:page|article)\W*"
    r"|download (?:the|our) app\b.*)",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400
_LONGEST_LINK = 150
# The share of an article that may follow a heading such as "About us" for it to be the end and not a chapter.
_END = 0.3


def boilerplate(text: str) -> list[Span]:
    """Return the lines of normalised `text` that are no part of its story, in order; none where all would be."""
    lines = _lines(text)
    found: list[Span] = []
    about = links = False
    for line in lines:
        words = text[line.start : line.end].strip()
        about = about or (_ABOUT.fullmatch(words) is not None and line.end >= (1 - _END) * len(text))
        heads_links = _LINKS.fullmatch(words) is not None
        links = heads_links or (links and len(words) <= _LONGEST_LINK and not words.endswith((".", "!", "?", '"', "”")))
        if about or links or (len(words) <= _LONGEST_NOTICE and _NOTICE.fullmatch(words)):
            found.append(line)
    return found if len(found) < len(lines) else []


def _lines(text: str) -> list[Span]:
    breaks = [-1, *(match.start() for match in re.finditer("\n", text)), len(text)]
    return [Span(left + 1, right) for left, right in pairwise(breaks) if text[left + 1 : right].strip()]
