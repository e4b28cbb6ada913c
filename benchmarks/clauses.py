"""Measures a pack's clause analysis on a Universal Dependencies treebank.

    python benchmarks/clauses.py ja ../shared/treebanks/ja_gsd-test.conllu.xz

For every group of relations: precision and recall of relation and head together, and of the head
alone; then sentences a second of the engine by itself.

Tokens and conventions differ between the engines and the treebanks, so that both are first brought
to common ground, by character spans:

- every token of ours stands for the treebank's word it overlaps with (of several: the one that
  governs the others), a noun with a count or suffix behind it for the word that governs all of
  them; relations within one word are not counted;
- a word that is part of one of our postpositions of several words ("with regard to") passes its
  dependents on to its own head, to which they are obliques or attributes;
- a nominalizer or clause noun of the pack ("that", "when") passes its relation on to the clause
  before it: object → ccomp, subject → csubj, else advcl; so do ours;
- of nouns in a row ("A, B and C") the first is made the head, as ours do it;
- a clause with a quoting particle ("and/with" and "that" are one) is a ccomp; a quoted noun
  without arguments an oblique;
- what has only a topic particle counts as a subject, whatever its relation is called;
- a clause before a noun that has objects or obliques of its own, and so is a predicate, is advcl;
- bare adjectives before nouns and verbs are counted neither as clauses nor as modifiers.
"""

from __future__ import annotations

import argparse
import lzma
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.languages.clauses import ClauseRules, load_clauses
from dragoman.languages.pack import load_pack
from dragoman.parsing.engine import Parsed

ENGINES = {
    "sudachi": "dragoman.parsing.sudachi.engine:SudachiEngine",
    "ginza": "dragoman.parsing.sudachi.ginza:GinzaEngine",
    "kiwi": "dragoman.parsing.kiwi.engine:KiwiEngine",
}
GROUPS = {
    "nsubj": "subjects",
    "dislocated": "subjects",
    "obj": "objects",
    "obl": "obliques",
    "iobj": "obliques",
    "nmod": "attributes",
    "advcl": "advcl",
    "acl": "acl",
    "ccomp": "ccomp",
    "xcomp": "ccomp",
    "csubj": "csubj",
    "conj": "conjuncts",
}
CLAUSES = frozenset({"advcl", "acl", "ccomp", "csubj"})
_RAISED = {"obj": "ccomp", "nsubj": "csubj", "csubj": "csubj", "nmod": "acl"}
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "ccomp", "csubj", "advcl"})


@dataclass
class Words:
    """A sentence's tree: spans, lemmas, classes, heads (own index: root) and main relations."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    heads: list[int]
    rels: list[str]


def treebank(path: Path) -> Iterator[Words]:
    """The sentences of a CoNLL-U file (xz-compressed or plain)."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            yield _sentence(rows)
            rows = []
    if rows:
        yield _sentence(rows)


def _sentence(rows: Sequence[Sequence[str]]) -> Words:
    text, starts, ends = "", [], []
    for cells in rows:
        starts.append(len(text))
        text += cells[1]
        ends.append(len(text))
        text += "" if "SpaceAfter=No" in cells[9] else " "
    heads = [int(cells[6]) - 1 if cells[6] != "0" else i for i, cells in enumerate(rows)]
    return Words(
        text.rstrip(),
        starts,
        ends,
        [c[1] for c in rows],
        [c[2] for c in rows],
        [c[3] for c in rows],
        heads,
        [c[7].split(":")[0] for c in rows],
    )


def ours(parsed: Parsed, text: str) -> Words:
    """A parse in the same shape."""
    return Words(
        text,
        list(parsed.starts),
        list(parsed.ends),
        list(parsed.forms),
        list(parsed.lemmas),
        list(parsed.upos),
        list(parsed.heads),
        [rel.split(":")[0] for rel in parsed.deprels],
    )


def places(own: Words, gold: Words) -> list[int]:
    """For each of our tokens the treebank's word it stands for, -1 if there is none."""
    word_at = [-1] * (len(gold.text) + 1)
    for i, (start, end) in enumerate(zip(gold.starts, gold.ends, strict=True)):
        word_at[start:end] = [i] * (end - start)
    found = []
    until = list(own.ends)
    for i, (head, rel) in enumerate(zip(own.heads, own.rels, strict=True)):
        if head < i and rel in ("nummod", "compound"):
            until[head] = max(until[head], own.ends[i])
    for start, end in zip(own.starts, until, strict=True):
        covered = sorted({word_at[c] for c in range(start, min(end, len(gold.text)))} - {-1})
        tops = [w for w in covered if gold.heads[w] not in covered or gold.heads[w] == w]
        found.append((tops or covered or [-1])[-1])
    return found


Relations = dict[int, tuple[int, str]]
"""Dependent → head and group, in the treebank's words."""


def pass_through(words: Words, transparent: set[int]) -> None:
    """Hang the dependents of transparent words on those words' heads."""
    for i, head in enumerate(words.heads):
        seen = 0
        while head in transparent and words.heads[head] != head and seen < 9:
            head, seen = words.heads[head], seen + 1
        if seen and words.rels[i] in ("obj", "obl", "nmod"):
            words.rels[i] = "obl" if words.upos[head] in ("VERB", "ADJ") else "nmod"
        words.heads[i] = head


def raise_clauses(words: Words, rules: ClauseRules) -> None:
    """Let clauses before nominalizers and clause nouns take over those nouns' relations."""
    for i, form in enumerate(words.forms):
        noun = form in rules.nominalizers or form in rules.clause_nouns
        if not noun or words.heads[i] == i or words.upos[i] not in ("NOUN", "SCONJ", "PRON"):
            continue
        inner = [
            c for c, h in enumerate(words.heads) if h == i and words.rels[c] == "acl" and c < i
        ]
        if not inner:
            continue
        clause = inner[-1]
        words.heads[clause] = words.heads[i]
        words.rels[clause] = _RAISED.get(words.rels[i], "advcl")
        words.heads[i], words.rels[i] = clause, "mark"
        for c, h in enumerate(words.heads):
            if h == i:
                words.heads[c] = clause


def lead_rows(words: Words, coordinators: frozenset[str]) -> None:
    """Make the first of several nouns in a row the head of the others."""
    for i in range(len(words.forms) - 1, -1, -1):
        head = words.heads[i]
        if words.rels[i] != "nmod" or head <= i:
            continue
        cases = [
            w for w, h in enumerate(words.heads) if h == i and w > i and words.rels[w] == "case"
        ]
        behind = (cases[-1] if cases else i) + 1
        listed = all(words.forms[c] in coordinators for c in cases) and (
            cases or words.upos[behind] == "PUNCT"
        )
        if not listed:
            continue
        words.heads[i], words.rels[i] = words.heads[head], words.rels[head]
        if words.heads[head] == head:
            words.heads[i] = i
        for w, h in enumerate(words.heads):
            if h == head and w != i and (w < i or words.rels[w] in ("case", "conj")):
                words.heads[w] = i
        words.heads[head], words.rels[head] = i, "conj"


def mark_quotes(words: Words, quoting: frozenset[str]) -> None:
    """Call quoted clauses ccomp and quoted nouns obliques."""
    for i, rel in enumerate(words.rels):
        if rel not in ("advcl", "ccomp"):
            continue
        children = [w for w, h in enumerate(words.heads) if h == i]
        if any(words.forms[w] in quoting and words.upos[w] == "ADP" for w in children):
            bare = words.upos[i] in ("NOUN", "PROPN", "NUM", "PRON") and not any(
                words.rels[w] in ("nsubj", "cop", "obj", "csubj") for w in children
            )
            words.rels[i] = "obl" if bare else "ccomp"


def mark_topics(words: Words, topics: frozenset[str]) -> None:
    """Call everything that has a topic particle and no other a subject."""
    for i, rel in enumerate(words.rels):
        if rel in ("obj", "obl", "nsubj", "dislocated"):
            cases = [
                words.forms[w]
                for w, h in enumerate(words.heads)
                if h == i and w > i and words.rels[w] == "case"
            ]
            if cases and all(case in topics for case in cases):
                words.rels[i] = "nsubj"


def relations(words: Words, place: Sequence[int], gold: Words) -> Relations:
    """The relations that count."""
    found: Relations = {}
    governing = {
        h for h, rel in zip(words.heads, words.rels, strict=True) if rel in ("obj", "iobj", "obl")
    }
    with_arguments = {
        h for h, rel in zip(words.heads, words.rels, strict=True) if rel in _ARGUMENTS
    }
    for i, (head, rel) in enumerate(zip(words.heads, words.rels, strict=True)):
        a, b = place[i], place[head]
        if a < 0 or b < 0 or a == b:
            continue
        group = GROUPS.get(rel, "")
        if group == "acl" and head in governing and words.upos[head] == "NOUN":
            group = "advcl"
        manner = a + 1 < len(gold.upos) and gold.upos[a + 1] == "PART"
        bare = gold.upos[a] == "ADJ" and i not in with_arguments
        if manner or (bare and group in ("advcl", "acl", "")):
            group = "bare"
        if a not in found or group:
            found[a] = (b, group)
    return found


def engine_of(code: str, name: str | None) -> tuple[Any, ClauseRules]:
    """The pack's engine (or another one for its language), and its clause rules."""
    pack = load_pack(code)
    rules = load_clauses(pack.folder / "clauses.yaml")
    module, kind = ENGINES[name or pack.info.engine].split(":")
    return getattr(import_module(module), kind)(rules, pack.morphology), rules


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack")
    parser.add_argument("treebanks", type=Path, nargs="+")
    parser.add_argument("--engine", choices=sorted(ENGINES))
    parser.add_argument("--errors", metavar="GROUP", help="print the errors of one group")
    options = parser.parse_args()
    engine, rules = engine_of(options.pack, options.engine)
    engine.parse(["。"])
    for path in options.treebanks:
        sentences = list(treebank(path))
        began = time.perf_counter()
        parses = engine.parse([s.text for s in sentences])
        seconds = time.perf_counter() - began
        report(path.name, compare(sentences, parses, rules, options.errors))
        print(f"  {len(sentences) / seconds:,.0f} sentences/s ({len(sentences)} sentences)")


def compare(
    sentences: Sequence[Words],
    parses: Sequence[Parsed],
    rules: ClauseRules,
    errors: str | None = None,
) -> Counter[tuple[str, str]]:
    """(group, "P" or "R") → how many relations; with "both" and "head" behind it, how many of them
    are right in both or in the head. `errors` prints those of one group."""
    count: Counter[tuple[str, str]] = Counter()
    particles = rules.units.particles if rules.units else {}
    topics = frozenset(form for form, p in particles.items() if p.link == "topic")
    coordinators = rules.company | {f for f, p in particles.items() if p.link == "coordinate"}
    for gold, parsed in zip(sentences, parses, strict=True):
        own = ours(parsed, gold.text)
        place = places(own, gold)
        joined: set[int] = set()
        for start, end, rel in zip(own.starts, own.ends, own.rels, strict=True):
            inside = [
                w
                for w, (s, e) in enumerate(zip(gold.starts, gold.ends, strict=True))
                if s >= start and e <= end
            ]
            if len(inside) > 1 and rel in ("case", "mark", "cc"):
                joined.update(w for w in inside if gold.upos[w] in ("VERB", "AUX", "NOUN"))
        pass_through(gold, joined)
        for words in (gold, own):
            raise_clauses(words, rules)
            lead_rows(words, coordinators)
            mark_topics(words, topics)
            mark_quotes(words, rules.company)
        theirs = relations(gold, range(len(gold.forms)), gold)
        mine = relations(own, place, gold)
        for one, other, side in ((mine, theirs, "P"), (theirs, mine, "R")):
            for a, (head, group) in one.items():
                if group in ("", "bare") or (side == "R" and a in joined):
                    continue
                there = other.get(a, (-1, ""))
                if side == "P" and there[1] == "bare":
                    continue
                names = [group, "all clauses"] if group in CLAUSES else [group]
                for key in names:
                    clausal = key == "all clauses"
                    right = there[0] == head and (
                        there[1] in CLAUSES if clausal else there[1] == group
                    )
                    count[key, side] += 1
                    count[key, side + "both"] += right
                    count[key, side + "head"] += there[0] == head
                    if errors == key and not right:
                        instead = gold.forms[there[0]] if there[0] >= 0 else "-"
                        print(
                            f"{side} {gold.forms[a]} → {gold.forms[head]} ({group}); other: "
                            f"{instead} ({there[1]})  {gold.text}"
                        )
    return count


def report(name: str, count: Counter[tuple[str, str]]) -> None:
    """Print precision and recall of every group."""
    print(f"{name}\n  {'':12} {'P':>6} {'R':>6} {'P head':>7} {'R head':>7}   number")
    keys = [
        "subjects",
        "objects",
        "obliques",
        "attributes",
        "conjuncts",
        "all clauses",
        *sorted(CLAUSES),
    ]
    for key in keys:
        if not count[key, "P"] or not count[key, "R"]:
            continue
        figures = [
            100 * count[key, side + what] / count[key, side]
            for what in ("both", "head")
            for side in "PR"
        ]
        print(
            f"  {key:12} {figures[0]:6.1f} {figures[1]:6.1f} {figures[2]:7.1f} {figures[3]:7.1f}"
            f"   {count[key, 'R']}"
        )


if __name__ == "__main__":
    main()
