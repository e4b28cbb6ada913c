"""A hand check that can be repeated: draw reports, judge them, count the verdicts.

    python benchmarks/handcheck.py draw STORIES --lang ko --number 150 --seed 7 -o sheet.jsonl
    python benchmarks/handcheck.py count sheet.jsonl

`draw` codes STORIES (anything that `dragoman code` reads) and writes a sheet, JSON Lines, one
report a line, drawn evenly and without its confidence: the sentence and the two before it, what was
coded from it, and an empty `verdict`. Whoever judges fills in `right`, `partly` (one detail is off)
or `wrong`, and in `why` what is off. The same stories, seed and number give the same sheet.

`count` prints the share of each with a Wilson interval of 95 per cent.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman import api
from dragoman.model import Participant, Report
from dragoman.pipeline import Coded

VERDICTS = ("right", "partly", "wrong")
_BEFORE = 2


def main() -> None:
    """Draw or count, as the first argument says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw", help="write a sheet of reports to judge")
    drawing.add_argument("stories", nargs="+")
    drawing.add_argument("--lang", help="only reports in this language")
    drawing.add_argument("--date", help="when stories were published that do not say so")
    drawing.add_argument("--number", type=int, default=150)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("-o", "--output", type=Path, required=True)
    drawing.set_defaults(run=draw)
    counting = commands.add_parser("count", help="count the verdicts of judged sheets")
    counting.add_argument("sheets", nargs="+", type=Path)
    counting.set_defaults(run=count)
    arguments = parser.parse_args()
    arguments.run(arguments)


def draw(arguments: argparse.Namespace) -> None:
    """Write a sheet."""
    coding = api.code(arguments.stories, lang=arguments.lang, date=arguments.date)
    rows = [
        row
        for coded in coding.stories
        for row in rows_of(coded)
        if arguments.lang in (None, row["lang"])
    ]
    drawn = sorted(
        random.Random(arguments.seed).sample(range(len(rows)), min(arguments.number, len(rows)))
    )
    with arguments.output.open("w", encoding="utf-8") as stream:
        for at in drawn:
            print(json.dumps(rows[at], ensure_ascii=False), file=stream)
    print(f"{len(drawn)} of {len(rows)} reports to judge in {arguments.output}")


def rows_of(coded: Coded) -> Iterator[dict[str, Any]]:
    """A row of the sheet for each report of a story."""
    texts = [sentence.text for sentence in coded.sentences]
    at = {sentence.index: place for place, sentence in enumerate(coded.sentences)}
    for report in coded.reports:
        place = at[report.sentence]
        yield {
            "story": coded.story.id,
            "lang": report.lang,
            "before": texts[max(0, place - _BEFORE) : place],
            "sentence": texts[place],
            **said(report),
            "verdict": "",
            "why": "",
        }


def said(report: Report) -> dict[str, Any]:
    """What a report says, in words to judge."""
    return {
        "event": " ".join((report.event, *report.modes)),
        "act": report.act,
        "words": report.trigger_text,
        "actor": _who(report.actors),
        "recipient": _who(report.recipients),
        "auxiliary": list(report.auxiliary),
        "according_to": _who(report.attributed_to),
        "date": report.date.start.isoformat() if report.date else None,
        "place": report.place.name if report.place else None,
    }


def _who(participants: Sequence[Participant]) -> list[str]:
    return [f"{p.code or '?'}.{p.sector or '-'} ({p.text})" for p in participants]


def count(arguments: argparse.Namespace) -> None:
    """Print the share of each verdict."""
    rows = [
        json.loads(line)
        for sheet in arguments.sheets
        for line in sheet.read_text("utf-8").splitlines()
    ]
    verdicts = Counter(row["verdict"] for row in rows)
    unknown = sorted(set(verdicts) - set(VERDICTS))
    if unknown:
        raise SystemExit(f"no verdict: {', '.join(map(repr, unknown))}; right: {VERDICTS}")
    for verdict in VERDICTS:
        low, high = wilson(verdicts[verdict], len(rows))
        share = verdicts[verdict] / len(rows)
        print(f"{verdict:7} {verdicts[verdict]:4}  {share:6.1%}  ({low:.1%} to {high:.1%})")


def wilson(hits: int, size: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share by E. B. Wilson (1927)."""
    if not size:
        return 0.0, 1.0
    share, square = hits / size, z * z
    middle = (share + square / (2 * size)) / (1 + square / size)
    half = z * math.sqrt(share * (1 - share) / size + square / (4 * size * size))
    half /= 1 + square / size
    return middle - half, middle + half


if __name__ == "__main__":
    main()
