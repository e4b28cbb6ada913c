"""How a sentence is put to the parser: hyphenated words joined, headlines in plain wording.

The parsers were trained on edited sentences. A headline in capitals or Title Case is put to them
in small letters, names excepted, and a verb that headlines shorten in full; the forms of the
sentence stay as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.languages.morphology import NOUN, VERB, Morphology

_END = frozenset(".?!。…")
_FEWEST = 3  # words; a shorter text says nothing about how it is set
_FEW_VERBS = 2
_ACRONYM = 4  # letters of the longest acronym that a line in capitals is trusted to hold
_TRIES = 3  # the verb of a headline is among the first words that may be one
_LONGEST_HEADLINE = 30  # tokens
_HYPHENS = frozenset("-‐‑")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Words:
    """The tokens of a text: where each begins and ends in it."""

    starts: list[int]
    ends: list[int]


def join_hyphenated(
    text: str, words: Words, morphology: Morphology, names: Collection[str]
) -> Words | None:
    """Make one token of a hyphenated word that the lexicon or `names` knows (counter-attack,
    co-operate, Tae-yul).

    A tokenizer that cuts at every hyphen would leave no token that is found. None if there is
    nothing to join.
    """
    starts, ends = words.starts, words.ends
    size = len(starts)
    joined = Words([], [])
    i = 0
    while i < size:
        last = end = i
        while (
            end + 2 < size
            and ends[end] == starts[end + 1]
            and ends[end + 1] == starts[end + 2]
            and text[starts[end + 1] : ends[end + 1]] in _HYPHENS
        ):
            end += 2
            word = text[starts[i] : ends[end]]
            if word in names or morphology.knows(word):
                last = end
        joined.starts.append(starts[i])
        joined.ends.append(ends[last])
        i = last + 1
    return joined if len(joined.starts) < size else None


def is_headline(forms: Sequence[str]) -> bool:
    """Whether a line does not end as a sentence does."""
    return bool(forms) and forms[-1][-1] not in _END


def put_plainly(
    forms: Sequence[str], morphology: Morphology, names: Collection[str] = ()
) -> list[str]:
    """The forms as they would stand in an edited sentence; itself a new list of the same length.
    `names` are names that keep their capital.

    A line that ends like a sentence is left alone, unless it is all in capitals.
    """
    shown = list(forms)
    headline = is_headline(forms)
    if headline or _shouted(forms):
        shown = _recased(shown, morphology, names)
    if headline:
        _fill_out(shown, morphology, names)
    morphology.show(shown)
    return shown


def readings_with_verb(forms: Sequence[str], morphology: Morphology) -> list[tuple[int, list[str]]]:
    """Other wordings of a headline in which no verb was seen: (token reworded, all forms).

    In each, one word behind the first that may be a verb is put in a wording that can be nothing
    else (Police arrest → Police arrested). At most `_TRIES`, in the order of the words.
    """
    found: list[tuple[int, list[str]]] = []
    for i in range(1, min(len(forms), _LONGEST_HEADLINE)):
        worded = morphology.as_verb(forms[i])
        if worded is not None:
            found.append((i, [*forms[:i], worded, *forms[i + 1 :]]))
            if len(found) == _TRIES:
                break
    return found


def _recased(forms: list[str], morphology: Morphology, names: Collection[str]) -> list[str]:
    """Small letters for a line in capitals or Title Case.

    Words that the lexicon or the list of small words knows are made small; others (names, in the
    main) keep or get a capital.
    """
    words = [form for form in forms if _LETTER.match(form)]
    small = morphology.small_words
    shouted = _shouted(words)
    if not shouted:
        capitals = sum(word[0].isupper() for word in words)
        if not small or capitals < _FEWEST:
            return forms
        odd = any(w[0].islower() and len(w) > 1 and w not in small for w in words)
        if odd and not _capital_verbs(words, morphology):
            return forms
    out: list[str] = []
    first = True
    for form in forms:
        low = form.lower()
        if (
            not _LETTER.match(form)
            or form in names
            or (form.isupper() and len(form) > 1 and not shouted)
        ):
            shown = form
        elif low in small or morphology.knows(low):
            shown = low
        elif shouted and len(form) > _ACRONYM:
            shown = low.capitalize()
        else:
            shown = form
        if first and _LETTER.match(shown):
            shown = shown[0].upper() + shown[1:]
            first = False
        out.append(shown)
    return out


def _capital_verbs(words: Sequence[str], morphology: Morphology) -> bool:
    """Whether verbs behind the first word begin with a capital, as in no edited sentence, so that
    a single small word was an oversight of who set the title."""
    verbs = [w for w in words[1:] if w[0].isupper() and morphology.only(w, VERB)]
    return len(verbs) >= _FEW_VERBS


def _fill_out(forms: list[str], morphology: Morphology, names: Collection[str]) -> None:
    """Put a verb that lost its prefix in full, unless a pronoun before it makes it passive."""
    agents = morphology.rules.verb.bare_agents
    for i, form in enumerate(forms):
        full = morphology.full(form) if form.islower() else None
        if full is None and form.islower() and _follows_name(forms, i, morphology, names):
            full = morphology.as_verb(form)
        if full is not None and (i == 0 or forms[i - 1].lower() not in agents):
            forms[i] = full


def _follows_name(
    forms: Sequence[str], at: int, morphology: Morphology, names: Collection[str]
) -> bool:
    """Whether a word with another one behind it follows the name that a headline or its second
    part begins with, alone or behind one noun (KKB Tembak Mati …, Jaksa Zambia Cabut …), so that
    it is the verb even where a noun has its form: where attributes follow nouns, none follows a
    name."""
    if at < 1 or not morphology.rules.verb.bare_agents or at + 1 >= len(forms):
        return False
    start = at - 1
    if start > 0 and forms[start - 1] != ",":
        start -= 1
        if not morphology.only(forms[start].lower(), NOUN):
            return False
    if start > 0 and forms[start - 1] != ",":
        return False
    name, behind = forms[at - 1], forms[at + 1]
    known = name not in names and morphology.knows(name.lower())
    named = (name.isupper() and len(name) > 1) or (name[0].isupper() and not known)
    return named and _LETTER.match(behind) is not None


def _shouted(words: Sequence[str]) -> bool:
    letters = "".join(word for word in words if _LETTER.match(word))
    return len(letters) > _ACRONYM * _FEWEST and letters.isupper()
