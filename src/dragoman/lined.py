"""Reading YAML together with the lines on which its outer keys stand.

Explanations and errors name the line of an act or a row, and all knowledge has to load in a
fraction of a second. `yaml.load` forgets the lines, and `yaml.compose` keeps them at the price of
a node for every scalar (0.6 s for a megabyte even in C); the values are therefore built here
straight from the parser's events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dragoman.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
}  # fmt: skip
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_DEPTH = 3

Loc = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Lined:
    """One YAML document.

    value: plain Python values. lines: the 1-based line of each key or list item, by its path
    from the root; paths of at most three parts are kept. `at` finds the nearest for a longer one.
    """

    path: Path
    value: Any
    lines: dict[Loc, int]

    def at(self, loc: Loc) -> int | None:
        """The line of the longest known beginning of `loc`; None if there is none."""
        for end in range(min(len(loc), _DEPTH), 0, -1):
            line = self.lines.get(loc[:end])
            if line is not None:
                return line
        return None


def read_lined(path: Path, *, numbered: bool = False) -> Lined:
    """Parse the YAML file at `path`.

    Plain words are strings except `true`, `false`, null and decimal numbers: `no`, `on` and
    dates stay the strings that they look like. Anchors and tags are refused. `numbered`: whole
    numbers may be keys, too; elsewhere they are codes that lost their leading zero.

    Raises:
        DataError: the file is missing, is no UTF-8, is no valid YAML, uses an anchor or a tag,
            or gives a key twice.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise DataError("this file is missing", path) from error
    except UnicodeDecodeError as error:
        raise DataError(f"this file is not UTF-8 (byte {error.start})", path) from error
    try:
        value, lines = _build(text, path, numbered)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise DataError(
            f"not valid YAML: {problem}", path, mark.line + 1 if mark else None
        ) from error
    return Lined(path, value, lines)


def _build(text: str, path: Path, numbered: bool) -> tuple[Any, dict[Loc, int]]:
    loader = _Loader(text)
    next_event = loader.get_event
    lines: dict[Loc, int] = {}
    loc: list[int | str] = []
    stack: list[tuple[Any, Any]] = []
    missing = object()
    current: Any = None
    key: Any = missing
    root: Any = None
    try:
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    raise _refused(event, path)
                value = _plain(event.value) if event.implicit[0] else event.value
                if current is None:
                    root = value
                    continue
                if type(current) is list and len(stack) <= _DEPTH:
                    lines[(*loc[: len(stack) - 1], len(current))] = event.start_mark.line + 1
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    raise _refused(event, path)
                if type(current) is list and len(stack) <= _DEPTH:
                    lines[(*loc[: len(stack) - 1], len(current))] = event.start_mark.line + 1
                    loc[len(stack) - 1 :] = [len(current)]
                stack.append((current, key))
                current = {} if kind is MappingStartEvent else []
                key = missing
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = current
                current, key = stack.pop()
                if current is None:
                    root = value
                    continue
            elif kind is StreamEndEvent:
                return root, lines
            elif kind is AliasEvent:
                raise _refused(event, path)
            elif kind is DocumentStartEvent and root is not None:
                line = event.start_mark.line + 1
                raise DataError("a second document starts here; a file holds one", path, line)
            else:
                continue
            if type(current) is list:
                current.append(value)
            elif key is missing:
                line = event.start_mark.line + 1
                if type(value) is not str and not (numbered and type(value) is int):
                    raise DataError(f"the key {value!r} is no string: quote it", path, line)
                if value in current:
                    raise DataError(f"the key '{value}' stands twice", path, line)
                key = value
                current[key] = None
                if len(stack) <= _DEPTH:
                    lines[(*loc[: len(stack) - 1], key)] = line
                    loc[len(stack) - 1 :] = [key]
            else:
                current[key] = value
                key = missing
    finally:
        loader.dispose()


def _refused(event: Any, path: Path) -> DataError:
    return DataError("anchors, aliases and tags are not used here", path, event.start_mark.line + 1)


def _plain(value: str) -> Any:
    """The value of an unquoted scalar."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in "0123456789+-":
        if _INT.match(value):
            return int(value)
        if _FLOAT.match(value):
            return float(value)
    return value
