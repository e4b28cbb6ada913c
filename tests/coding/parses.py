"""Parses written by hand, so that no model is needed to test what is made of a parse.

A sentence is written token by token, apart by blanks:

    Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned .

Each token is `form[:lemma]/class/relation>head[/feats]`. Classes are letters of `CLASSES`, feats
UD features or a name of `FEATS`. The head is a form of the sentence, or `#n` for its n-th token
where a form stands there twice; the root has none. Without a lemma the form counts, in lower case
unless it is a name. A mark alone hangs on the root.
"""

from __future__ import annotations

from dragoman.model import BODY, Sentence
from dragoman.parsing.engine import Parsed

CLASSES = {
    "N": "NOUN", "P": "PROPN", "V": "VERB", "A": "ADJ", "R": "ADV", "I": "ADP", "D": "DET",
    "C": "CCONJ", "S": "SCONJ", "T": "PART", "X": "AUX", "O": "PRON", "M": "NUM", "U": "PUNCT",
}  # fmt: skip
FEATS = {
    "pp": "Tense=Past|VerbForm=Part",
    "ing": "VerbForm=Ger",
    "past": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "inf": "VerbForm=Inf",
    "pl": "Number=Plur",
    "pass": "Voice=Pass",
    "act": "Voice=Act",
    "bare": "Voice=Bare",
    "ind": "Definite=Ind",
}
_MARKS = frozenset({".", ",", ";", "?", "!", "“", "”", "(", ")"})

_TIGHT_BEFORE = frozenset({".", ",", ";", "?", "!", "”", "'s", "’s", "n't", "nya", ")"})
_TIGHT_BEHIND = frozenset({"“", "("})
_TIGHT = frozenset({"-", "–"})


def parse(notation: str) -> tuple[str, Parsed]:
    """The written parse as (text, parse); offsets are those of the text.

    Raises:
        ValueError: a head is no form of the sentence, or stands there twice.
    """
    rows = [_row(token) for token in notation.split()]
    forms = [row[0] for row in rows]
    text, starts, spaces = "", [], []
    for at, form in enumerate(forms):
        tight = at == 0 or form in _TIGHT_BEFORE | _TIGHT or forms[at - 1] in _TIGHT_BEHIND | _TIGHT
        if at:
            spaces.append(not tight)
            text += "" if tight else " "
        starts.append(len(text))
        text += form
    spaces.append(False)
    return text, Parsed(
        forms=tuple(forms),
        lemmas=tuple(row[1] for row in rows),
        upos=tuple(row[2] for row in rows),
        heads=tuple(_head(row[4], at, rows) for at, row in enumerate(rows)),
        deprels=tuple(row[3] for row in rows),
        feats=tuple(row[5] for row in rows),
        starts=tuple(starts),
        ends=tuple(s + len(f) for s, f in zip(starts, forms, strict=True)),
        spaces=tuple(spaces),
    )


def sentence(
    notation: str,
    *,
    index: int = 0,
    at: int = 0,
    lang: str = "en",
    role: str = BODY,
    flags: tuple[str, ...] = (),
) -> Sentence:
    """A sentence that begins at character `at` of its story."""
    text, parsed = parse(notation)
    return Sentence(
        index=index,
        lang=lang,
        role=role,
        text=text,
        forms=parsed.forms,
        lemmas=parsed.lemmas,
        upos=parsed.upos,
        heads=parsed.heads,
        deprels=parsed.deprels,
        feats=parsed.feats,
        starts=tuple(s + at for s in parsed.starts),
        ends=tuple(e + at for e in parsed.ends),
        spaces=parsed.spaces,
        flags=flags,
    )


def _row(token: str) -> tuple[str, str, str, str, str, str]:
    if token in _MARKS:
        return token, token, "PUNCT", "punct", "root", ""
    word, letter, rel, *more = token.split("/", 3)
    form, colon, lemma = word.partition(":")
    upos = CLASSES[letter]
    if not colon:
        lemma = form if upos == "PROPN" else form.lower()
    rel, _, head = rel.partition(">")
    feats = more[0] if more else ""
    return form, lemma, upos, rel, head, FEATS.get(feats, feats)


def _head(head: str, at: int, rows: list[tuple[str, str, str, str, str, str]]) -> int:
    if not head:
        return at
    if head == "root":
        return next(t for t, row in enumerate(rows) if row[3] == "root")
    if head.startswith("#"):
        return int(head[1:]) - 1
    found = [t for t, row in enumerate(rows) if row[0] == head]
    if len(found) != 1:
        raise ValueError(f"'{head}' stands {len(found)} times in this sentence")
    return found[0]
