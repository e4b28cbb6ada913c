"""Dragoman reads news in the language it was written in and keeps a sourced record of who did what
to whom, when, and who says so.

    import dragoman

    coding = dragoman.code("stories/", jobs=4)
    coding.pandas()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.api import (
    Coding,
    Counts,
    Evaluation,
    Imported,
    add,
    code,
    code_text,
    compare,
    evaluate,
    explain,
    export,
    import_events,
    open_ledger,
    recode,
    relate,
    retry,
    why_empty,
)
from dragoman.errors import (
    DataError,
    DragomanError,
    InputError,
    LanguageError,
    LedgerError,
    StoryError,
    UsageError,
)
from dragoman.model import Event, Participant, Report, Span, Story
from dragoman.version import VERSION as __version__

if TYPE_CHECKING:
    from dragoman.analysis import Ledger, Query, Result
    from dragoman.coding.pairs.relating import Relation
    from dragoman.explanation import Explanation
    from dragoman.pipeline import Coded
    from dragoman.reading import SetAside

_LATER = {
    "Coded": "dragoman.pipeline",
    "Explanation": "dragoman.explanation",
    "Ledger": "dragoman.analysis",
    "Query": "dragoman.analysis",
    "Relation": "dragoman.coding.pairs.relating",
    "Result": "dragoman.analysis",
    "SetAside": "dragoman.reading",
}

__all__ = [
    "Coded",
    "Coding",
    "Counts",
    "DataError",
    "DragomanError",
    "Evaluation",
    "Event",
    "Explanation",
    "Imported",
    "InputError",
    "LanguageError",
    "Ledger",
    "LedgerError",
    "Participant",
    "Query",
    "Relation",
    "Report",
    "Result",
    "SetAside",
    "Span",
    "Story",
    "StoryError",
    "UsageError",
    "__version__",
    "add",
    "code",
    "code_text",
    "compare",
    "evaluate",
    "explain",
    "export",
    "import_events",
    "open_ledger",
    "recode",
    "relate",
    "retry",
    "why_empty",
]


def __getattr__(name: str) -> Any:
    # types whose modules are slow to load come in when they are first asked for
    if name not in _LATER:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
