"""Libraries that come with an extra: imported where they are used, with a hint where they lack."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import UsageError


def needed(module: str, extra: str) -> Any:
    """The module of that name.

    Raises:
        UsageError: it is not installed; the message names the extra that brings it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise UsageError(
            f"{package} is not installed; 'pip install \"dragoman[{extra}]\"' brings it"
        ) from error
