"""Clauses that say for what past deed something is done to somebody (…したとして)."""

from __future__ import annotations

from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.scene import Scene


def alleged(scene: Scene, cast: Cast, trigger: Trigger) -> list[int]:
    """To whom is done for it what the main clause says, where that gives a past deed as its
    ground (取引したとして中国企業に制裁を科した)."""
    tree, head = scene.tree, trigger.head
    if tree.own_subjects(head) or not is_ground(scene, head):
        return []
    main = tree.head(head)
    while tree.sentence.lemmas[main] in scene.grammar.charges and not tree.is_root(main):
        main = tree.head(main)
    if tree.is_passive(main):
        return list(tree.subjects(main))
    return [
        noun
        for noun in (*tree.with_rel(main, "obj"), *tree.obliques(main))
        if noun > head and cast.of([noun])
    ][:1]


def is_ground(scene: Scene, clause: int) -> bool:
    """Whether a clause says for what past deed the main clause's is done."""
    tree, grammar = scene.tree, scene.grammar
    return (
        bool(grammar.alleged)
        and tree.base[clause] in ("advcl", "ccomp")
        and "Tense=Past" in tree.sentence.feats[clause]
        and (
            any(tree.says(m, grammar.alleged) for m in tree.with_rel(clause, "mark"))
            or (
                tree.base[clause] == "ccomp"
                and tree.sentence.lemmas[tree.head(clause)] in grammar.accusing
                and bool(tree.with_rel(tree.head(clause), "obj"))
            )
        )
    )


def before_ground(scene: Scene, trigger: Trigger) -> list[int]:
    """To whom it is done, who may stand before the ground (男が脅迫したとして逮捕された)."""
    tree = scene.tree
    if not scene.grammar.alleged or not tree.is_passive(trigger.head):
        return []
    if tree.own_subjects(trigger.head):
        return []
    clauses = tree.with_rel(trigger.head, "advcl", "ccomp")
    return [s for c in clauses if is_ground(scene, c) for s in tree.own_subjects(c)]
