"""Where a sentence expresses an act: expressions of the pack found on its tree.

Of several expressions on one word the one with the most conditions met wins; the others are kept
as its rivals, so that an explanation can say why they lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.coding.saying.attribution import saying_of
from dragoman.coding.saying.modality import is_negated
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree, is_unspaced
from dragoman.coding.words.lexicon import Lexicon, Rest, VerbEntry
from dragoman.languages.expressions import Expression

_GAP = 4
_NEARER = 0.1
"""How much a word more of a noun behind a preposition counts, between expressions alike."""
_VERBAL = frozenset({"VERB", "AUX"})
_BARRIERS = frozenset({"VERB", "CCONJ", "SCONJ"})
_QUOTES = frozenset({"“", '"'})
_MODIFYING = frozenset({"amod", "compound", "nmod", "advmod"})
_STOPS = frozenset({";", ":", "”", "“", '"', "("})


@dataclass(frozen=True, slots=True)
class Trigger:
    """An expression found: `head` bears the arguments, `tokens` are its words, `nouns` the nouns
    among them (object, noun of a phrase) on which arguments may hang too. `rank` is how specific
    the expression is; `rivals` are act and source of expressions that fitted less well; `doers` are
    subject nouns that the expression names, `reach` all words of its noun phrases, on any of which
    a preposition may hang."""

    expression: Expression
    head: int
    tokens: tuple[int, ...]
    nouns: tuple[int, ...]
    rank: float
    place: int
    rivals: tuple[tuple[str, str], ...] = ()
    doers: tuple[int, ...] = ()
    reach: tuple[int, ...] = ()

    @property
    def act(self) -> str:
        """The act's id."""
        return self.expression.act

    @property
    def kind(self) -> str:
        """verb, noun or adj."""
        return self.expression.kind


def find_triggers(scene: Scene, lexicon: Lexicon) -> list[Trigger]:
    """The expressions of acts in a sentence, at most one a head, in the order of their heads."""
    verbs = _best(_verbs(scene, lexicon))
    inside = {token for trigger in verbs for token in trigger.tokens if token != trigger.head}
    verbs = [t for t in verbs if t.head not in inside]
    claimed = {
        token for trigger in verbs for token in (*trigger.tokens, *trigger.doers, trigger.head)
    }
    for trigger in verbs:
        for noun in trigger.nouns:
            claimed.update(scene.counted(noun))
    nouns = _best(_nouns(scene, lexicon, claimed))
    return sorted((*verbs, *nouns), key=lambda t: (t.head, t.tokens))


def _best(found: Iterator[Trigger]) -> list[Trigger]:
    by_head: dict[int, list[Trigger]] = {}
    for trigger in found:
        by_head.setdefault(trigger.head, []).append(trigger)
    chosen = []
    for candidates in by_head.values():
        candidates.sort(key=lambda t: (-t.rank, -t.expression.confidence, t.place))
        best, *others = candidates
        rivals = tuple(
            dict.fromkeys((t.act, t.expression.source) for t in others if t.act != best.act)
        )
        chosen.append(replace(best, rivals=rivals) if rivals else best)
    return chosen


# --- verbs


def _verbs(scene: Scene, lexicon: Lexicon) -> Iterator[Trigger]:
    tree, sentence, causing = scene.tree, scene.sentence, scene.grammar.causing
    known = [lexicon.verbs.get(lemma) for lemma in scene.lemmas]
    for token, found in enumerate(known):
        if found is None and not causing:
            continue
        entries = [] if found is None else [found]
        if causing and "Voice=Cau" in sentence.feats[token]:
            forms = _caused_forms(scene, token)
            entries += [one for form in forms if (one := lexicon.verbs.get(form)) is not None]
        if not entries:
            continue
        if sentence.upos[token] not in _VERBAL and not _verb_like(scene, token):
            continue
        auxiliary = sentence.deprels[token] == "aux"
        head = tree.head(token) if auxiliary else tree.predicate(token)
        if _is_quality(tree, head):
            continue
        candidates: list[VerbEntry] = []
        if not auxiliary:
            objects = any(each.named for each in entries)
            nouns = _named_objects(scene, head) if objects else frozenset[str]()
            candidates += [one for each in entries for one in each.with_object(nouns)]
        behind: list[int] = []
        if any(each.behind for each in entries):
            behind = _behind_object(scene, head)
            ahead = tuple(_ahead(scene, token, behind))
            candidates += [one for each in entries for one in each.among(ahead)]
        for rest, expression, place in candidates:
            matched: tuple[int, ...] | None = ()
            if rest:
                barred = len(rest) == 1 and rest[0] in expression.recipient
                matched = _rest(scene, token, head, rest, barred)
                if matched is None:
                    matched = _said_of_object(scene, behind, rest)
            if matched is not None:
                trigger = _checked(scene, expression, head, (token, *matched), place, len(rest))
                if trigger is not None:
                    yield trigger


def _caused_forms(scene: Scene, token: int) -> list[str]:
    """The citation forms of a verb with the auxiliary by which somebody makes others do it, longest
    first (国外退去させる, 退去させる)."""
    sentence, tree = scene.sentence, scene.tree
    marks = [c for c in tree.with_rel(token, "aux") if sentence.lemmas[c] in scene.grammar.causing]
    if not marks:
        return []
    first = min((token, *(c for c in tree.with_rel(token, "compound") if c < token)))
    end = tree.offsets[marks[0]][0]
    ending = sentence.lemmas[marks[0]]
    return [sentence.text[tree.offsets[t][0] : end] + ending for t in range(first, token + 1)]


def _is_quality(tree: Tree, verb: int) -> bool:
    """Whether a participle before a noun only says what kind it is ("the alleged attack")."""
    return tree.base[verb] == "amod" and verb < tree.head(verb) and not tree.agents(verb)


def _ahead(scene: Scene, token: int, behind: Sequence[int]) -> Iterable[str]:
    """Forms and lemmas among which the next word of a phrase must be, each once; `behind`: the
    words behind the object."""
    reach = slice(token + 1, token + 3 + _GAP)
    far = [scene.lemmas[t] for t in behind if t > token]
    return dict.fromkeys((*scene.tree.lower[reach], *scene.lemmas[reach], *far))


def _named_objects(scene: Scene, head: int) -> frozenset[str]:
    """The lexicon's phrases that head the objects of a predicate."""
    tree = scene.tree
    return frozenset(
        phrase
        for token in (
            *(tree.objects(head) or _within_word(scene, head) or _topics(scene, head)),
            *tree.raised(head),
        )
        for one in (*scene.content(token), *scene.named_by(token))
        for phrase in scene.words.get(one, ())
    )


def _verb_like(scene: Scene, token: int) -> bool:
    """A word not tagged as a verb that has a verb's arguments, or a participle."""
    tree, sentence = scene.tree, scene.sentence
    if "VerbForm" in sentence.feats[token] or "Voice=" in sentence.feats[token]:
        return True
    rels = {tree.base[c] for c in tree.children[token]}
    inflected = sentence.lemmas[token] != tree.lower[token]
    if sentence.upos[token] == "ADJ" and inflected and "nsubj" in rels and "cop" not in rels:
        return True  # no adjective has a subject without a copula ("the mayor apologised to …")
    return "obj" in rels and ("nsubj" in rels or tree.is_root(token))


def _rest(scene: Scene, verb: int, head: int, rest: Rest, barred: bool) -> tuple[int, ...] | None:
    """The tokens of a phrase's further words, each within reach of the one before."""
    tree, lemmas = scene.tree, scene.lemmas
    found: list[int] = []
    at = verb
    for unit in rest:
        quoted = False
        for token in range(at + 1, min(at + 3 + _GAP, tree.size)):
            if token == at + 2 + _GAP and not quoted:
                return None
            if tree.lower[token] in _STOPS:
                behind = (tree.lower[t] for t in range(token + 1, min(token + 3, tree.size)))
                if tree.lower[token] in _QUOTES and unit in behind:
                    quoted = True  # called him a "liar"
                    continue
                return None
            if tree.lower[token] == unit or lemmas[token] == unit:
                if not _hangs_on(scene, token, verb, head, barred):
                    continue
                found.append(token)
                at = token
                break
            if scene.sentence.upos[token] in _BARRIERS:
                return None
        else:
            return None
    return tuple(found)


def _said_of_object(scene: Scene, behind: Sequence[int], rest: Rest) -> tuple[int, ...] | None:
    """The one further word of a phrase where the parser hangs it on the object, that stands between
    ("called his Indian colleague's remarks unacceptable"), among those `behind` the object."""
    for token in behind if len(rest) == 1 else ():
        if rest[0] in (scene.tree.lower[token], scene.lemmas[token]):
            return (token,)
    return None


def _behind_object(scene: Scene, head: int) -> list[int]:
    """The words behind a verb's object that may say what it is called or made."""
    tree = scene.tree
    if scene.grammar.chaining:
        return []
    found = [
        c
        for c in tree.with_rel(head, "xcomp")
        if scene.sentence.upos[c] != "VERB" and tree.own_subjects(c)
    ]
    for noun in tree.with_rel(head, "obj"):
        within = tree.with_rel(noun, "amod", "appos", "xcomp", "acl")
        found += [c for c in within if c > noun > head]
        found += [c for c in _named_by(scene, head) if c > noun > head and c not in found]
    return found


def _named_by(scene: Scene, head: int) -> list[int]:
    """The nouns that a verb says its object is, and their attributes ("called him a very foolish
    man and a liar")."""
    tree, upos = scene.tree, scene.sentence.upos
    nouns = [
        one
        for c in tree.with_rel(head, "xcomp")
        if upos[c] in ("NOUN", "PROPN") and not tree.with_rel(c, "mark", "case", "obj")
        for one in tree.conjuncts(c)
    ]
    return sorted(t for noun in nouns for t in (noun, *tree.with_rel(noun, "amod")))


def _hangs_on(scene: Scene, token: int, verb: int, head: int, barred: bool) -> bool:
    """Whether a phrase's further word belongs to its verb: a preposition by the noun it
    introduces, a particle or noun by itself. `barred`: behind an object the preposition belongs to
    something else ("called the raid on …" is no calling on)."""
    tree = scene.tree
    if token == head or not (tree.under(token, head) or tree.under(token, verb)):
        return token == head
    bears = tree.sentence.upos[tree.head(token)]
    infinitive = tree.base[token] == "mark" and bears in ("VERB", "AUX")
    if infinitive and (barred or token - verb > 2):
        return False  # "went to compare", "working there to help": the infinitive's own
    if tree.base[token] in ("case", "mark") and token - verb > 1:
        own = tree.with_rel(head, "obj", "iobj", "nsubj")
        if barred and any(verb < c < token for c in own):
            return False
        holder = tree.head(tree.head(token))
        return holder in (verb, head) or tree.head(holder) in (verb, head)
    return True


def _checked(
    scene: Scene,
    expression: Expression,
    head: int,
    tokens: tuple[int, ...],
    place: int,
    extra: int,
) -> Trigger | None:
    tree = scene.tree
    passive = tree.is_passive(head)
    if expression.voice is not None and (expression.voice == "passive") != passive:
        return None
    objects: list[int] = []
    if expression.object or expression.unless_object:
        objects = _phrase_objects(scene, head, tokens)
    rank = 1.0 + 0.75 * extra
    nouns = [t for t in tokens if scene.sentence.upos[t] in ("NOUN", "PROPN") and t != head]
    if expression.object:
        hit = scene.any_fits(objects, expression.object)
        if hit is None:
            return None
        words = _longest(expression.object, scene, hit)
        if words:
            nouns.append(hit)
            rank += 1.5 + 0.5 * words
        else:
            rank += 1.0
    doers: list[int] = []
    if expression.subject:
        agents = tree.agents(head)
        hit = scene.any_fits([*agents, *_meant(scene, head)], expression.subject)
        if hit is None:
            return None
        if hit in agents and _longest(expression.subject, scene, hit):
            doers = [hit]
            if not scene.mentions.headed(hit):
                nouns.append(hit)
        rank += 1.0
    if expression.with_:
        hit = _with(scene, head, (*nouns, *_addressing(scene, head)), expression.with_)
        if hit is None:
            hit = _with_objects(scene, head, nouns, expression.with_)
        if hit is None:
            return None
        if scene.sentence.upos[hit] in ("NOUN", "PROPN") and not scene.mentions.headed(hit):
            nouns.append(hit)
        rank += 1.5 + _NEARER * _longest(_all_words(expression.with_), scene, hit)
    if expression.unless_object and scene.any_fits(objects, expression.unless_object) is not None:
        return None
    if (
        expression.unless_subject
        and scene.any_fits([*tree.agents(head), *_meant(scene, head)], expression.unless_subject)
        is not None
    ):
        return None
    if expression.unless_with and _with(scene, head, nouns, expression.unless_with) is not None:
        return None
    if _excluded(scene, expression, head, (*tokens, *nouns)):
        return None
    if expression.modifier:
        if not _is_modified(scene, expression.modifier, (head, *tokens, *nouns)):
            return None
        rank += 1.5
    if expression.negated:
        if not is_negated(scene, head):
            return None
        rank += 1.0
    every = tuple(sorted({*tokens, *(n for n in nouns if n not in doers)}))
    return Trigger(
        expression,
        head,
        every,
        tuple(dict.fromkeys(nouns)),
        rank,
        place,
        doers=tuple(doers),
        reach=_reach(scene, nouns),
    )


def _phrase_objects(scene: Scene, head: int, tokens: tuple[int, ...]) -> list[int]:
    """The objects, and the noun that a phrase's own preposition introduces ("call for talks")."""
    tree = scene.tree
    objects = tree.objects(head) or _within_word(scene, head) or _topics(scene, head)
    for token in tokens[1:]:
        if scene.sentence.upos[token] == "VERB" and token != head:
            objects = [*objects, *tree.objects(token)]
    objects = [*objects, *tree.raised(head)]
    last = tokens[-1]
    if tree.base[last] in ("case", "mark") and tree.head(last) not in tokens:
        objects = [*objects, tree.head(last)]
    elif len(tokens) > 1 and last != head and tree.base[last] in ("obj", "obl", "compound", "nmod"):
        objects = [*objects, *tree.with_rel(last, "obj", "nmod")]
    return objects


def _topics(scene: Scene, head: int) -> list[int]:
    """The topic of a verb that is denied, which then may be its object (ミサイルは供与しない)."""
    tree, topics = scene.tree, scene.grammar.topics
    if not topics or scene.sentence.upos[head] != "VERB" or tree.is_passive(head):
        return []
    if not is_negated(scene, head):
        return []
    return [
        s
        for s in tree.with_rel(head, "nsubj")
        if tree.marked(s, topics)
        and not any(p.code for m in scene.mentions.headed(s) for p in m.participants)
    ]


def _within_word(scene: Scene, head: int) -> list[int]:
    """The noun that makes one word with a verb without endings, as its object does in headlines
    (融資承認, 弾薬供与)."""
    tree = scene.tree
    if not scene.grammar.chaining or scene.sentence.upos[head] != "VERB":
        return []
    if tree.with_rel(head, "aux", "obj"):
        return []
    return [c for c in tree.with_rel(head, "compound") if c == head - 1]


def _reach(scene: Scene, nouns: Sequence[int]) -> tuple[int, ...]:
    if not nouns:
        return ()
    heads = {one for noun in nouns for one in scene.content(noun)}
    found: dict[int, None] = {}
    for match in scene.phrases:
        if match.head in heads and match.last > match.first:
            found.update(dict.fromkeys(range(match.first, match.last + 1)))
    return tuple(found)


def _meant(scene: Scene, head: int) -> list[int]:
    """Who says so, where a pronoun is the subject of what is said ("the army says it has seized
    the town")."""
    tree = scene.tree
    subjects = tree.own_subjects(head)
    if scene.grammar.chaining:
        return []
    words = scene.grammar.pronouns
    if not any(tree.lower[s] in (*words.person, *words.thing, *words.several) for s in subjects):
        return []
    saying = saying_of(scene, head)
    return list(saying.speakers) if saying is not None else []


def _longest(wanted: frozenset[str], scene: Scene, token: int) -> int:
    """How many words the longest phrase has that fitted; 0 where only an @class did."""
    return max(
        (
            _length(phrase)
            for one in (*scene.content(token), *scene.named_by(token))
            for phrase in scene.words.get(one, frozenset()) & wanted
        ),
        default=0,
    )


def _length(phrase: str) -> int:
    """How many words a phrase has; of a script without blanks, about two characters are one."""
    words = len(phrase.split())
    return max(words, (len(phrase) + 1) // 2) if is_unspaced(phrase) else words


def _all_words(wanted: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*wanted.values())


def _with(
    scene: Scene, head: int, nouns: Sequence[int], wanted: Mapping[str, frozenset[str]]
) -> int | None:
    tree = scene.tree
    holders = [head, *nouns]
    if scene.grammar.modifiers == "behind":  # "dana 40 juta dolar bagi Fiji"
        far = [] if tree.is_passive(head) else [o for o in tree.objects(head) if o > head]
        holders += [c for noun in (*nouns, *far) for c in tree.compound(noun) if c not in holders]
    for preposition, words in wanted.items():
        for holder in holders:
            for child in tree.introduced(holder, preposition):
                if child == head:
                    continue
                if words and tree.base[child] == "ccomp" and is_negated(scene, child):
                    continue  # who says that he had no part in it accuses nobody
                linked = tree.base[child] == "advcl" and preposition in scene.grammar.chaining
                if linked and not words:
                    continue  # another deed of the same ones, not what is said
                if not words or scene.fits(child, words):
                    return child
                if scene.sentence.lemmas[child].lower() in words:
                    return child
    return None


def _addressing(scene: Scene, head: int) -> tuple[int, ...]:
    """The verb by which the deed is promised, asked for or told, with which may
    stand whom it is for (우크라이나에 무기를 보내겠다고 약속했다)."""
    tree = scene.tree
    told = scene.grammar.chaining and tree.base[head] == "ccomp" and not tree.is_root(head)
    return (tree.head(head),) if told and scene.sentence.upos[head] == "VERB" else ()


def _with_objects(
    scene: Scene, head: int, nouns: Sequence[int], wanted: dict[str, frozenset[str]] | object
) -> int | None:
    """Such a noun where the parser hangs it on the verb's object ("stripped critics of rights")."""
    objects = [o for o in scene.tree.with_rel(head, "obj", "nsubj:pass") if o not in nouns]
    assert hasattr(wanted, "items")
    named = {preposition: words for preposition, words in wanted.items() if words}
    return _with(scene, objects[0], objects[1:], named) if objects and named else None


def _is_modified(scene: Scene, words: frozenset[str], tokens: tuple[int, ...]) -> bool:
    """Whether one of the words says of what kind a word of an expression is, or how it is done."""
    return any(
        words & {scene.sentence.lemmas[child].lower(), scene.tree.lower[child]}
        or scene.fits(child, words)
        for token in tokens
        for child in scene.tree.children[token]
        if child not in tokens and scene.tree.base[child] in _MODIFYING
    )


def _excluded(scene: Scene, expression: Expression, head: int, tokens: tuple[int, ...]) -> bool:
    tree = scene.tree
    if expression.unless_modifier and _is_modified(
        scene, expression.unless_modifier, (head, *tokens)
    ):
        return True
    if expression.unless_particle:
        after = tokens[0] + 1
        for token in (after, *tree.children[head]):
            if token < tree.size and tree.says(token, expression.unless_particle):
                return True
    return False


# --- nouns and adjectives


def _nouns(scene: Scene, lexicon: Lexicon, claimed: set[int]) -> Iterator[Trigger]:
    tree, upos = scene.tree, scene.sentence.upos
    # a verb's own phrase does not stand for the act noun that is its object
    longer = [m for m in scene.phrases if m.last > m.first and upos[m.head] not in _VERBAL]
    for match in scene.phrases:
        if match.head in claimed:
            continue
        if longer and any(
            m.first <= match.first and match.last <= m.last and m.head != match.head for m in longer
        ):
            continue
        tokens = tuple(range(match.first, match.last + 1))
        nouns = lexicon.nouns.get(match.phrase)
        nominal = upos[match.head] in ("NOUN", "PROPN", "X") or (
            tree.base[match.head] in ("nsubj", "obj", "obl", "nmod")
            and scene.sentence.lemmas[match.head] not in lexicon.verbs
        )
        if nouns and nominal:
            if _names_something(scene, match.head) or _is_agent(scene, match.head, nouns):
                continue
            for expression, place in nouns:
                trigger = _checked_noun(scene, expression, match.head, tokens, place)
                if trigger is not None:
                    yield trigger
        adjectives = lexicon.adjectives.get(match.phrase)
        if (
            adjectives
            and upos[match.head] in ("ADJ", "VERB", "NOUN")
            and tree.own_subjects(match.head)
        ):
            for expression, place in adjectives:
                trigger = _checked(scene, expression, match.head, tokens, place, len(tokens) - 1)
                if trigger is not None:
                    yield trigger


def _names_something(scene: Scene, token: int) -> bool:
    """Whether the word is part of a name ("the Strike newspaper")."""
    return any(m.match is not None and m.kind != "agent" for m in scene.mentions.at(token))


def _is_agent(scene: Scene, token: int, expressions: Sequence[tuple[Expression, int]]) -> bool:
    """Whether the word names people here ("the opposition") or only qualifies one that does
    ("riot police"), not an act."""
    tree = scene.tree
    if any(m.agent is not None for m in scene.mentions.headed(token)):
        prepositions = {f for e, _ in expressions for f in e.recipient}
        return not any(tree.marked(c, prepositions) for c in tree.obliques(token))
    if tree.base[token] not in ("compound", "amod"):
        return False
    return any(m.agent is not None for m in scene.mentions.at(tree.head(token)))


def _checked_noun(
    scene: Scene, expression: Expression, head: int, tokens: tuple[int, ...], place: int
) -> Trigger | None:
    rank = 1.0 + 0.75 * (len(tokens) - 1)
    if expression.with_:
        if _with(scene, head, (), expression.with_) is None:
            return None
        rank += 1.5
    if expression.unless_with and _with(scene, head, (), expression.unless_with) is not None:
        return None
    if expression.object or expression.subject:
        around = [*scene.tree.owners(head), *scene.tree.attributes(head)]
        wanted = expression.object | expression.subject
        if scene.any_fits(around, wanted) is None:
            return None
        rank += 1.0
    if expression.unless_object or expression.unless_subject:
        around = [*scene.tree.owners(head), *scene.tree.attributes(head)]
        if scene.any_fits(around, expression.unless_object | expression.unless_subject) is not None:
            return None
    if _excluded(scene, expression, head, tokens):
        return None
    if expression.modifier:
        if not _is_modified(scene, expression.modifier, (head, *tokens)):
            return None
        rank += 1.5
    return Trigger(expression, head, tokens, (head,), rank, place, reach=tokens)
