"""Phoenix: OEDA's daily files (26 columns, no heading) and the Cline Center's historical ones."""

from __future__ import annotations

from typing import Any

from dragoman.interchange.cline import COLUMNS as CLINE_COLUMNS
from dragoman.interchange.phoenix import COLUMNS
from dragoman.interchange.sources.building import (
    Coded,
    Origin,
    RowError,
    cameo_party,
    code_of,
    day_of,
    number,
    of_cameo,
    place,
    record,
    whole,
)
from dragoman.interchange.sources.rows import Layout, Row, name_of
from dragoman.ontology import load_ontology

NAME = "phoenix"
CLINE = "cline"

LAYOUT = Layout(
    tuple(map(name_of, COLUMNS)),
    ("eventid", "date", "eventcode"),
    headed=False,
    missing=frozenset({"", "---"}),
)
CLINE_LAYOUT = Layout(
    CLINE_COLUMNS, ("eid", "story_date", "source", "target", "code"), missing=frozenset({"", "NA"})
)


def read_row(row: Row, crosswalk: str) -> dict[str, Any]:
    """The record of a row of a daily file.

    Raises:
        RowError: it lacks what a record needs.
    """
    id, code = row.get("eventid"), row.get("eventcode")
    if not id or not code:
        raise RowError("there is no EventID" if not id else "there is no EventCode")
    told = [_sentence(one) for one in _list(row.get("sentenceid"))]
    urls = _list(row.get("urls"))
    _, _, version = id.partition("_")
    return record(
        row,
        Origin(NAME, id, code, number(row.get("goldsteinscore")), "Phoenix", version or None),
        _with_issues(of_cameo(code, "oeda", crosswalk), row.get("issues")),
        day=day_of(row.get("date")),
        actors=cameo_party(row.get("sourceactorfull"), "SourceActorFull"),
        recipients=cameo_party(row.get("targetactorfull"), "TargetActorFull"),
        story=told[0][0] if told else id,
        sentences=told,
        place=_place(row, "locationname", "countrycode"),
        citation={
            "url": urls[0] if urls else None,
            "publication": "; ".join(_list(row.get("newssources"))) or None,
        },
    )


def read_cline_row(row: Row, crosswalk: str) -> dict[str, Any]:
    """The record of a row of a historical file.

    Raises:
        RowError: it lacks what a record needs.
    """
    id = row.get("eid")
    if not id:
        raise RowError("there is no eid")
    code = _padded(row.get("code"), row.get("root_code"))
    return record(
        row,
        Origin(CLINE, id, code, number(row.get("goldstein")), "Cline Center Historical Phoenix",
               row.get("process")),
        _with_issues(of_cameo(code, "oeda", crosswalk), row.get("joined_issues")),
        day=day_of(row.get("story_date")),
        actors=cameo_party(row.get("source"), "source"),
        recipients=cameo_party(row.get("target"), "target"),
        story=row.get("aid") or id,
        place=_place(row, "placename", "countryname"),
    )  # fmt: skip


def _padded(code: str | None, root: str | None) -> str:
    """A code with the zero that some copies have lost; `root` says whether it did."""
    number = whole(root)
    if not code or number is None:
        raise RowError("there is no code" if not code else "there is no root_code")
    begins = f"{number:02d}"
    for one in (code, f"0{code}"):
        if one.startswith(begins):
            return one
    raise RowError(f"code {code} is not of root {root}")


def _sentence(given: str) -> tuple[str, int | None]:
    """ "storyid_4" → the story, and the number of the sentence from 0."""
    story, _, said = given.rpartition("_")
    number = whole(said)
    return (story, number - 1) if story and number else (given, None)


def _with_issues(coded: Coded, issues: str | None) -> Coded:
    """With those issues that are contexts of PLOVER."""
    known = load_ontology().contexts
    named = [one.rpartition(",")[0].strip().lower() for one in _list(issues)]
    contexts = dict.fromkeys((*coded.contexts, *(one for one in named if one in known)))
    return Coded(coded.cameo, coded.event, coded.modes, tuple(contexts))


def _place(row: Row, name: str, country: str) -> dict[str, Any] | None:
    return place(
        row.get(name),
        code_of(row.get(country)),
        row.get("lat"),
        row.get("lon"),
        province=row.get("statename"),
    )


def _list(given: str | None) -> list[str]:
    return [one.strip() for one in (given or "").split(";") if one.strip()]
