"""What the Korean analyser takes for one name though it is several words."""

from __future__ import annotations

import re

from dragoman.languages.morphemes import MorphemeRules
from dragoman.parsing.kiwi.words import CASE, DOT, NOUN, Words

_PARTS = re.compile("[· ]|[^· ]+")
_MARKING = ("topic", "subject", "object")


def split_names(words: Words, form: str, start: int) -> None:
    """Names with dots between them, or behind a title, as tokens of their own."""
    for part in _PARTS.findall(words.text[start : start + len(form)]):
        if part == "·":
            words.add(DOT, start, start + 1, "PUNCT")
        elif part != " ":
            words.add(NOUN, start, start + len(part), "PROPN", "", "name")
        start += len(part)


def take_particle(words: Words, rules: MorphemeRules, form: str, start: int) -> bool:
    """A title with its particle (정상은) as two tokens; False if it is none."""
    mark = rules.particles.get(form[-1:])
    if mark is None or mark.link not in _MARKING or len(form) < 3:
        return False
    if form[:-1] not in rules.persons:
        return False
    end = start + len(form)
    words.add(NOUN, start, end - 1, "NOUN", "", "noun")
    at = words.add(CASE, end - 1, end, "ADP", mark.lemma)
    words.links[at], words.cases[at] = mark.link, mark.lemma
    return True
