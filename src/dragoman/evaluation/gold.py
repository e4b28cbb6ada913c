"""Reads rows of gold data, each with its line, and one clear error for each bad one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dragoman.errors import DataError, InputError


def numbered_rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | DataError]]:
    """The JSON objects of a JSON Lines file with their lines (from 1); blank lines are passed over.

    A line that is no JSON object comes out as a DataError.

    Raises:
        InputError: the file is missing or unreadable.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"{path}: cannot be read ({reason}); a JSON Lines file is needed"
        ) from error
    for line, content in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not content.strip():
            continue
        try:
            row = json.loads(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield line, DataError(f"the row is not UTF-8 (byte {error.start})", path, line)
        except json.JSONDecodeError as error:
            yield line, DataError(f"the row is not JSON: {error.msg}", path, line)
        except RecursionError:
            yield line, DataError("the row is nested too deep to be read", path, line)
        else:
            if isinstance(row, dict):
                yield line, row
            else:
                yield (
                    line,
                    DataError(
                        f"the row is no JSON object but {type(row).__name__} {row!r:.40}",
                        path,
                        line,
                    ),
                )


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Identified)


def checked_rows(
    numbered: Iterable[tuple[int, dict[str, Any] | DataError]],
    path: Path,
    check: Callable[[dict[str, Any], int], Row],
) -> tuple[tuple[Row, ...], tuple[DataError, ...]]:
    """The rows that `check` makes of the objects, in order, and an error for each of the others.

    `check` gets an object and its line and raises a ValueError that says what is wrong with it;
    an id that stood before is wrong, too.
    """
    rows: list[Row] = []
    problems: list[DataError] = []
    seen: dict[str, int] = {}
    for line, row in numbered:
        if isinstance(row, DataError):
            problems.append(row)
            continue
        try:
            checked = check(row, line)
            if checked.id in seen:
                raise ValueError(
                    f"the id '{checked.id}' stands already in line {seen[checked.id]}; "
                    "every row needs its own"
                )
        except ValueError as error:
            problems.append(DataError(str(error), path, line))
            continue
        seen[checked.id] = line
        rows.append(checked)
    return tuple(rows), tuple(problems)


def text_field(row: dict[str, Any], name: str) -> str:
    """The text at `name`.

    Raises:
        ValueError: it is missing, is no text or is empty; the message says which.
    """
    if name not in row:
        raise ValueError(
            f"the row has no '{name}'; it has {', '.join(map(repr, row)) or 'nothing'}"
        )
    value = row[name]
    if not isinstance(value, str):
        raise ValueError(f"'{name}' must be text, not {type(value).__name__} {value!r:.40}")
    if not value.strip():
        raise ValueError(f"'{name}' is empty")
    return value
