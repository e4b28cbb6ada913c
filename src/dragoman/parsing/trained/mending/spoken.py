"""Sentences that say who says so behind what is said, subjects that belong together, and verbs that
open a clause of another one."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import Draft


def root_said(tree: Draft) -> bool:
    """A verb of saying that is the root, its speaker behind it and what is said before it in some
    relation without a name ("… serang konvoi, kata polisi"): what is said is the root, and who says
    so stands beside it."""
    root = tree.heads.root
    if root is None or tree.parsed.upos[root] != "VERB" or root < 2:
        return False
    children = tree.children(root)
    said = [t for t in children if tree.deprels[t] == "dep" and t < root]
    if not said or any(tree.is_subject(t) and t < root for t in children):
        return False
    if not any(tree.parsed.upos[t] == "PUNCT" for t in range(said[-1] + 1, root)):
        return False
    top = said[-1]
    for child in children:
        if child < root or (tree.deprels[child] == "punct" and tree.ends(child)):
            tree.heads[child] = top
            if tree.deprels[child] == "dep":
                tree.deprels[child] = "parataxis"
    tree.heads[top], tree.deprels[top] = top, "root"
    tree.heads[root], tree.deprels[root] = top, "parataxis"
    return True


def join_subjects(tree: Draft) -> bool:
    """A verb with two subjects before it, a conjunction before the second and no predicate between
    ("Ramos dan Ortiz bertemu"): one and the other, not each by itself."""
    parsed, changed = tree.parsed, False
    for second in tree.having("nsubj", "nsubj:pass"):
        verb = tree.heads[second]
        if second > verb or parsed.upos[second] not in ("NOUN", "PROPN"):
            continue
        first = next((t for t in tree.children(verb) if tree.is_subject(t) and t < second), None)
        if first is None or parsed.upos[first] not in ("NOUN", "PROPN"):
            continue
        joints = [
            t
            for t in (*tree.children(verb), *tree.children(second))
            if tree.deprels[t] == "cc" and first < t < second
        ]
        if not joints or any(parsed.upos[t] in ("VERB", "AUX") for t in range(first, second)):
            continue
        for child in tree.children(verb):
            if first < child < second and tree.deprels[child] in ("cc", "punct"):
                tree.heads[child] = second
        tree.heads[second], tree.deprels[second] = first, "conj"
        changed = True
    return changed


def object_noun(tree: Draft) -> bool:
    """A noun behind a verb without an object that seems to be a clause, but has no subject, copula
    or mark ("mengeluhkan kurangnya transparansi"), is the object."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("ccomp"):
        verb = tree.heads[noun]
        if parsed.upos[noun] != "NOUN" or parsed.upos[verb] != "VERB" or noun < verb:
            continue
        own = {tree.deprels[t] for t in tree.children(noun)}
        if own & {"nsubj", "nsubj:pass", "csubj", "cop", "mark", "aux", "obj", "case"}:
            continue
        if any(tree.deprels[t] in ("obj", "iobj") for t in tree.children(verb)):
            continue
        if any(parsed.upos[t] == "PUNCT" for t in range(verb, noun)):
            continue
        tree.deprels[noun] = "obj"
        changed = True
    return changed


def part_joined(tree: Draft) -> bool:
    """A noun that a conjunction joins to a predicate before it, and right behind its phrase a verb
    without mark and subject that hangs on that predicate, in a language whose verbs show no tense
    ("AS mengutuk hal itu, dan para menteri Jepang menyatakan …"): a clause of its own."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("conj"):
        before = tree.heads[noun]
        if parsed.upos[noun] != "NOUN" or parsed.upos[before] != "VERB" or noun < before:
            continue
        if not any(tree.deprels[t] == "cc" for t in tree.children(noun)):
            continue
        last = max(tree.below(noun))
        verb = next((t for t in range(last + 1, len(tree.heads)) if parsed.upos[t] != "PUNCT"), -1)
        if verb < 0 or tree.heads[verb] != before or tree.deprels[verb] != "advcl":
            continue
        if parsed.upos[verb] != "VERB" or "Form=" in parsed.feats[verb]:
            continue
        if {"mark", "nsubj", "nsubj:pass"} & {tree.deprels[t] for t in tree.children(verb)}:
            continue
        tree.deprels[verb] = "conj"
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        for child in tree.children(noun):
            if tree.deprels[child] in ("cc", "punct") and child < noun:
                tree.heads[child] = verb
        changed = True
    return changed


def lead_opener(tree: Draft) -> bool:
    """A verb without subject and mark before a comma, and beside it a clause behind the comma with
    a subject before its verb, in a language whose verbs show no tense ("Membangun aliansi yang
    kuat, kami akan bekerja sama"): it only opens that clause."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("parataxis"):
        opener = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or parsed.upos[opener] != "VERB" or verb < opener:
            continue
        if "Form=" in parsed.feats[opener] or tree.deprels[opener] not in ("root", "ccomp"):
            continue
        if {"nsubj", "nsubj:pass", "mark", "aux", "cc"} & {
            tree.deprels[t] for t in tree.children(opener)
        }:
            continue
        subject = next((t for t in tree.children(verb) if tree.is_subject(t)), None)
        if subject is None or not opener < subject < verb or parsed.forms[subject - 1] != ",":
            continue
        root = tree.heads[opener] == opener
        tree.heads[verb] = verb if root else tree.heads[opener]
        tree.deprels[verb] = tree.deprels[opener]
        for child in tree.children(opener):
            if child > verb or (tree.deprels[child] == "punct" and child < opener):
                tree.heads[child] = verb
        tree.heads[opener], tree.deprels[opener] = verb, "advcl"
        changed = True
    return changed


def hang_gerunds(tree: Draft) -> bool:
    """A gerund between what is said and the verb of saying, hung on that verb ("Jets carried out a
    raid, targeting a camp, the ministry said."): it goes on from what is said."""
    parsed, changed = tree.parsed, False
    for gerund in tree.having("advcl"):
        verb = tree.heads[gerund]
        if parsed.upos[gerund] != "VERB" or gerund > verb:
            continue
        feats = parsed.feats[gerund]
        if not ("VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)):
            continue
        own = {tree.deprels[t] for t in tree.children(gerund)}
        if own & {"mark", "aux", "nsubj"} or parsed.forms[gerund - 1] != ",":
            continue
        said = [t for t in tree.children(verb) if tree.deprels[t] == "ccomp" and t < gerund]
        speakers = [t for t in tree.children(verb) if tree.is_subject(t)]
        if not said or not speakers or min(speakers) < gerund:
            continue
        tree.heads[gerund] = said[-1]
        changed = True
    return changed
