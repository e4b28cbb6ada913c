"""The store: stories, what was coded from them, what was decided by hand; one DuckDB file."""

from dragoman.ledger.ledger import Ledger
from dragoman.ledger.status import Added, Status

__all__ = ["Added", "Ledger", "Status"]
