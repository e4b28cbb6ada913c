"""Deeds told by a noun and a bare clause ("keputusan Turki menutup selat disesalkan Yunani"), and
what somebody is accused of or asked for behind the one who does so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dragoman.languages.morphology import MorphologyRules
from dragoman.parsing.engine import Parsed
from dragoman.parsing.trained.mending.draft import Draft

_FOLLOWING = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj", "parataxis", "amod", "dep",
                        "compound", "nmod", "flat"})  # fmt: skip
_NAMED = frozenset({"NOUN", "PROPN"})
_BEFORE_VERBS = _NAMED | {"PRON", "AUX", "PART", "ADV"}


_SWALLOWED = frozenset({"case", "flat", "flat:name", "compound", "nmod", "amod"})


_IN_SUBJECTS = frozenset({"conj", "nmod", "compound", "flat", "flat:name", "amod"})


def lead_reciprocal(parsed: Parsed, words: Collection[str]) -> Parsed:
    """A word for what several do to each other, read as an attribute of a name or of several before
    it ("Tentara Chad dan Sudan baku tembak di perbatasan, menewaskan …"), is the predicate: they
    are its subject, the verb behind a comma says what came of it."""
    heads, deprels, upos = list(parsed.heads), list(parsed.deprels), list(parsed.upos)
    feats = list(parsed.feats)
    for token in range(1, len(heads)):
        if parsed.forms[token].lower() not in words or deprels[token] not in _IN_SUBJECTS:
            continue
        top = heads[token]
        while deprels[top] in _IN_SUBJECTS and heads[top] < top:
            top = heads[top]
        several = any(h == top and deprels[t] == "conj" for t, h in enumerate(heads) if t < token)
        if top > token or not (upos[token - 1] == "PROPN" or several):
            continue
        verb = heads[top] if heads[top] != top else None
        behind = verb is not None and verb > token + 1 and parsed.forms[verb - 1] == ","
        if verb is not None and not (behind and deprels[top] == "nsubj"):
            continue
        for child, head in enumerate(heads):
            if child > token + 1 and head < token:
                heads[child] = token
                deprels[child] = deprels[child].replace("nmod", "obl")
        above = token if verb is None or heads[verb] == verb else heads[verb]
        heads[token], deprels[token] = above, deprels[verb if verb is not None else top]
        if verb is not None:
            heads[verb], deprels[verb] = token, "advcl"
        heads[top], deprels[top] = token, "nsubj"
        upos[token], feats[token] = "VERB", "Voice=Act"
        return replace(
            parsed,
            heads=tuple(heads),
            deprels=tuple(deprels),
            upos=tuple(upos),
            feats=tuple(feats),
        )
    return parsed


def raise_swallowed(tree: Draft) -> bool:
    """A passive verb by its form behind a noun that is the root without being a predicate, read as
    a part of a name or as a preposition ("Situs berita asal Rusia diblokir Kazakhstan"), is the
    predicate: the noun its subject, a name that it seemed to introduce the agent."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    for verb in tree.children(root):
        if tree.deprels[verb] == "case" and _is_passive(tree, verb):
            children = tree.children(root)
            tree.heads[verb], tree.deprels[verb] = verb, "root"
            tree.heads[root], tree.deprels[root] = verb, "obl:agent"
            for child in children:
                if child != verb:
                    tree.heads[child] = verb
            return True
    for verb in range(root + 1, len(tree.heads)):
        feats = parsed.feats[verb]
        if parsed.upos[verb] != "VERB" or "Voice=Pass" not in feats or "VerbForm" in feats:
            continue
        if tree.deprels[verb] not in _SWALLOWED or parsed.forms[verb][:1].isupper():
            return False
        above = tree.heads[verb]
        children = tree.children(root)
        tree.heads[verb], tree.deprels[verb] = verb, "root"
        tree.heads[root], tree.deprels[root] = verb, "nsubj:pass"
        if above > verb:
            tree.heads[above], tree.deprels[above] = verb, "obl:agent"
        for child in children:
            if child > verb and child != above:
                tree.heads[child] = verb
                if tree.deprels[child] == "nmod":
                    tree.deprels[child] = "obl"
        return True
    return False


def _is_passive(tree: Draft, verb: int) -> bool:
    feats = tree.parsed.feats[verb]
    return tree.parsed.upos[verb] == "VERB" and "Voice=Pass" in feats and "VerbForm" not in feats


def raise_main(tree: Draft) -> bool:
    """A sentence whose root is a noun with a relative clause, on whose verb a further verb hangs
    behind its object ("Warga yang menolak hasil pemilu melempari polisi"): that one is the
    predicate, the noun its subject. Only where verbs tell their voice and no form of their own."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    children = tree.children(root)
    for clause in children:
        if tree.deprels[clause] != "acl:relcl" or clause < root:
            continue
        inner = tree.children(clause)
        for verb in inner:
            if tree.deprels[verb] not in ("xcomp", "ccomp", "advcl", "conj") or verb < clause + 2:
                continue
            feats = parsed.feats[verb]
            if "Voice=" not in feats or "VerbForm" in feats or "Tense" in feats:
                continue
            own = {tree.deprels[t] for t in tree.children(verb) if t < verb}
            if own & {"nsubj", "nsubj:pass", "mark", "cc"} or parsed.forms[verb - 1] == ",":
                continue
            between = {tree.deprels[t] for t in inner if clause < t < verb}
            if not between & {"obj", "obl", "obl:agent"}:
                continue
            tree.turn(root, verb, children)
            if "Voice=Pass" in feats:
                tree.deprels[root] = "nsubj:pass"
            for child in inner:
                if child > verb:
                    tree.heads[child] = verb
            return True
    return False


def join_measured(tree: Draft, measures: Collection[str]) -> bool:
    """Whose and where a deed is, hung on the word for how long it lasts ("kunjungan tiga hari
    Presiden Zambia ke Lusaka"), goes with the deed."""
    parsed, changed = tree.parsed, False
    for span in tree.having("nmod", "compound"):
        deed = tree.heads[span]
        if parsed.forms[span].lower() not in measures or deed > span:
            continue
        children = tree.children(span)
        if not any(tree.deprels[t] == "nummod" for t in children):
            continue
        for child in children:
            if child > span and parsed.upos[child] in _NAMED and tree.deprels[child] != "conj":
                tree.heads[child], tree.deprels[child] = deed, "nmod"
                changed = True
    return changed


def raise_judged(tree: Draft, rules: MorphologyRules) -> bool:
    """A verb that is passive or of those that `rules` call judging, behind the clause of a noun of
    deeds, is the predicate: that noun is its subject, the clause tells more of the noun."""
    deeds, judging = rules.deeds, rules.judging
    parsed, changed = tree.parsed, False
    for noun in tree.having("nsubj", "nsubj:pass"):
        clause = tree.heads[noun]
        if clause < noun or parsed.forms[noun].lower() not in deeds:
            continue
        if parsed.upos[clause] != "VERB" or "Voice=Pass" in parsed.feats[clause]:
            continue
        verb = _judged(tree, noun, clause, judging)
        if verb is None:
            continue
        children = tree.children(clause)
        root = tree.heads[clause] == clause
        tree.heads[verb] = verb if root else tree.heads[clause]
        tree.deprels[verb] = tree.deprels[clause]
        passive = "Voice=Pass" in parsed.feats[verb]
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj:pass" if passive else "nsubj"
        tree.heads[clause], tree.deprels[clause] = noun, "acl"
        for child in children:
            if child not in (noun, verb) and (child < noun or child > verb):
                tree.heads[child] = verb
            elif clause == noun + 1 and _comes_from(tree, child, rules.sources):
                tree.heads[child], tree.deprels[child] = noun, "nmod"
        changed = True
    return changed


def _comes_from(tree: Draft, noun: int, sources: Collection[str]) -> bool:
    """Whether a noun stands behind a preposition for whose deed something is."""
    return any(
        tree.deprels[t] == "case" and tree.parsed.forms[t].lower() in sources
        for t in tree.children(noun)
    )


def _judged(tree: Draft, noun: int, clause: int, judging: Collection[str]) -> int | None:
    """The first verb behind a clause, hung on it or its nouns, that is said of the noun before."""
    parsed = tree.parsed
    if clause > noun + 1 and parsed.upos[clause - 1] not in _BEFORE_VERBS:
        return None
    for verb in range(clause + 1, len(tree.heads)):
        if parsed.upos[verb] != "VERB" or tree.deprels[verb] not in _FOLLOWING:
            continue
        above = tree.heads[verb]
        if above != clause and not (tree.under(above, clause) and parsed.upos[above] in _NAMED):
            continue
        if "Voice=Pass" not in parsed.feats[verb] and parsed.lemmas[verb] not in judging:
            continue
        own = {tree.deprels[t] for t in tree.children(verb) if t < verb}
        if own & {"nsubj", "nsubj:pass", "mark", "cc", "case"} or parsed.forms[verb - 1] == ",":
            continue
        return verb if noun < verb else None
    return None


def free_agents(tree: Draft) -> bool:
    """A noun right behind a passive verb with a subject, taken for the subject of the clause behind
    it, is the agent ("Bolivia dituding Chile membiarkan …"; UD: obl:agent)."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("nsubj", "nsubj:pass"):
        clause = tree.heads[noun]
        verb = tree.heads[clause]
        if not 0 < verb < noun < clause or parsed.upos[noun] not in _NAMED:
            continue
        if "Voice=Pass" not in parsed.feats[verb] or "VerbForm=Part" in parsed.feats[verb]:
            continue
        if min(t for t in range(verb, noun + 1) if tree.under(t, noun)) != verb + 1:
            continue
        own = [t for t in tree.children(verb) if tree.is_subject(t)]
        if tree.deprels[clause] not in ("ccomp", "xcomp", "advcl") or not own or own[0] > verb:
            continue
        if any(tree.deprels[t] == "mark" for t in tree.children(clause)):
            continue
        tree.heads[noun], tree.deprels[noun] = verb, "obl:agent"
        tree.deprels[clause] = "xcomp"
        changed = True
    return changed


def join_asked(tree: Draft) -> bool:
    """A name right behind the object of a verb, read as the subject of what that one is to do
    ("mengizinkan pemantau Uni Eropa masuk"), says whose the object is."""
    parsed, changed = tree.parsed, False
    for name in tree.having("nsubj"):
        clause = tree.heads[name]
        verb = tree.heads[clause]
        if parsed.upos[name] != "PROPN" or not verb < name < clause:
            continue
        if tree.deprels[clause] not in ("ccomp", "xcomp") or "VerbForm" in parsed.feats[clause]:
            continue
        if any(tree.deprels[t] in ("mark", "aux") for t in tree.children(clause)):
            continue
        taken = [t for t in tree.children(verb) if tree.deprels[t] == "obj" and t == name - 1]
        if not taken or not parsed.forms[taken[0]].islower():
            continue
        tree.heads[name], tree.deprels[name] = taken[0], "nmod"
        tree.deprels[clause] = "xcomp"
        changed = True
    return changed


def join_described(tree: Draft) -> bool:
    """A noun without a preposition right behind the phrase of an object, read as what the object
    becomes ("memulangkan warga Jepang korban penculikan"), says who that is."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("xcomp"):
        verb = tree.heads[noun]
        if parsed.upos[noun] != "NOUN" or any(
            tree.deprels[t] in ("case", "mark", "cc", "nsubj") for t in tree.children(noun)
        ):
            continue
        objects = [t for t in tree.children(verb) if tree.deprels[t] == "obj" and t < noun]
        if len(objects) != 1 or parsed.upos[objects[0]] != "NOUN":
            continue
        if not all(tree.under(t, objects[0]) for t in range(objects[0], noun)):
            continue
        tree.heads[noun], tree.deprels[noun] = objects[0], "nmod"
        changed = True
    return changed
