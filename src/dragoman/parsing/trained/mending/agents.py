"""Agents of passives that hang on another word."""

from __future__ import annotations

from dragoman.parsing.trained.mending.draft import Draft


def agents_in_relatives(tree: Draft) -> bool:
    """A noun right behind a relative clause that is nothing but a passive verb by its form, hung on
    the noun before the clause without any preposition: the agent, where passives take it bare (UD:
    obl:agent; "pemilu yang diboikot warga Serbia")."""
    parsed, changed = tree.parsed, False
    for verb, rel in enumerate(tree.deprels):
        noun = verb + 1
        if rel != "acl:relcl" or noun >= len(tree.heads) or "Voice=Pass" not in parsed.feats[verb]:
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
