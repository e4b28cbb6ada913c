"""What the Korean analyser takes for one name though it is several words."""

from __future__ import annotations

import re

from dragoman.parsing.kiwi.lexicon import Lexicon
from dragoman.parsing.kiwi.words import CASE, DOT, NOUN, Words

_PARTS = re.compile("[· ]|[^· ]+")
_MARKING = ("topic", "subject", "object")
_LONG = 4
"""From how many syllables on a name with any particle is one."""
_FIRST, _FINALS = 0xAC00, 28
_BEHIND_OPEN, _BEHIND_CLOSED = "가는를와", "이은을과"
"""Particles that stand only behind a syllable without, and with, a final consonant."""


def split_names(words: Words, form: str, start: int) -> None:
    """Names with dots between them, or behind a title, as tokens of their own."""
    for part in _PARTS.findall(words.text[start : start + len(form)]):
        if part == "·":
            words.add(DOT, start, start + 1, "PUNCT")
        elif part != " ":
            words.add(NOUN, start, start + len(part), "PROPN", "", "name")
        start += len(part)


def take_particle(words: Words, lexicon: Lexicon, form: str, start: int) -> bool:
    """A title or name with its particle (정상은, 케냐의) as two tokens; False if it is none."""
    rules = lexicon.rules
    mark = rules.particles.get(form[-1:])
    if mark is None or len(form) < 3 or not _fits(form):
        return False
    title = form[:-1] in rules.persons and mark.link in _MARKING
    name = (mark.link == "genitive" or len(form) > _LONG) and form not in rules.names
    if not title and not (name and lexicon.names(form[:-1])):
        return False
    end = start + len(form)
    upos, group = ("NOUN", "noun") if title else ("PROPN", "name")
    words.add(NOUN, start, end - 1, upos, "", group)
    at = words.add(CASE, end - 1, end, "ADP", mark.lemma)
    words.links[at], words.cases[at] = mark.link, mark.lemma
    return True


def _fits(form: str) -> bool:
    """Whether a particle has the form that it takes behind the sound before it."""
    closed = (ord(form[-2]) - _FIRST) % _FINALS != 0
    return form[-1] not in (_BEHIND_OPEN if closed else _BEHIND_CLOSED)
