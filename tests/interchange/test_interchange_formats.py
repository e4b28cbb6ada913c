"""Records of events, written in every format and read back by other people's programs."""

from __future__ import annotations

import csv as plain_csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pandas
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dragoman.interchange import FORMATS, arrow, csv, jsonl, record
from dragoman.model import Dated, Event, Participant, Place, Report, Span, Story

TEXT = "Menlu Kenya dan Chad berbicara melalui telepon di Nairobi. 外相は[red]電話で会談した。"
CODER = "dragoman 0.1.0"
STORY = Story(
    id="s-7", key="k", text=TEXT, lang="id", title="=HYPERLINK(1)", url="https://news.example/7",
    publisher="Kabar", published=datetime(2024, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=7))),
)  # fmt: skip
KENYA = Participant(
    "KEN", "GOV", "Menlu Kenya", Span(0, 11), name="A. Mwangi", entity="a_mwangi",
    office="foreign minister", why="title and country",
)  # fmt: skip
CHAD = Participant("TCD", None, "Chad", Span(16, 20))
SPEAKER = Participant(None, "JRN", "koran itu", None)


def a_report(**changes: Any) -> Report:
    report = Report(
        story="s-7", sentence=0, lang="id", role="body", span=Span(0, 58), trigger=Span(21, 46),
        trigger_text="berbicara melalui telepon", act="talk_by_phone", event="CONSULT",
        modes=("phone",), contexts=("diplomatic",), auxiliary=(), actors=(KENYA, CHAD),
        recipients=(),
    )  # fmt: skip
    return replace(report, **changes)


def an_event(**changes: Any) -> Event:
    event = Event(
        id="e1", story="s-7", act="talk_by_phone", event="CONSULT", modes=("phone",),
        contexts=("diplomatic",), auxiliary=(), actors=(KENYA, CHAD), recipients=(),
        attributed_to=(SPEAKER,), date=Dated(date(2024, 3, 5), date(2024, 3, 5), "day"),
        place=Place("Nairobi", Span(50, 57), country="KEN", lat=-1.28, lon=36.8, geonameid=184745,
                    resolution=4),
        numbers=(("dead", 3), ("dead", 5), ("size", 200)), confidence=0.9, flags=("hard-wrapped",),
        reports=(
            a_report(),
            a_report(sentence=1, lang="ja", span=Span(59, 75), trigger=Span(67, 72),
                     trigger_text="電話で会談"),
        ),
        quad=1, score=1.5, cameo="041",
    )  # fmt: skip
    return replace(event, **changes)


def records() -> list[dict[str, Any]]:
    bare = an_event(
        id="e2", actors=(SPEAKER,), recipients=(CHAD,), attributed_to=(), date=None, place=None,
        numbers=(), flags=(), reports=(), auxiliary=("negation",), score=-6.0,
    )  # fmt: skip
    return [
        record(an_event(), STORY, coder=CODER),
        record(bare, replace(STORY, published=None, lang=None), coder=CODER),
    ]


def written(name: str, rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    FORMATS[name](stream, iter(rows))
    return stream.getvalue()


def test_record_holds_every_field_of_the_event() -> None:
    first = records()[0]
    assert first["actor"][0] == {
        "code": "KEN", "sector": "GOV", "entity_text": "Menlu Kenya",
        "identifier_text": "A. Mwangi", "office": "foreign minister", "start": 0, "end": 11,
        "why": "title and country",
    }  # fmt: skip
    assert first["actor"][1]["sector"] is None
    assert (first["event"], first["mode"], first["act"]) == (
        ["CONSULT"],
        ["phone"],
        "talk_by_phone",
    )
    assert (first["quad_code"], first["event_scale"], first["cameo"]) == (1, 1.5, "041")
    assert (first["date"], first["enddate"], first["date_precision"]) == ("2024-03-05", None, "day")
    assert first["event_text"] == ["berbicara melalui telepon", "電話で会談"]
    assert first["event_loc"]["extracted_place"] == "Nairobi"
    assert first["size"] == {
        "dead": 3, "injured": None, "arrested": None, "displaced": None, "size": 200,
    }  # fmt: skip
    assert first["text_info"] == {"lang": "id", "sequence": 0, "start": 0, "end": 58}
    assert first["cite_info"]["publication"] == "Kabar"
    report = first["reports"][1]
    assert report["lang"] == "ja"
    assert report["trigger"] == TEXT[report["trigger_start"] : report["trigger_end"]]


def test_every_record_has_the_same_keys_in_the_same_order() -> None:
    first, bare = records()
    assert list(first) == list(bare) == [field.name for field in arrow.SCHEMA]
    assert bare["event_loc"] is None
    assert bare["size"] is None
    assert bare["text_info"] is None
    assert bare["attributed_to"] == bare["reports"] == bare["event_text"] == []


def test_a_stretch_has_an_end_date() -> None:
    week = Dated(date(2024, 3, 4), date(2024, 3, 10), "week")
    one = record(an_event(date=week), STORY, coder=CODER)
    assert (one["date"], one["enddate"], one["date_precision"]) == (
        "2024-03-04", "2024-03-10", "week",
    )  # fmt: skip


def test_without_a_date_the_day_of_publication_in_its_own_zone_counts() -> None:
    one = record(an_event(date=None), STORY, coder=CODER)
    assert (one["date"], one["enddate"], one["date_precision"]) == (
        "2024-03-06", None, "publication",
    )  # fmt: skip
    never = record(an_event(date=None), replace(STORY, published=None), coder=CODER)
    assert (never["date"], never["date_precision"]) == (None, None)


def test_publication_is_a_moment_with_its_zone_or_a_day() -> None:
    def published(**changes: Any) -> Any:
        story = replace(STORY, **changes)
        return record(an_event(), story, coder=CODER)["cite_info"]["published"]

    assert published() == "2024-03-06T00:30:00+07:00"
    assert published(published_precision="day") == "2024-03-06"
    assert published(published=None) is None


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    assert written(name, records()) == written(name, records())


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
def test_negated_events_stay(name: str) -> None:
    raw = written(name, records())
    frame = {
        "jsonl": lambda: pandas.read_json(io.BytesIO(raw), lines=True),
        "csv": lambda: pandas.read_csv(io.BytesIO(raw)),
        "parquet": lambda: pandas.read_parquet(io.BytesIO(raw)),
    }[name]()
    assert list(frame["id"]) == ["e1", "e2"]


def test_jsonl_reads_back_as_it_was() -> None:
    lines = written("jsonl", records()).decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == records()


@given(st.text(st.characters(codec=None), max_size=30))
def test_jsonl_is_one_line_of_utf8_whatever_the_words(words: str) -> None:
    line = jsonl.dumps({"words": words})
    assert line.encode("utf-8").decode("utf-8").splitlines() == [line]
    assert json.loads(line) == {"words": words}


def test_jsonl_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="JSON"):
        jsonl.dumps({"confidence": float("nan")})


def test_parquet_reads_back_as_it_was() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", records())))
    assert arrow.to_records(table) == records()
    frame = table.to_pandas()
    assert frame["cameo"].tolist() == ["041", "041"]
    assert frame["date"].tolist()[0] == date(2024, 3, 5)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_no_records_still_give_the_columns(name: str) -> None:
    raw = io.BytesIO(written(name, []))
    frame = pandas.read_csv(raw) if name == "csv" else pandas.read_parquet(raw)
    assert len(frame) == 0
    assert {"id", "event", "confidence"} <= set(frame.columns)


def test_arrow_holds_broken_characters_as_replacement_signs() -> None:
    broken = record(an_event(id="\ud800x"), STORY, coder=CODER)
    assert arrow.to_table([broken]).column("id").to_pylist() == ["\ufffdx"]


def test_csv_reads_back_flat() -> None:
    frame = pandas.read_csv(io.BytesIO(written("csv", records())), dtype={"cameo": str})
    assert list(frame.columns) == list(csv.COLUMNS)
    first, bare = frame.to_dict("records")
    assert first["actor_code"] == "KEN; TCD"
    assert first["actor_sector"] == "GOV; "
    assert first["attributed_to"] == ".JRN"
    assert (first["cameo"], first["dead"], first["size"]) == ("041", 3, 200)
    assert (first["lat"], first["reports"], first["sentence"]) == (-1.28, 2, 0)
    assert first["event_text"] == "berbicara melalui telepon; 電話で会談"
    assert first["title"] == "'=HYPERLINK(1)"
    assert (bare["event_scale"], bare["auxiliary"]) == (-6.0, "negation")
    assert pandas.isna(bare["place"])


def test_semicolons_within_an_item_do_not_part_a_list() -> None:
    two = replace(CHAD, text="Chad; the state"), KENYA
    row = csv.row(record(an_event(actors=two), STORY, coder=CODER))
    assert row["actor_text"] == "Chad, the state; Menlu Kenya"


HOSTILE = st.text(
    st.sampled_from("=+-@\t\r\n＝＋－＠'\";,a1あ\u2028\ud800\x00 "), min_size=1, max_size=8
)


@given(words=HOSTILE, name=HOSTILE)
def test_no_cell_is_a_formula_and_nothing_else_changes(words: str, name: str) -> None:
    story = replace(STORY, title=words, publisher=name)
    actors = (replace(CHAD, text=words, name=name), replace(KENYA, text=words))
    raw = written("csv", [record(an_event(actors=actors), story, coder=CODER)])
    heading, cells = plain_csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    row = dict(zip(heading, cells, strict=True))
    numbers = {"lat", "lon", "event_scale"}
    for column, cell in row.items():
        parts = cell.split("; ") if column.startswith("actor") else [cell]
        if column not in numbers:
            assert not any(part.startswith(tuple("=+-@\t\r\n＝＋－＠")) for part in parts)
    expected = words.replace("\ud800", "\ufffd")
    assert row["title"] in (expected, "'" + expected)


def test_terminal_table_fits_its_width_and_shows_the_words() -> None:
    page = written("table", records()).decode("utf-8")
    assert max(cell_len(line) for line in page.splitlines()) <= 100
    assert "KEN.GOV, TCD" in page
    assert "koran itu (JRN) → TCD" in page.replace("\n", "")
    assert "電話で会談" in page


def test_terminal_table_shows_markup_and_controls_as_text() -> None:
    event = an_event(
        actors=(replace(SPEAKER, text="[bold]x[/bold]\x1b[31m"),),
        reports=(a_report(trigger_text="[link=http://x]y"),),
    )
    page = written("table", [record(event, STORY, coder=CODER)]).decode("utf-8")
    assert "\x1b" not in page
    assert "[bold]x[/bold]" in page.replace("\n", "")
    assert "[link=http://x]y" in page


def test_a_very_long_word_is_folded_not_cut() -> None:
    long = "会談" * 60
    event = an_event(reports=(a_report(trigger_text=long),))
    page = written("table", [record(event, STORY, coder=CODER)]).decode("utf-8")
    assert max(cell_len(line) for line in page.splitlines()) <= 100
    assert page.count("会") == 60
