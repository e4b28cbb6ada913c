"""What the words on an agent noun say of which one is meant: a new one, the known one, another."""

from __future__ import annotations

from dragoman.coding.parties.mentions import Mention
from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.scene import Scene, is_plural

_LEADER = "leader"
_ARMED = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "CRM", "SEP"})


def is_of_others(scene: Scene, mention: Mention) -> bool:
    """Whether the noun is one by which nobody calls the own government ("the regime")."""
    others, lemmas = scene.grammar.of_others, scene.sentence.lemmas
    parts = range(mention.first, mention.last + 1) if scene.grammar.chaining else ()
    return any(lemmas[t] in others for t in (noun_of(scene, mention), *parts))


def is_definite(scene: Scene, mention: Mention) -> bool:
    """Whether it is the one that everybody knows ("the country"), with nothing that tells it
    from others."""
    tree, definite = scene.tree, scene.grammar.definite
    children = [c for c in tree.children[mention.head] if tree.base[c] not in ("case", "punct")]
    return bool(children) and all(
        tree.base[c] == "det" and tree.lower[c] in definite for c in children
    )


def noun_of(scene: Scene, mention: Mention) -> int:
    """The token of the agent noun itself."""
    return min(max(mention.head, mention.first), mention.last)


def is_counterpart(scene: Scene, mention: Mention) -> bool:
    """Whether it is the one of the other side ("his counterpart")."""
    lemmas = scene.sentence.lemmas
    return any(
        lemmas[t] in scene.grammar.counterpart for t in range(mention.first, mention.last + 1)
    )


def is_of_region(scene: Scene, mention: Mention) -> bool:
    """Whether an adjective with a capital letter says that the agent is of some region that is
    no country ("Western diplomats", "West African leaders")."""
    tree, sentence = scene.tree, scene.sentence
    if scene.grammar.modifiers != "before":
        return False
    if mention.participants[0].sector not in ("GOV", "MIL"):
        return False
    return any(
        child < mention.first
        and sentence.upos[child] in ("ADJ", "PROPN")
        and sentence.forms[child][:1].isupper()
        and sentence.forms[child][1:2].islower()
        and tree.base[child] in ("amod", "compound")
        and (child > 0 or sentence.forms[1][:1].isupper())
        and not scene.mentions.at(child)
        for child in tree.children[mention.head]
    )


def is_following(scene: Scene, mention: Mention, sector: str | None) -> bool:
    """Whether the noun means those who fight or serve under somebody of an armed sector ("his
    men")."""
    forms = scene.sentence.lemmas[mention.first : mention.last + 1]
    called = {" ".join(forms).lower(), "".join(forms)}
    return sector in _ARMED and not called.isdisjoint(scene.grammar.following)


def is_of_party(scene: Scene, mention: Mention) -> bool:
    """Whether a name that is no country's nor anybody's known says whose leader one is: that of a
    party or movement ("Hlas leader X", "the Nationalist leader")."""
    tree, agent, at = scene.tree, mention.agent, mention.first - 1
    if scene.grammar.modifiers != "before" or agent is None or agent.office != _LEADER or at < 0:
        return False
    if mention.participants[0].sector != "GOV" or is_plural(scene, mention):
        return False
    named = tree.sentence.upos[at] == "PROPN" and tree.sentence.forms[at][:1].isupper()
    beside = mention.first <= tree.head(at) <= mention.last
    return named and beside and not scene.mentions.at(at)


def is_of_states(scene: Scene, mention: Mention) -> bool:
    """Whether it means states that are not named ("several other states"), which are never one."""
    own, agent = mention.participants[0], mention.agent
    states = own.sector == "UNK" and agent is not None and agent.organ == "state"
    return states and is_plural(scene, mention)


def is_specified(scene: Scene, mention: Mention) -> bool:
    """Whether words before an agent noun say which one is meant, so that it is not the one
    named before (대통령실 관계자)."""
    tree = scene.tree
    own = mention.agent is not None and mention.agent.office is None
    if (
        scene.grammar.chaining
        and own
        and any(m.first == mention.first and m.last < mention.last for m in scene.phrases)
    ):
        return True
    return bool(scene.grammar.chaining) and any(
        child < mention.first
        and tree.base[child] in ("compound", "nmod")
        and tree.sentence.upos[child] in ("NOUN", "PROPN")
        and not tree.marked(child, scene.grammar.content)
        for child in tree.children[mention.head]
    )


def counts_new(scene: Scene, mention: Mention) -> bool:
    """Whether a numeral counts somebody not named before ("three journalists")."""
    tree, grammar = scene.tree, scene.grammar
    if grammar.chaining and mention.agent is not None:
        bodies = not mention.is_person and mention.participants[0].sector in OF_STATE
        if bodies or mention.agent.office is not None:
            return False  # where nothing marks what is known: "two ministers" are "the two"
    near = tree.lower[max(0, mention.first - 2) : mention.last + 1]
    children = [tree.lower[c] for c in tree.children[mention.head]]
    cardinal = any(w in grammar.sides.cardinals for w in (*near, *children))
    return cardinal and not any(w in grammar.definite for w in (*near, *children))


def is_indefinite(scene: Scene, mention: Mention) -> bool:
    """Whether an article or numeral says that it is one not spoken of before."""
    tree = scene.tree
    if mention.first == 0:
        return False
    for child in tree.children[mention.head]:
        if tree.base[child] in ("nummod",) or (
            tree.base[child] == "det" and "Definite=Ind" in tree.sentence.feats[child]
        ):
            return True
    return tree.lower[mention.first - 1] in scene.grammar.indefinite
