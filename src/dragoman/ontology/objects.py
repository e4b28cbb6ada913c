"""The ontology as the rest of the program sees it: frozen objects with every reference checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dragoman.errors import UsageError

QUADS: Mapping[int, str] = MappingProxyType(
    {
        1: "verbal cooperation",
        2: "material cooperation",
        3: "verbal conflict",
        4: "material conflict",
    }
)
"""PLOVER's quad codes."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's event types.

    quad: one of `QUADS`.
    score: PLOVER's own scale, -10 (hostile) to 10 (friendly). recipient: 'required' or
    'optional'. modes: mode → its score. label: language code → short name.
    """

    id: str
    quad: int
    score: float
    recipient: str
    modes: Mapping[str, float]
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Term:
    """A context or a sector. label: language code → short name."""

    id: str
    label: Mapping[str, str]
    definition: str


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code. goldstein: ICEWS scale; oeda: the OEDA scale, None where it has no value."""

    code: str
    label: str
    goldstein: float
    oeda: float | None


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """What a CAMEO code becomes in PLOVER."""

    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A language-neutral unit of what somebody does.

    event: None only for operators that mean nothing alone. cameo: None only with event.
    mutual: all parties are actors. recipient: 'required', 'optional' or 'none'. operator: takes
    another act as its complement. alone: confidence (0 to 1) of an operator that stands without
    one, None if nothing is coded then. together: the act that it is if several states do it. by:
    sector → the act that it is if only such ones do it.
    label: language code → verb phrase for between actor and recipient. file, line: where it is
    defined, the file relative to the ontology's folder.
    """

    id: str
    event: str | None
    modes: tuple[str, ...]
    cameo: str | None
    contexts: tuple[str, ...]
    mutual: bool
    recipient: Literal["required", "optional", "none"]
    operator: bool
    alone: float | None
    together: str | None
    by: Mapping[str, str]
    label: Mapping[str, str]
    file: str
    line: int

    @property
    def is_general(self) -> bool:
        """Whether it has a code of CAMEO for what is not said more exactly ("190")."""
        return self.cameo is not None and len(self.cameo) == 3 and self.cameo.endswith("0")


@dataclass(frozen=True, slots=True)
class Row:
    """What an operator makes of an inner act that fits `of`.

    of: act ids, EVENT, EVENT.mode or 'any' (groups are written out). Exactly one of act (the id of
    the result), keep (the inner act stands) and drop (nothing is coded) is set. auxiliary: added
    to the result. recipient: 'operator' (the operator's own), 'inner', 'inner_actor', 'none', or
    None for the default: the operator's own if it has one, else the inner act's actor if that
    is someone else than the operator's, else the inner recipient. actor: 'operator', or
    'inner' (the operator's where the inner act has none). of_others: it fits only if another
    country's people are to do the inner act. confidence: factor, 0 to 1.
    file, line: where the row stands.
    """

    of: tuple[str, ...]
    act: str | None
    keep: bool
    drop: bool
    auxiliary: tuple[str, ...]
    recipient: str | None
    actor: str
    of_others: bool
    confidence: float
    file: str
    line: int

    def fits(self, inner: Act, of_others: bool = False) -> bool:
        """Whether `of` names the inner act, its type, one of its modes, or anything."""
        if self.of_others and not of_others:
            return False
        for name in self.of:
            if name == "any" or name == inner.id or (name == inner.event and inner.event):
                return True
            event, dot, mode = name.partition(".")
            if dot and event == inner.event and mode in inner.modes:
                return True
        return False


class Ontology:
    """Types, acts and how they compose; made by `load_ontology` and never changed.

    Attributes: types, acts, contexts, sectors and cameo, each id → object in the order of
    the files; composition: operator id → rows; crosswalks: name → CAMEO code or prefix → entry.
    """

    __slots__ = (
        "acts",
        "cameo",
        "composition",
        "contexts",
        "crosswalks",
        "sectors",
        "types",
    )

    def __init__(
        self,
        types: Mapping[str, EventType],
        contexts: Mapping[str, Term],
        sectors: Mapping[str, Term],
        cameo: Mapping[str, CameoCode],
        crosswalks: Mapping[str, Mapping[str, CrosswalkEntry]],
        acts: Mapping[str, Act],
        composition: Mapping[str, tuple[Row, ...]],
    ) -> None:
        self.types = types
        self.contexts = contexts
        self.sectors = sectors
        self.cameo = cameo
        self.crosswalks = crosswalks
        self.acts = acts
        self.composition = composition

    def compose(self, operator_id: str, inner: Act, of_others: bool = False) -> Row:
        """The first row of the operator that fits `inner`; there always is one. `of_others`:
        another country's people are to do it.

        Raises:
            UsageError: no operator has this id.
        """
        rows = self.composition.get(operator_id)
        if rows is None:
            raise UsageError(
                f"'{operator_id}' is no operator; operators are {', '.join(self.composition)}"
            )
        return next(row for row in rows if row.fits(inner, of_others))

    def score(self, event: str, modes: tuple[str, ...] = ()) -> float:
        """PLOVER's score, -10 to 10: of the first mode that has one, else of the type.

        Raises:
            UsageError: no event type has this id.
        """
        kind = self._type(event)
        return next((kind.modes[mode] for mode in modes if mode in kind.modes), kind.score)

    def quad(self, event: str) -> int:
        """The quad code of an event type, 1 to 4.

        Raises:
            UsageError: no event type has this id.
        """
        return self._type(event).quad

    def crosswalk(self, name: str, cameo_code: str) -> CrosswalkEntry | None:
        """What crosswalk `name` makes of a CAMEO code, by the longest prefix that it lists.

        None: the crosswalk drops the code (statements, say), or lists no prefix of it.

        Raises:
            UsageError: no crosswalk has this name.
        """
        table = self.crosswalks.get(name)
        if table is None:
            raise UsageError(
                f"'{name}' is no crosswalk; crosswalks are {', '.join(self.crosswalks)}"
            )
        for end in range(len(cameo_code), 1, -1):
            entry = table.get(cameo_code[:end])
            if entry is not None:
                return entry
        return None

    def _type(self, event: str) -> EventType:
        kind = self.types.get(event)
        if kind is None:
            raise UsageError(f"'{event}' is no event type; event types are {', '.join(self.types)}")
        return kind
