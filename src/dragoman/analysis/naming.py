"""Names, dates and numbers as a reader's language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from dragoman.actors.names_file import NameSpec
from dragoman.actors.registry import load_actors
from dragoman.languages.pack import available, load_pack
from dragoman.languages.writing import WritingFile, load_writing
from dragoman.ontology import load_ontology

_INNER_BLANK = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")


class Names:
    """What things are called in one language; made by `names_in`.

    `code` is that of the language's pack, `writing` what the pack says of writing it.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.writing: WritingFile = load_writing(code)
        self.locale = Locale.parse(self.writing.locale)
        self._pack = load_pack(code)
        self._actors = load_actors()

    def actor(self, code: str) -> str:
        """The name of a country or of a non-state code; the code itself if nothing has it."""
        known = self.writing.countries.get(code) or self.writing.codes.get(code)
        if known is not None:
            return known
        entry = self._actors.countries.get(code)
        if entry is None:
            return code
        by_babel = self.locale.territories.get(entry.iso2 or "")
        return str(by_babel) if by_babel else self.entity(code) or entry.name

    def entity(self, id: str) -> str | None:
        """How the pack writes a country, body, group or person of the actor files first of all;
        None where it says nothing of it."""
        names = self._pack.names
        if (country := names.countries.get(id)) is not None:
            return _first(country.names)
        for table in (names.bodies, names.groups, names.persons):
            if id in table:
                return _first(table[id])
        return _first(names.areas[id].names) if id in names.areas else None

    def place(self, name: str, country: str | None) -> str:
        """A place's name: in the pack's spelling if it is the country's capital, else as it is."""
        if name in _capitals().get(country or "", ()):
            known = self._pack.names.countries.get(country or "")
            return (_first(known.capitals) if known is not None else None) or name
        return name

    def type(self, event: str) -> str:
        """The short name of an event type."""
        return load_ontology().types[event].label[self.code]

    def language(self, code: str) -> str:
        """The name of a language."""
        return str(self.locale.languages.get(code, code))

    def languages(self, codes: Iterable[str]) -> str:
        """The names of languages, in the order of their codes; a dash for none."""
        names = [self.language(code) for code in sorted(set(codes))]
        return str(format_list(names, locale=self.locale)) if names else "–"

    def day(self, day: date) -> str:
        """A day written out, with its year."""
        return format_date(day, "long", locale=self.locale)

    def month(self, day: date) -> str:
        """The month that a day is of, with its year."""
        return format_skeleton("yMMMM", day, locale=self.locale)

    def period(self, first: date, every: str) -> str:
        """A period, by its first day."""
        if every == "year":
            return format_skeleton("y", first, locale=self.locale)
        return self.month(first) if every == "month" else self.day(first)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with `digits` decimals, a real minus sign before it if it is negative."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, pattern, locale=self.locale).replace("-", "−")


@lru_cache(maxsize=8)
def names_in(code: str) -> Names:
    """The names in a language that can be written in.

    Raises:
        LanguageError: no pack of that code can be written in.
    """
    return Names(code)


@lru_cache(maxsize=1)
def _capitals() -> Mapping[str, frozenset[str]]:
    """How any pack writes the capitals of countries, by code."""
    found: dict[str, set[str]] = {}
    for pack in map(load_pack, available()):
        for code, country in pack.names.countries.items():
            found.setdefault(code, set()).update(
                name if isinstance(name, str) else name.name for name in country.capitals
            )
    for code, entry in load_actors().countries.items():
        if entry.capital is not None:
            found.setdefault(code, set()).add(entry.capital)
    return {code: frozenset(names) for code, names in found.items()}


def _first(names: tuple[str | NameSpec, ...]) -> str | None:
    if not names:
        return None
    name = names[0]
    # a blank between characters of a script without blanks only parts a name for the reader
    return _INNER_BLANK.sub("", name if isinstance(name, str) else name.name)
