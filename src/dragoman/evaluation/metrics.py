"""Precision, recall and F1: of single decisions among classes, and of sets that are compared.

All figures are fractions from 0 to 1; a figure whose denominator is 0 is 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.errors import UsageError


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits, false alarms and misses."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Hits among what was given."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """Hits among what was wanted."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)

    @property
    def support(self) -> int:
        """How many were wanted."""
        return self.hits + self.missed

    def as_dict(self) -> dict[str, Any]:
        """Counts and figures, for JSON."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "hits": self.hits,
            "extra": self.extra,
            "missed": self.missed,
            "support": self.support,
        }


@dataclass(frozen=True, slots=True)
class Classification:
    """One decision a row, scored.

    `classes` are all that occur in gold or predictions, in alphabetical order; `confusion` counts
    (gold, predicted), with None where nothing was predicted.
    """

    classes: tuple[str, ...]
    confusion: tuple[tuple[tuple[str, str | None], int], ...]

    @property
    def rows(self) -> int:
        """How many rows were scored."""
        return sum(count for _, count in self.confusion)

    def of(self, name: str) -> Counts:
        """The counts of one class; all 0 for a class that does not occur."""
        hits = extra = missed = 0
        for (gold, predicted), count in self.confusion:
            if gold == predicted == name:
                hits += count
            elif predicted == name:
                extra += count
            elif gold == name:
                missed += count
        return Counts(hits, extra, missed)

    @property
    def micro(self) -> Counts:
        """The counts of all classes together; with a prediction on every row P = R = accuracy."""
        return sum((self.of(name) for name in self.classes), Counts())

    @property
    def accuracy(self) -> float:
        """Share of rows with the right class."""
        return _share(self.micro.hits, self.rows)

    @property
    def in_gold(self) -> tuple[str, ...]:
        """The classes that gold has; the others count in no macro average."""
        return tuple(name for name in self.classes if self.of(name).support)

    @property
    def macro(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each the plain mean over the classes that gold has."""
        counts = [self.of(name) for name in self.in_gold]
        return (
            _mean([one.precision for one in counts]),
            _mean([one.recall for one in counts]),
            _mean([one.f1 for one in counts]),
        )

    @property
    def macro_f1(self) -> float:
        """Mean of the F1 of the classes that gold has."""
        return self.macro[2]

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON; `confusion` is gold → predicted ("" for none) → count."""
        confusion: dict[str, dict[str, int]] = {}
        for (gold, predicted), count in self.confusion:
            confusion.setdefault(gold, {})[predicted or ""] = count
        precision, recall, f1 = self.macro
        return {
            "rows": self.rows,
            "accuracy": self.accuracy,
            "micro": self.micro.as_dict(),
            "macro": {"precision": precision, "recall": recall, "f1": f1},
            "classes": {name: self.of(name).as_dict() for name in self.classes},
            "confusion": confusion,
        }

    def __rich__(self) -> RenderableType:
        macro_row = tuple(_percent(figure) for figure in self.macro)
        scores = score_table({name: self.of(name) for name in self.classes}, "Class")
        scores.add_section()
        scores.add_row("micro", *_cells(self.micro))
        scores.add_row("macro", *macro_row, str(len(self.in_gold)) + " classes")
        return Group(scores, self._confusion_table())

    def _confusion_table(self) -> Table:
        """A row for each class of gold; the columns are numbered as the rows are."""
        counts = dict(self.confusion)
        # 15 classes with counts of three digits must fit a terminal of 100 columns
        table = Table(
            title="Confusion: rows gold, columns predicted (– for nothing)",
            box=SIMPLE_HEAD,
            padding=(0, 1, 0, 0),
            pad_edge=False,
        )
        table.add_column("", justify="right")
        table.add_column("Gold", no_wrap=True)
        for number in range(1, len(self.classes) + 1):
            table.add_column(str(number), justify="right", no_wrap=True)
        table.add_column("–", justify="right", no_wrap=True)
        for number, gold in enumerate(self.classes, start=1):
            cells = [counts.get((gold, name), 0) for name in (*self.classes, None)]
            if any(cells):
                shown = [Text(str(n) if n else "·") for n in cells]
                shown[number - 1].stylize("bold")
                table.add_row(str(number), Text(gold), *shown)
            else:
                table.add_row(str(number), Text(gold), *("·" for _ in cells))
        return table


def classify(gold: Sequence[str], predicted: Sequence[str | None]) -> Classification:
    """Score predictions against gold, row by row; None is a row without a prediction (a miss).

    Raises:
        UsageError: the two are not equally long.
    """
    if len(gold) != len(predicted):
        raise UsageError(
            f"{len(predicted)} predictions for {len(gold)} gold rows; every row needs one"
        )
    counts = Counter(zip(gold, predicted, strict=True))
    classes = {*gold, *(name for name in predicted if name is not None)}
    return Classification(
        tuple(sorted(classes)),
        tuple(sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or ""))),
    )


def score_table(counts: dict[str, Counts], heading: str) -> Table:
    """A table with precision, recall, F1 (in percent) and support of each name."""
    table = Table(pad_edge=False)
    table.add_column(heading, no_wrap=True)
    for name in ("Precision", "Recall", "F1", "Support"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, one in counts.items():
        table.add_row(Text(name), *_cells(one))
    return table


def _cells(counts: Counts) -> tuple[str, str, str, str]:
    return (
        _percent(counts.precision),
        _percent(counts.recall),
        _percent(counts.f1),
        str(counts.support),
    )


def _percent(figure: float) -> str:
    return f"{100 * figure:.1f}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures) if figures else 0.0
