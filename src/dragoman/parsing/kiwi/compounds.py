"""What a noun of several Korean words is: its head, its class, and what hangs on what in it."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.draft import Draft
from dragoman.parsing.kiwi.words import NUMBER, PLURAL

_COUNTED = frozenset({"digits", "number", "numeral"})


def settle_nominal(draft: Draft, chunk: Chunk) -> None:
    """The head of a compound, what it is, and what hangs on what in it."""
    words, rules = draft.words, draft.morphemes
    content = [w for w in chunk.words if words.kinds[w] != PLURAL]
    if not content:
        return
    head = content[-1]
    if len(content) > 1:
        lemma = words.lemma(head)
        previous = content[-2]
        counting = words.kinds[previous] == NUMBER and (
            lemma in rules.counters or words.kinds[head] == NUMBER
        )
        counted = head
        if counting and lemma in rules.counters:
            draft.inner.append((previous, head, "nummod"))
            before = [w for w in content[:-2] if words.lemma(w) not in rules.approximate]
            if before and words.lemma(before[-1]) not in rules.times:
                counted = before[-1]
                draft.inner.append((head, counted, "nummod"))
                head = counted
        for w in content:
            if w == head or (counting and w >= previous):
                continue
            if words.kinds[w] == NUMBER:
                after = content[content.index(w) + 1]
                draft.inner.append((w, after, "nummod"))
            elif (
                words.lemma(w) in rules.approximate
                and counting
                and (w > counted or counted == content[-1])
            ):
                draft.inner.append((w, previous, "advmod"))
            else:
                draft.inner.append((w, _governor(draft, content, w, head), "compound"))
    chunk.head = head
    chunk.lemma = words.lemma(head)
    noun = class_of(draft, head)
    chunk.noun = noun if chunk.kind == clauses.NOMINAL else "common"
    attribute = chunk.link == clauses.ADNOMINAL and chunk.kind == clauses.PREDICATE
    if attribute and chunk.noun == "common" and chunk.lemma.endswith(rules.attributive):
        chunk.noun = "quality"  # "historical", said as "that is historical"
    links = rules.nominalized.get(chunk.lemma)
    if links and chunk.kind == clauses.NOMINAL:
        chunk.link = links.get(chunk.case, chunk.link)


def _governor(draft: Draft, content: list[int], w: int, head: int) -> int:
    """What a word of a compound belongs to: the last of what it is written together with, else
    the next verbal noun, else the head."""
    words = draft.words
    last = w
    at = content.index(w) + 1
    if at + 1 < len(content) and words.lemma(content[at]) in draft.morphemes.origins:
        at += 1  # "Russian-made": the name belongs to the product
    elif at > 1 and words.lemma(w) in draft.morphemes.origins and w != head:
        return content[at - 2]
    for other in content[at:]:
        glued = words.starts[other] == words.ends[last] and last == other - 1
        if other >= head and not (glued and other == head):
            break
        if glued:
            last = other
        elif last != w:
            break
        elif words.upos[other] == "NOUN" and draft.lexicon.is_verbal_noun(words.lemma(other)):
            return other
    return last if last != w else head


def class_of(draft: Draft, head: int) -> str:
    """The class of a nominal (see `Chunk.noun`)."""
    words, rules = draft.words, draft.morphemes
    lemma, group = words.lemma(head), words.classes[head]
    if group in ("name", "hanja", "latin") or lemma in rules.groups:
        return "name"
    if lemma in rules.times:
        return "time"
    if lemma in rules.persons or group == "pronoun":
        return "person"
    if group in _COUNTED:
        return "number"
    return "common"
