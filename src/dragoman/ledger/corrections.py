"""What a correction may say of a record, and the record with what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.errors import UsageError
from dragoman.model import AUXILIARIES
from dragoman.ontology import Ontology

CORRECTED = "corrected"
"""Flag of a record that was corrected by hand."""

WITHDRAWN = "withdrawn"
TEXTS, LISTS, DAYS, PARTIES = (
    ("type", "act", "country", "place"),
    ("modes", "contexts", "auxiliary"),
    ("date", "enddate"),
    ("actor", "recipient", "speaker"),
)
FIELDS = (*TEXTS, *LISTS, *DAYS, *PARTIES, WITHDRAWN)
"""What can be corrected."""

_SIDES = {"actor": "actor", "recipient": "recipient", "speaker": "attributed_to"}
_CODE = re.compile("[A-Z][A-Z0-9]{2,}")
_COUNTRY = re.compile("[A-Z]{3}")


def checked(changes: Mapping[str, Any], ontology: Ontology) -> dict[str, Any]:
    """The changes in the form in which they are kept.

    A day is text such as 2024-06-20 or a date; a list may be one string with commas; a party is
    "KOR.GOV", "KOR", ".GOV" or a mapping with `code` and `sector`; None and "" clear a field;
    `withdrawn`: true takes the record back.

    Raises:
        UsageError: a field or a value makes no sense.
    """
    if not changes:
        raise UsageError(f"a correction must say what to change; there are: {', '.join(FIELDS)}")
    kept: dict[str, Any] = {}
    for name, value in changes.items():
        if name in TEXTS:
            kept[name] = value or None
        elif name in LISTS:
            kept[name] = _split(value)
        elif name in DAYS:
            kept[name] = _day(name, value)
        elif name in PARTIES:
            kept[name] = [_party(one, ontology) for one in _split(value)]
        elif name == WITHDRAWN and value is True:
            kept[name] = True
        else:
            raise UsageError(f"'{name}' cannot be corrected; there are: {', '.join(FIELDS)}")
    _check_terms(kept, ontology)
    return kept


def corrected(
    body: Mapping[str, Any],
    entities: Sequence[str | None],
    changes: Sequence[Mapping[str, Any]],
    ontology: Ontology,
) -> tuple[dict[str, Any], list[str | None]] | None:
    """A record's body, and the entities of its parties, with changes one after another; None if it
    is taken back."""
    new = dict(body)
    known = list(entities)
    for change in changes:
        if change.get(WITHDRAWN):
            return None
        _retype(new, change, ontology)
        for name, key in (("contexts", "context"), ("auxiliary", "auxiliary")):
            if name in change:
                new[key] = list(change[name])
        _redate(new, change)
        for name in PARTIES:
            if name in change:
                _recast(new, known, name, change[name])
        if "country" in change or "place" in change:
            _replace(new, change)
    new["flags"] = [*body["flags"], CORRECTED]
    return new, known


# --- checking


def _check_terms(kept: Mapping[str, Any], ontology: Ontology) -> None:
    for name, known in (("type", ontology.types), ("act", ontology.acts)):
        value = kept.get(name)
        if value is not None and value not in known:
            some = ", ".join(known) if name == "type" else "docs/codebook.md lists them"
            raise UsageError(f"there is no {name} '{value}'; {some}")
    if "type" in kept and kept["type"] is None:
        raise UsageError(f"a record needs a type; there are: {', '.join(ontology.types)}")
    if kept.get("act") and ontology.acts[kept["act"]].event is None:
        raise UsageError(f"the act '{kept['act']}' means nothing alone; name what is done")
    modes = {mode for kind in ontology.types.values() for mode in kind.modes}
    for name, terms in (
        ("modes", modes),
        ("contexts", set(ontology.contexts)),
        ("auxiliary", set(AUXILIARIES)),
    ):
        for value in kept.get(name, ()):
            if value not in terms:
                raise UsageError(
                    f"'{value}' is none of the {name}; there are: {', '.join(sorted(terms))}"
                )
    country = kept.get("country")
    if country is not None and not _COUNTRY.fullmatch(country):
        raise UsageError(f"'{country}' is no code of a country; right would be KOR")


def _split(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [value] if isinstance(value, Mapping) else list(value)


def _day(name: str, value: Any) -> str | None:
    if value is None or value == "":
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"{name} '{value}' is no date; right would be 2024-06-20") from None
    return day.isoformat()


def _party(value: Any, ontology: Ontology) -> dict[str, str | None]:
    if isinstance(value, Mapping):
        code, sector = value.get("code"), value.get("sector")
    else:
        code, _, sector = str(value).partition(".")
    code, sector = code or None, sector or None
    if code is not None and not _CODE.fullmatch(code):
        raise UsageError(f"'{code}' is no code of an actor; right would be KOR or KOR.GOV")
    if sector is not None and sector not in ontology.sectors:
        raise UsageError(f"there is no sector '{sector}'; there are: {', '.join(ontology.sectors)}")
    if code is None and sector is None:
        raise UsageError("a party needs a code or a sector; right would be KOR.GOV")
    return {"code": code, "sector": sector}


# --- applying


def _retype(body: dict[str, Any], change: Mapping[str, Any], ontology: Ontology) -> None:
    act = ontology.acts.get(change.get("act") or "")
    if act is not None:
        body |= {"act": act.id, "cameo": act.cameo, "event": [act.event], "mode": list(act.modes)}
    if "type" in change and change["type"] != body["event"][0]:
        # the words meant another act, which the correction does not name
        body |= {"event": [change["type"]], "mode": [], "act": None, "cameo": None}
    if "modes" in change:
        body["mode"] = list(change["modes"])
    if act is not None or "type" in change or "modes" in change:
        kind = body["event"][0]
        body["quad_code"] = ontology.quad(kind)
        body["event_scale"] = float(ontology.score(kind, tuple(body["mode"])))


def _redate(body: dict[str, Any], change: Mapping[str, Any]) -> None:
    if "date" in change:
        day = change["date"]
        body |= {
            "date": day, "enddate": None, "date_precision": "day" if day else None,
            "date_info": None,
        }  # fmt: skip
    if "enddate" in change:
        body["enddate"] = change["enddate"]


def _recast(
    body: dict[str, Any],
    entities: list[str | None],
    side: str,
    parties: Sequence[Mapping[str, Any]],
) -> None:
    """Give a side other parties; the words of the old ones stay where their number is the same."""
    key = _SIDES[side]
    sides = list(_SIDES.values())
    start = sum(len(body[name]) for name in sides[: sides.index(key)])
    old = body[key]
    same = len(old) == len(parties)
    new = [
        {
            "code": one["code"], "sector": one["sector"],
            "entity_text": old[i]["entity_text"] if same else None,
            "identifier_text": None, "office": None,
            "start": old[i]["start"] if same else None, "end": old[i]["end"] if same else None,
            "why": "corrected by hand",
        }
        for i, one in enumerate(parties)
    ]  # fmt: skip
    entities[start : start + len(old)] = [None] * len(new)
    body[key] = new


def _replace(body: dict[str, Any], change: Mapping[str, Any]) -> None:
    old = body["event_loc"] or {}
    place = dict.fromkeys(
        (
            "extracted_place", "resolved_place", "geonameid", "lat", "lon", "province",
            "country_code", "resolution", "start", "end",
        )
    )  # fmt: skip
    place["resolved_place"] = change.get("place", old.get("resolved_place"))
    place["country_code"] = change.get("country", old.get("country_code"))
    known = place["resolved_place"] or place["country_code"]
    body["event_loc"] = place if known else None
