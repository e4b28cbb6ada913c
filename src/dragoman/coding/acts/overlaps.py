"""Findings that are no acts of their own, for another finding says what they are to it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.acts.finding import Finding
from dragoman.coding.saying.modality import conditions, is_negated
from dragoman.coding.scene import Scene
from dragoman.ontology import Ontology

_OF_JUSTICE = frozenset({"ACCUSE", "COERCE", "SANCTION", "THREATEN"})
_OF_SIDES = frozenset({None, "GOV", "MIL", "COP", "REB", "PRM", "UAF"})
"""Sectors of a side in a conflict between states."""
_OF_DEMANDS = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT"})
_ATTITUDES = frozenset({"support", "endorse", "oppose", "criticise", "support_candidate"})

ALLEGING = frozenset({"allege", "arrest", "convict", "investigate"})
"""Modes of what is done to somebody for what he is said to have done."""


class Overlaps:
    """Tells which findings of one sentence are only a part of another."""

    def __init__(self, scene: Scene, ontology: Ontology) -> None:
        self.scene, self.ontology = scene, ontology
        self.tree = scene.tree

    def without(self, found: Sequence[Finding]) -> list[Finding]:
        """The findings less those; each test sees what the ones before have left."""
        kept = [f for f in found if not any(self._is_spelt_out(f, other) for other in found)]
        kept = [f for f in kept if not self._is_kind(f)]
        for test in (self._is_purpose, self._is_left_out, self._is_undone):
            kept = [f for f in kept if not any(test(f, other) for other in kept)]
        return kept

    def _is_spelt_out(self, finding: Finding, other: Finding) -> bool:
        """Whether the clause before its noun says what the measure is, which is an act itself
        (外交官を追放する対抗措置を取る)."""
        tree = self.tree
        if not self.scene.grammar.chaining or finding is other or finding.core.kind != "verb":
            return False
        told = tree.base[other.head] == "acl" and tree.head(other.head) in finding.core.nouns
        return told and finding.act.event in ("SANCTION", "THREATEN")

    def _is_undone(self, finding: Finding, other: Finding) -> bool:
        """Whether it only says of what another act ends how it began ("lifted the curfew that it
        had imposed")."""
        tree, head = self.tree, finding.core.head
        noun = tree.head(head)
        if self.scene.grammar.chaining or tree.base[head] != "acl" or finding is other:
            return False
        ended = other.act.event in ("CONCEDE", "RETREAT") and noun in other.core.nouns
        return ended and noun in finding.core.nouns and finding.act.event in ("COERCE", "SANCTION")

    def _is_purpose(self, finding: Finding, other: Finding) -> bool:
        """Whether it only says what another act of the same type and actors is for ("met to
        discuss the crisis"), or what a noun of saying in another one holds ("rejected a proposal
        to expel diplomats")."""
        tree, head = self.tree, finding.head
        if finding is other or tree.base[head] not in ("advcl", "xcomp", "acl"):
            return False
        if self._is_content_of(finding, other):
            return True
        marks = tree.with_rel(head, "mark")
        if self._is_shouted(finding, other):
            return True
        bare = not marks and self._is_content_bare(head)
        if not bare and not any(tree.says(m, self.scene.grammar.infinitive) for m in marks):
            return False
        holder = tree.head(head)
        if holder in other.core.nouns and other.act.event != finding.act.event:
            return self.ontology.quad(other.act.event or "") in (1, 3) if other.act.event else False
        same = {p.key for p in finding.actor.who} <= {p.key for p in other.actor.who}
        return holder == other.head and other.act.event == finding.act.event and same

    def _is_content_bare(self, verb: int) -> bool:
        """Whether a verb right behind a noun says what that is about, where verbs have no
        infinitive (ajakan berunding)."""
        tree, feats = self.tree, self.tree.sentence.feats[verb]
        told = tree.sentence.deprels[verb] == "acl" and verb == tree.head(verb) + 1
        return told and self.scene.grammar.bare_agent and "Voice=Pass" not in feats

    def _is_shouted(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what a rally or strike is held for, told with a bare verb (mogok
        menentang …, berunjuk rasa menuntut …)."""
        tree, head = self.tree, finding.head
        return (
            other.act.event == "PROTEST"
            and self.scene.grammar.bare_agent
            and finding.act.event in _OF_DEMANDS
            and finding.core.kind == "verb"
            and tree.base[head] in ("xcomp", "advcl")
            and tree.head(head) == other.head
            and not tree.own_subjects(head)
            and not tree.with_rel(head, "cc")
        )

    def _is_content_of(self, finding: Finding, other: Finding) -> bool:
        """Whether it is what a noun before which verbs stand says that another act is about, not
        what happened (関税を下げるという求め, "calls to lower tariffs")."""
        tree, head = self.tree, finding.head
        if not self.scene.grammar.chaining or tree.sentence.deprels[head] != "acl":
            return False
        verbal = other.act.event is not None and self.ontology.quad(other.act.event) in (1, 3)
        nouns, noun = list(other.core.nouns), tree.head(head)
        if other.act.event in ("REJECT", "SUPPORT") and not tree.own_subjects(head):
            # what a draft asks for, on which somebody votes (휴전을 요구하는 결의안에 반대했다)
            nouns += [*tree.objects(other.head), *tree.obliques(other.head)]
        return (
            verbal
            and noun in nouns
            and not self.scene.mentions.headed(noun)
            and "Tense=Past" not in tree.sentence.feats[head]
        )

    def _is_left_out(self, finding: Finding, other: Finding) -> bool:
        return (
            self._is_attended(finding, other)
            or self._is_reproach(finding, other)
            or self._is_denied(finding, other)
            or self._is_charge(finding, other)
            or self._is_alleged(finding, other)
            or self._is_suspected(finding, other)
            or self._is_ground(finding, other)
            or self._is_disliked(finding, other)
            or self._is_refused(finding, other)
            or self._is_threatened_for(finding, other)
            or self._is_chanted(finding, other)
            or self._is_topic(finding, other)
        )

    def _is_reproach(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody blames another one with (容認できないと非難した)."""
        tree, head = self.tree, finding.head
        own = {p.key for p in finding.actor.who} <= {p.key for p in other.actor.who}
        return (
            finding is not other
            and bool(self.scene.grammar.chaining)
            and other.act.event == "ACCUSE"
            and other.core.kind == "verb"
            and (
                finding.act.event in ("REJECT", "ACCUSE")
                or (finding.act.event == "AGREE" and is_negated(self.scene, head))
            )
            and tree.base[head] == "ccomp"
            and tree.head(head) == other.core.head
            and not tree.own_subjects(head)
            and own
        )

    def _is_attended(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only a meeting still to be held that somebody goes to or stays away from
        (…で開かれる首脳会議への出席を見送った)."""
        tree, head = self.tree, finding.head
        return (
            finding is not other
            and bool(self.scene.grammar.chaining)
            and finding.act.event == "CONSULT"
            and tree.sentence.deprels[head] == "acl:relcl"
            and tree.head(head) in finding.core.nouns
            and "Tense=Past" not in tree.sentence.feats[head]
            and not tree.with_rel(head, "aux")[1:]
            and tree.under(head, other.head)
        )

    def _is_chanted(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what a rally is held for (퇴진을 촉구하는 집회를 열었다), or a
        strike (賃上げを求めてストに入った)."""
        tree, head = self.tree, finding.head
        if not self.scene.grammar.chaining or other.act.event != "PROTEST":
            return False
        if tree.base[head] == "acl":
            return tree.head(head) in other.core.nouns and finding.act.event in _OF_DEMANDS
        return (
            finding.act.event == "REQUEST"
            and tree.base[head] == "advcl"
            and tree.head(head) == other.head
            and all(
                tree.says(m, self.scene.grammar.chaining[:1]) for m in tree.with_rel(head, "mark")
            )
            and not tree.own_subjects(head)
        )

    def _is_topic(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody talks about (협력을 논의했다)."""
        return (
            bool(self.scene.grammar.chaining)
            and finding is not other
            and finding.core.kind == "noun"
            and other.act.event == "CONSULT"
            and finding.head in self.tree.objects(other.head)
            and self.scene.sentence.lemmas[other.head] in self.scene.grammar.talking
        )

    def _is_kind(self, finding: Finding) -> bool:
        """Whether a clause before a noun for people only says which of them, by what they are for
        or against (독립을 찬성하는 시위대)."""
        tree, head = self.tree, finding.head
        return (
            bool(self.scene.grammar.chaining)
            and tree.sentence.deprels[head] == "acl:relcl"
            and (finding.act.id in _ATTITUDES or not ALLEGING.isdisjoint(finding.act.modes))
            and "Tense=Past" not in tree.sentence.feats[head]
            and finding.actor.tokens == (tree.head(head),)
            and any(
                m.agent is not None and m.match is None and not m.stranger
                for m in self.scene.mentions.headed(tree.head(head))
            )
        )

    def _is_threatened_for(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what a threat is made for, where it is said before it (…すれば)."""
        if other.act.event != "THREATEN" or other is finding or not self.scene.grammar.chaining:
            return False
        said = (other.head, other.core.head, *self.tree.with_rel(other.head, "ccomp"))
        return any(finding.head in conditions(self.scene, verb) for verb in said)

    def _is_suspected(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody is seized, charged or punished for (…した疑いで逮捕)."""
        tree, lemmas = self.tree, self.scene.sentence.lemmas
        noun = tree.head(finding.head)
        return (
            other is not finding
            and tree.base[finding.head] == "acl"
            and lemmas[noun] in self.scene.grammar.charges
            and other.act.event in _OF_JUSTICE
            and (
                tree.head(noun) == other.head
                or noun in other.tokens
                or not set(tree.ancestors(noun)).isdisjoint(other.recipient.tokens)
            )
        )

    def _is_ground(self, finding: Finding, other: Finding) -> bool:
        """Whether a clause on the noun only says of what who is seized or punished is accused, by
        nobody who is named ("arrested a man accused of killing two nuns")."""
        tree = self.tree
        return (
            other is not finding
            and finding.act.event == "ACCUSE"
            and not finding.actor
            and tree.base[finding.head] == "acl"
            and tree.head(finding.head) in other.recipient.tokens
            and other.act.event in ("COERCE", "SANCTION")
        )

    def _is_refused(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only the demand that another act refuses (양보하라는 요구를 거절했다)."""
        return (
            other is not finding
            and bool(self.scene.grammar.chaining)
            and finding.act.event == "REQUEST"
            and other.act.event == "REJECT"
            and other.core.kind == "verb"
            and finding.head in self.tree.objects(other.head)
        )

    def _is_disliked(self, finding: Finding, other: Finding) -> bool:
        """Whether it is a thing known to all that a noun of cooperation names, which somebody
        condemns or opposes ("condemned the joint drills")."""
        event = finding.act.event
        return (
            other is not finding
            and bool(self.scene.grammar.chaining)
            and finding.core.kind == "noun"
            and not finding.composed
            and event is not None
            and (self.ontology.quad(event) <= 2 or (event == "SANCTION" and not finding.recipient))
            and other.act.event == "ACCUSE"
            and other.core.kind == "verb"
            and finding.head in self.tree.objects(other.head)
        )

    def _is_charge(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody is accused of, by nobody who is named ("was accused of
        attacking his father")."""
        marks = self.tree.with_rel(finding.head, "mark", "case")
        told = (
            self.tree.base[finding.head] == "ccomp" and self.tree.head(finding.head) == other.head
        )
        return (
            other.act.event == "ACCUSE"
            and other is not finding
            and not other.actor
            and finding.act.event == "ASSAULT"
            and (
                told
                or (
                    self.tree.head(finding.head) in (other.head, *other.recipient.tokens)
                    and any(self.tree.says(m, self.scene.grammar.blame) for m in marks)
                )
            )
        )

    def _is_alleged(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what somebody is accused, suspected or convicted of, whoever says so
        ("accused the army of shelling the camp", "held on suspicion of aiding the rebels")."""
        tree = self.tree
        if other is finding or self.scene.grammar.chaining or ALLEGING.isdisjoint(other.act.modes):
            return False
        if _is_claimed(finding, other):
            return False
        there = {other.head, other.core.head, *other.tokens, *other.recipient.tokens}
        marked = False
        for token in (finding.head, *tree.ancestors(finding.head)):
            if token in there:
                return marked
            if tree.sentence.deprels[token] == "acl:relcl":
                return False
            marks = tree.with_rel(token, "mark", "case")
            marked = marked or (
                tree.sentence.upos[token] == "VERB"
                and (
                    any(tree.says(m, self.scene.grammar.blame) for m in marks)
                    or (other.act.event == "ACCUSE" and not marks and self._is_bare(token))
                )
            )
        return False

    def _is_bare(self, verb: int) -> bool:
        """Whether a verb is the complement of another without any mark, where verbs have neither
        infinitive nor tense (menuduh Rusia mendanai …)."""
        feats = self.tree.sentence.feats[verb]
        told = self.tree.base[verb] in ("xcomp", "ccomp")
        return told and "VerbForm" not in feats and "Tense" not in feats and "Voice" in feats

    def _is_denied(self, finding: Finding, other: Finding) -> bool:
        """Whether it is only what an accusation says that another act denies ("denied the
        allegation that he attacked her")."""
        base = self.tree.base[finding.head]
        apart = base == "advcl" and self.tree.head(finding.head) == other.head
        apart = apart and bool(self.tree.own_subjects(finding.head)) and bool(other.core.nouns)
        return (
            (base in ("acl", "ccomp") or (apart and not self.scene.grammar.chaining))
            and other is not finding
            and other.act.event == "REJECT"
            and not {*other.core.nouns, other.core.head, *self._about(other)}.isdisjoint(
                self.tree.ancestors(finding.head)
            )
            and (finding.act.event == "ASSAULT" or self._is_its_content(finding, other))
        )

    def _about(self, denial: Finding) -> list[int]:
        """The nouns of what a denial is about (…との報道について否定した)."""
        tree, head = self.tree, denial.core.head
        if not self.scene.grammar.chaining or denial.core.kind != "verb":
            return []
        marks = [m for m in self.scene.grammar.content if len(m) > 1]
        return [o for o in tree.with_rel(head, "obl") if tree.marked(o, marks)]

    def _is_its_content(self, finding: Finding, other: Finding) -> bool:
        """Whether what is denied is the clause itself, of any type (…한다는 것을 부인했다)."""
        rel = self.tree.sentence.deprels[finding.head]
        told = rel == "acl:relcl" and self.tree.with_rel(finding.head, "mark")  # "the claim that …"
        direct = rel in ("ccomp", "acl") or bool(told)
        held = (*other.core.nouns, other.core.head, *self._about(other))
        verb = self.tree.head(finding.head) in held
        return direct and verb and other.act.id == "reject_accusation"


def _is_claimed(finding: Finding, other: Finding) -> bool:
    """Whether it is violence of which one side accuses another: that it was done is told, by the
    accuser, who has no court for it ("Chad accused Sudan of shelling a town")."""
    doers, accusers = (
        {p.code for p in one.actor.who if p.code and p.sector in _OF_SIDES}
        for one in (finding, other)
    )
    return (
        finding.act.event == "ASSAULT"
        and other.core.kind == "verb"
        and bool(doers and accusers)
        and doers.isdisjoint(accusers)
    )
