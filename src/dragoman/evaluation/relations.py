"""Scores relations: the one event type by which a marked source acts on a marked target."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dragoman.errors import DataError, UsageError
from dragoman.evaluation.gold import checked_rows, numbered_rows, text_field
from dragoman.evaluation.metrics import Classification, classify

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's event types (manual draft 2.0)."""

CODEBOOKS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "plover": MappingProxyType({name: name for name in TYPES}),
        "cameo2plover": MappingProxyType(
            {
                **{name: name for name in TYPES},
                "CONCEDE": "YIELD",
                "RETREAT": "YIELD",
                "YIELD": "YIELD",
            }
        ),
    }
)
"""Codebook → label as given → the class it counts as. `cameo2plover` joins two into YIELD."""

_TAGS = re.compile(r"</?[st]>")
_MARKS = {"source": re.compile(r"<s>(.*?)</s>", re.S), "target": re.compile(r"<t>(.*?)</t>", re.S)}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One gold row. `event` is its class in the codebook it was read for; `line` is where it stood.

    `source` and `target` are substrings of `text`; `marked` is `text` with <s>…</s> and <t>…</t>
    around those that are meant, or None. Where the text names no source or no target, a word such
    as "someone" stands in for it, which the text lacks and `marked` does not mark.
    """

    id: str
    lang: str
    text: str
    source: str
    target: str
    marked: str | None
    event: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RelationGold:
    """The good rows of a file in order, and an error for each of the others."""

    rows: tuple[RelationRow, ...]
    problems: tuple[DataError, ...]


Predict = Callable[[RelationRow], str | None]
"""Answers a row with an event type, or with None where it finds none."""


def read_relations(path: Path | str, codebook: str = "cameo2plover") -> RelationGold:
    """Read gold rows (JSON Lines) and check each; a bad row is left out and named in `problems`.

    A row needs the texts id, lang, text, source, target and event; `marked` may be missing. Ids
    are unique, `marked` without its tags is the text, and source and target stand in the text, the
    one within the other with their marks, or nothing is marked for them.

    Raises:
        InputError: the file cannot be read.
        UsageError: there is no such codebook.
    """
    path = Path(path)
    labels = _labels(codebook)

    def check(row: dict[str, Any], line: int) -> RelationRow:
        return _checked(row, labels, codebook, line)

    return RelationGold(*checked_rows(numbered_rows(path), path, check))


def score_relations(
    rows: Iterable[RelationRow], predict: Predict, codebook: str = "cameo2plover"
) -> Classification:
    """Ask `predict` for every row and score its answers as classes of the codebook.

    Raises:
        UsageError: there is no such codebook, or an answer is no label of it.
    """
    labels = _labels(codebook)
    gold: list[str] = []
    answers: list[str | None] = []
    for row in rows:
        answer = predict(row)
        if answer is not None and answer not in labels:
            raise UsageError(
                f"'{answer}', predicted for row '{row.id}', is no event type of the codebook "
                f"{codebook}; these are: {', '.join(labels)}"
            )
        gold.append(labels.get(row.event, row.event))
        answers.append(None if answer is None else labels[answer])
    return classify(gold, answers)


def _labels(codebook: str) -> Mapping[str, str]:
    if codebook not in CODEBOOKS:
        raise UsageError(f"no codebook '{codebook}'; these are known: {', '.join(CODEBOOKS)}")
    return CODEBOOKS[codebook]


def _checked(
    row: dict[str, Any], labels: Mapping[str, str], codebook: str, line: int
) -> RelationRow:
    """The row of this object; a ValueError says what is wrong with it."""
    fields = {name: text_field(row, name) for name in ("id", "lang", "text", "source", "target")}
    event = text_field(row, "event")
    if event not in labels:
        raise ValueError(
            f"'{event}' is no event type of the codebook {codebook}; these are: {', '.join(labels)}"
        )
    marked = row.get("marked")
    if marked is not None:
        marked = text_field(row, "marked")
        if _TAGS.sub("", marked) != _TAGS.sub("", fields["text"]):
            raise ValueError("'marked' without its tags is not the text")
    for name, mark in _MARKS.items():
        wanted = fields[name]
        inner = [] if marked is None else [_TAGS.sub("", one) for one in mark.findall(marked)]
        if any(wanted not in one and one.strip() not in wanted for one in inner):
            raise ValueError(f"'marked' has {inner} for the {name}, which is {wanted!r:.60}")
        stands = wanted in fields["text"]
        if marked is None and not stands:
            raise ValueError(f"the {name} {wanted!r:.60} does not stand in the text")
        if marked is not None and stands and not inner:
            raise ValueError(f"the {name} {wanted!r:.60} is not marked with {mark.pattern[:3]}")
    return RelationRow(**fields, marked=marked, event=labels[event], line=line)
