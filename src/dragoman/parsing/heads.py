"""The heads of a tree that is being put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Heads(list[int]):
    """The head of each token, its own of the root; and the children of each. Most of those who look
    at a tree change nothing, so children and root are looked for once and again after a change."""

    def __init__(self, heads: Iterable[int]) -> None:
        super().__init__(heads)
        self._children: list[list[int]] | None = None
        self._root = -1  # unknown

    def __setitem__(self, token: Any, head: Any) -> None:
        self._children = None
        self._root = -1
        super().__setitem__(token, head)

    @property
    def root(self) -> int | None:
        """The first token that is its own head; None where there is none."""
        if self._root < 0:
            for token, head in enumerate(self):
                if head == token:
                    self._root = token
                    return token
            return None
        return self._root

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
