"""Every error that Dragoman raises on purpose.

A message is one sentence: what is wrong, where, and what would be right.
"""

from __future__ import annotations

from pathlib import Path


class DragomanError(Exception):
    """Base class: catch this to catch whatever Dragoman raises on purpose."""


class DataError(DragomanError):
    """A YAML file of the ontology, the actors or a language pack is wrong."""

    def __init__(self, message: str, file: Path | str | None = None, line: int | None = None):
        self.file = str(file) if file is not None else None
        self.line = line
        where = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(where + message)


class InputError(DragomanError):
    """An input as a whole (a file, a folder, a stream) cannot be read."""


class StoryError(DragomanError):
    """One story cannot be coded; it is set aside with this reason and the run goes on."""


class LanguageError(DragomanError):
    """No language pack answers to a code, or its extra is not installed."""


class UsageError(DragomanError):
    """An option or argument makes no sense; the message lists what would."""


class LedgerError(DragomanError):
    """A ledger cannot be opened or written; the message says what to do."""
