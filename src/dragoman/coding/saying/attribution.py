"""Who says so: the speaker to whom a clause is attributed, and whether it stands in quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.actors.names import BODY, GROUP, PERSON
from dragoman.coding.scene import Scene
from dragoman.model import HEADLINE

OPENING, CLOSING = frozenset("“«「『"), frozenset("”»」』")
"""Marks that open and close a quotation."""
_PARTING = ";"
_COLONS = frozenset(":：")
_MARK = re.compile(rf'[{"".join(sorted((*OPENING, *CLOSING)))}"]')
_QUOTED = ("ccomp", "parataxis", "obj", "xcomp", "dep", "advcl")


@dataclass(frozen=True, slots=True)
class Saying:
    """That a clause is somebody's words: the reporting word and the tokens of the speaker (none
    where the language may leave out the subject and the sentence does). `beside`: it only says
    when or how he said something else."""

    word: int
    speakers: tuple[int, ...]
    beside: bool = False


def saying_of(scene: Scene, token: int) -> Saying | None:
    """Who is said to say what the predicate or noun `token` says; None if the outlet itself."""
    tree = scene.tree
    below = token
    # where clauses that go before are linked (…しているが、…と述べた), those are not what is said
    quoted = tuple(q for q in _QUOTED if q != "advcl" or not scene.grammar.chaining)
    path = {token}
    for head in (token, *tree.ancestors(token)):
        path.add(head)
        if head != token and _is_hearsay(scene, head):
            return None
        said = tree.base[below] in quoted and not _is_circumstance(scene, below, head)
        said = said and not _is_parted(scene, head, token)
        if head != token and said and _reports(scene, head):
            speakers = _seat(scene, head, below) or tree.agents(head)
            if scene.grammar.chaining or not tree.is_passive(head):
                speakers = speakers or list(tree.subjects(head))
            apart = scene.grammar.chaining and any(
                tree.head(s) != head and tree.base[tree.head(s)] == "advcl" and tree.head(s) in path
                for s in speakers
            )
            if apart:
                return None  # a deed of who then speaks (首相は歓迎したが、課題が残ると述べた)
            if speakers or scene.grammar.chaining:
                return Saying(head, tuple(speakers), _is_adjunct(scene, below))
        found = _beside(scene, head)
        if found is not None and found.word != below:
            return found
        below = head
    return _trailing(scene, token)


def _is_circumstance(scene: Scene, clause: int, word: int) -> bool:
    """Whether a clause behind a verb of saying only says when or why it is said ("praised him after
    he …")."""
    tree = scene.tree
    return (
        tree.base[clause] == "advcl"
        and clause > word
        and any(tree.says(m, scene.grammar.circumstance) for m in tree.with_rel(clause, "mark"))
    )


def _is_parted(scene: Scene, word: int, token: int) -> bool:
    """Whether a semicolon ends what a verb of saying before it reports ("called it a mistake; five
    people were arrested"), unless a quotation goes on behind it."""
    return any(
        scene.tree.lower[t] == _PARTING and not in_quotes(scene, t) for t in range(word + 1, token)
    )


def _is_adjunct(scene: Scene, clause: int) -> bool:
    """Whether a gerund without a subject, which the parser takes for what is said, only says when
    or how ("the minister said following a meeting with …")."""
    tree = scene.tree
    feats = scene.sentence.feats[clause]
    gerund = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    return (
        gerund
        and tree.base[clause] == "ccomp"
        and not tree.own_subjects(clause)
        and not tree.with_rel(clause, "aux", "mark")
        and not scene.grammar.chaining
    )


def _is_hearsay(scene: Scene, word: int) -> bool:
    """Whether a verb of saying right behind what is said names nobody who says it (…したという)."""
    tree = scene.tree
    return (
        scene.sentence.lemmas[word] in scene.grammar.reporting.hearsay
        and tree.is_root(word)
        and "Tense=Past" not in scene.sentence.feats[word]
        and not tree.with_rel(word, "aux")
        and any(
            m == word - 1 for c in tree.with_rel(word, "ccomp") for m in tree.with_rel(c, "mark")
        )
    )


def _before(scene: Scene, word: int) -> list[int]:
    """The noun right before a reporting verb without a subject of its own, behind a comma."""
    tree = scene.tree
    speaker = word - 1
    if tree.own_subjects(word) or speaker < 1:
        return []
    if scene.sentence.upos[speaker] not in ("NOUN", "PROPN"):
        return []
    first = tree.phrase(speaker)[0]
    return [speaker] if "," in tree.lower[max(0, first - 1) : speaker] else []


def _trailing(scene: Scene, token: int) -> Saying | None:
    """A reporting verb without a subject in the tree, right behind its speaker at the end of the
    sentence (", state media said."); parsers often hang such a speaker elsewhere."""
    tree, lemmas = scene.tree, scene.sentence.lemmas
    for word in range(tree.size - 1, max(token, tree.size - 4), -1):
        if lemmas[word] not in scene.grammar.reporting.verbs or tree.with_rel(word, "nsubj"):
            continue
        speaker = word - 1
        if scene.sentence.upos[speaker] in ("NOUN", "PROPN") and speaker > token:
            first = min(tree.phrase(speaker)[0], speaker)
            if first > 0 and "," in tree.lower[max(0, first - 1) : speaker]:
                return Saying(word, (speaker,))
    return None


def _seat(scene: Scene, word: int, clause: int) -> list[int]:
    """The institution that speaks, told as a place behind what is said (경찰서에서 말했다)."""
    tree, seats = scene.tree, scene.grammar.reporting.seats
    if not seats or tree.own_subjects(word):
        return []
    return [
        noun
        for noun in tree.with_rel(word, "obl")
        if clause < noun < word
        and tree.marked(noun, seats)
        and any(
            (m.agent is not None and not m.is_person) or m.kind == BODY
            for m in scene.mentions.headed(noun)
        )
    ]


def _reports(scene: Scene, token: int) -> bool:
    quoting = scene.grammar.reporting.quoting.get(scene.sentence.lemmas[token])
    if quoting:
        tree = scene.tree
        clauses = tree.with_rel(token, "ccomp")
        return any(tree.says(m, quoting) for c in clauses for m in tree.with_rel(c, "mark"))
    return scene.sentence.lemmas[token] in scene.grammar.reporting.verbs and scene.sentence.upos[
        token
    ] in ("VERB", "AUX", "NOUN")


def _beside(scene: Scene, predicate: int) -> Saying | None:
    """A reporting clause or phrase that hangs on the predicate: ", officials said"."""
    tree, reporting = scene.tree, scene.grammar.reporting
    for child in tree.children[predicate]:
        base = tree.base[child]
        if base in ("obl", "nmod", "advmod", "advcl", "parataxis") and tree.marked(
            child, reporting.according
        ):
            return Saying(child, (child,))
        if base == "dislocated" and _heads_quotation(scene, child):
            return Saying(child, (child,))
        if base == "advcl" and scene.grammar.chaining:
            continue  # a deed of its own that leads to this one
        if base in ("parataxis", "dep", "conj", "advcl") and not tree.with_rel(child, "ccomp"):
            saying = _saying(scene, child)
            noun = scene.sentence.lemmas[child] in reporting.nouns
            if saying is not None and (base != "conj" or noun or _closes(scene, child)):
                return saying
    return None


def _heads_quotation(scene: Scene, noun: int) -> bool:
    """Whether a quotation opens right behind the noun, or a colon stands there, as headlines name
    the speaker."""
    tree = scene.tree
    behind = tree.phrase(noun)[1] + 1
    if behind < tree.size and tree.lower[behind] in _COLONS:
        if scene.sentence.role == HEADLINE and _speaks(scene, noun):
            return True
        behind += 1
    elif behind < tree.size and tree.lower[behind] == "," and scene.grammar.chaining:
        behind += 1
    return behind < tree.size and tree.lower[behind] in (*OPENING, '"')


def _speaks(scene: Scene, noun: int) -> bool:
    """Whether somebody who may speak is named, not only what the headline is about."""
    return any(
        m.kind in (PERSON, BODY, GROUP) or m.agent is not None for m in scene.mentions.headed(noun)
    )


def _closes(scene: Scene, word: int) -> bool:
    """Whether a reporting verb with a subject behind a comma closes the sentence (", officials in
    Oslo said on Monday.")."""
    tree = scene.tree
    subjects = tree.own_subjects(word)
    if not subjects or tree.with_rel(word, "obj", "xcomp", "cc"):
        return False
    first = tree.subtree(subjects[0])[0]
    return first > 0 and "," in tree.lower[first - 1 : first + 1]


def _saying(scene: Scene, word: int) -> Saying | None:
    """What a reporting word says of its speaker: subject, or the noun right beside it."""
    tree, reporting, lemma = scene.tree, scene.grammar.reporting, scene.sentence.lemmas[word]
    noun = lemma in reporting.nouns and scene.grammar.modifiers == "behind"
    if lemma not in reporting.verbs and not noun:
        return None
    if any(tree.says(c, scene.grammar.infinitive) for c in tree.with_rel(word, "mark")):
        return None  # "were invited to observe the vote" reports nothing
    speakers = (
        _before(scene, word)
        or tree.agents(word)
        or tree.owners(word)
        or tree.with_rel(word, "nsubj", "flat", "compound", "nmod", "obj")
    )
    return Saying(word, tuple(speakers)) if speakers else None


def own_words(scene: Scene, verb: int) -> list[int]:
    """Who tells in a quotation what he does himself, where he is named right before it and its
    predicate, no order, has no subject (`이란 "제안 거부"`, `X "will not yield"`)."""
    tree, grammar = scene.tree, scene.grammar
    if not grammar.chaining or tree.is_passive(verb):
        return []
    top = verb
    while tree.base[top] == "advcl" and all(
        tree.says(m, grammar.chaining) for m in tree.with_rel(top, "mark")
    ):
        top = tree.head(top)
    if any(tree.own_subjects(v) for v in (verb, top)) or "Mood=Imp" in scene.sentence.feats[top]:
        return []
    if any(tree.says(a, grammar.obliging) for a in tree.with_rel(top, "aux")):
        return []
    return [
        c
        for c in tree.with_rel(top, "dislocated")
        if c < verb and _heads_quotation(scene, c) and in_quotes(scene, verb)
    ]


def sayings(scene: Scene) -> list[Saying]:
    """Everything that is said by somebody in the sentence, in order."""
    tree, reporting = scene.tree, scene.grammar.reporting
    found = []
    for word, lemma in enumerate(scene.sentence.lemmas):
        noun = lemma in reporting.nouns and tree.base[word] in ("parataxis", "root", "dep", "advcl")
        verb = lemma in reporting.verbs and scene.sentence.upos[word] == "VERB"
        if noun or verb:
            saying = _saying(scene, word)
            if saying is not None:
                found.append(saying)
    return found


def in_quotes(scene: Scene, token: int) -> bool:
    """Whether an odd number of quotation marks stands before the token."""
    text = scene.sentence.text[: scene.tree.offsets[token][0]]
    marks = _MARK.findall(text)
    if not marks:
        return False
    opened = sum(c in OPENING for c in marks) - sum(c in CLOSING for c in marks)
    return opened > 0 or marks.count('"') % 2 == 1
