"""What became of a run's stories: counted as they pass, told while it runs and at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from dragoman import api
from dragoman.cli.shared import complain

if TYPE_CHECKING:
    from dragoman.pipeline import Coded
    from dragoman.reading import SetAside

    Outcome = Coded | SetAside

LISTED = 20
"""How many skipped inputs and stories without an event are listed; what is set aside always is."""


class Tally:
    """Counts outcomes as they pass, and keeps the reasons."""

    def __init__(self) -> None:
        self.counts = api.Counts()
        self.aside: list[SetAside] = []
        self.skipped: list[SetAside] = []
        self.empty: list[SetAside] = []
        self.bar, self.unsure = 0.0, 0

    def note(self, outcome: Outcome) -> None:
        """Count one outcome."""
        from dragoman.reading import SetAside

        self.counts = self.counts.plus(outcome)
        if isinstance(outcome, SetAside):
            kept = self.skipped if outcome.stage == api.SKIPPED else self.aside
            kept.append(outcome)
            return
        empty = api.why_empty(outcome)
        if empty is not None:
            self.empty.append(empty)

    def records(self, coding: Iterable[Outcome]) -> Iterator[dict[str, Any]]:
        """The records of outcomes, which are counted."""
        from dragoman.reading import SetAside

        for outcome in coding:
            self.note(outcome)
            if not isinstance(outcome, SetAside):
                yield from api.records_of(outcome)

    def merged(self, coding: api.Coding) -> Iterator[dict[str, Any]]:
        """The records of a whole run, each event once."""
        for _ in self.records(coding.outcomes):
            pass
        yield from coding.records(merged=True)

    def sure(self, records: Iterable[dict[str, Any]], bar: float) -> Iterator[dict[str, Any]]:
        """The records that are at least so sure; the others are counted."""
        self.bar = bar
        for record in records:
            if record["confidence"] >= bar:
                yield record
            else:
                self.unsure += 1

    def reasons(self) -> None:
        """What was skipped, empty or set aside and why, on standard error."""
        sys.stdout.flush()
        for heading, listed, most in (
            ("skipped", self.skipped, LISTED),
            ("without an event", self.empty, LISTED),
            ("set aside", self.aside, len(self.aside)),
        ):
            for one in listed[:most]:
                complain(outcome_line(heading, one))
            if len(listed) > most:
                complain(f"{heading}: and {len(listed) - most} more")

    def report(self) -> None:
        """The end of a run, on standard error."""
        self.reasons()
        left_out = f", {self.unsure} of them less sure than {self.bar:g}" if self.unsure else ""
        complain(f"{self.counts}{left_out}")


def progress(tally: Tally, *, shown: bool) -> AbstractContextManager[object]:
    """A line on standard error that says how far it is, if that is a terminal."""
    if not shown or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, TimeElapsedColumn
    from rich.text import Text

    class Told(ProgressColumn):
        def render(self, _task: object) -> Text:
            return Text(str(tally.counts))

    columns = (SpinnerColumn(), Told(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.add_task("coding", total=None)
    return progress


def outcome_line(heading: str, one: SetAside) -> str:
    """One outcome as a line: where, and why."""
    story = f" (story {one.story})" if one.story else ""
    return f"{heading}: {one.origin}{story}: {one.reason}"
