"""Rows parted by tabs, without any quoting, as GDELT, ICEWS, POLECAT and Phoenix have them.

Nothing can be escaped in such a file, so text that would break a row is changed: tabs, line ends
and other controls become blanks, a double quote (which readers that expect quoting would take for
the beginning of one) becomes a single one, and what a spreadsheet would read as a formula gets a
single quote before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from dragoman.interchange.csv import guarded
from dragoman.interchange.text import printable

Cell = str | int | float | None

_SIGNS = re.compile(r"[^!#-;=?-~]")  # what no address may hold unescaped


def words(text: str | None, *, but: str = "") -> str:
    """Text from strangers as a cell; `but` are signs that part items there and become commas."""
    if not text:
        return ""
    clean = " ".join(printable(text).replace('"', "'").split())
    for sign in but:
        clean = clean.replace(sign, ",")
    return guarded(clean)


def address(url: str | None, *, but: str = "") -> str:
    """An address as a cell, with what would break the row (and `but`) percent-encoded."""
    if not url:
        return ""
    clean = _SIGNS.sub(lambda found: _escaped(found[0]), "".join(url.split()))
    for sign in but:
        clean = clean.replace(sign, _escaped(sign))
    return guarded(clean)


def decimal(value: float | None) -> str:
    """A number in the shortest form that reads back as it is: 2, 2.5, -6.28."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(float(value))


def line(cells: Iterable[Cell], missing: str = "") -> bytes:
    """One row; `missing` stands where a cell is None or empty text. Text must be clean."""
    shown = (missing if one is None or one == "" else str(one) for one in cells)
    return ("\t".join(shown) + "\n").encode("utf-8")


def _escaped(sign: str) -> str:
    # letters of other scripts are left alone: addresses with them are read by people
    if sign.isalnum():
        return sign
    return quote(sign, safe="", errors="replace")
