"""The store: stories, what was coded from them, what was decided by hand; one DuckDB file."""

from dragoman.ledger.ledger import Added, Ledger, Status

__all__ = ["Added", "Ledger", "Status"]
