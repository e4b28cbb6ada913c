"""What hangs together by pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def components(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The connected components of a graph given by its pairs, each in the order in which its
    members first stand in the pairs."""
    parent: dict[T, T] = {}

    def root(one: T) -> T:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        parent[root(one)] = root(other)
    members: dict[T, list[T]] = {}
    for one in parent:
        members.setdefault(root(one), []).append(one)
    return list(members.values())
