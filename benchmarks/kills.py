"""Whether a ledger survives being killed: nothing lost, nothing doubled, the same in the end.

    python benchmarks/kills.py                          200 kills over 2,000 stories
    python benchmarks/kills.py --kills 20 --stories 200

Headlines are made and coded once. A process adds them to a ledger and is killed (SIGKILL) at a
random moment, again and again; when one gets through, the ledger is compared with one that was
made undisturbed, and the next is begun, until there were enough kills. After every kill it is
looked at whether what the process had told to be kept is still there, and whether the counts add
up. Exits with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.pipeline import Coded, Pipeline
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story
from dragoman.workers import code_story

COUNTRIES = (
    "Norway", "Iceland", "Finland", "Moldova", "Japan", "South Korea", "Indonesia", "Kenya",
    "Chile", "Peru",
)  # fmt: skip
WORDS = (
    "{a} condemned {b} on {d}.",
    "{a} praised {b}.",
    "{a} and {b} held talks on {d}.",
    "{a} promised to send generators to {b}.",
    "{a} rejected talks with {b}.",
    "{a} imposed sanctions on {b} on {d}.",
    "The weather in the capital was fine on {d}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday")
FIRST = datetime(2024, 6, 17)


def headlines(count: int, dice: random.Random) -> Iterator[Story]:
    """Made headlines of several papers, of which some tell the same and some cannot be read."""
    for number in range(count):
        a, b = dice.sample(COUNTRIES, 2)
        text = dice.choice(WORDS).format(a=a, b=b, d=dice.choice(DAYS))
        if number % 40 == 0:
            text = f"外交部发言人表示双方将继续保持沟通{number}。"
        yield make_story(
            text,
            origin=f"headlines:{number}",
            id=str(number),
            lang=None if number % 40 == 0 else "en",
            published=FIRST + timedelta(days=dice.randrange(20)),
            precision="day",
            publisher=f"Paper {number % 7}, page {number}",
        )


def work(ledger: Path, outcomes: Path) -> None:
    """What the process that is killed does: opens, says what is there, adds, says what is kept."""
    kept: dict[str, Coded | SetAside] = pickle.loads(outcomes.read_bytes())
    stories: list[Story] = pickle.loads(outcomes.with_suffix(".stories").read_bytes())

    def code(waiting: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for story in waiting:
            yield kept[story.key]

    def say(*what: object) -> None:
        print(*what, flush=True)

    with Ledger(ledger) as book:
        found = book.status()
        say("open", found.taken_in, found.taken_in - found.waiting)
        done = found.taken_in - found.waiting
        for start in range(0, len(stories), 100):
            book.take_in(stories[start : start + 100])
            say("taken", book.status().taken_in)

        def told(_: object) -> None:
            nonlocal done
            done += 1
            say("kept", done)

        book.add((), code, told=told)
        say("done")


class Run:
    """One process at work, killed after some time or done before."""

    def __init__(self, ledger: Path, outcomes: Path, seconds: float) -> None:
        program = [sys.executable, __file__, "--work", str(ledger), str(outcomes)]
        self.taken = self.kept = 0
        self.lines: list[str] = []
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline().split()
            if first[:1] != ["open"]:
                raise SystemExit(f"FAILED: the ledger did not open: {first}")
            self.opened = (int(first[1]), int(first[2]))
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            self.lines = process.stdout.read().splitlines()
        self.done = self.lines[-1:] == ["done"]
        for line in self.lines:
            name, *numbers = line.split()
            if name == "taken" and numbers:
                self.taken = int(numbers[0])
            elif name == "kept" and numbers:
                self.kept = int(numbers[0])


def canonical(ledger: Path) -> list[str]:
    """The canonical export of a ledger."""
    with Ledger(ledger) as book:
        problems = list(book.check())
        if problems:
            raise SystemExit(f"FAILED: {problems[0]}")
        return [json.dumps(line, ensure_ascii=False) for line in book.export()]


def main() -> None:
    """Kill, look, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mean", type=float, default=0.4, help="seconds to a kill, on average")
    parser.add_argument("--work", nargs=2, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        work(*args.work)
        return
    dice = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = Path(folder) / "outcomes.pickle"
        stories = list(headlines(args.stories, dice))
        pipeline = Pipeline(["en"])
        coded = {story.key: code_story(pipeline.code, story) for story in stories}
        outcomes.write_bytes(pickle.dumps(coded))
        outcomes.with_suffix(".stories").write_bytes(pickle.dumps(stories))
        calm = Path(folder) / "calm.duckdb"
        began = time.perf_counter()
        Run(calm, outcomes, 3_600)
        seconds = time.perf_counter() - began
        wanted = canonical(calm)
        with Ledger(calm) as book:
            print(f"undisturbed, {seconds:.1f} s: {book.status()}")
        kills = ledgers = 0
        taken = kept = 0
        begun = False
        shaken = Path(folder) / "shaken-0.duckdb"
        while kills < args.kills or begun:
            seconds = dice.expovariate(1 / args.mean) if kills < args.kills else 3_600
            run = Run(shaken, outcomes, seconds)
            if run.opened[0] < taken or run.opened[1] < kept:
                raise SystemExit(
                    f"FAILED after {kills} kills: {taken} were taken in and {kept} coded, "
                    f"{run.opened[0]} and {run.opened[1]} are there"
                )
            taken, kept, begun = max(taken, run.taken), max(kept, run.kept), True
            if not run.done:
                kills += 1
                continue
            ledgers += 1
            if canonical(shaken) != wanted:
                raise SystemExit(f"FAILED after {kills} kills: the export is another")
            taken, kept, begun = 0, 0, False
            shaken = Path(folder) / f"shaken-{ledgers}.duckdb"
        print(
            f"{kills} kills while {ledgers} ledgers were made of {args.stories} stories each: "
            f"nothing lost, nothing doubled, every export ({len(wanted)} lines) as undisturbed"
        )


if __name__ == "__main__":
    main()
