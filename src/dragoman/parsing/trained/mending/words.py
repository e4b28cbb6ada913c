"""Word classes that the lexicon knows better than the parser."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.languages.morphology import ADJECTIVE, NOUN, VERB, Morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending.draft import OF_THE_CLAUSE

_WITHIN = frozenset({"nsubj", "det", "amod", "compound", "nmod", "nummod", "case", "obl",
                     "nmod:poss", "punct", "acl:relcl", "obl:unmarked", "advmod"})  # fmt: skip
_OF_PARTIES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"})
_OPEN = frozenset({"VERB", "NOUN", "ADJ"})
_OF_PREDICATES = frozenset({"obj", "nsubj", "aux", "mark"})
_PARTS = frozenset({"compound", "nmod", "amod"})
_OF_NOUNS = frozenset({"amod", "compound", "nummod", "det", "nmod:desc"})


_WITH_ARTICLE = re.compile("[a-z]{2}-[A-Z]")
"""How a surname with the Arabic article begins."""


def surnames(parsed: Parsed) -> Parsed:
    """Surnames with an article of two letters ("al-Burhan") are part of the name right before."""
    upos, heads, deprels = list(parsed.upos), list(parsed.heads), list(parsed.deprels)
    for token in range(1, len(upos)):
        before = token - 1
        if upos[token] not in ("ADJ", "PUNCT", "X", "NOUN", "VERB", "ADV"):
            continue
        if upos[before] != "PROPN" or not _WITH_ARTICLE.match(parsed.forms[token]):
            continue
        if any(head == token for t, head in enumerate(heads) if t != token):
            continue
        upos[token] = "PROPN"
        if heads[token] == token or deprels[token] == "flat":
            continue
        first = heads[before] if deprels[before] == "flat" else before
        heads[token], deprels[token] = first, "flat"
    if upos == list(parsed.upos):
        return parsed
    return replace(parsed, upos=tuple(upos), heads=tuple(heads), deprels=tuple(deprels))


def nouns(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words that the lexicon knows as nouns only are nouns; right behind a verb that has no
    object, as its complement, they are its object ("grant amnesty")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), parsed.heads
    changed = False
    with_object, predicates = set(), set()
    for head, rel in zip(heads, parsed.deprels, strict=True):
        if rel in _OF_PREDICATES:
            predicates.add(head)
            if rel == "obj":
                with_object.add(head)
    for token, pos in enumerate(parsed.upos):
        if pos not in _OPEN or token in predicates:
            continue
        head = heads[token]
        complement = deprels[token] in ("xcomp", "ccomp") and head < token <= head + 2
        complement = complement and pos != "ADJ" and deprels[head] != "acl:relcl"
        if pos == "NOUN" and not complement:
            continue
        if not morphology.only(parsed.forms[token], "noun"):
            continue
        if upos[token] != "NOUN":
            upos[token] = "NOUN"
            changed = True
        if complement and upos[head] == "VERB" and head not in with_object:
            deprels[token] = "obj"
            changed = True
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels)) if changed else parsed


_CLAUSES = frozenset({"xcomp", "advcl", "acl", "ccomp", "csubj"})
_PREDICATES = _CLAUSES | {"root", "parataxis"}


_MISREAD = {"ADJ": ADJECTIVE, "ADV": "", "NOUN": NOUN, "X": ""}
"""Classes that such a verb is given, and what the tables call them."""


def infinitives(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words right behind a mark, with which they are a clause, are verbs if the lexicon knows them
    as such and not as what they were read as ("called on him to resign", an adjective)."""
    if "mark" not in parsed.deprels:
        return parsed
    upos = list(parsed.upos)
    for token, rel in enumerate(parsed.deprels):
        if rel not in _CLAUSES or upos[token] not in _MISREAD or not token:
            continue
        marked = parsed.deprels[token - 1] == "mark" and parsed.heads[token - 1] == token
        known = morphology.classes(parsed.forms[token]) if marked else ()
        if VERB in known and _MISREAD[upos[token]] not in known:
            upos[token] = "VERB"
    return parsed if upos == list(parsed.upos) else replace(parsed, upos=tuple(upos))


def leading_nouns(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words that the lexicon knows as nouns only, read as predicates right before the verb that is
    their complement, are its subjects ("setelah topan menewaskan …")."""
    upos, heads, deprels = list(parsed.upos), list(parsed.heads), list(parsed.deprels)
    for noun, pos in enumerate(parsed.upos):
        verb = noun + 1
        if pos != "VERB" or verb >= len(heads) or heads[verb] != noun or upos[verb] != "VERB":
            continue
        if deprels[verb] not in ("xcomp", "ccomp"):
            continue
        children = [t for t, head in enumerate(heads) if head == noun and t not in (noun, verb)]
        if any(deprels[t].partition(":")[0] in ("nsubj", "obj", "aux") for t in children):
            continue
        if not morphology.only(parsed.forms[noun], NOUN):
            continue
        heads[verb] = verb if heads[noun] == noun else heads[noun]
        upos[noun], deprels[verb] = "NOUN", deprels[noun]
        heads[noun], deprels[noun] = verb, "nsubj"
        for child in children:
            heads[child] = verb
    if upos == list(parsed.upos):
        return parsed
    return replace(parsed, upos=tuple(upos), heads=tuple(heads), deprels=tuple(deprels))


def with_articles(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words with an article before them that were taken for verbs and stand as subjects or objects
    are nouns, where the lexicon knows them as such ("a district court in Delhi")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), parsed.heads
    changed = False
    for token, pos in enumerate(parsed.upos):
        if pos != "VERB" or deprels[token] not in _OF_PARTIES:
            continue
        children = [t for t, head in enumerate(heads) if head == token and t != token]
        rels = {deprels[t] for t in children if t < token}
        if not rels & {"det", "nmod:poss"} or not rels <= _WITHIN:
            continue  # "a court", "Peru's support for Chile"
        if not morphology.may_be(parsed.forms[token], "noun"):
            continue
        upos[token] = "NOUN"
        for child in children:
            if child < token and deprels[child] in ("nsubj", "obl", "advmod"):
                deprels[child] = "compound"
            elif child > token and deprels[child] == "obl":
                deprels[child] = "nmod"
        changed = True
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels)) if changed else parsed


def doers(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Plurals that may be verbs, taken for such: one that is itself a subject or object is a noun
    ("IDF troops arrested …"); one right before a past verb that hangs on its object is that
    verb's subject ("government forces shelled the town")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for token, pos in enumerate(parsed.upos):
        if pos != "VERB" or token == 0:
            continue
        party = deprels[token] in _OF_PARTIES
        if not party and deprels[token - 1] != "nsubj":
            continue
        form = parsed.forms[token]
        if not form.islower() or not (party or morphology.knows(form)):
            continue
        if not morphology.is_plural(form):
            continue
        children = [t for t, head in enumerate(heads) if head == token and t != token]
        rels = {deprels[t] for t in children}
        before = token - 1
        if deprels[token] in ("nsubj", "nsubj:pass", "obj", "iobj"):
            behind = [t for t in children if t > token and deprels[t] in ("advcl", "xcomp")]
            within = {deprels[t] for t in children if t not in behind}
            if within <= _WITHIN and (before in children or not rels & {"nsubj"}):
                upos[token] = "NOUN"
                for child in behind:
                    if deprels[child] == "xcomp":
                        deprels[child] = "acl"
                    else:
                        heads[child] = heads[token]
                for child in children:
                    if deprels[child] == "nsubj":
                        deprels[child] = "compound"
                changed = True
            continue
        verb = token + 1
        if before not in children or deprels[before] != "nsubj" or verb >= len(heads):
            continue
        noun = heads[verb]
        if (
            deprels[verb] != "amod"
            or upos[verb] != "VERB"
            or "Tense=Past" not in parsed.feats[verb]
        ):
            continue
        if heads[noun] != token or deprels[noun] != "obj" or rels & {"xcomp", "ccomp", "aux"}:
            continue
        upos[token] = "NOUN"
        heads[verb] = verb if heads[token] == token else heads[token]
        deprels[verb] = deprels[token]
        heads[token], deprels[token] = verb, "nsubj"
        heads[noun], deprels[before] = verb, "compound"
        for child in children:
            if child not in (before, noun) and (child > token or deprels[child] in OF_THE_CLAUSE):
                heads[child] = verb
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


def verbs(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Inflected words that the lexicon knows as verbs only, behind a noun that the parser took for
    a part of theirs, are predicates, that noun their subject ("until Britain withdraws …")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for noun, verb in enumerate(parsed.heads):
        if verb != noun + 1 or heads[noun] != verb or upos[verb] not in ("NOUN", "VERB"):
            continue
        if deprels[noun] not in ("compound", "nmod", "amod") or upos[noun] not in ("NOUN", "PROPN"):
            continue
        form = parsed.forms[verb]
        if not form.islower() or not morphology.only(form, "verb"):
            continue
        feats = morphology.analyse(form, "VERB").feats or parsed.feats[verb]
        if morphology.analyse(form, "VERB").lemma == form or "Part" in feats or "Ger" in feats:
            continue
        children = [t for t, head in enumerate(heads) if head == verb and t != verb]
        if any(deprels[t] in ("nsubj", "nsubj:pass", "cop", "aux") for t in children):
            continue
        upos[verb] = "VERB"
        deprels[noun] = "nsubj"
        for child in children:
            if child < noun and deprels[child] in ("det", "amod", "compound", "nummod"):
                heads[child] = noun
            elif child < noun and deprels[child] == "case":
                deprels[child] = "mark"
                if deprels[verb] in ("obl", "nmod"):
                    deprels[verb] = "advcl"
            elif child > verb and deprels[child] == "nmod":
                deprels[child] = "obl"
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


def with_objects(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Predicates with an object behind them that were taken for nouns are verbs, where the lexicon
    knows them as such; a word before them that may be a noun, taken for a part of theirs, is the
    subject ("said the military trains recruits")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for noun, rel in enumerate(parsed.deprels):
        verb = heads[noun]
        if rel != "obj" or noun < verb or upos[verb] != "NOUN" or deprels[verb] not in _PREDICATES:
            continue
        form = parsed.forms[verb]
        if not form.islower() or VERB not in morphology.classes(form):
            continue
        upos[verb], changed = "VERB", True
        before = verb - 1
        children = [t for t, head in enumerate(heads) if head == verb and t < verb]
        if {"nsubj", "mark", "aux"} & {deprels[t] for t in children}:
            continue
        if before not in children or deprels[before] not in _PARTS:
            continue
        if NOUN not in morphology.classes(parsed.forms[before]) and upos[before] != "PROPN":
            continue
        upos[before] = "PROPN" if upos[before] == "PROPN" else "NOUN"
        deprels[before] = "nsubj"
        for child in children:
            if child != before and deprels[child] in _OF_NOUNS:
                heads[child] = before
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


def clauses(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words with a conjunction of their own that were taken for nouns or adjectives are verbs where
    the lexicon knows them as such ("demanded that the cabinet resign") or a particle stands with
    them; what is taken for a part of theirs is the subject ("that the mayor step down")."""
    if "mark" not in parsed.deprels:
        return parsed
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    marked = {h for h, rel in zip(parsed.heads, parsed.deprels, strict=True) if rel == "mark"}
    for verb, form in enumerate(parsed.forms):
        if (
            verb not in marked
            or upos[verb] not in ("NOUN", "ADJ")
            or not form.islower()
            or not verb
        ):
            continue
        children = [t for t, head in enumerate(heads) if head == verb and t != verb]
        rels = {deprels[t] for t in children}
        if "mark" not in rels or rels & {"cop", "aux", "case"}:
            continue
        told = "nsubj" in rels and deprels[verb - 1] == "nsubj" and heads[verb - 1] == verb
        adjective = upos[verb] == "ADJ"
        known = morphology.may_be if adjective or told else morphology.only
        if "compound:prt" not in rels and (
            not known(form, "verb") or morphology.may_be(form, "adj") or "det" in rels
        ):
            continue
        if "nsubj" not in rels:
            parts = [t for t in children if deprels[t] == "compound" and t < verb]
            last = max(parts, default=verb)
            if last == verb or upos[last] not in ("NOUN", "PROPN"):
                continue
            deprels[last] = "nsubj"
            for child in children:
                if child < last and deprels[child] in _OF_NOUNS:
                    heads[child] = last
        upos[verb] = "VERB"
        if deprels[verb] in ("obj", "nmod", "obl"):
            deprels[verb] = "ccomp"
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


def subjunctives(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words that the lexicon knows as verbs only, between two nouns that a conjunction introduces
    ("demanded that Peru ease sanctions"), are the predicate, those its subject and object."""
    if "mark" not in parsed.deprels:
        return parsed
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for verb, form in enumerate(parsed.forms):
        noun, subject = heads[verb], verb - 1
        if deprels[verb] not in ("compound", "amod") or noun <= verb or subject < 0:
            continue
        if heads[subject] not in (noun, verb) or deprels[subject] not in _PARTS:
            continue
        if upos[subject] not in ("NOUN", "PROPN") or not form.islower():
            continue
        children = [t for t, head in enumerate(heads) if head == noun and t != noun]
        marks = [t for t in children if deprels[t] == "mark" and t < subject]
        rels = {deprels[t] for t in children}
        if not marks or rels & {"nsubj", "cop", "case"} or not morphology.may_be(form, "verb"):
            continue
        if not morphology.only(form, "verb") and not parsed.forms[subject][:1].isupper():
            continue
        upos[verb] = "VERB"
        heads[verb] = verb if heads[noun] == noun else heads[noun]
        deprels[verb] = "acl" if deprels[noun] in ("nmod", "acl") else "ccomp"
        heads[noun], deprels[noun] = verb, "obj"
        heads[subject], deprels[subject] = verb, "nsubj"
        for child in children:
            if child in marks:
                heads[child] = verb
            elif child < subject:
                heads[child] = subject
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))
