"""Who does what a trigger says: its subject or agent, or who stands for it further off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.names import BODY
from dragoman.coding.acts.filling import OF_WORDS, Roles
from dragoman.coding.acts.grounds import alleged
from dragoman.coding.acts.likewise import likewise
from dragoman.coding.acts.reaching import around_gap, authors, beside, sources
from dragoman.coding.acts.roles import NOBODY, Role, is_preposition
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.saying.attribution import in_quotes, own_words, saying_of
from dragoman.coding.scene import Scene
from dragoman.coding.subjects import inherited_subjects
from dragoman.model import HEADLINE

DOER = ("subject",)
"""Where the actor of a noun stands that names who does it (critic), not the act."""
CONSIDER = "consider"
_COMMITTING = frozenset({"promise", "offer", "plan", "decide", "refuse", "threaten", "agree_to"})
"""Operators whose actor is who does what they govern."""


def actor_of(roles: Roles, trigger: Trigger, event: str | None = None) -> Role:
    """Who does it; `event` is the type of the act, by which the roles looked for from now on go."""
    roles.event, roles.own = event, trigger.head
    functions = trigger.expression.actor
    if trigger.kind == "noun":
        return _of_noun(roles, trigger)
    if functions != ("subject",):
        found = roles.first(_of_doers(roles, trigger), functions)
        if found or "subject" not in functions:
            return found
    if "subject" in trigger.expression.recipient:
        return roles.by_noun(trigger, "actor")
    return _of_verb(roles, trigger)


def _of_doers(roles: Roles, trigger: Trigger) -> Trigger:
    """The trigger with only what does it among its nouns, if the expression says what that is:
    whose the missile is that falls, not whose the sea is that it falls into."""
    if not trigger.doers:
        return trigger
    reach = [t for t in trigger.reach if any(roles.tree.under(t, d) for d in trigger.doers)]
    return replace(trigger, nouns=trigger.doers, reach=tuple(reach))


def _of_noun(roles: Roles, trigger: Trigger) -> Role:
    """Who does what a noun says, or is called by a noun of doers."""
    if trigger.expression.actor == DOER:
        return roles.role(_called(roles.scene, trigger.head), "subject")
    return (
        _by_preposition_of(roles, trigger)
        or roles.role(sources(roles.scene, trigger.head), "from", owners=False)
        or _said_of(roles, trigger.head)
        or _carried(roles, trigger)
        or roles.first(trigger, trigger.expression.actor, _deeds_of(roles, trigger))
        or _during(roles, trigger)
    )


def _deeds_of(roles: Roles, trigger: Trigger) -> list[int]:
    """The deeds that are the object of what a noun says (部隊派遣の検討): whoever is in such a
    word does not do so."""
    if not roles.scene.grammar.chaining or trigger.act != CONSIDER:
        return []
    return [t for t in roles.tree.owners(trigger.head) if t in roles.deeds]


def _of_verb(roles: Roles, trigger: Trigger) -> Role:
    """Who does what a predicate says, where the expression's actor is its subject."""
    scene, tree = roles.scene, roles.tree
    state = _is_state(scene, trigger)
    passive = tree.is_passive(trigger.head) and not state
    owned = _by_owner(roles, trigger.head) or _by_owner(roles, _begun_by(scene, trigger.head))
    if owned:
        return owned
    doers = [*tree.subjects(trigger.head)] if state else roles.agents(trigger)
    agents = _within_quote(scene, trigger.head, doers)
    sharing = _sharing(scene, trigger)
    made = _caused(scene, trigger) or alleged(scene, roles.cast, trigger)
    agents = made or sharing or agents
    if agents and not passive:
        agents = [*agents, *likewise(scene, trigger.head)]
    expression = trigger.expression
    if expression.object or "object" in expression.recipient:
        agents = around_gap(scene, agents, trigger.head)
    if scene.grammar.chaining and not passive:
        agents = [a for a in agents if a not in trigger.nouns or a in trigger.doers]
    told = scene.grammar.chaining and tree.base[trigger.head] == "ccomp"
    if told and not passive and not tree.objects(trigger.head):
        agents = [a for a in agents if a not in roles.deeds]
    found = _speaking_on(roles, trigger) or roles.role(agents, "by" if passive else "subject")
    if passive and _is_of_sufferer(roles, trigger.head, agents, found):
        return NOBODY
    found = found or roles.by_noun(trigger, "actor") or _holding(roles, trigger.head)
    if not found and roles.event in OF_WORDS:
        found = roles.role(authors(scene, trigger.head), "subject")
    if sharing and not found:
        return NOBODY  # it is said who does it, though nobody knows him
    found = (
        found or _beyond(roles, trigger) or roles.role(own_words(scene, trigger.head), "subject")
    )
    return found if found or passive else _left_out(roles, trigger.head)


def _speaking_on(roles: Roles, trigger: Trigger) -> Role:
    """Who says what a gerund behind somebody's words says, where these are about a thing ("said
    the plan would fail, accusing the king of …")."""
    scene, tree, verb = roles.scene, roles.tree, trigger.head
    clause = tree.head(verb)
    if scene.grammar.chaining or roles.event not in OF_WORDS or tree.base[verb] != "advcl":
        return NOBODY
    feats = scene.sentence.feats[verb]
    gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    if not gerund or verb < clause or tree.lower[verb - 1] != "," or tree.own_subjects(verb):
        return NOBODY
    if tree.with_rel(verb, "mark") or tree.base[clause] != "ccomp":
        return NOBODY
    saying = saying_of(scene, clause)
    if saying is None or saying.word > clause:
        return NOBODY
    if roles.cast.of(tree.own_subjects(clause), owners=False):
        return NOBODY
    return roles.role(saying.speakers, "subject")


def _by_preposition_of(roles: Roles, trigger: Trigger) -> Role:
    """Who does what a noun says, named behind it; whose the noun is does it where what stands
    behind "of" suffers it ("Niger's withdrawal of its troops", "announced the deployment of
    forces")."""
    functions, grammar = trigger.expression.actor, roles.scene.grammar
    found = roles.first(trigger, [f for f in functions if is_preposition(f)])
    if not found or found.function not in grammar.owner or grammar.modifiers != "before":
        return found
    whose = roles.role(roles.tree.with_rel(trigger.head, "nmod:poss"), "owner")
    if whose or any(p.code for p in found.who):
        return whose or found
    attributes = roles.first(trigger, [f for f in functions if f == "modifier"])
    return attributes or _carried(roles, trigger) or found


def _is_of_sufferer(roles: Roles, verb: int, agents: Sequence[int], found: Role) -> bool:
    """Whether whom it is done to is found only as the owner of who does it ("was held by his
    own guards"), of whom then nothing is known."""
    if roles.scene.grammar.chaining or roles.cast.of(agents, owners=False):
        return False
    sufferers = {p.key for p in roles.cast.of(roles.tree.subjects(verb), owners=False)}
    return bool(sufferers) and {p.key for p in found.who} <= sufferers


def _is_state(scene: Scene, trigger: Trigger) -> bool:
    """Whether the auxiliary is one of the expression's own words, so that its participle tells
    what its subject is, not what is done to it ("is prepared to lift sanctions")."""
    tree = scene.tree
    return trigger.kind == "verb" and any(
        tree.base[t] in ("aux", "cop") and tree.head(t) == trigger.head for t in trigger.tokens
    )


def _caused(scene: Scene, trigger: Trigger) -> list[int]:
    """Who is made to do it, where the verb says by its form that somebody makes others do so
    (軍に攻撃させた) and the noun is of a kind that acts."""
    tree, head = scene.tree, trigger.head
    if "Voice=Cau" not in tree.sentence.feats[head] or not scene.grammar.chaining:
        return []
    return [
        noun
        for noun in tree.obliques(head)
        for mark, kinds in scene.grammar.loose_agent.items()
        if tree.marked(noun, (mark,))
        and not tree.marked(noun, scene.grammar.agent)
        and len(tree.cases(noun)) == 1
        and (mark not in trigger.expression.recipient or tree.with_rel(head, "obj"))
        and mark not in trigger.expression.with_
        and any((m.kind in kinds and m.agent is not None) or m.kind == BODY
                for m in scene.mentions.headed(noun))
    ]  # fmt: skip


def _sharing(scene: Scene, trigger: Trigger) -> list[int]:
    """Who commits himself to what a clause says, where the parser gives the subject to that
    clause (首相が支援すると約束した, 高官が会いたいと明言した)."""
    tree, head = scene.tree, trigger.head
    if not scene.grammar.chaining or trigger.kind != "verb" or tree.is_passive(head):
        return []
    if tree.own_subjects(head):
        return []
    nouns = (*trigger.nouns, *tree.with_rel(head, "obj"))  # Xが拠点を設ける計画を打診した
    meant = [c for n in dict.fromkeys(nouns) for c in tree.with_rel(n, "acl")
             if tree.sentence.deprels[c] == "acl"]  # fmt: skip
    for clause in (*tree.with_rel(head, "ccomp"), *meant):
        own = tree.own_subjects(clause)
        if not own and trigger.act in _COMMITTING:  # of the clause from which this one goes on
            before = tree.with_rel(clause, "advcl")
            own = [s for c in before if _goes_on(scene, c) for s in tree.own_subjects(c)]
        if (
            own
            and not tree.is_passive(clause)
            and (
                trigger.act in _COMMITTING
                or (trigger.act == "propose" and "Tense=Fut" in tree.sentence.feats[clause])
                or (
                    tree.with_rel(clause, "aux")
                    and any(
                        tree.says(c, scene.grammar.wishing) for c in tree.with_rel(clause, "aux")
                    )
                )
            )
        ):
            return own if not in_quotes(scene, own[0]) else []
    return []


def _goes_on(scene: Scene, clause: int) -> bool:
    """Whether the clause behind this one has the same subject, by the mark between."""
    tree, chaining = scene.tree, scene.grammar.chaining
    marks = tree.with_rel(clause, "mark")
    return bool(marks) and all(tree.says(m, chaining) for m in marks)


def _holding(roles: Roles, verb: int) -> Role:
    """Who holds or issues what a clause before it describes, where that is nobody (정권을
    규탄하는 기자회견을 열었다)."""
    tree, noun = roles.tree, roles.tree.head(verb)
    grammar, lemmas = roles.scene.grammar, roles.scene.sentence.lemmas
    if not grammar.chaining or tree.base[verb] != "acl" or tree.is_passive(verb):
        return NOBODY
    gist = lemmas[noun] in grammar.gist and tree.base[noun] == "nmod"
    noun = tree.head(noun) if gist else noun
    outer = tree.head(noun)
    if tree.base[noun] != "obj" or tree.own_subjects(verb):
        return NOBODY
    relative = tree.sentence.deprels[verb] == "acl:relcl" and lemmas[outer] in grammar.light
    if not (relative or gist):
        return NOBODY
    return roles.role(tree.agents(outer), "subject")


def _begun_by(scene: Scene, verb: int) -> int:
    """The gerund that an infinitive goes on from ("in taking steps to disarm"); else itself."""
    tree, holder = scene.tree, scene.tree.head(verb)
    infinitive = any(tree.says(m, scene.grammar.infinitive) for m in tree.with_rel(verb, "mark"))
    if not infinitive or scene.grammar.chaining or tree.own_subjects(verb):
        return verb
    return tree.head(holder) if tree.base[holder] == "obj" else holder


def _by_owner(roles: Roles, verb: int) -> Role:
    """Whose the noun is on which a gerund hangs ("his courage in disarming")."""
    tree = roles.tree
    noun = tree.head(verb)
    if tree.base[verb] == "advcl":  # the parser hangs it on the verb before
        marks = tree.with_rel(verb, "mark", "case")
        noun = min(marks) - 1 if marks and min(marks) > 0 else noun
    feats = tree.sentence.feats[verb]
    gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Past" not in feats)
    marked = any(tree.base[c] in ("mark", "case") for c in tree.children[verb])
    behind = tree.base[verb] == "acl" or (tree.base[verb] == "advcl" and noun != tree.head(verb))
    if not behind or not gerund or not marked or tree.is_passive(verb):
        return NOBODY
    if tree.sentence.upos[noun] != "NOUN" or tree.own_subjects(verb):
        return NOBODY
    return roles.role(tree.owners(noun), "subject")


def _beyond(roles: Roles, trigger: Trigger) -> Role:
    """Who says it, where the clause before has a subject that is nobody or the expression's
    own noun ("said that distrust was growing and would not …", "said that it was ready")."""
    tree, verb = roles.tree, trigger.head
    own = set(tree.own_subjects(verb)) - {*trigger.nouns, *trigger.doers, *roles.deeds}
    if not roles.scene.grammar.chaining or tree.is_passive(verb) or own:
        return NOBODY
    # the speaker beside a quotation whose topic is what he speaks of (首相「兵器は供与しない」)
    things = not set(tree.own_subjects(verb)).isdisjoint(trigger.nouns)
    speakers = [d for d in tree.with_rel(verb, "dislocated") if things and d < verb]
    return roles.role(inherited_subjects(tree, verb) or speakers, "subject")


def _left_out(roles: Roles, verb: int) -> Role:
    """The subject that a clause leaves out: that of the sentence before."""
    tree = roles.tree
    clauses = [c for c in (verb, *tree.ancestors(verb)) if tree.clause_head(c) == c]
    relative = any(tree.sentence.deprels[c] == "acl:relcl" for c in clauses)
    if not roles.scene.grammar.chaining or relative or tree.subjects(verb):
        return NOBODY
    if roles.scene.sentence.role == HEADLINE:
        return NOBODY
    why = "subject left out: as in the sentence before"
    who = tuple(replace(p, why=f"{why}: {p.why}") for p in roles.cast.memory.topic)
    return Role(who, (), "subject") if who else NOBODY


def _within_quote(scene: Scene, verb: int, agents: list[int]) -> list[int]:
    """Without the one who says what stands in quotation marks, whose own subject is meant
    (`"It insists on …," the minister said`)."""
    if not in_quotes(scene, verb):
        return agents
    saying = saying_of(scene, verb)
    if scene.grammar.chaining and scene.tree.base[verb] == "acl":
        return [a for a in agents if in_quotes(scene, a)]
    if saying is None or saying.word == verb:
        return agents
    return [a for a in agents if a not in saying.speakers or in_quotes(scene, a)]


def _carried(roles: Roles, trigger: Trigger) -> Role:
    """The subject of a light verb that has the act noun as its object ("paid a visit"), or as
    its subject beside a topic (首相は用意がある, "as for the premier, there is readiness")."""
    tree, head = roles.tree, trigger.head
    verb, grammar = tree.head(head), roles.scene.grammar
    lemma = roles.scene.sentence.lemmas[verb]
    has = grammar.chaining and lemma in grammar.negation.existential  # "has no plan to"
    if lemma not in grammar.light and not (has and trigger.act in _COMMITTING):
        return NOBODY
    if head in tree.objects(verb):
        return roles.role(tree.agents(verb), "subject")
    if head in tree.with_rel(verb, "nsubj") and roles.scene.grammar.chaining:
        others = [c for c in tree.with_rel(verb, "dislocated", "nsubj") if c != head]
        return roles.role(others or inherited_subjects(tree, verb), "subject")
    return NOBODY


def _called(scene: Scene, noun: int) -> list[int]:
    """Who is said to be what a noun of doers says: its subject or whom it is apposed to ("Lee,
    a critic of the army")."""
    tree = scene.tree
    own = tree.own_subjects(noun)
    return own or ([tree.head(noun)] if tree.base[noun] == "appos" else [])


def _said_of(roles: Roles, noun: int) -> Role:
    """Whom an act noun is said of that is the predicate, where titles follow names
    (방침이라고 밝혔다; "검찰, 자택 압수수색")."""
    tree = roles.tree
    if roles.scene.grammar.titles != "behind":
        return NOBODY
    shared = beside(roles.scene, noun)
    if shared:
        return roles.role(shared, "subject")
    if not tree.own_subjects(noun) and not tree.with_rel(noun, "cop"):
        return NOBODY
    return roles.role(tree.subjects(noun), "subject")


def _during(roles: Roles, trigger: Trigger) -> Role:
    """Who does something during a mutual act ("in talks with Egypt, Qatar proposed …")."""
    tree, head = roles.tree, trigger.head
    verb = tree.head(head)
    if not any(tree.marked(c, roles.scene.grammar.together) for c in tree.obliques(head)):
        return NOBODY
    if tree.base[head] == "obl":
        return roles.role(tree.agents(verb), "subject")
    if tree.base[head] == "nmod" and tree.cases(head):
        return roles.role([verb], "subject", owners=False)
    return NOBODY
