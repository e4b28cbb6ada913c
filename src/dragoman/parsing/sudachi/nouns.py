"""Runs of nouns among short-unit words: how far one goes, and what it is."""

from __future__ import annotations

from dragoman.parsing.sudachi.words import (
    COMMON,
    NAME,
    NOUNS,
    NUMBER,
    PERSON,
    TIME,
    Words,
    is_syllabic,
)

ENDS = frozenset({"comma", "stop", "blank", "close"})
"""Kinds of marks that a part of a headline ends with."""


def run_end(line: Words, begin: int) -> int:
    """Where a run of nouns ends; a time and what follows it are two."""
    words, units = line.words, line.units
    at = begin
    timely = True
    while at < line.size:
        word = words[at]
        kind = word.kind
        if kind not in NOUNS:
            if kind in ("quality", "quality-suffix"):
                if line.kind(at + 1) not in NOUNS and line.kind(at + 1) != "quality-suffix":
                    return at + 1
            elif kind == "stem" or kind == "nominalizer":
                return at + 1 if at == begin else at
            elif kind == "symbol" and begin < at:
                if not _joins(line, at):
                    return at
            elif kind == "blank" and begin < at:
                if not (
                    words[at - 1].noun == PERSON
                    and line.kind(at + 1) in NOUNS
                    and words[at + 1].noun == PERSON
                ):
                    return at
            else:
                return at
        elif timely and at > begin:
            if not is_time(line, at) and kind != "number" and _complete_time(line, at - 1, begin):
                if kind != "suffix" and not (kind == "counter" and word.lemma in units.time_units):
                    return at
                timely = is_time(line, at)
        elif (
            not timely
            and kind == "number"
            and line.kind(at + 1) in ("counter", "noun", "suffix")
            and words[at + 1].lemma in units.calendar
            and words[at - 1].kind not in ("number", "prefix")
        ):
            return at
        if (
            kind == "verbal"
            and at > begin
            and is_counted(line, at)
            and (line.kind(at + 1) in ENDS or is_do(line, at + 1))
        ):
            return at  # "3 soldiers dead"
        timely = timely and (kind == "number" or kind == "prefix" or is_time(line, at))
        at += 1
    return at


def class_of(line: Words, begin: int, end: int) -> str:
    """The class of a nominal (see `Chunk.noun`)."""
    words, units = line.words, line.units
    last = words[end - 1]
    lemma = last.lemma
    if is_time(line, end - 1):
        if lemma in units.time_words and end - begin == 1:
            return TIME
        if all(
            words[i].kind in ("number", "prefix", "symbol") or is_time(line, i)
            for i in range(begin, end)
        ):
            return TIME if end - begin > 1 else COMMON
    if last.kind == "number":
        return NUMBER
    if end - begin > 1 and last.kind == "suffix" and lemma in units.clause_suffixes:
        run = lemma in units.letters and words[end - 2].lemma in units.letters
        return NAME if run else TIME
    if last.kind == "counter" and end - begin > 1 and words[end - 2].kind == "number":
        return NUMBER
    if last.noun == PERSON or lemma in units.persons or lemma[-1:] in units.persons:
        return PERSON
    if last.noun or lemma in units.countries or lemma in units.organs:
        return NAME
    if lemma[-1:] in units.organs and last.upos == "NOUN" and len(lemma) > 1:
        return NAME
    return COMMON


def is_time(line: Words, at: int) -> bool:
    """Whether a word says when, by itself or as a part of what does."""
    if line.words[at].noun == NAME:
        return False
    lemma = line.words[at].lemma
    units = line.units
    return (
        lemma in units.time_units or lemma in units.time_words or lemma in units.time_nouns_attached
    )


def _complete_time(line: Words, at: int, begin: int) -> bool:
    """Whether the time read so far can stand for itself: not a mere number or prefix."""
    word = line.words[at]
    return word.kind not in ("number", "prefix") and (
        word.lemma in line.units.time_words
        or word.lemma in line.units.time_units
        or (at > begin and word.lemma in line.units.time_nouns_attached)
    )


def _joins(line: Words, at: int) -> bool:
    """Whether a symbol within a run of nouns belongs to it (a dot in a name, a sign)."""
    if line.kind(at + 1) not in NOUNS:
        return line.form(at) not in line.units.dots
    if line.form(at) not in line.units.dots:
        return True
    before, after = line.words[at - 1], line.words[at + 1]
    text, starts, ends = line.tokens.text, line.tokens.starts, line.tokens.ends
    if not (
        is_syllabic(text[ends[line.order[at - 1]] - 1])
        and is_syllabic(text[starts[line.order[at + 1]]])
    ):
        return False
    return not (before.noun == NAME and after.noun == NAME)


def before_count(line: Words, begin: int, end: int) -> int:
    """Where the noun ends that a number behind it counts ("soldiers 3 persons"); `end` if there
    is none."""
    words, units = line.words, line.units
    at = end
    if words[at - 1].lemma in units.amounts:
        at -= 1
    if at > begin and words[at - 1].lemma in units.counted:
        at -= 1
    elif at - begin > 2 and words[at - 1].lemma in units.counters:
        at -= 1
        if words[at - 1].kind != "number":
            return end
        while at > begin and words[at - 1].kind == "number":
            at -= 1
    else:
        return end
    while at > begin and (words[at - 1].kind == "prefix" or words[at - 1].lemma in units.abouts):
        at -= 1
    return at if at > begin else end


def is_counted(line: Words, at: int) -> bool:
    """Whether a number and its counter stand right before a word."""
    words = line.words
    if at > 0 and words[at - 1].lemma in line.units.counted:
        return True
    return at > 1 and words[at - 2].kind == "number" and words[at - 1].kind in ("counter", "suffix")


def is_do(line: Words, at: int) -> bool:
    """Whether a word is the verb that makes a predicate of the noun before it."""
    if line.kind(at) != "verb":
        return False
    word = line.words[at]
    if word.base not in line.units.do:
        return False
    before = line.words[at - 1]
    return before.kind in ("verbal", "noun", "suffix", "adverb", "quality") and (
        before.kind == "verbal" or word.base not in line.units.potential
    )


def does(line: Words, at: int) -> bool:
    """Whether the verb makes a predicate of what stands in quotation marks before it."""
    return line.kind(at) == "verb" and line.words[at].base in line.units.do


def leads_title(line: Words, at: int) -> bool:
    """Whether a word ("former") and the nouns behind it are somebody's title."""
    if line.words[at].lemma not in line.units.leading or line.kind(at + 1) not in NOUNS:
        return False
    end = at + 1
    while line.kind(end) in NOUNS:
        end += 1
    return class_of(line, at + 1, end) == PERSON
