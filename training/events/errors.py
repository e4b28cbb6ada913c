"""What goes wrong on the labelled stories of a language, for whoever mends it.

    python training/events/errors.py ja             main events that are missed, then reports that
                                                    are not right, and how many of each
    python training/events/errors.py ja --counts    only how many

The weights were fitted on these stories, so the shares flatter; `check.py` has those that do not.
"""

from __future__ import annotations

import argparse
from collections import Counter

from examples import LANGUAGES, Example, Labelled, read_examples
from judging import RIGHT, judge

from dragoman.arguments import published_on
from dragoman.coding.parts.evidence import Evidence
from dragoman.coding.reporting import Considered
from dragoman.model import Participant, Report
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story


def main() -> None:
    """Print the errors of one language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lang", choices=LANGUAGES)
    parser.add_argument("--counts", action="store_true")
    arguments = parser.parse_args()
    pipeline = Pipeline([arguments.lang])
    verdicts, faults, main_ones, found = Counter[str](), Counter[str](), 0, 0
    for example in read_examples([arguments.lang]):
        told = set()
        lines = []
        for report, named in _reports(pipeline, example):
            verdict = judge(report, example, named)
            verdicts[verdict.is_] += 1
            if verdict.event is not None and "type" not in verdict.faults:
                told.add(verdict.event)
            if verdict.is_ != RIGHT:
                faults[", ".join(verdict.faults)] += 1
                lines.append(_of_report(example, report, verdict.faults, verdict.event))
        important = [event for event in example.events if event.main]
        main_ones += len(important)
        found += sum(event in told for event in important)
        if not arguments.counts:
            for event in important:
                if event not in told:
                    print(f"MISSED {example.id} {_of_event(example, event)}\n"
                          f"    {_sentence(example, event.start)}")  # fmt: skip
            print(*lines, sep="\n" if lines else "")
    every = sum(verdicts.values())
    shares = ", ".join(f"{name} {count / every:.1%}" for name, count in verdicts.most_common())
    print(f"{every} reports: {shares}; {found} of {main_ones} main events found")
    for fault, count in faults.most_common(15):
        print(f"{count:5} {fault}")


def _reports(pipeline: Pipeline, example: Example) -> list[tuple[Report, tuple[Participant, ...]]]:
    """The reports of a story, each with everybody whom its sentence names."""
    named: dict[tuple[object, ...], tuple[Participant, ...]] = {}
    coder = pipeline.coder([example.lang])

    def heed(one: Considered) -> None:
        named[one.report.sentence, one.report.trigger] = Evidence(one.setting).named

    coder.heed = heed
    day, precision = published_on(example.published)
    story = make_story(
        example.text, origin="text", id=None, lang=example.lang, published=day, precision=precision
    )
    reports = pipeline.code(story).reports
    return [(one, named[one.sentence, one.trigger]) for one in reports]


def _of_report(
    example: Example, report: Report, faults: tuple[str, ...], event: Labelled | None
) -> str:
    sides = " > ".join(
        "/".join(f"{p.code or '?'}.{p.sector or '-'} ({p.text})" for p in who) or "nobody"
        for who in (report.actors, report.recipients)
    )
    text = " ".join(example.text[report.span.start : report.span.end].split())
    right = f"\n    right: {_of_event(example, event)}" if event is not None else ""
    return (
        f"{', '.join(faults)}: {example.id} {report.event} {' '.join(report.modes)} [{report.act}] "
        f"'{report.trigger_text}' {sides} {' '.join(report.auxiliary)} {report.confidence}\n"
        f"    {text}{right}"
    )


def _of_event(example: Example, event: Labelled) -> str:
    sides = " > ".join(
        "/".join("|".join(f"{c or '?'}.{s or '-'}" for c, s in p.codings) for p in who) or "nobody"
        for who in (event.actors, event.recipients)
    )
    words = " ".join(example.text[event.start : event.end].split())
    return f"{'|'.join(event.types)} '{words}' {sides} {' '.join(sorted(event.must))}"


def _sentence(example: Example, at: int) -> str:
    """The paragraph around a place, as far as it is near."""
    start = max(example.text.rfind("\n", 0, at) + 1, at - 200)
    end = example.text.find("\n", at)
    return " ".join(
        example.text[start : min(end if end > 0 else len(example.text), at + 200)].split()
    )


if __name__ == "__main__":
    main()
