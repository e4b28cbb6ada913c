"""Who a verb is said of: its own subject, or one that it shares with another clause.

The tree asks (`Tree.subjects`) and remembers the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coding.tree import Tree

_FARTHEST = 60


def find_subjects(tree: Tree, verb: int) -> list[int]:
    """The tokens that a verb is said of: own subjects, or those shared, controlled or modified."""
    own = tree.own_subjects(verb) or _chained_subjects(tree, verb)
    if not own and tree.is_root(verb) and tree.grammar.topics and _reports(tree, verb):
        return _topic_within(tree, verb)
    if own or tree.is_root(verb):
        return own
    return inherited_subjects(tree, verb)


def inherited_subjects(tree: Tree, verb: int) -> list[int]:
    """Who a verb without a subject of its own is said of, by the clause that it belongs to."""
    if tree.is_root(verb):
        return []
    head, base, rel = tree.head(verb), tree.base[verb], tree.sentence.deprels[verb]
    if base in ("advcl", "conj") and _is_finite_apart(tree, verb):
        return []
    if base == "conj":
        if _reports(tree, verb) and not _reports(tree, head) and tree.base[head] == "ccomp":
            matrix = tree.head(head)
            if _reports(tree, matrix):
                return list(tree.subjects(matrix))
        if _is_said_passively(tree, head) and not tree.is_passive(verb):
            return list(tree.subjects(tree.head(head)))
        return list(tree.subjects(head))
    if base == "acl":
        if rel != "acl:relcl" and _says_for_what(tree, verb):
            return [head]
        if rel == "acl:relcl":
            gap = tree.with_rel(verb, "obj")
            if not any(tree.lower[g] in tree.grammar.pronouns.relative for g in gap):
                return [head]
            return []
        if _is_participle(tree, verb):
            if (
                verb > 0
                and tree.lower[verb - 1] == ","
                and "Tense=Past" not in (tree.sentence.feats[verb])
            ):
                clause = tree.clause_head(head)
                if clause != verb and tree.subjects(clause):
                    return list(tree.subjects(clause))
            return [head]
        return _noun_subject(tree, head)
    if base == "xcomp":
        objects = [o for o in tree.with_rel(head, "obj", "iobject", "iobj") if o < verb]
        objects = [o for o in objects if tree.lower[o] not in tree.grammar.pronouns.reflexive]
        if objects and not is_manner(tree, verb):
            return objects
        return list(tree.subjects(head))
    if base == "advcl" and _is_apart(tree, verb):
        return [s for s in tree.subjects(head) if s < verb]
    if base == "advcl" and not tree.grammar.chaining:
        meant = _intended(tree, verb)
        if meant is not None:
            return _noun_subject(tree, meant)
    if base in ("advcl", "ccomp"):
        between = [o for o in tree.with_rel(head, "obj", "iobj") if head < o < verb]
        if between and (base == "ccomp" or _says_for_what(tree, verb)):
            return between
        if base == "ccomp" and _is_told_apart(tree, verb):
            return []
        return list(tree.subjects(head))
    if base == "parataxis":
        return []
    return []


def is_manner(tree: Tree, clause: int) -> bool:
    """Whether a clause says without what or by what means something was done (tanpa
    menandatangani, dengan mengundurkan diri), where verbs stand before their objects."""
    grammar = tree.grammar
    if grammar.chaining:
        return False
    words = (*grammar.negation.words, *grammar.together)
    return any(tree.says(m, words) for m in tree.with_rel(clause, "mark"))


def _is_said_passively(tree: Tree, verb: int) -> bool:
    """Whether somebody says what was done to others, in a language whose verbs tell their voice
    by their form: a verb behind it in the other voice is his ("menyebut X ditahan dan meminta
    …")."""
    voiced = tree.grammar.bare_agent and tree.base[verb] == "ccomp"
    return voiced and tree.is_passive(verb) and _reports(tree, tree.head(verb))


def _is_apart(tree: Tree, verb: int) -> bool:
    """Whether a clause is so finite that who does it is not named only behind it (…したもので、
    職員は無事だった)."""
    return "Tense=Past" in tree.sentence.feats[verb] and any(
        tree.says(m, tree.grammar.spanning) for m in tree.with_rel(verb, "mark")
    )


def _is_finite_apart(tree: Tree, verb: int) -> bool:
    """Whether a clause without mark and subject has a modal verb, so that its subject is what
    the parser did not see ("as it is possible the fall could kill …")."""
    modal = (*tree.grammar.hypothetical.auxiliaries, *tree.grammar.future.auxiliaries)
    return (
        not tree.grammar.chaining
        and not tree.with_rel(verb, "mark", "cc")
        and not tree.with_rel(verb, "punct")
        and any(tree.lower[a] in modal for a in tree.with_rel(verb, "aux"))
    )


def _is_told_apart(tree: Tree, verb: int) -> bool:
    """Whether a passive clause is told by a mark of its own that is none of an infinitive, so
    that its subject is what the parser did not see ("that, after years, it is obliged to")."""
    marks = tree.with_rel(verb, "mark")
    return (
        not tree.grammar.chaining
        and tree.is_passive(verb)
        and any(not tree.says(mark, tree.grammar.infinitive) for mark in marks)
    )


def _chained_subjects(tree: Tree, verb: int) -> list[int]:
    """The subject of the clauses that lead to this one and share it, as where every clause but
    the last ends in a linking form ("… met X and (…) called for Y" in Japanese or Korean)."""
    chaining = tree.grammar.chaining
    if not chaining:
        return []
    for clause in reversed(tree.with_rel(verb, "advcl")):
        marks = tree.with_rel(clause, "mark")
        linked = not marks or any(tree.says(mark, chaining) for mark in marks)
        if clause < verb and linked:
            found = (
                tree.own_subjects(clause)
                or _chained_subjects(tree, clause)
                or _wishing_subjects(tree, clause)
            )
            if found:
                return found
    for clause in tree.with_rel(verb, "advcl") if tree.grammar.spanning else ():
        spans = any(tree.says(m, tree.grammar.spanning) for m in tree.with_rel(clause, "mark"))
        topics = tree.own_subjects(clause) or _chained_subjects(tree, clause)
        topics = [t for t in topics if tree.marked(t, tree.grammar.topics)]
        if clause < verb and spans and topics:
            return topics
    if tree.grammar.titles == "behind" and tree.with_rel(verb, "obj"):
        # the second of two headlines in one ("police fire tear gas — 40 arrested")
        for clause in reversed(tree.with_rel(verb, "parataxis")):
            if clause < verb and tree.own_subjects(clause):
                return tree.own_subjects(clause)
    return []


def _wishing_subjects(tree: Tree, verb: int) -> list[int]:
    """The subject that a verb of saying shares with what its speaker wants (会いたいと明言)."""
    wishing = tree.grammar.wishing
    return [
        s
        for clause in (tree.with_rel(verb, "ccomp") if wishing else ())
        if any(tree.says(a, wishing) for a in tree.with_rel(clause, "aux"))
        for s in tree.own_subjects(clause)
    ]


def _topic_within(tree: Tree, verb: int) -> list[int]:
    """The topic of the clauses that lead to what is said, which goes for the saying, too
    (首相は停戦を歓迎したが、課題が残ると述べた)."""
    todo = tree.with_rel(verb, "ccomp")
    found: list[int] = []
    for _ in range(_FARTHEST):
        todo = [c for clause in todo for c in tree.with_rel(clause, "advcl") if c < clause]
        if not todo:
            break
        found += [
            s for c in todo for s in tree.own_subjects(c) if tree.marked(s, tree.grammar.topics)
        ]
    return [min(found)] if found else []


def _says_for_what(tree: Tree, verb: int) -> bool:
    """Whether the clause says for what deed its object is blamed ("for attacking")."""
    return any(tree.says(c, tree.grammar.blame) for c in tree.with_rel(verb, "mark", "case"))


def _reports(tree: Tree, verb: int) -> bool:
    """Whether the verb is one of saying; one coordinated with what somebody said goes with
    the saying ("said … and added that")."""
    return tree.sentence.lemmas[verb] in tree.grammar.reporting.verbs


def _is_participle(tree: Tree, verb: int) -> bool:
    feats = tree.sentence.feats[verb]
    return "VerbForm=Part" in feats or "VerbForm=Ger" in feats or "Voice=" in feats


def _noun_subject(tree: Tree, noun: int) -> list[int]:
    """Who has the plan, threat or decision that an infinitive hangs on."""
    owners = tree.owners(noun)
    if owners:
        return owners
    head = tree.head(noun)
    told = [] if tree.grammar.chaining else [a for a in tree.attributes(noun) if _is_named(tree, a)]
    if told and tree.base[noun] == "obj":
        return told  # "foiled an Iranian plot to kill …"
    if tree.base[noun] in ("obj", "obl") and head != noun:
        if tree.sentence.lemmas[noun] in tree.grammar.charges:
            return tree.objects(head)
        return list(tree.subjects(head))
    if tree.grammar.chaining:
        topics = tree.with_rel(head, "dislocated") if tree.base[noun] == "nsubj" else []
        found = [s for s in tree.subjects(noun) if s != noun] or topics
        if not found and tree.base[noun] == "nsubj" and tree.base[head] == "ccomp":
            found = [
                s for s in inherited_subjects(tree, head) if s != noun
            ]  # "said he has no plan"
        return found
    if tree.with_rel(noun, "cop"):
        return tree.own_subjects(noun)  # "was the first to send congratulations"
    if tree.base[noun] == "xcomp":
        return list(tree.subjects(noun))  # "became the first state to recognise …"
    return [head] if tree.base[noun] == "appos" else []


def _is_named(tree: Tree, attribute: int) -> bool:
    """Whether an attribute is a name or made of one, by its capital ("an Iranian plot")."""
    named = tree.sentence.forms[attribute][:1].isupper()
    return named and attribute > 0 and tree.sentence.upos[attribute] in ("ADJ", "PROPN", "NOUN")


def _intended(tree: Tree, verb: int) -> int | None:
    """The plan or the like right before an infinitive that the parser hangs on the verb before
    ("foiled a plot to kill …")."""
    first = min((verb, *tree.with_rel(verb, "mark")))
    noun = first - 1
    if noun not in tree.with_rel(tree.head(verb), "obj"):
        return None
    return noun if tree.sentence.lemmas[noun] in tree.grammar.intents else None
