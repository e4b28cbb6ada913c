"""Others who did the same, named behind it ("Kenya condemned the coup, as did Togo")."""

from __future__ import annotations

from dragoman.coding.scene import Scene

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FAR = 8
"""How many words behind the verb of such a clause the one who did the same may stand."""


def likewise(scene: Scene, verb: int) -> list[int]:
    """The nouns of those of whom a short clause on the verb says that they did so too."""
    tree, words, heads = scene.tree, scene.grammar.likewise, scene.sentence.heads
    if not words.marks:
        return []
    for at in range(verb + 1, tree.size - 2):
        if tree.lower[at] not in words.marks or tree.lower[at + 1] not in words.verbs:
            continue
        for noun in range(at + 2, min(at + 2 + _FAR, tree.size)):
            if scene.sentence.upos[noun] in _NOMINAL and heads[noun] < at + 2:
                return [noun] if verb in (heads[noun], heads[at + 1]) else []
    return []
