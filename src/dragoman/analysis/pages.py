"""The way back of an event as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.analysis.aggregates import shown_score
from dragoman.analysis.events import shown_day, shown_what
from dragoman.analysis.provenance import ACT, DATE, PLACE, Mark, Passage, Shown, Told
from dragoman.analysis.query import QUADS
from dragoman.interchange.text import printable

STYLES = {
    ACT: "bold yellow", "actor": "bold green", "recipient": "bold red", "speaker": "bold magenta",
    PLACE: "bold blue", DATE: "bold cyan",
}  # fmt: skip
"""How the words of each role are marked where there is colour."""


def page(shown: Shown, *, coloured: bool) -> RenderableType:
    """The page; `coloured`: the words are marked by colour, otherwise by brackets."""
    parts: list[RenderableType] = [*_head(shown)]
    numbers = {told.id: number for number, told in enumerate(shown.records, 1)}
    for told in shown.records:
        parts += [Text(), *_record(told, numbers, coloured)]
    if coloured and any(told.passages for told in shown.records):
        parts += [Text(), _legend()]
    return Group(*parts)


def marked(passage: Passage, *, coloured: bool) -> Text:
    """A sentence with its words marked."""
    if coloured:
        text = Text(printable(passage.text))
        for mark in passage.marks:
            if mark.start is not None and mark.end is not None:
                start, end = mark.start - passage.start, mark.end - passage.start
                text.stylize(STYLES[mark.role], start, end)
        return text
    return Text(_bracketed(passage))


def _head(shown: Shown) -> Iterator[Text]:
    event, body = shown.event, shown.records[0].body
    yield Text(f"Event {event['id']}", style="bold")
    who = _parties(body["actor"])
    if body["recipient"]:
        who += f" → {_parties(body['recipient'])}"
    yield _text(f"{shown_day(event)}  {who}  {shown_what(event)}")
    act = (event["act"] or "").replace("_", " ")
    cameo = f"CAMEO {event['cameo']}" if event["cameo"] else ""
    quad = QUADS[event["quad"] - 1].replace("_", " ") if event["quad"] else ""
    score = f"score {shown_score(event['score'])}"
    yield _text(" · ".join(part for part in (act, cameo, quad, score) if part))
    rest = [
        ", ".join(event["contexts"]),
        " ".join(part for part in (event["place"], event["country"]) if part),
        f"confidence {event['confidence']:.2f}" if event["confidence"] is not None else "",
    ]
    yield _text(" · ".join(part for part in rest if part))
    yield _text(_told_by(event))
    if event["records"] > 1:
        yield _text(f"One event of {event['records']} records, {event['sure']:.2f} sure: "
                    f"{event['why'] or 'of one story'}")  # fmt: skip
    if shown.asked is not None:
        yield _text(f"Shown is only the record {shown.asked}.")


def _told_by(event: dict[str, Any]) -> str:
    stories = event["stories"]
    said = f"told by {stories} {'story' if stories == 1 else 'stories'}"
    if event["languages"]:
        said += f" in {', '.join(event['languages'])}"
    if event["publishers"]:
        said += f", of {', '.join(event['publishers'])}"
    return f"{said}; first on {event['first_day']}" if event["first_day"] else said


def _record(told: Told, numbers: Mapping[str, int], coloured: bool) -> Iterator[RenderableType]:
    story, number = told.story, numbers[told.id]
    if story is None:
        source = told.body.get("source") or {}
        known = (source.get(name) for name in ("set", "file", "line"))
        where = ", ".join(str(one) for one in known if one is not None)
        yield _text(f"{number}  a record of another source: {where}", style="bold")
    else:
        names = [story["publisher"], story["day"], story["lang"], story["title"]]
        where = ", ".join(name for name in names if name) or story["id"]
        copy = " (a copy of another story)" if story["copied"] else ""
        yield _text(f"{number}  {where}{copy}", style="bold")
    for passage in told.passages:
        yield Padding(marked(passage, coloured=coloured), (0, 0, 0, 3))
    yield Padding(_fields(told, numbers), (0, 0, 0, 3))


def _fields(told: Told, numbers: Mapping[str, int]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")

    def row(name: str, value: str) -> None:
        table.add_row(_text(name), _text(value))

    inside = {mark for passage in told.passages for mark in passage.marks}
    marks = [*(m for p in told.passages for m in p.marks), *told.elsewhere]
    for role in STYLES:
        read = ((m.label, m.why) for m in marks if m.role == role)
        for label, why in dict.fromkeys(read):
            same = [m for m in marks if (m.role, m.label, m.why) == (role, label, why)]
            words = ", ".join(dict.fromkeys(_words(m, here=m in inside) for m in same))
            row(role, "; ".join(p for p in (f"{label}: {words}" if label else words, why) if p))
    if told.passages:
        spans = ", ".join(f"{one.start} to {one.end}" for one in told.passages)
        row("characters", spans)
    if told.story is not None:
        row("story", told.story["url"] or told.story["origin"] or told.story["key"])
    if len(numbers) > 1:
        row("record", told.id)
    earlier: dict[tuple[float, str], list[str]] = {}
    for link in told.links:
        number = numbers.get(link["record"])
        if number is not None and number < numbers[told.id]:
            earlier.setdefault((link["sure"], link["why"]), []).append(str(number))
    for (sure, why), found in earlier.items():
        row("same as", f"{', '.join(sorted(found))}; {sure:.2f} sure: {why}")
    for one in told.decisions:
        row(_DONE.get(one["kind"], one["kind"]), _decision_line(one))
    for step in told.trace:
        row(f"· {step['stage']}", f"{step['what']} ← {step['by']}" if step["by"] else step["what"])
    return table


_DONE = {"split": "split off", "correct": "corrected"}


def _words(mark: Mark, *, here: bool) -> str:
    if mark.start is None:
        return f"“{mark.words}”" if mark.words else "no words of its own"
    return f"“{mark.words}” at {mark.start}{'' if here else ', elsewhere in the story'}"


def _decision_line(one: dict[str, Any]) -> str:
    changes = ", ".join(f"{name} {_value(v)}" for name, v in one.get("changes", {}).items())
    apart = f"from {', '.join(one['apart_from'])}" if one.get("apart_from") else ""
    return f"{changes or apart}, by {one['by']} on {one['at'][:10]}: {one['reason']}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    if isinstance(value, dict):
        return ".".join(str(part) for part in value.values() if part)
    return "none" if value is None else str(value)


def _bracketed(passage: Passage) -> str:
    """A sentence with "[role: words]" around its words; of two that cross the later is cut."""
    spans = dict.fromkeys((m.role, m.start or 0, m.end or 0) for m in passage.marks)
    opening: dict[int, list[tuple[str, int]]] = {}
    for role, start, end in spans:
        opening.setdefault(start - passage.start, []).append((role, end - passage.start))
    open_ = [len(passage.text) + 1]
    made: list[str] = []
    for at, sign in enumerate((*passage.text, "")):
        while open_[-1] <= at:
            open_.pop()
            made.append("]")
        for role, end in opening.get(at, ()):
            open_.append(min(end, *open_))
            made.append(f"[{role}: ")
        made.append(sign)
    return printable("".join(made))


def _parties(entities: Sequence[dict[str, Any]]) -> str:
    shown = []
    for one in entities:
        code = ".".join(part for part in (one["code"] or "", one["sector"]) if part is not None)
        name = one["identifier_text"] or ("" if one["code"] else one["entity_text"]) or ""
        shown.append(f"{name} ({code})" if name and code else name or code)
    return ", ".join(dict.fromkeys(shown)) or "—"


def _legend() -> Text:
    text = Text("marked: ", style="dim")
    for role, style in STYLES.items():
        text.append(role, style=style).append("  ")
    return text


def _text(words: str, style: str = "") -> Text:
    # Text, not str: brackets in a story's words would be read as rich's own markup
    return Text(printable(words), style=style)
