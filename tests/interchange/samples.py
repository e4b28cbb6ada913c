"""Records to write, and files written of them, for the tests of formats."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from dragoman.interchange import FORMATS, Options, Written

KEYS = ("code", "sector", "entity_text", "identifier_text", "office", "start", "end", "why")


def party(code: str | None = None, sector: str | None = None, **said: Any) -> dict[str, Any]:
    """A party as a record has it."""
    return {**dict.fromkeys(KEYS), "code": code, "sector": sector, **said}


KENYA = party("KEN", "GOV", entity_text="Menlu Kenya", identifier_text="A. Mwangi", start=0, end=11,
              office="foreign minister")  # fmt: skip
KOREA = party("KOR", "MIL", entity_text="한국군", start=20, end=23)
POLICE = party("AUT", "COP", entity_text="Polizei", start=30, end=37)
STRANGER = party(None, "JRN", entity_text="the paper", start=40, end=49)
PLACE = {
    "extracted_place": "ナイロビ", "resolved_place": "Nairobi", "geonameid": 184745,
    "lat": -1.28333, "lon": 36.81667, "province": None, "country_code": "KEN", "resolution": 4,
    "start": 50, "end": 57,
}  # fmt: skip
CITATION = {
    "url": "https://www.news.example/7?a=1", "title": "Two talk", "language": "id",
    "publication": "Kabar", "published": "2024-03-06T00:30:00+07:00",
}  # fmt: skip


def a_record(**changes: Any) -> dict[str, Any]:
    """Kenya criticizes South Korea's army, in one sentence of one story."""
    record = {
        "id": "e1", "story": "s-7", "date": "2024-03-05", "enddate": None, "date_precision": "day",
        "actor": [KENYA], "recipient": [KOREA], "event": ["ACCUSE"], "mode": ["disapprove"],
        "context": ["military"], "auxiliary": [], "quad_code": 3, "event_scale": -2.0,
        "cameo": "111", "act": "criticize", "event_text": ["mengkritik"], "event_loc": PLACE,
        "size": None, "attributed_to": [STRANGER], "confidence": 0.84, "flags": [],
        "text_info": {"lang": "id", "sequence": 1, "start": 0, "end": 58}, "cite_info": CITATION,
        "reports": [
            {"story": "s-7", "lang": "id", "sequence": 1, "start": 0, "end": 58,
             "trigger": "mengkritik", "trigger_start": 12, "trigger_end": 22},
        ],
        "same_as": None, "source": None, "coder": "dragoman 0.1.0",
    }  # fmt: skip
    assert set(changes) <= set(record)
    return record | changes


def a_meeting(**changes: Any) -> dict[str, Any]:
    """Three parties meet."""
    said: dict[str, Any] = {
        "id": "m1", "event": ["CONSULT"], "mode": ["multilateral"], "cameo": "046", "quad_code": 1,
        "actor": [KENYA, KOREA, POLICE], "recipient": [], "event_scale": 4.0, "context": [],
        "act": "meet",
    }  # fmt: skip
    return a_record(**(said | changes))


def a_visit(**changes: Any) -> dict[str, Any]:
    """A minister of Kenya visits South Korea."""
    said: dict[str, Any] = {
        "id": "v1", "event": ["CONSULT"], "mode": ["visit"], "cameo": "042", "quad_code": 1,
        "event_scale": 4.0, "recipient": [party("KOR", identifier_text="South Korea")],
        "context": ["diplomatic"], "act": "visit",
    }  # fmt: skip
    return a_record(**(said | changes))


def written(
    name: str, records: Iterable[dict[str, Any]], options: Options | None = None
) -> tuple[bytes, Written]:
    """What a format makes of records."""
    stream = io.BytesIO()
    said = FORMATS[name](stream, iter(list(records)), options or Options())
    return stream.getvalue(), said


def rows(name: str, records: Iterable[dict[str, Any]], **options: Any) -> list[list[str]]:
    """The cells of a file parted by tabs."""
    raw, _ = written(name, records, Options(**options))
    lines = raw.decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [line.split("\t") for line in lines]
