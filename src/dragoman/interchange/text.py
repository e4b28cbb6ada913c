"""Text from strangers, made safe for formats that cannot hold every string."""

from __future__ import annotations

import re

_HALF_PAIRS = re.compile("[\ud800-\udfff]")
# C0 and C1 controls, and the marks that turn the direction of writing around
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def well_formed(text: str) -> str:
    """`text` with halves of surrogate pairs, which UTF-8 cannot hold, as U+FFFD."""
    return _HALF_PAIRS.sub("\ufffd", text)


def printable(text: str) -> str:
    """`text` on one line for a terminal, without anything that would steer the terminal."""
    return _CONTROLS.sub(" ", well_formed(text))
