"""What is coordinated with a noun, as far as it is a party of its own beside it."""

from __future__ import annotations

from dragoman.actors.names import COUNTRY, GROUP, PERSON
from dragoman.coding.scene import Scene


def members_of(scene: Scene, token: int) -> list[int]:
    """The token and what is coordinated with it, as far as that can be an entity."""
    tree = scene.tree
    members = tree.conjuncts(token)
    for mention in scene.mentions.at(token):
        for inner in range(mention.first, mention.last + 1):
            members += [
                c
                for other in tree.with_rel(inner, "conj")
                for c in tree.conjuncts(other)
                if c not in members
                and any(m.agent or m.kind in (PERSON, GROUP) for m in scene.mentions.headed(c))
            ]
        members += [
            outer
            for inner in range(mention.first, mention.last + 1)
            if tree.base[inner] == "conj"
            and not mention.first <= (outer := tree.head(inner)) <= mention.last
            and outer not in members
            and tree.under(outer, token)
            and scene.mentions.at(outer)
        ]
    members += [
        c
        for apposed in tree.with_rel(token, "appos")
        if _is_land(scene, token)
        and _is_land(scene, apposed)
        and any(c > apposed for t in (apposed, token) for c in tree.with_rel(t, "conj"))
        for c in tree.conjuncts(apposed)
        if c not in members
    ]
    members += _of_owner(scene, token, members)
    if len(members) == 1:
        return members
    members = _by_cc(scene, _without_kin(scene, token, members))
    members = _apposed(scene, members)
    members = [members[0], *(m for m in members[1:] if not _inside(scene, m, token))]
    if len(members) > 1:
        members = [m for m in members if not _left_out(scene, m)] or members
    if len(members) > 1:
        members = [m for m in members if tree.sentence.upos[m] not in ("VERB", "AUX")]
    return members


def _of_owner(scene: Scene, token: int, members: list[int]) -> list[int]:
    """Titles with their own country that the parser coordinates with the country of the one before,
    where that stands behind its title ("Presiden Turki dan Presiden Rusia")."""
    tree = scene.tree
    if scene.grammar.modifiers != "behind" or not any(
        m.agent is not None for m in scene.mentions.headed(token)
    ):
        return []
    return [
        c
        for owner in tree.owners(token)
        if _is_land(scene, owner)
        for other in tree.with_rel(owner, "conj")
        for c in tree.conjuncts(other)
        if c not in members
        and any(m.agent is not None and not m.open for m in scene.mentions.headed(c))
    ]


def _is_land(scene: Scene, token: int) -> bool:
    return any(m.kind == COUNTRY for m in scene.mentions.headed(token))


def _without_kin(scene: Scene, token: int, members: list[int]) -> list[int]:
    """Without what stands behind an apposition that says whose relative somebody is: that is
    said of the other one ("X, the son of Y, a former governor and candidate")."""
    tree = scene.tree
    kin = [a for a in tree.with_rel(token, "appos") if scene.lemmas[a] in scene.grammar.relatives]
    if not kin:
        return members
    return [m for m in members if m <= kin[0] or tree.with_rel(token, "cc")] or members


def _by_cc(scene: Scene, members: list[int]) -> list[int]:
    """Without what only a comma puts beside a person ("This year at the UN, Trump …")."""
    tree = scene.tree
    if scene.grammar.modifiers != "before" or len(members) != 2:
        return members
    first, second = members
    joined = any(tree.base[t] == "cc" for t in range(min(members), max(members)))
    if joined or any(tree.with_rel(m, "cc") for m in members) or not scene.is_person(second):
        return members
    return members if scene.is_person(first) else [second]


def _apposed(scene: Scene, members: list[int]) -> list[int]:
    """Without an office that only a comma puts before the name of who holds it, where titles
    stand behind names (外務省の報道官、マリア・ロペス)."""
    tree = scene.tree
    if scene.grammar.titles != "behind" or len(members) != 2:
        return members
    first, second = members
    if second < first or tree.with_rel(second, "cc") or not tree.under(second, first):
        return members
    offices = [
        m.agent
        for m in scene.mentions.headed(first)
        if m.agent is not None and m.agent.person and m.head == m.first and not m.stranger
    ]
    named = any(
        (m.stranger or m.kind == PERSON) and (m.agent is None or m.agent in offices)
        for m in scene.mentions.headed(second)
    )
    return [second] if offices and named else members


def _left_out(scene: Scene, member: int) -> bool:
    """Whether a negation takes one member out ("Japan, not Russia")."""
    tree, words = scene.tree, scene.grammar.negation.words
    return any(
        tree.lower[c] in words and c < member and tree.base[c] in ("advmod", "cc")
        for c in tree.children[member]
    )


def _inside(scene: Scene, member: int, token: int) -> bool:
    """Whether a coordinated word is part of a mention that another word heads ("Ministry of
    Fisheries and Agriculture")."""
    covering = scene.mentions.at(member)
    return (
        bool(covering)
        and all(m.head != member for m in covering)
        and any(m.first <= member <= m.last and m.first < member for m in covering)
    )
