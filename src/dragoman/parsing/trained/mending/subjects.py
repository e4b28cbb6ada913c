"""Predicates whose subject the parser gives to another word."""

from __future__ import annotations

from dragoman.languages.morphology import Mending
from dragoman.parsing.trained.mending.draft import OF_THE_CLAUSE, Draft

_NAMING = frozenset({"flat", "compound", "nmod", "nummod", "amod", "punct", "det"})


def raise_perfect(tree: Draft) -> bool:
    """An auxiliary that is the predicate, with a participle right behind it that hangs on the
    object ("has lifted all bans"): the participle is the predicate."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("amod", "compound"):
        aux, noun = verb - 1, tree.heads[verb]
        if aux < 0 or parsed.upos[aux] != "AUX" or parsed.upos[verb] != "VERB":
            continue
        if tree.deprels[aux] in ("aux", "aux:pass", "cop"):
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


def raise_premodified(tree: Draft) -> bool:
    """A verb with an object and an article has taken the words of its subject for its own ("the US
    military trains pilots"): the last of them is the subject."""
    parsed, changed = tree.parsed, False
    for article in tree.having("det"):
        verb = tree.heads[article]
        subject = verb - 1
        if parsed.upos[verb] not in ("VERB", "NOUN") or tree.heads[subject] != verb:
            continue
        if subject <= article or tree.deprels[subject] not in ("compound", "amod", "nmod"):
            continue
        if parsed.upos[subject] not in ("NOUN", "PROPN"):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"nsubj", "nsubj:pass", "case", "cop", "aux:pass"} or "obj" not in own:
            continue
        for child in tree.children(verb):
            if article <= child < subject:
                tree.heads[child] = subject
        tree.deprels[subject] = "nsubj"
        changed = True
    return changed


def raise_leading(tree: Draft) -> bool:
    """A name behind a comma, apposed to the noun of a phrase that opens the clause or listed last
    with it without a conjunction, before a finite verb without a subject ("Ahead of the summit,
    Ruto on Monday held talks."): the verb's subject."""
    parsed, changed = tree.parsed, False
    for name in tree.having("appos", "conj"):
        opening = tree.heads[name]
        if tree.deprels[name] == "conj" and (
            any(tree.deprels[t] == "cc" for t in tree.children(name))
            or any(t > name and tree.deprels[t] == "conj" for t in tree.children(opening))
        ):
            continue
        verb = tree.heads[opening]
        if parsed.upos[verb] == "ADV":
            verb = tree.heads[verb]
        if parsed.upos[name] != "PROPN" or not opening < name < verb:
            continue
        if parsed.upos[verb] != "VERB" or "Tense=Past" not in parsed.feats[verb]:
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "aux:pass", "mark"}:
            continue
        parts = [t for t in tree.children(name) if tree.deprels[t].split(":")[0] in _NAMING]
        first = min([name, *parts])
        comma = first if parsed.forms[first] == "," else first - 1
        cased = any(tree.deprels[t] == "case" for t in tree.children(opening))
        if comma < 0 or parsed.forms[comma] != "," or not cased or "," in parsed.forms[name:verb]:
            continue
        tree.heads[name], tree.deprels[name] = verb, "nsubj"
        changed = True
    return changed


def empty_auxiliaries(tree: Draft) -> bool:
    """An auxiliary has no subject of its own: it is its verb's ("The council has so far
    refused …")."""
    changed = False
    for token in tree.having("nsubj", "nsubj:pass"):
        head = tree.heads[token]
        if head == token or tree.deprels[head] not in ("aux", "aux:pass"):
            continue
        tree.heads[token] = tree.heads[head]
        changed = True
    return changed


def raise_coordinated_name(tree: Draft) -> bool:
    """A root noun and another one coordinated with it, whose name right behind it is taken for the
    subject of a clause on it that has an object ("Li and his counterpart Khan signed a
    treaty."): that verb is the predicate, all of them its subjects."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    for noun in tree.children(root):
        if tree.deprels[noun] != "conj" or tree.ends(noun):
            continue
        for verb in tree.children(noun):
            name = noun + 1
            own = {tree.deprels[t] for t in tree.children(verb)}
            if not tree.deprels[verb].startswith("acl") or tree.heads[name] != verb:
                continue
            if parsed.upos[name] != "PROPN" or not tree.is_subject(name) or "obj" not in own:
                continue
            tree.turn(root, verb, tree.children(root))
            tree.heads[name], tree.deprels[name] = noun, "appos"
            return True
    return False


def part_past(tree: Draft, mending: Mending) -> bool:
    """A preposition's noun right before a past verb with an object and no subject, where the verb
    goes with the same predicate, also behind how long before ("It came days after the government
    freed prisoners."): the verb's subject, and the preposition its conjunction; not a day ("on
    Friday freed prisoners")."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("xcomp", "advcl", "ccomp", "parataxis", "conj"):
        noun, main = verb - 1, tree.heads[verb]
        if noun < 1 or main >= noun:
            continue
        since = tree.heads[noun]
        span = parsed.lemmas[since] in mending.spans and tree.heads[since] in (verb, main)
        if tree.deprels[verb] == "conj" and not span:
            continue
        if parsed.upos[verb] != "VERB" or "Tense=Past" not in parsed.feats[verb]:
            continue
        if parsed.forms[noun].rstrip(".") in mending.days:
            continue
        if not span and (since != main or tree.deprels[noun] not in ("obj", "obl", "advcl")):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if "obj" not in own or own & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass", "cc"}:
            continue
        cases = [t for t in tree.children(noun) if tree.deprels[t] == "case"]
        if len(cases) != 1 or parsed.upos[main] != "VERB":
            continue
        if span:
            tree.heads[since], tree.deprels[since] = main, "obl:unmarked"
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        tree.heads[cases[0]], tree.deprels[cases[0]] = verb, "mark"
        tree.deprels[verb] = "advcl"
        changed = True
    return changed


def raise_abbreviated(tree: Draft) -> bool:
    """A name that is the root, with its abbreviation in brackets taken for the subject of a clause
    on it ("The Monetary Fund (IMF) is lending money."): that clause's verb is the predicate, the
    name its subject."""
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


def raise_within_relative(tree: Draft) -> bool:
    """A root noun with a relative clause, and a past verb right behind the last noun of that clause
    that seems to belong to it ("Soldiers who are part of a mission arrived in Mali."): the
    predicate, the root its subject."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    for clause in tree.children(root):
        if tree.deprels[clause] != "acl:relcl":
            continue
        for verb in range(len(tree.heads) - 1, clause, -1):
            noun = verb - 1
            own = {tree.deprels[t] for t in tree.children(verb)}
            if tree.deprels[verb] != "acl" or tree.heads[verb] != noun or noun <= clause:
                continue
            if parsed.upos[verb] != "VERB" or "Tense=Past" not in parsed.feats[verb]:
                continue
            if own & {"mark", "aux", "aux:pass", "nsubj", "obl:agent"}:
                continue
            if tree.under(noun, clause):
                tree.turn(root, verb, tree.children(root))
                return True
    return False


def name_apposed(tree: Draft) -> bool:
    """A name without a preposition before a verb, and between commas a noun that says who it is
    and is taken for the subject ("Ruto, Kenya's president, has held talks."): the name is."""
    parsed, changed = tree.parsed, False
    for name in tree.having("obl"):
        verb = tree.heads[name]
        if parsed.upos[name] != "PROPN" or parsed.upos[verb] != "VERB":
            continue
        children = tree.children(name)
        if name >= verb or any(tree.deprels[t] == "case" for t in children):
            continue
        nouns = [t for t in tree.children(verb) if tree.is_subject(t) and name < t < verb]
        if len(nouns) != 1 or parsed.upos[nouns[0]] != "NOUN":
            continue
        within = tree.below(nouns[0])
        first, last = min(within), max(within)
        before = parsed.forms[first] if parsed.forms[first] == "," else parsed.forms[first - 1]
        behind = parsed.forms[last] if parsed.forms[last] == "," else parsed.forms[last + 1]
        if before != "," or behind != "," or first <= name:
            continue
        tree.deprels[name] = tree.deprels[nouns[0]]
        tree.heads[nouns[0]], tree.deprels[nouns[0]] = name, "appos"
        changed = True
    return changed


def part_gerund(tree: Draft) -> bool:
    """A noun with a gerund right behind it, taken for a clause of its own before a verb ("The
    coalition fighting rebels has declared a truce."): that verb's subject; what seemed to be
    the verb's is the gerund's object."""
    parsed, changed = tree.parsed, False
    for clause in tree.having("advcl", "csubj"):
        noun, verb = clause - 1, tree.heads[clause]
        if noun < 0 or verb < clause:
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
