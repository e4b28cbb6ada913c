"""Nouns that stand for a role further off than an expression's own places: deeper in what is given
or said, in the clause that tells more of an act's noun, in the clause that is linked to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dragoman.actors.names import CAPITAL, COUNTRY
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.scene import Scene

_WITHIN = frozenset({"nmod", "obl", "obj", "conj", "appos", "flat"})
_TOLD = frozenset({"nmod", "obl"})
_OF_NAMES = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})


def nested(scene: Scene, trigger: Trigger, preposition: str, deeds: Collection[int]) -> list[int]:
    """The last noun with a preposition that the parser hangs on a noun within the phrases of a
    predicate ("returned a bust that was stolen in Rome to the museum", "filed a lawsuit in a
    federal court against the agency"); `deeds` are the nouns of acts."""
    if trigger.kind != "verb" or scene.grammar.chaining:
        return []
    tree, head = scene.tree, trigger.head
    tops = dict.fromkeys((*trigger.nouns, *tree.objects(head), *tree.obliques(head)))
    found = [
        token
        for top in tops
        if top > head
        for token in _phrase(scene, top)
        if token not in tops
        and tree.marked(token, (preposition,))
        and (tree.head(token) in trigger.tokens or _is_loose(scene, token, deeds))
    ]
    return [max(found)] if found else []


def _phrase(scene: Scene, top: int) -> Iterator[int]:
    """The nouns of a phrase, those of its relative clauses included."""
    tree = scene.tree
    for child in tree.children[top]:
        if child < top or child == top:
            continue
        relative = tree.sentence.deprels[child] == "acl:relcl"
        about = tree.base[child] == "acl" and tree.lower[child] in scene.grammar.content
        if relative or about or tree.base[child] in _WITHIN:
            if tree.base[child] in _TOLD:
                yield child
            yield from _phrase(scene, child)


def _is_loose(scene: Scene, token: int, deeds: Collection[int]) -> bool:
    """Whether what the noun hangs on is no act or person that takes such a noun itself; a body that
    only says where ("filed a suit in a court against") takes none."""
    tree, holder = scene.tree, scene.tree.head(token)
    if tree.sentence.upos[holder] == "VERB":
        return tree.is_passive(holder) or tree.lower[holder] in scene.grammar.content
    return holder not in deeds and (
        tree.marked(holder, scene.grammar.place)
        or not any(m.agent is not None for m in scene.mentions.headed(holder))
    )


def among(scene: Scene, trigger: Trigger) -> list[int]:
    """The parties of what an act is to settle or prevent, told in its infinitives ("launched an
    effort to end the rift between Chad and Niger")."""
    tree = scene.tree
    if trigger.kind != "verb" or scene.grammar.chaining:
        return []
    marked = [
        noun
        for top in (trigger.head, *trigger.nouns)
        for clause in tree.with_rel(top, "advcl", "acl", "xcomp")
        if any(tree.says(m, scene.grammar.infinitive) for m in tree.with_rel(clause, "mark"))
        for noun in tree.subtree(clause)
        if tree.marked(noun, scene.grammar.between)
    ]
    return [one for noun in marked[:1] for one in tree.conjuncts(noun)]


def told_in(scene: Scene, nouns: Iterable[int], prepositions: Iterable[str]) -> list[int]:
    """To whom is done what an act's noun says, in the clause that tells more of it ("lifted the
    embargo that it had imposed on the island", 이란에 부과한 제한을 풀었다)."""
    tree, marks, before = scene.tree, tuple(prepositions), bool(scene.grammar.chaining)
    return [
        noun
        for one in nouns
        for clause in (*tree.with_rel(one, "acl"), *tree.with_rel(one, "ccomp"))
        if tree.sentence.upos[clause] == "VERB"
        and (scene.lemmas[clause] in scene.grammar.producing if before else clause > one)
        for noun in tree.obliques(clause)
        if (before or noun > clause) and tree.marked(noun, marks)
    ]


def sources(scene: Scene, noun: int) -> list[int]:
    """From whom an act's noun comes that befalls the subject ("faces criticism from the UN")."""
    tree, grammar, verb = scene.tree, scene.grammar, scene.tree.head(noun)
    suffered = scene.sentence.lemmas[verb] in grammar.suffering and noun in tree.objects(verb)
    if not grammar.sources or not suffered:
        return []
    near = (*tree.obliques(noun), *tree.obliques(verb))
    return [o for o in near if tree.marked(o, grammar.sources)]


def authors(scene: Scene, verb: int) -> list[int]:
    """Who speaks through a paper or the like, of which a gerund says what stands in it ("issued a
    report accusing the army")."""
    tree, noun = scene.tree, scene.tree.head(verb)
    feats = tree.sentence.feats[verb]
    gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Past" not in feats)
    if tree.base[verb] != "acl" or not gerund or scene.grammar.chaining or tree.is_passive(verb):
        return []
    main = tree.head(noun)
    if tree.base[noun] not in ("obj", "obl") or tree.sentence.upos[main] != "VERB":
        return []
    return tree.agents(main)


def shared_object(scene: Scene, verb: int) -> list[int]:
    """The object that a verb without one has in common with the linked clause before it
    (記者を拘束し、追放した)."""
    tree, grammar = scene.tree, scene.grammar
    if not grammar.chaining or tree.is_passive(verb) or tree.own_subjects(verb):
        return []
    for _ in range(3):
        before = [
            c
            for c in tree.with_rel(verb, "advcl")
            if c < verb
            and all(tree.says(m, grammar.chaining) for m in tree.with_rel(c, "mark"))
            and tree.sentence.upos[c] == "VERB"
        ]
        if not before:
            return []
        verb = before[-1]
        if tree.is_passive(verb):
            return []
        if tree.with_rel(verb, "obj"):
            return tree.with_rel(verb, "obj")
    return []


def enclosed(scene: Scene, trigger: Trigger) -> list[int]:
    """The noun between a verb without an object and the word that belongs to it, wherever the
    parser hangs it ("found the mayor guilty")."""
    tree = scene.tree
    if trigger.kind != "verb" or len(trigger.tokens) < 2 or scene.grammar.chaining:
        return []
    verb, word = trigger.tokens[:2]
    between = range(verb + 1, word)
    nouns = [t for t in between if tree.sentence.upos[t] in ("NOUN", "PROPN", "PRON")]
    if verb != trigger.head or not nouns or tree.is_passive(verb):
        return []
    if any(tree.sentence.upos[t] not in _OF_NAMES for t in between):
        return []
    mentions = [m.head for t in nouns for m in scene.mentions.at(t)]
    return mentions[-1:] or [t for t in nouns if tree.head(t) not in nouns][:1] or nouns[-1:]


def no_venues(scene: Scene, tokens: list[int]) -> list[int]:
    """Without capitals beside countries, in which these met ("the Hanoi US-DPRK summit")."""
    if len(tokens) < 2:
        return tokens
    kinds = [{m.kind for m in scene.mentions.headed(t)} for t in tokens]
    if not any(COUNTRY in k for k in kinds):
        return tokens
    return [t for t, k in zip(tokens, kinds, strict=True) if k != {CAPITAL}]


def beside(scene: Scene, noun: int) -> list[int]:
    """The subject that an act noun shares with the one behind it in a headline of two parts
    ("미중, 베이징서 회담…공동성명 발표")."""
    tree, main = scene.tree, scene.tree.head(noun)
    if tree.base[noun] != "parataxis" or not noun < main or tree.own_subjects(noun):
        return []
    return [s for s in tree.own_subjects(main) if s < noun]


def around_gap(scene: Scene, agents: list[int], verb: int) -> list[int]:
    """Who does what a clause before its object says: not that noun, but the subject of the
    sentence, if that noun is its object, too (逮捕した記者を釈放した)."""
    tree = scene.tree
    if not tree.has_open_gap(verb):
        return agents
    noun = tree.head(verb)
    outer = tree.head(noun)
    told = tree.sentence.lemmas[outer] in scene.grammar.reporting.verbs
    if tree.base[noun] != "obj" or told or "Tense=Past" not in tree.sentence.feats[verb]:
        return []
    return tree.agents(outer)
