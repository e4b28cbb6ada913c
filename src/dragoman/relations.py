"""Rows that ask for a relation, read and answered.

A row is a JSON object with `text`, `source` and `target`, and may have `id`, `lang` and `marked`
(the text with <s>…</s> and <t>…</t> around the occurrences meant).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.coding.pairs.relating import Found, MarkedText, Relation, look, relate
from dragoman.errors import DragomanError, StoryError, UsageError
from dragoman.evaluation.relations import CODEBOOKS
from dragoman.model import BODY, OffsetMap, Passage, Sentence, Step
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story

if TYPE_CHECKING:
    from dragoman.pipeline import Pipeline

READING, RELATING = "reading", "relating"


@dataclass(frozen=True, slots=True)
class Question:
    """A text with a source and a target in it. `origin` says where the row stood."""

    id: str
    lang: str | None
    text: str
    source: str
    target: str
    marked: str | None
    origin: str


def read_questions(
    path: Path | str, stdin: BinaryIO, lang: str | None = None
) -> Iterator[Question | SetAside]:
    """The rows of a JSON Lines file ("-": of `stdin`), each or why it is none.

    `lang` is the language of rows that do not name one.
    """
    name = str(path)
    try:
        raw = stdin.read() if name == "-" else Path(path).read_bytes()
    except OSError as error:
        yield SetAside(name, "input", f"the file cannot be read: {error.strerror or error}")
        return
    for line, content in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if content.strip():
            yield _question(content, f"{name}:{line}", line, lang)


def questions_of(
    rows: Iterable[Mapping[str, Any]], lang: str | None = None
) -> Iterator[Question | SetAside]:
    """The same from rows already in memory."""
    for number, row in enumerate(rows, 1):
        yield _checked(row, f"row {number}", number, lang)


def _question(content: bytes, origin: str, line: int, lang: str | None) -> Question | SetAside:
    try:
        row = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return SetAside(origin, READING, f"the row is not UTF-8 (byte {error.start})")
    except json.JSONDecodeError as error:
        return SetAside(origin, READING, f"the row is not JSON: {error.msg}")
    except RecursionError:
        return SetAside(origin, READING, "the row is nested too deep to be read")
    if not isinstance(row, dict):
        return SetAside(origin, READING, f"the row is no JSON object but {type(row).__name__}")
    return _checked(row, origin, line, lang)


def _checked(
    row: Mapping[str, Any], origin: str, number: int, lang: str | None
) -> Question | SetAside:
    given = row.get("id")
    row_id = str(given) if isinstance(given, str | int) and str(given).strip() else str(number)
    for name in ("text", "source", "target"):
        value = row.get(name)
        if not isinstance(value, str) or not value.strip():
            known = "it is empty" if name in row else f"the row has {', '.join(row) or 'nothing'}"
            return SetAside(origin, READING, f"the row needs a text '{name}'; {known}", row_id)
    marked = row.get("marked")
    if marked is not None and not isinstance(marked, str):
        return SetAside(origin, READING, "'marked' must be a text", row_id)
    own = row.get("lang")
    return Question(
        id=row_id,
        lang=own if isinstance(own, str) and own else lang,
        text=row["text"],
        source=row["source"],
        target=row["target"],
        marked=marked,
        origin=origin,
    )


class Answerer:
    """Answers questions with one pipeline.

    Args:
        pipeline: what parses and codes.
        codebook: "plover" or "cameo2plover".
        statistical: whether the statistical chooser has a say.

    Raises:
        UsageError: there is no such codebook.
    """

    def __init__(self, pipeline: Pipeline, codebook: str, *, statistical: bool = True) -> None:
        if codebook not in CODEBOOKS:
            raise UsageError(f"no codebook '{codebook}'; these are known: {', '.join(CODEBOOKS)}")
        self.pipeline, self.codebook = pipeline, codebook
        self.chooser = pipeline.chooser if statistical else None

    def relation(self, row: MarkedText, lang: str | None) -> Relation:
        """The relation of a row.

        Raises:
            StoryError: its text cannot be read.
        """
        sentences = self._sentences(row.text, lang)
        coder = self.pipeline.coder(sorted({s.lang for s in sentences}))
        found = relate(coder, sentences, row, self.codebook, self.chooser)
        event = found.event and CODEBOOKS[self.codebook].get(found.event, found.event)
        return replace(found, event=event)

    def look(self, row: MarkedText, lang: str | None) -> Found:
        """What the sentences of a row hold on its pair, before anything is decided.

        Raises:
            StoryError: its text cannot be read.
        """
        sentences = self._sentences(row.text, lang)
        return look(self.pipeline.coder(sorted({s.lang for s in sentences})), sentences, row)

    def answer(self, question: Question) -> Relation | SetAside:
        """The relation, or why there is none; nothing is raised for a bad row."""
        try:
            return self.relation(question, question.lang)
        except DragomanError as error:
            return SetAside(question.origin, RELATING, str(error), question.id)
        except Exception as error:
            reason = f"Dragoman failed on it, which is a fault to report: {type(error).__name__}"
            return SetAside(question.origin, RELATING, f"{reason}: {error}"[:300], question.id)

    def _sentences(self, text: str, lang: str | None) -> tuple[Sentence, ...]:
        story = make_story(text, origin="relation", lang=lang)
        try:
            return self.pipeline.parse(self.pipeline.read(story)[1])
        except StoryError:
            # a row names its language and is a sentence of a story: it may look like a caption,
            # or be too short for its language to be told
            if lang not in self.pipeline.languages:
                raise
        whole = Passage(0, BODY, lang, story.text, OffsetMap((0,), (0,)), ((0, len(text)),))
        return self.pipeline.parse([whole])


def as_record(relation: Relation) -> dict[str, Any]:
    """The JSON object of a relation."""
    return {
        "id": relation.id,
        "event": relation.event,
        "act": relation.act,
        "confidence": relation.confidence,
        "flags": list(relation.flags),
        "trace": [step_record(step) for step in relation.trace],
    }


def step_record(step: Step) -> dict[str, Any]:
    """The JSON object of one line of a trace."""
    return {
        "stage": step.stage,
        "what": step.what,
        "by": step.by or None,
        "start": step.span.start if step.span else None,
        "end": step.span.end if step.span else None,
    }
