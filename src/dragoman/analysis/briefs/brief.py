"""A brief: sentences in order, each with the numbers of its sources, and the sources with their
records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.analysis.briefs.clauses import Teller, teller
from dragoman.analysis.briefs.told import Source, Told
from dragoman.errors import UsageError
from dragoman.interchange.text import printable

BY = ("day", "counterpart")
STATEMENTS = 20
"""So many statements are quoted at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the record that it rests on, and the numbers of its references."""

    text: str
    record: str
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: where the words stand, the words themselves, the address if it is one of the web.

    `records` and `story` are the keys by which a ledger knows them.
    """

    number: int
    text: str
    words: str
    url: str | None
    records: tuple[str, ...]
    story: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief in one language; `briefs.pages` writes it as text, Markdown or HTML.

    `made` says what it rests on, `notes` what was left out. `headings` are those of its three
    parts: events, statements, sources.
    """

    lang: str
    title: str
    made: str
    headings: tuple[str, str, str]
    sections: tuple[Section, ...]
    statements: tuple[Line, ...]
    references: tuple[Reference, ...]
    notes: tuple[str, ...]


def compose(
    told: Sequence[Told],
    code: str,
    *,
    about: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    by: str = "day",
    total: int | None = None,
) -> Brief:
    """The brief of some events, the most important of which come first.

    Args:
        told: the events, in the order of their importance.
        code: the reader's language.
        about: codes of the countries or bodies that it is about; with one, its counterparts can
            make the sections.
        since, until: the days that it is to cover; by default those of its events.
        by: what makes a section, one of `BY`.
        total: how many events there are, those not given counted.

    Raises:
        LanguageError: no briefs can be written in that language.
        UsageError: `by` is none of `BY`, or there is nobody to be a counterpart of.
    """
    if by not in BY:
        raise UsageError(f"no grouping '{by}' of briefs; there are: {', '.join(BY)}")
    if by == "counterpart" and len(about) != 1:
        raise UsageError("counterparts are those of one party; name it, and only one")
    teller_, numbers = teller(code), _Numbers(code)
    words = teller_.patterns.brief
    hero = about[0] if len(about) == 1 else None
    groups: dict[tuple[int, str], list[Told]] = {}
    for one in told:
        for heading in _headings(one, teller_, by, hero):
            groups.setdefault(heading, []).append(one)
    # days in their order, counterparts as their most important events come
    order = sorted(groups, key=lambda heading: heading if by == "day" else heading[:1])
    sections = tuple(
        Section(
            heading[1],
            tuple(
                Line(
                    teller_.sentence(one, about=hero, dated=by != "day"),
                    one.record,
                    numbers.of(one.sources),
                )
                for one in groups[heading]
            ),
        )
        for heading in order
    )
    said = _statements(told, teller_, numbers)
    days = [one.day for one in told if one.day is not None]
    first, last = since or min(days, default=None), until or max(days, default=None)
    notes = []
    if not told:
        notes.append(words.none)
    if total is not None and total > len(told):
        notes.append(words.left_out.format(count=teller_.names.number(total - len(told))))
    if len(said) > STATEMENTS:
        left = teller_.names.number(len(said) - STATEMENTS)
        notes.append(words.statements_left.format(count=left))
    return Brief(
        code,
        _title(teller_, about, first, last),
        _made(teller_, told),
        (words.events, words.statements, words.sources),
        sections,
        tuple(said[:STATEMENTS]),
        numbers.references(),
        tuple(notes),
    )


# --- inside


class _Numbers:
    """Numbers of places in stories, in the order in which they are first needed; a place has one
    number, however many records were coded from it."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._known: dict[tuple[str, int, int], list[Source]] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}

    def of(self, sources: Iterable[Source]) -> tuple[int, ...]:
        found: set[int] = set()
        for one in sources:
            place = (one.story, one.start, one.end)
            self._known.setdefault(place, []).append(one)
            found.add(self._numbers.setdefault(place, len(self._numbers) + 1))
        return tuple(sorted(found))

    def references(self) -> tuple[Reference, ...]:
        return tuple(
            _reference(self._known[place], number, self._code)
            for place, number in self._numbers.items()
        )


def _reference(sources: Sequence[Source], number: int, code: str) -> Reference:
    """The reference for one place, from the sources of all records that were coded from it."""
    teller_, source = teller(code), sources[0]
    words, names = teller_.patterns.brief, teller_.names
    records = tuple(dict.fromkeys(one.record for one in sources))
    text = words.reference.format(
        publisher=printable(source.publisher) if source.publisher else words.no_publisher,
        date=names.day(source.day) if source.day else words.no_date,
        title=words.title_in.format(title=printable(source.title)) if source.title else "",
        record=", ".join(records),
        language=names.language(source.lang),
        start=source.start,
        end=source.end,
    )
    web = source.url if (source.url or "").lower().startswith(("http://", "https://")) else None
    return Reference(
        number,
        text,
        teller_.quoted(" ".join(source.words.split())),
        printable(web) if web else None,
        records,
        source.story,
        source.start,
        source.end,
    )


def _headings(told: Told, teller_: Teller, by: str, hero: str | None) -> list[tuple[int, str]]:
    """The sections that an event belongs to, each with its place among them."""
    if by == "day":
        when = teller_.when(told)
        # the newest first, what has no date last
        return (
            [(-told.day.toordinal(), when)]
            if told.day and when
            else [(1, teller_.patterns.brief.undated)]
        )
    others = {
        who.code: teller_.names.actor(who.code)
        for who in (*told.actors, *told.recipients)
        if who.code is not None and who.code != hero
    }
    return [(0, name) for name in others.values()] or [(1, teller_.patterns.brief.others)]


def _statements(told: Sequence[Told], teller_: Teller, numbers: _Numbers) -> list[Line]:
    """Who said what: the sentences that are attributed to somebody, once each, in their words."""
    said: dict[str, Line] = {}
    for one in told:
        own = [source for source in one.sources if source.record == one.record]
        if not one.speakers or not own:
            continue
        text = teller_.said(one.speakers, " ".join(own[0].words.split()))
        said.setdefault(text, Line(text, one.record, numbers.of(own[:1])))
    return list(said.values())


def _title(teller_: Teller, about: Sequence[str], since: date | None, until: date | None) -> str:
    words, names = teller_.patterns.brief, teller_.names
    days = {
        "since": names.day(since) if since else words.no_date,
        "until": names.day(until) if until else words.no_date,
    }
    if not about:
        return words.title_all.format(**days)
    subject = names.actor(about[0])
    for code in about[1:]:
        subject = names.writing.charts.pair.format(a=subject, b=names.actor(code))
    return words.title.format(about=subject, **days)


def _made(teller_: Teller, told: Sequence[Told]) -> str:
    sources = [source for one in told for source in one.sources]
    names = teller_.names
    return teller_.patterns.brief.made.format(
        events=names.number(len(told)),
        stories=names.number(len({source.story for source in sources})),
        outlets=names.number(len({source.publisher for source in sources if source.publisher})),
        languages=names.languages(source.lang for source in sources),
    )
