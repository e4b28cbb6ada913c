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
    return changed
