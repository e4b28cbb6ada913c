"""The options that say which events are asked for, the same for every command that asks."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.shared import codes_of

if TYPE_CHECKING:
    from dragoman.analysis.query import Query

PANEL = "Which events"

_WHO = "a code (KOR), with a sector (KOR.MIL), a country or a name"


def _option(*names: str, help: str, metavar: str | None = None, **more: Any) -> Any:
    return typer.Option(*names, help=help, metavar=metavar, rich_help_panel=PANEL, **more)


_LISTS = {
    "actor": ("WHO", f"Who acts: {_WHO}; several are joined by commas, as below."),
    "recipient": ("WHO", "Who is acted upon."),
    "country": ("WHO", "Who acts or is acted upon."),
    "between": ("A,B", "What two do to each other or together."),
    "sector": ("SECTOR", "Of a party: GOV, MIL …"),
    "type": ("TYPE", "PLOVER's event type: CONSULT, ASSAULT …"),
    "mode": ("MODE", "How: phone, demo …"),
    "context": ("CONTEXT", "About what: military, economic …"),
    "quad": ("1-4", "Verbal or material cooperation, verbal or material conflict."),
    "lang": ("CODE", "Language of a story that tells it."),
    "speaker": ("WHO", "Who says so."),
    "auxiliary": ("MODE", "negation, future, hypothetical, historical; none for plain facts."),
    "source": ("NAME", "dragoman (what was coded here), an imported source, or any."),
}
_PHRASES = {
    "place": ("PLACE", "Where: a country or a place's name."),
    "publisher": ("NAME", "Of a story that tells it."),
    "words": ("WORDS", "That stand together in a sentence that tells it."),
}
_OPTIONS: dict[str, tuple[Any, Any]] = {
    **{
        name: (list[str] | None, _option(f"--{name}", metavar=metavar, help=help))
        for name, (metavar, help) in {**_LISTS, **_PHRASES}.items()
    },
    "since": (str | None, _option("--since", metavar="DAY", help="2024-06-20, 2024-06 or 2024.")),
    "until": (str | None, _option("--until", metavar="DAY", help="The last day, month or year.")),
    "confidence": (float | None, _option("--confidence", metavar="0-1", help="At least so sure.")),
    "negated": (bool, _option("--negated", help="Also what was said not to have happened.")),
    "order": (
        str,
        _option("--order", metavar="ORDER", help="newest, oldest, told, sure, hostile, friendly."),
    ),
    "limit": (int | None, _option("--limit", metavar="N", help="How many at most; 0 for all.")),
}
_DEFAULTS: dict[str, Any] = {"negated": False, "order": "newest"}


def filtered(command: Callable[..., int]) -> Callable[..., int]:
    """A command with the options of a query; it gets what they say as `asked`, a function.

    `asked(most)` gives the query; `most` is the limit unless the user sets one.
    """

    @wraps(command)
    def with_options(**given: Any) -> int:
        said = {name: given.pop(name) for name in _OPTIONS}

        def asked(most: int | None = None) -> Query:
            return _query(said, most)

        return command(asked=asked, **given)

    plain = inspect.signature(command, eval_str=True)
    own = [one for name, one in plain.parameters.items() if name != "asked"]
    added = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_DEFAULTS.get(name),
            annotation=Annotated[kind, option],
        )
        for name, (kind, option) in _OPTIONS.items()
    ]
    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    parameters = [*own, *added]
    with_options.__signature__ = plain.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_options


def _query(said: dict[str, Any], most: int | None) -> Query:
    from dragoman.analysis.query import Query

    limit = said["limit"]
    values = {name: codes_of(said[name]) for name in _LISTS}
    values |= {name: said[name] for name in _PHRASES}
    fields: dict[str, Any] = {name: tuple(value) for name, value in values.items() if value}
    return Query.of(
        **fields,
        since=said["since"],
        until=said["until"],
        confidence=said["confidence"],
        negated=said["negated"],
        order=said["order"],
        limit=most if limit is None else limit or None,
    )
