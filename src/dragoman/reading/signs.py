"""Signs that a machine translated a story. No single one proves it: two are asked for.

Of 62 stories translated by people, none shows two of the signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 2
# A notice of the translation service is enough: it says so outright.
WEIGHTS = {
    "notice": 2,
    "doubled-quotes": 1,
    "headline-language": 1,
    "stray-fragment": 1,
    "unopened-quote": 1,
    "broken-lines": 1,
    "foreign-script": 1,
}

# What is left of a word of the source that was cut in two: "Ta. The minister said".
_FRAGMENT = re.compile(r"[^\W\d_]{1,3}\.")
# Names are given in the original script too, but in brackets.
_DENSE_RUN = re.compile(
    "(?<![(（\u3041-\u9fff\uac00-\ud7a3])[\u3041-\u30fe\u3400-\u9fff\uac00-\ud7a3]{2,}"
)
# Typists mix curly and straight quotes: any of these may have opened the quotation.
_OPENING_MARKS = '“"„«‟‘'
_OPENING = re.compile(f"[{_OPENING_MARKS}]")
_DENSE = re.compile("[\u3041-\u30fe\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Prose:
    """What the signs are looked for in: one headline or body passage."""

    role: str
    lang: str | None
    text: str
    sentences: Sequence[tuple[int, int]]


def machine_signs(
    headlines: Sequence[Prose],
    bodies: Sequence[Prose],
    *,
    doubled_quotes: bool,
    broken_lines: bool,
    notice: bool,
) -> tuple[str, ...]:
    """The names of the signs found, in the order of `WEIGHTS`.

    Args:
        headlines: the headlines, with the languages they were told to be in.
        bodies: the body passages, likewise.
        doubled_quotes: quotes are typed as two ASCII characters in a language whose press does
            not: programs from English-speaking laboratories leave them.
        broken_lines: sentences were broken at line ends before translation.
        notice: the text says that a machine translated it.
    """
    languages = {prose.lang for prose in bodies}
    found = {
        "notice": notice,
        "doubled-quotes": doubled_quotes,
        "headline-language": bool(bodies)
        and any(prose.lang is not None and prose.lang not in languages for prose in headlines),
        "stray-fragment": any(map(_has_fragment, bodies)),
        "unopened-quote": _has_unopened_quote(bodies),
        "broken-lines": broken_lines,
        "foreign-script": any(map(_has_foreign_script, bodies)),
    }
    return tuple(name for name in WEIGHTS if found[name])


def is_machine_translated(signs: Sequence[str]) -> bool:
    """Whether the signs weigh enough."""
    return sum(WEIGHTS[sign] for sign in signs) >= ENOUGH


def _has_fragment(prose: Prose) -> bool:
    return len(prose.sentences) > 1 and any(
        end - start <= 4 and _FRAGMENT.fullmatch(prose.text, start, end) is not None
        for start, end in prose.sentences[:1]
    )


def _has_unopened_quote(bodies: Sequence[Prose]) -> bool:
    """Whether a quotation is closed that no paragraph opened (one may run over several)."""
    still_open = False
    for prose in bodies:
        text = prose.text
        closing = text.find("”")
        if closing >= 0 and not still_open and _OPENING.search(text, 0, closing) is None:
            return True
        last = max(map(text.rfind, _OPENING_MARKS))
        still_open = last > text.rfind("”") or (still_open and closing < 0)
    return False


def _has_foreign_script(prose: Prose) -> bool:
    if prose.text.isascii():
        return False
    dense = len(_DENSE.findall(prose.text))
    return 0 < dense * 4 < len(prose.text) and _DENSE_RUN.search(prose.text) is not None
