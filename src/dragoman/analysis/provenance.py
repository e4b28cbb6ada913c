"""The whole way back from an event to the words it was coded from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.analysis.texts import texts_of
from dragoman.errors import UsageError
from dragoman.ledger import Ledger

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_LEAST, _NAMED = 4, 5

ACT, PLACE, DATE = "act", "place", "date"
_SIDES = (("actor", "actor"), ("recipient", "recipient"), ("speaker", "attributed_to"))


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a story that a field of a record comes from.

    `role` is act, actor, recipient, speaker, place or date; `label` what the words were read as;
    `why` how. `start` and `end` count characters of the story's text; they are None for words that
    are not in the text.
    """

    role: str
    words: str
    label: str
    start: int | None
    end: int | None
    why: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "role": self.role, "words": self.words, "label": self.label, "start": self.start,
            "end": self.end, "why": self.why,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a story that tells a record, with its marks; `start` and `end` as in `Mark`."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A record: what one story tells of an event.

    `body` is the record as formats have it; `story` what is known of the story; `passages` are the
    sentences that tell it; `elsewhere` marks of words that stand in none of them; `links` say with
    which other records it was held to be one event, how surely and why; `decisions` were made by
    hand; `trace` says which stage of the coding decided what, if it was asked for
    (`dragoman.tracing`).
    """

    id: str
    body: dict[str, Any]
    story: dict[str, Any] | None
    passages: tuple[Passage, ...]
    elsewhere: tuple[Mark, ...]
    links: tuple[dict[str, Any], ...]
    decisions: tuple[dict[str, Any], ...]
    trace: tuple[dict[str, Any], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        told = {
            "id": self.id,
            "story": self.story,
            "sentences": [
                {
                    "start": one.start,
                    "end": one.end,
                    "text": one.text,
                    "marks": [mark.as_dict() for mark in one.marks],
                }
                for one in self.passages
            ],
            "elsewhere": [mark.as_dict() for mark in self.elsewhere],
            "links": list(self.links),
            "decisions": list(self.decisions),
            "record": self.body,
        }
        return told | ({"trace": list(self.trace)} if self.trace else {})


@dataclass(frozen=True, slots=True)
class Shown:
    """An event with its records, and what it was merged from and why.

    `asked` is the id of the record that was asked for, if it is one of several. `as_dict` gives it
    as JSON has it; printed by rich it becomes a page for the terminal, the words marked by colour,
    or by brackets where there is none.
    """

    event: dict[str, Any]
    records: tuple[Told, ...]
    asked: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return {"event": self.event, "records": [one.as_dict() for one in self.records]}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from dragoman.analysis.pages import page

        yield page(self, coloured=console.color_system is not None and not console.no_color)


def show(ledger: Ledger, id: str) -> Shown:
    """The way back of an event, or of one of its records.

    Args:
        ledger: where it is.
        id: the id of an event or a record, or a beginning of it that no other has.

    Raises:
        UsageError: there is none of that id, or there are several.
    """
    event, record = _named(ledger, id)
    row = _one(ledger, "SELECT * FROM events_now WHERE id = ?", [event])
    records = _told(ledger, event, None if record == event else record)
    return Shown(_plain(row), tuple(records), None if record == event else record)


def _named(ledger: Ledger, said: str) -> tuple[str, str]:
    """The event and the record that an id or its beginning names; an event's id names all of it."""
    run = ledger.connection.execute
    exact = run("SELECT event, id FROM records_now WHERE id = ?", [said]).fetchall()
    if exact:
        ((event, record),) = exact
        return (event, record)
    if len(said) < _LEAST:
        raise UsageError(f"'{said}' is too short for an id; give {_LEAST} characters or more")
    found = run(
        "SELECT event, id FROM records_now WHERE starts_with(id, ?) ORDER BY id LIMIT ?",
        [said, _NAMED + 1],
    ).fetchall()
    if not found:
        raise UsageError(f"no event or record '{said}'; 'dragoman events' lists them")
    if len(found) > 1:
        more = " …" if len(found) > _NAMED else ""
        names = ", ".join(record for _, record in found[:_NAMED])
        raise UsageError(f"'{said}' may be {names}{more}; write more of it")
    ((event, record),) = found
    return event, record


_RECORDS = """
    SELECT r.id, r.body, r.story, r.corrected, s.id AS story_id, s.title, s.publisher, s.url,
        s.lang, s.published, s.day, s.origin, s.copies, s.copied
    FROM records_now r LEFT JOIN stories_now s ON s.key = r.story
    WHERE r.event = ? ORDER BY r.id <> r.event, s.published NULLS LAST, r.story, r.id
"""


def _told(ledger: Ledger, event: str, only: str | None) -> Iterator[Told]:
    rows = [row for row in _rows(ledger, _RECORDS, [event]) if only in (None, row["id"])]
    texts = texts_of(ledger, [row["story"] for row in rows if row["story"]])
    links = _links(ledger, event)
    decisions = _decisions(ledger, [row["story"] for row in rows if row["story"]])
    for row in rows:
        body = json.loads(row["body"])
        text = texts.get(row["story"], "")
        marks = list(_marks(body, text))
        passages = tuple(_passages(body, text, marks))
        inside = {mark for one in passages for mark in one.marks}
        elsewhere = tuple(mark for mark in marks if mark not in inside)
        yield Told(
            row["id"], body, _story(row), passages, elsewhere, tuple(links.get(row["id"], ())),
            tuple(_of_record(decisions, row["id"], row["story"], passages)),
        )  # fmt: skip


def _story(row: Mapping[str, Any]) -> dict[str, Any] | None:
    if row["story"] is None:
        return None
    names = ("title", "publisher", "url", "lang", "published", "day", "origin", "copies", "copied")
    return {"key": row["story"], "id": row["story_id"], **_plain({n: row[n] for n in names})}


def _marks(body: Mapping[str, Any], text: str) -> Iterator[Mark]:
    for report in body["reports"]:
        yield Mark(
            ACT, text[report["trigger_start"] : report["trigger_end"]], body["act"] or "",
            report["trigger_start"], report["trigger_end"],
        )  # fmt: skip
    for role, key in _SIDES:
        for one in body[key]:
            yield Mark(
                role, one["entity_text"] or "", _label(one), one["start"], one["end"], one["why"]
            )
    when = body.get("date_info")
    if when is not None:
        days = " to ".join(day for day in (body["date"], body["enddate"]) if day)
        yield Mark(DATE, when["text"], days, when["start"], when["end"], when["why"])
    place = body["event_loc"]
    if place is not None:
        named = ", ".join(p for p in (place["resolved_place"], place["country_code"]) if p)
        words = place["extracted_place"] or ""
        yield Mark(PLACE, words, named, place["start"], place["end"])


def _label(one: Mapping[str, Any]) -> str:
    """ "KOR.GOV Cho Tae-yul, foreign minister"."""
    code = ".".join(part for part in (one["code"] or "", one["sector"]) if part is not None)
    name = one["identifier_text"] or ""
    office = (one["office"] or "").replace("_", " ")
    shown = ", ".join(part for part in (name, office) if part)
    return " ".join(part for part in (code.rstrip("."), shown) if part)


def _passages(body: Mapping[str, Any], text: str, marks: Sequence[Mark]) -> Iterator[Passage]:
    for report in body["reports"]:
        start, end = report["start"], report["end"]
        inside = [
            mark for mark in marks
            if mark.start is not None and mark.end is not None
            and start <= mark.start < mark.end <= end
        ]  # fmt: skip
        ordered = sorted(dict.fromkeys(inside), key=lambda mark: (mark.start, -(mark.end or 0)))
        yield Passage(start, end, text[start:end], tuple(ordered))


def _links(ledger: Ledger, event: str) -> dict[str, list[dict[str, Any]]]:
    """The records of an event that were held to be one with each of them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(ledger, _LINKS, [event, event]):
        for one, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            link = {"record": other, "sure": row["sure"], "why": row["why"]}
            found.setdefault(one, []).append(link)
    return found


_LINKS = """
    SELECT a.id AS one, b.id AS other, l.sure, l.why FROM links_now l
    JOIN record_states a ON a.number = l.one JOIN record_states b ON b.number = l.other
    WHERE a.event = ? AND b.event = ? ORDER BY l.sure DESC, one, other
"""
_DECISIONS = """
    SELECT d.kind, d.body, d.reason, d.by_ AS by, d.decided_at AS at FROM decisions d
    WHERE list_contains(CAST(? AS VARCHAR[]), d.story) ORDER BY d.number
"""


def _decisions(ledger: Ledger, stories: Sequence[str]) -> list[dict[str, Any]]:
    found = []
    for row in _rows(ledger, _DECISIONS, [sorted(set(stories))]):
        body = json.loads(row["body"])
        others = [one["id"] for one in body.get("others", ())]
        told = {"changes": body["changes"]} if "changes" in body else {"apart_from": others}
        row = {"kind": row["kind"], "reason": row["reason"], "by": row["by"], "at": row["at"]}
        found.append(_plain(row) | told | {"anchor": body["record"]})
    return found


def _of_record(
    decisions: Sequence[dict[str, Any]], record: str, story: str | None, passages: Any
) -> Iterator[dict[str, Any]]:
    """The decisions on a record; one made of an older coding is known by the words it is of."""
    words = {(mark.start, mark.end) for one in passages for mark in one.marks if mark.role == ACT}
    for one in decisions:
        anchor = one["anchor"]
        same_words = anchor["story"] == story and (anchor["start"], anchor["end"]) in words
        if anchor["id"] == record or same_words:
            yield {key: value for key, value in one.items() if key != "anchor"}


def _one(ledger: Ledger, sql: str, parameters: Sequence[Any]) -> dict[str, Any]:
    (row,) = _rows(ledger, sql, parameters)
    return row


def _rows(ledger: Ledger, sql: str, parameters: Sequence[Any]) -> list[dict[str, Any]]:
    cursor = ledger.connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in row.items()
    }
