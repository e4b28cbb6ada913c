"""Story objects from what an input gives: scrubbing, content hash, id."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from dragoman.model import Story

_UNSAFE = re.compile("[\x00\ud800-\udfff]")


def scrub(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace NULs and lone surrogates by U+FFFD, one for one, so that offsets stay true.

    Both break what comes later: no UTF-8 output holds a surrogate, and C libraries end a text at
    a NUL. Returns the text and the flag "scrubbed" if anything was replaced.
    """
    if text.isascii() and "\x00" not in text:
        return text, ()
    clean, count = _UNSAFE.subn("\ufffd", text)
    return clean, ("scrubbed",) if count else ()


def content_key(text: str, url: str | None, publisher: str | None) -> str:
    """SHA-256 of text, address and publisher, by which the same item is known again.

    Each part is preceded by its length, so that no two different triples hash alike.
    """
    digest = hashlib.sha256()
    for part in (text, url or "", publisher or ""):
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()


def make_story(
    text: str,
    *,
    origin: str,
    id: str | None = None,
    lang: str | None = None,
    published: datetime | None = None,
    precision: str = "minute",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    flags: tuple[str, ...] = (),
) -> Story:
    """Build a story; without an `id` of its own it gets the first 16 digits of its key."""
    text, scrubbed = scrub(text)
    url, publisher = _line(url), _line(publisher)
    key = content_key(text, url, publisher)
    return Story(
        id=_line(id) or key[:16],
        key=key,
        text=text,
        lang=_line(lang),
        published=published,
        published_precision=precision,
        title=_line(title),
        url=url,
        publisher=publisher,
        flags=flags + scrubbed,
        origin=origin,
    )


def _line(value: str | None) -> str | None:
    """A one-line field: scrubbed, blanks collapsed, at most 2,000 characters, None if empty."""
    if value is None:
        return None
    return " ".join(scrub(value[:4000])[0].split())[:2000] or None
