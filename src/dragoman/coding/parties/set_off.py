"""Names between commas, behind the title of those who bear them."""

from __future__ import annotations

from dragoman.coding.tree import Tree


def is_set_off(tree: Tree, first: int, last: int) -> bool:
    """Whether a name stands between two commas right behind one who is told of as a single person,
    and in no list ("the minister, Jane Doe, said")."""
    words = tree.lower
    if first < 2 or words[first - 1] != "," or words[last + 1 : last + 2] != [","]:
        return False
    if "Number=Plur" in tree.sentence.feats[first - 2]:
        return False
    listed = last + 2 < tree.size and (
        tree.base[last + 2] == "cc" or tree.sentence.upos[last + 2] == "PROPN"
    )
    return not listed
