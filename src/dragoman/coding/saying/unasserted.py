"""Clauses that tell of no event, where verbs stand last and endings alone say so.

What is asked, only a condition, or what kind of thing a noun is: English says this with
words around the clause, and a reader of the record would still know; here nothing of it is left.
"""

from __future__ import annotations

from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.modality import awaited, conditions, told_by
from dragoman.coding.scene import Scene
from dragoman.ontology import Ontology

_LASTING = frozenset({"AID", "SUPPORT", "COOPERATE", "MOBILIZE"})
"""Types of what somebody may do all the time."""
_AWAITED = frozenset({"CONCEDE", "SUPPORT"})
"""Types of what others wait for, besides that somebody steps down."""
CONDEMN = "condemn"
_RIOT = "riot"

_PLAIN = frozenset({"case", "punct", "det"})
"""What stands with a noun of which nothing more is said."""
_ALLOWING, _NOT_YIELD = frozenset({"allow", "accept"}), "refuse_to_yield"


def is_intolerable(scene: Scene, finding: Finding, ontology: Ontology) -> bool:
    """Whether a deed of others is what cannot be allowed: that is said to condemn it (攻撃は容認
    できない)."""
    violent = ontology.acts[finding.core.act].event == "ASSAULT"
    allowed = finding.outer.act in _ALLOWING and finding.act.id == _NOT_YIELD
    return bool(scene.grammar.chaining) and violent and allowed


def is_called_for_later(scene: Scene, finding: Finding) -> bool:
    """Whether a protest is announced, in the present tense, by who is to hold it (ゼネストを行うと
    発表した)."""
    tree, grammar, head = scene.tree, scene.grammar, finding.head
    return (
        bool(grammar.chaining)
        and finding.act.event == "PROTEST"
        and tree.base[head] in ("ccomp", "advcl")
        and any(tree.says(m, grammar.content) for m in tree.with_rel(head, "mark"))
        and scene.sentence.lemmas[tree.head(head)] in grammar.declaring
        and "Tense=" not in tree.sentence.feats[head]
        and all(tree.says(a, grammar.nonpast) for a in tree.with_rel(head, "aux"))
    )


def is_unasserted(scene: Scene, finding: Finding) -> bool:
    """Whether the finding is no event for what the sentence makes of its clause."""
    if _is_spoken_of(scene, finding):
        return True
    if not scene.grammar.chaining:
        return _is_imagined(scene, finding)
    return (
        _is_asked(scene, finding)
        or _is_supposed(scene, finding)
        or _is_awaited(scene, finding)
        or _describes(scene, finding)
        or _is_general(scene, finding)
        or _is_ordered(scene, finding)
        or _is_premise(scene, finding)
    )


def _is_spoken_of(scene: Scene, finding: Finding) -> bool:
    """Whether protests, of which nothing more is said, are only what somebody speaks of or means to
    influence (시위를 반역으로 규정했다, デモを操っている)."""
    tree, noun = scene.tree, finding.core.head
    if finding.act.event != "PROTEST" or finding.core.kind != "noun" or finding.composed:
        return False
    if finding.actor or tree.base[noun] != "obj" or finding.head != noun:
        return False
    if _RIOT in finding.act.modes:  # 略奪を働いた: done by the verb
        return False
    verb = tree.head(noun)
    full = {scene.lemmas[verb], scene.sentence.lemmas[verb]}.isdisjoint(scene.grammar.light)
    return full and all(tree.base[c] in _PLAIN for c in tree.children[noun])


def _is_imagined(scene: Scene, finding: Finding) -> bool:
    """Whether it is only said what would follow from such a deed ("any attack would mean war")."""
    tree, grammar, noun = scene.tree, scene.grammar, finding.core.head
    if finding.core.kind != "noun" or finding.composed or tree.base[noun] != "nsubj":
        return False
    unsure = (*grammar.hypothetical.auxiliaries, *grammar.reporting.future)
    return any(tree.says(c, grammar.indefinite) for c in tree.children[noun]) and any(
        tree.base[c] == "aux" and tree.says(c, unsure) for c in tree.children[tree.head(noun)]
    )


def _is_asked(scene: Scene, finding: Finding) -> bool:
    """Whether somebody only asks or is asked about it (解散を促すかを問われ)."""
    tree, grammar = scene.tree, scene.grammar
    outer = tree.head(finding.head)
    return scene.sentence.lemmas[outer] in grammar.asking and any(
        tree.says(m, grammar.questions) for m in tree.with_rel(finding.head, "mark", "aux")
    )


def _is_supposed(scene: Scene, finding: Finding) -> bool:
    """Whether it is a condition of which nobody is said to fulfil it (攻撃すれば, 攻撃が増せば)."""
    tree = scene.tree
    verb = told_by(scene, finding.head)
    if finding.core.kind == "noun":
        verb = tree.head(finding.head)
        if finding.head not in tree.with_rel(verb, "nsubj"):
            return False
    elif tree.own_subjects(verb):
        return False
    return tree.base[verb] == "advcl" and verb in conditions(scene, tree.head(verb))


def _is_awaited(scene: Scene, finding: Finding) -> bool:
    """Whether giving way is only what something else waits for (辞任するまで続ける)."""
    tree, verb = scene.tree, told_by(scene, finding.head)
    if finding.act.event not in _AWAITED and "resign" not in finding.act.modes:
        return False
    return verb in awaited(scene, tree.head(verb)) and "Tense=Past" not in tree.sentence.feats[verb]


def _describes(scene: Scene, finding: Finding) -> bool:
    """Whether a clause before a noun only says what kind of thing or whose friend or foe that is:
    a demand for nothing known (撤収を促す決定), or what its noun does all the time (政府を支援する
    国)."""
    tree, head = scene.tree, finding.core.head
    if finding.core.kind != "verb":
        return False
    if finding.outer.kind == "noun":
        return _demands(finding) and _is_attribute(scene, head)
    if finding.head != head or not _is_attribute(scene, head):
        return False
    noun = tree.head(head)
    lasting = finding.act.event in _LASTING and noun in finding.actor.tokens
    protest = finding.act.event == "PROTEST" and noun in finding.recipient.tokens
    return lasting or protest or (_demands(finding) and not finding.composed)


def _demands(finding: Finding) -> bool:
    return finding.act.operator and finding.act.event == "REQUEST"


def _is_attribute(scene: Scene, verb: int) -> bool:
    """Whether a clause stands before a noun, and tells neither of the past nor of what goes on."""
    tree = scene.tree
    return (
        tree.base[verb] == "acl"
        and "Tense=Past" not in tree.sentence.feats[verb]
        and not tree.is_passive(verb)
    )


def _is_general(scene: Scene, finding: Finding) -> bool:
    """Whether something is said of such deeds, done by nobody (支援を打ち切るのは…)."""
    tree, head = scene.tree, finding.head
    return (
        tree.base[head] == "csubj"
        and finding.core.kind == "verb"
        and not tree.own_subjects(head)
        and "Tense=Past" not in tree.sentence.feats[head]
        and bool(tree.with_rel(head, "mark"))
        and any(tree.says(m, scene.grammar.topics) for m in tree.with_rel(head, "mark"))
    )


def _is_ordered(scene: Scene, finding: Finding) -> bool:
    """Whether it is only called for, by a form of command (逮捕せよ)."""
    tree, head = scene.tree, finding.head
    return any(tree.lower[c] in scene.grammar.commands for c in tree.with_rel(head, "aux"))


def _is_premise(scene: Scene, finding: Finding) -> bool:
    """Whether something else is done on condition that it is (…しないことを条件に)."""
    tree = scene.tree
    marks = tree.with_rel(finding.head, "mark")
    return any(tree.says(m, scene.grammar.premises) for m in marks)
