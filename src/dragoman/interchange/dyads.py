"""A record as the pairs of one source and one target that GDELT, ICEWS and Phoenix have rows for.

PLOVER has lists of actors and recipients and does not multiply an event over them; those formats
must. Every actor goes with every recipient. Where all parties are actors (a meeting), every one
goes with every other, in both directions; a visit also comes back as the host's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from typing import Any, BinaryIO

from dragoman.interchange.days import day_of
from dragoman.interchange.writing import (
    NO_CODE,
    NO_DATE,
    NO_PARTY,
    Options,
    Record,
    Tally,
    Written,
)

Party = Mapping[str, Any]

RETURNED = {"042": "043", "043": "042"}
"""CAMEO codes whose event is another code from the other side: making and hosting a visit."""

NUMBERS = 10**15
"""Integer ids are below this: a float of 64 bits and a spreadsheet's 15 digits hold them."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """One row's who and whom (either may be nobody), its CAMEO code as records have it, its id."""

    source: Party | None
    target: Party | None
    code: str
    number: int


def write_rows(
    stream: BinaryIO,
    records: Iterable[Record],
    options: Options,
    rows: Callable[[Record, date, Dyad], Iterable[bytes]],
) -> Written:
    """Write what `rows` makes of each dyad of each record as it comes."""
    tally = Tally()
    for record in tally.plain(records, options):
        day = day_of(record)
        if day is None:
            tally.left_out(NO_DATE)
        elif not (record["actor"] or record["recipient"]):
            tally.left_out(NO_PARTY)
        elif not record["cameo"]:
            tally.left_out(NO_CODE)
        else:
            lines = [row for dyad in dyads(record) for row in rows(record, day, dyad)]
            stream.writelines(lines)
            tally.row(len(lines))
    return tally.done()


def stories(record: Record) -> list[str]:
    """The stories that tell of an event, each once."""
    return list(dict.fromkeys(one["story"] for one in record["reports"])) or [record["story"]]


def number(*names: str) -> int:
    """An integer id for what these names name: 1 to `NUMBERS` - 1, the same everywhere.

    Two of a million differ but for a chance of 1 in 2,000 that any two are equal.
    """
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "backslashreplace")).digest()
    return int.from_bytes(digest[:16], "big") % (NUMBERS - 1) + 1


def dyads(record: Record) -> Iterator[Dyad]:
    """The dyads of a record that has a CAMEO code and a party; none where it lacks either.

    Parties of one code and sector count once on each side: two ministers of a government who meet
    one of another are one dyad, with the name of the first.
    """
    code = record["cameo"]
    actors, recipients = record["actor"], record["recipient"]
    if not code or not (actors or recipients):
        return
    back = RETURNED.get(code)
    pairs: list[tuple[Party | None, Party | None, str]] = []
    if len(actors) > 1 and not recipients:
        pairs += [(a, b, code) for a, b in permutations(actors, 2)]
        if any(_key(a) != _key(b) for a, b, _ in pairs):
            pairs = [pair for pair in pairs if _key(pair[0]) != _key(pair[1])]
    else:
        pairs += [(a, b, code) for a, b in product(actors or (None,), recipients or (None,))]
        if back is not None:
            pairs += [(b, a, back) for a, b, _ in pairs if a is not None and b is not None]
    seen: set[tuple[Any, ...]] = set()
    for source, target, said in pairs:
        key = (_key(source), _key(target), said)
        if key not in seen:
            seen.add(key)
            yield Dyad(source, target, said, number(record["id"], *map(_name, key[:2]), said))


def _key(party: Party | None) -> tuple[str, str, str]:
    """What makes two parties one: code and sector, or the name where there is no code."""
    if party is None:
        return ("", "", "")
    code, sector = party["code"] or "", party["sector"] or ""
    words = party["identifier_text"] or party["entity_text"] or ""
    return (code, sector, "" if code else words.casefold())


def _name(key: tuple[str, str, str]) -> str:
    return "\0".join(key)
