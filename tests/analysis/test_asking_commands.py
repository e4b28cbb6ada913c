"""The commands that ask a ledger, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import books
import duckdb
import pyarrow.parquet as pq
import pytest
from books import Run

from dragoman.cli import app
from dragoman.errors import LedgerError


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_events_with_filters_joined_by_commas(run: Run) -> None:
    out, err = run("events", "--actor", "USA,PRK", "--format", "jsonl", "--order", "oldest")
    assert [row["type"] for row in rows(out)] == ["CONSULT", "SANCTION", "THREATEN"]
    assert err == []
    out, _ = run("events", "--between", "KOR,PRK", "--since", "2024-02", "--quad", "3")
    assert "ACCUSE" in out
    assert "THREATEN" in out
    assert "CONSULT" not in out


def test_a_table_says_how_much_it_leaves_out(run: Run) -> None:
    out, err = run("events", "--limit", "1")
    assert "THREATEN" in out
    assert err == ["1 of 7 events, the newest first"]
    assert run("events", "--limit", "0")[1] == []


def test_an_empty_answer_prints_only_the_reason(run: Run) -> None:
    out, err = run("events", "--actor", "FJI")
    assert (out, err) == ("", ["no event has the actor FJI"])
    out, err = run("events", "--actor", "FJI", "--format", "csv")
    assert out.startswith("id,date,")
    assert err == ["no event has the actor FJI"]


def test_answers_into_files(run: Run, tmp_path: Path) -> None:
    assert run("timeline", "--every", "year", "-o", tmp_path / "t.csv") == ("", [])
    assert (tmp_path / "t.csv").read_text().splitlines()[0].startswith("period,events,verbal_coop")
    run("network", "-o", tmp_path / "n.parquet")
    assert pq.read_table(tmp_path / "n.parquet").num_rows == 8


def test_a_dyad_has_its_types_and_its_time(run: Run) -> None:
    out, _ = run("dyad", "South Korea", "PRK", "--every", "year")
    assert out.count("KOR → PRK") == 2
    assert "ACCUSE" in out
    out, _ = run("dyad", "KOR", "PRK", "--every", "year", "--format", "jsonl")
    assert [row["events"] for row in rows(out)] == [1, 1]


def test_the_empty_stretches_of_a_timeline_are_folded_in_a_table_only(run: Run) -> None:
    out, _ = run("timeline", "--by", "type")
    assert "… 2 empty" in out
    out, _ = run("timeline", "--by", "type", "--format", "jsonl")
    assert len(rows(out)) == 4 * len({row["type"] for row in rows(out)})


def test_actors_stories_and_quotes(run: Run) -> None:
    assert "Cho Tae-yul" in run("actors", "--speaker", "KOR")[0]
    assert "The weather was fine." in run("stories", "--state", "empty")[0]
    out, _ = run("quotes", "--format", "jsonl")
    assert rows(out)[0]["speaker_name"] == "Cho Tae-yul"


def test_show_as_a_page_and_as_json(run: Run) -> None:
    (row,) = rows(run("events", "--place", "Seoul", "--format", "jsonl")[0])
    page, _ = run("show", str(row["id"])[:8])
    assert "[speaker: Cho Tae-yul] said [actor: Japan] [act: met]" in page
    out, _ = run("show", str(row["id"]), "--json")
    assert json.loads(out)["event"]["id"] == row["id"]


def test_a_ledger_with_a_hole_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = books.made(tmp_path / "some.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE reports_now")
    with pytest.raises(LedgerError, match=r"cannot be read .*; 'dragoman status --check' tells"):
        app(["events", "--ledger", str(path)], standalone_mode=False)


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no ledger .*; 'dragoman add' makes one"):
        app(["events", "--ledger", str(tmp_path / "none.duckdb")], standalone_mode=False)
