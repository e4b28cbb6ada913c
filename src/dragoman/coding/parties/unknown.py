"""Parties of whom nothing is known but the words that stand in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, GROUP, PERSON, PLACE
from dragoman.coding.acts.finding import Finding
from dragoman.coding.parties.participants import distinct
from dragoman.coding.parties.places import Places
from dragoman.coding.parties.reasons import is_guessed
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.model import Participant

_CLAUSES = frozenset({"acl", "advcl", "appos", "parataxis", "punct", "conj", "cc", "case"})
"""What is left out of the words that name somebody unknown."""
_TOWARD_LANDS = frozenset({"AID", "AGREE", "MOBILIZE", "RETREAT", "CONCEDE", "SANCTION", "COERCE"})
"""Types of deeds that are done to a country if they are done for something there."""
_SAID = frozenset({"AGREE"})
BOYCOTT = "boycott"
_THREATENED = "THREATEN"
THING = "a thing, no party"
"""Why somebody is none: what is condemned or stormed, which a trace tells and a report leaves
out."""
GROUND = "on whose ground or for which it is done"
_PARTIES = frozenset({BODY, COUNTRY, GROUP, PLACE})
_LANDS = frozenset({CAPITAL, COUNTRY, PLACE})
_DEEPEST = 8
_TOWARD_THINGS = frozenset({"ACCUSE", "PROTEST", "REJECT", "SUPPORT"})
"""Types of what is said or done about a thing ("boycotted the vote")."""
_STRIKING = frozenset({"ASSAULT", "COERCE"})
"""Types of what is done to a thing by force ("stormed a camp")."""


def with_unknown(
    scene: Scene,
    finding: Finding,
    actors: tuple[Participant, ...],
    recipients: tuple[Participant, ...],
    dates: Sequence[tuple[int, int]],
    places: Places,
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Actors and recipients with those of whom only the words are known, where nobody known stands
    in their place: a name, a noun, or the thing itself that is rejected or praised. `dates` are the
    stretches of the sentence's text that name days."""
    if scene.grammar.chaining:
        return actors, recipients
    if not actors and finding.actor.unknown:
        actors = _by_words(scene, finding.actor.unknown, recipients, dates)
    if recipients or finding.act.recipient == "none":
        return actors, recipients
    mutual = finding.act.mutual and finding.joint
    role = finding.recipient
    land = _land(scene, finding, actors) if finding.act.event in _TOWARD_LANDS else ()
    if land and not mutual:
        return actors, land
    tokens = role.unknown or (() if mutual or role.who else role.tokens)
    if finding.act.event == "PROTEST" and role.function in scene.grammar.place:
        tokens = ()  # where they march is not whom they march against
    if tokens and finding.act.event == "ASSAULT" and _only_says_where(scene, role.function):
        taken = _thing(scene, finding) if _is_about_things(finding) else ()
        tokens = (
            tokens
            if any(_is_place(scene, t, actors, places) for t in tokens)
            else (taken or tokens)
        )
    if not tokens and not mutual and _is_about_things(finding):
        tokens = _thing(scene, finding)
    own = {p.code for p in actors}
    cities = tuple(p for p in _cities(scene, finding, places, tokens) if p.code not in own)
    things = () if mutual else _said_of(scene, finding)
    others = cities or _by_words(scene, tokens, actors, dates, things)
    if mutual:
        return (*actors, *others), recipients
    if not others:
        ground = _ground(scene, finding, actors, places)
        others = _by_words(scene, ground, actors, dates)
        around = {o for h in (finding.core.head, finding.head) for o in scene.tree.obliques(h)}
        if around.isdisjoint(ground):  # of the thing, not only where the deed is done
            others = tuple(replace(p, why=f"{p.why}; {GROUND}") for p in others)
    return actors, others


def _only_says_where(scene: Scene, function: str) -> bool:
    """Whether a preposition is one of places and of nothing that is done to somebody ("captured two
    towns in a new advance")."""
    grammar = scene.grammar
    return function in grammar.place and function not in (*grammar.content, *grammar.toward)


def _said_of(scene: Scene, finding: Finding) -> Sequence[int]:
    """The nouns in the recipient's place that are no names and yet what it is done to or said of:
    objects, and what is looked into or protested against."""
    act, role, tree = finding.act, finding.recipient, scene.tree
    found: list[int] = []
    verbs = dict.fromkeys(t.head for t in (finding.core, finding.outer) if t.kind == "verb")
    for verb in verbs:
        if act.event in _TOWARD_THINGS:
            found += tree.objects(verb)
        elif act.event in _STRIKING:
            found += [
                o
                for o in tree.objects(verb)
                if scene.sentence.upos[o] == "NOUN" and not scene.passes_through(o)
            ]
    if "investigate" in act.modes or (
        act.event == "PROTEST" and role.function in scene.grammar.toward
    ):
        found += role.unknown
    return found


def _by_words(
    scene: Scene,
    tokens: Sequence[int],
    known: Sequence[Participant],
    dates: Sequence[tuple[int, int]],
    things: Sequence[int] = (),
) -> tuple[Participant, ...]:
    """Participants of whom nothing is known but the words: names, nouns with a name in them, and
    `things` whatever they are (`THING` if they have none); no dates, and nobody who is known to be
    the other side."""
    if not tokens:
        return ()
    tree = scene.tree
    taken = [p.span for p in known if p.span is not None]
    found = []
    for token in dict.fromkeys(one for t in tokens for one in tree.conjuncts(t)):
        if _within(tree, token, dates) or scene.sentence.upos[token] == "PRON":
            continue
        first, last = _words_of(tree, token, dates)
        if is_one_another(scene, token) or tree.says(token, scene.grammar.place):
            continue  # "around the square": a noun that only says where
        party = _names(scene, first, last) or _is_counted(scene, token)
        if not (token in things or party):
            continue
        span = scene.sentence.span(first, last)
        if any(span.start < one.end and one.start < span.end for one in taken):
            continue
        text = scene.sentence.text[tree.offsets[first][0] : tree.offsets[last][1]]
        why = f"'{text}': {'nobody who is known' if party else THING}"
        found.append(Participant(None, None, text, span, why=why))
    return tuple(found)


def is_one_another(scene: Scene, token: int) -> bool:
    """Whether the words from a token on are a pronoun for each other (satu sama lain)."""
    words = scene.tree.lower[token : token + _DEEPEST]
    return any(
        words[: len(one)] == one for one in map(str.split, scene.grammar.pronouns.reciprocal)
    )


def _is_counted(scene: Scene, token: int) -> bool:
    """Whether a number in words stands for people spoken of before ("jail terms for all three")."""
    numerals = scene.grammar.sides.numerals
    return scene.sentence.upos[token] == "NUM" and scene.tree.lower[token] in numerals


def _names(scene: Scene, first: int, last: int) -> bool:
    """Whether a proper name stands in the words: an idea or an understanding is no party."""
    return any(
        scene.sentence.upos[t] == "PROPN" and scene.sentence.forms[t][:1].isupper()
        for t in range(first, last + 1)
    )


def _land(scene: Scene, finding: Finding, actors: Sequence[Participant]) -> tuple[Participant, ...]:
    """The other country for whose sake, in which or to which the words of the act say that it
    is done ("gave money to promote schooling in Niger"); not where it is said to be done."""
    tree, grammar = scene.tree, scene.grammar
    own = {p.code for p in actors}
    if len(own) > 1:
        return ()
    for depth, level in enumerate(_levels(scene, finding)):
        found: list[Participant] = []
        for holder in level:
            placed = [n for n in tree.obliques(holder)
                      if tree.marked(n, (*grammar.place, *grammar.content))]  # fmt: skip
            own_words = not depth and holder in finding.core.nouns
            helped = [] if own_words else tree.with_rel(holder, "obj", "iobj")
            toward = [n for n in placed if tree.marked(n, grammar.toward)]
            whose = [*toward, *(h for h in helped if depth)]
            owners = [o for n in whose if not scene.mentions.headed(n) for o in tree.owners(n)]
            for noun in (*placed, *helped, *owners):
                found += [p for one in tree.conjuncts(noun) for p in _others(scene, one, own)]
        if found:
            return distinct(found)
    return ()


def _levels(scene: Scene, finding: Finding) -> Iterator[list[int]]:
    """What the words of an act lead to, level by level."""
    head = finding.core.head
    behind = [c for o in scene.tree.obliques(head) for c in _aims(scene, o)]
    said = [scene.tree.head(t) for t in finding.core.tokens if scene.tree.base[t] == "case"]
    own = (*finding.core.nouns, *finding.recipient.unknown, *said)
    marks = [f for f in finding.core.expression.recipient if f in scene.grammar.content]
    level = list(dict.fromkeys((*own, *_followed(scene, head, marks), *behind)))
    seen = {head, finding.head}
    for _ in range(_DEEPEST):
        yield level
        seen.update(level)
        level = [n for holder in level for n in _followed(scene, holder, marks) if n not in seen]


def _ground(
    scene: Scene, finding: Finding, actors: Sequence[Participant], places: Places
) -> tuple[int, ...]:
    """The place at home or of no known country for which or on whose ground it is done, where no
    party is named ("set up a clinic in Mumbai"); of promises not where they are made."""
    tree = scene.tree
    if finding.act.event not in _TOWARD_LANDS or len({p.code for p in actors}) > 1:
        return ()
    own = [] if finding.act.event in _SAID else [finding.core.head, finding.head]
    for level in (own, *_levels(scene, finding)):
        for holder in level:
            placed = [
                n
                for n in tree.obliques(holder)
                if tree.marked(n, scene.grammar.place) and _is_place(scene, n, actors, places)
            ]
            if placed:
                return tuple(placed)
    return ()


def _is_place(scene: Scene, noun: int, actors: Sequence[Participant], places: Places) -> bool:
    """Whether a noun is a place by its name or by one before it ("the Deraa countryside"), or a
    part of one ("parts of Kashmir")."""
    tree = scene.tree
    if scene.passes_through(noun):
        return any(_is_place(scene, one, actors, places) for one in tree.owners(noun))
    own = {p.code for p in actors if not is_guessed(p)}
    for one in (noun, *tree.with_rel(noun, "compound", "nmod")):
        mentions = scene.mentions.headed(one)
        if one != noun and (tree.cases(one) or scene.mentions.headed(noun)):
            continue
        if scene.sentence.upos[one] != "PROPN":
            continue
        if not mentions and (one == noun or places.city(scene, one) is not None):
            return True
        if any(m.kind in _LANDS and m.participants[0].code in (None, *own) for m in mentions):
            return True
    return False


def _others(scene: Scene, noun: int, own: Collection[str | None]) -> list[Participant]:
    """The states and their people that a noun names, of other countries than those who act."""
    why = "where or for whose sake it is done"
    return [
        replace(p, sector=None if m.kind in (COUNTRY, PLACE) else p.sector, why=f"{p.why}; {why}")
        for m in scene.mentions.headed(noun)
        if m.kind in _PARTIES
        or (m.agent is not None and not m.agent.person)
        or (m.agent is not None and m.kind != PERSON)
        for p in m.participants
        if p.code and p.code not in own
    ]


def _aims(scene: Scene, noun: int) -> list[int]:
    """The infinitives that the parser hangs on a noun beside a predicate ("gave $5 million this
    year to feed …")."""
    tree = scene.tree
    return [
        c
        for c in tree.with_rel(noun, "acl")
        if any(tree.says(m, scene.grammar.infinitive) for m in tree.with_rel(c, "mark"))
    ]


def _followed(scene: Scene, holder: int, marks: Sequence[str]) -> list[int]:
    """What an act's word leads to: objects, infinitives, what it is for, and what stands behind the
    prepositions of its recipient."""
    tree, grammar = scene.tree, scene.grammar
    found = [*tree.with_rel(holder, "obj", "xcomp")]
    for clause in tree.with_rel(holder, "advcl", "acl"):
        if not tree.own_subjects(clause) and (
            tree.base[clause] == "acl"
            or any(tree.says(m, grammar.infinitive) for m in tree.with_rel(clause, "mark"))
        ):
            found.append(clause)
    aims = (*grammar.owner, *(set(grammar.blame) - set(grammar.place)), *grammar.together,
            *grammar.agent, *marks)  # fmt: skip
    found += [o for o in tree.obliques(holder) if tree.marked(o, aims)]
    return found


def _cities(
    scene: Scene, finding: Finding, places: Places, tokens: Sequence[int]
) -> tuple[Participant, ...]:
    """The states of the cities that stand in the recipient's place, where places do."""
    act, function = finding.act, finding.recipient.function
    taken = not act.modes or "heavy-weapons" in act.modes
    if act.event == _THREATENED and set(tokens) <= set(finding.recipient.unknown):
        struck = [places.city(scene, t) for t in tokens]
        return tuple(one for one in struck if one is not None)
    if act.event not in _TOWARD_LANDS | {"ASSAULT"} or not (
        function in scene.grammar.place or (act.event == "ASSAULT" and taken)
    ):
        return ()
    found = [places.city(scene, one) for t in tokens for one in scene.tree.conjuncts(t)]
    return tuple(one for one in found if one is not None)


def _is_about_things(finding: Finding) -> bool:
    """Whether the object that an expression names is what is rejected, praised, boycotted or
    struck, not the means ("filed a lawsuit")."""
    act = finding.act
    if finding.composed:
        return False
    struck = act.event in _STRIKING and "object" in finding.core.expression.recipient
    return struck or act.event in ("REJECT", "SUPPORT") or BOYCOTT in act.modes


def _thing(scene: Scene, finding: Finding) -> tuple[int, ...]:
    """The object that an expression names and that a full verb is about."""
    core = finding.core
    if core.kind != "verb" or scene.lemmas[core.head] in scene.grammar.light:
        return ()
    return tuple(o for o in scene.tree.objects(core.head) if o in core.nouns)


def _within(tree: Tree, token: int, stretches: Sequence[tuple[int, int]]) -> bool:
    left, right = tree.offsets[token]
    return any(left < end and start < right for start, end in stretches)


def _words_of(tree: Tree, token: int, but: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A noun with what stands with it, without clauses and certain stretches."""
    first = last = token
    for child in tree.children[token]:
        if tree.base[child] in _CLAUSES or _within(tree, child, but):
            continue
        inner = tree.subtree(child)
        first, last = min(first, inner[0]), max(last, inner[-1])
    return first, last
