"""A ledger that can be asked: what `dragoman.open_ledger` gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dragoman import ledger
from dragoman.analysis import aggregates, events, exporting, network, provenance, stories
from dragoman.analysis.provenance import Shown
from dragoman.analysis.query import Query
from dragoman.analysis.result import Result
from dragoman.analysis.summary import Summary, summary

if TYPE_CHECKING:
    from dragoman.analysis.briefs.brief import Brief
    from dragoman.analysis.charts.drawing import Drawing


class Ledger(ledger.Ledger):
    """A ledger with its questions as methods.

    Each takes a `Query`, or its fields as keywords, or both (the keywords change the query), and
    gives a `Result`: `ledger.events(actor="KOR", since="2024-06").pandas()`.
    """

    def events(self, query: Query | None = None, **filters: Any) -> Result:
        """The events, a row each (`analysis.events`)."""
        return events.events(self, query, **filters)

    def records(self, query: Query | None = None, **filters: Any) -> Iterator[dict[str, Any]]:
        """The events as records, for the writers of formats (`analysis.exporting`)."""
        return exporting.records(self, query, **filters)

    def show(self, id: str) -> Shown:
        """The whole way back from an event or a record to the words (`analysis.provenance`)."""
        return provenance.show(self, id)

    def dyad(
        self, one: str, other: str, query: Query | None = None, *, every: str = "month",
        **filters: Any,
    ) -> Result:  # fmt: skip
        """What two parties do to each other in each period (`analysis.aggregates`)."""
        return aggregates.dyad(self, one, other, query, every=every, **filters)

    def timeline(
        self, query: Query | None = None, *, by: str = "all", every: str = "month", **filters: Any
    ) -> Result:
        """Counts and scores in each period, zeros filled in (`analysis.aggregates`)."""
        return aggregates.timeline(self, query, by=by, every=every, **filters)

    def types(self, query: Query | None = None, **filters: Any) -> Result:
        """Counts and scores by dyad and type (`analysis.aggregates`)."""
        return aggregates.types(self, query, **filters)

    def network(self, query: Query | None = None, **filters: Any) -> Result:
        """Who acts towards whom, an edge a row (`analysis.network`)."""
        return network.network(self, query, **filters)

    def actors(self, query: Query | None = None, **filters: Any) -> Result:
        """The parties of events (`analysis.network`)."""
        return network.actors(self, query, **filters)

    def stories(
        self, query: Query | None = None, *, state: str | None = None, **filters: Any
    ) -> Result:
        """The stories, a row each (`analysis.stories`)."""
        return stories.stories(self, query, state=state, **filters)

    def quotes(self, query: Query | None = None, **filters: Any) -> Result:
        """Who said what (`analysis.stories`)."""
        return stories.quotes(self, query, **filters)

    def chart(self, kind: str, query: Query | None = None, **how: Any) -> Drawing:
        """A chart: intensity, types, network, map or places (`analysis.drawn`)."""
        from dragoman.analysis import drawn

        return drawn.chart(self, kind, query, **how)

    def bursts(self, one: str, other: str, query: Query | None = None, **how: Any) -> Result:
        """Bursts and changes of level between two (`analysis.drawn`)."""
        from dragoman.analysis import drawn

        return drawn.bursts_of(self, one, other, query, **how)

    def brief(self, query: Query | None = None, **how: Any) -> Brief:
        """What happened and who said what, in sentences (`analysis.drawn`)."""
        from dragoman.analysis import drawn

        return drawn.brief(self, query, **how)

    def summary(self, query: Query | None = None, **filters: Any) -> Summary:
        """What the events rest on (`analysis.summary`)."""
        return summary(self, query, **filters)
