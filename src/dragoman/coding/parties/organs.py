"""Countries of which an organ or office that nobody places cannot be."""

from __future__ import annotations

from dragoman.coding.parties.mentions import Mention
from dragoman.coding.scene import Scene


def lacking(scene: Scene, mention: Mention) -> frozenset[str | None]:
    """The countries that have no such organ or office as the mention, or whose it is, names."""
    table = scene.grammar.lacking
    if not table:
        return frozenset()
    forms = scene.sentence.forms
    owners = (m for owner in scene.tree.owners(mention.head) for m in scene.mentions.headed(owner))
    names = {"".join(forms[m.first : m.last + 1]) for m in (mention, *owners)}
    return frozenset(
        code for code, words in table.items() if any(name.endswith(words) for name in names)
    )
