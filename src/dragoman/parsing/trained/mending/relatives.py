"""Relative clauses and participles hung on the word before the one that they speak of."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import Draft


def describe_apposed(tree: Draft) -> bool:
    """A relative clause right behind a name that was taken for another name of the noun of a
    phrase with a preposition ("Late at the United Nations, Ruto, who threatened Chad, spoke."):
    it speaks of that name, and so does what is joined to it."""
    parsed, changed = tree.parsed, False
    for clause in tree.having("acl:relcl"):
        noun = tree.heads[clause]
        names = [
            t
            for t in tree.children(noun)
            if noun < t < clause and tree.deprels[t] in ("appos", "conj")
        ]
        if len(names) != 1 or parsed.upos[names[0]] != "PROPN" or parsed.upos[noun] != "PROPN":
            continue
        name = names[0]
        last = max(t for t in tree.below(name) if t < clause)
        start = last + 2
        if start >= clause or parsed.forms[last + 1] != "," or parsed.upos[start] != "PRON":
            continue
        if tree.heads[start] != clause or not tree.is_subject(start):
            continue
        cased = any(tree.deprels[t] == "case" for t in tree.children(noun))
        joined = any(tree.deprels[t] in ("cc", "case") for t in tree.children(name))
        if not cased or joined:
            continue
        tree.heads[clause] = name
        changed = True
    return changed


def free_of_adverbs(tree: Draft) -> bool:
    """A participle joined to an adverb of a verb ("He spoke, loudly and angrily denying it."): it
    hangs on that verb."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("conj"):
        adverb = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or parsed.upos[adverb] != "ADV":
            continue
        above = tree.heads[adverb]
        if tree.deprels[adverb] != "advmod" or parsed.upos[above] != "VERB" or above > adverb:
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"nsubj", "nsubj:pass", "csubj", "expl"} or "VerbForm=Fin" in parsed.feats[verb]:
            continue
        tree.heads[verb], tree.deprels[verb] = above, "advcl"
        tree.heads[adverb] = verb
        changed = True
    return changed
