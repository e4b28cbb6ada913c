"""Subjects whose attribute has a noun of its own ("rebels loyal to Machar freed the town").

A small parser makes that noun the subject of the verb behind it, or the attribute the predicate.
"""

from __future__ import annotations

from dragoman.languages.morphology import Mending
from dragoman.parsing.trained.mending.draft import OF_THE_CLAUSE, Draft

_ATTRIBUTES = frozenset({"amod", "acl"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def raise_behind_attached(tree: Draft, mending: Mending) -> bool:
    """A past verb behind a noun, its attribute, a preposition and a name is the predicate, that
    first noun its subject, the name the attribute's."""
    parsed, changed = tree.parsed, False
    if not any(parsed.forms[t] in mending.attached for t in tree.having("case", "mark")):
        return False
    for verb, pos in enumerate(parsed.upos):
        if pos != "VERB" or "Tense=Past" not in parsed.feats[verb]:
            continue
        thing = _thing(tree, verb)
        attribute = tree.heads[verb if thing is None else thing]
        noun = _bearer(tree, attribute, verb, mending)
        if noun is None:
            continue
        held = verb if thing is None else thing
        name = _name(tree, attribute, verb, held)
        if name is not None:
            _raise(tree, noun, attribute, verb, name, thing)
            changed = True
    return changed


def _thing(tree: Draft, verb: int) -> int | None:
    """The object as a part of which the verb hangs."""
    noun = tree.heads[verb]
    part = tree.deprels[verb] in ("compound", "amod") and noun > verb
    return noun if part and tree.parsed.upos[noun] in _NOMINAL else None


def _bearer(tree: Draft, attribute: int, verb: int, mending: Mending) -> int | None:
    """The noun right before an adjective or participle that a preposition follows, where nothing
    but that attribute lies between it and the verb."""
    parsed, noun, mark = tree.parsed, attribute - 1, attribute + 1
    if noun < 0 or mark >= verb or parsed.upos[noun] not in _NOMINAL:
        return None
    if parsed.upos[attribute] not in ("ADJ", "VERB") or parsed.forms[mark] not in mending.attached:
        return None
    if tree.deprels[mark] not in ("case", "mark") or "PUNCT" in parsed.upos[noun:verb]:
        return None
    if tree.heads[attribute] == noun and tree.deprels[attribute] in _ATTRIBUTES:
        root = tree.heads[noun] == noun
        return noun if root and not any(tree.is_subject(t) for t in tree.children(noun)) else None
    own = {tree.deprels[t] for t in tree.children(attribute)}
    subject = tree.heads[noun] == attribute and tree.is_subject(noun)
    return noun if subject and not own & {"cop", "aux", "aux:pass", "obj"} else None


def _name(tree: Draft, attribute: int, verb: int, held: int) -> int | None:
    """The noun behind the attribute's preposition, which the verb or its object has taken."""
    own = {tree.deprels[t] for t in (*tree.children(verb), *tree.children(held))}
    if own & {"aux", "aux:pass", "cop", "cc"}:
        return None
    mark = attribute + 1
    own_name = tree.heads[mark]
    if tree.heads[own_name] == attribute and mark < own_name < verb and held == verb:
        return own_name if _is_apart(tree, verb) else None
    if own_name not in (verb, held):
        return None
    between = [
        t
        for t in dict.fromkeys((*tree.children(verb), *tree.children(held)))
        if mark < t < verb and tree.parsed.upos[t] in _NOMINAL
    ]
    return between[-1] if between else None


def _is_apart(tree: Draft, verb: int) -> bool:
    """Whether a verb that hangs on an attribute is finite and has an object, but no subject and no
    mark of a clause."""
    own = {tree.deprels[t] for t in tree.children(verb)}
    return (
        tree.deprels[verb] in ("xcomp", "advcl", "ccomp")
        and "VerbForm=Fin" in tree.parsed.feats[verb]
        and "obj" in own
        and not own & {"mark", "nsubj", "nsubj:pass"}
    )


def _raise(tree: Draft, noun: int, attribute: int, verb: int, name: int, thing: int | None) -> None:
    holder = noun if tree.heads[attribute] == noun else attribute
    place, rel = tree.heads[holder], tree.deprels[holder]
    moved = [
        t
        for t in (*tree.children(holder), *tree.children(attribute))
        if t not in (noun, attribute, verb, thing)
        and (t > verb or (t < noun and tree.deprels[t] in (*OF_THE_CLAUSE, "punct")))
    ]
    tree.heads[verb], tree.deprels[verb] = (verb if place == holder else place), rel
    tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
    tree.heads[attribute], tree.deprels[attribute] = noun, "acl"
    for child in moved:
        tree.heads[child] = verb
    if thing is not None:
        for child in tree.children(thing):
            if child < verb:
                tree.heads[child] = name
        tree.heads[thing], tree.deprels[thing] = verb, "obj"
    for child in tree.children(verb):
        if attribute < child < verb and child != name:
            tree.heads[child] = name
    tree.heads[name], tree.deprels[name] = attribute, "obl"
    tree.heads[attribute + 1], tree.deprels[attribute + 1] = name, "case"
