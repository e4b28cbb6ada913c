"""The schema of the ontology's files: one model per kind of entry, checked key by key."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictStr, StringConstraints, model_validator

from dragoman.data import Entry

Recipient = Literal["required", "optional", "none"]
Auxiliary = Literal["negation", "future", "hypothetical", "historical"]
RowRecipient = Literal["operator", "inner", "inner_actor", "none"]
RowActor = Literal["operator", "inner"]
Word = Annotated[StrictStr, StringConstraints(min_length=1, strip_whitespace=True)]
Label = dict[str, Word]
Code = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{2,4}$")]
ActId = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class TypeEntry(Entry):
    """One event type in `types.yaml`."""

    quad: Annotated[int, Field(ge=1, le=4)]
    score: Annotated[float, Field(ge=-10, le=10)]
    recipient: Literal["required", "optional"]
    modes: dict[str, Annotated[float, Field(ge=-10, le=10)]]
    definition: Word
    includes: tuple[Word, ...]
    excludes: tuple[Word, ...]
    label: Label


class TermEntry(Entry):
    """One context in `contexts.yaml` or one sector in `sectors.yaml`."""

    label: Label
    definition: Word


class CameoEntry(Entry):
    """One code in `cameo.yaml`; `oeda` is left out where that list knows no such code."""

    label: Word
    goldstein: Annotated[float, Field(ge=-10, le=10)]
    oeda: Annotated[float, Field(ge=-10, le=10)] | None = None


class CrossEntry(Entry):
    """One code or prefix in a crosswalk of `crosswalks.yaml`."""

    event: Word
    mode: tuple[Word, ...] = ()
    context: tuple[Word, ...] = ()


class ActEntry(Entry):
    """One act in a file of `acts/`."""

    event: Word | None = None
    mode: tuple[Word, ...] = ()
    cameo: Code | None = None
    context: tuple[Word, ...] = ()
    mutual: StrictBool = False
    recipient: Recipient | None = None
    operator: StrictBool = False
    alone: Annotated[float, Field(gt=0, le=1)] | None = None
    together: Word | None = None
    by: dict[Word, Word] = Field(default_factory=dict)
    label: Label
    note: Word | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> ActEntry:
        if self.event is None:
            if not self.operator:
                raise ValueError("an act without an event must be an operator (operator: true)")
            for name in ("mode", "cameo", "context", "alone"):
                if getattr(self, name):
                    raise ValueError(f"'{name}' makes no sense without an event")
        elif self.cameo is None:
            raise ValueError("an act with an event needs its cameo code")
        if self.alone is not None and not self.operator:
            raise ValueError("'alone' is for operators only")
        return self


class RowEntry(Entry):
    """One row of an operator in `composition.yaml`."""

    of: Annotated[tuple[Word, ...], Field(min_length=1)]
    act: ActId | None = None
    keep: StrictBool = False
    drop: StrictBool = False
    auxiliary: tuple[Auxiliary, ...] = ()
    recipient: RowRecipient | None = None
    actor: RowActor = "operator"
    of_others: StrictBool = False
    confidence: Annotated[float, Field(gt=0, le=1)] = 1.0
    note: Word | None = None

    @model_validator(mode="after")
    def _one_outcome(self) -> RowEntry:
        if (self.act is not None) + self.keep + self.drop != 1:
            raise ValueError("a row needs exactly one of act, keep: true and drop: true")
        if self.drop and (self.auxiliary or self.recipient or self.confidence != 1.0):
            raise ValueError(
                "nothing is coded by a drop row, so only 'of' and 'note' may stand in it"
            )
        return self


class DrawEntry(Entry):
    """In place of a row: the rows of a table of `composition.yaml`, in order."""

    rows: Word
    confidence: Annotated[float, Field(gt=0, le=1)] = 1.0
