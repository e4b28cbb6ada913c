"""Finite verbs that hang on a word of another clause, because that clause was not seen to end."""

from __future__ import annotations

from dataclasses import replace

from dragoman.languages.morphology import Mending, Morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending.draft import Draft

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
_PARTS = frozenset({"xcomp", "advcl", "ccomp", "acl", "parataxis", "conj"})


def part_reported(tree: Draft) -> bool:
    """A clause with an auxiliary and without a subject on a verb's object ("said the raid could be
    a crime"): what the verb says, that object its subject. A participle without one is none."""
    parsed, changed = tree.parsed, False
    for clause, rel in enumerate(tree.deprels):
        noun = tree.heads[clause]
        if rel != "acl" or tree.deprels[noun] != "obj" or parsed.upos[noun] == "PRON":
            continue
        verb = tree.heads[noun]
        own = {tree.deprels[t]: t for t in tree.children(clause)}
        finite = own.get("aux", own.get("aux:pass"))
        if not verb < noun < clause or finite is None or own.keys() & {*_SUBJECTS, "mark"}:
            continue
        if "VerbForm=Fin" not in parsed.feats[finite] or finite < noun:
            continue
        tree.heads[clause], tree.deprels[clause] = verb, "ccomp"
        passive = "aux:pass" in own
        tree.heads[noun], tree.deprels[noun] = clause, "nsubj:pass" if passive else "nsubj"
        changed = True
    return changed


def lift_past(tree: Draft) -> bool:
    """A past verb coordinated with a gerund or infinitive, neither of which it can continue
    ("ruled out using force and dropped tariffs"), goes with the verb above."""
    parsed, changed = tree.parsed, False
    for verb, rel in enumerate(tree.deprels):
        bare = tree.heads[verb]
        above = tree.heads[bare]
        if rel != "conj" or bare == above or parsed.upos[verb] != "VERB" or verb < bare:
            continue
        form = parsed.feats[bare]
        if "VerbForm=Ger" not in form and "VerbForm=Inf" not in form:
            continue
        if tree.deprels[bare] not in ("xcomp", "advcl", "ccomp"):
            continue
        if "Tense=Past" not in parsed.feats[verb] or "Tense=Past" not in parsed.feats[above]:
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if parsed.upos[above] != "VERB" or own & {*_SUBJECTS, "aux", "aux:pass"}:
            continue
        if not own & {"obj", "obl", "ccomp", "xcomp"}:
            continue
        tree.heads[verb] = above
        changed = True
    return changed


def govern_gerund(tree: Draft) -> bool:
    """A gerund right behind a verb without an object, taken for a clause beside it ("ruled out
    using force"), is its complement."""
    parsed, changed = tree.parsed, False
    for gerund, rel in enumerate(tree.deprels):
        verb = tree.heads[gerund]
        if rel != "advcl" or "VerbForm=Ger" not in parsed.feats[gerund] or gerund < verb:
            continue
        between = range(verb + 1, gerund)
        if any(tree.deprels[t] != "compound:prt" or tree.heads[t] != verb for t in between):
            continue
        own = {tree.deprels[t] for t in tree.children(gerund)}
        taken = {tree.deprels[t] for t in tree.children(verb)}
        if own & {*_SUBJECTS, "mark", "aux"} or taken & {"obj", "ccomp", "xcomp", "aux:pass"}:
            continue
        if parsed.upos[verb] != "VERB" or "VerbForm=Ger" in parsed.feats[verb]:
            continue
        tree.deprels[gerund] = "xcomp"
        changed = True
    return changed


def part_circumstance(tree: Draft, mending: Mending) -> bool:
    """A past verb right behind a noun that a word for a circumstance introduces ("after the cabinet
    promised a raise"), without a subject, but with an object: that noun's clause."""
    parsed, changed = tree.parsed, False
    for verb, rel in enumerate(tree.deprels):
        if rel not in _PARTS or parsed.upos[verb] != "VERB":
            continue
        children = tree.children(verb)
        own = {tree.deprels[t] for t in children}
        if "Tense=Past" not in parsed.feats[verb] or own & {*_SUBJECTS, "mark", "aux", "cc"}:
            continue
        finite = "VerbForm=Fin" in parsed.feats[verb] and "obl" in own
        if "aux:pass" in own or not (finite or own & {"obj", "ccomp", "xcomp"}):
            continue
        noun = _introduced(tree, verb, mending)
        if noun is None or not tree.heads[noun] != verb or tree.under(tree.heads[noun], verb):
            continue
        case = next(t for t in tree.children(noun) if tree.deprels[t] == "case")
        tree.heads[verb], tree.deprels[verb] = tree.heads[noun], "advcl"
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        tree.heads[case], tree.deprels[case] = verb, "mark"
        changed = True
    return changed


def _introduced(tree: Draft, verb: int, mending: Mending) -> int | None:
    """The noun whose phrase ends right before the verb and begins with such a word."""
    parsed = tree.parsed
    for noun in range(verb - 1, -1, -1):
        if tree.deprels[noun] not in ("obl", "nmod") or parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        cases = [t for t in tree.children(noun) if tree.deprels[t] == "case" and t < noun]
        if len(cases) != 1 or parsed.forms[cases[0]].lower() not in mending.circumstance:
            continue
        within = all(tree.under(t, noun) for t in range(cases[0], verb))
        return noun if within and not tree.under(verb, noun) else None
    return None


def lead_gerund(parsed: Parsed, morphology: Morphology) -> Parsed:
    """A gerund that opens the sentence and seems to be its root, with a preposition behind it and a
    past verb without a subject ("Fighting between the armies left 40 dead."): that verb's
    subject."""
    heads, deprels, upos = list(parsed.heads), list(parsed.deprels), list(parsed.upos)
    if len(heads) < 4 or heads[0] != 0 or upos[0] != "VERB" or upos[1] != "ADP":
        return parsed
    if "Tense=Pres" not in parsed.feats[0] and "VerbForm=Ger" not in parsed.feats[0]:
        return parsed
    if parsed.lemmas[0] == parsed.forms[0].lower() or not morphology.may_be(parsed.forms[0], "noun"):
        return parsed
    children = [t for t, head in enumerate(heads) if head == 0 and t]
    if any(deprels[t] in ("obj", "nsubj", "aux", "cop") for t in children):
        return parsed
    for verb in children:
        own = {deprels[t] for t, head in enumerate(heads) if head == verb and t != verb}
        if deprels[verb] not in ("advcl", "parataxis", "conj", "xcomp", "ccomp"):
            continue
        if "Tense=Past" not in parsed.feats[verb] or own & {*_SUBJECTS, "mark", "cc", "aux"}:
            continue
        if "," in parsed.forms[:verb]:
            continue
        heads[verb], deprels[verb] = verb, "root"
        upos[0], heads[0], deprels[0] = "NOUN", verb, "nsubj"
        for child in children:
            if child > verb:
                heads[child] = verb
            elif deprels[child] == "obl":
                deprels[child] = "nmod"
        return replace(
            parsed,
            heads=tuple(heads),
            deprels=tuple(deprels),
            upos=tuple(upos),
            lemmas=(parsed.forms[0].lower(), *parsed.lemmas[1:]),
            feats=("Number=Sing", *parsed.feats[1:]),
        )
    return parsed
