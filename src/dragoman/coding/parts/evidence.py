"""Who may have a part in an act, and what speaks for each of them.

The rules of grammar have already given the parts of actor and recipient to somebody or to nobody.
Their answer is one among others here: everybody else whom the sentence names and whom the story
spoke of before, and nobody. Kinds of evidence are written so that a trace can show them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

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
_ATTRIBUTES = frozenset({"nmod", "compound", "amod", "appos", "flat", "det"})


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
    and against it (each kind once), and whether the sentence names him."""

    whose: str
    who: tuple[Participant, ...]
    kinds: tuple[str, ...]
    named: bool = True


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
    kinds: tuple[str, ...]


class _Others:
    """Those with whom every party is compared, and what it is evidence of to be one of them or of
    their country."""

    __slots__ = ("codes", "keys", "of_country", "same")

    def __init__(self, name: str, who: Sequence[Participant], event: str | None) -> None:
        self.keys = {p.key for p in who}
        self.codes = {p.code for p in who}
        self.same = f"the {name}", f"the {name} in {event}"
        self.of_country = f"of the {name}'s country", f"of the {name}'s country in {event}"


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
            _Others(name, who, event)
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
        self._kinds: dict[int, tuple[str, ...]] = {}
        self._stories: dict[tuple[frozenset[str], str], tuple[str, ...]] = {}

    def answers(self, part: str) -> list[Answer]:
        """The answers to who has a part, that of the rules first."""
        own = self._sides[part]
        others = self._sides[RECIPIENT if part == ACTOR else ACTOR]
        lands = {p.code for p in (*own, *others)}
        taken = {p.key for p in others}
        spans = {p.span for p in others}  # the same one, whatever country was found for him since
        held = {p.key for p in own}
        found = [Answer(NOBODY, (), tuple(dict.fromkeys(self._for_nobody())))]
        if own:
            found.insert(0, Answer(RULED, own, tuple(dict.fromkeys(self._for_ruled(part, own)))))
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
            kinds = self._of_party(place)
            kinds = (*kinds, f"instead={bool(own)}")
            found.append(Answer(OTHER, who, kinds, party.token is not None))
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

    def _for_nobody(self) -> Iterator[str]:
        finding, scene = self.setting.finding, self.setting.scene
        act = finding.act
        actors, recipients = bool(self.setting.actors), bool(self.setting.recipients)
        kinds = [
            "always",
            f"of {act.event}",
            f"of {act.id}",
            f"recipient {act.recipient}",
            f"told by a {finding.core.kind}",
            f"sides {actors}/{recipients}",
        ]
        if act.mutual:
            kinds.append("mutual")
        if finding.composed:
            kinds.append("composed")
        if scene.tree.is_passive(finding.core.head):
            kinds.append("passive")
        if scene.sentence.role == HEADLINE:
            kinds.append("in a headline")
        chaining = bool(scene.grammar.chaining)
        yield from kinds
        yield from (f"{kind}/{chaining}" for kind in kinds)
        yield f"of {min(len(self._parties), 6)} parties"
        for kind in (f"of {act.event}", f"of {act.id}"):
            yield f"{kind} in {scene.sentence.lang}"
            yield f"{kind}, sides {actors}/{recipients}"
            yield from (f"{one.sector or 'state'} {kind}" for one in self.setting.actors[:1])
        own = {p.code for p in (*self.setting.actors, *self.setting.speakers)}
        here = [party.who for party in self._parties if party.token is not None]
        others = sum(any(p.code not in own for p in who) for who in here)
        yield f"{min(others, 4)} of other countries here"
        yield f"{min(others, 4)} of other countries here, in {act.event}"
        yield f"{min(len(here), 4)} here, in {act.event}"

    def _for_ruled(self, part: str, who: Sequence[Participant]) -> Iterator[str]:
        act, role = self.setting.finding.act, self._roles[part]
        spans = {p.span for p in who}
        yield "always"
        yield f"of {act.event}"
        yield f"of {act.id}"
        yield f"several={len(who) > 1}"
        lang = self.setting.scene.sentence.lang
        yield f"in {lang}"
        yield f"of {act.event} in {lang}"
        yield f"of {act.id} in {lang}"
        for way in (f"as {role.function or 'else'}", reason_of(who[0])):
            yield way
            yield f"{way} in {act.event}"
            yield f"{way} in {lang}"
        yield f"as {role.function or 'else'} in {act.id}"
        if role.unknown:
            yield "something unknown"
        for place, party in enumerate(self._parties):
            if party.token is None or spans.isdisjoint(p.span for p in party.who):
                continue
            yield from self._of_party(place)
            stands = _stands(self.setting.scene.tree, role, party.token)
            yield f"stands {stands}"
            yield f"stands {stands} in {act.event}"
            return
        yield "not named here"
        yield f"not named here in {act.event}"
        yield from self._of_sectors(who)
        yield from self._of_story(who, "before")

    def _of_party(self, place: int) -> tuple[str, ...]:
        known = self._kinds.get(place)
        if known is None:
            party = self._parties[place]
            where = "here" if party.token is not None else "before"
            kinds = [
                *self._of_sectors(party.who),
                *self._of_story(party.who, where),
                *self._of_acts(party.who),
                *(
                    self._of_distance(party.back)
                    if party.token is None
                    else self._of_token(party.token)
                ),
            ]
            known = self._kinds[place] = tuple(dict.fromkeys(kinds))
        return known

    def _of_sectors(self, who: Sequence[Participant]) -> list[str]:
        act, one = self.setting.finding.act, who[0]
        group, sector = group_of(one), one.sector or "state"
        found = [group, f"{sector} in {act.event}", f"{sector} in {act.id}"]
        keys = {p.key for p in who}
        codes = {p.code for p in who if p.code}
        for others in self._others:
            if not keys.isdisjoint(others.keys):
                found += others.same
            elif not codes.isdisjoint(others.codes):
                found += others.of_country
        for part, side in self._sides.items():
            for other in side[:1]:
                land = "own" if other.code in codes else "another"
                beside = f"{group} beside {group_of(other)} of {land} country as {part}"
                country = f"{sector} of {land} country beside the {part} in "
                found += (
                    beside,
                    f"{beside} in {act.event}",
                    f"{country}{act.event}",
                    f"{country}{act.id}",
                )
        return found

    def _of_acts(self, who: Sequence[Participant]) -> list[str]:
        """What else a party does and suffers in the sentence, and did and suffered before."""
        keys, memory = {p.key for p in who}, self.setting.cast.memory
        event = self.setting.finding.act.event
        found: list[str] = []
        for part in self._elsewhere:
            if not part.keys.isdisjoint(keys):
                found += part.kinds
        last: dict[str, Told] = {}
        times = 0
        for told in memory.told:
            for name, side in ((ACTOR, told.actor_keys), (RECIPIENT, told.recipient_keys)):
                if not side.isdisjoint(keys):
                    last[name] = told
                    times += told.sentence != memory.sentence
        for name, told in last.items():
            here = " here" if told.sentence == memory.sentence else ""
            kind = f"last {name} of {told.event}{here}"
            found += (kind, f"{kind}, in {event}")
        found.append(f"{min(times, 3)} acts before")
        return found

    def _of_distance(self, back: int) -> Iterator[str]:
        yield f"{back} sentences back"
        yield f"{back} sentences back in {self.setting.finding.act.event}"
        yield f"{back} sentences back in {self.setting.scene.sentence.lang}"

    def _of_story(self, who: Sequence[Participant], where: str) -> tuple[str, ...]:
        """What the sentences before and the story as a whole tell of a party's countries."""
        key = frozenset(p.code for p in who if p.code), where
        known = self._stories.get(key)
        if known is None:
            known = self._stories[key] = tuple(self._told_of(*key))
        return known

    def _told_of(self, codes: frozenset[str], where: str) -> Iterator[str]:
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
        for kind in seen:
            yield f"{kind}, {where}"
            yield f"{kind}, {where}, in {event}"
        yield from _last_deeds(self.setting.cast.memory, event, codes)

    def _of_token(self, token: int) -> Iterator[str]:
        """How a party stands to the act in the tree."""
        finding, scene = self.setting.finding, self.setting.scene
        tree, core, event = scene.tree, finding.core.head, finding.act.event
        yield f"at {path(tree, core, token)}"
        yield f"'{_mark(tree, token)}' in {event}"
        kinds = {str(m.kind) for m in scene.mentions.headed(token)}
        for kind in sorted(kinds) or [scene.sentence.upos[token]]:
            yield f"a {kind}"
            yield f"a {kind} in {event}"
        same = tree.clause_head(token) == tree.clause_head(core)
        yield f"{'before' if token < core else 'behind'}, same clause={same}"
        for part, role in self._roles.items():
            if any(token != t and tree.under(token, t) for t in role.tokens):
                yield f"under the {part}"
        if tree.base[token] in _ATTRIBUTES:
            held = tree.head(token)
            yield f"attribute of a party={bool(scene.mentions.headed(held))}"
            if held in finding.core.tokens or held in finding.core.nouns:
                yield f"attribute of the act as {tree.base[token]}"


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


def _last_deeds(memory: Memory, event: str | None, codes: Collection[str]) -> Iterator[str]:
    """What those with these codes last did and last suffered."""
    for verb in ("did", "suffered"):
        for one in reversed(memory.told):
            if not (one.did if verb == "did" else one.suffered).isdisjoint(codes):
                here = " here" if one.sentence == memory.sentence else ""
                yield f"{verb} {one.event}{here}, in {event}"
                yield f"{verb} {one.event}{here}"
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
