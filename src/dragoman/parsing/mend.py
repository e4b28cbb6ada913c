"""Mends what a parser is known to get wrong, where the tree itself shows it.

A past participle between a subject and a noun ("The United States lifted sanctions …") is often
read as an attribute of that noun, which then seems to be a predicate with a subject. A nominal
predicate has a copula; without one, the participle is the verb and the noun its object.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.languages.morphology import Mending, Morphology
from dragoman.parsing.engine import Parsed

_OF_THE_CLAUSE = frozenset({"nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "mark", "advmod",
                            "advcl", "obl", "ccomp", "parataxis", "cc", "discourse", "vocative",
                            "dislocated", "expl", "obl:unmarked"})  # fmt: skip

_STOPS = frozenset(".!?。”\"'")


def mend(parsed: Parsed, morphology: Morphology | None = None) -> Parsed:
    """The parse with such clauses put right; the same object where there are none.

    `morphology`: the lexicon's forms; with them, nouns that were taken for verbs are put right, and
    with its rules for mending, what shows in words and not in the tree.
    """
    if morphology is not None:
        parsed = _verbs(_nouns(parsed, morphology), morphology)
        parsed = _doers(parsed, morphology)
    mending = morphology.rules.mending if morphology is not None else None
    tree = _Draft(list(parsed.heads), list(parsed.deprels), parsed)
    changed = False
    if morphology is not None and mending is not None:
        changed = tree.raise_past(morphology, mending)
    changed = tree.root_coordinated() or changed
    changed = tree.raise_attributes() or changed
    changed = tree.raise_participle() or changed
    changed = tree.raise_behind_relative() or changed
    changed = tree.part_clauses() or changed
    changed = tree.part_perfects() or changed
    changed = tree.part_told() or changed
    changed = tree.raise_addressed() or changed
    changed = tree.part_until() or changed
    changed = tree.raise_finite() or changed
    changed = tree.raise_apposed() or changed
    changed = tree.fill_root() or changed
    changed = tree.lift_finite() or changed
    changed = tree.raise_named() or changed
    changed = tree.name_objects() or changed
    changed = tree.join_names() or changed
    changed = tree.part_objects() or changed
    changed = tree.part_given() or changed
    changed = tree.lead_list() or changed
    if mending is not None:
        changed = tree.join_limits(mending) or changed
    if not changed:
        return parsed
    return replace(parsed, heads=tuple(tree.heads), deprels=tuple(tree.deprels))


def _nouns(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Words that the lexicon knows as nouns only are nouns; right behind a verb that has no
    object, as its complement, they are its object ("grant amnesty")."""
    upos, deprels = list(parsed.upos), list(parsed.deprels)
    changed = False
    with_object = {h for h, rel in zip(parsed.heads, parsed.deprels, strict=True) if rel == "obj"}
    predicates = {
        h
        for h, rel in zip(parsed.heads, parsed.deprels, strict=True)
        if rel in ("obj", "nsubj", "aux", "mark")
    }
    for token, form in enumerate(parsed.forms):
        if upos[token] not in ("VERB", "NOUN", "ADJ") or token in predicates:
            continue
        head = parsed.heads[token]
        complement = deprels[token] in ("xcomp", "ccomp") and head < token <= head + 2
        if (upos[token] == "NOUN" and not complement) or not morphology.only(form, "noun"):
            continue
        if upos[token] != "NOUN":
            upos[token] = "NOUN"
            changed = True
        if complement and upos[head] == "VERB" and head not in with_object:
            deprels[token] = "obj"
            changed = True
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels)) if changed else parsed


_WITHIN = frozenset({"nsubj", "det", "amod", "compound", "nmod", "nummod", "case", "obl",
                     "nmod:poss", "punct", "acl:relcl", "obl:unmarked", "advmod"})  # fmt: skip


def _doers(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Plurals that may be verbs, taken for such: one that is itself a subject or object is a noun
    ("IDF troops arrested …"); one right before a past verb that hangs on its object is that
    verb's subject ("government forces shelled the town")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for token, form in enumerate(parsed.forms):
        if upos[token] != "VERB" or token == 0 or not morphology.knows(form):
            continue
        if not morphology.is_plural(form):
            continue
        children = [t for t, head in enumerate(heads) if head == token and t != token]
        rels = {deprels[t] for t in children}
        before = token - 1
        if deprels[token] in ("nsubj", "nsubj:pass", "obj", "iobj"):
            if rels <= _WITHIN and (before in children or not rels & {"nsubj"}):
                upos[token] = "NOUN"
                for child in children:
                    if deprels[child] == "nsubj":
                        deprels[child] = "compound"
                changed = True
            continue
        verb = token + 1
        if before not in children or deprels[before] != "nsubj" or verb >= len(heads):
            continue
        noun = heads[verb]
        if (
            deprels[verb] != "amod"
            or upos[verb] != "VERB"
            or "Tense=Past" not in parsed.feats[verb]
        ):
            continue
        if heads[noun] != token or deprels[noun] != "obj" or rels & {"xcomp", "ccomp", "aux"}:
            continue
        upos[token] = "NOUN"
        heads[verb] = verb if heads[token] == token else heads[token]
        deprels[verb] = deprels[token]
        heads[token], deprels[token] = verb, "nsubj"
        heads[noun], deprels[before] = verb, "compound"
        for child in children:
            if child not in (before, noun) and (child > token or deprels[child] in _OF_THE_CLAUSE):
                heads[child] = verb
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


def _verbs(parsed: Parsed, morphology: Morphology) -> Parsed:
    """Inflected words that the lexicon knows as verbs only, behind a noun that the parser took for
    a part of theirs, are predicates, that noun their subject ("until Britain withdraws …")."""
    upos, deprels, heads = list(parsed.upos), list(parsed.deprels), list(parsed.heads)
    changed = False
    for verb, form in enumerate(parsed.forms):
        noun = verb - 1
        if noun < 0 or upos[verb] not in ("NOUN", "VERB") or heads[noun] != verb:
            continue
        if deprels[noun] not in ("compound", "nmod", "amod") or upos[noun] not in ("NOUN", "PROPN"):
            continue
        if not form.islower() or not morphology.only(form, "verb"):
            continue
        feats = morphology.analyse(form, "VERB").feats or parsed.feats[verb]
        if morphology.analyse(form, "VERB").lemma == form or "Part" in feats or "Ger" in feats:
            continue
        children = [t for t, head in enumerate(heads) if head == verb and t != verb]
        if any(deprels[t] in ("nsubj", "nsubj:pass", "cop", "aux") for t in children):
            continue
        upos[verb] = "VERB"
        deprels[noun] = "nsubj"
        for child in children:
            if child < noun and deprels[child] in ("det", "amod", "compound", "nummod"):
                heads[child] = noun
            elif child < noun and deprels[child] == "case":
                deprels[child] = "mark"
                if deprels[verb] in ("obl", "nmod"):
                    deprels[verb] = "advcl"
            elif child > verb and deprels[child] == "nmod":
                deprels[child] = "obl"
        changed = True
    if not changed:
        return parsed
    return replace(parsed, upos=tuple(upos), deprels=tuple(deprels), heads=tuple(heads))


@dataclass(slots=True)
class _Draft:
    """A tree being mended."""

    heads: list[int]
    deprels: list[str]
    parsed: Parsed

    def children(self, token: int) -> list[int]:
        return [t for t, head in enumerate(self.heads) if head == token and t != token]

    def _under(self, token: int, top: int) -> bool:
        for _ in range(len(self.heads)):
            if token == top:
                return True
            if self.heads[token] == token:
                return False
            token = self.heads[token]
        return False

    def _bare_root(self, *barred: str) -> int | None:
        """The root of a sentence with a full stop, if it is a noun without subject, copula and
        auxiliary (nor a child of a barred relation): no predicate, so the verb is elsewhere."""
        parsed = self.parsed
        if not parsed.forms or parsed.forms[-1] not in _STOPS:
            return None
        root = next((t for t, head in enumerate(self.heads) if head == t), None)
        if root is None or parsed.upos[root] not in ("NOUN", "PROPN"):
            return None
        rels = {self.deprels[t] for t in self.children(root)}
        return None if rels & {"cop", "nsubj", "nsubj:pass", "aux", *barred} else root

    def raise_past(self, morphology: Morphology, mending: Mending) -> bool:
        """A past verb between two nouns, read as an attribute of the second, is a predicate where
        its form is no participle ("The UN withdrew observers"), where a day stands before it ("A
        court on Monday freed …"), or where a possessor or article stands behind it ("faulted
        Kenya's decision")."""
        changed = False
        for verb, rel in enumerate(self.deprels):
            noun = self.heads[verb]
            if rel not in ("amod", "compound") or noun <= verb or verb == 0:
                continue
            if not self._may_be_past(verb, morphology):
                continue
            possessor = self.deprels[noun] == "nmod:poss"
            noun = self.heads[noun] if possessor and self.heads[noun] > noun else noun
            before = self._behind_day(verb, mending)
            clear = before != verb - 1 or not morphology.tenses(self.parsed.forms[verb])[1]
            clear = clear or possessor or self._bare_root() in (noun, self.heads[noun])
            clear = clear or any(
                self.deprels[t] in ("nmod:poss", "det") and self.heads[t] == noun
                for t in range(verb + 1, noun)
            )
            if not clear or before < 0:
                continue
            subject = self._phrase_head(before, verb, noun)
            if subject is not None and self._predicate(verb, subject, noun):
                changed = True
        return changed

    def _may_be_past(self, verb: int, morphology: Morphology) -> bool:
        parsed, form = self.parsed, self.parsed.forms[verb]
        if parsed.upos[verb] not in ("VERB", "ADJ") or not form.islower():
            return False
        if not morphology.only(form, "verb"):
            return False
        own = {self.deprels[t] for t in self.children(verb)}
        return morphology.tenses(form)[0] and not own & {"obj", "mark", "aux:pass", "cop"}

    def _behind_day(self, verb: int, mending: Mending) -> int:
        """The last token before the verb, its adverbs and a day that stands there ("on Monday")."""
        parsed, at = self.parsed, verb - 1
        while at > 0 and (parsed.upos[at] == "ADV" or mending.is_adverb(parsed.forms[at])):
            at -= 1
        if at > 1 and parsed.forms[at - 1] in mending.before_days and parsed.upos[at] == "PROPN":
            return at - 2 if parsed.forms[at].rstrip(".") in mending.days else at
        return at if at == verb - 1 or parsed.upos[at] in ("NOUN", "PROPN") else -1

    def _phrase_head(self, last: int, verb: int, noun: int) -> int | None:
        """The head of the noun phrase that ends at a token."""
        parsed, at = self.parsed, last
        if parsed.upos[at] not in ("NOUN", "PROPN", "PRON", "NUM"):
            return None
        for _ in range(len(self.heads)):
            above = self.heads[at]
            if above == at or above >= verb:
                break
            at = above
        if parsed.upos[at] not in ("NOUN", "PROPN", "PRON", "NUM") or at == noun:
            return None
        if any(self.deprels[t] in ("cop", "case", "aux") for t in self.children(at)):
            return None
        first = min([at, *(t for t in self.children(at) if t < at)])
        return at if first == 0 or parsed.upos[first - 1] != "ADP" else None

    def _predicate(self, verb: int, subject: int, noun: int) -> bool:
        """The verb takes the place in the tree of whichever of its two nouns stands highest."""
        heads, rels = list(self.heads), list(self.deprels)
        holder = subject if self._under(noun, subject) else noun
        if not self._under(subject, holder):
            outer = self.heads[subject]
            if outer < noun or self.deprels[subject] not in ("nsubj", "nsubj:pass"):
                return False
            holder = outer  # the noun before is the subject of a verb far behind
        place, rel = self.heads[holder], self.deprels[holder]
        if holder == noun and rel.startswith("nsubj") and place > noun:
            holder, place, rel = place, self.heads[place], self.deprels[place]
        self.heads[verb] = verb if place == holder else place
        self.deprels[verb] = rel
        for child in self.children(holder):
            clausal = self.deprels[child] in _OF_THE_CLAUSE
            linked = self.deprels[child] == "conj" and self.parsed.upos[child] == "VERB"
            if child in (verb, subject, noun) or noun > child > verb:
                continue
            if (clausal and child < verb) or linked or self.deprels[child] == "punct":
                self.heads[child] = verb
        if holder not in (subject, noun):
            self.heads[holder], self.deprels[holder] = verb, "advcl"
        for child in self.children(noun):
            if child < verb and child != subject:
                near = self.deprels[child] in ("det", "amod", "compound", "nummod", "nmod:poss")
                self.heads[child] = subject if near and child < subject else verb
            elif child > noun and self.deprels[child] in ("punct", "advcl", "parataxis"):
                self.heads[child] = verb
        self.heads[subject], self.deprels[subject] = verb, "nsubj"
        self.heads[noun], self.deprels[noun] = verb, "obj"
        if not self._is_tree():
            self.heads[:], self.deprels[:] = heads, rels
            return False
        return True

    def _is_tree(self) -> bool:
        roots = [t for t, head in enumerate(self.heads) if t == head]
        return len(roots) == 1 and all(
            self._under(token, roots[0]) for token in range(len(self.heads))
        )

    def raise_attributes(self) -> bool:
        """A participle before a noun that has a subject, or is given one itself, is the verb."""
        changed = False
        for verb, rel in enumerate(self.deprels):
            if rel not in ("amod", "compound"):
                continue
            subject = any(self._is_subject(t) and t < verb for t in self.children(verb))
            if not self._verbal(verb) and not subject:
                continue
            noun = self.heads[verb]
            if verb > noun or self.parsed.upos[noun] not in ("NOUN", "PROPN"):
                continue
            children = self.children(noun)
            own = [t for t in self.children(verb) if self._is_subject(t) and t < verb]
            subjects = own or [t for t in children if self._is_subject(t) and t < verb]
            if not subjects or any(self.deprels[t] in ("cop", "aux:pass") for t in children):
                continue
            self._raise(verb, noun, children)
            changed = True
        return changed

    def _verbal(self, token: int) -> bool:
        if self.parsed.upos[token] == "VERB":
            return True
        return self.parsed.upos[token] == "ADJ" and "VerbForm=Part" in self.parsed.feats[token]

    def _is_subject(self, token: int) -> bool:
        return self.deprels[token] in ("nsubj", "nsubj:pass")

    def _raise(self, verb: int, noun: int, children: list[int]) -> None:
        """The participle becomes the predicate in the noun's place, the noun its object."""
        root = self.heads[noun] == noun
        self.heads[verb] = verb if root else self.heads[noun]
        self.deprels[verb] = self.deprels[noun]
        self.heads[noun], self.deprels[noun] = verb, "obj"
        for child in children:
            if child == verb:
                continue
            of_clause = self.deprels[child] in _OF_THE_CLAUSE or (
                self.deprels[child] == "punct" and root
            )
            if of_clause and not noun > child > verb:
                self.heads[child] = verb

    def raise_participle(self) -> bool:
        """A sentence whose root is a noun, with a participle behind it and a full stop at the end
        ("The minister, who had flown in, spoke first."): it is the verb, the noun its subject."""
        parsed = self.parsed
        root = self._bare_root()
        if root is None:
            return False
        children = self.children(root)
        parts = ("nmod", "flat", "appos", "conj")
        holders = [root, *(t for t in children if self.deprels[t] in parts)]
        for holder in holders:
            for verb in self.children(holder):
                rel = self.deprels[verb]
                if self.deprels[holder] == "conj" and verb != holder + 1:
                    continue
                if verb > root and rel in ("acl", "parataxis") and parsed.upos[verb] == "VERB":
                    own = [self.deprels[t] for t in self.children(verb)]
                    if "mark" in own or (rel == "parataxis" and "nsubj" in own):
                        continue
                    if "VerbForm=Ger" in parsed.feats[verb] or "Tense=Pres" in parsed.feats[verb]:
                        continue
                    self._turn(root, verb, children)
                    return True
        return False

    def raise_behind_relative(self) -> bool:
        """A sentence whose root is a noun with a relative clause, and a past verb behind the comma
        that ends that clause ("The president, who was sworn in, offered talks."): the verb is
        the predicate, the noun its subject."""
        parsed = self.parsed
        root = self._bare_root()
        if root is None:
            return False
        children = self.children(root)
        for clause in children:
            if self.deprels[clause] != "acl:relcl":
                continue
            inner = self.children(clause)
            for verb in inner:
                if self.deprels[verb] not in ("advcl", "conj", "parataxis") or verb < clause:
                    continue
                if parsed.upos[verb] != "VERB" or parsed.forms[verb - 1] != ",":
                    continue
                own = {self.deprels[t] for t in self.children(verb)}
                if "Tense=Past" not in parsed.feats[verb] or own & {"mark", "nsubj", "cc", "aux"}:
                    continue
                self._turn(root, verb, children)
                for child in inner:
                    if child > verb:
                        self.heads[child] = verb
                return True
        return False

    def part_clauses(self) -> bool:
        """A noun that comma and conjunction join to the clause before, with a past verb right
        behind it that has a complement but no subject ("It banned rallies, and the union called
        a strike."): a clause of its own."""
        parsed, changed = self.parsed, False
        for noun, rel in enumerate(self.deprels):
            verb = noun + 1
            if rel != "conj" or parsed.upos[noun] not in ("NOUN", "PROPN") or self._ends(noun):
                continue
            if "Tense=Past" not in parsed.feats[verb] or parsed.upos[verb] != "VERB":
                continue
            if self.deprels[verb] not in ("acl", "advcl", "parataxis", "acl:relcl", "conj"):
                continue
            own = {self.deprels[t] for t in self.children(verb)}
            if own & {"mark", "nsubj", "nsubj:pass", "cc", "aux:pass"}:
                continue
            if not own & {"obj", "iobj", "xcomp", "ccomp"}:
                continue
            joints = [t for t in self.children(noun) if self.deprels[t] == "cc"]
            if not joints or parsed.forms[joints[0] - 1] != ",":
                continue
            before = self.heads[noun]
            while parsed.upos[before] != "VERB" and self.heads[before] != before:
                before = self.heads[before]
            if parsed.upos[before] != "VERB" or self._under(before, verb):
                continue
            self.heads[verb], self.deprels[verb] = before, "conj"
            self.heads[noun], self.deprels[noun] = verb, "nsubj"
            for child in self.children(noun):
                if self.deprels[child] in ("cc", "punct") and child <= joints[0]:
                    self.heads[child] = verb
            changed = True
        return changed

    def part_perfects(self) -> bool:
        """A noun that a conjunction joins to the clause before, right before a verb with an
        auxiliary and without a subject that hangs there, too ("He is well and police have
        appealed for calm."): that verb's subject."""
        parsed, changed = self.parsed, False
        for noun, rel in enumerate(self.deprels):
            if rel != "conj" or parsed.upos[noun] not in ("NOUN", "PROPN") or self._ends(noun):
                continue
            aux = noun + 1
            verb = self.heads[aux]
            if self.deprels[aux] != "aux" or verb == aux or parsed.upos[verb] != "VERB":
                continue
            if self.deprels[verb] != "conj" or self.heads[verb] not in (self.heads[noun], noun):
                continue
            own = {self.deprels[t] for t in self.children(verb)}
            joints = [t for t in self.children(noun) if self.deprels[t] == "cc"]
            if own & {"nsubj", "nsubj:pass", "cc", "mark"} or not joints:
                continue
            self.heads[verb] = self.heads[noun]
            passive = "aux:pass" in own
            self.heads[noun], self.deprels[noun] = verb, "nsubj:pass" if passive else "nsubj"
            for child in self.children(noun):
                if self.deprels[child] in ("cc", "punct") and child <= joints[0]:
                    self.heads[child] = verb
            changed = True
        return changed

    def part_told(self) -> bool:
        """A clause with a mark and a subject that hangs on the one to whom something is said is
        what is said ("told the court that guards beat her")."""
        changed = False
        for clause, rel in enumerate(self.deprels):
            noun = self.heads[clause]
            if rel not in ("acl", "acl:relcl") or self.deprels[noun] not in ("iobj", "obj"):
                continue
            children = self.children(clause)
            own = {self.deprels[t] for t in children}
            if "nsubj" not in own or clause < noun:
                continue
            taken = [t for t in children if self.deprels[t] == "obj"]
            told = self.deprels[noun] == "iobj"  # who is told something is not what a clause takes
            pronoun = bool(taken) and self.parsed.upos[taken[0]] == "PRON"
            word = taken[0] if pronoun and (told or len(taken) > 1) else None
            if rel == "acl:relcl" and word is not None and word < clause:
                self.deprels[word] = "mark"  # it is no object, for the clause has one
            elif "mark" not in own or self.deprels[noun] != "iobj":
                continue
            verb = self.heads[noun]
            if any(self.deprels[t] in ("obj", "ccomp") for t in self.children(verb)):
                continue
            self.heads[clause], self.deprels[clause] = verb, "ccomp"
            self.deprels[noun] = "obj"
            changed = True
        return changed

    def raise_addressed(self) -> bool:
        """A noun of time that is the root, with a noun behind it that seems to be addressed and a
        past verb without a subject in that one's phrase ("Late in March, the premiers of the
        two states met."): the verb is the root, that noun its subject."""
        parsed = self.parsed
        root = self._bare_root()
        if root is None:
            return False
        for noun in self.children(root):
            if self.deprels[noun] != "vocative" or noun < root:
                continue
            for verb in range(noun + 1, len(self.heads)):
                if parsed.upos[verb] != "VERB" or self.deprels[verb] != "acl":
                    continue
                own = {self.deprels[t] for t in self.children(verb)}
                if not self._under(verb, noun) or own & {"mark", "nsubj", "aux:pass"}:
                    continue
                if "Tense=Past" not in parsed.feats[verb]:
                    continue
                self.heads[verb], self.deprels[verb] = verb, "root"
                self.heads[noun], self.deprels[noun] = verb, "nsubj"
                self.heads[root], self.deprels[root] = verb, "obl:unmarked"
                for child in self.children(root):
                    if child > root:
                        self.heads[child] = verb
                return True
        return False

    def part_until(self) -> bool:
        """A preposition's noun right before a finite verb without subject and mark, where the verb
        hangs as a clause of its own ("until the union agrees to …"): the verb's subject."""
        parsed, changed = self.parsed, False
        for verb, rel in enumerate(self.deprels):
            noun = verb - 1
            if rel not in ("advcl", "ccomp") or parsed.upos[verb] != "VERB" or noun < 1:
                continue
            if self.deprels[noun] == "flat:name" and self.heads[noun] < noun:
                noun = self.heads[noun]
            if self.deprels[noun] not in ("obl", "nmod") or self.heads[noun] == verb:
                continue
            feats, form = parsed.feats[verb], parsed.forms[verb]
            bare = form == parsed.lemmas[verb] and "Voice=Act" not in feats
            if bare or "Part" in feats or "Ger" in feats or "Past" in feats:
                continue
            if {self.deprels[t] for t in self.children(verb)} & {"nsubj", "mark", "aux", "cc"}:
                continue
            cases = [t for t in self.children(noun) if self.deprels[t] == "case"]
            if len(cases) != 1 or self._under(noun, verb) or self._under(verb, noun):
                continue
            self.heads[noun], self.deprels[noun] = verb, "nsubj"
            self.heads[cases[0]], self.deprels[cases[0]] = verb, "mark"
            self.deprels[verb] = "advcl"
            changed = True
        return changed

    def _ends(self, token: int) -> bool:
        return token + 1 >= len(self.heads)

    def raise_finite(self) -> bool:
        """A sentence that ends with a full stop and whose root is a noun without a copula has its
        verb among the attributes ("The agency returned artefacts to Italy."): the verb with a
        nominal before it is the predicate, that nominal its subject, the noun its object."""
        parsed = self.parsed
        root = self._bare_root()
        if root is None:
            return False
        children = self.children(root)
        for verb in children:
            if self.deprels[verb] not in ("amod", "compound") or parsed.upos[verb] != "VERB":
                continue
            before = [
                t
                for t in sorted({*children, *self.children(verb)})
                if t < verb
                and parsed.upos[t] in ("NOUN", "PROPN", "PRON")
                and self.deprels[t].split(":")[0] in ("compound", "nmod", "obl", "dep", "appos")
                and not any(self.deprels[c] == "case" for c in self.children(t))
            ]
            if not before:
                continue
            self._raise(verb, root, children)
            subject = before[0]
            self.heads[subject], self.deprels[subject] = verb, "nsubj"
            for child in children:
                if child < verb and child not in (subject, verb):
                    near = self.deprels[child] in ("det", "amod", "nummod", "compound")
                    self.heads[child] = subject if near and child < subject else verb
            return True
        return False

    def _turn(self, noun: int, verb: int, children: list[int]) -> None:
        self.heads[verb], self.deprels[verb] = verb, "root"
        self.heads[noun], self.deprels[noun] = verb, "nsubj"
        for child in children:
            if child != verb and ((self.deprels[child] in ("punct", "obl", "advcl", "ccomp")
                                  and child > verb) or self.deprels[child] == "mark"):  # fmt: skip
                self.heads[child] = verb

    def root_coordinated(self) -> bool:
        """A verb with a subject, coordinated with the name that is the root ("Norway, Spain and
        Ireland recognised …"): the verb is the root, all names its subjects."""
        parsed = self.parsed
        root = next((t for t, head in enumerate(self.heads) if head == t), None)
        if root is None or parsed.upos[root] not in ("PROPN", "NOUN"):
            return False
        children = self.children(root)
        if any(self.deprels[t] in ("cop", "nsubj") for t in children):
            return False
        for verb in children:
            if self.deprels[verb] != "conj" or parsed.upos[verb] != "VERB":
                continue
            subjects = [t for t in self.children(verb) if self._is_subject(t)]
            if not subjects:
                continue
            self._turn(root, verb, children)
            for subject in subjects:
                self.heads[subject], self.deprels[subject] = root, "conj"
            for child in self.children(verb):
                if self.deprels[child] in ("cc", "punct") and child < min(subjects):
                    self.heads[child] = subjects[0]
            return True
        return False

    def raise_apposed(self) -> bool:
        """A root noun without a copula, and a participle before the noun apposed to or coordinated
        with it: the participle is the verb between them ("The leader praised the militia.")."""
        parsed = self.parsed
        root = self._bare_root("cc")
        if root is None:
            return False
        children = self.children(root)
        for noun in children:
            if self.deprels[noun] not in ("appos", "conj", "dep") or noun < root:
                continue
            if any(self.deprels[c] == "cc" for c in self.children(noun)):
                continue
            for verb in self.children(noun):
                between = root < verb < noun and parsed.upos[verb] == "VERB"
                if between and self.deprels[verb] in ("amod", "compound"):
                    self.heads[verb], self.deprels[verb] = verb, "root"
                    self.heads[root], self.deprels[root] = verb, "nsubj"
                    self.heads[noun], self.deprels[noun] = verb, "obj"
                    for child in children:
                        if child > noun or self.deprels[child] in ("punct", "advmod", "obl"):
                            self.heads[child] = verb
                    return True
        return False

    def fill_root(self) -> bool:
        """A root verb without subject or object whose neighbours hang on it as parts of a name:
        the noun before it is the subject, the one behind it the object."""
        parsed, changed = self.parsed, False
        root = next((t for t, head in enumerate(self.heads) if head == t), None)
        if root is None or parsed.upos[root] != "VERB":
            return False
        children = self.children(root)
        rels = {self.deprels[t] for t in children}
        if not rels & {"nsubj", "nsubj:pass", "csubj", "expl"}:
            for child in children:
                part = self.deprels[child] in ("compound", "nmod:desc", "nmod", "nmod:unmarked")
                bare = not any(self.deprels[c] == "case" for c in self.children(child))
                if part and bare and child < root and parsed.upos[child] in ("NOUN", "PROPN"):
                    self.deprels[child] = "nsubj"
                    changed = True
                    break
        if not rels & {"obj", "ccomp", "xcomp"} and changed:
            for child in children:
                part = self.deprels[child] in ("appos", "dep", "flat")
                if part and child > root and parsed.upos[child] in ("NOUN", "PROPN"):
                    self.deprels[child] = "obj"
                    break
        return changed

    def lift_finite(self) -> bool:
        """A past tense coordinated with an infinitive or gerund goes with the verb that governs it
        ("refused to resign but offered talks", "accused him of lying and called for talks")."""
        parsed, changed = self.parsed, False
        for token, rel in enumerate(self.deprels):
            head = self.heads[token]
            if rel != "conj" or "Tense=Past" not in parsed.feats[token]:
                continue
            gerund = self.deprels[head] in ("acl", "advcl") and "VerbForm=Ger" in parsed.feats[head]
            if not (self.deprels[head] == "xcomp" or gerund) or "Tense=Past" in parsed.feats[head]:
                continue
            if not any(self.deprels[c] == "mark" and c < head for c in self.children(head)):
                continue
            if any(self.deprels[c] in ("aux", "aux:pass") for c in self.children(token)):
                continue
            governor = self.heads[head]
            while parsed.upos[governor] != "VERB" and self.heads[governor] != governor:
                governor = self.heads[governor]
            self.heads[token] = governor
            changed = True
        return changed

    def raise_named(self) -> bool:
        """A verb with an object of its own that hangs on a name before it as a part of the name
        is the predicate, the name its subject."""
        parsed = self.parsed
        for verb, rel in enumerate(self.deprels):
            noun = self.heads[verb]
            if parsed.upos[verb] != "VERB" or noun >= verb or self.heads[noun] != noun:
                continue
            if rel.split(":")[0] not in ("flat", "compound", "appos"):
                continue
            if any(
                self.deprels[t] in ("obj", "obl", "ccomp", "xcomp") for t in self.children(verb)
            ):
                self._turn(noun, verb, self.children(noun))
                return True
        return False

    def name_objects(self) -> bool:
        """A name right behind a verb without an object, hanging on it as an attribute, is the
        object."""
        changed = False
        for token, rel in enumerate(self.deprels):
            verb = self.heads[token]
            if token != verb + 1 or self.parsed.upos[verb] != "VERB":
                continue
            if rel.split(":")[0] not in ("amod", "flat", "compound", "nmod"):
                continue
            if not self.parsed.forms[token][:1].isupper():
                continue
            children = self.children(verb)
            if not any(self.deprels[t] == "obj" for t in children) and not any(
                self.deprels[t] == "case" for t in self.children(token)
            ):
                self.deprels[token] = "obj"
                changed = True
        return changed

    def join_names(self) -> bool:
        """A name coordinated with a common noun, right behind another name in that noun's phrase
        ("cooperation of Russia and Korea"), is coordinated with that name."""
        parsed, changed = self.parsed, False
        for token, rel in enumerate(self.deprels):
            if rel != "conj" or parsed.upos[token] != "PROPN":
                continue
            head = self.heads[token]
            if parsed.upos[head] != "NOUN" or head >= token:
                continue
            marks = [t for t in self.children(token) if self.deprels[t] == "cc"]
            if not marks or any(self.deprels[t] == "case" for t in self.children(token)):
                continue
            before = min(marks) - 1
            if before > head and parsed.upos[before] == "PROPN":
                name = before
                while parsed.upos[self.heads[name]] == "PROPN" and self.heads[name] > head:
                    name = self.heads[name]
                if name != token and not self._under(name, token):
                    self.heads[token] = name
                    changed = True
        return changed

    def part_objects(self) -> bool:
        """Of two objects in a row the first is the one to whom ("promised Ukraine aid"), also where
        the parser takes it for a part of a sum ("lent Kenya $5 million")."""
        changed = False
        for verb, pos in enumerate(self.parsed.upos):
            if pos != "VERB":
                continue
            name = verb + 1
            amount = self.heads[name] if name < len(self.heads) else verb
            if (
                amount > name
                and self.deprels[name] == "compound"
                and self.parsed.upos[name] == "PROPN"
                and self.parsed.upos[amount] == "SYM"
                and self.heads[amount] == verb
                and self.deprels[amount] == "obj"
            ):
                self.heads[name], self.deprels[name] = verb, "iobj"
                changed = True
                continue
            objects = [t for t in self.children(verb) if self.deprels[t] == "obj" and t > verb]
            if len(objects) == 2 and not any(
                self.deprels[t] == "iobj" for t in self.children(verb)
            ):
                self.deprels[objects[0]] = "iobj"
                changed = True
        return changed

    def part_given(self) -> bool:
        """A first object right before a preposition is the object, and what stands with that
        preposition is none ("sent troops to Uganda and neighbouring countries")."""
        changed = False
        for given, rel in enumerate(self.deprels):
            if rel != "iobj" or self._ends(given) or self.parsed.upos[given + 1] != "ADP":
                continue
            if self.deprels[given + 1] != "case":
                continue
            self.deprels[given] = "obj"
            for noun in self.children(self.heads[given]):
                if noun > given and self.deprels[noun] == "obj":
                    self.deprels[noun] = "obl"
            changed = True
        return changed

    def lead_list(self) -> bool:
        """A name with a preposition and a conjunction of its own is no attribute of the noun behind
        it, but the first of two ("to Rwanda and neighbouring states")."""
        changed = False
        for name, rel in enumerate(self.deprels):
            noun = self.heads[name]
            if rel not in ("amod", "compound") or noun <= name + 1:
                continue
            if self.parsed.upos[name] != "PROPN" or self.deprels[name + 1] != "cc":
                continue
            if not any(self.deprels[t] == "case" for t in self.children(name)):
                continue
            root = self.heads[noun] == noun
            self.heads[name] = name if root else self.heads[noun]
            self.deprels[name] = self.deprels[noun]
            self.heads[noun], self.deprels[noun] = name, "conj"
            self.heads[name + 1] = noun
            changed = True
        return changed

    def join_limits(self, mending: Mending) -> bool:
        """What stands before a number as its limit goes with it, which is the object of a verb
        without one ("lend up to $1 billion")."""
        parsed, changed = self.parsed, False
        for up in range(len(self.heads) - 2):
            if f"{parsed.forms[up]} {parsed.forms[up + 1]}" not in mending.limits:
                continue
            if parsed.upos[up + 2] not in ("NUM", "SYM"):
                continue
            to = up + 1
            number = self.heads[to]
            verb = self.heads[number]
            if self.deprels[to] != "case" or number <= to or parsed.upos[verb] != "VERB":
                continue
            if self.deprels[number] not in ("obl", "nmod"):
                continue
            if any(self.deprels[t] == "obj" for t in self.children(verb)):
                continue
            self.heads[up], self.deprels[up] = number, "advmod"
            self.heads[to], self.deprels[to] = up, "fixed"
            self.deprels[number] = "obj"
            changed = True
        return changed
