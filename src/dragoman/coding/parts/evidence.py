"""Who may have a part in an act, and what speaks for each of them.

The rules of grammar have already given the parts of actor and recipient to somebody or to nobody.
Their answer is one among others here: everybody else whom the sentence names and whom the story
spoke of before, and nobody. Kinds of evidence are written so that a trace can show them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.coding.acts.finding import Finding
from dragoman.coding.acts.roles import Role
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.memory import Memory, Told
from dragoman.coding.parties.named import named_in
from dragoman.coding.parties.participants import distinct
from dragoman.coding.parties.reasons import reason_of
from dragoman.coding.saying.modality import conditions
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.model import HEADLINE, Participant

ACTOR, RECIPIENT = "actor", "recipient"
RULED, OTHER, NOBODY = "ruled", "other", "nobody"
"""Whose an answer is: that of the rules, another, or that nobody has the part."""
_FARTHEST = 4
_BACK = 3
_MOST = 8
_GROUPS = {
    "a state": (None,),
    "the government": ("GOV", "LEG", "JUD", "SPY"),
    "police": ("COP",),
    "an army": ("MIL",),
    "opposition": ("OPP", "PTY"),
    "armed ones": ("REB", "PRM", "UAF", "PRE"),
    "somebody": ("UNK", "ELI"),
}
_GROUP = {sector: group for group, sectors in _GROUPS.items() for sector in sectors}
PEOPLE = "people"
_INSTEAD = {own: (f"instead={own}",) for own in (False, True)}
_ATTRIBUTES = frozenset({"nmod", "compound", "amod", "appos", "flat", "det"})
_KEPT = 20_000
Kinds = tuple[str, ...]
"""Kinds of evidence that come together, each once. Those for the same circumstances are written
only once and kept, and so is what they weigh."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An act in its sentence, with the sides that the rules gave it. `topic`: who the sentence
    before was about; `findings`: all acts of the sentence, `triggers`: all
    expressions of acts; `to_nobody`: whether what is refused would be done to nobody."""

    scene: Scene
    cast: Cast
    finding: Finding
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    speakers: tuple[Participant, ...]
    topic: tuple[Participant, ...]
    findings: tuple[Finding, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    to_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to who has a part: whose it is (`RULED`, `OTHER`, `NOBODY`), who, what speaks for
    and against it (each kind in one of the groups), and whether the sentence names him."""

    whose: str
    who: tuple[Participant, ...]
    grouped: tuple[Kinds, ...]
    named: bool = True

    @property
    def kinds(self) -> Kinds:
        """All that speaks for and against it."""
        return tuple(kind for group in self.grouped for kind in group)


@dataclass(frozen=True, slots=True)
class _Party:
    """Somebody who may have a part; `token` is the head of the words, None where the sentence does
    not name him, `back` how many sentences back he was last spoken of."""

    who: tuple[Participant, ...]
    token: int | None
    back: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that the rules gave in another act of the sentence: to whom (`keys`), and what that is
    evidence of for them."""

    keys: frozenset[tuple[str, str]]
    kinds: Kinds


class _Others:
    """Those with whom every party is compared."""

    __slots__ = ("codes", "keys", "name")

    def __init__(self, name: str, who: Sequence[Participant]) -> None:
        self.name = name
        self.keys = {p.key for p in who}
        self.codes = {p.code for p in who}


def group_of(one: Participant) -> str:
    """What kind of party somebody is."""
    return _GROUP.get(one.sector, PEOPLE)


class Evidence:
    """What speaks for whom in one setting, gathered once for both parts."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._sides = {ACTOR: setting.actors, RECIPIENT: setting.recipients}
        self._roles = {ACTOR: setting.finding.actor, RECIPIENT: setting.finding.recipient}
        memory = setting.cast.memory
        self._told = [t for t in memory.told if t.sentence < memory.sentence]
        named = (_Party(who, token) for token, who in named_in(setting.cast))
        self._parties = [*named, *self._spoken_before()]
        event = setting.finding.act.event
        self._others = [
            _Others(name, who)
            for name, who in (
                ("actor", setting.actors),
                ("recipient", setting.recipients),
                ("speaker", setting.speakers),
                ("topic", setting.topic),
                ("doer", memory.doer(event or "")),
            )
            if who
        ]
        self._elsewhere = list(_elsewhere(setting))
        self._spared = _spared(setting)
        self._kinds: dict[int, tuple[Kinds, ...]] = {}
        self._stories: dict[tuple[frozenset[str], str], Kinds] = {}

    def answers(self, part: str) -> list[Answer]:
        """The answers to who has a part, that of the rules first."""
        own = self._sides[part]
        others = self._sides[RECIPIENT if part == ACTOR else ACTOR]
        lands = {p.code for p in (*own, *others)}
        taken = {p.key for p in others}
        spans = {p.span for p in others}  # the same one, whatever country was found for him since
        held = {p.key for p in own}
        found = [Answer(NOBODY, (), self._for_nobody())]
        if own:
            found.insert(0, Answer(RULED, own, self._for_ruled(part, own)))
        mutual = self.setting.finding.act.mutual
        tree = self.setting.scene.tree
        other = self._roles[RECIPIENT if part == ACTOR else ACTOR]
        words = {c for t in other.tokens for c in tree.with_rel(t, "compound")}
        for place, party in enumerate(self._parties):
            if party.token in words:
                continue  # teachers in "teachers' union"
            keys = {p.key for p in party.who}
            if not keys.isdisjoint(taken) or keys <= held:
                continue
            if party.token is not None and not spans.isdisjoint([p.span for p in party.who]):
                continue
            if any(p.sector is None and p.code in lands for p in party.who):
                continue
            if part == RECIPIENT and party.token in self._spared:
                continue
            if mutual and not {p.code for p in party.who}.isdisjoint(p.code for p in own):
                continue
            who = distinct((*own, *party.who)) if mutual else party.who
            grouped = (*self._of_party(place), _INSTEAD[bool(own)])
            found.append(Answer(OTHER, who, grouped, party.token is not None))
        return found

    @property
    def named(self) -> tuple[Participant, ...]:
        """Everybody whom the sentence names."""
        return tuple(p for party in self._parties if party.token is not None for p in party.who)

    # --- the parties

    def _spoken_before(self) -> Iterator[_Party]:
        """Those of whom the story spoke before, the last first, but for those named here."""
        memory = self.setting.cast.memory
        named = {p.key for side in self._sides.values() for p in side}
        seen: set[tuple[str, str]] = set()
        spoken = [(back, one) for back, one in memory.spoken_before(_BACK)]
        spoken += [
            (min(memory.sentence - told.sentence, _BACK + 1), one)
            for told in reversed(self._told)
            for one in (*told.actors, *told.recipients)
            if one.code
        ]
        for back, one in spoken:
            if one.key in named or one.key in seen:
                continue
            seen.add(one.key)
            yield _Party((one,), None, back)
            if len(seen) == _MOST:
                return

    # --- what speaks for them

    def _for_nobody(self) -> tuple[Kinds, ...]:
        finding, scene = self.setting.finding, self.setting.scene
        act, sentence, chaining = finding.act, scene.sentence, bool(scene.grammar.chaining)
        actors, recipients = self.setting.actors, self.setting.recipients
        sides = f"{bool(actors)}/{bool(recipients)}"
        first = (actors[0].sector or "state") if actors else None
        marks = (
            act.mutual and "mutual",
            finding.composed and "composed",
            scene.tree.is_passive(finding.core.head) and "passive",
            sentence.role == HEADLINE and "in a headline",
        )
        own = {p.code for p in (*actors, *self.setting.speakers)}
        here = [party.who for party in self._parties if party.token is not None]
        others = sum(any(p.code not in own for p in who) for who in here)
        return (
            _of_nobody(
                act.event,
                act.recipient,
                finding.core.kind,
                tuple([mark for mark in marks if mark]),
                chaining,
            ),
            _of_this_act(act.event, act.id, sides, first, sentence.lang, chaining),
            _of_numbers(act.event, min(len(self._parties), 6), min(others, 4), min(len(here), 4)),
        )

    def _for_ruled(self, part: str, who: Sequence[Participant]) -> tuple[Kinds, ...]:
        act, role = self.setting.finding.act, self._roles[part]
        spans = {p.span for p in who}
        tree, lang = self.setting.scene.tree, self.setting.scene.sentence.lang
        ruled = _of_ruled(
            act.event,
            act.id,
            lang,
            len(who) > 1,
            role.function or "else",
            reason_of(who[0]),
            bool(role.unknown),
        )
        for place, party in enumerate(self._parties):
            if party.token is None or spans.isdisjoint([p.span for p in party.who]):
                continue
            stands = _of_standing(_stands(tree, role, party.token), act.event)
            return (ruled, *self._of_party(place), stands)
        unnamed = ("not named here", f"not named here in {act.event}")
        return (ruled, unnamed, self._of_sectors(who), self._of_story(who, "before"))

    def _of_party(self, place: int) -> tuple[Kinds, ...]:
        known = self._kinds.get(place)
        if known is None:
            party = self._parties[place]
            where = "here" if party.token is not None else "before"
            known = self._kinds[place] = (
                self._of_sectors(party.who),
                self._of_story(party.who, where),
                *self._of_acts(party.who),
                self._of_distance(party.back)
                if party.token is None
                else self._of_token(party.token),
            )
        return known

    def _of_sectors(self, who: Sequence[Participant]) -> Kinds:
        act, one = self.setting.finding.act, who[0]
        keys = {p.key for p in who}
        codes = {p.code for p in who if p.code}
        same, of_country = [], []
        for others in self._others:
            if not keys.isdisjoint(others.keys):
                same.append(others.name)
            elif not codes.isdisjoint(others.codes):
                of_country.append(others.name)
        beside = [
            (part, side[0].sector, side[0].code in codes)
            for part, side in self._sides.items()
            if side
        ]
        return _of_sector(
            act.event, act.id, one.sector, tuple(same), tuple(of_country), tuple(beside)
        )

    def _of_acts(self, who: Sequence[Participant]) -> tuple[Kinds, Kinds]:
        """What else a party does and suffers in the sentence, and did and suffered before."""
        keys, memory = {p.key for p in who}, self.setting.cast.memory
        event = self.setting.finding.act.event
        here = [part.kinds for part in self._elsewhere if not part.keys.isdisjoint(keys)]
        last: dict[str, Told] = {}
        times = 0
        for told in memory.told:
            for name, side in ((ACTOR, told.actor_keys), (RECIPIENT, told.recipient_keys)):
                if not side.isdisjoint(keys):
                    last[name] = told
                    times += told.sentence != memory.sentence
        lately = tuple(
            (name, told.event, told.sentence == memory.sentence) for name, told in last.items()
        )
        return _once(here), _of_last_acts(lately, min(times, 3), event)

    def _of_distance(self, back: int) -> Kinds:
        return (
            f"{back} sentences back",
            f"{back} sentences back in {self.setting.finding.act.event}",
            f"{back} sentences back in {self.setting.scene.sentence.lang}",
        )

    def _of_story(self, who: Sequence[Participant], where: str) -> Kinds:
        """What the sentences before and the story as a whole tell of a party's countries."""
        key = frozenset(p.code for p in who if p.code), where
        known = self._stories.get(key)
        if known is None:
            known = self._stories[key] = self._told_of(*key)
        return known

    def _told_of(self, codes: frozenset[str], where: str) -> Kinds:
        memory, event = self.setting.cast.memory, self.setting.finding.act.event
        actors = {p.code for p in self.setting.actors if p.code}
        recipients = {p.code for p in self.setting.recipients if p.code}
        seen = dict.fromkeys(_of_told(self._told, event, codes, actors, recipients))
        outlook = memory.outlook.evidence
        for code in codes:
            seen.update(dict.fromkeys(f"{k} in the story" for k in sorted(outlook.get(code, ()))))
        others = outlook.keys() - actors
        if codes and codes == others:
            seen["the only other state"] = None
        elif len(others) == 2 and codes & others:
            seen["of two other states"] = None
        if codes and codes.isdisjoint(actors):
            seen["another country"] = None
        return _of_tale(tuple(seen), where, event, tuple(_last_deeds(memory, codes)))

    def _of_token(self, token: int) -> Kinds:
        """How a party stands to the act in the tree."""
        finding, scene = self.setting.finding, self.setting.scene
        tree, core = scene.tree, finding.core.head
        kinds = sorted({str(m.kind) for m in scene.mentions.headed(token)})
        under = [
            part
            for part, role in self._roles.items()
            if any(token != t and tree.under(token, t) for t in role.tokens)
        ]
        attribute: tuple[bool, str | None] | None = None
        if tree.base[token] in _ATTRIBUTES:
            held = tree.head(token)
            of_act = held in finding.core.tokens or held in finding.core.nouns
            attribute = bool(scene.mentions.headed(held)), tree.base[token] if of_act else None
        return _of_place(
            finding.act.event,
            path(tree, core, token),
            _mark(tree, token),
            tuple(kinds or [scene.sentence.upos[token]]),
            token < core,
            tree.clause_head(token) == tree.clause_head(core),
            tuple(under),
            attribute,
        )


def _spared(setting: Setting) -> frozenset[int]:
    """To whom a condition of the act says that something is done, which is not done to them
    by it ("will strike unless the editor is freed")."""
    scene, tree = setting.scene, setting.scene.tree
    predicates = dict.fromkeys((setting.finding.head, setting.finding.core.head))

    def befalls(clause: int) -> bool:
        return tree.is_passive(clause) or any(
            t.head == clause and "subject" in t.expression.recipient for t in setting.triggers
        )

    return frozenset(
        token
        for predicate in predicates
        for clause in conditions(scene, predicate)
        for noun in (
            *tree.with_rel(clause, "obj"),
            *(tree.own_subjects(clause) if befalls(clause) else ()),
        )
        for token in tree.subtree(noun)
    )


def _elsewhere(setting: Setting) -> Iterator[_Part]:
    """The parts that the rules gave in the other acts of the sentence."""
    tree, core = setting.scene.tree, setting.finding.core.head
    event = setting.finding.act.event
    for other in setting.findings:
        if other.core.head == core and other.act.id == setting.finding.act.id:
            continue
        within = tree.under(other.head, core)
        for name, role in ((ACTOR, other.actor), (RECIPIENT, other.recipient)):
            if role.who:
                keys = frozenset(p.key for p in role.who)
                inside = f"{name} of an act within" if within else f"{name} beside"
                kinds = (
                    f"{name} of {other.act.event} here",
                    f"{name} of {other.act.event} here, in {event}",
                    inside,
                    f"{inside}, in {event}",
                    f"{inside}, {other.act.event} in {event}",
                )
                yield _Part(keys, kinds)


def _last_deeds(memory: Memory, codes: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """What those with these codes last did and last suffered, and whether in this sentence."""
    for verb in ("did", "suffered"):
        for one in reversed(memory.told):
            if not (one.did if verb == "did" else one.suffered).isdisjoint(codes):
                yield verb, one.event, one.sentence == memory.sentence
                break


def _of_told(
    told: Iterable[Told],
    event: str | None,
    codes: Collection[str],
    actors: Collection[str],
    recipients: Collection[str],
) -> Iterator[str]:
    """What those with these codes did and suffered before, also from and to the sides."""
    last: tuple[Collection[str], Collection[str]] = ((), ())
    for one in told:
        last = did, suffered = one.did, one.suffered
        same = one.event == event
        if not suffered.isdisjoint(codes):
            yield "suffered"
            if not did.isdisjoint(actors):
                yield "suffered from the actor"
                if same:
                    yield "suffered the same from the actor"
        if not did.isdisjoint(codes):
            yield "did something"
            if not suffered.isdisjoint(actors):
                yield "did something to the actor"
            if not did.isdisjoint(actors):
                yield "did something with the actor"
            if not suffered.isdisjoint(recipients):
                yield "did something to the recipient"
                if same:
                    yield "did the same to the recipient"
    if any(code in last[0] for code in codes):
        yield "did something last"
    if any(code in last[1] for code in codes):
        yield "suffered last"


def path(tree: Tree, start: int, end: int) -> str:
    """The relations up from a predicate and down to a noun."""
    up, down = [start, *tree.ancestors(start)], [end, *tree.ancestors(end)]
    shared = next((t for t in down if t in up), None)
    if shared is None:
        return "far"
    rising = [tree.base[t] for t in up[: up.index(shared)]]
    falling = [tree.base[t] for t in down[: down.index(shared)]][::-1]
    falling = [r for r in falling if r != "conj"] or falling[:1]
    if len(rising) + len(falling) > _FARTHEST:
        return "far"
    return ">".join(("^".join(rising), *falling))


def _mark(tree: Tree, token: int) -> str:
    """The first mark of a noun, or of the coordination that it is in."""
    cases = tree.cases(token) or tree.cases(tree.first_conjunct(token))
    return cases[0] if cases else "-"


def _stands(tree: Tree, role: Role, token: int) -> str:
    """In which function the rules found somebody."""
    found = any(tree.under(token, t) for t in role.tokens)
    return (role.function or "else") if found else "else"


# --- how kinds of evidence are written


def _once(kinds: Iterable[Kinds]) -> Kinds:
    """All of them, each once."""
    return tuple(dict.fromkeys(kind for group in kinds for kind in group))


@lru_cache(_KEPT)
def _of_nobody(
    event: str | None, recipient: str, kind: str, marks: tuple[str, ...], chaining: bool
) -> Kinds:
    plain = ("always", f"of {event}", f"recipient {recipient}", f"told by a {kind}", *marks)
    return (*plain, *(f"{one}/{chaining}" for one in plain))


@lru_cache(_KEPT)
def _of_this_act(
    event: str | None, act: str, sides: str, actor: str | None, lang: str, chaining: bool
) -> Kinds:
    found = [f"of {act}", f"sides {sides}", f"of {act}/{chaining}", f"sides {sides}/{chaining}"]
    for kind in (f"of {event}", f"of {act}"):
        found += (f"{kind} in {lang}", f"{kind}, sides {sides}")
        if actor is not None:
            found.append(f"{actor} {kind}")
    return tuple(found)


@lru_cache(_KEPT)
def _of_numbers(event: str | None, parties: int, others: int, here: int) -> Kinds:
    return (
        f"of {parties} parties",
        f"{others} of other countries here",
        f"{others} of other countries here, in {event}",
        f"{here} here, in {event}",
    )


@lru_cache(_KEPT)
def _of_ruled(
    event: str | None, act: str, lang: str, several: bool, way: str, reason: str, unknown: bool
) -> Kinds:
    found = [
        "always",
        f"of {event}",
        f"of {act}",
        f"several={several}",
        f"in {lang}",
        f"of {event} in {lang}",
        f"of {act} in {lang}",
    ]
    for one in (f"as {way}", reason):
        found += (one, f"{one} in {event}", f"{one} in {lang}")
    found.append(f"as {way} in {act}")
    if unknown:
        found.append("something unknown")
    return tuple(found)


@lru_cache(_KEPT)
def _of_standing(way: str, event: str | None) -> Kinds:
    return f"stands {way}", f"stands {way} in {event}"


@lru_cache(_KEPT)
def _of_sector(
    event: str | None,
    act: str,
    sector: str | None,
    same: tuple[str, ...],
    of_country: tuple[str, ...],
    beside: tuple[tuple[str, str | None, bool], ...],
) -> Kinds:
    """`same`, `of_country`: who else it is, and of whose country; `beside`: the sector of each side
    and whether it is of the same country."""
    group, own = _GROUP.get(sector, PEOPLE), sector or "state"
    found = [group, f"{own} in {event}", f"{own} in {act}"]
    for name in same:
        found += (f"the {name}", f"the {name} in {event}")
    for name in of_country:
        found += (f"of the {name}'s country", f"of the {name}'s country in {event}")
    for part, other, at_home in beside:
        land = "own" if at_home else "another"
        kind = f"{group} beside {_GROUP.get(other, PEOPLE)} of {land} country as {part}"
        country = f"{own} of {land} country beside the {part} in "
        found += (kind, f"{kind} in {event}", f"{country}{event}", f"{country}{act}")
    return tuple(dict.fromkeys(found))


@lru_cache(_KEPT)
def _of_last_acts(
    lately: tuple[tuple[str, str, bool], ...], times: int, event: str | None
) -> Kinds:
    found: list[str] = []
    for name, other, is_here in lately:
        kind = f"last {name} of {other}{' here' if is_here else ''}"
        found += (kind, f"{kind}, in {event}")
    return (*found, f"{times} acts before")


@lru_cache(_KEPT)
def _of_tale(
    seen: tuple[str, ...], where: str, event: str | None, last: tuple[tuple[str, str, bool], ...]
) -> Kinds:
    found: list[str] = []
    for kind in seen:
        found += (f"{kind}, {where}", f"{kind}, {where}, in {event}")
    for verb, other, is_here in last:
        kind = f"{verb} {other}{' here' if is_here else ''}"
        found += (f"{kind}, in {event}", kind)
    return tuple(dict.fromkeys(found))


@lru_cache(_KEPT)
def _of_place(
    event: str | None,
    way: str,
    mark: str,
    kinds: tuple[str, ...],
    is_before: bool,
    same_clause: bool,
    under: tuple[str, ...],
    attribute: tuple[bool, str | None] | None,
) -> Kinds:
    """`attribute`: whether a party is an attribute of another, and as what of the act."""
    found = [f"at {way}", f"'{mark}' in {event}"]
    for kind in kinds:
        found += (f"a {kind}", f"a {kind} in {event}")
    found.append(f"{'before' if is_before else 'behind'}, same clause={same_clause}")
    found += (f"under the {part}" for part in under)
    if attribute is not None:
        found.append(f"attribute of a party={attribute[0]}")
        if attribute[1] is not None:
            found.append(f"attribute of the act as {attribute[1]}")
    return tuple(dict.fromkeys(found))
