"""Predicates whose subject the parser gives to another word."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import OF_THE_CLAUSE, Draft

_NAMING = frozenset({"flat", "compound", "nmod", "nummod", "amod", "punct", "det"})


def raise_perfect(tree: Draft) -> bool:
    """An auxiliary that is the predicate, with a participle right behind it that hangs on the
    object ("has lifted all bans"): the participle is the predicate."""
    parsed, changed = tree.parsed, False
    for aux, upos in enumerate(parsed.upos):
        verb = aux + 1
        if upos != "AUX" or tree.ends(aux) or tree.deprels[aux] in ("aux", "aux:pass", "cop"):
            continue
        noun = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or tree.deprels[verb] not in ("amod", "compound"):
            continue
        if tree.heads[noun] != aux or tree.deprels[noun] not in ("obj", "xcomp", "ccomp"):
            continue
        root = tree.heads[aux] == aux
        tree.heads[verb] = verb if root else tree.heads[aux]
        tree.deprels[verb] = tree.deprels[aux]
        for child in tree.children(aux):
            if child != verb:
                tree.heads[child] = verb
        tree.deprels[noun] = "obj"
        tree.heads[aux], tree.deprels[aux] = verb, "aux"
        changed = True
    return changed


def raise_leading(tree: Draft) -> bool:
    """A name behind a comma, apposed to the noun of a phrase that opens the sentence, before a
    finite verb without a subject ("Ahead of the summit, Ruto on Monday held talks."): the
    verb's subject."""
    parsed = tree.parsed
    verb = next((t for t, head in enumerate(tree.heads) if head == t), None)
    if verb is None or parsed.upos[verb] != "VERB" or "Tense=Past" not in parsed.feats[verb]:
        return False
    own = {tree.deprels[t].split(":")[0] for t in tree.children(verb)}
    if own & {"nsubj", "csubj", "expl"} or "aux:pass" in {tree.deprels[t] for t in
                                                          tree.children(verb)}:  # fmt: skip
        return False
    for name in range(1, verb):
        opening = tree.heads[name]
        if tree.deprels[name] != "appos" or parsed.upos[name] != "PROPN" or opening > name:
            continue
        parts = [t for t in tree.children(name) if tree.deprels[t].split(":")[0] in _NAMING]
        first = min([name, *parts])
        comma = first if parsed.forms[first] == "," else first - 1
        cased = any(tree.deprels[t] == "case" for t in tree.children(opening))
        if comma < 0 or parsed.forms[comma] != "," or not cased or "," in parsed.forms[name:verb]:
            continue
        tree.heads[name], tree.deprels[name] = verb, "nsubj"
        if tree.is_tree():
            return True
        tree.heads[name], tree.deprels[name] = opening, "appos"
    return False


def raise_abbreviated(tree: Draft) -> bool:
    """A name that is the root, with its abbreviation in brackets taken for the subject of a clause
    on it ("The World Health Organization (WHO) is sending doctors."): that clause's verb is
    the predicate, the name its subject."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    for verb in tree.children(root):
        if tree.deprels[verb].split(":")[0] != "acl" or parsed.upos[verb] != "VERB" or verb < root:
            continue
        for short in tree.children(verb):
            between = parsed.forms[short - 1 : short + 2]
            if tree.is_subject(short) and len(between) == 3 and between[0] + between[2] == "()":
                tree.turn(root, verb, tree.children(root))
                tree.deprels[root] = tree.deprels[short]
                tree.heads[short], tree.deprels[short] = root, "appos"
                return True
    return False


def part_gerund(tree: Draft) -> bool:
    """A noun with a gerund right behind it, taken for a clause of its own before a verb ("The
    coalition fighting rebels has declared a truce."): that verb's subject; what seemed to be
    the verb's is the gerund's object."""
    parsed, changed = tree.parsed, False
    for clause, rel in enumerate(tree.deprels):
        noun, verb = clause - 1, tree.heads[clause]
        if rel not in ("advcl", "csubj") or noun < 0 or verb < clause:
            continue
        if tree.heads[noun] != clause:
            continue
        gerund = "VerbForm=Ger" in parsed.feats[clause] or "Tense=Pres" in parsed.feats[clause]
        if not gerund or parsed.upos[clause] != "VERB" or not tree.is_subject(noun):
            continue
        children = tree.children(clause)
        own = {tree.deprels[t] for t in children}
        if own & {"mark", "aux", "cop"} or "," in parsed.forms[noun:verb]:
            continue
        objects = [t for t in tree.children(verb) if tree.is_subject(t) and clause < t < verb]
        if ("obj" in own) == bool(objects) or len(objects) > 1:
            continue
        passive = any(tree.deprels[t] == "aux:pass" for t in tree.children(verb))
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj:pass" if passive else "nsubj"
        if objects:
            tree.heads[objects[0]], tree.deprels[objects[0]] = clause, "obj"
        tree.heads[clause], tree.deprels[clause] = noun, "acl"
        for child in children:
            if child < noun and tree.deprels[child] in OF_THE_CLAUSE:
                tree.heads[child] = verb
        changed = True
    return changed
