"""Parses in a short notation, and any trees at all."""

from __future__ import annotations

from hypothesis import strategies as st

from dragoman.parsing.engine import Parsed

CLASSES = {
    "N": "NOUN", "P": "PROPN", "V": "VERB", "A": "ADJ", "R": "ADV", "I": "ADP", "D": "DET",
    "C": "CCONJ", "S": "SCONJ", "O": "PRON", "U": "PUNCT", "X": "AUX", "M": "NUM",
}  # fmt: skip
PARTICIPLE, FINITE, GERUND = "Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Fin", "VerbForm=Ger"


def parsed(notation: str) -> Parsed:
    """Tokens apart by blanks, each `form/class/relation>head[/feats]`; the root has no head."""
    rows = [token.split("/") for token in notation.split()]
    forms = [row[0] for row in rows]
    heads = []
    for at, row in enumerate(rows):
        _, _, head = row[2].partition(">")
        heads.append(forms.index(head) if head else at)
    starts = [sum(len(f) + 1 for f in forms[:at]) for at in range(len(forms))]
    return Parsed(
        forms=tuple(forms),
        lemmas=tuple(form.lower() for form in forms),
        upos=tuple(CLASSES[row[1]] for row in rows),
        heads=tuple(heads),
        deprels=tuple(row[2].partition(">")[0] for row in rows),
        feats=tuple(row[3] if len(row) > 3 else "" for row in rows),
        starts=tuple(starts),
        ends=tuple(s + len(f) for s, f in zip(starts, forms, strict=True)),
        spaces=tuple(True for _ in forms),
    )


def relations(found: Parsed) -> dict[str, str]:
    """Form → "relation>head"."""
    return {
        form: found.deprels[at] if found.heads[at] == at
        else f"{found.deprels[at]}>{found.forms[found.heads[at]]}"
        for at, form in enumerate(found.forms)
    }  # fmt: skip


RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "amod", "compound", "flat",
             "flat:name", "appos", "acl", "acl:relcl", "advcl", "parataxis", "conj", "cc", "case",
             "mark", "cop", "aux", "aux:pass", "punct", "det", "dep", "ccomp", "xcomp")  # fmt: skip
COORDINATION = ("conj", "cc", "compound", "nmod", "xcomp", "mark")
WORDS = ("Rusia", "sanctions", "lifted", "and", ".", "the")
FEATS = ("", PARTICIPLE, FINITE, GERUND, "Voice=Act")


@st.composite
def trees(draw: st.DrawFn) -> Parsed:
    """Any tree at all."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for place, token in enumerate(order):
        if place:
            heads[token] = order[draw(st.integers(0, place - 1))]
    forms = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    if draw(st.booleans()):
        forms[-1] = "."

    def column(values: tuple[str, ...]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    deprels = column(draw(st.sampled_from((RELATIONS, COORDINATION, COORDINATION))))
    deprels[order[0]] = "root"
    starts = [sum(len(f) + 1 for f in forms[:at]) for at in range(size)]
    classes = draw(st.sampled_from((("NOUN", "PROPN"), ("NOUN", "PROPN", "VERB", "ADJ", "PRON"))))
    return Parsed(
        forms=tuple(forms),
        lemmas=tuple(forms),
        upos=tuple(column(classes)),
        heads=tuple(heads),
        deprels=tuple(deprels),
        feats=tuple(column(FEATS)),
        starts=tuple(starts),
        ends=tuple(s + len(f) for s, f in zip(starts, forms, strict=True)),
        spaces=tuple(True for _ in forms),
    )
