"""Objects that are marked only as what is spoken of, with the object's particle left away.

Where verbs stand last, a parser takes such a noun for the subject (資格も停止した, "also suspended
the membership"). The pack's expressions know what the verb is done to.
"""

from __future__ import annotations

from dragoman.coding.parties.draft import Draft
from dragoman.coding.parties.mentions import Mentions
from dragoman.coding.tree import Tree
from dragoman.coding.words.lexicon import NO_ENTRIES, Lexicon
from dragoman.model import Sentence


def with_objects(
    tree: Tree, words: dict[int, frozenset[str]], mentions: Mentions, lexicon: Lexicon
) -> Sentence:
    """The sentence with such nouns as objects; the same object where there are none. `words`:
    token → the phrases whose head it is."""
    sentence = tree.sentence
    particles = tree.grammar.topical
    found = [
        token
        for token in (range(tree.size) if particles else ())
        if sentence.deprels[token] == "nsubj"
        and tree.marked(token, particles)
        and not any(m.kind != "place" for m in mentions.headed(token))
        and _is_object(tree, token, words.get(token, frozenset()), lexicon, mentions)
    ]
    if not found:
        return sentence
    draft = Draft(sentence)
    for token in found:
        draft.rels[token] = "obj"
        for other in _beside(tree, tree.head(token), mentions):
            draft.rels[other] = "nsubj"
    return draft.sentence()


def _is_object(
    tree: Tree, noun: int, phrases: frozenset[str], lexicon: Lexicon, mentions: Mentions
) -> bool:
    """Whether the verb is done to such a noun and never done by it: one that may also be said of
    what happens by itself (再開する) only beside somebody who does it."""
    verb = tree.head(noun)
    sentence = tree.sentence
    if sentence.upos[verb] != "VERB" or tree.with_rel(verb, "obj", "ccomp", "cop"):
        return False
    if tree.is_passive(verb) or sentence.deprels[verb].startswith("acl"):
        return False
    lemma = sentence.lemmas[verb]
    entries = lexicon.verbs.get(lemma.lower(), NO_ENTRIES).bare
    if any(not phrases.isdisjoint(e.expression.subject) for e in entries):
        return False
    if not any(not phrases.isdisjoint(e.expression.object) for e in entries):
        return False
    return lemma not in tree.grammar.ergative or bool(_beside(tree, verb, mentions))


def _beside(tree: Tree, verb: int, mentions: Mentions) -> list[int]:
    """Who else is spoken of beside the verb, who then does it."""
    return [d for d in tree.with_rel(verb, "dislocated")[-1:] if mentions.headed(d)]
