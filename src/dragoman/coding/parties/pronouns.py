"""For whom a pronoun stands: who says so, who was named before, the speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.names import PERSON
from dragoman.coding.parties.participants import OF_STATE
from dragoman.coding.parties.reasons import NAMED_BEFORE
from dragoman.coding.saying.attribution import saying_of
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_PLACES = frozenset({"nsubj", "nmod", "obl", "obj", "compound"})


def by_pronoun(cast: Cast, token: int) -> tuple[Participant, ...]:
    """For whom a pronoun stands; for nobody where the token is none or nobody fits."""
    tree = cast.scene.tree
    if tree.sentence.upos[token] not in ("PRON", "DET", "X"):
        return ()
    if "acl:relcl" in (tree.sentence.deprels[c] for c in tree.children[token]):
        return ()  # "those who …" are nobody named before
    word, pronouns = tree.lower[token], cast.scene.grammar.pronouns
    if cast.scene.grammar.chaining and tree.base[token] == "det":
        return ()  # "that attack", by the same word as "he"
    if word in pronouns.person and _is_several(cast, token):
        word = pronouns.several[0]
    found = _speaker_itself(cast, token, word)
    if found:
        return found
    if word in pronouns.person:
        found = _whom_judged(cast, token)
    if not found and word in pronouns.person and word in pronouns.thing:
        found = _of_the_clause(cast, token)
    if found:
        pass
    elif word in pronouns.person:
        gender = "m" if word in pronouns.male else "f" if word in pronouns.female else None
        one = cast.memory.last_person(gender, token, _beside_object(cast, token))
        found = (one,) if one is not None else ()
        if word in pronouns.named:
            found = _named_here(cast, token) or found
    elif word in pronouns.thing:
        if tree.base[token] in _PLACES and not _expletive(cast, token):
            body = cast.memory.last_body(token, pronouns.organs.get(word))
            found = (body,) if body is not None and not _is_beside(cast, token, body) else ()
    elif word in pronouns.several:
        found = _speaking_owners(cast, token) or cast.memory.last_several(token)
    elif narrates(cast) and (
        word in pronouns.speaker or (word in pronouns.speakers and not _speak_for_a_state(cast))
    ):
        found = ()
    elif word in pronouns.speaker:
        found = cast.speaker[:1]
    elif word in pronouns.speakers:
        found = cast.speaker
    return _taken_up(cast, token, found, NAMED_BEFORE)


def _is_several(cast: Cast, token: int) -> bool:
    """Whether a part behind the pronoun makes it a plural (그들)."""
    tree, plural = cast.scene.tree, cast.scene.grammar.plural
    return any(tree.lower[c] in plural and c == token + 1 for c in tree.children[token])


def _speaking_owners(cast: Cast, token: int) -> tuple[Participant, ...]:
    """A body or several who are said to say what is theirs ("The rebels said that five of their
    fighters had died")."""
    tree = cast.scene.tree
    if cast.scene.grammar.chaining or tree.sentence.deprels[token] != "nmod:poss":
        return ()
    clause = next((t for t in tree.ancestors(token) if tree.base[t] == "ccomp"), None)
    saying = saying_of(cast.scene, clause) if clause is not None else None
    if saying is None or len(saying.speakers) != 1 or cast.scene.is_person(saying.speakers[0]):
        return ()
    subjects = tree.own_subjects(clause) if clause is not None else []
    if subjects and not any(tree.under(token, subject) for subject in subjects):
        return ()
    return cast.of(saying.speakers, owners=False)


def _is_beside(cast: Cast, token: int, body: Participant) -> bool:
    """Whether a body stands in the phrase of the subject whose verb has the pronoun as object:
    it is not meant ("Lund of the Green League called it a failure")."""
    tree = cast.scene.tree
    if tree.base[token] != "obj" or body.span is None or cast.scene.grammar.chaining:
        return False
    starts = cast.scene.sentence.starts
    return any(
        starts[t] == body.span.start and t != subject
        for subject in tree.own_subjects(tree.head(token))
        for t in tree.subtree(subject)
    )


def narrates(cast: Cast) -> bool:
    """Whether the words are those of who writes the story, not of somebody in it."""
    return not (cast.speaks_here or cast.scene.grammar.chaining)


def _speak_for_a_state(cast: Cast) -> bool:
    """Whether who spoke last are officials, whose statement may go on without marks ("we")."""
    return any(p.sector in OF_STATE for p in cast.speaker)


def _beside_object(cast: Cast, token: int) -> set[tuple[str, str]]:
    """Who does what is done to the pronoun: somebody else ("after the president pardoned him")."""
    tree, grammar = cast.scene.tree, cast.scene.grammar
    if tree.base[token] not in ("obj", "iobj") or tree.lower[token] in grammar.pronouns.reflexive:
        return set()
    if grammar.chaining or tree.lower[token] in grammar.pronouns.thing:
        return set()  # that may be a thing
    subjects = [s for s in tree.subjects(tree.head(token)) if cast.scene.is_person(s)]
    return {p.key for p in cast.of(subjects, owners=False)}


def _named_here(cast: Cast, token: int) -> tuple[Participant, ...]:
    """The person last named in the sentence before a word that takes up whoever was, if only
    as the source ("according to X, the same said")."""
    before = [m for m in cast.scene.mentions.all if m.is_person and m.last < token]
    one = max(before, key=lambda m: m.last, default=None)
    return cast.of_mention(one) if one is not None and one.kind == PERSON else ()


def _taken_up(
    cast: Cast, pronoun: int, who: Iterable[Participant], how: str
) -> tuple[Participant, ...]:
    """Whom a pronoun stands for: in the words that name them, where these stand in the
    sentence, else by the pronoun."""
    tree = cast.scene.tree
    text, span = tree.sentence.forms[pronoun], tree.sentence.span(pronoun, pronoun)
    first, last = tree.sentence.starts[0], tree.sentence.ends[-1]
    found = []
    for one in who:
        named = one.span is not None and first <= one.span.start and one.span.end <= last
        why = f"'{text}' = {how}: {one.why}"
        if named:
            found.append(replace(one, why=why))
        else:
            found.append(replace(one, text=text, span=span, why=why))
    return tuple(found)


def _of_the_clause(cast: Cast, token: int) -> tuple[Participant, ...]:
    """The subject of the clause in which something is said to be his, hers or its, by a pronoun
    that stands for all of them (Kanada … warganya)."""
    tree = cast.scene.tree
    clause = tree.clause_head(token)
    if tree.base[token] not in ("nmod", "det") or tree.is_passive(clause):
        return ()
    subjects = tree.subjects(clause)
    if any(tree.under(token, s) or s > token for s in subjects):
        return ()
    return tuple(p for p in cast.of(subjects) if p.code)


def _whom_judged(cast: Cast, token: int) -> tuple[Participant, ...]:
    """The person who is praised or blamed for something of his own ("praised Kim for his
    courage")."""
    tree, grammar = cast.scene.tree, cast.scene.grammar
    noun = tree.head(token)
    verb = tree.head(noun)
    if tree.base[token] not in ("nmod", "det") or tree.base[noun] not in ("obl", "nmod"):
        return ()
    if not tree.marked(noun, grammar.blame):
        return ()
    if cast.scene.is_person(verb):
        return cast.of([verb], owners=False)
    verb = tree.head(verb) if tree.base[verb] == "obj" else verb
    heads = (verb, *tree.with_rel(verb, "obj"))  # "heaped praise on Kim for …"
    others = (o for h in heads for o in tree.with_rel(h, "obj", "obl", "nmod") if o < noun)
    persons = [o for o in others if cast.scene.is_person(o)]
    return cast.of(persons, owners=False) if len(persons) == 1 else ()


def _speaker_itself(cast: Cast, token: int, word: str) -> tuple[Participant, ...]:
    """Who is said to say what the pronoun is the subject of, if the number fits ("Denmark and
    Sweden said they supported it")."""
    tree, pronouns = cast.scene.tree, cast.scene.grammar.pronouns
    if tree.base[token] != "nsubj" or tree.base[tree.head(token)] not in ("ccomp", "conj"):
        return ()
    saying = saying_of(cast.scene, tree.head(token))
    if saying is None or token in saying.speakers or saying.word == tree.head(token):
        return ()
    speakers = cast.of(saying.speakers)
    persons = all(cast.scene.is_person(s) for s in saying.speakers)
    plural = any("Number=Plur" in tree.sentence.feats[s] for s in saying.speakers)
    fits = (
        (word in pronouns.several and len(speakers) > 1)
        or (word in pronouns.person and len(speakers) == 1 and persons and not plural)
        or (word in pronouns.thing and len(speakers) == 1 and not persons)
    )
    if not fits:
        return ()
    return _taken_up(cast, token, speakers, "who says so")


def _expletive(cast: Cast, token: int) -> bool:
    tree = cast.scene.tree
    head = tree.head(token)
    if tree.base[token] == "nsubj" and tree.sentence.upos[head] != "VERB":
        return True
    return bool(tree.with_rel(head, "csubj", "expl")) or tree.base[token] == "expl"
