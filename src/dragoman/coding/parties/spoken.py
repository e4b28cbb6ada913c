"""Who is spoken of and who speaks in a sentence: what the next ones may refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.names import DEMONYM, PERSON
from dragoman.coding.acts.triggers import Trigger
from dragoman.coding.parties.cast import Cast
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention
from dragoman.coding.saying.attribution import CLOSING, OPENING, in_quotes, sayings
from dragoman.coding.scene import Scene, is_plural
from dragoman.model import HEADLINE, Participant
from dragoman.ontology import Ontology


def speak(scene: Scene, memory: Memory) -> None:
    """Everyone named in the sentence is spoken of, coordinated ones together."""
    tree = scene.tree
    _speak_of_strangers(scene, memory)
    grouped: dict[int, list[Participant]] = {}
    for mention in scene.mentions.all:
        if mention.open and mention.count is None and is_plural(scene, mention):
            _speak_of_several(scene, memory, mention)
        if mention.kind == DEMONYM or mention.open or (mention.kind == PERSON and mention.partial):
            continue
        first = tree.first_conjunct(mention.head)
        subject = tree.base[first] == "nsubj"
        if _is_quality(scene, mention):
            continue
        memory.speak(
            mention.participants,
            token=_when_spoken(scene, mention),
            person=mention.is_person,
            subject=subject,
            noun=scene.sentence.lemmas[mention.head] if mention.agent is not None else "",
            several=is_plural(scene, mention),
            main=_is_main(scene, first),
        )
        grouped.setdefault(first, []).extend(mention.participants)
    for first, who in grouped.items():
        if len(who) > 1:
            subject = tree.base[first] == "nsubj"
            memory.speak(who, token=first, person=False, subject=subject)


def _when_spoken(scene: Scene, mention: Mention) -> int:
    """The token from which on a pronoun may mean the mention: not in the sentence for which it is
    only the source ("according to the spokesman, he …")."""
    tree = scene.tree
    holder = tree.first_conjunct(mention.head)
    while tree.base[holder] in ("appos", "flat", "compound", "nmod") and not tree.is_root(holder):
        if tree.marked(holder, scene.grammar.reporting.according):
            break
        holder = tree.head(holder)
    source = tree.marked(holder, scene.grammar.reporting.according)
    return tree.size if source else mention.first


def _speak_of_several(scene: Scene, memory: Memory, mention: Mention) -> None:
    """People whose country is not said here ("hundreds of fishermen"), for a "them" behind."""
    tree = scene.tree
    holder = tree.first_conjunct(mention.head)
    counting = tree.head(holder)
    subject = tree.base[counting if scene.passes_through(counting) else holder] == "nsubj"
    who = [replace(p, code=p.code or memory.home) for p in mention.participants]
    if mention.is_person and subject and not _is_quality(scene, mention):
        memory.speak(who, token=mention.first, person=True, subject=True, several=True)


def _is_quality(scene: Scene, mention: Mention) -> bool:
    """Whether a noun for persons only says what kind something is ("rival rallies"), or is part of
    a name ("the Veteran's Court")."""
    tree, head = scene.tree, mention.head
    if mention.agent is None or not mention.agent.person:
        return False
    owns = tree.base[head] in ("nmod", "compound") and tree.head(head) > head
    named = tree.sentence.forms[tree.head(head)][:1].isupper()
    upper = tree.sentence.forms[head][:1].isupper()
    return tree.base[head] == "amod" or (owns and named and upper and head > 0)


def _speak_of_them(scene: Scene, cast: Cast, memory: Memory, mention: Mention) -> None:
    """People counted who were named before ("the two ministers") are spoken of again."""
    subject = scene.tree.base[scene.tree.first_conjunct(mention.head)] == "nsubj"
    memory.speak(
        cast.of_mention(mention),
        token=mention.first,
        person=True,
        subject=subject,
        several=True,
    )


def meet_strangers(scene: Scene, cast: Cast, memory: Memory) -> None:
    """People are remembered by their surname, as what their title in the story makes them; those
    who are called by a surname only are spoken of as well."""
    for mention in scene.mentions.all:
        if mention.stranger:
            memory.stranger(mention.stranger, cast.of_mention(mention))
        if mention.open and mention.count is not None and mention.count > 1 and mention.is_person:
            _speak_of_them(scene, cast, memory, mention)
        if (mention.stranger and mention.open) or (mention.kind == PERSON and mention.partial):
            first = scene.tree.first_conjunct(mention.head)
            subject = scene.tree.base[first] == "nsubj"
            who = cast.at(mention.head)
            if who:
                token = _when_spoken(scene, mention)
                main = _is_main(scene, first)
                memory.speak(who, token=token, person=True, subject=subject, main=main)
        elif mention.open and mention.is_person and is_plural(scene, mention):
            place = scene.tree.base[scene.tree.first_conjunct(mention.head)]
            if place in ("nsubj", "obj"):
                who = cast.of_mention(mention)
                subject = place == "nsubj"
                memory.speak(who, token=mention.first, person=True, subject=subject, several=True)


def _speak_of_strangers(scene: Scene, memory: Memory) -> None:
    """Names that nobody knows, as subjects or of several words, and plural subjects that are no
    actors: a pronoun behind them is more likely theirs."""
    tree, upos, forms = scene.tree, scene.sentence.upos, scene.sentence.forms
    for token in range(tree.size):
        if _is_crowd(scene, token):
            memory.speak((), token=token, person=False, subject=True, several=True)
        if upos[token] != "PROPN" or not forms[token][:1].isupper():
            continue
        if tree.base[token] in ("flat", "compound"):
            continue
        mentions = scene.mentions.at(token)
        if mentions and not all(m.kind == PERSON and m.partial for m in mentions):
            continue
        parts = tree.with_rel(token, "compound", "flat")
        if any(scene.mentions.at(c) for c in parts):
            continue
        subject = tree.base[token] == "nsubj"
        if subject or any(upos[c] == "PROPN" for c in parts):
            main = _is_main(scene, token)
            memory.speak((), token=token, person=True, subject=subject, main=main)
        if subject and parts:
            memory.stranger(forms[max(token, *parts)])


def _is_main(scene: Scene, token: int) -> bool:
    """Whether the word is the subject of the sentence's main clause."""
    tree = scene.tree
    return tree.base[token] == "nsubj" and tree.is_root(tree.head(token))


def _is_crowd(scene: Scene, token: int) -> bool:
    """Whether the word is a plural subject that is nobody known ("the houses")."""
    tree, sentence = scene.tree, scene.sentence
    return (
        tree.base[token] == "nsubj"
        and sentence.upos[token] == "NOUN"
        and "Number=Plur" in sentence.feats[token]
        and not scene.mentions.at(token)
        and token not in scene.words
    )


def set_topic(scene: Scene, cast: Cast, memory: Memory) -> None:
    """Who the sentence is about, for the next one that leaves out its subject."""
    tree = scene.tree
    root = next((t for t in range(tree.size) if tree.is_root(t)), None)
    if root is None or scene.sentence.upos[root] not in ("VERB", "ADJ", "AUX", "NOUN"):
        return
    if scene.sentence.role == HEADLINE and scene.grammar.chaining:
        memory.topic = ()
        return
    subjects = tree.subjects(root)
    if subjects and scene.grammar.topics and not tree.marked(subjects[0], scene.grammar.topics):
        subjects = _first_topic(scene) or subjects
    if subjects:
        memory.topic = cast.of(subjects, owners=False)


def _first_topic(scene: Scene) -> tuple[int, ...]:
    """The somebody who is the first topic outside quotation marks, which goes for the sentence."""
    tree = scene.tree
    for token in range(tree.size):
        told = tree.base[token] in ("nsubj", "dislocated") and not in_quotes(scene, token)
        if told and tree.marked(token, scene.grammar.topics) and scene.mentions.headed(token):
            return (token,)
    return ()


def quoted_by(scene: Scene, cast: Cast, memory: Memory) -> tuple[Participant, ...]:
    """Whose words a sentence is that is a quotation as a whole: of who is said to speak in the
    sentence before the quotations, whose subject may be left out (次のように述べた。「…」「…」)."""
    tree = scene.tree
    if not scene.grammar.chaining or not tree.size:
        return ()
    begun = memory.quoting or tree.lower[0] in OPENING
    closed = [t for t in range(tree.size) if tree.lower[t] in CLOSING]
    memory.quoting = in_quotes(scene, tree.size - 1) if not memory.quoting else not closed
    behind = range(closed[-1] + 1, tree.size) if closed else ()
    if begun and all(scene.sentence.upos[t] == "PUNCT" for t in behind):
        return memory.lead
    root = next((t for t in range(tree.size) if tree.is_root(t)), 0)
    memory.lead = ()
    if scene.sentence.lemmas[root] in scene.grammar.reporting.verbs:
        memory.lead = cast.of(tree.agents(root), owners=False) or (
            () if tree.agents(root) else memory.topic
        )
    return ()


def set_speaker(
    scene: Scene, cast: Cast, memory: Memory, triggers: Sequence[Trigger], ontology: Ontology
) -> None:
    """Who speaks in the sentence, for "we" and "the government" inside what is said."""
    heads = {t.head for t in triggers if ontology.acts[t.act].event not in (None, "REQUEST")}
    said = sayings(scene)
    if scene.grammar.chaining:
        said.reverse()  # the main verb stands last
    for saying in said:
        if saying.word not in heads:
            who = cast.of(saying.speakers)
            if who:
                cast.speaker = memory.speaker = who
                cast.speaks_here = True
                return
    cast.speaker = memory.speaker
    cast.speaks_here = in_quotes(scene, scene.tree.size - 1)
