"""What `import dragoman` offers. Slow imports stand inside the functions that need them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dragoman.arguments import (
    Input,
    actor_problems,
    coded,
    given,
    maker,
    pipeline,
    published_on,
    reader,
)
from dragoman.errors import DragomanError, UsageError
from dragoman.exchange import Imported, compare, export, import_events
from dragoman.keeping import add, open_ledger, recode, retry
from dragoman.model import Event, Story
from dragoman.version import CODER

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from dragoman.coding.pairs.relating import Relation
    from dragoman.coverage import Coverage
    from dragoman.errors import DataError
    from dragoman.evaluation.events import EventRow, EventScores
    from dragoman.evaluation.metrics import Classification
    from dragoman.evaluation.relations import RelationRow
    from dragoman.explanation import Explanation
    from dragoman.pipeline import Coded
    from dragoman.reading import SetAside

    Outcome = Coded | SetAside

EMPTY, SKIPPED = "empty", "skipped"
"""Stages of what is no failure: a story that tells of no event; nothing to read, or read before."""

__all__ = [
    "Coding",
    "Counts",
    "Evaluation",
    "Imported",
    "Input",
    "actor_problems",
    "add",
    "check_pack",
    "code",
    "code_text",
    "compare",
    "evaluate",
    "explain",
    "export",
    "import_events",
    "open_ledger",
    "recode",
    "records_of",
    "relate",
    "retry",
    "why_empty",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of all that was taken in: `taken_in = coded + empty + set_aside`.

    `coded` are stories with at least one event, `empty` those without; `skipped` was not taken in.
    """

    coded: int = 0
    empty: int = 0
    set_aside: int = 0
    skipped: int = 0
    events: int = 0

    @property
    def taken_in(self) -> int:
        """Stories and inputs that were to be coded."""
        return self.coded + self.empty + self.set_aside

    def plus(self, outcome: Outcome) -> Counts:
        """With one more outcome."""
        from dragoman.reading import SetAside

        if not isinstance(outcome, SetAside):
            if not outcome.events:
                return replace(self, empty=self.empty + 1)
            events = self.events + len(outcome.events)
            return replace(self, coded=self.coded + 1, events=events)
        if outcome.stage == SKIPPED:
            return replace(self, skipped=self.skipped + 1)
        return replace(self, set_aside=self.set_aside + 1)

    def __str__(self) -> str:
        said = (
            f"{self.taken_in} taken in = {self.coded} coded + {self.empty} without an event "
            f"+ {self.set_aside} set aside; {self.events} events"
        )
        return f"{said}; {self.skipped} skipped" if self.skipped else said


class Coding:
    """The coding of some inputs.

    Iterating codes lazily and gives each outcome in the order of the inputs, a `Coded` or a
    `SetAside`, keeping none. The properties and methods code everything once and keep it; what is
    iterated after that is what was kept.
    """

    def __init__(self, start: Callable[[], Iterator[Outcome]], *, once: bool = False) -> None:
        self._start, self._once = start, once
        self._begun = False
        self._kept: tuple[Outcome, ...] | None = None

    def __iter__(self) -> Iterator[Outcome]:
        if self._kept is not None:
            return iter(self._kept)
        if self._begun and self._once:
            raise UsageError(
                "standard input can be read only once; ask for .outcomes first and iterate those"
            )
        self._begun = True
        return self._start()

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """A `Coded` or `SetAside` for each story and each unreadable input, in order."""
        if self._kept is None:
            self._kept = tuple(self)
        return self._kept

    @property
    def stories(self) -> tuple[Coded, ...]:
        """The coded stories, those without events too."""
        from dragoman.pipeline import Coded

        return tuple(one for one in self.outcomes if isinstance(one, Coded))

    @property
    def events(self) -> tuple[Event, ...]:
        """All events."""
        return tuple(event for one in self.stories for event in one.events)

    @property
    def merged(self) -> tuple[Event, ...]:
        """All events, those that several stories tell once, with the reports of all of them."""
        from dragoman.coding.same.recognition import merged

        return merged(self.events)

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be coded, with the reason."""
        return tuple(one for one in self._asides() if one.stage != SKIPPED)

    @property
    def skipped(self) -> tuple[SetAside, ...]:
        """What was not to be coded: files of other kinds, stories already read."""
        return tuple(one for one in self._asides() if one.stage == SKIPPED)

    @property
    def empty(self) -> tuple[SetAside, ...]:
        """The stories without an event, with the reason."""
        return tuple(one for story in self.stories if (one := why_empty(story)) is not None)

    @property
    def counts(self) -> Counts:
        """How many there are of each."""
        counts = Counts()
        for one in self.outcomes:
            counts = counts.plus(one)
        return counts

    def records(self, *, merged: bool = False) -> list[dict[str, Any]]:
        """The events as JSON objects with PLOVER's fields and ours; `merged`: each once, however
        many stories tell it."""
        if not merged:
            return [one for story in self.stories for one in records_of(story)]
        from dragoman.interchange.record import record

        stories = {one.story.id: one.story for one in reversed(self.stories)}
        return [record(event, stories[event.story], coder=CODER) for event in self.merged]

    def arrow(self, *, merged: bool = False) -> pyarrow.Table:
        """The events as an Arrow table, a row each, with nested columns."""
        from dragoman.interchange.arrow import to_table

        return to_table(self.records(merged=merged))

    def pandas(self) -> pandas.DataFrame:
        """The events as a pandas frame.

        Raises:
            UsageError: pandas is not installed.
        """
        _needed("pandas")
        return self.arrow().to_pandas()

    def polars(self) -> polars.DataFrame:
        """The events as a Polars frame.

        Raises:
            UsageError: Polars is not installed.
        """
        module = _needed("polars")
        frame: polars.DataFrame = module.from_arrow(self.arrow())
        return frame

    def _asides(self) -> Iterator[SetAside]:
        from dragoman.reading import SetAside

        return (one for one in self.outcomes if isinstance(one, SetAside))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores against gold rows, and an error for each row that could not be used."""

    scores: Classification | EventScores
    problems: tuple[DataError, ...]


def code(
    inputs: Input | Iterable[Input],
    *,
    languages: Sequence[str] | None = None,
    lang: str | None = None,
    format: str | None = None,
    actors: Sequence[str | Path] = (),
    jobs: int = 1,
    date: Date | str | None = None,
) -> Coding:
    """Code stories. Nothing is done until the result is iterated or asked for something.

    Args:
        inputs: files, folders, "-" for standard input, or stories; one or several.
        languages: codes of the packs to use; default: all at hand.
        lang: language of stories that do not name one; default: it is told from the text.
        format: format of the inputs, one of `reading.FORMATS`; default: by suffix or content.
        actors: the user's own dictionaries of actors (TABARI, PETRARCH), which outrank ours.
        jobs: processes. With more than one, a crash costs no more than its story, and a script
            must call this under `if __name__ == "__main__":`.
        date: day of publication of stories that name none.

    Raises:
        UsageError: an argument makes no sense.
        LanguageError: there is no pack of that code, or its library is not installed.
        InputError: a dictionary of actors cannot be read.
    """
    items = given(inputs)
    make = maker(languages, actors, jobs)
    taken = reader(items, lang, format, date)

    def start() -> Iterator[Outcome]:
        return _recognised(coded(taken(), make, jobs))

    return Coding(start, once="-" in items)


def code_text(
    text: str,
    *,
    lang: str | None = None,
    date: Date | str | None = None,
    id: str | None = None,
) -> Coded:
    """Code one text.

    Args:
        text: the story, untouched.
        lang: its language; default: it is told from the text.
        date: when it was published (a date, a datetime, or text such as 2024-06-20).
        id: the story's id; default: it is made from the text.

    Raises:
        UsageError: `date` is no date.
        StoryError: the text cannot be coded.
    """
    return pipeline().code(_story(text, lang, date, id))


def explain(
    text: str | Story, lang: str | None = None, date: Date | str | None = None
) -> Explanation:
    """Code one text and show how: tokens, mentions, acts, roles, events.

    Raises:
        UsageError: `date` is no date.
        StoryError: the text cannot be coded.
    """
    from dragoman.explanation import explain_story

    story = text if isinstance(text, Story) else _story(text, lang, date, None)
    return explain_story(pipeline(), story)


def relate(
    rows: str | Path | Iterable[Mapping[str, Any]],
    *,
    codebook: str = "plover",
    lang: str | None = None,
    statistical: bool = True,
) -> Iterator[Relation | SetAside]:
    """The one event type by which the source of each row acts on its target, lazily, in order.

    Args:
        rows: a JSON Lines file ("-" for standard input) or mappings, with `text`, `source`,
            `target`, and `id`, `lang`, `marked` where there are any.
        codebook: "plover", or "cameo2plover" with CONCEDE and RETREAT as YIELD.
        lang: language of rows that do not name one.
        statistical: whether the statistical chooser has a say where the words speak against the
            lexicon's answer; such a relation bears the flag `statistical`.

    Raises:
        UsageError: there is no such codebook.
    """
    from dragoman.relations import Answerer, Question, questions_of, read_questions

    answerer = Answerer(pipeline(), codebook, statistical=statistical)
    if isinstance(rows, str | Path):
        questions = read_questions(rows, sys.stdin.buffer, lang)
    else:
        questions = questions_of(rows, lang)
    return (answerer.answer(one) if isinstance(one, Question) else one for one in questions)


def evaluate(
    gold: str | Path,
    *,
    task: Literal["relations", "whole", "events"] | None = None,
    codebook: str = "cameo2plover",
    lang: str | None = None,
    statistical: bool = True,
) -> Evaluation:
    """Score Dragoman against gold rows.

    Args:
        gold: JSON Lines, or for events also a YAML file with `cases`.
        task: "relations" (rows with source, target and event), "whole" (the same rows, coded
            without their marks: an event of the row's type must join source and target in that
            direction) or "events" (rows with events); default: events for YAML, else relations.
        codebook: classes that relations are scored in.
        lang: language of rows that do not name one.
        statistical: whether the statistical chooser has a say in relations.

    Raises:
        InputError, DataError: the file cannot be read.
        UsageError: an argument makes no sense.
    """
    if task is None:
        task = "events" if Path(gold).suffix in (".yaml", ".yml") else "relations"
    if task == "relations":
        return _evaluate_relations(gold, codebook, lang, statistical)
    if task == "whole":
        return _evaluate_whole(gold, codebook, lang)
    if task == "events":
        return _evaluate_events(gold, lang)
    raise UsageError(f"no task '{task}'; there are: relations, whole, events")


def records_of(coded: Coded) -> list[dict[str, Any]]:
    """The JSON objects of one story's events."""
    from dragoman.interchange import record

    return [record(event, coded.story, coder=CODER) for event in coded.events]


def why_empty(coded: Coded) -> SetAside | None:
    """Why a story has no event, in one sentence; None if it has one."""
    from dragoman.pipeline import why_empty as reason_of
    from dragoman.reading import SetAside

    reason = reason_of(coded)
    if reason is None:
        return None
    return SetAside(coded.story.origin, EMPTY, reason, coded.story.id)


def coverage(
    inputs: str | Path | Iterable[str | Path],
    *,
    lang: str | None = None,
    format: str | None = None,
    limit: int | None = None,
) -> Coverage:
    """The verbs and nouns between two actors that no expression of a pack holds, most frequent
    first: what somebody who extends the pack should look at.

    Args:
        inputs: files, folders, or "-" for standard input.
        lang: language of what does not name one.
        format: text, html, csv, tsv, json, jsonl or parquet; by default told by suffix or content.
        limit: at most so many words.
    """
    from dragoman.coverage import coverage
    from dragoman.reading import read

    paths = (inputs,) if isinstance(inputs, str | Path) else inputs
    stories = read(paths, format=format, lang=lang)
    return coverage(pipeline(), stories, limit)


def check_pack(code: str) -> tuple[list[str], list[str]]:
    """Everything wrong in a language pack, and warnings; both empty if all is well.

    Raises:
        DataError: the ontology or the actor files are wrong themselves.
    """
    from dragoman.coding.time import DateReader
    from dragoman.coding.words.numbers import NumberReader
    from dragoman.data import load_yaml
    from dragoman.languages import available
    from dragoman.languages.check import check_language, unexpressed
    from dragoman.ontology import load_ontology
    from dragoman.pipeline import ENGINES
    from dragoman.reading.rules import ReadingRules

    ontology = load_ontology()
    readers: dict[str, Callable[[Path], object]] = {
        "dates.yaml": DateReader.from_file,
        "numbers.yaml": NumberReader.from_file,
        "reading.yaml": lambda path: load_yaml(path, ReadingRules),
    }
    problems = check_language(code, ontology, readers=readers, engines=tuple(ENGINES))
    missing = unexpressed(code, ontology) if code in available() else ()
    warnings = [f"no expression yet for: {', '.join(missing)}"] if missing else []
    return problems, warnings


def check_cases(code: str) -> tuple[list[str], int]:
    """The cases of a language pack that are not coded as they say, and how many there are.

    Raises:
        DataError: a file of the pack is wrong.
        LanguageError: there is no such pack, or a library that it needs is missing.
    """
    from dragoman.evaluation.cases import failing

    return failing(code)


# --- inside


def _recognised(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with what earlier stories told already marked as such."""
    from dragoman.coding.same.recognition import Recognizer
    from dragoman.ontology import load_ontology
    from dragoman.reading import SetAside

    recognizer = Recognizer(load_ontology())
    for one in outcomes:
        if isinstance(one, SetAside):
            yield one
        else:
            events = tuple(recognizer.recognise(event, one.story) for event in one.events)
            yield replace(one, events=events)


def _story(text: str, lang: str | None, date: Date | str | None, id: str | None) -> Story:
    from dragoman.reading.identity import make_story

    published, precision = published_on(date)
    return make_story(
        text, origin="text", id=id, lang=lang, published=published, precision=precision
    )


def _evaluate_relations(
    gold: str | Path, codebook: str, lang: str | None, statistical: bool
) -> Evaluation:
    from dragoman.evaluation.relations import read_relations, score_relations
    from dragoman.relations import Answerer

    rows = read_relations(gold, codebook)
    answerer = Answerer(pipeline(), codebook, statistical=statistical)

    def predict(row: RelationRow) -> str | None:
        try:
            return answerer.relation(row, row.lang or lang).event
        except DragomanError:
            return None

    return Evaluation(score_relations(rows.rows, predict, codebook), rows.problems)


def _evaluate_whole(gold: str | Path, codebook: str, lang: str | None) -> Evaluation:
    from dragoman.coding.pairs.relating import joining, stretch
    from dragoman.evaluation.relations import read_relations, score_relations

    rows = read_relations(gold, codebook)
    ontology = pipeline().ontology

    def predict(row: RelationRow) -> str | None:
        try:
            events = code_text(row.text, lang=row.lang or lang).events
        except DragomanError:
            return None
        source, target = stretch(row, "source"), stretch(row, "target")
        found = joining(events, source, target, ontology, codebook)
        return row.event if row.event in found else next(iter(found), None)

    return Evaluation(score_relations(rows.rows, predict, codebook), rows.problems)


def _evaluate_events(gold: str | Path, lang: str | None) -> Evaluation:
    from dragoman.evaluation.events import read_events, score_events

    rows = read_events(gold)

    def coded(row: EventRow) -> Sequence[Event]:
        try:
            return code_text(row.text, lang=row.lang or lang, date=row.day).events
        except DragomanError:
            return ()

    return Evaluation(score_events(rows.rows, coded), rows.problems)


def _needed(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{name} is not installed; 'pip install dragoman[frames]' brings it"
        ) from error
