"""The relations of a tree that is being mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

_NOWHERE: list[int] = []


class Relations(list[str]):
    """The relation of each token; and where each relation stands. Most of those who look for one
    change nothing, so the places are gathered once and again after a change."""

    def __init__(self, rels: Iterable[str]) -> None:
        super().__init__(rels)
        self._places: dict[str, list[int]] | None = None
        self._kinds: dict[str, list[str]] | None = None

    def __setitem__(self, token: Any, rel: Any) -> None:
        self._places = self._kinds = None
        super().__setitem__(token, rel)

    def having(self, rels: tuple[str, ...]) -> Iterable[int]:
        """The tokens with one of the relations, in order. A relation that is changed while they are
        gone through counts for the tokens behind."""
        places = self._places or self._gather()
        for rel in rels:
            if rel in places:
                return self._walk(rels)
        return ()

    def having_kind(self, kinds: tuple[str, ...]) -> Iterable[int]:
        """The same for relations together with their subtypes."""
        found = self._kinds
        if found is None:
            found = self._kinds = {}
            for rel in self._places or self._gather():
                found.setdefault(_kind(rel), []).append(rel)
        rels = tuple([rel for kind in kinds if kind in found for rel in found[kind]])
        return self._walk(rels) if rels else ()

    def _walk(self, rels: tuple[str, ...]) -> Iterator[int]:
        last = -1
        while True:
            places = self._places or self._gather()
            found = places.get(rels[0], _NOWHERE)
            if len(rels) > 1:
                found = sorted([token for rel in rels for token in places.get(rel, _NOWHERE)])
            if last >= 0:
                found = [token for token in found if token > last]
            for last in found:
                yield last
                if self._places is not places:
                    break
            else:
                return

    def _gather(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for token, rel in enumerate(self):
            places[rel].append(token)
        self._places = places
        return places


@lru_cache(maxsize=1000)
def _kind(rel: str) -> str:
    """A relation without its subtype."""
    return rel.partition(":")[0]
