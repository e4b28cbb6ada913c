"""What a whole story is about: the states that it names, where in it, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.actors.registry import NON_STATE
from dragoman.model import HEADLINE

_SELDOM = 4
"""So many times fewer passages than another name a state that a story is not about."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """State → what in the whole story speaks for it as the one that the story means where it names
    none: keys of `kinds.yaml`; `brief`: the story is one passage only."""

    evidence: Mapping[str, frozenset[str]] = field(default_factory=dict)
    brief: bool = False

    @classmethod
    def of(
        cls,
        named: Sequence[tuple[str, Sequence[str | None]]],
        dateline: str | None = None,
        press: str | None = None,
    ) -> Outlook:
        """The outlook of a story.

        Args:
            named: of each passage that tells something its role and the codes that its names stand
                for, in their order.
            dateline: the country of the place that the story is sent from.
            press: the country whose press writes in this language.
        """
        passages = [(role, _states(codes)) for role, codes in named]
        times = Counter(code for _, codes in passages for code in codes)
        found: dict[str, set[str]] = {code: set() for code in times}
        most = max(times.values(), default=0)
        for code, count in times.items():
            if len(times) == 1:
                found[code].add("only")
            if count == most:
                found[code].add("most")
            elif count * 2 >= most:
                found[code].add("often")
            elif count * _SELDOM <= most:
                found[code].add("seldom")
        for kind, codes in _openings(passages).items():
            for code in codes:
                found[code].add(kind)
            if codes:
                found[codes[0]].add(f"{kind}_first")
        for kind, told in (("dateline", dateline), ("press", press)):
            if told is not None:
                known = told in times
                found.setdefault(told, set()).add(kind if known else f"{kind}_unnamed")
        evidence = {code: frozenset(kinds) for code, kinds in found.items()}
        return cls(evidence, brief=len(passages) < 2)


def _openings(passages: Sequence[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """The states of the headline and of the first passage below it."""
    headlines = [codes for role, codes in passages if role == HEADLINE]
    bodies = [codes for role, codes in passages if role != HEADLINE]
    return {
        "headline": headlines[0] if headlines else [],
        "lead": bodies[0] if bodies else [],
    }


def _states(codes: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(code for code in codes if code and code not in NON_STATE))
