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


def close_infinitive(tree: Draft) -> bool:
    """A second subject right behind an infinitive without an object, which hangs on the first
    ("Peru's decision to recall its envoy was welcomed."), is the infinitive's object."""
    parsed, changed = tree.parsed, False
    for noun, rel in enumerate(tree.deprels):
        verb = tree.heads[noun]
        if not tree.is_subject(noun) or noun > verb or parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        before = [t for t in tree.children(verb) if tree.deprels[t] == rel and t < noun]
        if not before:
            continue
        first = min(t for t in range(noun + 1) if tree.under(t, noun))
        inner = first - 1
        if tree.deprels[inner] == "compound:prt":
            inner = tree.heads[inner]
        if inner < 0 or "VerbForm=Inf" not in parsed.feats[inner]:
            continue
        if not tree.under(inner, before[-1]) or parsed.upos[inner] != "VERB":
            continue
        if any(tree.deprels[t] in ("obj", "ccomp", "xcomp") for t in tree.children(inner)):
            continue
        tree.heads[noun], tree.deprels[noun] = inner, "obj"
        changed = True
    return changed


def head_reported(tree: Draft) -> bool:
    """A short clause without an object behind the last comma that hangs on the sentence's root as a
    circumstance ("Peru may close the crossing, the minister warned."): it says who says so, and is
    the root."""
    parsed = tree.parsed
    root = next((t for t, head in enumerate(tree.heads) if head == t), None)
    if root is None or parsed.upos[root] != "VERB":
        return False
    for verb in tree.children(root):
        if tree.deprels[verb] not in ("advcl", "parataxis") or verb < root:
            continue
        own = tree.children(verb)
        rels = {tree.deprels[t] for t in own}
        if "nsubj" not in rels or rels - {"nsubj", "aux", "obl", "obl:unmarked", "advmod", "punct"}:
            continue
        within = [t for t in range(len(tree.heads)) if tree.under(t, verb)]
        words = [t for t in within if parsed.upos[t] != "PUNCT"]
        last = max(t for t in range(len(tree.heads)) if parsed.upos[t] != "PUNCT")
        if words[-1] != last or words != list(range(words[0], last + 1)):
            continue
        if parsed.forms[words[0] - 1] not in (",", "”", '"') or parsed.upos[verb] != "VERB":
            continue
        subject = next(t for t in own if tree.deprels[t] == "nsubj")
        if subject > verb or ("VerbForm=Fin" not in parsed.feats[verb] and "aux" not in rels):
            continue
        tree.heads[verb], tree.deprels[verb] = verb, "root"
        tree.heads[root], tree.deprels[root] = verb, "ccomp"
        for child in tree.children(root):
            if child > last and tree.deprels[child] == "punct":
                tree.heads[child] = verb
        return True
    return False


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
        if noun is None or tree.heads[noun] == verb or tree.under(tree.heads[noun], verb):
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
    if len(heads) < 4 or upos[0] != "VERB" or upos[1] != "ADP":
        return parsed
    if heads[0] != 0 and deprels[0] != "csubj":
        return parsed
    if "Tense=Pres" not in parsed.feats[0] and "VerbForm=Ger" not in parsed.feats[0]:
        return parsed
    form = parsed.forms[0]
    if parsed.lemmas[0] == form.lower() or not morphology.may_be(form, "noun"):
        return parsed
    children = [t for t, head in enumerate(heads) if head == 0 and t]
    if any(deprels[t] in ("obj", "nsubj", "aux", "cop") for t in children):
        return parsed
    if deprels[0] == "csubj":
        deprels[0] = "nsubj"
        return _as_noun(parsed, heads, deprels, upos)
    for verb in children:
        own = {deprels[t] for t, head in enumerate(heads) if head == verb and t != verb}
        if deprels[verb] not in ("advcl", "parataxis", "conj", "xcomp", "ccomp"):
            continue
        if "Tense=Past" not in parsed.feats[verb] or own & {*_SUBJECTS, "mark", "cc", "aux"}:
            continue
        if "," in parsed.forms[:verb]:
            continue
        heads[verb], deprels[verb] = verb, "root"
        heads[0], deprels[0] = verb, "nsubj"
        for child in children:
            if child > verb:
                heads[child] = verb
        return _as_noun(parsed, heads, deprels, upos)
    return parsed


def _as_noun(parsed: Parsed, heads: list[int], deprels: list[str], upos: list[str]) -> Parsed:
    """The parse with its first word a noun, on which nouns hang as its attributes."""
    upos[0] = "NOUN"
    for child, head in enumerate(heads):
        if head == 0 and deprels[child] == "obl":
            deprels[child] = "nmod"
    return replace(
        parsed,
        heads=tuple(heads),
        deprels=tuple(deprels),
        upos=tuple(upos),
        lemmas=(parsed.forms[0].lower(), *parsed.lemmas[1:]),
        feats=("Number=Sing", *parsed.feats[1:]),
    )


def raise_planned(parsed: Parsed, morphology: Morphology) -> Parsed:
    """A word that may be a verb, read as the noun of a sentence without a verb, behind coordinated
    names or a plural and before an infinitive ("Peru and Chile plan to leave."): the predicate."""
    heads, deprels, upos = list(parsed.heads), list(parsed.deprels), list(parsed.upos)
    root = next((t for t, head in enumerate(heads) if head == t), None)
    if root is None or root == 0 or upos[root] != "NOUN" or root + 2 >= len(heads):
        return parsed
    children = [t for t, head in enumerate(heads) if head == root and t != root]
    rels = {deprels[t] for t in children}
    form = parsed.forms[root]
    if rels & {"det", "cop", "nsubj:pass", "nmod:poss", "case"} or not form.islower():
        return parsed
    infinitives = [t for t in children if deprels[t] in ("acl", "xcomp", "advcl") and t > root]
    if not infinitives or deprels[root + 1] != "mark" or heads[root + 1] != infinitives[0]:
        return parsed
    if not morphology.may_be(form, "verb") or parsed.lemmas[root] != form:
        return parsed
    before = [
        t for t in children if t < root and deprels[t] in ("nsubj", "compound", "nmod", "amod")
    ]
    for noun in before:
        listed = any(deprels[t] == "conj" and heads[t] == noun for t in range(noun, root))
        plural = noun == root - 1 and "Number=Plur" in parsed.feats[noun]
        within = [t for t in range(noun, root) if t == noun or heads[t] == noun]
        plural = plural or (deprels[noun] == "nsubj" and within[-1] == root - 1)
        if upos[noun] not in ("PROPN", "NOUN") or not (listed or plural):
            continue
        upos[root], heads[noun], deprels[noun] = "VERB", root, "nsubj"
        deprels[infinitives[0]] = "xcomp"
        for child in before:
            if child != noun and child < noun:
                heads[child] = noun
        feats = list(parsed.feats)
        feats[root] = "Mood=Ind|Tense=Pres|VerbForm=Fin"
        return replace(
            parsed,
            heads=tuple(heads),
            deprels=tuple(deprels),
            upos=tuple(upos),
            feats=tuple(feats),
        )
    return parsed


def raise_perfect_object(tree: Draft, mending: Mending) -> bool:
    """A verb right behind one that forms the perfect, taken for its object ("have quit in
    protest"), is the predicate, that one its auxiliary."""
    parsed, changed = tree.parsed, False
    for verb, rel in enumerate(tree.deprels):
        aux = tree.heads[verb]
        if rel != "obj" or verb != aux + 1 or parsed.upos[verb] != "VERB":
            continue
        if parsed.lemmas[aux] not in mending.perfect:
            continue
        tree.heads[verb] = verb if tree.heads[aux] == aux else tree.heads[aux]
        tree.deprels[verb] = tree.deprels[aux]
        for child in tree.children(aux):
            if child != verb:
                tree.heads[child] = verb
        tree.heads[aux], tree.deprels[aux] = verb, "aux"
        changed = True
    return changed
