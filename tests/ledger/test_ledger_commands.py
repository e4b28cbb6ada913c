"""The commands that keep a ledger, as a user types them."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TALES, exported, tale

from dragoman.cli import app
from dragoman.ledger import Ledger

ROOT = Path(__file__).parents[2]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(lines()) + "\n", "utf-8")
    return file


def lines() -> list[str]:
    return [
        json.dumps(
            {"id": name, "lang": lang, "text": text, "date": f"2024-06-{day}", "publisher": name}
        )
        for name, (lang, day, text) in TALES.items()
    ]


def run(*arguments: str | Path) -> int:
    return int(app([str(one) for one in arguments], standalone_mode=False))


def test_a_ledger_is_added_to_looked_at_and_mended_by_hand(
    rows: Path, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(path))
    monkeypatch.chdir(rows.parent)
    assert run("add", rows.name, "--languages", "en,id") == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "13 new, 0 known before; 13 coded now = 11 with events + 1 without + 1 set aside",
        f"{path}: 13 taken in = 11 coded + 1 without an event + 1 set aside + 0 waiting; "
        "13 records of 9 events",
    ]
    assert "set aside: rows.jsonl:13 (story chinese): " in err
    assert run("add", rows, "--languages", "en,id") == 0
    assert "0 new, 13 known before; 0 coded now" in capsys.readouterr().out

    with Ledger(path) as ledger:
        ask = ledger.connection.execute
        event, other = ask(
            "SELECT event, id FROM records_now WHERE act = 'meet' AND lang = 'id'"
        ).fetchone()
        (record,) = ask("SELECT id FROM records_now WHERE act = 'refuse_to_meet'").fetchone()
    assert run("split", event, other, "--reason", "another meeting", "--by", "me") == 0
    assert run("correct", record, "type=CONSULT", "actor=NOR.GOV", "--reason", "a visit") == 0
    assert run("correct", other, "--withdraw", "--reason", "a film") == 0
    capsys.readouterr()
    assert run("status", "--check", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["records"], found["events"], found["decisions"]) == (12, 9, 3)
    assert found["taken_in"] == found["coded"] + found["empty"] + found["set_aside"] == 13
    assert found["problems"] == []

    assert run("retry", "--languages", "en,id") == 1
    assert run("recode", "--languages", "en,id") == 0
    assert "0 coded now" in capsys.readouterr().out.splitlines()[-2]
    assert run("status") == 0
    assert "3 decisions by hand\n13 stories were coded by dragoman" in capsys.readouterr().out


def test_a_change_that_says_nothing_is_refused(full: Path) -> None:
    program = [sys.executable, "-m", "dragoman.cli", "correct", "x", "type", "--reason", "y"]
    found = subprocess.run(
        [*program, "--ledger", str(full)], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "'type' changes nothing; right would be type=CONSULT\n"


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "dragoman.cli", "status", "--ledger", "none.duckdb"]
    found = subprocess.run(program, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "there is no ledger none.duckdb; 'dragoman add' makes one\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_order_batches_workers_zone_and_hash_seed_make_no_difference(tmp_path: Path) -> None:
    dice = random.Random(7)
    running = []
    for number, (jobs, zone, seed) in enumerate(
        [("1", "UTC", "0"), ("2", "Asia/Tokyo", "1"), ("1", "America/Lima", "2")]
    ):
        rows = lines()
        if number:
            dice.shuffle(rows)
        folder = tmp_path / str(number)
        folder.mkdir()
        parts = [rows] if number < 2 else [rows[:5], rows[3:9], rows[9:]]
        for part, some in enumerate(parts):
            (folder / f"{part}.jsonl").write_text("\n".join(some), "utf-8")
        program = [sys.executable, "-m", "dragoman.cli", "add", "--languages", "en,id"]
        script = " ; ".join(
            " ".join([*program, f"{part}.jsonl", "--jobs", jobs]) for part in range(len(parts))
        )
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        surroundings.pop("DRAGOMAN_LEDGER", None)
        running.append(
            subprocess.Popen(script, shell=True, cwd=folder, env=surroundings,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )  # fmt: skip
    for process in running:
        _, err = process.communicate(timeout=300)
        assert b"Traceback" not in err, err.decode()
    first, *others = [exported(tmp_path / str(n) / "dragoman.duckdb") for n in range(3)]
    assert len([line for line in first if line["kind"] == "story"]) == len(TALES)
    for other in others:
        assert other == first


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_double_nothing() -> None:
    program = [sys.executable, str(ROOT / "benchmarks" / "kills.py")]
    found = subprocess.run(
        [*program, "--kills", "20", "--stories", "200"],
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr
    assert "20 kills" in found.stdout


def test_a_ledger_in_the_way_of_a_reader_says_who_has_it(full: Path) -> None:
    with Ledger(full):
        program = [sys.executable, "-m", "dragoman.cli", "status", "--ledger", str(full)]
        found = subprocess.run(program, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert found.stderr == (
        f"{full} is in use by process {os.getpid()}; wait until that is done, or end it\n"
    )


def test_a_story_that_is_only_known_says_so(full: Path) -> None:
    with Ledger(full) as ledger:
        assert ledger.take_in([tale("meet-en")]) == (0, 1)
