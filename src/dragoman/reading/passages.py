"""Story → passages: stretches with one role and one language, repaired and cut into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dragoman.model import Passage, Story
from dragoman.reading.reader import Reader
from dragoman.reading.rules import FOLDER


@lru_cache(8)
def reader_for(codes: tuple[str, ...] | None = None, folder: Path = FOLDER) -> Reader:
    """The `Reader` for these languages, made once and kept."""
    return Reader(codes, folder)


def prepare(story: Story, codes: Sequence[str] | None = None) -> tuple[Story, tuple[Passage, ...]]:
    """`Reader.prepare` with the reader of the languages at hand (default: all known ones)."""
    return reader_for(None if codes is None else tuple(sorted(codes))).prepare(story)


def passages(story: Story, codes: Sequence[str] | None = None) -> tuple[Passage, ...]:
    """`Reader.passages` with the reader of the languages at hand (default: all known ones)."""
    return prepare(story, codes)[1]
