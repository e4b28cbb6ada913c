"""Names in a row: "the Kenyan foreign minister A, President B and Prime Minister C agreed …".

Behind an adverbial a small parser takes the first names of such a row for appositions to the noun
before them, and only the last one for the subject. Where the actor files know them all and only
commas and a conjunction stand between, they are coordinated, and do together what the last does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.names import BODY, COUNTRY, DEMONYM, GROUP, PERSON
from dragoman.coding.parties.draft import Draft
from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.model import Sentence

_STATES = frozenset({BODY, COUNTRY, GROUP})
_BEFORE = frozenset({COUNTRY, DEMONYM})
_LOOSE = frozenset({"appos", "compound", "conj", "dep", "flat", "nmod", "nsubj", "parataxis"})
_FLAT = frozenset({"appos", "compound", "dep", "flat", "nmod"})
_COMMA = ","


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a row: its first and last token; `begin` with the country and article before it."""

    begin: int
    first: int
    last: int


def rows_of(sentence: Sentence, mentions: Mentions) -> list[list[Member]]:
    """The rows of two and more persons, or of states and bodies, that end with a conjunction and
    a name."""
    found = []
    for kinds in (frozenset({PERSON}), _STATES):
        row: list[Member] = []
        closed = False
        for mention in mentions.all:
            if mention.kind not in kinds or mention.match is None:
                continue
            begin = _begin(sentence, mentions, mention)
            member = Member(begin, mention.first, mention.last)
            known = len(row) if not closed else 0
            link = _link(sentence, row[-1].last, member.begin, known) if known else None
            if link is None:
                row, closed = [member], False
                continue
            row.append(member)
            if link:
                closed = True
                found.append(row)
    return found


def join(draft: Draft, row: Sequence[Member]) -> bool:
    """Coordinate the names of a row of which the last is a subject or a later one was taken for a
    part of the first; whether anything changed."""
    tops = [_top(draft, member) for member in row]
    if draft.base(tops[-1]) == "nsubj":
        return _with_subject(draft, row, tops)
    span = range(row[0].begin, row[-1].last + 1)
    loose = [t for t in tops[1:] if draft.heads[t] in span and draft.base(t) in _FLAT]
    if not loose or draft.heads[tops[0]] in span:
        return False
    _coordinate(draft, row, tops)
    return True


def _with_subject(draft: Draft, row: Sequence[Member], tops: Sequence[int]) -> bool:
    """The last name is a subject: all are."""
    verb, rel = draft.heads[tops[-1]], draft.rels[tops[-1]]
    if verb <= row[-1].last or any(draft.under(verb, top) for top in tops):
        return False
    if any(draft.base(top) not in _LOOSE or draft.has(top, "case") for top in tops[:-1]):
        return False
    _coordinate(draft, row, tops)
    for top in tops:
        for child in draft.children(top):
            if child < row[0].begin and draft.has(child, "case"):
                draft.heads[child], draft.rels[child] = verb, "obl"
    draft.heads[tops[0]], draft.rels[tops[0]] = verb, rel
    return True


def _coordinate(draft: Draft, row: Sequence[Member], tops: Sequence[int]) -> None:
    span = range(row[0].begin, row[-1].last + 1)
    for member, top in zip(row, tops, strict=True):
        for token in range(member.begin, member.last + 1):
            apart = not member.begin <= draft.heads[token] <= member.last
            lost = token >= member.first or draft.heads[token] in span
            if token != top and apart and lost:
                draft.heads[token] = top
                draft.rels[token] = "flat" if draft.base(token) in ("conj", "nsubj") else "compound"
    for before, member, top in zip(row, row[1:], tops[1:], strict=False):
        draft.heads[top], draft.rels[top] = tops[0], "conj"
        for token in range(before.last + 1, member.begin):
            draft.heads[token] = top
            draft.rels[token] = "cc" if draft.upos[token] == "CCONJ" else "punct"


def _begin(sentence: Sentence, mentions: Mentions, mention: Mention) -> int:
    first = mention.first
    before = [m for m in mentions.at(first - 1) if m.kind in _BEFORE and m.last == first - 1]
    if before and mention.kind == PERSON:
        first = before[0].first
    return first - 1 if first and sentence.upos[first - 1] == "DET" else first


def _link(sentence: Sentence, last: int, first: int, known: int) -> bool | None:
    """Whether a conjunction stands between two names, or only a comma; None: something else, as
    comma and conjunction behind a single name, where a clause begins ("sued Peru, but Chile")."""
    between = range(last + 1, first)
    conjunctions = [t for t in between if sentence.upos[t] == "CCONJ"]
    commas = [t for t in between if sentence.forms[t] == _COMMA]
    if len(conjunctions) + len(commas) != len(between) or not between:
        return None
    if len(conjunctions) > 1 or len(commas) > 1 or (conjunctions and commas and known == 1):
        return None
    return bool(conjunctions)


def _top(draft: Draft, member: Member) -> int:
    span = range(member.first, member.last + 1)
    tops = [t for t in span if draft.heads[t] not in span or draft.heads[t] == t]
    named = [t for t in tops if draft.base(t) in _LOOSE and draft.upos[t] in ("PROPN", "NOUN")]
    subjects = [t for t in named if draft.base(t) == "nsubj"]
    return (subjects or named or tops)[0]
