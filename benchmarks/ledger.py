"""How long a ledger takes to answer, how large it is, how much memory it takes.

    python benchmarks/ledger.py                     makes a ledger of a million events and asks it
    python benchmarks/ledger.py --events 100000
    python benchmarks/ledger.py --ledger FILE       asks one that is there

Prints a row for each question: rows found, median seconds by the clock and of processor time (of
all threads together), over several runs in one process after the first; then the size on disk and
the largest resident memory. How the ledger is made stands in benchmarks/million.py.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import million

import dragoman
from dragoman.analysis import Ledger

RUNS = 5
LISTED = 50
"""Rows that a list asks for, as the command line does."""


def questions(ledger: Ledger) -> dict[str, Callable[[], Any]]:
    """Every question with every filter; parties, places and words are frequent ones."""
    filters: dict[str, Any] = {
        "actor": "KOR", "recipient": "PRK", "country": "KOR", "between": ("KOR", "PRK"),
        "sector": "MIL", "type": "ASSAULT", "mode": "arrest", "context": "military", "quad": 4,
        "place": "Seoul", "lang": "ja", "publisher": "Example Wire", "speaker": "KOR",
        "auxiliary": "future", "confidence": 0.9, "words": "agreed", "order": "told",
    }  # fmt: skip
    made: dict[str, Callable[[], Any]] = {
        "events": lambda: ledger.events(limit=LISTED),
        "events since … until": lambda: ledger.events(since="2015", until="2015", limit=LISTED),
        "events actor (a person)": lambda: ledger.events(actor="Antony Blinken", limit=LISTED),
        "events that are none": lambda: ledger.events(
            actor="KOR", place="Seoul", mode="arrest", type="AID"
        ),
    }
    for name, value in filters.items():
        made[f"events {name}"] = lambda n=name, v=value: ledger.events(limit=LISTED, **{n: v})  # type: ignore[misc]
    (row,) = ledger.events(limit=1, order="told")
    made |= {
        "show": lambda: ledger.show(row["id"]),
        "dyad": lambda: ledger.dyad("KOR", "PRK"),
        "dyad, by day": lambda: ledger.dyad("KOR", "PRK", every="day"),
        "types of a dyad": lambda: ledger.types(between=("KOR", "PRK")),
        "timeline": lambda: ledger.timeline(),
        "timeline by day": lambda: ledger.timeline(every="day"),
        "timeline by country and month": lambda: ledger.timeline(by="country"),
        "timeline by country and day, 10": lambda: ledger.timeline(
            by="country", every="day", limit=10
        ),
        "timeline by dyad and month, 10": lambda: ledger.timeline(by="dyad", limit=10),
        "timeline by type and week": lambda: ledger.timeline(by="type", every="week"),
        "network": lambda: ledger.network(limit=LISTED),
        "network of a country": lambda: ledger.network(country="KOR"),
        "actors": lambda: ledger.actors(limit=LISTED),
        "actors with a country": lambda: ledger.actors(country="KOR", limit=LISTED),
        "stories": lambda: ledger.stories(limit=LISTED),
        "stories of an actor": lambda: ledger.stories(actor="KOR", limit=LISTED),
        "stories with words": lambda: ledger.stories(words="agreed", limit=LISTED),
        "quotes": lambda: ledger.quotes(limit=LISTED),
        "quotes of a speaker": lambda: ledger.quotes(speaker="KOR", limit=LISTED),
        "summary of a country": lambda: ledger.summary(country="KOR"),
    }  # fmt: skip
    return made


def ask(path: Path, runs: int) -> None:
    """Ask everything and print the table."""
    begin = time.perf_counter()
    with dragoman.open_ledger(path, read_only=True) as ledger:
        opened = time.perf_counter() - begin
        print("| question | rows | seconds | processor seconds |\n|---|---|---|---|")
        for name, question in questions(ledger).items():
            clock, processor, rows = [], [], 0
            for _ in range(runs + 1):
                begin, before = time.perf_counter(), time.process_time()
                found = question()
                clock.append(time.perf_counter() - begin)
                processor.append(time.process_time() - before)
                rows = len(found) if hasattr(found, "__len__") else 1
            middle = [statistics.median(one[1:]) for one in (clock, processor)]
            print(f"| {name} | {rows:,} | {middle[0]:.2f} | {middle[1]:.2f} |", flush=True)
        events, stories = (
            ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("events_now", "stories_now")
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = memory / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(
        f"\n{events:,} events of {stories:,} stories; {path.stat().st_size / 1e9:.2f} GB on disk; "
        f"opened in {opened:.2f} s; largest memory {megabytes:,.0f} MB; {os.cpu_count()} "
        f"processors, {platform.machine()}, Python {platform.python_version()}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ledger", type=Path, help="ask this one")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--base", type=Path, help="a ledger to make it from")
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger
        if path is None:
            path = Path(folder) / "million.duckdb"
            million.make(path, asked.base or million.example_ledger(Path(folder)), asked.events)
        ask(path, asked.runs)


if __name__ == "__main__":
    main()
