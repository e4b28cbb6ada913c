"""What a ledger tells when it is asked: lists, counts, networks, charts, the way back to words."""

from dragoman.analysis.asked import Ledger
from dragoman.analysis.provenance import Shown
from dragoman.analysis.query import Query
from dragoman.analysis.result import Result
from dragoman.analysis.summary import Summary

__all__ = ["Ledger", "Query", "Result", "Shown", "Summary"]
