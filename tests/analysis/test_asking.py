"""What is asked of a ledger, from Python."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import books
import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dragoman
from dragoman.analysis import Ledger, Query, texts
from dragoman.analysis.parties import party
from dragoman.errors import UsageError


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = books.made(tmp_path_factory.mktemp("asked") / "some.duckdb")
    with dragoman.open_ledger(path, read_only=True) as ledger:
        yield ledger


def words(book: Ledger, **filters: Any) -> list[str]:
    """The words of the events that were found; they tell the events of the tales apart."""
    return [word for row in book.events(order="oldest", **filters) for word in row["words"]]


# --- filters


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": "KOR"}, ["met", "condemned"]),
        ({"actor": "kor"}, ["met", "condemned"]),
        ({"actor": "Korea Selatan"}, ["met", "condemned"]),
        ({"actor": "韓国"}, ["met", "condemned"]),
        ({"actor": ["PRK", "USA"]}, ["協議した", "will sanction", "위협했다"]),
        ({"actor": "JPN", "recipient": "PRK"}, ["condemned"]),
        ({"actor": ".MIL"}, ["attacked"]),
        ({"actor": "Local Chief"}, ["protested"]),
        ({"actor": "soldiers"}, ["attacked"]),
        ({"recipient": "KOR.CVL"}, ["attacked"]),
        ({"country": "KOR"}, ["attacked", "met", "condemned", "위협했다"]),
        ({"between": ("KOR", "PRK")}, ["condemned", "위협했다"]),
        ({"between": ("USA", "JPN")}, ["協議した"]),
        ({"sector": "CVL"}, ["attacked"]),
        ({"type": "consult"}, ["協議した", "met"]),
        ({"mode": "demo"}, ["protested"]),
        ({"quad": 4}, ["will sanction", "attacked", "protested"]),
        ({"quad": "verbal_conflict", "since": "2024-02-18"}, ["위협했다"]),
        ({"until": "2023"}, ["協議した"]),
        ({"since": date(2024, 2, 15), "until": "2024-02-16"}, ["met", "condemned"]),
        ({"place": "seoul"}, ["met"]),
        ({"place": "Korea Selatan"}, ["met"]),
        ({"lang": "id"}, ["condemned"]),
        ({"publisher": "contohkabar"}, ["condemned"]),
        ({"speaker": "Cho Tae-yul"}, ["met"]),
        ({"speaker": "KOR"}, ["met"]),
        ({"auxiliary": "future"}, ["will sanction"]),
        ({"auxiliary": "none", "quad": 4}, ["attacked", "protested"]),
        ({"auxiliary": "negation"}, ["비난하지 않았다"]),
        ({"actor": "USA", "negated": True}, ["協議した", "will sanction", "비난하지 않았다"]),
        ({"confidence": 0.85}, ["condemned"]),
        ({"words": "KOREA IN SEOUL"}, ["met"]),
        ({"words": ["korea", "selatan"]}, ["condemned"]),
        ({"words": "昨年11月"}, ["協議した"]),
    ],
)  # fmt: skip
def test_each_filter_finds_its_events(
    book: Ledger, filters: dict[str, Any], found: list[str]
) -> None:
    assert sorted(words(book, **filters)) == sorted(found)


def test_a_query_can_be_kept_and_changed(book: Ledger) -> None:
    query = Query(actor="KOR", order="oldest")
    assert [row["date"] for row in book.events(query)] == ["2024-02-15", "2024-02-16"]
    assert len(book.events(query, type="ACCUSE")) == 1
    assert query == Query(actor=("KOR",), order="oldest")


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"type": "ASAULT"}, "no type 'ASAULT'; near: ASSAULT"),
        ({"mode": "arest"}, "no mode 'arest'; near: arrest"),
        ({"sector": "XYZ"}, "no sector 'XYZ'; there are: "),
        ({"context": "milit"}, "no context 'milit'; near: military"),
        ({"quad": 7}, "no quad '7'; there are: 1 to 4, or verbal_cooperation"),
        ({"auxiliary": "past"}, "no auxiliary 'past'; there are: future, historical"),
        ({"since": "2024-05", "until": "2024-04"}, "the first day, 2024-05-01, is after the last"),
        ({"since": "someday"}, "'someday' is no date; right would be 2024-06-20, 2024-06 or 2024"),
        ({"since": "2024-13"}, "'2024-13' is no date"),
        ({"confidence": 7}, "confidence is between 0 and 1, not 7"),
        ({"limit": 0}, "limit is 1 or more, not 0"),
        ({"order": "best"}, "no order 'best'; there are: "),
        ({"actor": ""}, "actor is empty"),
        ({"between": "KOR"}, "between takes two parties, not 1"),
        ({"agent": "KOR"}, "a query has no 'agent'; it has: actor, recipient"),
    ],
)
def test_a_query_that_makes_no_sense_is_told_so(filters: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Query.of(**filters)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("KRO", "no actor 'KRO'; near: KOR, PRK"),
        ("Jappan", "no actor 'Jappan'; near: Japan"),
        ("Nobody At All", "no actor 'Nobody At All'; 'dragoman actors' lists those of the ledger"),
    ],
)
def test_an_unknown_party_is_told_with_those_near(book: Ledger, who: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        book.events(actor=who)
    assert str(raised.value) == said


def test_a_person_of_the_actor_files_who_is_in_no_story_is_known(book: Ledger) -> None:
    assert party(book.connection, "Sergei Lavrov", "actor").entity == "sergei_lavrov"
    assert party(book.connection, "岸田文雄", "actor").entity == "fumio_kishida"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"actor": "FJI"}, "no event has the actor FJI"),
        ({"place": "Seul"}, "no event has the place Seul; there are: Seoul"),
        ({"publisher": "No Paper"}, "no event is told by the publisher No Paper; there are: =Wire"),
        ({"source": "gdelt"}, "no event is of the source gdelt; there are: dragoman"),
        ({"type": "AID"}, "no event has the type AID; "),
        (
            {"since": "2030"},
            "no event is of 2030-01-01 or later; the ledger's events are of 2023-11",
        ),
        (
            {"actor": "PRK", "type": "CONSULT"},
            "no event has the actor PRK and has the type CONSULT; without actor 2, without type 1",
        ),
        ({"words": "not condemn"}, "no event is told with the words 'not condemn'"),
    ],
)
def test_an_empty_answer_says_why(book: Ledger, filters: dict[str, Any], said: str) -> None:
    found = book.events(**filters)
    assert len(found) == 0
    (note,) = found.notes
    assert note.startswith(said)


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with dragoman.open_ledger(tmp_path / "new.duckdb", create=True) as ledger:
        assert "'dragoman add'" in ledger.events().notes[0]
        assert "'dragoman add'" in ledger.timeline().notes[0]
        assert "'dragoman add'" in ledger.stories().notes[0]


# --- answers


def test_events_have_their_parties_and_what_tells_them(book: Ledger) -> None:
    (row,) = book.events(type="ACCUSE")
    assert (row["actors"], row["recipients"]) == (["JPN", "KOR"], ["PRK"])
    assert (row["stories"], row["records"], row["languages"]) == (2, 2, ["en", "id"])
    assert row["confidence"] == 0.9
    (other,) = book.events(type="ASSAULT")
    assert (other["actors"], other["actor_names"]) == ([".MIL"], ["Soldiers"])
    (told,) = book.events(place="Seoul")
    assert (told["speakers"], told["speaker_names"]) == (["KOR.GOV"], ["Cho Tae-yul"])


def test_orders_and_limits(book: Ledger) -> None:
    dates = [row["date"] for row in book.events()]
    assert dates == sorted(dates, reverse=True)
    scores = [row["score"] for row in book.events(order="hostile")]
    assert scores == sorted(scores)
    assert book.events(order="told", limit=1).records()[0]["type"] == "ACCUSE"
    two = book.events(limit=2)
    assert (len(two), two.notes) == (2, ("2 of 7 events, the newest first",))


def test_a_result_goes_into_frames_and_files(book: Ledger, tmp_path: Path) -> None:
    found = book.events(publisher="=Wire")
    assert isinstance(found.arrow(), pa.Table)
    assert list(found.pandas()["id"]) == [row["id"] for row in found]
    assert found.polars()["type"].to_list() == [row["type"] for row in found]
    stream = io.BytesIO()
    found.write(stream, "jsonl")
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == found.records()
    with (tmp_path / "e.parquet").open("wb") as file:
        found.write(file, "parquet")
    assert pq.read_table(tmp_path / "e.parquet").equals(found.arrow())
    counted = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'e.parquet'}'").fetchall()
    assert counted == [(len(found),)]
    with pytest.raises(UsageError, match="no format 'xml'; there are: table, jsonl, csv, parquet"):
        found.write(stream, "xml")


def test_csv_is_guarded_against_formulas(book: Ledger) -> None:
    stream = io.BytesIO()
    book.stories(publisher="=wire").write(stream, "csv")
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert row["publisher"] == "'=Wire"
    stream = io.BytesIO()
    book.events(type="ACCUSE").write(stream, "csv")
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert (row["actors"], row["cameo"]) == ("JPN; KOR", "111")


def test_a_table_shows_words_as_they_are(book: Ledger) -> None:
    stream = io.BytesIO()
    book.stories(publisher="=wire").write(stream, "table")
    page = stream.getvalue().decode()
    assert "[bold]=1+1[/bold]" in page
    assert all(len(line) <= 100 for line in page.splitlines())


# --- counts


def test_a_timeline_fills_in_zeros(book: Ledger) -> None:
    found = book.timeline(every="month")
    assert [(row["period"], row["events"]) for row in found] == [
        ("2023-11-01", 1), ("2023-12-01", 0), ("2024-01-01", 0), ("2024-02-01", 5),
    ]  # fmt: skip
    empty = found.records()[1]
    assert (empty["score_mean"], empty["score_sum"], empty["material_conflict"]) == (None, 0.0, 0)
    last = found.records()[3]
    quads = [last[name] for name in ("verbal_cooperation", "material_cooperation",
                                     "verbal_conflict", "material_conflict")]  # fmt: skip
    assert quads == [1, 0, 2, 2]
    assert last["score_mean"] == pytest.approx(last["score_sum"] / 5)
    assert found.notes == ("not counted: 1 event whose date is known only by the year",)


def test_a_timeline_goes_from_since_to_until(book: Ledger) -> None:
    found = book.timeline(every="week", since="2024-02-12", until="2024-03-03")
    assert [row["period"] for row in found] == ["2024-02-12", "2024-02-19", "2024-02-26"]
    assert [row["events"] for row in found] == [3 - 1, 1, 0]
    days = book.timeline(every="day", since="2024-02-14", until="2024-02-17")
    assert [row["events"] for row in days] == [0, 1, 1, 0]


def test_a_stretch_without_events_has_zeros_and_a_reason(book: Ledger) -> None:
    found = book.timeline(every="month", since="2030-01", until="2030-03")
    assert [(row["period"][:7], row["events"]) for row in found] == [
        ("2030-01", 0), ("2030-02", 0), ("2030-03", 0),
    ]  # fmt: skip
    assert found.notes[0].startswith("no event is of 2030-01-01 or later")
    assert len(book.timeline(by="country", since="2030-01", until="2030-03")) == 0


def test_a_year_is_exact_enough_for_years(book: Ledger) -> None:
    found = book.timeline(every="year")
    assert [(row["period"], row["events"]) for row in found] == [
        ("2023-01-01", 1), ("2024-01-01", 6),
    ]  # fmt: skip
    assert found.notes == ()


def test_countries_count_on_either_side(book: Ledger) -> None:
    found = book.timeline(by="country", every="year", since="2024")
    assert {row["country"]: row["events"] for row in found} == {
        "JPN": 2, "KOR": 4, "PRK": 3, "USA": 1,
    }  # fmt: skip
    only = book.timeline(by="country", every="year", country=["KOR", "PRK"])
    assert {row["country"] for row in only} == {"KOR", "PRK"}
    most = book.timeline(by="country", every="year", since="2024", limit=1)
    assert [row["country"] for row in most] == ["KOR"]
    assert most.notes == ("the 1 of 4 with most events",)


def test_what_two_do_together_counts_in_both_directions(book: Ledger) -> None:
    found = book.timeline(by="dyad", every="year")
    pairs = {
        (row["actor"], row["recipient"]): row["events"]
        for row in found
        if row["period"] == "2024-01-01"
    }
    assert (pairs["JPN", "KOR"], pairs["KOR", "JPN"], pairs["JPN", "PRK"]) == (1, 1, 1)
    assert pairs["USA", "JPN"] == 0
    assert ("PRK", "JPN") not in pairs


def test_a_dyad_has_two_directions_and_nothing_else(book: Ledger) -> None:
    found = book.dyad("South Korea", "PRK", every="month")
    assert [(row["actor"], row["recipient"], row["events"]) for row in found] == [
        ("KOR", "PRK", 1), ("PRK", "KOR", 1),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="a dyad is of two codes such as KOR"):
        book.dyad("KOR", ".MIL")


def test_counts_make_sense_or_say_so(book: Ledger) -> None:
    with pytest.raises(UsageError, match="no count by 'week'; there are: all, country, dyad, type"):
        book.timeline(by="week")
    with pytest.raises(UsageError, match="no period 'hour'; there are: day, month, week, year"):
        book.timeline(every="hour")
    with pytest.raises(UsageError, match="are more than 2,000,000 rows; ask for longer periods"):
        book.timeline(by="dyad", every="day", since="1000")


def test_a_country_with_itself_is_a_dyad(book: Ledger) -> None:
    found = book.dyad("KOR", "KOR", every="year", actor="PRK")
    assert found.notes[0].startswith("no event ")
    with pytest.raises(UsageError, match="is after the last"):
        book.dyad("KOR", "KOR", since="2025", until="2024")


def test_the_end_of_the_calendar_is_an_end(book: Ledger) -> None:
    found = book.timeline(every="year", since="9998", until="9999")
    assert found.notes[0].startswith("no event is of 9998-01-01 or later")
    years = book.timeline(every="year", until="9999").records()
    assert (years[0]["period"], years[-1]["period"]) == ("2023-01-01", "9999-01-01")


def test_types_by_dyad(book: Ledger) -> None:
    found = {
        (row["actor"], row["recipient"], row["type"]): row["events"]
        for row in book.types(between=("KOR", "PRK"))
    }
    assert found == {("KOR", "PRK", "ACCUSE"): 1, ("PRK", "KOR", "THREATEN"): 1}


def test_sums_are_the_same_in_every_run(book: Ledger) -> None:
    runs = {json.dumps(book.timeline(by="country", every="day").records()) for _ in range(5)}
    assert len(runs) == 1


# --- networks, actors, stories, quotes


def test_a_network_has_an_edge_for_each_direction(book: Ledger) -> None:
    edges = {(row["source"], row["target"]): row for row in book.network()}
    assert len(edges) == 8
    assert (edges["JPN", "PRK"]["cooperation"], edges["JPN", "PRK"]["conflict"]) == (0, 1)
    assert ("KOR", "KOR") not in edges
    assert book.network(actor=".MIL").notes == (
        "of the one event none is between two that have a code",
    )


def test_actors_are_counted_on_each_side(book: Ledger) -> None:
    rows = book.actors().records()
    korea = next(row for row in rows if row["code"] == "KOR" and row["sector"] is None)
    assert (korea["as_actor"], korea["as_recipient"], korea["as_speaker"]) == (2, 1, 0)
    assert (korea["first"], korea["last"]) == ("2024-02-15", "2024-02-20")
    chief = next(row for row in rows if row["name"] == "Local Chief")
    assert (chief["code"], chief["entity"], chief["as_actor"]) == (None, None, 1)
    speaker = next(row for row in rows if row["entity"] == "cho_tae_yul")
    assert (speaker["as_speaker"], speaker["as_actor"]) == (1, 0)


def test_stories_by_what_they_are_and_what_they_tell(book: Ledger) -> None:
    def ids(**asked: Any) -> list[str]:
        return [row["id"] for row in book.stories(order="oldest", **asked)]

    assert len(ids()) == 7
    assert ids(state="empty") == ["empty-en"]
    assert ids(state="set_aside") == [books.UNREADABLE]
    assert ids(lang="ko") == ["threat-ko"]
    assert ids(type="CONSULT") == ["old-ja", "condemn-en"]
    assert ids(words="weather") == ["empty-en"]
    assert ids(words="Weather") == ["empty-en"]
    assert ids(words="south korea") == ["condemn-en"]
    assert ids(words="japan and") == ["condemn-en"]
    assert ids(since="2024-02-06", until="2024-02-10") == ["empty-en", books.UNREADABLE]
    (row,) = book.stories(actor="KOR", lang="en")
    assert (row["title"], row["events"]) == ("Japan and South Korea condemn North Korea", 2)
    assert book.stories(words="no such words").notes == (
        "none of the ledger's 7 stories is like that",
    )


def test_quotes_have_the_sentence_and_its_place(book: Ledger) -> None:
    (row,) = book.quotes()
    assert (row["speaker"], row["speaker_name"]) == ("KOR.GOV", "Cho Tae-yul")
    ((text,),) = book.connection.execute(
        "SELECT text FROM stories_now WHERE key = ?", [row["story"]]
    ).fetchall()
    assert text[row["start"] : row["end"]] == row["sentence"]
    assert row["sentence"] == "Cho Tae-yul said Japan met South Korea in Seoul a day before."
    assert text[row["speaker_start"] : row["speaker_end"]] == "Cho Tae-yul"
    assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"] == "met"
    assert len(book.quotes(speaker="KOR.GOV")) == 1
    assert book.quotes(type="ACCUSE").notes == (
        "of the one event none is told by anyone but the story itself",
    )


def test_the_texts_of_many_stories_are_read_at_once(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [book.stories().records(), book.quotes().records()]
    monkeypatch.setattr(texts, "_FEW", 0)
    assert [book.stories().records(), book.quotes().records()] == few
    assert all(row["title"] for row in few[0])


def test_a_summary_says_what_an_answer_rests_on(book: Ledger) -> None:
    found = book.summary(country="PRK")
    assert (found.events, found.records, found.stories, found.outlets) == (3, 4, 4, 4)
    assert found.languages == ("en", "id", "ko")
    assert (found.since, found.until) == (date(2024, 1, 1), date(2024, 2, 20))
    assert found.coders == ("coder 1",)
