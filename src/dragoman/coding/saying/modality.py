"""Auxiliary modes: is the act denied, still to come, only supposed, or long past?"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.coding.scene import Scene
from dragoman.languages.grammar import Marked
from dragoman.model import FUTURE, HISTORICAL, HYPOTHETICAL, NEGATION

_GOVERNED = ("xcomp",)
_GOVERNED_FINALLY = ("xcomp", "acl", "ccomp", "csubj")
"""Clauses that take their mode from what governs them; where the verb stands last, also from a
noun behind it (方針, 방침)."""
_RAISED = ("xcomp", "ccomp")
"""The same under a passive ("diduga menyerang")."""
_NAMED = frozenset({"NOUN", "PROPN"})
"""Words that only look like a negation (안, a draft)."""
_ON_TITLES = frozenset({"compound", "nmod", "appos", "amod", "det", "advmod"})
_BEARERS = frozenset({"aux", "advmod", "det", "mark", "case", "cc", "amod"})


def is_negated(scene: Scene, token: int) -> bool:
    """Whether a predicate or noun is denied: by a negation on it or on its subject or object, by
    one that it shares with the verb before it, or because what it is said of does not exist."""
    tree = scene.tree
    if scene.sentence.lemmas[token] in scene.grammar.negation.idle:
        return False
    if _denies(scene, token):
        return True
    for child in tree.with_rel(token, "nsubj", "obj", "obl:agent"):
        if tree.with_rel(child, "cop"):
            continue  # a clause of its own: "it is not the first time that …"
        denied = tree.says(child, scene.grammar.negation.words) and not _limits(scene, child)
        if (denied and tree.sentence.upos[child] not in _NAMED) or _denies(scene, child):
            return True
    if tree.base[token] == "conj":
        return _shares_negation(scene, token)
    if scene.grammar.chaining and tree.base[token] in ("advcl", "csubj", "ccomp"):
        head, content = tree.head(token), scene.grammar.content  # 応じることなく: without doing so
        marked = any(tree.says(m, content) for m in tree.with_rel(token, "mark"))
        if marked and head < token + 4 and tree.says(head, scene.grammar.negation.words):
            return True
    if (
        tree.base[token] == "advcl" and scene.grammar.negation.dropped
    ):  # 하려다 포기했다: was not done
        left = {
            word
            for mark in tree.with_rel(token, "mark")
            for word in scene.grammar.negation.dropped.get(scene.sentence.lemmas[mark], ())
        }
        if scene.sentence.lemmas[tree.head(token)] in left:
            return True
    if scene.grammar.chaining and tree.base[token] == "nsubj":  # 공격은 없었다: there was none
        being = scene.sentence.lemmas[tree.head(token)]
        if being in scene.grammar.negation.existential and being in scene.grammar.negation.words:
            return scene.sentence.upos[token] in ("NOUN", "PROPN")
    if not scene.grammar.chaining and tree.base[token] in ("nsubj", "obj"):
        verb = tree.head(token)  # tidak ada perundingan: there were none
        there = scene.sentence.lemmas[verb] in scene.grammar.negation.existential
        if there and scene.sentence.upos[token] in ("NOUN", "PROPN"):
            return _denies(scene, verb)
    told = tree.sentence.deprels[token] == "acl" and bool(scene.grammar.chaining)
    if tree.sentence.deprels[token] == "acl:relcl" or told:
        noun = tree.head(token)
        verb = tree.head(noun)
        negation, lemma = scene.grammar.negation, scene.sentence.lemmas[verb]
        exists = scene.lemmas[verb] in negation.existential or lemma in negation.existential
        there = exists and noun in tree.with_rel(verb, "nsubj", "obj")
        nothing = lemma in negation.words  # a verb of not being there: 없다
        return there and (nothing or _denies(scene, verb) or _denies(scene, noun))
    return False


def _denies(scene: Scene, token: int) -> bool:
    """Whether a negation hangs on the word itself ("no longer" too)."""
    tree, words = scene.tree, scene.grammar.negation.words
    for child in tree.children[token]:
        if tree.base[child] not in _BEARERS or (
            scene.grammar.chaining and tree.with_rel(child, "nsubj", "nmod", "obl")
        ):
            continue  # 前例のない: what it lacks is something else
        if tree.says(child, words):
            if _limits(scene, child):
                continue
            adverb = child + 1 < token and tree.base[child + 1] == "advmod"
            if child > 0 and tree.base[child - 1] == "cc" and adverb:
                continue  # "directly or not directly": it denies the adverb behind it
            return True
        if tree.base[child] == "advmod" and any(
            tree.says(c, words) and not _limits(scene, c) for c in tree.children[child]
        ):
            return True
    return False


def _limits(scene: Scene, word: int) -> bool:
    """Whether a negation denies nothing, for the word behind it ("not only"), or before it or for a
    second negation where verbs stand last (だけでなく, 하지 않을 수 없다)."""
    tree, negation = scene.tree, scene.grammar.negation
    if not scene.grammar.chaining:
        return word + 1 < tree.size and tree.says(word + 1, negation.limiting)
    near = range(max(0, word - 2), word)
    if any(tree.says(t, negation.limiting) and tree.base[t] != "case" for t in near):
        return True
    return any(
        0 <= t < tree.size
        and tree.sentence.heads[t] == tree.sentence.heads[word]
        and tree.base[t] == "aux"
        and tree.says(t, negation.words)
        for t in (word - 1, word + 1)
    )


def _shares_negation(scene: Scene, verb: int) -> bool:
    """Whether a coordinated verb without subject and auxiliary is under the negation of the verb
    before ("did not attack or invade")."""
    tree = scene.tree
    first = tree.head(verb)
    if any(tree.base[c] in ("nsubj", "aux", "cop") for c in tree.children[verb]):
        return False
    if "Tense=Past" in scene.sentence.feats[verb] or not is_negated(scene, first):
        return False
    joint = any(tree.lower[c] in scene.grammar.negation.sharing for c in tree.with_rel(verb, "cc"))
    return joint or any(tree.base[c] == "aux" for c in tree.children[first])


def told_by(scene: Scene, token: int) -> int:
    """The predicate whose endings hold for an act: of an act noun that is a light verb's object,
    where only endings tell tense and mood, that verb ("made no concessions")."""
    tree, verb = scene.tree, scene.tree.head(token)
    light = scene.grammar.chaining and scene.sentence.lemmas[verb] in scene.grammar.light
    return verb if light and token in tree.with_rel(verb, "obj") else token


def modes_of(
    scene: Scene, token: int, nouns: Iterable[int] = (), *, reported: bool = False
) -> set[str]:
    """The auxiliary modes that the words around a predicate (or act noun) give it.

    `nouns` are the nouns of its expression: "no talks were held" denies the holding. `reported`:
    inside somebody's words, where "would" is a future seen from the past.
    """
    grammar, found = scene.grammar, set[str]()
    if is_negated(scene, token) or any(_no(scene, noun) for noun in nouns):
        found.add(NEGATION)
    if is_impossible(scene, token):
        found.add(NEGATION)
    last = _carrier(scene, scene.tree.last_of_chain(token))
    if _was_meant(scene, last):
        found.add(HYPOTHETICAL)
    elif (_marked(scene, last, grammar.future) and not _is_over(scene, last)) or _comes(
        scene, last
    ):
        found.add(FUTURE)
    if _is_set_to(scene, token):
        found.add(FUTURE)
    if reported and has_auxiliary(scene, token, grammar.reporting.future):
        found.add(FUTURE)
    elif _marked(scene, last, grammar.hypothetical):
        found.add(HYPOTHETICAL)
    if NEGATION in found:
        found.discard(HYPOTHETICAL)
    if HYPOTHETICAL in found and _is_feared(scene, last):
        found.discard(FUTURE)
    if _awaited(scene, token):
        found.add(HYPOTHETICAL)
    if is_conditional(scene, token):
        found.add(HYPOTHETICAL)
    told = (token, *nouns) if _is_empty(scene, token) else (token,)
    if (
        _attribute(scene, told, grammar.historical.modifiers)
        or _is_years_ago(scene, token)
        or _is_bygone_time(scene, token)
        or (NEGATION not in found and has_auxiliary(scene, token, grammar.historical.auxiliaries))
        or _is_of_those_then(scene, token)
    ):
        found.add(HISTORICAL)  # "pernah"; denied, it means never
    if _attribute(scene, told, grammar.future.modifiers):
        found.add(FUTURE)
    if _attribute(scene, told, grammar.hypothetical.modifiers):
        found.add(HYPOTHETICAL)
    return found


def _carrier(scene: Scene, token: int) -> int:
    """Of a clause that only says what course of action is taken, the verb of taking it
    (제외하는 절차를 밟겠다); of an act noun that is a light verb's object, that verb ("suspected of
    carrying out attacks")."""
    tree, noun = scene.tree, scene.tree.head(token)
    if not scene.grammar.chaining:
        done = tree.base[token] == "obj" and scene.sentence.lemmas[noun] in scene.grammar.light
        return noun if done else token
    verb = tree.head(noun)
    course = (
        tree.base[token] == "acl"
        and "Tense=" not in scene.sentence.feats[token]
        and scene.sentence.lemmas[noun] in scene.grammar.courses
        and noun in tree.with_rel(verb, "obj")
    )
    return verb if course else token


def _is_set_to(scene: Scene, verb: int) -> bool:
    """Whether an infinitive that is a predicate by a copula says what is to come ("is to meet"),
    and not what something was ("his first act was to meet")."""
    tree = scene.tree
    over = any(_is_told_as_past(scene, c) for c in tree.with_rel(verb, "cop"))
    if over and not any(scene.mentions.headed(s) for s in tree.own_subjects(verb)):
        return False
    return (
        not scene.grammar.chaining
        and scene.sentence.upos[verb] == "VERB"
        and any(tree.says(m, scene.grammar.infinitive) for m in tree.with_rel(verb, "mark"))
        and bool(tree.with_rel(verb, "cop"))
        and bool(tree.own_subjects(verb))
    )


def _is_feared(scene: Scene, token: int) -> bool:
    """Whether what is to come is only what somebody fears or weighs (침공할 것을 우려한다)."""
    tree, words = scene.tree, scene.grammar.hypothetical.governors
    governed = bool(scene.grammar.chaining) and tree.base[token] in _GOVERNED_FINALLY
    return governed and scene.sentence.lemmas[tree.head(token)] in words


def _is_bygone_time(scene: Scene, token: int) -> bool:
    """Whether an adverb on the predicate or a phrase beside it says that it was long ago (かつて,
    "during the Cold War")."""
    tree, past = scene.tree, scene.grammar.historical
    for child in tree.with_rel(token, "advmod", "obl"):
        between = range(child + 1, token) if scene.grammar.chaining else ()
        if any(scene.sentence.upos[t] in ("VERB", "ADJ") for t in between):
            continue  # of a clause that stands between (과거 그랬던 것처럼)
        if tree.says(child, past.adverbs) and not tree.with_rel(child, "case", "nmod", "amod"):
            return True
    if scene.grammar.chaining and tree.base[0] != "obl" and tree.says(0, past.adverbs):
        bare = tree.head(0) > 0 and not tree.children[0]  # 당시 런던은 …
        if bare and _hangs_on(scene, tree.head(0), token):
            return True
    text = scene.sentence.text.lower()
    for period in past.periods:
        at = text.find(period)
        while at >= 0:
            inside = [
                t
                for t, (start, end) in enumerate(tree.offsets)
                if start < at + len(period) and end > at
            ]
            if inside and _hangs_on(scene, inside[-1], token):
                return True
            at = text.find(period, at + 1)
    return False


def _is_of_those_then(scene: Scene, token: int) -> bool:
    """Whether those do it who held the office then, or a government that is none any more
    (大統領（当時）, 当時の首相, モリソン前政権)."""
    tree, grammar = scene.tree, scene.grammar
    if not grammar.then:
        return False
    for doer in tree.agents(token):
        for child in tree.children[doer]:
            if tree.base[child] in _ON_TITLES and tree.lower[child] in grammar.then:
                return True
            former = tree.lower[child] in grammar.former and tree.base[child] == "compound"
            if former and any(m.agent and m.agent.organ for m in scene.mentions.headed(doer)):
                return True
    return False


def _hangs_on(scene: Scene, word: int, predicate: int) -> bool:
    """Whether no other predicate stands between the word and the one that it hangs on."""
    last = word
    for head in scene.tree.ancestors(word):
        if scene.grammar.chaining and scene.tree.base[last] == "nmod":
            return False  # 植民地時代の虐殺への補償を求める: of the deed, not of the request
        last = head
        if head == predicate:
            return True
        if scene.sentence.upos[head] in ("VERB", "ADJ"):
            return False
    return False


def _is_empty(scene: Scene, token: int) -> bool:
    """Whether the act is told by the noun, so that what is said of the noun is said of the act: not
    with a full verb ("cancelled a planned visit")."""
    if scene.grammar.chaining or scene.sentence.upos[token] != "VERB":
        return True
    return scene.lemmas[token] in scene.grammar.light


def is_bygone(scene: Scene, noun: int) -> bool:
    """Whether a noun as predicate says what was once so (方針だった)."""
    tree = scene.tree
    past = (noun, *tree.with_rel(noun, "cop", "aux"))
    return bool(tree.with_rel(noun, "cop")) and any(
        "Tense=Past" in scene.sentence.feats[t] or tree.says(t, scene.grammar.past) for t in past
    )


def _was_meant(scene: Scene, token: int) -> bool:
    """Whether it was only meant once, by a noun of planning in the past (攻撃するつもりだった)."""
    tree, noun = scene.tree, scene.tree.head(token)
    return (
        bool(scene.grammar.chaining)
        and tree.base[token] == "acl"
        and scene.sentence.lemmas[noun] in scene.grammar.future.governors
        and is_bygone(scene, noun)
    )


def _is_over(scene: Scene, token: int) -> bool:
    """Whether the predicate is in the past where forms and not words tell the tenses: the plan that
    was carried out, what "is to have" happened (공격한 것이다)."""
    return bool(scene.grammar.chaining) and "Tense=Past" in scene.sentence.feats[token]


def _comes(scene: Scene, token: int) -> bool:
    """Whether the predicate's own form says that it is still to come (부과하겠다)."""
    feats = scene.sentence.feats[token]
    if not scene.grammar.chaining:
        return False
    if "Tense=" not in feats and is_dated_ahead(scene, token):
        return True
    return (
        "Tense=Fut" in feats
        and ("VerbForm=Adn" not in feats or scene.tree.base[token] == "ccomp")
        and not _is_over(scene, token)
        and not any(
            scene.tree.says(c, scene.grammar.hypothetical.markers)
            for c in scene.tree.with_rel(token, "mark")
        )
    )


def is_dated_ahead(scene: Scene, token: int) -> bool:
    """Whether a day that is still to come stands with it (오는 20일, 다음 주)."""
    tree, future = scene.tree, scene.grammar.future
    return any(
        tree.says(time, future.adverbs)
        or any(tree.says(c, future.days) for c in tree.children[time])
        for time in tree.with_rel(token, "obl")
        if time < token
        and not tree.with_rel(time, "nmod")  # 港の近くに, a place
        and not (tree.with_rel(time, "compound") and tree.marked(time, scene.grammar.place))
    )


def _awaited(scene: Scene, token: int) -> bool:
    """Whether it is what something else waits for ("until the troops leave")."""
    tree = scene.tree
    feats = scene.sentence.feats[token]
    untensed = "Tense=" not in feats and (
        bool(scene.grammar.nonpast) or (bool(tree.own_subjects(token)) and "Voice=Act" in feats)
    )
    present = "Tense=Pres" in feats or untensed
    return present and any(tree.says(c, scene.grammar.until) for c in tree.with_rel(token, "mark"))


def conditions(scene: Scene, token: int) -> list[int]:
    """The conditional clauses that hang on the predicate."""
    tree, grammar = scene.tree, scene.grammar
    clauses = tree.with_rel(token, "advcl")
    if not clauses:
        return []
    meant = {*grammar.infinitive, *grammar.negation.dropped}
    markers = set(grammar.hypothetical.markers) - meant
    return [c for c in clauses if any(tree.says(m, markers) for m in tree.with_rel(c, "mark"))]


def awaited(scene: Scene, token: int) -> list[int]:
    """The clauses that hang on the predicate of what is waited for ("until they leave")."""
    tree = scene.tree
    return [
        c
        for c in tree.with_rel(token, "advcl")
        if any(tree.says(m, scene.grammar.until) for m in tree.with_rel(c, "mark"))
    ]


def is_conditional(scene: Scene, token: int) -> bool:
    """Whether the predicate depends on a condition ("… if the shelling goes on")."""
    return bool(conditions(scene, token))


def is_marked_unsure(scene: Scene, token: int) -> bool:
    """Whether the predicate itself stands in a condition or is only supposed."""
    last = _carrier(scene, scene.tree.last_of_chain(token))
    return _marked(scene, last, scene.grammar.hypothetical) or _awaited(scene, token)


def has_auxiliary(scene: Scene, token: int, words: tuple[str, ...]) -> bool:
    """Whether one of the auxiliaries hangs on the predicate."""
    tree = scene.tree
    return any(
        tree.base[c] in ("aux", "advmod") and tree.says(c, words) for c in tree.children[token]
    )


def is_impossible(scene: Scene, token: int) -> bool:
    """Whether it is said that there is no way it will be done ("tidak mungkin melucuti")."""
    tree, words, no = scene.tree, scene.grammar.impossible, scene.grammar.negation.words
    return bool(words) and any(
        tree.base[c] in ("aux", "advmod")
        and tree.says(c, words)
        and (_denies(scene, c) or (c > 0 and tree.head(c - 1) == token and tree.says(c - 1, no)))
        for c in tree.children[token]
    )


def _is_years_ago(scene: Scene, token: int) -> bool:
    """Whether years are counted since then (구형한 지 10년이 됐다)."""
    tree, past = scene.tree, scene.grammar.historical
    return bool(past.days) and any(
        tree.says(mark, past.markers)
        and any(tree.says(t, past.days) for t in range(mark + 1, min(mark + 4, tree.size)))
        for bearer in (token, tree.head(token))
        for mark in tree.with_rel(bearer, "mark")
        if mark > token
    )


def _no(scene: Scene, noun: int) -> bool:
    tree, words = scene.tree, scene.grammar.negation.words
    if tree.with_rel(noun, "cop"):
        return False
    return any(
        tree.says(c, words) and tree.base[c] in ("det", "advmod") for c in tree.children[noun]
    )


def _marked(scene: Scene, token: int, signs: Marked) -> bool:
    tree, lemmas = scene.tree, scene.sentence.lemmas
    for child in tree.children[token]:
        word, base = tree.lower[child], tree.base[child]
        if base == "aux" and (word in signs.auxiliaries or lemmas[child] in signs.auxiliaries):
            return True
        if base == "advmod" and (word in signs.adverbs or word in signs.auxiliaries):
            if signs is scene.grammar.future and _is_told_as_past(scene, token):
                continue  # "shortly after they had called for it"
            return True
        if base == "advmod" and any(  # a particle of its own ("apa" + "kah")
            tree.sentence.deprels[t] == "advmod:emph" and tree.lower[t] in signs.adverbs
            for t in tree.children[child]
        ):
            return True
        if base == "mark" and tree.says(child, signs.markers):
            return True
        if base == "case" and word in signs.markers:
            return True
    if tree.base[token] == "conj":
        head = tree.head(token)
        own = any(tree.base[c] in ("aux", "nsubj") for c in tree.children[token])
        return not own and tree.sentence.upos[head] == "VERB" and _marked(scene, head, signs)
    if signs is scene.grammar.future and _leads_to_plan(scene, token):
        return True
    governed: tuple[str, ...] = _GOVERNED_FINALLY if scene.grammar.chaining else _GOVERNED
    if not scene.grammar.chaining and tree.is_passive(tree.head(token)):
        governed = _RAISED
    return tree.base[token] in governed and lemmas[tree.head(token)] in signs.governors


def _is_told_as_past(scene: Scene, token: int) -> bool:
    feats = scene.sentence.feats[token]
    return "Tense=Past" in feats and "VerbForm=Fin" in feats


def _leads_to_plan(scene: Scene, token: int) -> bool:
    """Whether a clause is linked to another one that is planned, by a noun that is the predicate
    (…を訪れ、…と会談する予定だ): both are to come."""
    tree, grammar, noun = scene.tree, scene.grammar, scene.tree.head(token)
    return (
        bool(grammar.chaining)
        and tree.base[token] == "advcl"
        and scene.sentence.lemmas[noun] in grammar.future.governors
        and bool(tree.with_rel(noun, "cop"))
        and not is_bygone(scene, noun)
        and any(token < c for c in tree.with_rel(noun, "acl"))
        and "Tense=" not in scene.sentence.feats[token]
        and all(tree.says(m, grammar.chaining) for m in tree.with_rel(token, "mark"))
        and not (tree.own_subjects(token) and tree.own_subjects(noun))
    )


def _attribute(scene: Scene, tokens: Iterable[int], words: tuple[str, ...]) -> bool:
    tree = scene.tree
    return bool(words) and any(
        tree.lower[c] in words and tree.base[c] in ("amod", "compound", "advmod", "det")
        for token in tokens
        if tree.sentence.upos[token] in ("NOUN", "PROPN")
        for c in tree.children[token]
    )
