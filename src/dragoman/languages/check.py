"""Everything that is wrong in a language pack at once, for those who write one.

Loading stops at the first error; here every file is gone through to its end. What a file of a
higher room holds (dates, numbers, the outward form of news) is checked by the reader of that room,
which the caller hands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date as Day
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BeforeValidator, ValidationError

from dragoman.actors.names_file import NamesFile
from dragoman.actors.registry import NON_STATE, Actors, load_actors
from dragoman.data import Entry, line_of, load_yaml, read_yaml
from dragoman.errors import DataError, LanguageError
from dragoman.languages import sentences, writing
from dragoman.languages.agents import AgentsFile
from dragoman.languages.expressions import (
    LISTS,
    Expression,
    ExpressionsFile,
    load_expressions,
)
from dragoman.languages.grammar import load_grammar
from dragoman.languages.morphology import load_morphology
from dragoman.languages.pack import FILE, FOLDER, PackInfo, available
from dragoman.languages.topics import load_contexts
from dragoman.model import AUXILIARIES
from dragoman.ontology import Ontology

T = TypeVar("T")
Reader = Callable[[Path], object]

CASES = "cases.yaml"
FACTUALITY = "factuality.yaml"
"""Further cases, of what is denied, to come, supposed or long past, and of who says so."""
ENOUGH_CASES = 150
"""A pack is tried on at least so many sentences: about eight for each of the sixteen types, and as
many that tell of none."""

OTHERS = ("dates.yaml", "numbers.yaml", "reading.yaml")
"""Files of a pack whose readers belong to higher rooms."""

_PARTICIPANT = re.compile(r"(?=.)([A-Z]{3})?(?:\.([A-Z]{3}))?\Z")


def _participant(value: str) -> str:
    if not _PARTICIPANT.match(value):
        raise ValueError("a participant is KOR.GOV, KOR or .GOV")
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Who = Annotated[str, AfterValidator(_participant)]
Several = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class ExpectedEntry(Entry):
    """An event that must be coded from a case; only what is given is compared."""

    event: str | None = None
    act: str | None = None
    mode: Several = ()
    context: Several = ()
    actor: tuple[Who, ...] = ()
    recipient: tuple[Who, ...] = ()
    attributed_to: tuple[Who, ...] = ()
    auxiliary: Several = ()
    date: Day | None = None


class CaseEntry(Entry):
    """A sentence or short story, and all events that must be coded from it; [] means none."""

    text: str
    events: tuple[ExpectedEntry, ...]
    date: Day | None = None
    id: str | None = None
    kind: str | None = None
    lang: str | None = None
    note: str | None = None
    gap: str | None = None


class CasesFile(Entry):
    cases: tuple[CaseEntry, ...]


def check_language(
    code: str,
    ontology: Ontology,
    *,
    folder: Path = FOLDER,
    actors: Actors | None = None,
    readers: Mapping[str, Reader] | None = None,
    engines: Collection[str] = (),
) -> list[str]:
    """Everything wrong in the pack `code` under `folder`; one "file:line: message" each.

    `readers` check the files of `OTHERS` by name (without one only their YAML is checked);
    `engines` are the names that `engine` in pack.yaml may have (empty: any).

    Raises:
        DataError: the actor files are wrong (if `actors` is not given).
    """
    if not (folder / code / FILE).exists():
        known = ", ".join(available(folder)) or "none"
        return [str(LanguageError(f"there is no language pack '{code}'; at hand: {known}"))]
    check = _Check(folder / code, ontology, actors or load_actors(), dict(readers or {}), engines)
    return [str(problem) for problem in check.run()]


def unexpressed(code: str, ontology: Ontology, *, folder: Path = FOLDER) -> tuple[str, ...]:
    """The acts that nothing in the pack expresses, in the ontology's order.

    Acts that only composition makes may well be among them: it is a list to think about.
    """
    said: set[str] = set()
    for path in _act_files(folder / code):
        try:
            said.update(load_yaml(path, ExpressionsFile).acts)
        except DataError:
            continue
    made = {row.act for rows in ontology.composition.values() for row in rows}
    return tuple(act for act in ontology.acts if act not in said and act not in made)


def _act_files(pack: Path) -> list[Path]:
    return sorted(path for path in (pack / "acts").glob("*.yaml") if path.name != LISTS)


class _Check:
    """One look through a pack; `problems` fills file by file."""

    def __init__(
        self,
        pack: Path,
        ontology: Ontology,
        actors: Actors,
        readers: dict[str, Reader],
        engines: Collection[str],
    ) -> None:
        self.pack, self.ontology, self.actors = pack, ontology, actors
        self.readers, self.engines = readers, engines
        self.problems: list[DataError] = []

    def run(self) -> list[DataError]:
        self._info()
        self._expressions()
        self._agents()
        self._names()
        self._try(lambda: load_grammar(self.pack / "grammar.yaml"))
        self._try(lambda: load_morphology(self.pack / "morphology.yaml"))
        if (self.pack / "contexts.yaml").exists():
            self._try(lambda: load_contexts(self.pack / "contexts.yaml", self.ontology.contexts))
        self._written()
        for name in OTHERS:
            reader = self.readers.get(name, read_yaml)
            self._try(lambda name=name, reader=reader: reader(self.pack / name))  # type: ignore[misc]
        self._cases()
        return self.problems

    def _try(self, load: Callable[[], T]) -> T | None:
        try:
            return load()
        except DataError as error:
            self.problems.append(error)
            return None

    def _fail(self, message: str, path: Path, loc: tuple[str | int, ...] = ()) -> None:
        self.problems.append(DataError(message, path, line_of(path, loc) if loc else None))

    # --- files

    def _info(self) -> None:
        path = self.pack / FILE
        info = self._try(lambda: load_yaml(path, PackInfo))
        if info is None:
            return
        if self.engines and info.engine not in self.engines:
            known = ", ".join(sorted(self.engines))
            self._fail(f"there is no engine '{info.engine}'; known: {known}", path, ("engine",))
        if info.model is not None:
            if not (self.pack / info.model).is_dir():
                self._fail(f"there is no folder '{info.model}' beside it", path, ("model",))
            if not info.model_licence:
                self._fail("a pack that ships a model names its licence: model_licence", path)

    def _expressions(self) -> None:
        folder = self.pack / "acts"
        paths = _act_files(self.pack)
        if not paths:
            self._fail("the pack has no acts/*.yaml, so it expresses nothing", folder)
            return
        before = len(self.problems)
        if (folder / LISTS).exists():
            self._try(lambda: load_yaml(folder / LISTS, ExpressionsFile))
        for path in paths:
            file = self._try(lambda path=path: load_yaml(path, ExpressionsFile))  # type: ignore[misc]
            for act in file.acts if file is not None else ():
                if act not in self.ontology.acts:
                    self._fail(
                        f"'{act}' is no act of the ontology{_like(act, self.ontology.acts)}",
                        path,
                        ("acts", act),
                    )
        if len(self.problems) == before:
            found = self._try(lambda: load_expressions(folder))
            self.problems += _duplicates(found or (), self.pack.parent)

    def _agents(self) -> None:
        path = self.pack / "agents.yaml"
        file = self._try(lambda: load_yaml(path, AgentsFile))
        for number, agent in enumerate(file.agents if file is not None else ()):
            for key, value, known in (
                ("sector", agent.sector, self.ontology.sectors),
                ("also", agent.also, self.ontology.sectors),
                ("office", agent.office, self.actors.offices),
                ("code", agent.code, {**self.actors.countries, **dict.fromkeys(NON_STATE)}),
            ):
                if value is not None and value not in known:
                    self._fail(
                        f"'{value}' is no {key} that is known{_like(value, known)}",
                        path,
                        ("agents", number, key),
                    )

    def _names(self) -> None:
        path = self.pack / "names.yaml"
        file = self._try(lambda: load_yaml(path, NamesFile))
        if file is None:
            return
        for key, known in (
            ("countries", self.actors.countries),
            ("areas", self.actors.areas),
            ("bodies", self.actors.bodies),
            ("groups", self.actors.groups),
            ("persons", self.actors.persons),
        ):
            for entity in getattr(file, key):
                if entity not in known:
                    self._fail(
                        f"'{entity}' is not among the {key} of the actor files"
                        f"{_like(entity, known)}",
                        path,
                        (key, entity),
                    )

    def _written(self) -> None:
        """What charts and briefs need; a pack may do without."""
        path = self.pack / writing.FILE
        if path.exists():
            self._try(lambda: load_yaml(path, writing.WritingFile))
        path = self.pack / sentences.FILE
        if path.exists():
            self.problems += (
                self._try(
                    lambda: sentences.check_sentences(
                        path, self.pack.name, self.ontology, self.actors
                    )
                )
                or []
            )

    def _cases(self) -> None:
        self._cases_of(self.pack / CASES, ENOUGH_CASES)
        further = self.pack / FACTUALITY
        if further.exists():
            self._cases_of(further)

    def _cases_of(self, path: Path, enough: int = 0) -> None:
        raw = self._try(lambda: read_yaml(path))
        if raw is None:
            return
        cases = raw.get("cases") if isinstance(raw, dict) else None
        if not isinstance(cases, list):
            self._fail("there is no list 'cases' in this file", path)
            return
        if len(cases) < enough:
            self._fail(f"{len(cases)} cases are too few; {enough} are wanted", path)
        lines = _item_lines(path, "cases")
        seen: dict[tuple[str, str], int] = {}
        for line, case in zip(lines, cases, strict=True):
            try:
                entry = CaseEntry.model_validate(case)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = " → ".join(str(part) for part in first["loc"]) or "the case"
                self.problems.append(DataError(f"{where}: {first['msg']}", path, line))
                continue
            key = (entry.text, str(entry.date))
            if key in seen:
                self.problems.append(
                    DataError(f"this case stands already in line {seen[key]}", path, line)
                )
            seen.setdefault(key, line)
            for problem in self._wrong_in(entry):
                self.problems.append(DataError(problem, path, line))

    def _wrong_in(self, case: CaseEntry) -> Iterator[str]:
        ontology = self.ontology
        for one in case.events:
            if one.event is not None and one.event not in ontology.types:
                yield f"'{one.event}' is no event type{_like(one.event, ontology.types)}"
                continue
            if one.act is not None and one.act not in ontology.acts:
                yield f"'{one.act}' is no act of the ontology{_like(one.act, ontology.acts)}"
                continue
            act = ontology.acts[one.act] if one.act is not None else None
            event = one.event or (act.event if act is not None else None)
            if act is not None and act.event != event:
                yield f"the act '{one.act}' is of type {act.event}, not {event}"
            modes = ontology.types[event].modes if event is not None else {}
            for mode in one.mode if event is not None else ():
                if mode not in modes:
                    yield f"{event} has no mode '{mode}'; it has {', '.join(modes) or 'none'}"
            for context in one.context:
                if context not in ontology.contexts:
                    yield f"'{context}' is no context{_like(context, ontology.contexts)}"
            for auxiliary in one.auxiliary:
                if auxiliary not in AUXILIARIES:
                    yield f"'{auxiliary}' is no auxiliary mode; there are {', '.join(AUXILIARIES)}"
            for who in (*one.actor, *one.recipient, *one.attributed_to):
                code, _, sector = who.partition(".")
                if code and code not in NON_STATE and code not in self.actors.countries:
                    yield f"'{code}' is no country and no non-state code"
                if sector and sector not in ontology.sectors:
                    yield f"'{sector}' is no sector{_like(sector, ontology.sectors)}"


def _duplicates(expressions: Collection[Expression], folder: Path) -> Iterator[DataError]:
    """Two acts for the same words under the same conditions: only one could ever be coded."""
    first: dict[tuple[object, ...], Expression] = {}
    for one in expressions:
        conditions = (
            one.kind, one.object, one.subject, one.voice, one.modifier, one.negated,
            _frozen(one.with_),
            one.unless_object, one.unless_subject, one.unless_modifier, one.unless_particle,
            _frozen(one.unless_with),
        )  # fmt: skip
        for words in one.words:
            other = first.setdefault((words, *conditions), one)
            if other.act != one.act:
                file, _, line = one.source.rpartition(":")
                yield DataError(
                    f"'{words}' means {one.act} here and {other.act} in {other.source}, "
                    "under the same conditions; one of them needs another condition",
                    folder / file,
                    int(line),
                )


def _frozen(table: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset(table.items())


def _like(word: str, known: Collection[str]) -> str:
    """What may have been meant."""
    close = get_close_matches(word, list(known), 1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known: {', '.join(sorted(known))}" if len(known) <= 40 else ""


def _item_lines(path: Path, key: str) -> list[int]:
    """The 1-based lines of the items of a top-level list."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root: Any = yaml.compose(path.read_text("utf-8"), Loader=loader)
    for name, value in root.value:
        if name.value == key:
            return [node.start_mark.line + 1 for node in value.value]
    return []
