"""What is decided by hand holds, is kept with its reason, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Code, exported, tale

from dragoman.errors import UsageError
from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.pipeline import Coded
from dragoman.reading import SetAside

WHEN = datetime(2024, 7, 1, 12, tzinfo=UTC)
BY: Mapping[str, Any] = {"by": "A. Analyst", "at": WHEN}


def record_of(ledger: Ledger, act: str, story: str = "%") -> tuple[str, str]:
    """Ids of the record and of its event."""
    row = ledger.connection.execute(
        "SELECT r.id, r.event FROM records_now r JOIN stories_now s ON s.key = r.story "
        "WHERE r.act = ? AND s.id LIKE ? ORDER BY s.published, s.id",
        [act, story],
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def row_of(ledger: Ledger, record: str) -> dict[str, Any]:
    cursor = ledger.connection.execute("SELECT * FROM records_now WHERE id = ?", [record])
    names = [column[0] for column in cursor.description]
    found = cursor.fetchone()
    return {} if found is None else dict(zip(names, found, strict=True))


def newer(code: Code) -> Code:
    """A coder that gives its records other ids, as a new version does."""

    def run(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for outcome in code(stories):
            if isinstance(outcome, Coded):
                events = tuple(replace(e, id=e.id[::-1]) for e in outcome.events)
                yield replace(outcome, events=events)
            else:
                yield outcome

    return run


def test_a_merge_undone_stays_undone(full: Path, code: Code) -> None:
    with Ledger(full) as ledger:
        record, event = record_of(ledger, "meet", "meet-id")
        assert record != event
        ledger.split(event, record, "another meeting", **BY)
        assert record_of(ledger, "meet", "meet-id") == (record, record)
        assert record_of(ledger, "meet", "meet-en") == (event, event)
        # one more report of the same, and all coded again, by a coder that gives other ids
        ledger.add([replace(tale("meet-en"), key="0" * 64)], code)
        ledger.recode(newer(code), coder="dragoman 9")
        one, first = record_of(ledger, "meet", "meet-id")
        _, second = record_of(ledger, "meet", "meet-en")
        assert (one[::-1], first != second) == (record, True)
        assert ledger.status().lost == 0
    story, told = tale("meet-id"), tale("meet-en")
    start, begin = story.text.index("bertemu"), told.text.index("met")
    words = {"id": record, "story": story.key, "type": "CONSULT", "start": start, "end": start + 7}
    others = {"id": event, "story": told.key, "type": "CONSULT", "start": begin, "end": begin + 3}
    assert [line for line in exported(full) if line["kind"] == "decision"] == [
        {
            "kind": "decision", "decision": "split", "story": story.key, "record": record,
            "body": {"record": words, "others": [others]}, "reason": "another meeting",
            "by": "A. Analyst", "at": "2024-07-01T12:00:00",
        }
    ]  # fmt: skip


def test_what_cannot_be_split_is_said(full: Path) -> None:
    with Ledger(full) as ledger:
        alone, event = record_of(ledger, "refuse_to_meet")
        with pytest.raises(UsageError, match="one record only"):
            ledger.split(event, alone, "why", **BY)
        met, _ = record_of(ledger, "meet", "meet-id")
        with pytest.raises(UsageError, match="is of the event"):
            ledger.split(event, met, "why", **BY)
        with pytest.raises(UsageError, match="there is no record nothing"):
            ledger.split(event, "nothing", "why", **BY)
        with pytest.raises(UsageError, match="a reason and the name"):
            ledger.correct(alone, {"type": "CONSULT"}, " ", **BY)
        assert ledger.status().decisions == 0


def test_a_corrected_record_shows_the_correction_and_keeps_the_old(full: Path) -> None:
    with Ledger(full) as ledger:
        record, _ = record_of(ledger, "refuse_to_meet")
        before = row_of(ledger, record)
        changes = {"type": "CONSULT", "actor": "NOR.GOV", "date": "2024-06-19", "country": "ISL"}
        ledger.correct(record, changes, "it was a visit", **BY)
        now = row_of(ledger, record)
        assert (now["type"], now["quad"], now["act"], now["modes"]) == ("CONSULT", 1, None, [])
        assert (now["date"], now["date_precision"], now["country"]) == (
            date(2024, 6, 19), "day", "ISL",
        )  # fmt: skip
        assert (now["corrected"], before["corrected"]) == (True, False)
        assert now["flags"][-1] == "corrected"
        assert (now["score"] > 0) != (before["score"] > 0)
        party = ledger.connection.execute(
            "SELECT code, sector, text FROM parties_now WHERE record = ? AND side = 'actor'",
            [record],
        ).fetchall()
        assert party == [("NOR", "GOV", "Norway")]
        (kept,) = ledger.connection.execute(
            "SELECT body->'event'->>0 FROM records WHERE id = ?", [record]
        ).fetchone()
        assert kept == "REJECT"
        event = ledger.connection.execute(
            "SELECT type, date FROM events_now WHERE id = ?", [record]
        ).fetchone()
        assert event == ("CONSULT", date(2024, 6, 19))


def test_corrections_add_up_and_hold_for_a_newer_coder(full: Path, code: Code) -> None:
    with Ledger(full) as ledger:
        record, _ = record_of(ledger, "refuse_to_meet")
        ledger.correct(record, {"type": "CONSULT"}, "one", **BY)
        ledger.correct(record, {"recipient": [{"code": "SWE", "sector": None}]}, "two", **BY)
        ledger.recode(newer(code), coder="dragoman 9")
        row = row_of(ledger, record[::-1])
        assert (row["type"], row["coder"]) == ("CONSULT", "dragoman 9")
        codes = ledger.connection.execute(
            "SELECT code FROM parties_now WHERE record = ? AND side = 'recipient'", [record[::-1]]
        ).fetchall()
        assert codes == [("SWE",)]


def test_a_correction_can_make_two_events_one(full: Path) -> None:
    with Ledger(full) as ledger:
        denied = ledger.connection.execute(
            "SELECT id FROM records_now WHERE auxiliary = ['negation']"
        ).fetchone()[0]
        ledger.correct(denied, {"auxiliary": ""}, "it was misread", **BY)
        rows = ledger.connection.execute(
            "SELECT records FROM events_now WHERE act = 'condemn'"
        ).fetchall()
    assert rows == [(5,)]


def test_a_record_can_be_taken_back(full: Path) -> None:
    with Ledger(full) as ledger:
        record, _ = record_of(ledger, "meet", "meet-en")
        before = ledger.status()
        ledger.correct(record, {"withdrawn": True}, "a film", **BY)
        after = ledger.status()
        assert row_of(ledger, record) == {}
        assert (after.records, after.events, after.coded) == (
            before.records - 1, before.events, before.coded,
        )  # fmt: skip
        assert record_of(ledger, "meet", "meet-id")[0] == record_of(ledger, "meet", "meet-id")[1]


def test_a_decision_of_words_that_are_no_longer_coded_is_counted(full: Path, code: Code) -> None:
    def nothing(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for outcome in code(stories):
            yield replace(outcome, events=()) if isinstance(outcome, Coded) else outcome

    with Ledger(full) as ledger:
        record, _ = record_of(ledger, "refuse_to_meet")
        ledger.correct(record, {"type": "CONSULT"}, "one", **BY)
        ledger.recode(nothing, coder="dragoman 9")
        assert (ledger.status().decisions, ledger.status().lost) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "must say what to change"),
        ({"colour": "red"}, "'colour' cannot be corrected; there are: type, act"),
        ({"type": "WAR"}, "no type 'WAR'; AGREE, "),
        ({"type": ""}, "needs a type"),
        ({"act": "dance"}, "no act 'dance'"),
        ({"modes": "loudly"}, "'loudly' is none of the modes"),
        ({"auxiliary": ["perhaps"]}, "'perhaps' is none of the auxiliary"),
        ({"date": "20 June"}, "date '20 June' is no date; right would be 2024-06-20"),
        ({"actor": "Norway"}, "'Norway' is no code of an actor"),
        ({"actor": "NOR.KING"}, "no sector 'KING'"),
        ({"actor": [{}]}, "needs a code or a sector"),
        ({"country": "Norway"}, "'Norway' is no code of a country"),
        ({"withdrawn": "yes"}, "'withdrawn' cannot be corrected"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    full: Path, changes: dict[str, Any], said: str
) -> None:
    with Ledger(full) as ledger:
        record, _ = record_of(ledger, "refuse_to_meet")
        with pytest.raises(UsageError, match=said):
            ledger.correct(record, changes, "why", **BY)
        assert ledger.status().decisions == 0
