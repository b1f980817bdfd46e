"""The header: the lines above a story, told from its first sentence."""

import re

from embeddings.sentences import DATELINE

HEADLINE_LIMIT = 250
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪĮŁŃŅŇŐŒŘŚŞŠŤŪŮŰŲŹŻŽΑ-ΩЀ-Я"
NAME = rf"[{_UPPER}][\w.'’-]*"
_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|du|la|le|ten|ter|van|von|zu|af|av|bin|al|el)"
_NAMES = rf"{NAME}(?:[ ,&]+(?:and |und |et |y |och |e |i )?(?:{_PARTICLE} )*{NAME}){{0,9}}"
_BYLINE = re.compile(
    rf"(?:By|BY|Posted by|Written by|Von|Par|Por|Av|Di)\s+(?P<author>{_NAMES})"
    rf"(?:\s+(?:in|at|for)\s+{NAME}(?:[ ,]+{NAME})*)?"
    r"(?P<role>,\s+[^,.]{3,60})?"
)
_ROLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|chief|staff|producer|contributor|analyst|desk|photographer|"
    r"journalist|bureau|agency|press)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(?:for immediate release|(?:strictly )?(?:under )?embargo(?:ed)?\b.*|not for (?:release|publication)\b.*|"
    r"(?:press|news|media) (?:release|statement)|statement|hold for release\b.*)\W*",
    re.IGNORECASE,
)
_KICKERS = frozenset((
    "analysis", "background", "breaking", "business", "comment", "commentary", "column", "culture", "editorial",
    "exclusive", "explainer", "feature", "features", "finance", "interview", "letters", "live", "local", "opinion",
    "politics", "profile", "review", "science", "sport", "sports", "technology", "update", "world",
))  # fmt: skip
_NOTE = re.compile(
    r"\((?:adds|updates|recasts|corrects|refiles|repeats|rewrites|new throughout)\b[^()]*\)\W*"
    r"|(?:this|the) (?:article|story|page|report|piece|version)\b.{0,40}"
    r"\b(?:amended|updated|corrected|changed|edited)\b.*"
    r"|(?:contact|press contact|media contact|for more information)s?\s*:.*",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"(?:(?:UPDATE|WRAPUP|REFILE|CORRECTED|RPT|REPEAT|EXCLUSIVE|ANALYSIS|FOCUS|FACTBOX|TIMELINE|BRIEF|INTERVIEW|BREAKING|"
    r"FEATURE|TABLE|POLL|INSIGHT|EXPLAINER|PREVIEW|SCENARIOS)(?:\s\d{1,2})?\s*[-–:]\s*)+(?=\S)"
)
_ZONES = (
    "GMT UTC BST IST WET WEST CET CEST MEZ MESZ EET EEST MSK TRT EST EDT ET CST CDT CT MST MDT MT PST PDT PT AKST AKDT"
    " HST AST ADT NST NDT SAST WAT CAT EAT GST PKT WIB JST KST HKT SGT PHT AEST AEDT ACST ACDT AWST NZST NZDT BRT ART"
).replace(" ", "|")
_CLOCK = re.compile(
    r"(?:\bT|\b)\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[ap]\.?\s?m\b\.?)?Z?|\b\d{1,2}\s*[ap]\.?m\b\.?|[+-]\d{1,2}(?::?\d{2})?\b"
    r"|\b(?:uhr|local time|eastern(?: time)?|hrs?)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(rf"\b(?:{_ZONES}|[TZ])\b")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|ago|hours?|minutes?|on|at|of|the|г|den|am|um|le|à"
    r"|stand|publié|veröffentlicht|publicado|pubblicato|opublikowano|publicerad|опубликовано)\b\.?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
# Agencies are known by a few capitals; a longer word in capitals at the head of a date is a place.
_LONGEST_ACRONYM = 5


def without_clock(text: str) -> str:
    """Return what a date line says beside date, time, zone and weekday."""
    for pattern in (_ZONE, _CLOCK, _WEEKDAY, _WORDS, _NUMBER):
        text = pattern.sub(" ", text)
    return text


def is_kicker(lines: list[str], at: int) -> bool:
    """Tell whether a line stands above the headline and is none: "OPINION", "EMBARGOED UNTIL 6 JUNE"."""
    line = lines[at].strip("# ")
    if _RELEASE.fullmatch(line):
        return True
    words = line.rstrip(":").casefold().split()
    if not 0 < len(words) <= 2 or not any(map(is_headline_line, lines[at + 1 : at + 3])):
        return False
    return words[0] in _KICKERS and (line.isupper() or len(words) == 1)


def is_note(line: str) -> bool:
    """Tell whether a line in the header speaks of the report itself: "(Adds quote)", "This article was amended on"."""
    return len(line) <= HEADLINE_LIMIT and _NOTE.fullmatch(line) is not None


def is_place(name: str, below: list[str]) -> bool:
    """Tell whether the name beside a date is where the story comes from: in capitals, and no agency's short name."""
    if not name.isupper():
        return False
    if len(name.replace(" ", "")) > _LONGEST_ACRONYM:
        return True
    return any(re.search(rf"\b{re.escape(name.title())}\b", line) for line in below)


def read_byline(line: str) -> str | None:
    """Return the author that a byline names, without a role or place: "By Anna Lind in Oslo", "By A. Lind, Editor"."""
    if len(line) > HEADLINE_LIMIT or not (byline := _BYLINE.fullmatch(line)):
        return None
    if byline["role"] and not _ROLE.search(byline["role"]):
        return None
    names = byline["author"].strip()
    while ", " in names and _ROLE.search(names.rsplit(", ", 1)[1]):
        names = names.rsplit(", ", 1)[0]
    return names


def bare_headline(headline: str) -> str:
    """Return a headline without the agency's mark of a series: "UPDATE 2-"."""
    return _SERIES.sub("", headline, count=1) if _SERIES.match(headline) else headline


def is_headline(lines: list[str], at: int) -> bool:
    """Tell a headline from a first paragraph: short, no dateline, no full stop, and a story below it."""
    return lines[at].startswith("# ") or (is_headline_line(lines[at]) and any(lines[at + 1 :]))


def is_headline_line(line: str) -> bool:
    """Tell whether a line could be a headline, whatever stands below it."""
    if not line or len(line) > HEADLINE_LIMIT or DATELINE.match(line) or not any(map(str.isalpha, line)):
        return False
    return not line.endswith((".", ";", ",", ":")) or line.endswith(("...", "U.S.", "U.K.", "Inc.", "Co.", "Corp."))
