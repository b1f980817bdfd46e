"""Mail: a message (.eml, .msg), a box of them (.mbox), and a page saved as a message (.mhtml)."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from mimetypes import guess_extension
from pathlib import PurePath

from embeddings.intake.decoding import REPLACED, decode
from embeddings.intake.draft import Contents, Draft, UnreadableFile, joined
from embeddings.intake.unwrap import unwrap
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_BEGINS = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n(?=[\w-]+:)", re.MULTILINE)
# A line of a message that would begin another one.
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_DEEPEST = 5
# A plain text so many times shorter than the same in HTML says no more than that there is one.
_STUB = 3
# What a message carries along for show: a signature's picture, a calendar's entry.
_NOT_ARTICLES = (".gif", ".png", ".jpg", ".jpeg", ".ics", ".vcf", ".p7s", ".asc", ".css", ".svg")


def read_eml(data: bytes) -> Contents:
    """Read a message as an article with its subject, sender and date; each attachment is an article of its own."""
    return _read(_parsed(data), depth=0)


def read_mbox(data: bytes) -> Contents:
    """Read every message of a box."""
    starts = [match.start() for match in _BEGINS.finditer(data)]
    if not starts:
        raise UnreadableFile("holds no message; save the mail as .eml files")
    messages = [data[start:end].split(b"\n", 1)[1] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    told = (_tried(_ESCAPED.sub(rb"\1", message)) for message in messages)
    return joined((f"message {n}", message) for n, message in enumerate(told, start=1))


def read_mhtml(data: bytes) -> Contents:
    """Read the page that a browser saved with its pictures as one file."""
    from embeddings.web_page.reading import read_page

    page = _parsed(data).get_body(("html",))
    if page is None:
        raise UnreadableFile("holds no page; save it again as .html")
    return read_page(_text(page))


def read_msg(data: bytes) -> Contents:
    """Read a message as Outlook saves it."""
    from oxmsg import Message

    try:
        message = Message.load(io.BytesIO(data))
        body = message.body or (_plain(message.html_body) if message.html_body else "")
        sent = message.sent_date.date() if message.sent_date else None
        letter = _letter(body, message.subject, message.sender or "", sent)
        attached = [(one_line(one.file_name or ""), one.file_bytes or b"") for one in message.attachments]
    except Exception as error:
        # The library has no error of its own for what it cannot read.
        raise UnreadableFile("cannot be opened as an Outlook message; save it as .eml") from error
    return _with_attachments(letter, attached, depth=0)


def _tried(message: bytes) -> Contents | UnreadableFile:
    try:
        return _read(_parsed(message), depth=0)
    except UnreadableFile as error:
        return error


def _parsed(data: bytes) -> EmailMessage:
    # The policy decides the class, which the annotations of the library do not say.
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    try:
        headed = bool(message.items())
    except (ValueError, IndexError, LookupError, AttributeError, TypeError, OverflowError):
        # The library reads the values of headers only now, and some of them not at all.
        headed = False
    if not headed:
        raise UnreadableFile("is no mail message, or a damaged one; save it as .eml again")
    return message


def _read(message: EmailMessage, depth: int) -> Contents:
    text = "\n\n".join(filter(None, _told(message)))
    sent = message["date"].datetime if message["date"] is not None else None
    letter = _letter(text, str(message["subject"] or ""), str(message["from"] or ""), sent.date() if sent else None)
    return _with_attachments(letter, _attached(message), depth)


def _told(part: MIMEPart) -> Iterator[str]:
    """Yield the texts that a message is made of, in order; of several forms of one the plain one, if it is whole."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        plain, *others = ["\n\n".join(_told(form)) for form in part.iter_parts()] or [""]
        fullest = max([plain, *others], key=len)
        yield plain if len(plain) * _STUB > len(fullest) else fullest
    elif part.is_multipart() and kind != "message/rfc822":
        for inner in part.iter_parts():
            yield from _told(inner)
    elif _is_told(part):
        yield _plain(_text(part)) if kind == "text/html" else unwrap(normalise(_text(part)))


def _attached(part: MIMEPart) -> Iterator[tuple[str, bytes]]:
    kind = part.get_content_type()
    name = one_line(part.get_filename() or "")
    if kind == "message/rfc822":
        yield (name if name.endswith(".eml") else f"{name or 'message'}.eml"), part.get_content().as_bytes()
    elif part.is_multipart():
        for inner in part.iter_parts():
            yield from _attached(inner)
    elif not _is_told(part):
        payload = part.get_payload(decode=True)
        yield name or f"an attachment{guess_extension(kind) or ''}", payload if isinstance(payload, bytes) else b""


def _is_told(part: MIMEPart) -> bool:
    """Tell whether a part is text of the message itself."""
    named = part.is_attachment() or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not named


def _letter(body: str, subject: str, sender: str, sent: date | None) -> Draft:
    name, address = parseaddr(sender)
    known = Draft("", one_line(subject), sent, author=one_line(name) or address or None)
    text = normalise(body)
    return parse_wire(text, known) if text else known


def _with_attachments(letter: Draft, attached: Iterable[tuple[str, bytes]], depth: int) -> Contents:
    parts: list[tuple[str, Contents | UnreadableFile]] = [("the message", Contents({0: letter}))] if letter.text else []
    parts.extend(_attachments(attached, depth))
    if not parts:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    return parts[0][1] if letter.text and len(parts) == 1 and isinstance(parts[0][1], Contents) else joined(parts)


def _attachments(attached: Iterable[tuple[str, bytes]], depth: int) -> Iterator[tuple[str, Contents | UnreadableFile]]:
    from embeddings.file_readers import read_contents

    for name, data in attached:
        ending = PurePath(name).suffix.lower()
        if not data or ending in _NOT_ARTICLES:
            continue
        try:
            if ending == ".eml":
                if depth == _DEEPEST:
                    raise UnreadableFile("lies too deep in other messages; save it as a file of its own")
                yield name, _read(_parsed(data), depth + 1)
            else:
                yield name, read_contents(name, data)
        except UnreadableFile as error:
            yield name, error


def _text(part: MIMEPart) -> str:
    """Return the text of a part, by what its bytes are where it names no encoding that is known, or another."""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):
        text = REPLACED
    payload = part.get_payload(decode=True) if REPLACED in text else None
    return decode(payload) if isinstance(payload, bytes) else text


def _plain(page: str) -> str:
    from embeddings.web_page.blocks import fragment_text

    return fragment_text(page)
