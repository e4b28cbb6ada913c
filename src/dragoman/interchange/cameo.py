"""The three lists of CAMEO codes in use: ICEWS's (the manual 1.1b3), OEDA's and GDELT's.

A record's `cameo` is in the first. The others number some codes otherwise and score some otherwise;
what differs is data/cameo.yaml. Codes are text: 010 is not 10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from dragoman.data import Entry, line_of, load_yaml
from dragoman.errors import DataError, UsageError
from dragoman.ontology import CameoCode, load_ontology

DATA = Path(__file__).parent / "data"

VARIANTS = ("icews", "oeda", "gdelt")
"""Names of the lists."""

Digits = Annotated[str, Field(pattern=r"^[0-9]{2,4}$")]


class VariantEntry(Entry):
    """How a list differs; the keys are explained in the file."""

    scores: Literal["goldstein", "oeda"]
    other: dict[Digits, float | None] = Field(default={})
    writes: dict[Digits, Digits] = Field(default={})
    reads: dict[Digits, Digits] = Field(default={})
    labels: dict[Digits, str] = Field(default={})


class CameoFile(Entry):
    """The whole file."""

    icews: VariantEntry
    oeda: VariantEntry
    gdelt: VariantEntry


@dataclass(frozen=True, slots=True)
class Variant:
    """One list of codes."""

    name: str
    _entry: VariantEntry
    _codes: Mapping[str, CameoCode]

    def code(self, ours: str) -> str:
        """A record's code as this list writes it."""
        return self._entry.writes.get(ours, ours)

    def ours(self, code: str) -> str | None:
        """A code of this list as a record has it: the longest part that is known, or None."""
        code = self._entry.reads.get(code, code)
        known = (code[:end] for end in range(len(code), 1, -1) if code[:end] in self._codes)
        return next(known, None)

    def score(self, code: str) -> float | None:
        """The Goldstein score of a code of this list, its parent's where it has none; None for a
        code that no list knows."""
        for end in range(len(code), 1, -1):
            part = code[:end]
            if part in self._entry.other:
                score = self._entry.other[part]
            elif (entry := self._codes.get(part)) is not None:
                score = entry.goldstein if self._entry.scores == "goldstein" else entry.oeda
            else:
                score = None
            if score is not None:
                return float(score)
        return None

    def label(self, code: str) -> str | None:
        """The title of a code of this list; None for one that no list knows."""
        if code in self._entry.labels:
            return self._entry.labels[code]
        entry = self._codes.get(code)
        return entry.label if entry is not None else None


@lru_cache(maxsize=8)
def variant(name: str) -> Variant:
    """The list of this name.

    Raises:
        UsageError: there is no list of this name.
    """
    if name not in VARIANTS:
        raise UsageError(f"'{name}' is no list of CAMEO codes; there are: {', '.join(VARIANTS)}")
    entry: VariantEntry = getattr(load_variants(DATA / "cameo.yaml"), name)
    return Variant(name, entry, load_ontology().cameo)


def load_variants(path: Path) -> CameoFile:
    """Read and check a file such as data/cameo.yaml.

    Raises:
        DataError: the file is wrong, or says something of a code that is none of the ontology's.
    """
    file = load_yaml(path, CameoFile)
    known = load_ontology().cameo
    for name in VARIANTS:
        entry: VariantEntry = getattr(file, name)
        parts: dict[str, Mapping[str, object]] = {
            "other": entry.other, "labels": entry.labels,
            "writes": {**entry.writes, **dict.fromkeys(entry.writes.values())},
            "reads": {**entry.reads, **dict.fromkeys(entry.reads.values())},
        }  # fmt: skip
        for part, codes in parts.items():
            for code in codes:
                if code not in known:
                    raise DataError(
                        f"'{code}' is no CAMEO code of the ontology",
                        path,
                        line_of(path, (name, part, code)),
                    )
    return file


def root(code: str) -> str:
    """The first two digits of a code: its event root."""
    return code[:2]


def gdelt_quad(code: str) -> int:
    """GDELT's quad class of a code: roots 01 to 05 are 1, 06 to 08 2, 09 to 13 3, the rest 4."""
    number = int(root(code))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


def penta(code: str) -> int:
    """Phoenix's class of a code, 0 to 4: statements and appeals are 0, and root 16 is 3."""
    number = int(root(code))
    if number <= 2:
        return 0
    return 3 if number == 16 else gdelt_quad(code)
