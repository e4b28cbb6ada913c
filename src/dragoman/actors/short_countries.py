"""Countries named by one character (韓, 미): when they are meant as countries."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.actors.forms import SHORT, Form
from dragoman.actors.names import BODY, COUNTRY
from dragoman.actors.names_file import NamesFile, ShortRules
from dragoman.actors.word_edges import edge, is_ideograph, script

Found = tuple[int, int, Form]
"""A form at text[start:end]: start, end, and what it stands for."""

_RUNNING = frozenset({COUNTRY, BODY, SHORT})


def merged_shorts(packs: Iterable[NamesFile]) -> ShortRules | None:
    """The rules of all packs that name countries so, as one; None if no pack does."""
    rules = [pack.short for pack in packs if any(c.short for c in pack.countries.values())]
    if not rules:
        return None
    first = rules[0]
    if len(rules) == 1:
        return first
    return ShortRules(
        before=tuple(dict.fromkeys(w for r in rules for w in r.before)),
        prefixes=tuple(dict.fromkeys(w for r in rules for w in r.prefixes)),
        lone=tuple(dict.fromkeys(w for r in rules for w in r.lone)),
        not_after="".join(dict.fromkeys("".join(r.not_after for r in rules))),
        ends=tuple(dict.fromkeys(w for r in rules for w in r.ends)),
        joints="".join(dict.fromkeys("".join(r.joints for r in rules))),
        together=tuple(dict.fromkeys(w for r in rules for w in r.together)),
        particled=tuple(dict.fromkeys(w for r in rules for w in r.particled)),
        heading=tuple(dict.fromkeys(w for r in rules for w in r.heading)),
        marks="".join(dict.fromkeys("".join(r.marks for r in rules))),
    )


def settle_shorts(text: str, chosen: list[Found], rules: ShortRules) -> list[Found]:
    """Drops one-character country forms that stand neither in a run nor by a title."""
    if not any(form.kind == SHORT for _, _, form in chosen):
        return chosen
    kept: list[Found] = []
    i = 0
    while i < len(chosen):
        if chosen[i][2].kind not in _RUNNING:
            kept.append(chosen[i])
            i += 1
            continue
        j = i + 1
        while (
            j < len(chosen)
            and chosen[j][2].kind in _RUNNING
            and _joined(text, chosen[j - 1], chosen[j], rules.joints)
        ):
            j += 1
        run = chosen[i:j]
        if len(run) > 1 and text[run[0][0] - 1 : run[0][0]] in (*rules.not_after, "\0"):
            j = i + 1
            run = chosen[i:j]
        if _run_counts(text, run, rules):
            kept += run
        else:
            kept += [
                one
                for one in run
                if one[2].kind != SHORT
                or (text[one[0] : one[1]] in rules.lone and _lone(text, one))
            ]
        i = j
    return kept


def _joined(text: str, one: Found, other: Found, joints: str) -> bool:
    """Whether two names stand in one run; behind a long name a short one is another word (the
    north in "ロシア北部")."""
    end, start = one[1], other[0]
    if end == start:
        return one[2].kind == SHORT or other[2].kind != SHORT
    return start == end + 1 and text[end] in joints


def _run_counts(text: str, run: list[Found], rules: ShortRules) -> bool:
    """Whether the short forms of a run of adjoining countries are meant as countries."""
    start, end = run[0][0], run[-1][1]
    before = text[start - 1] if start else ""
    if before and before in rules.not_after:
        return False
    spaced = script(text[start]) == 3
    after_prefix = bool(before) and before in rules.prefixes
    if spaced and before and script(before) == 3 and not after_prefix:
        return False
    titled = text.startswith(rules.before, end) or (
        text[end : end + 1] == " " and text.startswith(rules.before, end + 1)
    )
    if text[end : end + 1] in (*rules.marks, "\0") and not before.isalnum():
        titled = True
    if len(run) == 1:
        form = text[start:end]
        if form in rules.together or (form in rules.heading and _within(text, start)):
            titled = False
        if form in rules.particled and not edge(form, text[end : end + 1] or " "):
            titled = titled or _run_ends(text, end, rules)
        return titled or (after_prefix and (not spaced or _run_ends(text, end, rules)))
    return not spaced or titled or _run_ends(text, end, rules)


def _within(text: str, start: int) -> bool:
    """Whether a word stands before, with or without a blank."""
    before = text[:start].rstrip(" ")[-1:]
    return bool(before) and script(before) != 0


def _run_ends(text: str, end: int, rules: ShortRules) -> bool:
    if end == len(text) or edge(text[end - 1], text[end]):
        return True
    return any(
        text.startswith(word, end)
        and (end + len(word) == len(text) or edge(text[end + len(word) - 1], text[end + len(word)]))
        for word in rules.ends
    )


def _lone(text: str, one: Found) -> bool:
    """Whether no ideograph adjoins."""
    start, end, _ = one
    return not (is_ideograph(text[start - 1 : start]) or is_ideograph(text[end : end + 1]))
