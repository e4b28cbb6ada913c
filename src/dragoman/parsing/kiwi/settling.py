"""What is decided of the chunks of a Korean sentence when all of them are known."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.kiwi.clipped import fill_clipped
from dragoman.parsing.kiwi.compounds import settle_nominal
from dragoman.parsing.kiwi.draft import Draft
from dragoman.parsing.kiwi.headlines import find_predicates
from dragoman.parsing.kiwi.quotations import find_speaker, settle_quotations
from dragoman.parsing.kiwi.rows import join_rows
from dragoman.parsing.kiwi.words import CASE, CAUSATIVE, FUTURE, NOUN, PASSIVE, PAST, PLURAL


def settle(draft: Draft) -> None:
    """Put into the draft's chunks what only the whole sentence shows: quotations, heads of
    compounds, predicates of headlines, rows, the last predicate, speakers."""
    if not draft.found:
        return
    settle_quotations(draft)
    fill_clipped(draft)
    for chunk in draft.found:
        if chunk.kind == clauses.NOMINAL or chunk.noun == "common":
            settle_nominal(draft, chunk)
    find_predicates(draft)
    _find_whens(draft)
    join_rows(draft)
    _end(draft)
    for chunk in draft.found[:-1] if draft.ended else ():
        if (
            chunk.words[-1] in draft.ended
            and chunk.link == clauses.BARE
            and chunk.kind == clauses.NOMINAL
        ):
            chunk.kind = clauses.SYMBOL
            draft.inner.append((chunk.head, -1, "parataxis"))
    find_speaker(draft)
    words = draft.words
    for chunk, after in zip(draft.found, [*draft.found[1:], None], strict=True):
        if (
            chunk.link == clauses.ADNOMINAL
            and after is not None
            and after.lemma in draft.rules.clause_nouns
        ):
            words.bits[chunk.head] &= ~FUTURE
        if chunk.kind == clauses.PREDICATE and not chunk.noun:
            bits = words.bits[chunk.head]
            chunk.voice = "pass" if bits & PASSIVE else "cau" if bits & CAUSATIVE else ""


def _find_whens(draft: Draft) -> None:
    """Nouns for "after", "before", "during" behind one for what happened: postpositions."""
    words, rules = draft.words, draft.morphemes
    for chunk in draft.found:
        content = [w for w in chunk.words if words.kinds[w] != PLURAL]
        if chunk.kind != clauses.NOMINAL or len(content) < 2 or chunk.words[-1] != content[-1]:
            continue
        before, when = content[-2:]
        if (
            words.lemma(when) not in rules.during
            or chunk.head != when
            or words.kinds[before] != NOUN
            or (
                words.starts[when] == words.ends[before]
                and not draft.lexicon.is_verbal_noun(words.lemma(before))
            )
            or words.classes[before] != "noun"
            or words.lemma(before) in rules.times
            or words.lemma(before) in rules.persons
        ):
            continue
        words.kinds[when], words.upos[when] = CASE, "ADP"
        chunk.words.pop()
        chunk.functions.insert(0, when)
        draft.inner = [
            (token, before if head == when else head, rel)
            for token, head, rel in draft.inner
            if token not in (before, when)
        ]
        chunk.head, chunk.lemma = before, words.lemma(before)
        chunk.noun = "common"
        chunk.case = chunk.case or words.lemma(when)
        if chunk.link == clauses.BARE:
            chunk.link = clauses.OBLIQUE


def _end(draft: Draft) -> None:
    """The last predicate of the sentence is final, whatever its ending."""
    if draft.found:
        last = draft.found[-1]
        if last.kind == clauses.PREDICATE and last.case in draft.morphemes.ending_headlines:
            draft.words.bits[last.head] |= PAST  # "…, says X": the headline's past
        if last.kind == clauses.PREDICATE and last.link in (
            clauses.CONJUNCTIVE, clauses.ADNOMINAL, clauses.NOMINALIZED,
        ):  # fmt: skip
            last.link = clauses.FINAL
