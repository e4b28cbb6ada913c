"""What may stand in a language's names.yaml: how the language writes the actors."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from dragoman.data import Entry, load_yaml


class NameSpec(Entry):
    """One written form, with the surroundings in which it does (not) name its entity.

    - `not_before`, `not_after`: the form names nothing directly before or after one of these
      (a hyphen at the beginning of a word of `not_before` is taken as written: `-based`);
    - `only_before`, `only_after`: it names something only there (in all four: a word with a `~` on
      the side of the form stands there without a blank: `~적`);
    - `unless`: it names nothing in a text that holds one of these anywhere;
    - `only_with`: it names something only in a text that holds one of these;
    - `given`: also a first name: it names nothing before a capitalised word that is no other
      name, unless the pack's `follow` lists it;
    - `weak`: a general word ("Congress", "Labour Party") whose entity is only meant where no other
      country is next to it. Bodies of several countries may share one: that of the country beside
      it is meant, else of the one the story is told from or about, else of one it has spoken of,
      else the first in the file;
    - `partial`: short for a person's name, to be used where the whole name or a title is near;
    - `exact`: never in capitals ("Shell", "Total").
    """

    name: str
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    given: bool = False
    weak: bool = False
    partial: bool = False
    exact: bool = False

    @cached_property
    def bound(self) -> bool:
        """Whether the form depends on what stands around it."""
        return bool(
            self.not_before
            or self.not_after
            or self.only_before
            or self.only_after
            or self.unless
            or self.only_with
            or self.given
        )


Names = tuple[str | NameSpec, ...]


def _as_mapping(value: Any) -> Any:
    return {"names": value} if isinstance(value, list | str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Listed = Annotated[Names, BeforeValidator(_as_list)]


class CountryNames(Entry):
    """Names, adjectives (`demonyms`), nouns for the people, and the capital as the government.

    `short` are one-character forms that stand in runs (日米韓) or before a title. `toward` are
    words that name the country as what something is aimed at (訪米, 대북), never as its owner.
    """

    names: Listed = ()
    demonyms: Listed = ()
    people: Listed = ()
    capitals: Listed = ()
    short: tuple[str, ...] = ()
    toward: Listed = ()


Area = Annotated[CountryNames, BeforeValidator(_as_mapping)]


class ShortRules(Entry):
    """Where one-character country forms count.

    - `before`: words (titles, organs) before which a single form counts, a blank between or not;
    - `prefixes`: characters after which a single form counts (訪米, 대북);
    - `lone`: forms that count wherever no character of the same script adjoins;
    - `not_after`: characters after which none counts (figures before 日);
    - `ends`: what may follow a run in a script with blanks, besides a blank (particles);
    - `joints`: separators that may stand within a run;
    - `together`: forms that count only in a run, being ordinary words before a title too (한);
    - `particled`: forms that count before one of `ends` too, being no other word (러에, 러와);
    - `heading`: forms that count before a title only at the head of a text or behind a mark (중);
    - `marks`: marks before which a form counts that begins the text or stands behind another mark
      ("米、中国に抗議").
    """

    before: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    lone: tuple[str, ...] = ()
    not_after: str = ""
    ends: tuple[str, ...] = ()
    joints: str = "・·ㆍ‧、,"
    together: tuple[str, ...] = ()
    particled: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    marks: str = ""


class NamesFile(Entry):
    """A language's names.yaml.

    - `people_patterns`: templates of people nouns, `{}` for each name of a country ("warga {}");
    - `force_patterns`: templates of nouns for its troops ("{}군");
    - `toward_patterns`: templates of words for what is aimed at a country ("대{}");
    - `suffixes`: what may be written on to a name without a gap (Indonesian -nya);
    - `follow`: capitalised words that may follow a name which is also a first name;
    - `not_capital_before`: what after a capital makes it a place (-based);
    - `no_country_before`: what after a country or its adjective makes it a place (Town, Street);
    - `owner_marks`: what may stand, besides nothing or a blank, between a country and what is its
      ("'s ", の); `owner_behind`: what between a body and the country behind it (" of the ");
    - `surnames_before`: titles and forms of address before which a surname of one character
      counts (尹大統領), where no other character of its script stands before it, and in such a
      language those of `not_alone`;
    - `family_last`: countries whose family names stand first at home but last in this language;
    - `variants`: a character → others that are written for it (国: 國), in texts and in this file.
      Full-width letters and digits are read like plain ones in any language;
    - `not_alone`: surnames that never count alone, being ordinary words;
    - `not_in_capitals`: abbreviations that are ordinary words in a text all in capitals;
    - `artifacts`: names that only machine translation makes ("North Russia" for 北ロ, North Korea
      and Russia) → the codes of the countries that are meant;
    - `ignore`: expressions that name no actor, though they hold a name;
    - `cities`: how the language writes cities → their GeoNames name.
    """

    countries: dict[str, CountryNames] = {}
    cities: dict[str, str] = {}
    areas: dict[str, Area] = {}
    bodies: dict[str, Listed] = {}
    groups: dict[str, Listed] = {}
    persons: dict[str, Listed] = {}
    artifacts: dict[str, tuple[str, ...]] = {}
    ignore: tuple[str, ...] = ()
    people_patterns: tuple[str, ...] = ()
    force_patterns: tuple[str, ...] = ()
    toward_patterns: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    not_capital_before: tuple[str, ...] = ()
    no_country_before: tuple[str, ...] = ()
    owner_marks: tuple[str, ...] = ()
    owner_behind: tuple[str, ...] = ()
    surnames_before: tuple[str, ...] = ()
    family_last: tuple[str, ...] = ()
    variants: dict[str, str] = {}
    not_alone: tuple[str, ...] = ()
    not_in_capitals: tuple[str, ...] = ()
    short: ShortRules = ShortRules()


def load_names(path: Path) -> NamesFile:
    """Read a language's names.yaml.

    Raises:
        DataError: the file is missing or wrong; the message names file and line.
    """
    return load_yaml(path, NamesFile)
