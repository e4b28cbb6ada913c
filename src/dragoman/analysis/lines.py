"""Breaking text into lines of a width, whether its script has blanks or not."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

# a line may begin with any kana, Chinese character or full-width sign, but not within a word in
# katakana nor with a closing mark; nor with a dot between two parts of a line
_PIECES = re.compile(
    r"(?:[\u30a1-\u30fa\u30fc]+|[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])[、。，．：」』）］／]*"
    r"|[^\s\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+(?:\s·)?\s*|\s+"
)


def columns(text: str) -> int:
    """How wide a text is, characters of full width counted twice."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def broken(text: str, width: int) -> list[str]:
    """A text in lines of at most so many columns, a longer word alone on its line."""
    lines, line, used = [], "", 0
    for piece in _PIECES.findall(text):
        if line and used + columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += columns(piece)
    return [*lines, line.rstrip()]
