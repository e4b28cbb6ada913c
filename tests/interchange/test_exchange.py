"""Other people's events in a ledger and beside one's own; one's own out of a ledger."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import KENYA, a_meeting, a_record, a_visit, party, rows, written
from typer.testing import CliRunner

import dragoman
from dragoman.analysis.compare import LEVELS, Comparison, Scope, compare
from dragoman.cli import app
from dragoman.cli.formats import Cameo, Crosswalk, EventFormat, SetOfData
from dragoman.errors import UsageError
from dragoman.interchange import FORMATS, SUFFIXES, gdelt, gdelt_mentions
from dragoman.interchange.cameo import VARIANTS
from dragoman.interchange.sources import SETS
from dragoman.ontology import load_ontology
from dragoman.reading.identity import make_story

STORIES = {
    "meet-en": ("en", "The foreign ministers of South Korea and Japan met in Tokyo on Tuesday."),
    "meet-id": (
        "id",
        "Menteri luar negeri Korea Selatan dan Jepang bertemu di Tokyo pada hari Selasa.",
    ),
    "condemn-en": ("en", "Japan condemned North Korea on Wednesday."),
    "denied-en": ("en", "Japan did not attack North Korea on Wednesday."),
}  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four stories, of which two in two languages tell one event."""
    path = tmp_path_factory.mktemp("ledger") / "events.duckdb"
    stories = [
        make_story(
            text, origin=f"{name}.txt", id=name, lang=lang, publisher=f"Press {name}",
            url=f"https://{name}.example/1", published=datetime(2024, 6, 20), precision="day",
        )
        for name, (lang, text) in STORIES.items()
    ]  # fmt: skip
    dragoman.add(stories, ledger=path)
    return path


def exported(ledger: Path, **filters: Any) -> list[dict[str, Any]]:
    with dragoman.open_ledger(ledger, read_only=True) as book:
        return list(book.records(order="oldest", **filters))


def test_an_event_of_several_stories_goes_out_once_with_all_of_them(ledger: Path) -> None:
    (met,) = exported(ledger, type="CONSULT")
    own, other = met["reports"]
    assert {own["story"], other["story"]} == {"meet-en", "meet-id"}
    assert own["story"] == met["story"]
    assert "url" not in own
    assert (other["url"], other["publication"], other["published"]) == (
        f"https://{other['story']}.example/1", f"Press {other['story']}", "2024-06-20",
    )  # fmt: skip


def test_publishers_and_addresses_of_all_stories_reach_gdelt(ledger: Path) -> None:
    found = exported(ledger, type="CONSULT")
    first = dict(zip(gdelt.COLUMNS, rows("gdelt", found)[0], strict=True))
    assert (first["NumMentions"], first["NumSources"], first["NumArticles"]) == ("2", "2", "2")
    mentions = [
        dict(zip(gdelt_mentions.COLUMNS, row, strict=True)) for row in rows("gdelt-mentions", found)
    ]
    told = [one for one in mentions if one["GLOBALEVENTID"] == first["GLOBALEVENTID"]]
    assert {one["MentionIdentifier"] for one in told} == {
        "https://meet-en.example/1", "https://meet-id.example/1",
    }  # fmt: skip
    assert {one["MentionSourceName"] for one in told} == {"meet-en.example", "meet-id.example"}
    assert {one["MentionType"] for one in told} == {"1"}


def test_events_go_out_by_their_days_and_only_those_asked_for(ledger: Path) -> None:
    found = exported(ledger)
    days = [one["date"] for one in found]
    assert days == sorted(days)
    assert [one["event"] for one in found] == [["CONSULT"], ["ACCUSE"]]
    assert [one["event"] for one in exported(ledger, actor="JPN", negated=True, limit=9)] == [
        ["CONSULT"], ["ACCUSE"], ["ASSAULT"],
    ]  # fmt: skip
    assert exported(ledger, country="Chad") == []
    assert all(written(name, found)[1].records for name in FORMATS)


def test_an_export_is_a_file_that_is_there_whole_or_not_at_all(
    ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "events.tab"
    said = dragoman.export("icews", path, ledger=ledger, type=["CONSULT", "ACCUSE"])
    assert (said.records, said.rows, said.left_out) == (2, 3, ())
    assert len(path.read_text("utf-8").splitlines()) == 4
    with pytest.raises(UsageError, match="icews, oeda, gdelt"):
        dragoman.export("icews", path, ledger=ledger, cameo="mine")
    with pytest.raises(UsageError, match="there are: table, jsonl"):
        dragoman.export("weis", path, ledger=ledger)
    assert [one.name for one in tmp_path.iterdir()] == ["events.tab"]


def test_what_was_denied_goes_out_only_if_it_is_asked_for(ledger: Path, tmp_path: Path) -> None:
    def count(**asked: Any) -> int:
        return dragoman.export("gdelt", tmp_path / "x", ledger=ledger, **asked).records

    assert (count(), count(negated=True), count(auxiliary=True)) == (2, 3, 3)
    assert dragoman.export("jsonl", tmp_path / "x", ledger=ledger).records == 2


def test_imported_events_stand_beside_ones_own(ledger: Path, tmp_path: Path) -> None:
    own = exported(ledger)
    with dragoman.open_ledger(ledger) as book:
        before = book.status()
    files = []
    for name in ("gdelt", "icews", "polecat", "phoenix", "cline", "plover"):
        path = tmp_path / name
        path.write_bytes(written(name, [a_record(), a_visit()])[0])
        files.append(path)
    done = dragoman.import_events(files, ledger=ledger)
    assert (done.new, done.known, done.set_aside) == (4 * 3 + 2 * 2, 0, 0)
    again = dragoman.import_events(files, ledger=ledger)
    assert (again.new, again.known) == (0, done.new)
    with dragoman.open_ledger(ledger) as book:
        after = book.status()
        assert list(book.records(order="oldest")) == own
        theirs = list(book.records(source="icews"))
        assert list(book.check()) == []
    assert after.taken_in == before.taken_in
    assert after.events == before.events + done.new
    assert {one["source"]["set"] for one in theirs} == {"icews"}
    assert theirs[0]["source"]["file"] == str(tmp_path / "icews")


def test_imports_come_back_from_the_journal_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    (tmp_path / "x").write_bytes(written("gdelt", [a_record(), a_meeting()])[0])
    dragoman.import_events(tmp_path / "x", ledger=path)
    with dragoman.open_ledger(path) as book:
        found = list(book.records(source="any"))
    path.unlink()
    with dragoman.open_ledger(path) as book:
        assert list(book.records(source="any")) == found
    assert len(found) == 7


def test_a_ledger_is_compared_with_files_and_with_what_was_imported(
    ledger: Path, tmp_path: Path
) -> None:
    theirs = [
        a_record(id="t1", date="2024-06-19", actor=[party("JPN", "GOV")],
                 recipient=[party("PRK", "GOV")], event=["ACCUSE"], cameo="111"),
        a_record(id="t2", date="2024-06-19", actor=[party("CHN")], recipient=[party("PRK")]),
    ]  # fmt: skip
    path = tmp_path / "theirs.tab"
    path.write_bytes(written("icews", theirs)[0])
    found = dragoman.compare([path], ledger=ledger, countries=["PRK"])
    assert [(one.where, one.pair.actor) for one in found.matches] == [
        ("theirs", "CHN"), ("both", "JPN"),
    ]  # fmt: skip
    assert found.matches[1].theirs == (f"{path}:2",)
    dragoman.import_events(path, ledger=ledger)
    imported = dragoman.compare(ledger=ledger, source="icews", countries=["PRK"])
    assert [one.pair for one in imported.matches] == [one.pair for one in found.matches]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "name files of another set of data"),
        ({"paths": "x", "source": "icews"}, "not both"),
        ({"source": "acled"}, "gdelt, icews"),
        ({"source": "icews", "own": "x"}, "in a ledger"),
        ({"paths": "x", "within": -1}, "0 or more"),
        ({"paths": "x", "since": "yesterday"}, "right would be 2024-06-20"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        dragoman.compare(**asked)


# --- comparing


def counts(found: Comparison) -> list[tuple[int, int, int]]:
    return [(one.ours, one.theirs, one.both) for one in found.levels]


def test_events_are_the_same_by_pair_day_and_type() -> None:
    other = a_record(id="o", date="2024-03-07")
    praise = a_record(id="p", event=["SUPPORT"], quad_code=1)
    found = compare([a_record(), praise], [a_record(id="x"), other])
    assert [(one.where, one.pair.date.day, one.pair.type) for one in found.matches] == [
        ("both", 5, "ACCUSE"), ("ours", 5, "SUPPORT"), ("theirs", 7, "ACCUSE"),
    ]  # fmt: skip
    assert counts(found) == [(2, 2, 1), (2, 2, 1), (1, 2, 1), (2, 1, 1), (1, 1, 1)]
    assert found.levels[0].agreement == 0.5
    assert found.matches[0].ours == ("e1",)
    assert found.matches[0].theirs == ("x",)


def test_meetings_and_visits_agree_with_the_two_rows_that_others_have() -> None:
    ours = [a_meeting(actor=[KENYA, party("KOR")]), a_visit(date="2024-03-08")]
    theirs = [
        a_record(event=["CONSULT"], quad_code=1, date=day, actor=[party(a)], recipient=[party(b)])
        for day in ("2024-03-05", "2024-03-08")
        for a, b in (("KEN", "KOR"), ("KOR", "KEN"))
    ]
    found = compare(ours, theirs)
    assert [one.where for one in found.matches] == ["both"] * 4
    assert found.levels[0].agreement == 1.0


def test_days_may_differ_by_as_many_as_are_asked_for_and_each_counts_once() -> None:
    def on(*days: int) -> list[dict[str, Any]]:
        return [a_record(id=f"d{day}", date=date(2024, 3, day).isoformat()) for day in days]

    assert counts(compare(on(5), on(6)))[0] == (1, 1, 0)
    found = compare(on(5), on(6), within=1)
    assert counts(found)[0] == (1, 1, 1)
    assert found.matches[0].their_date == date(2024, 3, 6)
    assert counts(compare(on(5, 6), on(6), within=1))[0] == (2, 1, 1)
    assert counts(compare(on(4, 6), on(5), within=1))[0] == (2, 1, 1)
    assert [one.where for one in compare(on(4, 6), on(5), within=1).matches] == ["both", "ours"]


def test_scope_is_days_countries_and_plain_facts() -> None:
    events = [
        a_record(), a_record(id="n", auxiliary=["negation"], event=["AID"]),
        a_record(id="l", date="2024-04-01"), a_record(id="d", date=None),
        a_record(id="c", actor=[party("CHN")], recipient=[party("JPN")]),
    ]  # fmt: skip
    assert counts(compare(events, [], Scope(until=date(2024, 3, 31))))[0][0] == 2
    assert counts(compare(events, [], Scope(countries=frozenset({"KEN"}))))[0][0] == 2
    assert counts(compare(events, [], Scope(auxiliary=True)))[0][0] == 4
    one_sided = compare([a_record(recipient=[]), a_record(actor=[party(None, "OPP")])], [])
    assert (one_sided.ours, one_sided.without, one_sided.matches) == (2, (2, 0), ())
    assert one_sided.levels[0].agreement is None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["KEN", "KOR", "AUT"]), st.sampled_from(["KEN", "KOR", "AUT"]),
            st.integers(1, 9), st.sampled_from(["AID", "ACCUSE"]), st.booleans(),
        ),
        max_size=12,
    ),
    st.integers(0, 3),
)  # fmt: skip
def test_counts_and_lists_of_a_comparison_agree(
    events: list[tuple[str, str, int, str, bool]], within: int
) -> None:
    sides: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    for i, (actor, recipient, day, kind, ours) in enumerate(events):
        one = a_record(
            id=str(i), actor=[party(actor)], recipient=[party(recipient)], event=[kind],
            date=date(2024, 3, day).isoformat(), quad_code=load_ontology().quad(kind), mode=[],
        )  # fmt: skip
        sides[ours].append(one)
    found = compare(sides[True], sides[False], within=within)
    strict = found.levels[0]
    where = [one.where for one in found.matches]
    assert where.count("both") == strict.both
    assert where.count("both") + where.count("ours") == strict.ours
    assert where.count("both") + where.count("theirs") == strict.theirs
    back = compare(sides[False], sides[True], within=0).levels[0]
    assert (back.ours, back.theirs) == (strict.theirs, strict.ours)
    assert [one.level for one in found.levels] == list(LEVELS)
    same = compare(sides[True], sides[True])
    assert {one.where for one in same.matches} <= {"both"}


# --- the command line


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return int(result.return_value or 0), result.output


def test_the_command_imports_and_tells_what_it_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.export.CSV"
    good = rows("gdelt", [a_record(), a_record(id="s", cameo="010")])
    path.write_text("".join("\t".join(row) + "\n" for row in [*good, ["1", "20240305"]]))
    status, said = run("import", path, "--ledger", tmp_path / "a.duckdb")
    assert status == 1
    assert "passed over 1: CAMEO 010 is no event in PLOVER" in said
    assert f"set aside: {path}:3: 2 cells where 61 are wanted" in said
    assert "3 rows read = 1 new events + 0 known before + 1 that are no event" in said


def test_the_command_exports_what_is_asked_for(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.dta"
    status, said = run("export", "stata", "-o", path, "--ledger", ledger, "--type", "CONSULT")
    assert (status, said.strip()) == (0, "1 event written")
    assert list(pandas.read_stata(path)["event"]) == ["CONSULT"]
    assert "CONSULT" in run("export", "table", "--ledger", ledger)[1]


def test_the_command_compares_as_table_and_as_lines(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.tab"
    ours.write_bytes(written("jsonl", [a_record(), a_meeting()])[0])
    theirs.write_bytes(written("icews", [a_record(), a_visit()])[0])
    status, said = run("compare", theirs, "--own", ours)
    assert status == 0
    assert "In both" in said
    assert "Only ours" in said
    lines = run("compare", theirs, "--own", ours, "--format", "jsonl", "--show", "both")[1]
    (both,) = [
        one for one in map(json.loads, lines.splitlines()) if one["type"] == "ACCUSE"
    ]  # fmt: skip
    assert (both["where"], both["actor"], both["recipient"]) == ("both", "KEN", "KOR")
    assert both["ours"] == [f"{ours}:1"]
    assert both["theirs"] == [f"{theirs}:2"]
    flat = tmp_path / "pairs.csv"
    run("compare", theirs, "--own", ours, "-o", flat)
    found = pandas.read_csv(flat)
    assert set(found["where"]) == {"both", "ours"}
    assert set(found[found["type"] == "ACCUSE"]["date"]) == {"2024-03-05"}
    with pytest.raises(UsageError, match="jsonl, csv or parquet"):
        run("compare", theirs, "--own", ours, "--format", "table", "-o", flat)


def test_the_choices_of_the_command_line_are_those_of_the_program() -> None:
    assert [*EventFormat] == list(FORMATS)
    assert [*SetOfData] == list(SETS)
    assert sorted(Cameo) == sorted(VARIANTS)
    assert [*Crosswalk] == list(load_ontology().crosswalks)
    assert set(SUFFIXES.values()) <= set(FORMATS)
