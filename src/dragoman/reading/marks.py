"""Flags of passages and their sentences, and what they mean for the story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.model import BODY, CAPTION, HEADLINE, Passage
from dragoman.reading.layout import CUT
from dragoman.reading.repair import Repaired
from dragoman.reading.telling import UNKNOWN

PROSE = frozenset({HEADLINE, BODY, CAPTION})
BROKEN, CONTINUES = "broken", "continues"
_LANG = "lang:"


def language_flag(lang: str | None) -> str:
    """The flag of a passage in a language that is not at hand."""
    return f"{_LANG}{lang or UNKNOWN}"


def told_language(passage: Passage) -> str | None:
    """The language a passage is in, whether or not it is at hand; None if it cannot be told."""
    if passage.lang is not None:
        return passage.lang
    told = next((flag[len(_LANG) :] for flag in passage.flags if flag.startswith(_LANG)), UNKNOWN)
    return None if told == UNKNOWN else told


def sentence_flags(passage: Passage, index: int) -> tuple[str, ...]:
    """Flags of one sentence: "broken" (its beginning or end is lost), "continues" (it goes on
    with the sentence before it, from which a stray full stop parts it)."""
    return tuple(flag for flag in (BROKEN, CONTINUES) if f"{flag}:{index}" in passage.flags)


def unreadable(
    passages: Sequence[Passage], codes: Iterable[str], known: Mapping[str, str] | None = None
) -> str | None:
    """Why a story cannot be coded, in one sentence; None if it can. `known`: the reasons of
    languages that are not among `codes` though there is a pack.

    A story can be coded if a body passage, or in a story without body any headline or caption, is
    in a language at hand.
    """
    prose = [p for p in passages if p.role == BODY] or [p for p in passages if p.role in PROSE]
    if not prose:
        return "the story holds no text beside stamps, captions and boilerplate"
    if any(p.lang is not None for p in prose):
        return None
    sizes: dict[str, int] = {}
    for passage in prose:
        lang = told_language(passage) or "unknown"
        sizes[lang] = sizes.get(lang, 0) + len(passage.text)
    lang = max(sizes, key=lambda key: (sizes[key], key))
    if known and lang in known:
        return known[lang]
    return f"no pack for language {lang}; at hand: {', '.join(sorted(codes))}"


def break_flags(repaired: Repaired, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The sentence flags that follow from where lines had broken."""
    if not repaired.breaks:
        return ()
    flags: list[str] = []
    starts = {start: i for i, (start, _) in enumerate(spans)}
    for at, kind in repaired.breaks:
        index = starts.get(at)
        if index is None:
            continue
        if kind == CUT:
            flags += [f"{BROKEN}:{index - 1}", f"{BROKEN}:{index}"]
        else:
            flags.append(f"{CONTINUES}:{index}")
    return tuple(dict.fromkeys(flags))
