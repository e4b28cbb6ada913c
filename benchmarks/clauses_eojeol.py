"""Measures the Korean clause analysis on treebanks whose words are stretches between blanks.

    python benchmarks/clauses_eojeol.py ../shared/treebanks/ko_pud.conllu.xz

Our tokens are nouns, particles and predicates; those treebanks' are eojeol, and they disagree among
themselves: GSD takes the first word of a compound or a name for its head, the others the last; GSD
and Kaist take the first of coordinated predicates for the head, PUD the last; Kaist calls topics
`dislocated` whatever they are. So both sides are brought to units first:

- words that hang together as a compound, name, auxiliary, copula, fixed phrase or particle, on
  either side, are one unit; what counts is which unit depends on which;
- coordinated predicates hang on the last one; a subject may stand at any of them;
- subjects are nsubj, csubj and dislocated; topics behind a real particle ("in the north, …") and
  complements of "become" are left out; the auxiliary particle "too" makes advcl in Kaist, a
  subject here: with the same head it counts as found;
- every clause relation counts as a clause, whatever its kind.

The second row of objects counts only words with the object's particle: the treebanks differ about
nouns without one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from clauses import Words, treebank

from dragoman.languages.pack import load_pack
from dragoman.parsing.engine import Parsed
from dragoman.parsing.kiwi.engine import KiwiEngine

GROUPS = {
    "nsubj": "subjects", "csubj": "subjects", "dislocated": "subjects", "obj": "objects",
    "obl": "obliques", "nmod": "attributes", "advcl": "clauses", "acl": "clauses",
    "ccomp": "clauses", "xcomp": "clauses", "parataxis": "clauses", "root": "root",
}  # fmt: skip
CLAUSES = {"advcl", "acl", "ccomp", "xcomp", "csubj", "conj", "parataxis", "dep"}
NOUNS_OF_CLAUSES = {"obj", "nsubj", "obl", "root", "nmod"}
INNER = {
    "flat", "compound", "fixed", "aux", "cop", "goeswith", "case", "mark", "cc", "clf", "nummod",
}  # fmt: skip
OURS_INNER = {"aux", "cop", "mark", "case", "dep", "nummod", "compound"}
VERBAL = {"VERB", "ADJ", "AUX", "SCONJ"}
AUXILIARY = {"는", "도", "만", "가", "까지", "라도"}
OBJECT_ENDS = ("을", "를")

Unit = tuple[int, str, int]
"""What a unit depends on, by which relation, and the word or token that says so."""


def last_as_head(gold: Words) -> list[int]:
    """Hang coordinated predicates on the last one; returns for each word its row of predicates."""
    n = len(gold.heads)
    row = list(range(n))
    copulas = {h for h, rel in zip(gold.heads, gold.rels, strict=True) if rel == "cop"}

    def is_predicate(i: int) -> bool:
        return gold.upos[i] in VERBAL or i in copulas

    for i in range(n):
        if not is_predicate(i):
            continue
        others = [
            c
            for c in range(i + 1, n)
            if gold.heads[c] == i and gold.rels[c] == "conj" and is_predicate(c)
        ]
        if not others:
            continue
        last = others[-1]
        gold.heads[last] = last if gold.heads[i] == i else gold.heads[i]
        gold.rels[last] = gold.rels[i]
        before = i
        for other in others:
            row[other] = row[i]
            gold.heads[before], gold.rels[before] = other, "advcl"
            before = other
    return row


def units_of(gold: Words, parsed: Parsed, word_at: Sequence[int]) -> list[int]:
    """For each word of the treebank its unit."""
    parent = list(range(len(gold.forms)))

    def find(x: int) -> int:
        while parent[x] != x:
            x = parent[x]
        return x

    def join(a: int, b: int) -> None:
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)

    for i, (head, rel) in enumerate(zip(gold.heads, gold.rels, strict=True)):
        if rel in INNER and head != i:
            join(i, head)
    for token, (head, rel) in enumerate(zip(parsed.heads, parsed.deprels, strict=True)):
        above = word_at[parsed.starts[head]]
        if rel in OURS_INNER and head != token and above >= 0:
            for char in range(parsed.starts[token], parsed.ends[token]):
                if word_at[char] >= 0:
                    join(word_at[char], above)
    return [find(i) for i in range(len(gold.forms))]


def compare(gold: Words, parsed: Parsed, count: Counter[tuple[str, str]]) -> None:
    """Count what one sentence has and what of it was found."""
    word_at = [-1] * (len(gold.text) + 1)
    for i, (start, end) in enumerate(zip(gold.starts, gold.ends, strict=True)):
        word_at[start:end] = [i] * (end - start)
    row = last_as_head(gold)
    unit = units_of(gold, parsed, word_at)
    rows: dict[int, set[int]] = {}
    for i, one in enumerate(unit):
        rows.setdefault(one, set()).add(row[i])
    theirs: dict[int, Unit] = {}
    for i, (head, rel) in enumerate(zip(gold.heads, gold.rels, strict=True)):
        if gold.upos[i] == "PUNCT" or (head != i and unit[head] == unit[i]):
            continue
        if unit[i] in theirs and rel in INNER:
            continue
        theirs[unit[i]] = (unit[head], "root" if head == i else rel, i)
    ours: dict[int, Unit] = {}
    cases: dict[int, set[str]] = {}
    for token, (head, rel) in enumerate(zip(parsed.heads, parsed.deprels, strict=True)):
        word, above = word_at[parsed.starts[token]], word_at[parsed.starts[head]]
        if rel == "case":
            cases.setdefault(head, set()).add(parsed.lemmas[token])
        if rel == "punct" or word < 0 or above < 0:
            continue
        if (head != token and unit[above] == unit[word]) or (unit[word] in ours and rel in INNER):
            continue
        rel = rel.split(":")[0]
        ours[unit[word]] = (unit[above], "root" if head == token else rel, token)
    for side, one, other in (("P", ours, theirs), ("R", theirs, ours)):
        for key, (head, rel, _) in one.items():
            group = GROUPS.get(rel)
            there = other.get(key, (-1, "", -1))
            mine = ours.get(key, (-1, "", -1))
            marks = cases.get(mine[2], set())
            if group is None or (mine[1] == "obl" and "가" in marks):
                continue
            if group == "subjects" and side == "R" and mine[1] == "obl" and marks - AUXILIARY:
                continue
            same = there[0] == head or (
                group == "subjects" and there[0] >= 0 and bool(rows[head] & rows[there[0]])
            )
            if group == "clauses":
                named = there[1] in CLAUSES | NOUNS_OF_CLAUSES
            else:
                named = GROUPS.get(there[1]) == group
                named = named or (group == "subjects" and there[1] == "advcl" and "도" in marks)
            names = [group]
            marked = key in theirs and gold.forms[theirs[key][2]].endswith(OBJECT_ENDS)
            if group == "objects" and marked:
                names.append("objects, marked")
            for name in names:
                count[name, side] += 1
                count[name, side + " both"] += same and named
                count[name, side + " head"] += same


def main() -> None:
    """Read the arguments, print a table for each treebank."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebanks", type=Path, nargs="+")
    pack = load_pack("ko")
    engine = KiwiEngine(pack.clauses, pack.morphology)
    engine.parse(["가"])
    for path in parser.parse_args().treebanks:
        sentences = list(treebank(path))
        began = time.process_time()
        parses = engine.parse([s.text for s in sentences])
        seconds = time.process_time() - began
        count: Counter[tuple[str, str]] = Counter()
        for gold, parsed in zip(sentences, parses, strict=True):
            compare(gold, parsed, count)
        print(f"{path.name}\n  {'':16} {'P':>6} {'R':>6} {'P head':>7} {'R head':>7}   number")
        for name in dict.fromkeys((*GROUPS.values(), "objects, marked")):
            figures = [
                100 * count[name, f"{side} {what}"] / max(1, count[name, side])
                for what in ("both", "head")
                for side in "PR"
            ]
            line = f"{figures[0]:6.1f} {figures[1]:6.1f} {figures[2]:7.1f} {figures[3]:7.1f}"
            print(f"  {name:16} {line}   {count[name, 'R']}")
        print(f"  {len(sentences) / seconds:,.0f} sentences/s of processor time")


if __name__ == "__main__":
    main()
