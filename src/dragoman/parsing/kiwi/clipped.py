"""Ends of Korean sentences that are cut short, as headlines and quotations in them are."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.draft import Draft
from dragoman.parsing.kiwi.words import AUXILIARY, FUTURE


def fill_clipped(draft: Draft) -> None:
    """Ends without the verb that they need say what they say with it: "X will (be) that", "X must
    (do)"; by the pack's `clipped_ends`, ending or noun → auxiliary."""
    found, words, rules = draft.found, draft.words, draft.morphemes
    i = 0
    while i < len(found):
        chunk = found[i]
        if not _closes(draft, i):
            i += 1
            continue
        before = found[i - 1] if i else None
        if chunk.kind == clauses.PREDICATE and chunk.link == clauses.CONJUNCTIVE:
            _by_ending(draft, chunk)
        elif (
            chunk.kind == clauses.NOMINAL
            and len(chunk.words) == 1
            and not chunk.functions
            and before is not None
            and (before.kind, before.link) == (clauses.PREDICATE, clauses.ADNOMINAL)
            and words.bits[before.words[-1]] & FUTURE
            and words.lemma(chunk.words[0]) in rules.clipped_ends
        ):
            token = chunk.words[0]
            words.lemmas[token] = rules.clipped_ends[words.lemma(token)]
            words.kinds[token], words.upos[token] = AUXILIARY, "AUX"
            draft.inner = [one for one in draft.inner if one[0] != token]
            before.words.append(token)
            before.link, before.case = clauses.FINAL, ""
            before.comma, before.closes = chunk.comma, chunk.closes
            words.bits[before.head] &= ~FUTURE
            del found[i], draft.runs[i]
            continue
        i += 1


def _by_ending(draft: Draft, chunk: Chunk) -> None:
    words, rules = draft.words, draft.morphemes
    ending = rules.clipped_ends.get(chunk.case)
    if ending is None or not chunk.functions:
        return
    token = chunk.functions.pop()
    words.lemmas[token], words.kinds[token], words.upos[token] = ending, AUXILIARY, "AUX"
    chunk.words.append(token)
    chunk.link, chunk.case = clauses.FINAL, ""


def _closes(draft: Draft, i: int) -> bool:
    """Whether chunk i ends the sentence, one of its parts, or a quotation."""
    found, runs = draft.found, draft.runs
    if i + 1 == len(found) or found[i].words[-1] in draft.ended:
        return True
    return bool(runs[i]) and runs[i + 1] != runs[i]
