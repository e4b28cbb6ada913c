"""From the files to one `Ontology`, with a list of everything that is wrong in them.

The loader raises the first problem and the check command prints all of them; both come through
here, so that they can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from dragoman.errors import DataError
from dragoman.lined import Lined, Loc, read_lined
from dragoman.ontology.entries import (
    ActEntry,
    CameoEntry,
    CrossEntry,
    DrawEntry,
    RowEntry,
    TermEntry,
    TypeEntry,
)
from dragoman.ontology.objects import (
    Act,
    CameoCode,
    CrosswalkEntry,
    EventType,
    Ontology,
    Row,
    Term,
)

M = TypeVar("M", bound=BaseModel)

GROUPS = "groups"
TABLES = "tables"
ANY = "any"
OPERATORS = "operators"


def assemble(folder: Path) -> tuple[Ontology, list[DataError]]:
    """Read the ontology under `folder`.

    Returns the ontology and everything found wrong, in the order of the files; the ontology lacks
    what could not be read, and is safe to use only if the list is empty.
    """
    return _Assembly(folder).run()


class _Assembly:
    """One reading of a folder; `problems` fills as the files are gone through."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[DataError] = []
        self.languages: tuple[str, ...] = ()
        self.types: dict[str, EventType] = {}
        self.contexts: dict[str, Term] = {}
        self.sectors: dict[str, Term] = {}
        self.cameo: dict[str, CameoCode] = {}
        self.crosswalks: dict[str, dict[str, CrosswalkEntry]] = {}
        self.acts: dict[str, Act] = {}
        self.composition: dict[str, tuple[Row, ...]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._used: set[str] = set()
        self._reached: set[Loc] = set()

    def run(self) -> tuple[Ontology, list[DataError]]:
        self._read_types()
        self.contexts = self._read_terms("contexts.yaml")
        self.sectors = self._read_terms("sectors.yaml")
        self._read_cameo()
        self._read_crosswalks()
        self._read_acts()
        self._read_composition()
        ontology = Ontology(
            self.types,
            self.contexts,
            self.sectors,
            self.cameo,
            self.crosswalks,
            self.acts,
            self.composition,
        )
        return ontology, self.problems

    # Files of entries

    def _read_types(self) -> None:
        file = self._file("types.yaml")
        for id, entry in self._entries(file, TypeEntry):
            self.languages = self.languages or tuple(entry.label)
            self._check_label(file, (id,), entry.label)
            self.types[id] = EventType(
                id=id,
                quad=entry.quad,
                score=entry.score,
                recipient=entry.recipient,
                modes=entry.modes,
                definition=entry.definition,
                includes=entry.includes,
                excludes=entry.excludes,
                label=entry.label,
            )

    def _read_terms(self, name: str) -> dict[str, Term]:
        file = self._file(name)
        terms: dict[str, Term] = {}
        for id, entry in self._entries(file, TermEntry):
            self._check_label(file, (id,), entry.label)
            terms[id] = Term(id, entry.label, entry.definition)
        return terms

    def _read_cameo(self) -> None:
        for code, entry in self._entries(self._file("cameo.yaml"), CameoEntry):
            self.cameo[code] = CameoCode(code, entry.label, entry.goldstein, entry.oeda)

    def _read_crosswalks(self) -> None:
        file = self._file("crosswalks.yaml")
        for name, raw in self._mapping(file).items():
            if not isinstance(raw, dict):
                self._wrong(file, (name,), f"{name}: a crosswalk maps codes to entries")
                continue
            table = self.crosswalks.setdefault(name, {})
            for code, value in raw.items():
                loc = (name, code)
                entry = self._entry(file, loc, value, CrossEntry)
                if entry is None:
                    continue
                if code not in self.cameo:
                    self._wrong(file, loc, f"{name}: '{code}' is no code of cameo.yaml")
                self._check_event(file, loc, entry.event, entry.mode, entry.context)
                table[code] = CrosswalkEntry(entry.event, entry.mode, entry.context)

    # Acts

    def _read_acts(self) -> None:
        folder = self.folder / "acts"
        files = sorted(folder.glob("*.yaml"))
        if not files:
            self.problems.append(DataError("this folder holds no acts (*.yaml)", folder))
        named: list[tuple[Lined, str, str | None]] = []
        for path in files:
            event = path.stem.upper()
            file = self._file(f"acts/{path.name}")
            if event not in self.types and path.stem != OPERATORS:
                names = ", ".join(f"{name.lower()}.yaml" for name in self.types)
                message = f"the file's name is no event type; allowed: {OPERATORS}.yaml, {names}"
                self.problems.append(DataError(message, path))
            for id, entry in self._entries(file, ActEntry):
                self._add_act(file, id, entry, None if path.stem == OPERATORS else event)
                named += [(file, id, other) for other in (entry.together, *entry.by.values())]
        for file, id, other in named:
            if other is not None and other not in self.acts:
                self._wrong(file, (id,), f"{id}: '{other}' is no act")

    def _add_act(self, file: Lined, id: str, entry: ActEntry, event: str | None) -> None:
        loc = (id,)
        first = self.acts.get(id)
        if first is not None:
            where = f"{first.file}:{first.line}"
            self._wrong(file, loc, f"the act '{id}' is given twice; it stands at {where} already")
            return
        self._check_label(file, loc, entry.label)
        if event is not None and entry.event is not None and entry.event != event:
            message = f"{id}: its event is {entry.event}, but this file holds acts of {event}"
            self._wrong(file, loc, message)
        if entry.event is not None:
            self._check_event(file, loc, entry.event, entry.mode, entry.context)
        if entry.cameo is not None and entry.cameo not in self.cameo:
            self._wrong(file, loc, f"{id}: '{entry.cameo}' is no code of cameo.yaml")
        for sector in entry.by:
            if sector not in self.sectors:
                self._wrong(file, (*loc, "by"), f"{id}: '{sector}' is no sector")
        kind = self.types.get(entry.event or "")
        recipient = entry.recipient or (kind.recipient if kind else "optional")
        if entry.recipient is None and entry.mutual:
            # COOPERATE needs a recipient unless it is mutual (PLOVER manual 2.0).
            recipient = "optional"
        self.acts[id] = Act(
            id=id,
            event=entry.event,
            modes=entry.mode,
            cameo=entry.cameo,
            contexts=entry.context,
            mutual=entry.mutual,
            recipient=recipient,  # type: ignore[arg-type]  # a type's is one of the same words
            operator=entry.operator,
            alone=entry.alone,
            together=entry.together,
            by=entry.by,
            label=entry.label,
            file=self._relative(file),
            line=file.at(loc) or 0,
        )

    # Composition

    def _read_composition(self) -> None:
        file = self._file("composition.yaml")
        raw = dict(self._mapping(file))
        self._sort_members()
        self._read_groups(file, raw.pop(GROUPS, None))
        tables = self._read_tables(file, raw.pop(TABLES, None))
        for id, value in raw.items():
            act = self.acts.get(id)
            if act is None or not act.operator:
                what = "no act has this id" if act is None else "the act lacks operator: true"
                self._wrong(file, (id,), f"'{id}' is no operator: {what}")
            if not isinstance(value, list) or not value:
                self._wrong(file, (id,), f"{id}: an operator needs a list of rows")
                continue
            self.composition[id] = self._rows(file, id, self._drawn(file, id, value, tables))
        for name in self._groups:
            if f"${name}" not in self._used:
                self._wrong(file, (GROUPS, name), f"the group '${name}' is used by no row")
        for name, table in tables.items():
            if name not in self._used:
                self._wrong(file, (TABLES, name), f"the table '{name}' is drawn in by no operator")
                continue
            for loc, _ in table:
                if loc not in self._reached:
                    message = f"{name}: this row can never be reached, whoever draws the table in"
                    self._wrong(file, loc, message)
        for act in self.acts.values():
            if act.operator and act.id not in self.composition:
                message = f"the operator '{act.id}' has no rows in composition.yaml"
                self.problems.append(DataError(message, self.folder / act.file, act.line))

    def _sort_members(self) -> None:
        """For everything that `of` may name, the acts that it covers."""
        members: dict[str, set[str]] = {ANY: set(self.acts)}
        for kind in self.types.values():
            members[kind.id] = set()
            for mode in kind.modes:
                members[f"{kind.id}.{mode}"] = set()
        for act in self.acts.values():
            members[act.id] = {act.id}
            for name in (act.event, *(f"{act.event}.{mode}" for mode in act.modes)):
                if name in members:
                    members[name].add(act.id)
        self._members = {name: frozenset(acts) for name, acts in members.items()}

    def _read_groups(self, file: Lined, raw: Any) -> None:
        if raw is None:
            return
        if not isinstance(raw, dict):
            self._wrong(file, (GROUPS,), f"{GROUPS}: a mapping of names to lists is needed here")
            return
        for name, value in raw.items():
            loc = (GROUPS, name)
            if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
                self._wrong(file, loc, f"the group '{name}' must be a list of names")
                continue
            for part in value:
                if part not in self._members or part == ANY:
                    self._wrong(file, loc, self._no_such(part))
            self._groups[name] = tuple(value)

    def _read_tables(self, file: Lined, raw: Any) -> dict[str, list[tuple[Loc, RowEntry]]]:
        tables: dict[str, list[tuple[Loc, RowEntry]]] = {}
        if raw is None:
            return tables
        if not isinstance(raw, dict):
            self._wrong(file, (TABLES,), f"{TABLES}: a mapping of names to rows is needed here")
            return tables
        for name, value in raw.items():
            rows = tables.setdefault(name, [])
            if not isinstance(value, list):
                self._wrong(file, (TABLES, name), f"the table '{name}' must be a list of rows")
                continue
            for index, item in enumerate(value):
                loc: Loc = (TABLES, name, index)
                entry = self._entry(file, loc, item, RowEntry)
                if entry is not None and self._row_is_right(file, name, loc, entry):
                    rows.append((loc, entry))
        return tables

    def _drawn(
        self,
        file: Lined,
        id: str,
        raw: list[Any],
        tables: Mapping[str, list[tuple[Loc, RowEntry]]],
    ) -> list[tuple[Loc, RowEntry]]:
        """The rows of one operator, with those of the tables it names written out."""
        rows: list[tuple[Loc, RowEntry]] = []
        for index, item in enumerate(raw):
            loc: Loc = (id, index)
            if isinstance(item, dict) and "rows" in item:
                draw = self._entry(file, loc, item, DrawEntry)
                if draw is None:
                    continue
                self._used.add(draw.rows)
                if draw.rows not in tables:
                    names = ", ".join(tables) or "none"
                    self._wrong(file, loc, f"{id}: no table '{draw.rows}'; tables: {names}")
                for place, entry in tables.get(draw.rows, []):
                    confidence = round(entry.confidence * draw.confidence, 4)
                    if not entry.drop:
                        entry = entry.model_copy(update={"confidence": confidence})
                    rows.append((place, entry))
                continue
            row = self._entry(file, loc, item, RowEntry)
            if row is not None and self._row_is_right(file, id, loc, row):
                rows.append((loc, row))
        return rows

    def _row_is_right(self, file: Lined, id: str, loc: Loc, entry: RowEntry) -> bool:
        right = True
        for item in entry.of:
            self._used.add(item)
            if self._expand(item) is None:
                self._wrong(file, loc, f"{id}: {self._no_such(item)}")
                right = False
        if entry.act is not None:
            result = self.acts.get(entry.act)
            if result is None:
                self._wrong(file, loc, f"{id}: no act has the id '{entry.act}'")
            elif result.event is None:
                self._wrong(file, loc, f"{id}: '{entry.act}' has no event, so it is no result")
        return right

    def _expand(self, item: str) -> tuple[str, ...] | None:
        """The names that one item of `of` stands for; None if there is no such thing."""
        names = self._groups.get(item[1:]) if item.startswith("$") else (item,)
        if names is None or any(name not in self._members for name in names):
            return None
        return names

    def _rows(self, file: Lined, id: str, drawn: list[tuple[Loc, RowEntry]]) -> tuple[Row, ...]:
        rows: list[Row] = []
        seen: set[str] = set()
        for loc, entry in drawn:
            names: list[str] = []
            dead: list[str] = []
            reached: set[str] = set()
            for item in entry.of:
                parts = self._expand(item) or ()
                covered = frozenset[str]().union(*(self._members[part] for part in parts))
                if covered and covered <= seen:
                    dead.append(item)
                else:
                    self._reached.add(loc)
                reached |= covered
                names += parts
            own = loc[0] == id
            if dead and own and entry.of != (ANY,):
                what = ", ".join(f"'{name}'" for name in dead)
                what = "this row" if len(dead) == len(entry.of) else what
                message = f"{id}: {what} can never be reached, because earlier rows take it all"
                self._wrong(file, loc, message)
            elif own and any(ANY in row.of for row in rows):
                self._wrong(file, loc, f"{id}: this row can never be reached, it stands after any")
            seen |= frozenset() if entry.of_others else reached
            rows.append(self._row(file, loc, entry, tuple(names)))
        if drawn and drawn[-1][1].of != (ANY,):
            self._wrong(file, drawn[-1][0], f"{id}: the last row must be of: [{ANY}]")
        return tuple(rows)

    def _row(self, file: Lined, loc: Loc, entry: RowEntry, names: tuple[str, ...]) -> Row:
        return Row(
            of=names,
            act=entry.act,
            keep=entry.keep,
            drop=entry.drop,
            auxiliary=entry.auxiliary,
            recipient=entry.recipient,
            actor=entry.actor,
            of_others=entry.of_others,
            confidence=entry.confidence,
            file=self._relative(file),
            line=file.at(loc) or 0,
        )

    def _no_such(self, name: str) -> str:
        if name.startswith("$"):
            return f"no group is called '{name[1:]}'; groups: {', '.join(self._groups) or 'none'}"
        event, dot, mode = name.partition(".")
        kind = self.types.get(event)
        if dot and kind is not None:
            modes = ", ".join(kind.modes) or "none"
            return f"{event} has no mode '{mode}'; its modes: {modes}"
        return f"'{name}' is no act, EVENT, EVENT.mode, $group or '{ANY}'"

    # Shared checks

    def _check_event(
        self,
        file: Lined,
        loc: Loc,
        event: str,
        modes: Iterable[str],
        contexts: Iterable[str],
    ) -> None:
        what = " → ".join(str(part) for part in loc)
        kind = self.types.get(event)
        if kind is None:
            allowed = ", ".join(self.types)
            self._wrong(file, loc, f"{what}: '{event}' is no event type; allowed: {allowed}")
        else:
            for mode in modes:
                if mode not in kind.modes:
                    allowed = ", ".join(kind.modes) or "none"
                    message = f"{what}: {event} has no mode '{mode}'; its modes: {allowed}"
                    self._wrong(file, loc, message)
        for context in contexts:
            if context not in self.contexts:
                message = f"{what}: '{context}' is no context of contexts.yaml"
                self._wrong(file, loc, message)

    def _check_label(self, file: Lined, loc: Loc, label: Mapping[str, str]) -> None:
        """The first event type's label says which languages every label must have."""
        what = " → ".join(str(part) for part in loc)
        for language in self.languages:
            if language not in label:
                self._wrong(file, loc, f"{what}: the label lacks the language '{language}'")
        for language in label:
            if language not in self.languages:
                allowed = ", ".join(self.languages)
                message = f"{what}: the label has an unknown language '{language}', not {allowed}"
                self._wrong(file, loc, message)

    # Reading

    def _file(self, name: str) -> Lined:
        path = self.folder / name
        try:
            return read_lined(path)
        except DataError as error:
            self.problems.append(error)
            return Lined(path, {}, {})

    def _mapping(self, file: Lined) -> dict[str, Any]:
        if isinstance(file.value, dict):
            return file.value
        self.problems.append(
            DataError("the file must be a mapping of ids to entries", file.path, 1)
        )
        return {}

    def _entries(self, file: Lined, model: type[M]) -> list[tuple[str, M]]:
        found = []
        for id, raw in self._mapping(file).items():
            entry = self._entry(file, (id,), raw, model)
            if entry is not None:
                found.append((id, entry))
        return found

    def _entry(self, file: Lined, loc: Loc, raw: Any, model: type[M]) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                place = (*loc, *one["loc"])
                what = " → ".join(str(part) for part in place)
                message = f"{what}: {one['msg'].removeprefix('Value error, ')}"
                if one["type"] == "extra_forbidden":
                    message = (
                        f"{what}: unknown key; allowed: {', '.join(sorted(model.model_fields))}"
                    )
                elif one["type"] not in ("missing", "value_error"):
                    message += f", not {one['input']!r:.60}"
                self._wrong(file, place, message)
            return None

    def _wrong(self, file: Lined, loc: Loc, message: str) -> None:
        self.problems.append(DataError(message, file.path, file.at(loc)))

    def _relative(self, file: Lined) -> str:
        return file.path.relative_to(self.folder).as_posix()
