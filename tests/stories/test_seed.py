"""What must be understood of the story that the project was conceived from, if it is at hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman import api
from dragoman.model import Event, Participant

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/seed")

Wanted = Sequence[Sequence[str | None]]


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return api.code(SEED / "story.txt").merged


def expected() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SEED / "expected.json").read_text("utf-8"))
    return read


def among(wanted: Wanted, found: Sequence[Participant]) -> bool:
    return all(
        any(p.code == code and (sector is None or p.sector == sector) for p in found)
        for code, sector in wanted
    )


def are(wanted: Wanted, found: Sequence[Participant]) -> bool:
    return among(wanted, found) and {code for code, _ in wanted} == {p.code for p in found}


def fits(want: dict[str, Any], event: Event) -> bool:
    types = want.get("event_any_of", [want.get("event")])
    any_of = want.get("recipient_includes_any_of", [])
    speaker = want.get("attributed_to")
    return (
        event.event in types
        and ("mode" not in want or want["mode"] in event.modes)
        and are(want["actor"], event.actors)
        and ("recipient" not in want or are(want["recipient"], event.recipients))
        and (not any_of or any(among([one], event.recipients) for one in any_of))
        and ("date" not in want or str(event.date and event.date.start) == want["date"])
        and ("context_any_of" not in want or bool({*want["context_any_of"]} & {*event.contexts}))
        and (speaker is None or among([speaker], event.attributed_to))
    )


@pytest.mark.parametrize("want", expected()["must"] if SEED.exists() else [], ids=lambda w: w["id"])
def test_what_must_be_understood_is(want: dict[str, Any], events: tuple[Event, ...]) -> None:
    assert any(fits(want, event) for event in events)


def test_headline_and_second_line_are_one_event_with_two_reports(
    events: tuple[Event, ...],
) -> None:
    (want,) = (one for one in expected()["must"] if one["id"] == "S1")
    (event,) = (one for one in events if fits(want, one))
    assert {report.lang for report in event.reports} == {"ja", "id"}


def test_nothing_forbidden_is_coded(events: tuple[Event, ...]) -> None:
    text = (SEED / "story.txt").read_text("utf-8")
    stamp = text.index("2024/06/24")
    for event in events:
        resigns = event.event == "RETREAT" and "resign" in event.modes
        assert not resigns or (event.confidence < 0.5 and "broken" in event.flags)
        parties = (*event.actors, *event.recipients)
        for one in parties:
            if one.text == "Rusia Utara":
                assert {p.code for p in parties} >= {"RUS", "PRK"}
        assert str(event.date and event.date.start) != "2024-06-24"
        assert all(report.span.start < stamp for report in event.reports)
