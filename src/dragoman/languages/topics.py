"""What an act is about: a pack's `contexts.yaml`, the words of a sentence that tell a context.

The file maps contexts of the ontology to words and phrases in citation form, written as the
language writes them (NPT). A phrase may tell several contexts: a missile is a weapon of an army
and a carrier of warheads. The files count on the longest phrase at a place being taken: a trade
war is no war, and a drug trade no trade.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError


class ContextsFile(Entry):
    """One language's contexts.yaml: context → words and phrases."""

    contexts: dict[str, tuple[str, ...]]


def load_contexts(path: Path, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The telling phrases of each context, lower-cased, in file order.

    `known` are the contexts of the ontology; a pack need not have phrases for all of them.

    Raises:
        DataError: the file is missing or wrong, a context is not in `known`, a phrase stands twice
            under one context (capitals aside), is empty, or has more than a blank between two
            words.
    """
    contexts: dict[str, tuple[str, ...]] = {}
    for name, phrases in load_yaml(path, ContextsFile).contexts.items():
        if name not in known:
            raise DataError(
                f"'{name}' is no context of the ontology; known: {', '.join(sorted(known))}",
                path,
                line_of(path, ("contexts", name)),
            )
        seen: set[str] = set()
        for index, phrase in enumerate(phrases):
            lowered = phrase.lower()
            if not phrase or phrase != " ".join(phrase.split()):
                problem = f"the phrase {phrase!r} of '{name}' must be words with one blank between"
            elif lowered in seen:
                problem = f"the phrase '{phrase}' stands twice under '{name}'; once is enough"
            else:
                seen.add(lowered)
                continue
            raise DataError(problem, path, line_of(path, ("contexts", name, index)))
        contexts[name] = tuple(phrase.lower() for phrase in phrases)
    return contexts
