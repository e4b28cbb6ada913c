"""What is added is there once, and accounted for at every moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import TALES, Code, exported, tale

from dragoman.errors import LedgerError, UsageError
from dragoman.ledger import Ledger, Status
from dragoman.model import Story
from dragoman.pipeline import Coded
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story


def balanced(status: Status) -> bool:
    return status.taken_in == status.coded + status.empty + status.set_aside + status.waiting


def test_every_story_is_coded_empty_or_set_aside_with_a_reason(full: Path) -> None:
    with Ledger(full) as ledger:
        status = ledger.status()
        states = dict(ledger.connection.execute("SELECT id, state FROM stories_now").fetchall())
        reasons = ledger.connection.execute(
            "SELECT id, stage, reason FROM stories_now WHERE state <> 'coded' ORDER BY id"
        ).fetchall()
    assert (status.taken_in, status.coded, status.empty, status.set_aside) == (13, 11, 1, 1)
    assert balanced(status)
    assert (states["wire-en"], states["nothing-en"], states["chinese"]) == (
        "coded", "empty", "set_aside",
    )  # fmt: skip
    assert [(id, stage) for id, stage, _ in reasons] == [
        ("chinese", "coding"), ("nothing-en", None),
    ]  # fmt: skip
    assert all(reason for *_, reason in reasons)


def test_adding_again_changes_nothing(full: Path, tales: list[Story], code: Code) -> None:
    before = exported(full)
    journal = full.with_name(full.name + ".journal").read_bytes()
    with Ledger(full) as ledger:
        added = ledger.add(tales, code)
    assert (added.new, added.known, added.coded) == (0, len(tales), 0)
    assert exported(full) == before
    assert full.with_name(full.name + ".journal").read_bytes() == journal


def test_a_coder_is_not_asked_when_nothing_waits(full: Path, tales: list[Story]) -> None:
    def never(stories: Iterable[Story]) -> Iterator[Coded]:
        raise AssertionError("a coder was asked")

    with Ledger(full) as ledger:
        ledger.add(tales, never)


def test_what_was_taken_in_waits_until_the_next_add(
    path: Path, tales: list[Story], code: Code
) -> None:
    def ended(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for number, outcome in enumerate(code(stories)):
            if number == 5:
                raise KeyboardInterrupt
            yield outcome

    with Ledger(path) as ledger, pytest.raises(KeyboardInterrupt):
        ledger.add(tales, ended)
    with Ledger(path) as ledger:
        assert ledger.status().taken_in == ledger.status().waiting == len(tales)
        added = ledger.add((), code)
        assert (added.new, added.coded + added.empty + added.set_aside) == (0, len(tales))
        assert ledger.status().waiting == 0


def test_what_cannot_be_read_is_counted_until_it_can(path: Path, code: Code) -> None:
    bad = SetAside("rows.csv:3", "reading", "the row has no text", "3")
    skipped = SetAside("rows.csv:4", "skipped", "this story was already read", "4")
    with Ledger(path) as ledger:
        ledger.add([bad, skipped, tale("reject-en")], code)
        ledger.add([bad], code)
        assert ledger.unread() == [bad]
        assert (ledger.status().taken_in, ledger.status().set_aside) == (2, 1)
        mended = replace(tale("promise-en"), origin="rows.csv:3")
        ledger.add([mended], code)
        assert ledger.unread() == []
        assert (ledger.status().taken_in, ledger.status().set_aside) == (2, 0)


def test_a_file_that_can_be_read_at_last_is_no_longer_set_aside(path: Path, code: Code) -> None:
    with Ledger(path) as ledger:
        ledger.add([SetAside("rows.csv", "input", "permission denied")], code)
        assert ledger.status().set_aside == 1
        ledger.add([replace(tale("promise-en"), origin="rows.csv:1")], code)
        assert ledger.status().set_aside == 0


def test_a_file_that_breaks_off_stays_set_aside_and_changes_nothing_the_second_time(
    path: Path, code: Code
) -> None:
    row = replace(tale("promise-en"), origin="rows.csv:1")
    broken = SetAside("rows.csv", "input", "the file breaks off in line 2")
    with Ledger(path) as ledger:
        ledger.add([row, broken], code)
        journal = path.with_name(path.name + ".journal").read_bytes()
        for order in ([row, broken], [broken, row]):
            ledger.add(order, code)
            assert ledger.unread() == [broken]
        assert path.with_name(path.name + ".journal").read_bytes() == journal


def test_what_no_file_can_hold_stops_nothing(path: Path, code: Code) -> None:
    good = tale("promise-en")
    bad = replace(tale("reject-en"), text="Norway rejected \ud800 talks.")
    odd = replace(tale("meet-en"), origin="caf\udce9.txt")
    unread = SetAside("caf\udce9.csv", "input", "no such file: caf\udce9.csv")
    with Ledger(path) as ledger:
        added = ledger.add([bad, odd, unread, good], code)
        assert (added.new, added.coded, ledger.status().set_aside) == (2, 2, 2)
        assert {one.origin for one in ledger.unread()} == {"caf\ufffd.csv", "reject-en.txt"}
        (text,) = ledger.connection.execute("SELECT body FROM records_now LIMIT 1").fetchone()
        body = json.loads(text)
        body["cite_info"]["title"] = "\ud800"
        assert ledger.add_records([body], "gdelt") == (1, 0)
        rows = ledger.connection.execute("SELECT body FROM records_now WHERE source = 'gdelt'")
        assert json.loads(rows.fetchall()[0][0])["cite_info"]["title"] == "\ufffd"
    with Ledger(path) as ledger:
        assert list(ledger.check()) == []


def test_of_two_inputs_with_one_text_the_dated_one_counts(path: Path, code: Code) -> None:
    text = "Japan condemned North Korea on Wednesday."
    undated = make_story(text, origin="a", id="a", lang="en")
    dated = make_story(text, origin="b", id="b", lang="en", published=datetime(2024, 6, 20))
    assumed = replace(undated, id="c", assumed=date(2023, 1, 4))
    found = []
    for order in ([undated, dated, assumed], [assumed, undated, dated]):
        file = path.with_name(f"{order[0].id}.duckdb")
        with Ledger(file) as ledger:
            for story in order:
                ledger.add([story], code)
            assert ledger.status().taken_in == 1
        found.append(exported(file))
    assert found[0] == found[1]
    assert [line["day"] for line in found[0] if line["kind"] == "story"] == ["2024-06-20"]


def test_a_flag_of_one_run_makes_no_other_story(path: Path, code: Code) -> None:
    story = tale("reject-en")
    with Ledger(path) as ledger:
        ledger.add([story], code)
        added = ledger.add([replace(story, flags=("duplicate-id",))], code)
    assert added.known == 1


def test_the_day_to_assume_is_kept_for_stories_that_wait(path: Path, code: Code) -> None:
    story = replace(tale("reject-en"), published=None, assumed=date(2024, 6, 3))
    with Ledger(path) as ledger:
        ledger.take_in([story])
    with Ledger(path) as ledger:
        ledger.add((), code)
        (day,) = ledger.connection.execute("SELECT day FROM stories_now").fetchone()
    assert day == date(2024, 6, 3)


def test_what_a_reader_finds_of_a_record(full: Path) -> None:
    with Ledger(full, read_only=True) as ledger:
        ask = ledger.connection.execute
        (record,) = ask("SELECT id FROM records_now WHERE act = 'shell'").fetchall()[0]
        row = ask(
            "SELECT type, quad, date, lang, publisher, source, corrected, body->>'id' "
            "FROM records_now WHERE id = ?", [record],
        ).fetchone()  # fmt: skip
        parties = ask(
            "SELECT side, position, code, entity FROM parties_now WHERE record = ? "
            "ORDER BY side, position", [record],
        ).fetchall()  # fmt: skip
        trigger = ask(
            "SELECT substr(s.text, r.trigger_start + 1, r.trigger_end - r.trigger_start) "
            "FROM reports_now r JOIN stories_now s ON s.key = r.story WHERE r.record = ?",
            [record],
        ).fetchone()
    assert row == (
        "ASSAULT", 4, date(2024, 6, 17), "en", "Press shell-en", "dragoman", False, record,
    )  # fmt: skip
    assert parties == [("actor", 0, "RUS", "RUS"), ("recipient", 0, "UKR", None)]
    assert trigger == ("shelled",)


def test_ids_of_records_parties_and_events_are_unique_and_fit(full: Path) -> None:
    with Ledger(full) as ledger:
        ask = ledger.connection.execute
        for table, key in (
            ("stories_now", "key"),
            ("records_now", "id"),
            ("events_now", "id"),
            ("parties_now", "(record, side, position)"),
            ("reports_now", "(record, position)"),
        ):
            total, distinct = ask(f"SELECT count(*), count(DISTINCT {key}) FROM {table}").fetchone()
            assert total == distinct > 0, table
        for table in ("records_now", "parties_now", "reports_now"):
            query = f"SELECT count(*) FROM {table} t ANTI JOIN events_now e ON e.id = t.event"
            assert ask(query).fetchone() == (0,)
        events = ask("SELECT sum(records), count(*) FROM events_now").fetchone()
        assert events[0] == ask("SELECT count(*) FROM records_now").fetchone()[0] > events[1]


def test_recoding_keeps_both_codings(full: Path, code: Code) -> None:
    before = [line for line in exported(full) if line["kind"] != "record"]
    with Ledger(full) as ledger:
        assert ledger.recode(code, coder="dragoman 0.1.0").coded == 0
        again = ledger.recode(code, coder="dragoman 9")
        assert (again.coded, again.empty, again.set_aside) == (11, 1, 1)
        assert ledger.status().coders == {"dragoman 9": len(TALES)}
        (kept,) = ledger.connection.execute("SELECT count(*) FROM codings").fetchone()
        assert kept == 2 * len(TALES)
        coders = ledger.connection.execute("SELECT DISTINCT coder FROM records_now").fetchall()
        assert coders == [("dragoman 9",)]
    assert [line for line in exported(full) if line["kind"] != "record"] == before


def test_a_story_set_aside_is_tried_again_with_its_old_reason_kept(
    path: Path, tales: list[Story], code: Code
) -> None:
    def failing(stories: Iterable[Story]) -> Iterator[SetAside]:
        for story in stories:
            yield SetAside(story.origin, "coding", "the process that coded it was ended", story.id)

    with Ledger(path) as ledger:
        assert ledger.add(tales, failing).set_aside == len(tales)
        again = ledger.retry(code, coder="dragoman 9")
        assert (again.coded, again.set_aside) == (11, 1)
        reasons = ledger.connection.execute(
            "SELECT coder, reason FROM codings WHERE state = 'set_aside' ORDER BY number"
        ).fetchall()
    assert reasons[0] == ("dragoman 0.1.0", "the process that coded it was ended")
    assert len(reasons) == len(tales) + 1


def test_records_of_other_sources_stand_beside_ours(full: Path, code: Code) -> None:
    with Ledger(full) as ledger:
        (text,) = ledger.connection.execute(
            "SELECT body FROM records_now WHERE act = 'promise_aid'"
        ).fetchone()
        body = json.loads(text) | {"id": "123", "source": "gdelt"}
        before = ledger.status()
        assert ledger.add_records([body], "gdelt") == (1, 0)
        assert ledger.add_records([body], "gdelt") == (0, 1)
        after = ledger.status()
        rows = ledger.connection.execute(
            "SELECT id, source, records, first_day FROM events_now WHERE actor_codes = ['FIN'] "
            "ORDER BY source"
        ).fetchall()
    assert (after.taken_in, after.imported) == (before.taken_in, 1)
    assert rows[0][1:] == ("dragoman", 1, date(2024, 6, 20))
    assert rows[1] == ("gdelt:123", "gdelt", 1, date(2024, 6, 20))


def test_a_record_that_is_none_is_refused_before_it_is_kept(full: Path) -> None:
    with Ledger(full) as ledger:
        (text,) = ledger.connection.execute("SELECT body FROM records_now LIMIT 1").fetchone()
        body = json.loads(text)
        for wrong in ({"id": "1"}, body | {"date": "June"}, body | {"actor": [{"code": "KOR"}]}):
            with pytest.raises(UsageError, match=r"the record .* of gdelt cannot be kept"):
                ledger.add_records([body | {"id": "2"}, wrong], "gdelt")
        assert ledger.status().imported == 0


def test_one_process_opens_a_ledger_once(full: Path) -> None:
    with Ledger(full), pytest.raises(LedgerError, match="open already"):
        Ledger(full)
    with Ledger(full):
        pass


def test_a_ledger_opened_to_read_takes_nothing_in(full: Path, code: Code) -> None:
    with Ledger(full, read_only=True) as ledger, pytest.raises(LedgerError, match="to be read"):
        ledger.add([tale("reject-en")], code)


def test_a_missing_ledger_is_made_only_when_asked_for(path: Path) -> None:
    with pytest.raises(LedgerError, match="dragoman add"):
        Ledger(path, create=False)
    assert not path.exists()
