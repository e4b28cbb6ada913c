"""The heads of a tree that is being put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Heads(list[int]):
    """The head of each token, its own of the root; and the children of each. Most of those who look
    at a tree change nothing, so children are gathered once and again after a change."""

    def __init__(self, heads: Iterable[int]) -> None:
        super().__init__(heads)
        self._children: list[list[int]] | None = None

    def __setitem__(self, token: Any, head: Any) -> None:
        self._children = None
        super().__setitem__(token, head)

    def children(self, token: int) -> list[int]:
        """The dependents of a token, in their order; not to be changed."""
        if self._children is None:
            self._children = [[] for _ in self]
            for child, head in enumerate(self):
                if head != child:
                    self._children[head].append(child)
        return self._children[token]

    def is_under(self, token: int, top: int) -> bool:
        """Whether a token is the other one or hangs below it; False in a circle without it."""
        for _ in range(len(self)):
            if token == top:
                return True
            if self[token] == token:
                return False
            token = self[token]
        return False
