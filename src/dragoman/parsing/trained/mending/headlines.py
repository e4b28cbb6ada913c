"""Headlines that name who speaks, and behind a colon what is said."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import ENDS, Draft

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PUNCT"})
_LONGEST = 7  # tokens before the colon
_SHORTEST = 3  # tokens behind it


def part_list(tree: Draft) -> bool:
    """Names behind a comma that seem to go on with a list before, right before a verb of a headline
    without a subject ("… hubungan dengan Israel, Cile dan Kolombia tarik dubes"), are its
    subjects."""
    parsed = tree.parsed
    if not parsed.forms or parsed.forms[-1] in ENDS:
        return False
    for verb in tree.having("xcomp", "ccomp", "conj", "advcl"):
        if parsed.upos[verb] != "VERB" or tree.heads[verb] > verb:
            continue
        own = {tree.deprels[t] for t in tree.children(verb) if t < verb}
        if own & {"nsubj", "nsubj:pass", "mark", "cc", "aux"}:
            continue
        comma = next((t for t in range(verb - 1, 0, -1) if parsed.forms[t] == ","), None)
        if comma is None or comma < tree.heads[verb] or verb - comma < 2:
            continue
        between = range(comma + 1, verb)
        if any(parsed.upos[t] not in ("PROPN", "NOUN", "CCONJ") for t in between):
            continue
        names = [t for t in between if tree.deprels[t] == "conj" and tree.heads[t] < comma]
        if not names or any(tree.heads[t] < comma for t in between if t not in names):
            continue
        first = names[0]
        tree.heads[first], tree.deprels[first] = verb, "nsubj"
        for name in names[1:]:
            tree.heads[name] = first
        tree.deprels[verb] = "parataxis"
        return True
    return False


def lead_names(tree: Draft) -> bool:
    """A headline that opens with names between commas, the last one the subject of a finite verb
    that seems to describe the first ("Chile, Peru, Bolivia sign pact"): all are its subjects."""
    parsed = tree.parsed
    if not parsed.forms or parsed.forms[-1] in ENDS or tree.heads.root != 0:
        return False
    if parsed.upos[0] != "PROPN" or any(tree.is_subject(t) for t in tree.children(0)):
        return False
    for verb in tree.children(0):
        if tree.deprels[verb] not in ("acl", "acl:relcl") or "=Fin" not in parsed.feats[verb]:
            continue
        last = next((t for t in tree.children(verb) if tree.is_subject(t)), None)
        if last is None or parsed.upos[last] != "PROPN" or last > verb:
            continue
        names = [t for t in tree.children(0) if 0 < t < verb and tree.deprels[t] == "conj"]
        within = tree.below(last)
        outer = [t for t in range(1, verb) if tree.deprels[t] not in ("flat", "punct", "compound")]
        if parsed.forms[min(within) - 1] != "," or not {*outer} <= {*names, *within}:
            continue
        for child in tree.children(0):
            if child > verb:
                tree.heads[child] = verb
        tree.heads[verb], tree.deprels[verb] = verb, "root"
        tree.heads[0], tree.deprels[0] = verb, tree.deprels[last]
        tree.heads[last], tree.deprels[last] = 0, "conj"
        return True
    return False


def part_speaker(tree: Draft) -> bool:
    """What stands before the colon of a headline is no part of the clause behind it: a dislocated
    noun of its verb; and a noun behind the colon that hung on it is the verb's subject ("Erdogan:
    Sweden must not …")."""
    parsed = tree.parsed
    if ":" not in parsed.forms:
        return False
    colon = next((t for t, form in enumerate(parsed.forms[:_LONGEST]) if form == ":"), None)
    if not colon or len(tree.heads) - colon <= _SHORTEST or parsed.forms[-1] in ENDS:
        return False
    if any(parsed.upos[t] not in _NAMING for t in range(colon)):
        return False
    outer = [t for t in range(colon) if tree.heads[t] == t or tree.heads[t] > colon]
    behind = [t for t in range(colon + 1, len(tree.heads)) if tree.heads[t] < colon]
    root = next(t for t, head in enumerate(tree.heads) if t == head)
    if root < colon:
        verbs = [t for t in behind if parsed.upos[t] in ("VERB", "ADJ", "AUX")]
        if not verbs:
            return False
        root = verbs[0]
        tree.heads[root], tree.deprels[root] = root, "root"
    if not outer or (outer == [t for t in outer if tree.deprels[t] == "dislocated"] and not behind):
        return False
    for token in outer:
        tree.heads[token], tree.deprels[token] = root, "dislocated"
    for token in behind:
        if token == root:
            continue
        tree.heads[token] = root
        named = parsed.upos[token] in ("NOUN", "PROPN", "PRON") and token < root
        if named and not any(tree.is_subject(t) for t in tree.children(root)):
            tree.deprels[token] = "nsubj"
        elif tree.deprels[token] != "punct":
            tree.deprels[token] = "dep"
    return True
