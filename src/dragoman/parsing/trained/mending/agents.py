"""Agents of passives and counted objects that were taken for something else."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import Draft


def counted_roughly(tree: Draft) -> bool:
    """An adverb before a number that was taken for a preposition: the noun that is counted is the
    object of an active verb without one ("menembakkan sekitar 90 peluru")."""
    parsed, changed = tree.parsed, False
    for word in tree.having("case"):
        noun = tree.heads[word]
        if parsed.upos[word] != "ADV" or tree.ends(word):
            continue
        if parsed.upos[word + 1] != "NUM" or tree.deprels[noun] != "obl":
            continue
        verb = tree.heads[noun]
        active = (
            "Voice=Act" in parsed.feats[verb] or "Tense=Past|VerbForm=Fin" in parsed.feats[verb]
        )
        if verb != word - 1 or not active:
            continue
        if any(tree.deprels[t] == "obj" for t in tree.children(verb)):
            continue
        tree.deprels[word], tree.deprels[noun] = "advmod", "obj"
        changed = True
    return changed


def agents_in_relatives(tree: Draft) -> bool:
    """A noun right behind a relative clause that is nothing but a passive verb by its form, hung on
    the noun before the clause without any preposition: the agent, where passives take it bare (UD:
    obl:agent; "pemilu yang diboikot warga Serbia")."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("acl:relcl"):
        noun = verb + 1
        if noun >= len(tree.heads) or "Voice=Pass" not in parsed.feats[verb]:
            continue
        if parsed.upos[noun] != "NOUN" or tree.deprels[noun] != "nmod":
            continue  # a name may be that of who suffered it: "the leader who was ousted, Ali"
        if tree.heads[noun] != tree.heads[verb] or "VerbForm=Part" in parsed.feats[verb]:
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"obj", "obl", "obl:agent", "xcomp", "aux:pass"}:
            continue
        if any(tree.deprels[t] == "case" for t in tree.children(noun)):
            continue
        tree.heads[noun], tree.deprels[noun] = verb, "obl:agent"
        changed = True
    return changed
