"""The sentences of briefs: how a language puts an event, its parties, its day and its speaker.

A pack's `sentences.yaml` holds the patterns; `analysis.briefs` fills them. A pattern names in
braces what is filled in, and the particles of the language whose form the word before them decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from dragoman.actors.registry import Actors, load_actors
from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError, LanguageError
from dragoman.languages.pack import FOLDER
from dragoman.languages.writing import keyed
from dragoman.model import AUXILIARIES
from dragoman.ontology import Ontology

FILE = "sentences.yaml"
SLOT = "…"
"""Where in a label the recipient stands, if it is neither its beginning nor its end."""

PLAIN = "none"
"""The tense of an event without auxiliary modes."""

TENSES = (
    PLAIN,
    *(
        " ".join(modes)
        for count in range(1, len(AUXILIARIES) + 1)
        for modes in combinations(AUXILIARIES, count)
    ),
)
"""All sets of auxiliary modes, by their names in the order of `AUXILIARIES`."""

SIZES = ("dead", "injured", "arrested", "displaced", "size")


def fields_of(pattern: str) -> set[str]:
    """The names in braces of a pattern."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def _pattern(*required: str, optional: Collection[str] = ()) -> AfterValidator:
    """A pattern that fills in these names, all of the first and none but these."""

    def check(value: str) -> str:
        try:
            found = fields_of(value)
        except ValueError as error:
            raise ValueError(f"no pattern: {error}") from error
        missing = set(required) - found
        if missing:
            raise ValueError(f"the pattern lacks {{{'}, {'.join(sorted(missing))}}}")
        wrong = {name for name in found if name.isascii()} - set(required) - set(optional)
        if wrong:
            allowed = ", ".join((*required, *optional)) or "none"
            raise ValueError(
                f"nothing is filled in for {', '.join(sorted(wrong))}; there are: {allowed}"
            )
        return value

    return AfterValidator(check)


def _regex(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return value


Count = Annotated[str, _pattern("count")]
Country = Annotated[str, _pattern("country")]


class Clause(Entry):
    """Patterns of a clause: with a recipient and alone, with an actor and with one that is unknown.

    `act` is the verb phrase, `place` what `place` makes of a place, or nothing.
    """

    full: Annotated[str, _pattern("actor", "act", "recipient", "place")]
    alone: Annotated[str, _pattern("actor", "act", "place")]
    unnamed_actor: Annotated[str, _pattern("actor", "act", "recipient", "place")]
    unnamed_alone: Annotated[str, _pattern("actor", "act", "place")]


class Days(Entry):
    """How a clause is dated: by a day, a longer stretch, a week's first day, the day of the report;
    `as_of`: what is still to come is dated by the day of saying so."""

    day: Annotated[str, _pattern("when", "clause")]
    stretch: Annotated[str, _pattern("when", "clause")]
    week: Annotated[str, _pattern("when", "clause")]
    publication: Annotated[str, _pattern("when", "clause")]
    as_of: Annotated[str, _pattern("when", "clause")]


class Parties(Entry):
    """How parties are named: a country, a person (of a country), the holder of an office, an office
    whose holder is not named, and one of whom only the words of the story are known."""

    country: Country
    words: Annotated[str, _pattern("words")]
    person: Annotated[str, _pattern("name", "country")]
    person_alone: Annotated[str, _pattern("name")]
    holder: Annotated[str, _pattern("name", "office", "country")]
    holder_alone: Annotated[str, _pattern("name", "office")]
    office: Annotated[str, _pattern("office", "country")]
    office_alone: Annotated[str, _pattern("office")]


class Joined(Entry):
    """What stands between the members of a list, and before the last."""

    last: str
    other: str


class Nobody(Entry):
    """An actor or recipient of whom nothing is known."""

    actor: str
    recipient: str


class Numbers(Entry):
    """What stands around and between the numbers of an event."""

    open: str
    between: str
    close: str


class BriefWords(Entry):
    """The headings and lines of a brief."""

    title: Annotated[str, _pattern("about", "since", "until")]
    title_all: Annotated[str, _pattern("since", "until")]
    made: Annotated[str, _pattern("events", "stories", "outlets", "languages")]
    events: str
    statements: str
    sources: str
    undated: str
    others: str
    none: str
    left_out: Count
    statements_left: Count
    reference: Annotated[
        str, _pattern("publisher", "date", "title", "record", "language", "start", "end")
    ]
    title_in: Annotated[str, _pattern("title")]
    no_publisher: str
    no_date: str


class SentencesFile(Entry):
    """A pack's sentences.yaml.

    - `verb`: whether the verb is the first word of an act's label, or its last part; `recipient`:
      whether the recipient stands before the label or after it;
    - `forms`: names of a verb's forms; `verbs`: first words or endings of labels → their forms,
      in that order (of endings the longest counts); `otherwise`: the forms where none is listed,
      `{head}` being the word (or, of endings, the whole label);
    - `tenses`: what each set of auxiliary modes makes of the forms;
    - `loose`: what a label loses on the recipient's side where none is known; `needs_recipient`: a
      regular expression of labels that cannot do without;
    - `article`: word → words of names of bodies and places that it stands before;
    - `countries`: names of countries that are others in sentences than in charts;
    - `particles`: particle → its forms behind a consonant and behind a vowel; `closed`: letters and
      digits that are read with a consonant at the end;
    - `animate`: what a particle becomes behind people, `animate_not_before` being words before
      which it does not, `animate_sectors` the sectors that are people;
    - `sectors`: sector → with its country, and alone; `offices`: office, or COUNTRY.office, → name;
      `unnamed_offices`: patterns of offices whose holder is not named;
    - `capital`: a sentence begins with a capital letter.
    """

    verb: Literal["first", "last"]
    recipient: Literal["before", "after"]
    capital: bool = False
    forms: tuple[str, ...]
    verbs: dict[str, tuple[str, ...]] = {}
    otherwise: dict[str, Annotated[str, _pattern("head")]] | None = None
    tenses: Annotated[dict[str, str], keyed(*TENSES)]
    loose: tuple[str, ...]
    needs_recipient: Annotated[str, AfterValidator(_regex)] | None = None
    nobody: Nobody
    list: Joined
    article: dict[str, tuple[str, ...]] = {}
    countries: dict[str, str] = {}
    particles: dict[str, tuple[str, str]] = {}
    closed: str = ""
    animate: dict[str, str] = {}
    animate_not_before: tuple[str, ...] = ()
    animate_sectors: tuple[str, ...] = ()
    clause: Clause
    place: Annotated[str, _pattern("place")]
    attributed: Annotated[str, _pattern("speaker", "clause")]
    own: Annotated[str, _pattern("clause")]
    dated: Days
    sentence: Annotated[str, _pattern("clause", "numbers")]
    numbers: Annotated[dict[str, Count], keyed(*SIZES)]
    numbers_in: Numbers
    said: Annotated[str, _pattern("speaker", "words")]
    quotes: tuple[str, str]
    parties: Parties
    sectors: dict[str, tuple[Country, str]]
    offices: dict[str, str] = {}
    unnamed_offices: dict[str, Country] = {}
    brief: BriefWords

    @model_validator(mode="after")
    def _forms_fit(self) -> SentencesFile:
        for head, forms in self.verbs.items():
            if len(forms) != len(self.forms):
                raise ValueError(f"verbs → {head}: {len(self.forms)} forms are wanted")
        if self.otherwise is not None and set(self.otherwise) != set(self.forms):
            raise ValueError(f"otherwise: the forms are {', '.join(self.forms)}")
        for name, pattern in self.tenses.items():
            wrong = fields_of(pattern) - set(self.forms)
            if wrong or not fields_of(pattern):
                raise ValueError(f"tenses → {name}: one of {', '.join(self.forms)} is filled in")
        return self

    def split(self, label: str) -> tuple[str, str, str]:
        """A label in three: what stands before the verb, the verb, what stands behind it."""
        if self.verb == "first":
            head, _, rest = label.partition(" ")
            return "", head, f" {rest}" if rest else ""
        known = [ending for ending in self.verbs if label.endswith(ending)]
        if not known:
            return "", label, ""
        head = max(known, key=len)
        return label[: -len(head)], head, ""

    def conjugated(self, head: str) -> Mapping[str, str]:
        """The forms of a verb, by their names.

        Raises:
            DataError: the verb is not listed, and no rule says what becomes of others.
        """
        if head in self.verbs:
            return dict(zip(self.forms, self.verbs[head], strict=True))
        if self.otherwise is None:
            raise DataError(f"the verb '{head}' of an act's label is not among the verbs")
        return {name: pattern.format(head=head) for name, pattern in self.otherwise.items()}


@lru_cache(maxsize=16)
def load_sentences(code: str, folder: Path = FOLDER) -> SentencesFile:
    """The sentences of a language; kept for the life of the process.

    Raises:
        LanguageError: the pack has none.
        DataError: its sentences.yaml is wrong.
    """
    path = folder / code / FILE
    if not path.exists():
        known = ", ".join(sorted(one.parent.name for one in folder.glob(f"*/{FILE}")))
        raise LanguageError(f"no briefs can be written in '{code}'; there are: {known}")
    return load_yaml(path, SentencesFile)


def check_sentences(
    path: Path, code: str, ontology: Ontology, actors: Actors | None = None
) -> list[DataError]:
    """What in a sentences.yaml does not fit the acts, sectors and offices that there are.

    Raises:
        DataError: the file itself is wrong.
    """
    file = load_yaml(path, SentencesFile)
    return list(_misfits(path, code, file, ontology, actors or load_actors()))


def _misfits(
    path: Path, code: str, file: SentencesFile, ontology: Ontology, actors: Actors
) -> Iterator[DataError]:
    for act in ontology.acts.values():
        label = act.label.get(code, "")
        if label.count(SLOT) > 1:
            yield DataError(f"the label of {act.id}, '{label}', has more than one {SLOT}", path)
        head = file.split(label)[1]
        if head not in file.verbs and file.otherwise is None:
            message = f"'{head}' of the label of {act.id} is not listed"
            yield DataError(message, path, line_of(path, ("verbs",)))
    if set(file.sectors) != set(ontology.sectors):
        wrong = ", ".join(sorted(set(file.sectors) ^ set(ontology.sectors)))
        message = f"sectors: each of the ontology's is wanted and no other; look at {wrong}"
        yield DataError(message, path, line_of(path, ("sectors",)))
    for key, table in (("offices", file.offices), ("unnamed_offices", file.unnamed_offices)):
        for name in table:
            country, _, office = name.rpartition(".")
            if office not in actors.offices or (country and country not in actors.countries):
                yield DataError(f"{key}: '{name}' is no office", path, line_of(path, (key, name)))
    for name in file.animate_sectors:
        if name not in ontology.sectors:
            line = line_of(path, ("animate_sectors",))
            yield DataError(f"animate_sectors: '{name}' is no sector", path, line)
