"""Where words begin and end, and what stands right before and after a name.

Scripts without blanks need no edge; katakana, Hangul and letters end where another script begins.
"""

from __future__ import annotations

from functools import cache


def script(char: str) -> int:
    """0: no word edge is needed beside it; others: none within the same script."""
    if char < "\u0250":
        return 1 if char.isalnum() else 0
    if "ァ" <= char <= "ヺ" or char == "ー":
        return 2
    if "가" <= char <= "힣":
        return 3
    if "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000":
        return 0
    return 1 if char.isalnum() else 0


def edge(before: str, after: str) -> bool:
    """Whether a word may end with `before` and another begin with `after`."""
    left = script(before)
    return left == 0 or left != script(after)


@cache
def _by_gap(words: tuple[str, ...], side: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that stand right beside a name (with - or ~ on that side), and the others."""
    marks = "-~" if side == 0 else "~"
    glued = tuple(word.strip("~") for word in words if word[side] in marks)
    return glued, tuple(word for word in words if word[side] not in marks)


def followed(text: str, end: int, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands after a name that ends at `end` (marks: see `NameSpec`)."""
    at = end
    while at < len(text) and text[at] == " ":
        at += 1
    glued, apart = _by_gap(words, 0)
    if not text.startswith(glued, end) and not text.startswith(apart, at):
        return False
    for word in words:
        begin = end if word[0] in "-~" else at
        word = word.removeprefix("~")
        if text.startswith(word, begin):
            rest = begin + len(word)
            if rest == len(text) or edge(text[rest - 1], text[rest]) or script(word[-1]) == 3:
                return True
    return False


def preceded(text: str, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of `words` stands before a name that begins at `start`."""
    near = text[max(0, start - 40) : start]
    glued, apart = _by_gap(words, -1)
    if not near.endswith(glued) and not near.rstrip(" ").endswith(apart):
        return False
    for word in words:
        before = near if word[-1] == "~" else near.rstrip(" ")
        word = word.removesuffix("~")
        if before.endswith(word):
            rest = len(before) - len(word)
            if rest == 0 or edge(before[rest - 1], before[rest]):
                return True
    return False


def is_ideograph(char: str) -> bool:
    """Whether it is a Chinese character; "" is none."""
    return "\u3400" <= char <= "\u9fff"
