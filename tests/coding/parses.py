"""Parses written by hand, so that no model is needed to test what is made of a parse.

A sentence is written token by token, apart by blanks:

    Japan/PROPN/nsubj>condemned condemned:condemn/VERB/root Russia/PROPN/obj>condemned ./PUNCT/punct>condemned

Each token is `form[:lemma]/UPOS/relation>head[/feats]`. The head is a form of the sentence, or
`#n` for its n-th token where a form stands there twice; the root has none. Without a lemma the
form counts, in lower case unless it is a name.
"""  # fmt: skip

from __future__ import annotations

from dragoman.model import BODY, Sentence
from dragoman.parsing.engine import Parsed

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
        heads=tuple(_head(row[4], at, forms) for at, row in enumerate(rows)),
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
    word, upos, rel, *feats = token.split("/", 3)
    form, colon, lemma = word.partition(":")
    if not colon:
        lemma = form if upos == "PROPN" else form.lower()
    rel, _, head = rel.partition(">")
    return form, lemma, upos, rel, head, feats[0] if feats else ""


def _head(head: str, at: int, forms: list[str]) -> int:
    if not head:
        return at
    if head.startswith("#"):
        return int(head[1:]) - 1
    if forms.count(head) != 1:
        raise ValueError(f"'{head}' stands {forms.count(head)} times in {' '.join(forms)}")
    return forms.index(head)
