"""Variants of a training sentence: other quotes and dashes, headlines, no final period.

News arrives with curly quotes, long dashes, capitals in headlines and quotes cut in the middle by
the sentence splitter. A model that has seen a share of each does not lose its way there.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from treebank import Sentence, Token, words

QUOTE_STYLES = (('"', '"'), ("“", "”"), ("``", "''"), ("''", "''"), ("'", "'"), ("‘", "’"))
QUOTES = frozenset(words("\" “ ” `` '' ‘ ’ ' ` « » „"))
DASHES = ("-", "--", "–", "—")
FINAL = frozenset(words(". ! ? 。"))


def _requote(tokens: list[Token], style: tuple[str, str]) -> None:
    opened = False
    for i, token in enumerate(tokens):
        if token.upos == "PUNCT" and token.form in QUOTES:
            opens = token.form in ("``", "“", "‘", "`", "«", "„") or (
                token.form not in ("”", "’", "»") and not opened and (i == 0 or tokens[i - 1].space)
            )
            token.form = style[0] if opens else style[1]
            opened = opens


def _insert(tokens: list[Token], at: int, token: Token) -> None:
    for other in tokens:
        if other.head >= at:
            other.head += 1
    if token.head >= at:
        token.head += 1
    tokens.insert(at, token)


def _drop_last(tokens: list[Token]) -> None:
    last = len(tokens) - 1
    if last > 1 and tokens[last].form in FINAL and all(t.head != last for t in tokens):
        tokens.pop()


def _enclose(tokens: list[Token], rng: Random) -> None:
    """Put quotes around the sentence, or only one of the pair, as a splitter leaves them."""
    if any(t.form in QUOTES for t in tokens) or len(tokens) < 3:
        return
    opening, closing = rng.choice(QUOTE_STYLES)
    root = next(i for i, t in enumerate(tokens) if t.head < 0)
    kind = rng.random()
    if kind < 0.75:
        _insert(tokens, 0, Token(opening, "PUNCT", {}, root, "punct", False))
        root += 1
    if kind > 0.4:
        tokens[-1].space = False
        _insert(tokens, len(tokens), Token(closing, "PUNCT", {}, root, "punct", True))


def vary(sentence: Sentence, rng: Random) -> Sentence:
    """A copy of the sentence with some of its spelling changed at random (most stay as is)."""
    tokens = [replace(t) for t in sentence.tokens]
    if rng.random() < 0.5:
        _requote(tokens, rng.choice(QUOTE_STYLES))
    if rng.random() < 0.2:
        for token in tokens:
            token.form = token.form.replace("'", "’") if len(token.form) > 1 else token.form
    if rng.random() < 0.3:
        dash = rng.choice(DASHES)
        for token in tokens:
            if token.upos == "PUNCT" and token.form in DASHES and token.space:
                token.form = dash
    if rng.random() < 0.05:
        _drop_last(tokens)
    if rng.random() < 0.03:
        _enclose(tokens, rng)
    case = rng.random()
    if case < 0.03:
        for token in tokens:
            token.form = token.form.lower()
    elif case < 0.045:
        for token in tokens:
            token.form = token.form.upper()
    elif case < 0.07:
        _drop_last(tokens)
        for token in tokens:
            if token.upos not in {"ADP", "CCONJ", "DET", "PART"} and token.form.islower():
                token.form = token.form.capitalize()
    return Sentence(sentence.name, tokens)
