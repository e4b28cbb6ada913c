"""What is announced, refused or demanded of others by tense and modal verbs alone.

PLOVER has types for what is still to come: cooperation to come is AGREE (or CONCEDE), hostility
that its actor announces THREATEN, what somebody says not to do REJECT, and what somebody says that
another must do REQUEST. Only what no type expresses stays an auxiliary mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import NOBODY, Role
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.saying.attribution import saying_of
from dragoman.coding.saying.modality import (
    has_auxiliary,
    is_conditional,
    is_impossible,
    is_marked_unsure,
    is_negated,
    modes_of,
    told_by,
)
from dragoman.coding.scene import Scene
from dragoman.languages.expressions import Expression
from dragoman.model import FUTURE, HEADLINE, HYPOTHETICAL, NEGATION, Participant, Step
from dragoman.ontology import Ontology, Row

_MATERIAL = (2, 4)
"""PLOVER's quads of deeds: material cooperation and material conflict."""

ANNOUNCE = "announce"
INVITE = "invite"
PLAN, REFUSE, THREATEN, CALL_ON, ACCEPT = "plan", "refuse", "threaten", "call_on", "accept"
"""Operators without words of their own, by which the composition table says what comes out."""


_ACCEPTING = frozenset(
    {"accept", "accept_proposal", "accept_peace_plan", "accept_invitation", "accept_mediation",
     "accede_to_demands"}
)  # fmt: skip
"""Acts that, denied, are no less than a refusal ("did not accept the invitation")."""
_PERMITTING = frozenset(
    {"admit_inspectors", "admit_peacekeepers", "allow", "allow_humanitarian_access", "let_in"}
)
"""Acts that, denied by whom they are up to, are one as well ("did not let them in")."""

INQUIRY = "investigate"
"""Mode of what is no threat when it is announced ("will look into the deaths")."""

_OF_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Types of what is done by speaking."""
_SPOKEN = frozenset({"apologise"})
_WORD_GIVEN = frozenset({"AGREE", "THREATEN"})
_FORETOLD = frozenset({"REJECT", "THREATEN"})
"""Types that a speaker does by saying them of another one ("X would pay", "X is not welcome")."""
_OF_ALL = frozenset({None, "GOV"})
"""What sectors a whole state speaks or acts by."""

_NO_THREATS = frozenset({"THREATEN", "MOBILIZE", "REQUEST", "ACCUSE"})
"""Types that announced are no (further) threat: who says that forces will move threatens nobody
with their use (PLOVER counts moving forces as MOBILIZE), nor does who will ask for something."""
_NO_DEEDS = frozenset({"THREATEN", "REJECT", "REQUEST"})
"""Types of words that hold out nothing by being possible."""
_HELD_BACK = frozenset({"MOBILIZE", "ACCUSE"})
"""Of these, the types that are a threat all the same where they depend on what others do."""

_TO_COME = frozenset({"AGREE", "CONCEDE"})
"""Types of what somebody plans to do for others, or to let them have."""
_GIVING = frozenset({"AID", "COOPERATE", "RETREAT"})
"""Types of deeds that one who names a condition offers for it."""
_OF_GOVERNMENT = frozenset({"GOV", "MIL", "COP", "SPY"})
_BESIDE_GOVERNMENT = frozenset({"LEG", "OPP", "PTY", "SOC", "LAB", "CVL", "REL", "EDU", "ELI"})


def _holds_negation(scene: Scene, finding: Finding) -> bool:
    """Whether the only negation is a word of the expression itself ("called it not lawful")."""
    tree, words = scene.tree, scene.grammar.negation.words
    if scene.grammar.chaining or not any(
        t > finding.head and tree.says(t, words) for t in finding.outer.tokens
    ):
        return False
    return not any(c < finding.head and tree.says(c, words) for c in tree.children[finding.head])


def as_announced(
    scene: Scene,
    finding: Finding,
    ontology: Ontology,
    speakers: Sequence[Participant],
    *,
    reported: bool,
    bare: bool = False,
) -> tuple[Finding, set[str]]:
    """The finding with what tense and modality make of it, and its auxiliary modes.

    `speakers`: who says it; `reported`: whether it stands in somebody's words. `bare`: there will
    be no auxiliary modes (a relation has none), so hostility to come is a threat whoever says it.
    """
    grammar = scene.grammar
    head = told_by(scene, finding.head)
    nouns = finding.outer.nouns if head == finding.head else (finding.head, *finding.outer.nouns)
    auxiliary = modes_of(scene, head, nouns, reported=reported)
    if finding.outer.expression.negated or _holds_negation(scene, finding):
        auxiliary.discard(NEGATION)
    auxiliary |= finding.auxiliary
    act = finding.act
    if finding.outer.expression.negated and act.event == "REJECT":
        auxiliary.discard(FUTURE)  # "will not accept" is said now
    if act.event is None:
        return finding, auxiliary
    if act.event in _OF_WORDS and scene.tree.last_of_chain(finding.head) != finding.head:
        auxiliary -= {FUTURE, HYPOTHETICAL}  # "condemns X and will …": the words are said now
    if finding.over:
        auxiliary -= {FUTURE, HYPOTHETICAL}
    if _is_given(scene, finding, head) or _is_said_by_wishing(scene, finding, head):
        auxiliary.discard(HYPOTHETICAL)
    if _is_to_come(scene, finding, ontology):
        auxiliary.add(FUTURE)
    if _is_taken(finding) and FUTURE in auxiliary and (NEGATION in auxiliary or not finding.actor):
        finding = replace(finding, actor=finding.recipient, recipient=finding.actor)
        if NEGATION not in auxiliary:
            return _made(ACCEPT, finding, ontology, auxiliary, {FUTURE})
    if act.event in _FORETOLD and speakers and _is_foretold(finding):
        return replace(finding, actor=Role(tuple(speakers), (), "speaker")), auxiliary - {
            FUTURE,
            HYPOTHETICAL,
        }
    announced = finding.composed and finding.outer.act == ANNOUNCE and bool(finding.actor)
    own = announced or _intends(scene, finding) or _is_own(finding.actor.who, speakers)
    friendly = ontology.quad(act.event) <= 2
    would = has_auxiliary(scene, head, grammar.reporting.future)
    if bare and would and not is_conditional(scene, head):
        auxiliary.add(FUTURE)
    unable = own and (
        has_auxiliary(scene, head, grammar.unable)
        or is_impossible(scene, head)
        or (bool(grammar.unable) and scene.sentence.deprels[head] == "acl")  # "there is no way to"
    )
    if NEGATION in auxiliary and (unable or ((FUTURE in auxiliary or would) and (friendly or own))):
        return _made(REFUSE, finding, ontology, auxiliary, {FUTURE, NEGATION, HYPOTHETICAL})
    planned = finding.composed and finding.outer.act == PLAN and finding.outer.kind == "noun"
    if NEGATION in auxiliary and planned and act.event in _TO_COME:  # "has no plan to talk"
        return _made(REFUSE, finding, ontology, auxiliary, {FUTURE, NEGATION, HYPOTHETICAL})
    obliging = bool(_obliging(scene, head))
    permits = act.id in _PERMITTING and bool(finding.actor)
    if NEGATION in auxiliary and (act.id in _ACCEPTING or permits):
        return _made(REFUSE, finding, ontology, auxiliary, {FUTURE, NEGATION, HYPOTHETICAL})
    theirs = own and not _of_one_power(finding.actor.who, speakers)
    if obliging and speakers and (theirs or not own) and NEGATION not in auxiliary:
        asked = replace(
            finding, actor=Role(tuple(speakers), (), "speaker"), recipient=finding.actor
        )
        made, left = _made(CALL_ON, asked, ontology, auxiliary, {HYPOTHETICAL, FUTURE})
        if made.act.event == "ACCUSE":  # called for against somebody: not against who is to do it
            called_on = {p.key for p in finding.actor.who}
            against = tuple(p for p in finding.recipient.who if p.key not in called_on)
            made = replace(made, recipient=replace(finding.recipient, who=against))
        return made, left
    if (
        obliging
        and own
        and not theirs
        and NEGATION not in auxiliary
        and _is_left_open(scene, finding, speakers)
    ):
        partner = finding.recipient if act.mutual else NOBODY
        asked = replace(finding, actor=Role(tuple(speakers), (), "speaker"), recipient=partner)
        return _made(CALL_ON, asked, ontology, auxiliary, {HYPOTHETICAL, FUTURE})
    if act.event == "REQUEST" and would and _is_said_now(scene, finding):
        return finding, auxiliary - {FUTURE, HYPOTHETICAL}
    if own and not friendly and _is_held_out(scene, finding, head, auxiliary):
        return _made(THREATEN, finding, ontology, auxiliary, {HYPOTHETICAL, FUTURE})
    if FUTURE not in auxiliary:
        return finding, auxiliary
    conditional = is_conditional(scene, head)
    if conditional and own and act.event in _GIVING:
        made, left = _made(PLAN, finding, ontology, auxiliary, {FUTURE})
        return made, left | {HYPOTHETICAL}
    if conditional and (friendly or not (own or bare)):
        return finding, auxiliary - {FUTURE}
    if not friendly:
        auxiliary -= {HYPOTHETICAL} if conditional else set()
    if friendly and act.event != "AGREE":
        made, left = _made(PLAN, finding, ontology, auxiliary, {FUTURE})
        return made, left - {FUTURE} if made.act.event in _TO_COME else left
    held_back = conditional and act.event in _HELD_BACK  # "will send troops if …"
    hostile = act.event not in _NO_THREATS or held_back
    if not friendly and (own or bare) and hostile and INQUIRY not in act.modes:
        return _made(THREATEN, finding, ontology, auxiliary, {FUTURE})
    said = act.event == "AGREE" or (act.event == "THREATEN" and (own or not speakers))
    return finding, auxiliary - {FUTURE} if said else auxiliary


def _is_held_out(scene: Scene, finding: Finding, head: int, auxiliary: set[str]) -> bool:
    """Whether who speaks says that he may do it ("said it could impose sanctions")."""
    grammar, feats = scene.grammar, scene.sentence.feats[head]
    unsure = set(grammar.hypothetical.auxiliaries) - {
        *grammar.obliging,
        *grammar.reporting.future,
    }
    return (
        HYPOTHETICAL in auxiliary
        and NEGATION not in auxiliary
        and finding.act.event not in _NO_DEEDS
        and has_auxiliary(scene, head, tuple(unsure))
        and (bool(grammar.chaining) or scene.tree.is_passive(head) or "Tense=Past" not in feats)
    )


def _is_given(scene: Scene, finding: Finding, head: int) -> bool:
    """Whether a threat or promise was made, so that a condition is one of what is threatened or
    promised ("has threatened a strike if prices go up", "is ready to talk if …")."""
    feats, grammar = scene.sentence.feats[head], scene.grammar
    given = finding.act.event in _WORD_GIVEN or (
        finding.composed and finding.act.event == "CONCEDE"
    )
    if not given or not is_conditional(scene, head):
        return False
    untensed = "Tense=" not in feats and (not grammar.nonpast or finding.outer.kind == "noun")
    told = "Tense=Past" in feats or (untensed and not grammar.chaining)
    unsure = grammar.hypothetical.auxiliaries
    return told and not has_auxiliary(scene, head, unsure) and not is_marked_unsure(scene, head)


def _is_said_by_wishing(scene: Scene, finding: Finding, head: int) -> bool:
    """Whether somebody does by wishing it what is done in words (おわびしたい, 要請したい)."""
    spoken = finding.act.event in _OF_WORDS or finding.act.id in _SPOKEN
    return spoken and any(
        scene.tree.says(c, scene.grammar.wishing) for c in scene.tree.with_rel(head, "aux")
    )


def _intends(scene: Scene, finding: Finding) -> bool:
    """Whether an ending of will says what its subject means to do, who then is who says it, though
    the verb of saying has no subject of its own (반군이 공격하겠다고 선언했다)."""
    tree, head = scene.tree, finding.head
    told = bool(scene.grammar.chaining) and tree.base[head] == "ccomp" and bool(finding.actor)
    return (
        told
        and "Tense=Fut" in scene.sentence.feats[head]
        and bool(tree.own_subjects(head))
        and not tree.own_subjects(tree.head(head))
    )


def _is_foretold(finding: Finding) -> bool:
    """Whether it is told of whom it is done to ("X would pay a price"), or as what there will not
    be ("no talks"): who says so does it."""
    if finding.actor or finding.composed:
        return False
    expression = finding.outer.expression
    ruled_out = expression.negated and not expression.actor
    return ruled_out or finding.recipient.function == "subject"


def _is_taken(finding: Finding) -> bool:
    """Whether it is help told of whom it is for ("receives aid"): if that one will not take it, or
    will take it from nobody who is named, he says so and not the giver."""
    given = finding.act.event == "AID" and finding.recipient.function == "subject"
    return given and finding.core.kind == "verb"


def _obliging(scene: Scene, verb: int) -> list[int]:
    """The words by which a clause says what somebody has to do: auxiliaries, an ending of orders,
    or the verb whose infinitive it is ("needs to")."""
    tree, grammar = scene.tree, scene.grammar
    auxiliaries = [
        c
        for c in tree.children[verb]
        if tree.base[c] in ("aux", "advmod") and tree.says(c, grammar.obliging)
    ]
    return (
        auxiliaries
        or _ordering(scene, verb)
        or ([verb] if is_command(scene, verb) else [])
        or _governor(scene, verb)
    )


def is_command(scene: Scene, verb: int) -> bool:
    """Whether a quoted verb orders somebody to do it by its ending ("즉각 철수하라"고 말했다)."""
    ordered = bool(scene.grammar.ordering) and "Mood=Imp" in scene.sentence.feats[verb]
    return ordered and not scene.tree.with_rel(verb, "aux", "cop")


def _governor(scene: Scene, verb: int) -> list[int]:
    tree, grammar = scene.tree, scene.grammar
    above = tree.head(verb)
    if tree.base[verb] != "xcomp" or tree.lower[above] not in grammar.obliged_by:
        return []
    infinitive = any(tree.says(m, grammar.infinitive) for m in tree.with_rel(verb, "mark"))
    plain = not tree.with_rel(above, "obj", "aux") and not is_negated(scene, above)
    return [above] if infinitive and plain and tree.own_subjects(above) else []


def _ordering(scene: Scene, verb: int) -> list[int]:
    """The ending by which a clause says what somebody orders (…하라고 발표했다)."""
    tree, marks = scene.tree, scene.grammar.ordering
    if not marks or tree.base[verb] != "ccomp" or tree.with_rel(verb, "aux", "cop"):
        return []
    return [
        m
        for m in tree.with_rel(verb, "mark")
        if m == verb + 1 and tree.says(m, marks) and scene.sentence.upos[m] == "PART"
    ]


def _is_left_open(scene: Scene, finding: Finding, speakers: Sequence[Participant]) -> bool:
    """Whether a clause of what must be done names nobody who is to do it, where the speaker is only
    the subject of the verb of saying (A는 … 보상해야 한다고 주장했다): others are called on."""
    tree, head = scene.tree, told_by(scene, finding.head)
    return (
        bool(scene.grammar.chaining)
        and bool(speakers)
        and tree.base[head] == "ccomp"
        and not tree.own_subjects(head)
        and scene.sentence.lemmas[tree.head(head)] in scene.grammar.reporting.verbs
    )


def _is_said_now(scene: Scene, finding: Finding) -> bool:
    """Whether a speaker asks by saying so ("I would appeal to anyone who …")."""
    pronouns = scene.grammar.pronouns
    first_person = {*pronouns.speaker, *pronouns.speakers}
    return any(scene.tree.lower[t] in first_person for t in finding.actor.tokens)


def _is_own(actors: Sequence[Participant], speakers: Sequence[Participant]) -> bool:
    """Whether who speaks announces what is his own doing: his, or his government's. Others of whom
    only the story tells whose they are ("banks") are not meant."""
    return any(
        (a.entity is not None and a.entity == s.entity)
        or (
            a.code is not None
            and a.code == s.code
            and (
                a.sector == s.sector
                or a.sector in _OF_ALL
                or (s.sector in _OF_ALL and not is_guessed(a))
            )
        )
        for a in actors
        for s in speakers
    )


def _of_one_power(actors: Sequence[Participant], speakers: Sequence[Participant]) -> bool:
    """Whether who is to do something and who speaks of it are not only of one country, but neither
    a lawmaker or party member the one and the government the other."""
    sectors = [{p.sector for p in who} for who in (actors, speakers)]
    return not any(
        one <= _BESIDE_GOVERNMENT and other <= _OF_GOVERNMENT
        for one, other in (sectors, sectors[::-1])
    )


def _is_to_come(scene: Scene, finding: Finding, ontology: Ontology) -> bool:
    """Whether the plain non-past of a deed means that it is still to come, where the language has
    no future ("will lift" and "lifts" are one form in Japanese). What is done by saying it
    (condemn, demand) is done in that form; headlines tell the past in it."""
    tree, grammar = scene.tree, scene.grammar
    plain, verb = grammar.nonpast, finding.head
    if not plain or finding.outer.kind != "verb" or scene.sentence.role == HEADLINE:
        return False
    event = finding.act.event or ""
    deed = event == "CONSULT" or ontology.quad(event) in _MATERIAL
    # "does not accept" is said of what one will not do
    refused = event in ("AGREE", "CONCEDE", "SUPPORT") and is_negated(scene, verb)
    if not deed and not refused:
        return False
    if event == "SANCTION" and scene.sentence.lemmas[tree.head(verb)] in grammar.declaring:
        return False
    said = tree.base[verb] != "ccomp" or scene.sentence.lemmas[tree.head(verb)] in (
        grammar.reporting.verbs
    )
    if grammar.chaining and not said:
        return False  # what is done by it, not said ("avenged itself by firing")
    feats = scene.sentence.feats[verb]
    ends_alike = tree.lower[verb][-1:] == scene.sentence.lemmas[verb][-1:]
    if tree.is_root(verb) and not tree.with_rel(verb, "aux") and not ends_alike:
        return False  # a headline that breaks off (40명 숨져)
    if "VerbForm" not in feats or "Tense=" in feats or tree.base[verb] not in ("root", "ccomp"):
        return False
    auxiliaries = tree.with_rel(verb, "aux", "cop")
    form, lemma = tree.lower[verb], scene.sentence.lemmas[verb]
    if not auxiliaries and form != lemma and form in lemma:
        return False  # the bare noun of a headline (…を解放)
    return all(tree.says(c, plain) for c in auxiliaries)


def _made(
    operator: str,
    finding: Finding,
    ontology: Ontology,
    auxiliary: set[str],
    said: set[str],
) -> tuple[Finding, set[str]]:
    """The act that the operator makes of it; `said` are the modes that it then expresses."""
    row: Row = ontology.compose(operator, finding.act)
    if row.act is None or row.drop:
        return finding, auxiliary
    made = ontology.acts[row.act]
    step = Step(
        "composition", f"{operator} + {finding.act.id} → {made.id}", f"{row.file}:{row.line}"
    )
    if made.id == INVITE and finding.core.expression.recipient == ("subject",):
        # whoever is to be the host of a visit is who offers it
        finding = replace(finding, actor=finding.recipient, recipient=finding.actor)
    changed = replace(
        finding,
        act=made,
        steps=(*finding.steps, step),
        confidence=finding.confidence * row.confidence,
        composed=True,
    )
    return changed, (auxiliary - said) | set(row.auxiliary)


_OBLIGED = Expression(
    act=CALL_ON, kind="verb", words=(), object=frozenset(), subject=frozenset(), with_={},
    unless_object=frozenset(), unless_subject=frozenset(), unless_modifier=frozenset(),
    unless_particle=frozenset(), unless_with={}, modifier=frozenset(), negated=False,
    actor=("subject",), recipient=(), mutual=False, voice=None,
    confidence=0.7, source="grammar.yaml: obliging",
)  # fmt: skip
"""What "X says that Y must …" says, whatever Y is to do."""


def obliged(
    scene: Scene, cast: Cast, triggers: Sequence[Trigger], ontology: Ontology
) -> list[Finding]:
    """What somebody says that another one must do, where no expression is found in it: that other
    one is called on. Its actor is who is to do it, as with acts that stand under such a verb."""
    found: list[Finding] = []
    tree, taken = scene.tree, {t for trigger in triggers for t in trigger.tokens}
    ordered, governed = bool(scene.grammar.ordering), bool(scene.grammar.obliged_by)
    bearers = ("aux", "mark") if ordered or governed else ("aux",)
    for token in sorted({tree.head(c) for c, base in enumerate(tree.base) if base in bearers}):
        auxiliaries = _obliging(scene, token)
        if not auxiliaries or token in taken or is_negated(scene, token):
            continue
        if is_conditional(scene, token):
            continue
        if len(tree.with_rel(token, "aux")) > 1 and not scene.grammar.chaining:
            continue
        saying = saying_of(scene, token)
        bearer = auxiliaries[0] if auxiliaries[0] == tree.head(token) else token
        who = cast.of(tree.own_subjects(bearer), owners=False)
        speakers = cast.of(saying.speakers) if saying is not None else ()
        known = any(p.code or (p.sector and _ordering(scene, token)) for p in who)
        own = _is_own(who, speakers) and _of_one_power(who, speakers)
        if not known or not speakers or own:
            continue
        tokens = tuple(sorted((auxiliaries[0], token)))
        trigger = Trigger(_OBLIGED, token, tokens, (), 1.0, 0)
        span = scene.sentence.span(min(tokens), max(tokens))
        step = Step("act", f"'{tree.lower[auxiliaries[0]]}' → {CALL_ON}", _OBLIGED.source, span)
        found.append(
            Finding(
                act=ontology.acts[CALL_ON],
                head=token,
                tokens=tokens,
                core=trigger,
                outer=trigger,
                actor=Role(who, tuple(tree.own_subjects(bearer)), "subject"),
                recipient=NOBODY,
                auxiliary=frozenset(),
                confidence=_OBLIGED.confidence,
                steps=(step,),
            )
        )
    return found
