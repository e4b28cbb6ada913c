"""Knowledge files: YAML checked against a typed model, with errors that name file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import DataError
from dragoman.lined import read_lined

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(BaseModel):
    """Base of every knowledge entry: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


M = TypeVar("M", bound=BaseModel)


def read_yaml(path: Path) -> Any:
    """The plain Python values of one YAML file.

    Raises:
        DataError: as `dragoman.lined.read_lined`.
    """
    return read_lined(path, numbered=True).value


def load_yaml(path: Path, model: type[M]) -> M:
    """Read one YAML file and check it against `model`.

    Raises:
        DataError: as `read_yaml`, or a key is unknown, missing or of the wrong kind; the message
            names the line, the offending key and what the model allows there.
    """
    raw = read_yaml(path)
    try:
        return model.model_validate(raw if raw is not None else {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        loc = first["loc"]
        keys = " → ".join(str(part) for part in loc) or "the file"
        more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
        given = f", not {first['input']!r:.60}" if first["type"] not in _NO_INPUT else ""
        allowed = ""
        if first["type"] == "extra_forbidden":
            allowed = f"; allowed here: {', '.join(_allowed(model, loc[:-1]))}"
        message = f"{keys}: {first['msg']}{given}{allowed}{more}"
        raise DataError(message, path, line_of(path, loc)) from error


_NO_INPUT = {"missing", "extra_forbidden", "value_error"}


def _allowed(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Names of the fields that the model nested at `loc` knows."""
    import typing

    current: Any = model
    for part in loc:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(str(part))
            current = field.annotation if field else None
        else:
            args = [a for a in typing.get_args(current) if a is not type(None)]
            current = args[-1] if args else None
        while typing.get_origin(current) is not None and not isinstance(current, type):
            inner = [
                a
                for a in typing.get_args(current)
                if isinstance(a, type) and issubclass(a, BaseModel)
            ]
            if not inner:
                break
            current = inner[0]
    if isinstance(current, type) and issubclass(current, BaseModel):
        return sorted(current.model_fields)
    return []


def line_of(path: Path, loc: tuple[int | str, ...]) -> int | None:
    """The 1-based line at which the value at `loc` (keys and list positions) stands."""
    node = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
    line = node.start_mark.line + 1 if node is not None else None
    for part in loc:
        found = None
        if isinstance(node, yaml.MappingNode):
            for key_node, value_node in node.value:
                if key_node.value == str(part):
                    found, line = value_node, key_node.start_mark.line + 1
                    break
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value)
        ):
            found = node.value[part]
            line = found.start_mark.line + 1
        if found is None:
            continue  # pydantic adds parts (union members) that are not in the file
        node = found
    return line
