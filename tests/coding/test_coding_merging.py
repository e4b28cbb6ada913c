"""Which reports are one event, and what the event is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from worlds import keys, tell, world

from dragoman.coding.same.merging import merge
from dragoman.coding.time.dating import STORY
from dragoman.model import Dated, Event, Participant, Place, Report, Span, Story
from dragoman.ontology import load_ontology

ONTOLOGY = load_ontology()
TALE = Story(id="s1", key="k1", text="x" * 400)


def who(code: str | None, sector: str | None = None, **more: str) -> Participant:
    return Participant(code, sector, more.get("text", code or "people"), Span(0, 3),
                       entity=more.get("entity"))  # fmt: skip


def on(day: int, precision: str = "day", until: int | None = None) -> Dated:
    return Dated(date(2024, 6, day), date(2024, 6, until or day), precision)


JPN, EGY, RUS = who("JPN"), who("EGY"), who("RUS")


def report(act: str, actors: list[Participant], recipients: list[Participant],
           sentence: int = 0, **more: object) -> Report:  # fmt: skip
    kind = ONTOLOGY.acts[act]
    assert kind.event is not None
    at = 40 * sentence
    one = Report(
        story="s1", sentence=sentence, lang="en", role="body", span=Span(at, at + 39),
        trigger=Span(at + 5, at + 12), trigger_text="x" * 7, act=act, event=kind.event,
        modes=kind.modes, contexts=(), auxiliary=(), actors=tuple(actors),
        recipients=tuple(recipients),
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def merged(*reports: Report) -> tuple[Event, ...]:
    return merge(reports, TALE, ONTOLOGY, "coder 1")


CONDEMN = report("condemn", [JPN], [RUS])
ONE = {
    "the same": report("condemn", [JPN], [RUS], 1),
    "without its recipient": report("condemn", [JPN], [], 1),
    "without its actor": report("condemn", [], [RUS], 1),
    "by the state's government": report("condemn", [who("JPN", "GOV")], [RUS], 1),
    "on the story's day": report("condemn", [JPN], [RUS], 1, date=on(20, STORY)),
    "historical or not": report("condemn", [JPN], [RUS], 1, auxiliary=("historical",)),
}
TWO = {
    "another direction": report("condemn", [RUS], [JPN], 1),
    "another actor": report("condemn", [EGY], [RUS], 1),
    "another recipient": report("condemn", [JPN], [EGY], 1),
    "denied": report("condemn", [JPN], [RUS], 1, auxiliary=("negation",)),
    "still to come": report("condemn", [JPN], [RUS], 1, auxiliary=("future",)),
    "supposed": report("condemn", [JPN], [RUS], 1, auxiliary=("hypothetical",)),
    "another type": report("visit", [JPN], [RUS], 1),
    "another act of the type": report("sue", [JPN], [RUS], 1),
    "rebels of the state, not its government": report("condemn", [who("JPN", "REB")], [RUS], 1),
}


@pytest.mark.parametrize("other", ONE.values(), ids=ONE)
def test_one_event(other: Report) -> None:
    [event] = merged(CONDEMN, other)
    assert len(event.reports) == 2


@pytest.mark.parametrize("other", TWO.values(), ids=TWO)
def test_two_events(other: Report) -> None:
    events = merged(CONDEMN, other)
    assert [len(e.reports) for e in events] == [1, 1]


def test_two_sectors_of_one_state_are_two() -> None:
    police = report("condemn", [who("JPN", "COP")], [RUS])
    army = report("condemn", [who("JPN", "MIL")], [RUS], 1)
    assert len(merged(police, army)) == 2


def test_days() -> None:
    monday = replace(CONDEMN, date=on(17))
    tuesday = report("condemn", [JPN], [RUS], 1, date=on(18))
    week = report("condemn", [JPN], [RUS], 2, date=on(17, "week", 23))
    assert len(merged(monday, tuesday)) == 2
    [event] = merged(week, monday)
    assert event.date == on(17), "the narrower date counts"
    assert len(merged(monday, report("condemn", [JPN], [RUS], 1))) == 1


def test_an_event_takes_a_date_of_its_own_before_the_storys() -> None:
    [event] = merged(
        replace(CONDEMN, date=on(20, STORY)),
        report("condemn", [JPN], [RUS], 1, date=on(17, "week", 23)),
    )
    assert event.date is not None
    assert event.date.precision == "week"


def test_a_mutual_act_may_name_one_side_only() -> None:
    both = report("meet", [JPN, EGY], [])
    assert len(merged(both, report("meet", [JPN], [], 1))) == 1
    assert len(merged(both, report("meet", [JPN, RUS], [], 1))) == 2


def test_an_act_and_the_same_said_more_generally() -> None:
    shelled = report("shell", [RUS], [EGY])
    attacked = report("attack", [RUS], [EGY], 1)
    codes = ONTOLOGY.acts["shell"].cameo, ONTOLOGY.acts["attack"].cameo
    assert codes[0] != codes[1]
    [event] = merged(attacked, shelled)
    assert len(event.reports) == 2


def test_reports_that_contradict_one_of_a_group_stay_out_of_it() -> None:
    """The first fits both others, which do not fit each other."""
    vague = report("condemn", [], [RUS])
    events = merged(vague, report("condemn", [JPN], [RUS], 1), report("condemn", [EGY], [RUS], 2))
    assert max(len(e.reports) for e in events) <= 2
    for event in events:
        assert len({p.code for p in event.actors}) <= 1


def test_what_an_event_takes_from_its_reports() -> None:
    place = Place("Cairo", Span(1, 6), "EGY")
    first = report("attack", [RUS], [EGY], numbers=(("dead", 3),), contexts=("military",),
                   confidence=0.6, flags=("quoted",))  # fmt: skip
    second = report("attack", [who("RUS", "MIL")], [EGY], 1, numbers=(("dead", 5), ("hurt", 2)),
                    contexts=("crime",), confidence=0.9, place=place)  # fmt: skip
    [event] = merged(first, second)
    assert event.numbers == (("dead", 5), ("hurt", 2))
    assert event.contexts == ("military", "crime")
    assert event.confidence == 0.9
    assert event.place == place
    assert event.flags == ("quoted",)
    assert keys(event.actors) == "RUS.MIL", "of one state the one of whom most is known"
    assert event.quad == 4
    assert event.score == ONTOLOGY.score("ASSAULT", event.modes)
    assert event.cameo == ONTOLOGY.acts["attack"].cameo


def test_events_stand_in_the_order_of_their_first_reports() -> None:
    visit = report("visit", [JPN], [EGY], 1)
    events = merged(CONDEMN, visit, report("condemn", [JPN], [RUS], 2))
    assert [e.act for e in events] == ["condemn", "visit"]


def test_no_reports_no_events() -> None:
    assert merged() == ()


def test_ids_are_stable_and_different() -> None:
    other = report("condemn", [EGY], [RUS], 1)
    once, again = merged(CONDEMN, other), merged(CONDEMN, other)
    assert [e.id for e in once] == [e.id for e in again]
    assert len({e.id for e in once}) == 2
    assert merge([CONDEMN], TALE, ONTOLOGY, "coder 2")[0].id != once[0].id
    elsewhere = replace(TALE, key="k2")
    assert merge([CONDEMN], elsewhere, ONTOLOGY, "coder 1")[0].id != once[0].id


def test_an_id_does_not_depend_on_later_reports() -> None:
    [alone] = merged(CONDEMN)
    [both] = merged(CONDEMN, report("condemn", [JPN], [RUS], 1))
    assert alone.id == both.id


def test_a_story_told_twice_over() -> None:
    condemned = "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."
    denied = (
        "Japan/P/nsubj>condemn did:do/X/aux>condemn not/T/advmod>condemn condemn/V/root"
        " Russia/P/obj>condemn ."
    )
    events = world("en").events(condemned, condemned, denied)
    assert [(tell(e), len(e.reports)) for e in events] == [
        ("condemn JPN > RUS", 2),
        ("condemn JPN > RUS negation", 1),
    ]
