"""To whom is done what a trigger says, and who does it together with the actor."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.actors.names import BODY, PLACE
from dragoman.coding.acts.filling import TOGETHER, Roles
from dragoman.coding.acts.reaching import among, nested, told_in
from dragoman.coding.acts.roles import NOBODY, Role, is_preposition
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.lands import directed_at
from dragoman.coding.parties.participants import distinct
from dragoman.coding.saying.modality import is_negated
from dragoman.coding.scene import Scene

_WHERE = frozenset({"PROTEST", "RETREAT"})
"""Types of what is done at or from a place, not to it."""
_GIVING_WAY = "RETREAT"
_BLOCKING = frozenset({"block_measure", "veto"})
"""Acts by which a member stops what a body is about to do."""
_LOOSE = frozenset({"subject", "modifier", "complement", "owner"})
"""Places of a recipient where words stand that often are no party."""


def recipient_of(roles: Roles, trigger: Trigger, actor: Role) -> Role:
    """To whom it is done: the first function of the expression that is filled."""
    taken = set(actor.tokens)
    if trigger.kind == "noun":
        suffered = _suffered(roles, trigger)
        if suffered:
            return suffered
    roles.looks_within = True
    found = roles.first(trigger, trigger.expression.recipient, taken)
    roles.looks_within = False
    found = _nearer(roles, trigger, found, taken)
    found = found or _behind_doer(roles, trigger, actor) or _toward(roles, trigger)
    blaming = roles.event in ("ACCUSE", "SUPPORT") or _has_ground(roles, trigger)
    if not found and blaming and trigger.kind == "verb":
        found = _blamed(roles, trigger, taken)
    if not found and trigger.kind != "noun" and trigger.expression.recipient:
        found = roles.by_noun(trigger, "recipient", taken)
    found = found or _reached(roles, trigger, taken)
    if not found and trigger.act in _BLOCKING:
        found = _of_body(roles, trigger, taken)
    if not found and roles.scene.grammar.chaining and trigger.expression.recipient:
        found = _compounded(roles, trigger, taken) if actor else NOBODY
        found = found or _of_demanded(roles, trigger, taken) or _meant_for(roles, trigger, taken)
    return _with_company(roles, trigger, found, taken) or _nobody_known(roles, trigger, taken)


def _with_company(roles: Roles, trigger: Trigger, found: Role, taken: Iterable[int]) -> Role:
    """Whoever suffers it, and those who suffer it with him ("was held along with an aide")."""
    tree, company, skip = roles.tree, roles.scene.grammar.company, set(taken)
    if not found.who or trigger.kind != "verb" or not tree.is_passive(trigger.head):
        return found
    subjects = [s for s in tree.own_subjects(trigger.head) if s in found.tokens]
    beside = [o for h in (trigger.head, *subjects) for o in tree.obliques(h)] if subjects else []
    others = [o for o in beside if o not in skip and tree.marked(o, company)]
    more = roles.role(others, found.function or "", owners=False) if others else NOBODY
    if not more.who:
        return found
    return Role(distinct((*found.who, *more.who)), (*found.tokens, *more.tokens), found.function)


def _nearer(roles: Roles, trigger: Trigger, found: Role, taken: Iterable[int]) -> Role:
    """Who stands, further off, behind a preposition that goes before the one that is filled ("gave
    tonnes of drugs to the ministry, for use in hospitals")."""
    grammar, places, skip = roles.scene.grammar, trigger.expression.recipient, set(taken)
    if not found or found.function not in places or not is_preposition(found.function):
        return found
    for place in places[: places.index(found.function)]:
        if place in grammar.toward:
            far = nested(roles.scene, trigger, place, roles.deeds)
            role = roles.role([t for t in far if t not in skip], place, owners=False)
            if role and max(role.tokens) < min(found.tokens):
                return role
    return found


def _reached(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """A recipient that is further off than the places its expression names."""
    skip, grammar = set(taken), roles.scene.grammar
    places = [f for f in trigger.expression.recipient if is_preposition(f)]
    for place in places:
        far = nested(roles.scene, trigger, place, roles.deeds) if place in grammar.toward else ()
        role = roles.role([t for t in far if t not in skip], place)
        if role:
            return role
    if roles.event == "ACCUSE":
        return NOBODY
    if any(f in grammar.between for f in places):
        role = roles.role(among(roles.scene, trigger), "between", owners=False)
        if role:
            return role
    tokens = told_in(roles.scene, trigger.nouns, [f for f in places if f in grammar.content])
    return roles.role([t for t in tokens if t not in skip], "told")


def _of_body(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """The body in which a measure is stopped ("In the Security Council, Russia blocked …")."""
    tree, skip = roles.tree, set(taken)
    where = [o for o in tree.obliques(trigger.head) if tree.marked(o, roles.scene.grammar.place)]
    bodies = [
        o
        for o in where
        if o not in skip and any(m.kind == BODY for m in roles.scene.mentions.headed(o))
    ]
    return roles.role(bodies, "place", owners=False)


def _compounded(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """The party that makes one word with the noun of the deed, where what it is done to stands so
    (レバノン訪問へ, ロシア非難を決議)."""
    tree, skip = roles.tree, set(taken)
    if trigger.kind != "verb":
        return NOBODY
    nouns = [n for n in trigger.nouns if roles.names_deed(trigger.act, n)]
    if not tree.with_rel(trigger.head, "aux", "obj") and not nouns:
        nouns = [trigger.head]
    words = [w for n in nouns for w in tree.with_rel(n, "compound") if w not in skip]
    words = [w for w in words if any(m.kind != PLACE for m in roles.scene.mentions.headed(w))]
    return roles.role(words, "compound", owners=False)


def _meant_for(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """Whom the help is for that a noun beside it says (Xへの支援として1億ユーロを拠出した)."""
    tree, skip = roles.tree, set(taken)
    marks = [f for f in trigger.expression.recipient if is_preposition(f)]
    if trigger.kind != "verb" or roles.event != "AID" or not marks:
        return NOBODY
    beside = tree.with_rel(trigger.head, "obl")
    tokens = [c for o in beside for c in tree.with_rel(o, "nmod") if tree.marked(c, marks)]
    return roles.role([t for t in tokens if t not in skip], "told", owners=False)


def _of_demanded(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """Who does what is to end, of whom that is asked if nobody else is (米国による制裁の解除を
    求めた)."""
    tree, skip = roles.tree, set(taken)
    if roles.event != "REQUEST" or trigger.kind != "verb":
        return NOBODY
    within = [c for n in trigger.nouns for c in tree.with_rel(n, "nmod")]
    within += [c for n in within for c in tree.with_rel(n, "nmod")]
    doers = [n for n in within if n not in skip and tree.marked(n, roles.scene.grammar.agent)]
    return roles.role(doers, "by", owners=False)


def _nobody_known(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """The nouns that stand where the recipient is, of which nothing is known."""
    skip = {*taken, *trigger.tokens, *trigger.nouns}
    for function in trigger.expression.recipient:
        if function in _LOOSE and function != "complement":
            continue
        grammar = roles.scene.grammar
        if roles.event in _WHERE and function in grammar.place:
            continue
        if (
            roles.event != "ASSAULT"
            and function in grammar.place
            and (function not in grammar.content)
        ):
            continue  # a town that nobody knows only says where it was
        own = skip
        if is_preposition(function):  # "filed a suit against Doe", which the expression wants
            own = {*taken, trigger.head, *roles.tree.objects(trigger.head)}
        nouns = [t for t in roles.tokens(trigger, function)
                 if t not in own and _may_be_party(roles.scene, t)]  # fmt: skip
        if roles.event == "ASSAULT" and function in roles.scene.grammar.place:
            # "in a new offensive"
            nouns = [t for t in nouns if t not in roles.deeds]
        if function == "complement":
            nouns = [t for t in nouns if roles.tree.sentence.upos[t] == "PROPN"]
        if nouns:
            return Role(function=function, unknown=tuple(nouns))
    return _named_far(roles, trigger, skip)


def _named_far(roles: Roles, trigger: Trigger, skip: set[int]) -> Role:
    """A name of which nothing is known that the parser hangs on a noun between ("filed a lawsuit
    in the High Court of Nairobi against Doe")."""
    for function in filter(is_preposition, trigger.expression.recipient):
        if function in roles.scene.grammar.toward:
            far = nested(roles.scene, trigger, function, roles.deeds)
            names = [t for t in far if t not in skip and roles.tree.sentence.upos[t] == "PROPN"]
            if names:
                return Role(function=function, unknown=tuple(names))
    return NOBODY


def _may_be_party(scene: Scene, token: int) -> bool:
    upos = scene.tree.sentence.upos[token]
    return upos in ("NOUN", "PROPN", "NUM", "SYM") and not scene.grammar.chaining


def within_content(roles: Roles, trigger: Trigger, actor: Role) -> Role:
    """To whom it is done, told with the verb of what is promised or demanded, which is no act
    (장비를 한국에 공급하기로 약속했다)."""
    tree = roles.tree
    marks = [f for f in trigger.expression.recipient if is_preposition(f)]
    clauses = [c for c in tree.complements(trigger.head) if c < trigger.head]
    if not marks or trigger.kind != "verb":
        return NOBODY
    tokens = [o for c in clauses for o in tree.obliques(c) if tree.marked(o, marks)]
    role = roles.role(tokens, "content", owners=False)
    keys = {p.key for p in actor.who}
    return role if not any(p.key in keys for p in role.who) else NOBODY


def _has_ground(roles: Roles, trigger: Trigger) -> bool:
    """Whether a clause says for what a measure against somebody is (…したとして断交した)."""
    tree, alleged = roles.tree, roles.scene.grammar.alleged
    return roles.event == "SANCTION" and any(
        tree.says(m, alleged)
        for c in tree.with_rel(trigger.head, "ccomp")
        for m in tree.with_rel(c, "mark")
    )


def _blamed(roles: Roles, trigger: Trigger, taken: Iterable[int]) -> Role:
    """Who did what somebody complains of in a clause ("criticised that Moscow had …")."""
    tree, skip = roles.tree, set(taken)
    clauses = [c for c in tree.complements(trigger.head) if tree.base[c] == "ccomp"]
    if not roles.scene.grammar.chaining:  # "opened an inquiry into claims that …"
        about = [o for o in tree.obliques(trigger.head)
                 if tree.marked(o, trigger.expression.recipient)]  # fmt: skip
        told = [*about, *(n for noun in trigger.nouns for n in (noun, *tree.obliques(noun)))]
        clauses += [c for n in told for c in tree.with_rel(n, "acl", "ccomp")
                    if (tree.sentence.deprels[c] != "acl:relcl" or tree.with_rel(c, "mark"))
                    and tree.own_subjects(c)
                    and not tree.is_passive(c)]  # fmt: skip
    doers = [s for c in clauses for s in tree.agents(c) if s not in skip]
    if not doers and roles.scene.grammar.chaining:
        # the subject may stand with what it is done for (利益を得るために占領していると非難)
        doers = [
            s
            for c in clauses
            for before in tree.with_rel(c, "advcl")
            for s in tree.own_subjects(before)
            if any(tree.says(m, roles.scene.grammar.infinitive)
                   for m in tree.with_rel(before, "mark"))
        ]  # fmt: skip
    if not doers and roles.scene.grammar.chaining and roles.event == "ACCUSE":
        # 米国の干渉だと糾弾した
        said = [c for c in clauses if tree.sentence.upos[c] == "NOUN"]
        doers = [o for c in said for o in tree.owners(c) if o not in skip]
    if not doers and roles.scene.grammar.chaining and roles.event == "SUPPORT":
        # the subject may stand with a clause within (X가 잘하는 사람이라고 칭찬했다)
        within = (t for c in clauses for t in tree.subtree(c))
        doers = [t for t in within if tree.base[t] == "nsubj" and t not in skip][:1]
    if not doers:
        doers = [o for c in clauses if cannot(roles, c) for o in tree.with_rel(c, "obj")]
        if doers:  # what the speaker says that he cannot accept
            return roles.role([o for o in doers if o not in skip], "object")
    role = roles.role(doers, "complement", owners=False) if doers else NOBODY
    if not role:  # the decision that the parser takes for the subject of what was decided
        deeds = roles.scene.grammar.deeds
        doers = [d for d in doers if roles.scene.sentence.lemmas[d] in deeds]
        role = roles.role(doers, "complement")
    return role


def cannot(roles: Roles, clause: int) -> bool:
    """Whether a clause without a subject says what the speaker cannot do (받아들일 수 없다며)."""
    tree, grammar = roles.tree, roles.scene.grammar
    return (
        bool(grammar.chaining)
        and not tree.own_subjects(clause)
        and any(tree.says(a, grammar.unable) for a in tree.with_rel(clause, "aux"))
        and is_negated(roles.scene, clause)
    )


def _toward(roles: Roles, trigger: Trigger) -> Role:
    """The country that a word of the act, or one before its noun, is directed at (訪米,
    대북 제재)."""
    nouns = (*trigger.tokens, *trigger.nouns)
    owners = [o for noun in nouns for o in roles.tree.owners(noun)]  # 対中半導体装置の輸出
    near = [a for noun in (*nouns, *owners) for a in roles.tree.attributes(noun)]
    for token in dict.fromkeys((*nouns, *near)):
        who = directed_at(roles.scene, token)
        if who:
            return Role(who, (token,), "toward")
    return NOBODY


def _behind_doer(roles: Roles, trigger: Trigger, actor: Role) -> Role:
    """The recipient behind a doer that stands between ("the visit by X to Kabul")."""
    if actor.function != "by":
        return NOBODY
    for function in filter(is_preposition, trigger.expression.recipient):
        for doer in actor.tokens:
            there = [c for c in roles.tree.obliques(doer) if roles.tree.marked(c, (function,))]
            role = roles.role(there, function)
            if role:
                return role
    return NOBODY


def _suffered(roles: Roles, trigger: Trigger) -> Role:
    """The subject of a verb by which an act noun befalls it ("drew criticism")."""
    tree, head = roles.tree, trigger.head
    verb = tree.head(head)
    if roles.event == _GIVING_WAY:
        return NOBODY  # what follows on a truce (停戦を受け)
    if roles.scene.sentence.lemmas[verb] in roles.scene.grammar.suffering and (
        head in tree.objects(verb) or head in tree.obliques(verb)
    ):
        return roles.role(tree.agents(verb), "subject")
    return NOBODY


def partners_of(roles: Roles, trigger: Trigger) -> Role:
    """Who else does it together with the subject ("Japan, along with the United States")."""
    tree, grammar = roles.tree, roles.scene.grammar
    for holder in (trigger.head, *tree.agents(trigger.head), *trigger.nouns):
        for child in tree.obliques(holder):
            if tree.marked(child, grammar.together):
                role = roles.role([child], TOGETHER, owners=False)
                if role and not roles.is_audience(role):
                    return role
    return NOBODY
