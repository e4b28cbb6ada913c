"""Clauses that hang on the wrong word, or whose subject is taken for another word's noun."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import ENDS, Draft


def part_clauses(tree: Draft) -> bool:
    """A noun that comma and conjunction join to the clause before, with a past verb right
    behind it that has a complement but no subject ("It banned rallies, and the union called
    a strike."): a clause of its own."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("conj"):
        verb = noun + 1
        if parsed.upos[noun] not in ("NOUN", "PROPN") or tree.ends(noun):
            continue
        if "Tense=Past" not in parsed.feats[verb] or parsed.upos[verb] != "VERB":
            continue
        if tree.deprels[verb] not in ("acl", "advcl", "parataxis", "acl:relcl", "conj"):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"mark", "nsubj", "nsubj:pass", "cc", "aux:pass"}:
            continue
        if not own & {"obj", "iobj", "xcomp", "ccomp"}:
            continue
        joints = [t for t in tree.children(noun) if tree.deprels[t] == "cc"]
        if not joints or parsed.forms[joints[0] - 1] != ",":
            continue
        before = tree.heads[noun]
        while parsed.upos[before] != "VERB" and tree.heads[before] != before:
            before = tree.heads[before]
        if parsed.upos[before] != "VERB" or tree.under(before, verb):
            continue
        tree.heads[verb], tree.deprels[verb] = before, "conj"
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        for child in tree.children(noun):
            if tree.deprels[child] in ("cc", "punct") and child <= joints[0]:
                tree.heads[child] = verb
        changed = True
    return changed


def part_perfects(tree: Draft) -> bool:
    """A noun that a conjunction joins to the clause before, right before a verb with an
    auxiliary and without a subject that hangs there, too ("He is well and police have
    appealed for calm."): that verb's subject."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("conj"):
        if parsed.upos[noun] not in ("NOUN", "PROPN") or tree.ends(noun):
            continue
        aux = noun + 1
        verb = tree.heads[aux]
        if tree.deprels[aux] != "aux" or verb == aux or parsed.upos[verb] != "VERB":
            continue
        if tree.deprels[verb] != "conj" or tree.heads[verb] not in (tree.heads[noun], noun):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        joints = [t for t in tree.children(noun) if tree.deprels[t] == "cc"]
        if own & {"nsubj", "nsubj:pass", "cc", "mark"} or not joints:
            continue
        tree.heads[verb] = tree.heads[noun]
        passive = "aux:pass" in own
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj:pass" if passive else "nsubj"
        for child in tree.children(noun):
            if tree.deprels[child] in ("cc", "punct") and child <= joints[0]:
                tree.heads[child] = verb
        changed = True
    return changed


def part_told(tree: Draft) -> bool:
    """A clause with a mark and a subject that hangs on the one to whom something is said is
    what is said ("told the court that guards beat her")."""
    changed = False
    for clause in tree.having("acl", "acl:relcl"):
        noun = tree.heads[clause]
        if tree.deprels[noun] not in ("iobj", "obj"):
            continue
        children = tree.children(clause)
        own = {tree.deprels[t] for t in children}
        if "nsubj" not in own or clause < noun:
            continue
        taken = [t for t in children if tree.deprels[t] == "obj"]
        told = tree.deprels[noun] == "iobj"  # who is told something is not what a clause takes
        pronoun = bool(taken) and tree.parsed.upos[taken[0]] == "PRON"
        word = taken[0] if pronoun and (told or len(taken) > 1) else None
        if tree.deprels[clause] == "acl:relcl" and word is not None and word < clause:
            tree.deprels[word] = "mark"  # it is no object, for the clause has one
        elif "mark" not in own or tree.deprels[noun] != "iobj":
            continue
        verb = tree.heads[noun]
        if any(tree.deprels[t] in ("obj", "ccomp") for t in tree.children(verb)):
            continue
        tree.heads[clause], tree.deprels[clause] = verb, "ccomp"
        tree.deprels[noun] = "obj"
        changed = True
    return changed


def raise_addressed(tree: Draft) -> bool:
    """A noun of time that is the root, with a noun behind it that seems to be addressed and a
    past verb without a subject in that one's phrase ("Late in March, the premiers of the
    two states met."): the verb is the root, that noun its subject."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    for noun in tree.children(root):
        if tree.deprels[noun] != "vocative" or noun < root:
            continue
        for verb in range(noun + 1, len(tree.heads)):
            if parsed.upos[verb] != "VERB" or tree.deprels[verb] != "acl":
                continue
            own = {tree.deprels[t] for t in tree.children(verb)}
            if not tree.under(verb, noun) or own & {"mark", "nsubj", "aux:pass"}:
                continue
            if "Tense=Past" not in parsed.feats[verb]:
                continue
            tree.heads[verb], tree.deprels[verb] = verb, "root"
            tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
            tree.heads[root], tree.deprels[root] = verb, "obl:unmarked"
            for child in tree.children(root):
                if child > root:
                    tree.heads[child] = verb
            return True
    return False


def part_until(tree: Draft) -> bool:
    """A preposition's noun right before a finite verb without subject and mark, where the verb
    hangs as a clause of its own ("until the union agrees to …"): the verb's subject."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("advcl", "ccomp"):
        noun = verb - 1
        if parsed.upos[verb] != "VERB" or noun < 1:
            continue
        if tree.deprels[noun] == "flat:name" and tree.heads[noun] < noun:
            noun = tree.heads[noun]
        if tree.deprels[noun] not in ("obl", "nmod") or tree.heads[noun] == verb:
            continue
        feats, form = parsed.feats[verb], parsed.forms[verb]
        bare = form == parsed.lemmas[verb] and "Voice=Act" not in feats
        if bare or "Part" in feats or "Ger" in feats or "Past" in feats:
            continue
        if {tree.deprels[t] for t in tree.children(verb)} & {"nsubj", "mark", "aux", "cc"}:
            continue
        cases = [t for t in tree.children(noun) if tree.deprels[t] == "case"]
        if len(cases) != 1 or tree.under(noun, verb) or tree.under(verb, noun):
            continue
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        tree.heads[cases[0]], tree.deprels[cases[0]] = verb, "mark"
        tree.deprels[verb] = "advcl"
        changed = True
    return changed


def part_pluperfect(tree: Draft) -> bool:
    """A preposition's noun right before the auxiliary of a verb that hangs as a clause without
    subject, mark and conjunction ("sent a team after a storm had killed …"): the verb's subject."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("conj", "advcl", "ccomp", "parataxis"):
        if parsed.upos[verb] != "VERB":
            continue
        auxiliaries = [t for t in tree.children(verb) if tree.deprels[t] == "aux" and t < verb]
        if not auxiliaries:
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"nsubj", "nsubj:pass", "mark", "cc", "expl"}:
            continue
        noun = min(auxiliaries) - 1
        if noun < 1 or any(parsed.upos[t] not in ("AUX", "ADV") for t in range(noun + 1, verb)):
            continue
        if tree.deprels[noun] not in ("obl", "nmod") or tree.under(verb, noun):
            continue
        cases = [t for t in tree.children(noun) if tree.deprels[t] == "case"]
        if len(cases) != 1 or parsed.upos[cases[0]] not in ("ADP", "SCONJ"):
            continue
        passive = "aux:pass" in own
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj:pass" if passive else "nsubj"
        tree.heads[cases[0]], tree.deprels[cases[0]] = verb, "mark"
        tree.deprels[verb] = "advcl"
        changed = True
    return changed


def raise_asked(tree: Draft) -> bool:
    """An active verb right behind a verb's object that seems an attribute of it is what is asked of
    that one ("meminta polisi mengusut …")."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("nmod", "compound", "amod"):
        noun = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or tree.deprels[noun] != "obj" or verb < noun:
            continue
        if "Voice=Act" not in parsed.feats[verb]:
            continue
        if not all(parsed.upos[t] in ("NOUN", "PROPN") for t in range(noun + 1, verb)):
            continue
        governor = tree.heads[noun]
        if parsed.upos[governor] != "VERB" or governor > noun:
            continue
        tree.heads[verb], tree.deprels[verb] = governor, "xcomp"
        changed = True
    return changed


def part_headline(tree: Draft) -> bool:
    """The second part of a headline, with a subject of its own right behind a comma, that seems to
    be the complement of a verb with an object ("DPR sahkan RUU, mahasiswa turun ke jalan")."""
    parsed, changed = tree.parsed, False
    if not parsed.forms or parsed.forms[-1] in ENDS:
        return False
    for verb in tree.having("ccomp", "xcomp"):
        head = tree.heads[verb]
        own = [t for t in tree.children(verb) if tree.deprels[t] in ("nsubj", "nsubj:pass")]
        if head > verb or not own or own[0] < head + 2:
            continue
        if parsed.forms[own[0] - 1] != "," or any(
            tree.deprels[t] == "mark" for t in tree.children(verb)
        ):
            continue
        if any(tree.deprels[t] == "obj" for t in tree.children(head)):
            tree.deprels[verb] = "parataxis"
            changed = True
    return changed


def part_behind_comma(tree: Draft) -> bool:
    """A verb right behind a comma that seems to be the complement of a verb with an object before
    it, told active by its own form: what the same subject does as well ("Warga turun ke jalan,
    menuntut …")."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("xcomp"):
        head = tree.heads[verb]
        if verb < head + 2 or parsed.forms[verb - 1] != ",":
            continue
        if parsed.upos[verb] != "VERB" or "VerbForm" in parsed.feats[verb]:
            continue
        if {tree.deprels[t] for t in tree.children(verb)} & {"mark", "nsubj", "aux"}:
            continue
        tree.deprels[verb] = "conj"
        changed = True
    return changed


def part_demanded(tree: Draft) -> bool:
    """A verb as the attribute of a name before it, which is a verb's object, is what that one is to
    do ("menuntut Perdana Menteri Moro mundur"): names have no verbs for attributes."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("amod"):
        name = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or name != verb - 1:
            continue
        if parsed.upos[name] != "PROPN" or "Voice=Pass" in parsed.feats[verb]:
            continue
        while tree.deprels[name].startswith("flat") and tree.heads[name] < name:
            name = tree.heads[name]
        governor = tree.heads[name]
        if tree.deprels[name] != "obj" or governor > name or parsed.upos[governor] != "VERB":
            continue
        if any(tree.deprels[t] in ("xcomp", "ccomp") for t in tree.children(governor)):
            continue
        tree.heads[verb], tree.deprels[verb] = governor, "xcomp"
        changed = True
    return changed


def lift_finite(tree: Draft) -> bool:
    """A past tense coordinated with an infinitive or gerund goes with the verb that governs it
    ("refused to resign but offered talks", "accused him of lying and called for talks")."""
    parsed, changed = tree.parsed, False
    for token in tree.having("conj"):
        head = tree.heads[token]
        if "Tense=Past" not in parsed.feats[token]:
            continue
        gerund = tree.deprels[head] in ("acl", "advcl") and "VerbForm=Ger" in parsed.feats[head]
        bare = tree.deprels[head] == "advcl" and "VerbForm=Inf" in parsed.feats[head]
        if not (tree.deprels[head] == "xcomp" or gerund or bare) or (
            "Tense=Past" in parsed.feats[head]
        ):
            continue
        if not any(tree.deprels[c] == "mark" and c < head for c in tree.children(head)):
            continue
        if any(tree.deprels[c] in ("aux", "aux:pass") for c in tree.children(token)):
            continue
        governor = tree.heads[head]
        while parsed.upos[governor] != "VERB" and tree.heads[governor] != governor:
            governor = tree.heads[governor]
        tree.heads[token] = governor
        changed = True
    return changed
