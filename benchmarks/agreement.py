"""How far the same stories are coded alike in several languages.

    python benchmarks/agreement.py FILE                     all languages against English
    python benchmarks/agreement.py FILE --lang ja ko        these
    python benchmarks/agreement.py FILE --events out.txt    also lists what was coded

FILE is JSON Lines, a sentence a line: `doc`, and the sentence in each language under its code. A
story's sentences are put together as its paragraphs and coded as one text; two codings of it agree
in an event if its type and its countries are the same (`dragoman.evaluation.agreement`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from dragoman.errors import DragomanError
from dragoman.evaluation.agreement import agreement
from dragoman.model import Event, Participant, Story
from dragoman.pipeline import Coded, Pipeline


def read(path: Path) -> dict[str, list[Mapping[str, str]]]:
    """The rows of each document, in order."""
    documents: dict[str, list[Mapping[str, str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        documents.setdefault(row["doc"], []).append(row)
    return documents


def coded(pipeline: Pipeline, lang: str, name: str, rows: list[Mapping[str, str]]) -> Coded | None:
    """The story in one language; None if it cannot be coded."""
    text = "\n\n".join(row[lang] for row in rows if row.get(lang))
    try:
        return pipeline.code(Story(id=name, key=name, text=text, lang=lang))
    except DragomanError:
        return None


def _side(who: tuple[Participant, ...]) -> str:
    return " ".join(f"{p.code or ''}.{p.sector or ''}" for p in who) or "-"


def told(event: Event, story: Coded) -> str:
    """An event in two lines, the second its first sentence."""
    report = event.reports[0]
    text = story.story.text[report.span.start : report.span.end].replace("\n", " ")
    head = f"{event.event}{list(event.modes)} {event.act}: {_side(event.actors)} → "
    head += f"{_side(event.recipients)} {' '.join(event.auxiliary)} {event.confidence}"
    return f"{report.lang} {head} “{report.trigger_text}”\n      {text}"


def main() -> None:
    """Code, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--base", default="en", help="the language compared with")
    parser.add_argument("--lang", nargs="*", default=["id", "ja", "ko"])
    parser.add_argument("--events", type=Path, help="write what was coded to this file")
    args = parser.parse_args()
    documents = read(args.file)
    languages = [args.base, *args.lang]
    pipeline = Pipeline(languages)
    stories = {
        (lang, name): one
        for lang in languages
        for name, rows in documents.items()
        if (one := coded(pipeline, lang, name, rows)) is not None
    }
    events = {
        lang: {name: one.events for (code, name), one in stories.items() if code == lang}
        for lang in languages
    }
    console = Console()
    for lang in languages:
        print(f"{lang}: {sum(map(len, events[lang].values()))} events")
    for lang in args.lang:
        found = agreement(events[args.base], events[lang])
        print(f"\n{args.base} and {lang}: F1 {100 * found.f1:.1f}")
        console.print(found)
    if args.events:
        with args.events.open("w", encoding="utf-8") as stream:
            for name in documents:
                print(f"=== {name}", file=stream)
                for lang in languages:
                    one = stories.get((lang, name))
                    for event in one.events if one else ():
                        print(told(event, one), file=stream)


if __name__ == "__main__":
    main()
