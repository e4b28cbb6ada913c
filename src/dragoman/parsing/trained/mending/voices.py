"""Subjects of active verbs that were taken for those of passives, and titles with prepositions."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import ENDS, Draft

_OF_PASSIVES = frozenset({"aux:pass", "aux", "obl:agent", "obj"})


def free_subjects(tree: Draft) -> bool:
    """The subject of a passive without an auxiliary in a whole sentence, not a headline ("troops
    exercised with soldiers."), and of an adjective with a copula, is that of an active one."""
    parsed, changed = tree.parsed, False
    whole = bool(parsed.forms) and parsed.forms[-1] in ENDS
    for subject in tree.having("nsubj:pass"):
        verb = tree.heads[subject]
        rels = {tree.deprels[t] for t in tree.children(verb)}
        adjective = parsed.upos[verb] == "ADJ" and "cop" in rels and "aux:pass" not in rels
        bare = whole and tree.heads[verb] == verb and not rels & _OF_PASSIVES
        if adjective or (bare and "Tense=Past" in parsed.feats[verb] and verb > subject):
            tree.deprels[subject] = "nsubj"
            changed = True
    return changed


def mark_bearers(tree: Draft) -> bool:
    """A preposition before a title is that of the name behind it ("loyal to governor Riek"), which
    then stands with the word right before that and is not apposed to a noun."""
    parsed, changed = tree.parsed, False
    for title in tree.having("nmod:desc"):
        name = tree.heads[title]
        cases = [t for t in tree.children(title) if tree.deprels[t] == "case" and t < title]
        if name < title or len(cases) != 1 or not cases[0]:
            continue
        if any(tree.deprels[t] == "case" and t < name for t in tree.children(name)):
            continue
        tree.heads[cases[0]] = name
        changed = True
        before = cases[0] - 1
        if tree.deprels[name] == "appos" and not tree.under(before, name):
            nominal = parsed.upos[before] in ("NOUN", "PROPN")
            tree.heads[name], tree.deprels[name] = before, "nmod" if nominal else "obl"
        elif tree.deprels[name] == "obj" and before == tree.heads[name]:
            tree.deprels[name] = "obl"
    return changed


def part_first_subject(tree: Draft) -> bool:
    """Of two subjects of one verb the first, right behind the phrase of an active verb before it
    that has no object ("vetoed on Friday a resolution …, a day after Chad backed it"), is that
    verb's object."""
    parsed, changed = tree.parsed, False
    for subject in list(tree.having("nsubj")):
        verb = tree.heads[subject]
        later = [t for t in tree.children(verb) if tree.deprels[t] == "nsubj" and t > subject]
        if not later or later[-1] > verb or parsed.upos[verb] != "VERB":
            continue
        first = min(tree.below(subject))
        if parsed.upos[first] != "DET" or not first or parsed.upos[first - 1] == "PUNCT":
            continue
        main = first - 1
        while parsed.upos[main] != "VERB" and tree.heads[main] != main:
            main = tree.heads[main]
        rels = {tree.deprels[t] for t in tree.children(main)}
        if main > first or parsed.upos[main] != "VERB" or tree.under(main, subject):
            continue
        if "nsubj" in rels and not rels & _COMPLETE:
            tree.heads[subject], tree.deprels[subject] = main, "obj"
            changed = True
    return changed


_COMPLETE = frozenset({"obj", "iobj", "ccomp", "xcomp", "aux:pass", "nsubj:pass", "cop"})


def close_phrases(tree: Draft) -> bool:
    """A preposition taken for a conjunction of a main clause that has a subject before it ("its
    refusal to talk with the union shows …") is that of the noun behind it."""
    parsed, changed = tree.parsed, False
    for mark in tree.having("mark"):
        verb, before = tree.heads[mark], mark - 1
        if parsed.upos[mark] != "ADP" or tree.heads[verb] != verb or before < 0:
            continue
        subjects = [t for t in tree.children(verb) if tree.is_subject(t)]
        if len(subjects) != 2 or not subjects[0] < mark < subjects[1] < verb:
            continue
        noun = subjects[1]
        if min(tree.below(noun)) != mark + 1 or not tree.under(before, subjects[0]):
            continue
        tree.heads[mark], tree.deprels[mark] = noun, "case"
        tree.heads[noun] = before
        tree.deprels[noun] = "obl" if parsed.upos[before] == "VERB" else "nmod"
        changed = True
    return changed
