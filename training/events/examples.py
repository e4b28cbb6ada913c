"""Stories with their events, as careful readers wrote them down."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples"
LANGUAGES = ("en", "id", "ja", "ko")


@dataclass(frozen=True)
class Party:
    """Somebody on a side: the codings that are right, as (country, sector), None where it is open
    or where there is none; `optional`: he may be left out."""

    codings: tuple[tuple[str | None, str | None], ...]
    optional: bool = False

    @classmethod
    def of(cls, written: str) -> Party:
        """Of "PSE.REB/PSE.UAF", "RUS.-", "?.CVL", "(USA.MIL)"."""
        codings = []
        for one in written.strip("()").split("/"):
            code, _, sector = one.strip().partition(".")
            codings.append((None if code == "?" else code, None if sector in ("-", "") else sector))
        return cls(tuple(codings), written.startswith("("))


@dataclass(frozen=True)
class Labelled:
    """An event that a story tells: where its words stand, its type and those as defensible, its
    sides, the auxiliary modes that it must and may have; `main`: an analyst would miss it."""

    start: int
    end: int
    types: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    must: frozenset[str]
    may: frozenset[str]
    main: bool


@dataclass(frozen=True)
class Example:
    """A labelled story."""

    id: str
    lang: str
    published: str
    text: str
    events: tuple[Labelled, ...]


def read_examples(langs: Sequence[str] = LANGUAGES) -> Iterator[Example]:
    """The labelled stories of these languages."""
    for lang in langs:
        for line in (EXAMPLES / f"{lang}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            events = tuple(_labelled(one) for one in row["events"])
            yield Example(row["id"], lang, row["published"], row["text"], events)


def _labelled(row: dict[str, object]) -> Labelled:
    start, end = row["at"]  # type: ignore[misc]
    auxiliary = [str(a) for a in row.get("auxiliary", ())]  # type: ignore[attr-defined]
    return Labelled(
        start,
        end,
        (str(row["type"]), *row.get("or", ())),  # type: ignore[misc]
        tuple(Party.of(p) for p in row["actor"]),  # type: ignore[attr-defined]
        tuple(Party.of(p) for p in row["recipient"]),  # type: ignore[attr-defined]
        frozenset(a for a in auxiliary if not a.startswith("(")),
        frozenset(a.strip("()") for a in auxiliary),
        not row.get("minor", False),
    )
