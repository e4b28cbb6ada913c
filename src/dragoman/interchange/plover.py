"""PLOVER's own records (manual draft 2.0) as JSON Lines: its fields and no others.

What is not known is left out, as the manual does. Auxiliary modes stand among the modes. The format
`jsonl` has the same records with all that Dragoman adds to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from dragoman.interchange import countries
from dragoman.interchange.jsonl import dumps
from dragoman.interchange.writing import DEFAULT, NO_DATE, Options, Record, Tally, Written

CODEBOOK = "PLOVER 2.0"

ENTITY = ("code", "sector", "entity_text", "identifier_text", "office")
LOCATION = (
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "province", "country_code",
    "resolution",
)  # fmt: skip
SIZE = ("dead", "injured", "arrested")
_PLACES = {5: "city", 4: "city", 3: "district", 2: "province"}


def plover_record(record: Record) -> dict[str, Any]:
    """A record with PLOVER's fields only, which are those that are known and those it requires."""
    citation = record["cite_info"]
    info = record["text_info"] or {}
    return {
        "id": record["id"],
        "date": record["date"],
        **_known({"enddate": record["enddate"]}),
        "actor": [_known(one, *ENTITY) for one in record["actor"]],
        "recipient": [_known(one, *ENTITY) for one in record["recipient"]],
        "event": list(record["event"]),
        **_known(
            {
                "mode": [*record["mode"], *record["auxiliary"]],
                "context": list(record["context"]),
                "quad_code": record["quad_code"],
                "event_scale": record["event_scale"],
                "event_loc": _location(record["event_loc"]),
                "event_text": list(record["event_text"]),
                "size": _known(record["size"] or {}, *SIZE),
                "text_info": _known(info, "sequence", "start", "end"),
                "cite_info": _known(
                    {
                        **{name: citation[name] for name in ("url", "title", "language")},
                        "publication": citation["publication"],
                        "codebook": CODEBOOK,
                    }
                ),
                "link": (record["same_as"] or {}).get("id"),
                "coder": record["coder"],
            }
        ),
    }


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write each record as it comes."""
    tally = Tally()
    for record in records:
        if record["date"] is None:
            tally.left_out(NO_DATE)
            continue
        stream.write(dumps(plover_record(record)).encode("utf-8") + b"\n")
        tally.row()
    return tally.done()


def _location(place: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if place is None:
        return None
    kind = _PLACES.get(place["resolution"])
    named = {} if kind is None else {kind: place["resolved_place"]}
    country = {"country": countries.name(place["country_code"])}
    return _known({**{name: place[name] for name in LOCATION}, **named, **country})


def _known(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of the values (of those names) that say something."""
    wanted = names or tuple(values)
    return {name: values[name] for name in wanted if values.get(name) not in (None, [], {}, "")}
