"""Nouns in a row in Korean: which "and" or "with" joins two of them."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.draft import ACTING, Draft
from dragoman.parsing.kiwi.words import PLURAL


def join_rows(draft: Draft) -> None:
    """Coordination: which nouns with "and/with" are joined to the next; names before the
    shared noun that they all belong to."""
    found = draft.found
    i = 0
    while i < len(found) - 1:
        chunk, other = found[i], found[i + 1]
        if chunk.link == clauses.COORDINATE and other.kind == clauses.PREDICATE:
            if chunk.case in draft.rules.company and not other.noun:
                chunk.link = clauses.OBLIQUE  # the verb's partner
        elif (
            chunk.kind == clauses.NOMINAL
            and other.kind == clauses.NOMINAL
            and (chunk.case in draft.rules.company or chunk.case in draft.lexicon.joining)
            and chunk.link in (clauses.COORDINATE, clauses.OBLIQUE)
        ):
            if (
                chunk.link == clauses.OBLIQUE
                and not chunk.comma
                and other.link in (clauses.SUBJECT, clauses.TOPIC)
                and other.noun in ACTING
                and chunk.noun in ACTING
            ):
                chunk.link = clauses.COORDINATE
            elif chunk.case in draft.rules.company and (
                not _alike(draft, i) or _is_venue(draft, chunk, other)
            ):
                chunk.link = clauses.OBLIQUE
            if chunk.link == clauses.COORDINATE and _shared(draft, chunk, other):
                _cut(draft, i + 1, other)
        i += 1


def _is_venue(draft: Draft, chunk: Chunk, other: Chunk) -> bool:
    """Whether the second noun is only where those of the first are met (해군과 기니만에서)."""
    rules = draft.morphemes
    acting = chunk.lemma in rules.groups or chunk.lemma in rules.persons
    also = other.lemma in rules.groups or other.lemma in rules.persons
    return other.case in draft.rules.venues and acting and not also


def _alike(draft: Draft, i: int) -> bool:
    """Whether two nouns are of one kind, so that they can be in a row."""
    chunk, other = draft.found[i], draft.found[i + 1]
    if _shared(draft, chunk, other) or chunk.noun == other.noun:
        return True
    if other.functions and draft.words.lemma(other.functions[0]) in draft.morphemes.among:
        return True
    return (
        chunk.noun in ACTING
        and other.link in (clauses.SUBJECT, clauses.TOPIC, clauses.COORDINATE)
        and (other.noun in ACTING or not draft.lexicon.is_verbal_noun(other.lemma))
    )


def _shared(draft: Draft, chunk: Chunk, other: Chunk) -> bool:
    """Whether both are names before one noun ("of A and B" before "the border")."""
    words = draft.words
    content = [w for w in other.words if words.kinds[w] != PLURAL]
    loose = chunk.case in draft.lexicon.joining
    if (
        len(content) < 2
        or len(chunk.words) > 1
        or chunk.noun != "name"
        or not (_is_name(draft, chunk.head, loose) and _is_name(draft, content[0], loose))
        or words.starts[content[1]] == words.ends[content[0]]
        or _is_name(draft, other.head, False)
    ):
        return False
    return (
        (loose and not chunk.case)
        or other.noun not in ACTING
        or other.lemma in draft.morphemes.persons
        or other.lemma in draft.rules.mutual_nouns
    )


def _is_name(draft: Draft, token: int, loose: bool) -> bool:
    """Whether the token is a name, or (`loose`) a body that can stand in a row like one."""
    words = draft.words
    return words.classes[token] in ("name", "hanja") or (
        loose and words.lemma(token) in draft.morphemes.groups
    )


def _cut(draft: Draft, i: int, chunk: Chunk) -> None:
    """Make the first word of a noun, a name, a chunk of its own at place i."""
    first = chunk.words[0]
    name = Chunk(
        [first], first, [], clauses.NOMINAL, clauses.BARE, noun="name", quote=chunk.quote,
        lemma=draft.words.lemma(first),
    )  # fmt: skip
    del chunk.words[0]
    draft.inner = [one for one in draft.inner if one[0] != first]
    draft.found.insert(i, name)
    draft.runs.insert(i, draft.runs[i])
