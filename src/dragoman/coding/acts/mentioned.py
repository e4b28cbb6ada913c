"""Verbs without a tense of their own: which tell of a deed, and which only name it."""

from __future__ import annotations

from dragoman.coding.scene import Scene


def is_perfect(scene: Scene, verb: int) -> bool:
    """Whether an infinitive tells of what is over ("claimed to have fired a missile")."""
    tree, feats = scene.tree, scene.sentence.feats
    past = "Tense=Past" in feats[verb] and not scene.grammar.chaining
    return past and any("VerbForm=Inf" in feats[a] for a in tree.with_rel(verb, "aux"))


def is_ranked(scene: Scene, verb: int) -> bool:
    """Whether an infinitive tells of what was done, as it says in which place of an order ("was
    the first country to expel him"); what is to come or only wished is not."""
    tree, grammar = scene.tree, scene.grammar
    before = min((verb, *tree.with_rel(verb, "mark"))) - 1
    if before < 0 or not grammar.ranking:
        return False
    ranks = (before, *tree.with_rel(before, "amod", "nummod"))
    if not any(tree.lower[t] in grammar.ranking for t in ranks):
        return False
    clause = (before, tree.head(before), tree.head(verb))
    above = {c for one in clause for c in tree.with_rel(one, "aux", "mark")}
    above -= {*tree.with_rel(verb, "aux", "mark")}
    modal = (*grammar.future.auxiliaries, *grammar.hypothetical.auxiliaries)
    unreal = {*grammar.infinitive, *modal}
    return not any(tree.lower[c] in unreal for c in above)


def is_only_named(scene: Scene, verb: int) -> bool:
    """Whether it is what somebody does not do because of something else ("set up a commission
    rather than prosecute"), or what he is kept from ("barred from holding rallies")."""
    tree, grammar = scene.tree, scene.grammar
    if grammar.chaining or scene.sentence.upos[verb] != "VERB":
        return False
    if tree.base[verb] == "conj":
        return any(tree.lower[c] in grammar.negation.instead for c in tree.with_rel(verb, "cc"))
    if tree.base[verb] not in ("advcl", "xcomp", "acl", "obl"):
        return False
    feats = scene.sentence.feats[verb]
    gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    marks = tree.with_rel(verb, "mark", "case")
    kept = gerund and any(tree.lower[m] in grammar.sources for m in marks)
    return kept or any(tree.lower[m] in grammar.negation.instead for m in marks)
