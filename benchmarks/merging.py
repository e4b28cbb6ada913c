"""How many events that several languages tell end as one event.

    python benchmarks/merging.py FILE                   the share
    python benchmarks/merging.py FILE --list 100        also so many merges, to be judged by hand

FILE is JSON Lines, a sentence a line: `doc`, `line`, and the sentence in each language under its
code. Each story becomes four stories, in each language one, of four presses and of one day, and
all go into one ledger. A line tells in every language the same, so two reports of an event that
stand in the same line of one story are rightly one; those of other lines or stories are counted
apart. They may be right too: stories tell things twice.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from agreement import read

from dragoman.ledger import Ledger
from dragoman.model import Story
from dragoman.pipeline import Coded, Pipeline
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story
from dragoman.workers import code_story

LANGUAGES = ("en", "id", "ja", "ko")


class Set:
    """The stories of a file, and where each line stands in them."""

    def __init__(self, path: Path, published: date) -> None:
        self.stories: list[Story] = []
        self.lines: dict[str, list[tuple[int, int, str]]] = {}
        for name, rows in read(path).items():
            for lang in LANGUAGES:
                self._add(name, lang, rows, published)

    def _add(self, name: str, lang: str, rows: list[Mapping[str, str]], published: date) -> None:
        text, lines = "", []
        for row in rows:
            if row.get(lang):
                text += "\n\n" if text else ""
                lines.append((len(text), len(text) + len(row[lang]), f"{name}:{row['line']}"))
                text += row[lang]
        story = make_story(text, origin=name, id=f"{name}.{lang}", lang=lang, publisher=lang)
        self.stories.append(replace(story, assumed=published))
        self.lines[story.key] = lines

    def line(self, story: str, start: int) -> str:
        """The line of a story in which a position stands."""
        return next(name for first, last, name in self.lines[story] if first <= start < last)


def code(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
    """Code stories in this process."""
    pipeline = Pipeline(LANGUAGES)
    return (code_story(pipeline.code, story) for story in stories)


def reports(ledger: Ledger) -> list[dict[str, Any]]:
    """All records with their event, where they stand and what they say."""
    cursor = ledger.connection.execute(
        """SELECT r.event, r.id, r.story, r.lang, r.type, r.act, r.modes, r.auxiliary, r.date,
            r.date_precision, p.start_, p.end_, p.trigger_, e.sure, e.why,
            substr(s.text, p.start_ + 1, p.end_ - p.start_) AS words,
            (SELECT string_agg(side[1:1] || ' ' || coalesce(code, text) || '.'
                || coalesce(sector, ''), ', ' ORDER BY side, position)
             FROM parties_now q WHERE q.record = r.id) AS parties
        FROM records_now r JOIN reports_now p ON p.record = r.id
        JOIN stories_now s ON s.key = r.story JOIN events_now e ON e.id = r.event
        ORDER BY r.event, r.lang, r.id, p.position"""
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def main() -> None:
    """Add, count, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--date", type=date.fromisoformat, default=date(2018, 9, 30))
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print N merges")
    parser.add_argument("--seed", type=int, default=1, help="which merges are printed")
    args = parser.parse_args()
    given = Set(args.file, args.date)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "a.duckdb") as ledger:
        ledger.add(given.stories, code)
        print(ledger.status())
        events: dict[str, list[dict[str, Any]]] = {}
        for row in reports(ledger):
            row["line"] = given.line(row["story"], row["start_"])
            events.setdefault(row["event"], []).append(row)
    _count(events)
    merged = [rows for rows in events.values() if len({row["id"] for row in rows}) > 1]
    for number, rows in enumerate(
        random.Random(args.seed).sample(merged, min(args.list, len(merged))), 1
    ):
        print(f"\n--- {number}: sure {rows[0]['sure']}: {rows[0]['why']}")
        for row in rows:
            kind = "/".join([row["type"], *row["modes"], *row["auxiliary"]])
            when = f"{row['date']} ({row['date_precision']})"
            print(f"{row['line']} {row['lang']} {kind} {row['act']} [{row['parties']}] {when}")
            print(f"    “{row['trigger_']}” {' '.join(row['words'].split())}")


def _count(events: Mapping[str, list[dict[str, Any]]]) -> None:
    tongues = Counter(len({row["lang"] for row in rows}) for rows in events.values())
    several = sum(count for number, count in tongues.items() if number > 1)
    print(
        f"{several} of {len(events)} events ({100 * several / len(events):.1f} %) are told in "
        f"several languages: {', '.join(f'{n} in {k}' for k, n in sorted(tongues.items()))}"
    )
    # a line that several languages code alike should be one event
    told: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for event, rows in events.items():
        for row in rows:
            told.setdefault((row["line"], row["type"]), set()).add((row["lang"], event))
    shared = {k: v for k, v in told.items() if len({lang for lang, _ in v}) > 1}
    pairs = [
        (a[1] == b[1])
        for found in shared.values()
        for a, b in combinations(sorted(found), 2)
        if a[0] != b[0]
    ]
    print(
        f"of {len(pairs)} pairs of records of one type in one line of two languages "
        f"{sum(pairs)} are one event ({100 * sum(pairs) / len(pairs):.1f} %)"
    )
    kinds: Counter[str] = Counter()
    for rows in events.values():
        records: dict[str, set[str]] = {}
        for row in rows:
            records.setdefault(row["id"], set()).add(row["line"])
        for one, other in combinations(records.values(), 2):
            if one & other:
                kinds["in the same line"] += 1
            elif {x.rpartition(":")[0] for x in one} & {x.rpartition(":")[0] for x in other}:
                kinds["in other lines of a story"] += 1
            else:
                kinds["in other stories"] += 1
    print("pairs of records that are one event: " + ", ".join(f"{n} {k}" for k, n in kinds.items()))


if __name__ == "__main__":
    main()
