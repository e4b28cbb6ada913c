"""Quotation marks of a Korean sentence: what they hold together, and who says it."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.kiwi.draft import Draft, say_of
from dragoman.parsing.kiwi.words import ADJECTIVE, CLOSE, MARK, OPEN, VERB, Words

_SINGLE = {"'": "'", "‘": "’"}
_VERBAL = (VERB, ADJECTIVE)
QUOTE_KINDS = (OPEN, CLOSE, MARK)
"""The kinds of tokens that a quotation mark may be."""


def spoken_marks(words: Words) -> set[int]:
    """The single marks around somebody's words ('…'라며), not around a term or a title."""
    found = set[int]()
    opened, closing = -1, ""
    for i, kind in enumerate(words.kinds):
        if kind not in QUOTE_KINDS:
            continue
        form = words.form(i)
        if opened < 0 or form != closing:
            opened, closing = (i, _SINGLE[form]) if form in _SINGLE else (opened, closing)
            continue
        if (
            i + 1 < len(words.kinds)
            and words.starts[i + 1] == words.ends[i]
            and words.kinds[i + 1] not in _VERBAL
            and words.links[i + 1] in (clauses.QUOTE, clauses.QUOTATIVE)
        ):
            found |= {opened, i}
        opened = -1
    return found


def settle_quotations(draft: Draft) -> None:
    """Marks around less than a clause, or never closed, do not hold a clause together."""
    runs = draft.runs
    if not any(runs):
        return
    told = False
    for i, (chunk, run) in enumerate(zip(draft.found, runs, strict=True)):
        told = told and bool(i) and run == runs[i - 1]
        if run and chunk.link == clauses.QUOTE and told:  # "that X is a Y": a clause
            say_of(chunk)
            chunk.link, chunk.case = clauses.QUOTATIVE, draft.morphemes.quotative
        told = (
            bool(run)
            and chunk.kind != clauses.PREDICATE
            and (told or chunk.link in (clauses.TOPIC, clauses.SUBJECT))
        )
    sizes: dict[int, int] = {}
    clausal: set[int] = set()
    for chunk, run in zip(draft.found, runs, strict=True):
        if run:
            sizes[run] = sizes.get(run, 0) + 1
            if chunk.kind == clauses.PREDICATE:
                clausal.add(run)
    last, final = draft.found[-1], runs[-1]
    if (
        final
        and last.kind == clauses.NOMINAL
        and not last.functions
        and draft.lexicon.is_verbal_noun(draft.words.lemma(last.words[-1]))
    ):
        clausal.add(final)
        sizes[final] += len(last.words) - 1
    for chunk, run, after in zip(draft.found, runs, [*runs[1:], 0], strict=True):
        if run in draft.closed and sizes[run] > 1 and run in clausal:
            chunk.quote = 1
            chunk.closes = after != run


def find_speaker(draft: Draft) -> None:
    """A bare noun right before a quotation that nothing leads on from names the speaker."""
    found = draft.found
    for i in range(len(found) - 1):
        speaker = found[i]
        if (
            speaker.quote
            or not found[i + 1].quote
            or speaker.kind != clauses.NOMINAL
            or speaker.link != clauses.BARE
        ):
            continue
        end = i + 1
        while end + 1 < len(found) and found[end + 1].quote:
            end += 1
        verb = found[end]
        if verb.kind == clauses.PREDICATE and (
            end == len(found) - 1 or verb.link == clauses.FINAL or verb.comma
        ):
            speaker.kind = clauses.SYMBOL
            draft.inner.append((speaker.head, verb.head, "dislocated"))
