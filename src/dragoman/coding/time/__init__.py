"""Dates: what a text says of them (`DateReader.find`) and the days that means (`resolve`).

Usual order in a story: read each sentence with `find`; resolve each expression in order; a result
of precision "day" that is neither a modifier nor historical becomes the day last spoken of, which
is handed to the next `resolve` as `spoken`.
"""

from __future__ import annotations

from dragoman.coding.time.expression import DateExpression, Point
from dragoman.coding.time.reader import DateReader
from dragoman.coding.time.resolve import is_historical, resolve
from dragoman.coding.time.rules import DateRules

__all__ = ["DateExpression", "DateReader", "DateRules", "Point", "is_historical", "resolve"]
