"""Fonts: which of those on this machine shows a chart's characters.

A picture is drawn with the machine's fonts, and a character that none of them has becomes a box.
So the characters of a chart are held against the fonts' own tables before it is drawn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.analysis.extras import needed

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
ANYWHERE = " \t\n\u00a0\u200b\u2009"
"""Characters that need no picture."""


def folders() -> tuple[Path, ...]:
    """Where systems keep their fonts; `DRAGOMAN_FONTS` names a folder of one's own."""
    home = Path.home()
    known = {
        "darwin": [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"],
        "win32": [
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            home / "AppData/Local/Microsoft/Windows/Fonts",
        ],
    }.get(
        sys.platform,
        [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts",
         home / ".fonts"],
    )  # fmt: skip
    own = os.environ.get("DRAGOMAN_FONTS")
    return ((Path(own),) if own else ()) + tuple(known)


@dataclass(frozen=True, slots=True)
class Choice:
    """The families that show a text between them, the first for most of it, and their folders.

    `missing` are the characters that no font at hand shows, sorted.
    """

    families: tuple[str, ...]
    folders: tuple[Path, ...]
    missing: str = ""


def choose(
    texts: Iterable[str], preferred: Sequence[str], places: Sequence[Path] | None = None
) -> Choice:
    """Fonts that show all characters of `texts`: one that shows them all if there is one, the
    preferred families first; else several, each of which adds the most.

    `places` are the folders to look in; by default those of the system.
    """
    wanted = set("".join(texts)) - set(ANYWHERE)
    order = {family: rank for rank, family in enumerate(preferred)}
    at_hand = _faces(tuple(folders() if places is None else places))
    faces = sorted(at_hand, key=lambda one: order.get(one.family, len(order)))
    for face in faces:
        if wanted <= _characters(face.path, face.number):
            return Choice((face.family,), (face.path.parent,))
    families: list[str] = []
    used: dict[Path, None] = {}
    while wanted and faces:
        # the first of equals, so that a preferred family wins
        face = max(faces, key=lambda one: len(wanted & _characters(one.path, one.number)))
        shown = wanted & _characters(face.path, face.number)
        if not shown:
            break
        wanted -= shown
        families.append(face.family)
        used.setdefault(face.path.parent)
    return Choice(tuple(dict.fromkeys(families)), tuple(used), "".join(sorted(wanted)))


@dataclass(frozen=True, slots=True)
class Face:
    """One regular face in a font file."""

    family: str
    path: Path
    number: int


@lru_cache(maxsize=4)
def _faces(places: tuple[Path, ...]) -> tuple[Face, ...]:
    """The regular faces under some folders, by family, path and number."""
    found: list[Face] = []
    for place in places:
        for path in sorted(place.rglob("*")):
            if path.suffix.lower() in SUFFIXES:
                found += _faces_of(path)
    return tuple(sorted(found, key=lambda one: (one.family, str(one.path), one.number)))


def _faces_of(path: Path) -> list[Face]:
    found = []
    for number, font in _opened(path):
        names = font["name"]
        style = names.getBestSubFamilyName() or "Regular"
        family = names.getBestFamilyName()
        if family and style in ("Regular", "Book", "Roman", "Medium", "W3", "Normal"):
            found.append(Face(family, path, number))
    return found


@lru_cache(maxsize=1024)
def _characters(path: Path, number: int) -> frozenset[str]:
    for at, font in _opened(path):
        if at == number:
            return frozenset(map(chr, font.getBestCmap() or {}))
    return frozenset()


def _opened(path: Path) -> Iterator[tuple[int, Any]]:
    """The faces of a font file; none if it is damaged."""
    ttlib = needed("fontTools.ttLib", "charts")
    collected = path.suffix.lower() in (".ttc", ".otc")
    try:
        with path.open("rb") as file:
            if collected:
                yield from enumerate(ttlib.TTCollection(file, lazy=True).fonts)
            else:
                yield 0, ttlib.TTFont(file, lazy=True)
    except (ttlib.TTLibError, OSError, KeyError, AssertionError):
        return
