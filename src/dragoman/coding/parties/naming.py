"""Names put right in the tree.

A small parser takes a rare name for a verb or an adverb ("Xi Jinping", "UNHCR supports"), and hangs
a clause on it that is none. Where the actor files know the name, its words are a noun of one piece:
the subject of the verb behind it, or the object of the verb before it.
"""

from __future__ import annotations

from dragoman.actors.names import BODY, CAPITAL, COUNTRY, GROUP, PERSON
from dragoman.coding.parties.draft import Draft
from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.coding.parties.rows import join, rows_of
from dragoman.model import Sentence

_NAMES = frozenset({BODY, CAPITAL, COUNTRY, GROUP, PERSON})
_MISTAKEN = frozenset({"VERB", "AUX", "ADV", "INTJ", "SCONJ", "PRON", "PUNCT", "X"})
_OF_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "advmod", "mark", "punct", "dep",
                         "parataxis", "discourse", "aux", "cop", "csubj"})  # fmt: skip
_MOVED = frozenset({"obl", "advmod", "advcl", "aux", "punct", "mark", "parataxis", "ccomp", "obj"})


def with_names(sentence: Sentence, mentions: Mentions) -> Sentence:
    """The sentence with the names in it as nouns; the same object where they are already."""
    wrong = [m for m in mentions.all if m.kind in _NAMES and _is_mistaken(sentence, m)]
    rows = rows_of(sentence, mentions)
    if not wrong and not rows:
        return sentence
    draft = _Names(sentence)
    for mention in wrong:
        draft.mend(mention)
    joined = [join(draft, row) for row in rows]
    return draft.sentence() if wrong or any(joined) else sentence


def _is_mistaken(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word of the name is of a wrong class, or the name hangs as a clause."""
    if mention.match is None or not sentence.forms[mention.first][:1].isupper():
        return False
    span = range(mention.first, mention.last + 1)
    if any(_is_word(sentence, t) for t in span):
        return True
    tops = [t for t in span if not mention.first <= sentence.heads[t] <= mention.last]
    return any(sentence.deprels[t].partition(":")[0] in _OF_CLAUSES for t in tops)


def _is_word(sentence: Sentence, token: int) -> bool:
    form = sentence.forms[token]
    return sentence.upos[token] in _MISTAKEN and form[:1].isupper() and form.lower() != "i"


class _Names(Draft):
    def mend(self, mention: Mention) -> None:
        span = range(mention.first, mention.last + 1)
        for token in span:
            if _is_word(self.old, token):
                self.upos[token], self.feats[token] = "PROPN", ""
        tops = [t for t in span if self.heads[t] == t or self.heads[t] not in span]
        if not tops:
            return
        top = next((t for t in tops if self.base(t) not in _OF_CLAUSES), tops[0])
        for token in span:
            if token != top and (token in tops or self.base(token) in _OF_CLAUSES | {"nsubj"}):
                self.heads[token], self.rels[token] = top, "flat"
        if self.heads[top] == top:
            self._give_root(top, mention.last)
        elif self.base(top) in _OF_CLAUSES:
            self._attach(top, mention.first, mention.last)

    def _give_root(self, top: int, last: int) -> None:
        """The name that is the root is the subject of the verb that hangs on it behind it."""
        for verb in self.children(top):
            clause = self.base(verb) in ("conj", "acl", "advcl", "ccomp", "parataxis", "xcomp")
            if verb <= last or self.upos[verb] != "VERB" or not clause or self.has(verb, "mark"):
                continue
            if self.has(verb, "nsubj") or any(self.upos[t] == "NOUN" for t in range(last, verb)):
                continue
            self.heads[verb], self.rels[verb] = verb, "root"
            self._move(top, verb, but=verb)
            self.heads[top], self.rels[top] = verb, "nsubj"
            return

    def _attach(self, top: int, first: int, last: int) -> None:
        """A name that hangs as a clause: by what stands before and behind it."""
        holder, base = self.heads[top], self.base(top)
        verb = self.verb_behind(last)
        if verb is not None and not self.has(verb, "nsubj"):
            if self.under(verb, top):
                self.heads[verb], self.rels[verb] = holder, base if base != "advmod" else "ccomp"
                self._move(top, verb, but=verb)
            self.heads[top] = verb
            self.rels[top] = "nsubj:pass" if self.has(verb, "aux:pass") else "nsubj"
        elif self.upos[holder] == "VERB" and holder < first:
            marked = self.has(top, "case") or self.upos[first - 1] == "ADP"
            self.rels[top] = "obl" if marked or self.has(holder, "obj") else "obj"
            self._move(top, holder)
        elif self.upos[holder] in ("NOUN", "PROPN"):
            self.rels[top] = "nmod"

    def _move(self, top: int, verb: int, but: int | None = None) -> None:
        """What hung on the name as on a clause hangs on its verb."""
        for child in self.children(top):
            if child != but and self.base(child) in _MOVED and self.rels[child] != "flat":
                self.heads[child] = verb
