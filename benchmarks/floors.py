"""Measures every development set and holds the figures against their floors.

    python benchmarks/floors.py                    print figures and floors
    python benchmarks/floors.py --set relations_en  only these sets
    python benchmarks/floors.py --raise             write what was reached where it is better
    python benchmarks/floors.py --digests           write the digests of changed data

The floors stand in `floors.yaml`, which says how to read them. Sets whose data is not at hand are
skipped, by name.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import agreement as agreeing
import clauses
import clauses_eojeol
import yaml

from dragoman.coding.pairs.relating import decide, joining, stretch
from dragoman.errors import DragomanError
from dragoman.evaluation.agreement import agreement
from dragoman.evaluation.metrics import Classification, classify
from dragoman.evaluation.relations import CODEBOOKS, read_relations
from dragoman.languages.pack import load_pack
from dragoman.model import Story
from dragoman.parsing.kiwi.engine import KiwiEngine
from dragoman.pipeline import Pipeline
from dragoman.relations import Answerer

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).with_name("floors.yaml")
SLACK = 1.0
"""A floor may be so much below what was reached without a reason."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Held:
    """One figure: what was once reached, what it must not fall below, why that is far lower."""

    name: str
    reached: float
    floor: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """A development set: its file (from the root of the repository), its digest, the figures."""

    name: str
    data: str
    digest: str
    figures: tuple[Held, ...]

    @property
    def path(self) -> Path:
        return ROOT / self.data

    @property
    def at_hand(self) -> bool:
        return self.path.is_file()


def read_floors(path: Path = FLOORS) -> tuple[Set, ...]:
    """The sets of a floors file.

    Raises:
        ValueError: a floor lies more than the slack below what was reached, and no reason is given.
    """
    sets = []
    for name, entry in yaml.safe_load(path.read_text("utf-8")).items():
        held = tuple(Held(key, **one) for key, one in entry["figures"].items())
        for one in held:
            if one.floor < one.reached - SLACK and not one.reason:
                raise ValueError(
                    f"{path.name}: {name}: {one.name}: the floor {one.floor} is more than {SLACK} "
                    f"below {one.reached}, which was reached; give a reason"
                )
        sets.append(Set(name, entry["data"], entry["sha256"], held))
    return tuple(sets)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def pipeline() -> Pipeline:
    """One pipeline for all sets."""
    return Pipeline()


def percent(part: float, whole: float) -> float:
    """A share in per cent, to a tenth."""
    return round(100 * part / whole, 1) if whole else 0.0


def scored(name: str, scores: Classification) -> Iterator[tuple[str, float]]:
    yield f"{name} macro-F1", round(100 * scores.macro_f1, 1)
    yield f"{name} right", round(100 * scores.accuracy, 1)


def relations(path: Path, codebook: str = "cameo2plover") -> Figures:
    """Relations of marked pairs with and without the chooser, and whole coding of the same rows."""
    rows = read_relations(path, codebook).rows
    labels = CODEBOOKS[codebook]
    answerer = Answerer(pipeline(), codebook)
    gold, alone, chosen, joined, right = [], [], [], 0, 0
    for row in rows:
        found = answerer.look(row, row.lang)
        for answers, chooser in ((alone, None), (chosen, answerer.chooser)):
            event = decide(row, found, codebook, chooser).event
            answers.append(event and labels[event])
        gold.append(row.event)
        types = _joining(row, codebook)
        joined += bool(types)
        right += row.event in types
    return {
        **dict(scored("relate", classify(gold, chosen))),
        **dict(scored("relate --no-statistics", classify(gold, alone))),
        "whole, right type and direction": percent(right, len(rows)),
        "whole, right of those joined": percent(right, joined),
    }


def _joining(row: Any, codebook: str) -> tuple[str, ...]:
    try:
        events = pipeline().code(Story(id=row.id, key=row.id, text=row.text, lang=row.lang)).events
    except DragomanError:
        return ()
    places = stretch(row, "source"), stretch(row, "target")
    return joining(events, *places, pipeline().ontology, codebook)


def examples(path: Path) -> Figures:
    """Held-out examples of our own, with and without the chooser."""
    sys.path.insert(0, str(ROOT / "training" / "readings"))
    try:
        from examples import read_examples
    finally:
        sys.path.pop(0)
    answerer = Answerer(pipeline(), "plover")
    rows = [row for row in read_examples((path.stem,)) if row.held_out]
    seen = [answerer.look(row, row.lang) for row in rows]
    found: Figures = {}
    for name, chooser in (("relate", answerer.chooser), ("relate --no-statistics", None)):
        answers = [
            decide(row, one, "plover", chooser).event for row, one in zip(rows, seen, strict=True)
        ]
        found.update(scored(name, classify([row.event for row in rows], answers)))
    return found


def parallel(path: Path) -> Figures:
    """Agreement of whole stories with English on types and countries."""
    documents = agreeing.read(path)
    events = {
        lang: {
            name: one.events
            for name, rows in documents.items()
            if (one := agreeing.coded(pipeline(), lang, name, rows)) is not None
        }
        for lang in ("en", "id", "ja", "ko")
    }
    found = {
        f"{lang} F1": round(100 * agreement(events["en"], events[lang]).f1, 1)
        for lang in ("id", "ja", "ko")
    }
    return {**found, "en events": float(sum(map(len, events["en"].values())))}


def japanese_clauses(path: Path) -> Figures:
    """Label and head of Japanese clause analysis."""
    engine, rules = clauses.engine_of("ja", None)
    sentences = list(clauses.treebank(path))
    count = clauses.compare(sentences, engine.parse([s.text for s in sentences]), rules)
    return _groups(count, ("subjects", "objects", "all clauses"), "{}both")


def korean_clauses(path: Path) -> Figures:
    """Label and head of Korean clause analysis."""
    pack = load_pack("ko")
    engine = KiwiEngine(pack.clauses, pack.morphology)
    sentences = list(clauses.treebank(path))
    count: Counter[tuple[str, str]] = Counter()
    for gold, parsed in zip(sentences, engine.parse([s.text for s in sentences]), strict=True):
        clauses_eojeol.compare(gold, parsed, count)
    return _groups(count, ("subjects", "objects", "clauses"), "{} both")


def _groups(count: Counter[tuple[str, str]], names: Sequence[str], right: str) -> Figures:
    return {
        f"{name} {side}": percent(count[name, right.format(side)], count[name, side])
        for name in names
        for side in "PR"
    }


MEASURES: dict[str, Callable[[Path], Figures]] = {
    "relations": relations,
    "examples": examples,
    "parallel": parallel,
    "clauses_ja": japanese_clauses,
    "clauses_ko": korean_clauses,
}
"""First part of a set's name, before a blank → how it is measured."""


def measured(one: Set) -> Figures:
    """The figures of a set as they are now."""
    return MEASURES[one.name.split(" ")[0]](one.path)


def write(path: Path, sets: Sequence[Set], now: dict[str, Figures], *, digests: bool) -> None:
    """Write the file again: what was reached where it is better, with floors that follow it."""
    head = "".join(
        line for line in path.read_text("utf-8").splitlines(keepends=True) if line.startswith("#")
    )
    entries: dict[str, Any] = {}
    for one in sets:
        figures: dict[str, Any] = {}
        for name, value in now.get(one.name, {h.name: h.reached for h in one.figures}).items():
            old = next((h for h in one.figures if h.name == name), None)
            if old is not None and value <= old.reached:
                figures[name] = {"reached": old.reached, "floor": old.floor}
                if old.reason:
                    figures[name]["reason"] = old.reason
            else:
                figures[name] = {"reached": value, "floor": round(value - SLACK, 1)}
        given = digest(one.path) if digests and one.at_hand else one.digest
        entries[one.name] = {"data": one.data, "sha256": given, "figures": figures}
    body = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(f"{head}\n{body}", encoding="utf-8")


def main() -> None:
    """Measure, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", nargs="*", dest="names", help="only these sets")
    parser.add_argument("--raise", action="store_true", dest="up", help="write what was reached")
    parser.add_argument("--digests", action="store_true", help="write digests of changed data")
    given = parser.parse_args()
    sets = read_floors()
    now: dict[str, Figures] = {}
    for one in sets:
        if given.names and one.name not in given.names:
            continue
        if not one.at_hand:
            print(f"{one.name}: skipped, {one.path} is not here")
            continue
        if digest(one.path) != one.digest:
            print(f"{one.name}: other data than the floors were measured on")
        now[one.name] = measured(one)
        held = {h.name: h for h in one.figures}
        for name, value in now[one.name].items():
            floor = held[name].floor if name in held else float("nan")
            mark = "  below its floor" if value < floor else ""
            print(f"{one.name}: {name} {value} (floor {floor}){mark}", flush=True)
    if given.up or given.digests:
        write(FLOORS, sets, now, digests=given.digests)


if __name__ == "__main__":
    main()
