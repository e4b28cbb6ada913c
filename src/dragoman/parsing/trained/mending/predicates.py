"""Predicates that the parser hung on their nouns: the verb takes its place, the nouns theirs."""

from __future__ import annotations

from dragoman.languages.morphology import Mending, Morphology
from dragoman.parsing.trained.mending.draft import OF_THE_CLAUSE, Draft

_LOOSE = frozenset({"acl", "parataxis", "conj"})


def raise_past(tree: Draft, morphology: Morphology, mending: Mending) -> bool:
    """A past verb between two nouns, read as an attribute of the second, is a predicate where
    its form is no participle ("The UN withdrew observers"), where a day stands before it ("A
    court on Monday freed …"), or where a possessor or article stands behind it ("faulted
    Kenya's decision")."""
    changed = False
    for verb in tree.having("amod", "compound"):
        noun = tree.heads[verb]
        if noun <= verb or verb == 0:
            continue
        if not _may_be_past(tree, verb, morphology):
            continue
        possessor = tree.deprels[noun] == "nmod:poss"
        within = possessor or tree.deprels[noun] == "nmod:desc"
        noun = tree.heads[noun] if within and tree.heads[noun] > noun else noun
        before = _behind_day(tree, verb, mending)
        clear = before != verb - 1 or not morphology.tenses(tree.parsed.forms[verb])[1]
        clear = clear or possessor or tree.bare_root() in (noun, tree.heads[noun])
        clear = clear or any(
            tree.deprels[t] in ("nmod:poss", "det") and tree.heads[t] == noun
            for t in range(verb + 1, noun)
        )
        if not clear or before < 0:
            continue
        subject = _phrase_head(tree, before, verb, noun)
        if subject is not None and _predicate(tree, verb, subject, noun):
            changed = True
    return changed


def _may_be_past(tree: Draft, verb: int, morphology: Morphology) -> bool:
    parsed, form = tree.parsed, tree.parsed.forms[verb]
    if parsed.upos[verb] not in ("VERB", "ADJ") or not form.islower():
        return False
    if not morphology.only(form, "verb"):
        return False
    own = {tree.deprels[t] for t in tree.children(verb)}
    return morphology.tenses(form)[0] and not own & {"obj", "mark", "aux:pass", "cop"}


def _behind_day(tree: Draft, verb: int, mending: Mending) -> int:
    """The last token before the verb, its adverbs and a day that stands there ("on Monday")."""
    parsed, at = tree.parsed, verb - 1
    while at > 0 and (parsed.upos[at] == "ADV" or mending.is_adverb(parsed.forms[at])):
        at -= 1
    if at > 1 and parsed.forms[at - 1] in mending.before_days and parsed.upos[at] == "PROPN":
        return at - 2 if parsed.forms[at].rstrip(".") in mending.days else at
    return at if at == verb - 1 or parsed.upos[at] in ("NOUN", "PROPN") else -1


def _phrase_head(tree: Draft, last: int, verb: int, noun: int) -> int | None:
    """The head of the noun phrase that ends at a token."""
    parsed, at = tree.parsed, last
    if parsed.upos[at] not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    for _ in range(len(tree.heads)):
        above = tree.heads[at]
        if above == at or above >= verb:
            break
        at = above
    if parsed.upos[at] not in ("NOUN", "PROPN", "PRON", "NUM") or at == noun:
        return None
    if any(tree.deprels[t] in ("cop", "case", "aux") for t in tree.children(at)):
        return None
    first = min([at, *(t for t in tree.children(at) if t < at)])
    return at if first == 0 or parsed.upos[first - 1] != "ADP" else None


def _predicate(tree: Draft, verb: int, subject: int, noun: int) -> bool:
    """The verb takes the place in the tree of whichever of its two nouns stands highest."""
    heads, rels = list(tree.heads), list(tree.deprels)
    holder = subject if tree.under(noun, subject) else noun
    if not tree.under(subject, holder):
        outer = tree.heads[subject]
        if outer < noun or tree.deprels[subject] not in ("nsubj", "nsubj:pass"):
            return False
        holder = outer  # the noun before is the subject of a verb far behind
    place, rel = tree.heads[holder], tree.deprels[holder]
    if holder == noun and rel.startswith("nsubj") and place > noun:
        holder, place, rel = place, tree.heads[place], tree.deprels[place]
    tree.heads[verb] = verb if place == holder else place
    tree.deprels[verb] = rel
    for child in tree.children(holder):
        clausal = tree.deprels[child] in OF_THE_CLAUSE
        linked = tree.deprels[child] == "conj" and tree.parsed.upos[child] == "VERB"
        if child in (verb, subject, noun) or noun > child > verb:
            continue
        if (clausal and child < verb) or linked or tree.deprels[child] == "punct":
            tree.heads[child] = verb
    if holder not in (subject, noun):
        tree.heads[holder], tree.deprels[holder] = verb, "advcl"
    for child in tree.children(noun):
        if child < verb and child != subject:
            near = tree.deprels[child] in ("det", "amod", "compound", "nummod", "nmod:poss")
            tree.heads[child] = subject if near and child < subject else verb
        elif child > noun and tree.deprels[child] in ("punct", "advcl", "parataxis"):
            tree.heads[child] = verb
    tree.heads[subject], tree.deprels[subject] = verb, "nsubj"
    tree.heads[noun], tree.deprels[noun] = verb, "obj"
    if not tree.is_tree():
        tree.heads[:], tree.deprels[:] = heads, rels
        return False
    return True


def raise_attributes(tree: Draft) -> bool:
    """A participle before a noun that has a subject, or is given one itself, is the verb."""
    changed = False
    for verb in tree.having("amod", "compound"):
        noun = tree.heads[verb]
        if verb > noun or tree.parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        own = [t for t in tree.children(verb) if tree.is_subject(t) and t < verb]
        if not own and not tree.is_verbal(verb):
            continue
        children = tree.children(noun)
        subjects = own or [t for t in children if tree.is_subject(t) and t < verb]
        if not subjects or any(tree.deprels[t] in ("cop", "aux:pass") for t in children):
            continue
        tree.raise_verb(verb, noun, children)
        changed = True
    return changed


def raise_coordinated(tree: Draft) -> bool:
    """A past verb behind a conjunction of its own and right before the name of which it seems an
    attribute, where the verb before has its object already ("thanked Chad and condemned Niger")."""
    parsed, changed = tree.parsed, False
    for verb in tree.having("amod"):
        name, link = tree.heads[verb], verb - 1
        first = tree.heads[name]
        if parsed.upos[verb] != "VERB" or parsed.upos[name] != "PROPN" or not first < verb < name:
            continue
        if link < 1 or tree.deprels[link] != "cc" or tree.heads[link] not in (verb, name):
            continue
        if parsed.upos[first] != "VERB" or "Tense=Past" not in parsed.feats[verb]:
            continue
        if any(tree.deprels[t] == "case" for t in tree.children(name)):
            continue
        if not any(tree.deprels[t] == "obj" and t < link for t in tree.children(first)):
            continue
        tree.heads[verb], tree.deprels[verb] = first, "conj"
        tree.heads[link] = verb
        tree.heads[name], tree.deprels[name] = verb, "obj"
        changed = True
    return changed


def raise_modal(tree: Draft) -> bool:
    """A verb right behind its auxiliary and before the noun that it seems to belong to ("The king,
    who …, will host talks"): the predicate, a bare name or noun before it the subject."""
    parsed = tree.parsed
    for verb in tree.having("compound", "amod"):
        noun, auxiliary = tree.heads[verb], verb - 1
        if parsed.upos[verb] != "VERB" or noun <= verb:
            continue
        if auxiliary < 1 or parsed.upos[auxiliary] != "AUX" or tree.heads[auxiliary] != verb:
            continue
        children = tree.children(noun)
        if any(tree.deprels[t] in ("nsubj", "cop", "case") for t in children):
            continue
        before = [
            t
            for t in children
            if t < auxiliary
            and tree.deprels[t] in ("compound", "nmod", "dep", "appos")
            and parsed.upos[t] in ("NOUN", "PROPN")
            and not any(tree.deprels[c] == "case" for c in tree.children(t))
        ]
        if not before:
            continue
        tree.raise_verb(verb, noun, children)
        tree.heads[before[0]], tree.deprels[before[0]] = verb, "nsubj"
        return True
    return False


def raise_participle(tree: Draft) -> bool:
    """A sentence whose root is a noun, with a participle behind it and a full stop at the end
    ("The minister, who had flown in, spoke first."): it is the verb, the noun its subject."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    children = tree.children(root)
    parts = ("nmod", "flat", "appos", "conj")
    holders = [root, *(t for t in children if tree.deprels[t] in parts)]
    for holder in holders:
        for verb in tree.children(holder):
            rel = tree.deprels[verb]
            if tree.deprels[holder] == "conj" and verb != holder + 1:
                continue
            if verb > root and rel in _LOOSE and parsed.upos[verb] == "VERB":
                own = [tree.deprels[t] for t in tree.children(verb)]
                if "mark" in own or (rel != "acl" and {"nsubj", "nsubj:pass", "cc"} & {*own}):
                    continue
                if rel == "conj" and (holder != root or parsed.forms[verb - 1] != ","):
                    continue
                if "VerbForm=Ger" in parsed.feats[verb] or "Tense=Pres" in parsed.feats[verb]:
                    continue
                tree.turn(root, verb, children)
                return True
    return False


def raise_behind_relative(tree: Draft) -> bool:
    """A sentence whose root is a noun with a relative clause, and a past verb behind the comma
    that ends that clause ("The president, who was sworn in, offered talks."): the verb is
    the predicate, the noun its subject."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    children = tree.children(root)
    for clause in children:
        if tree.deprels[clause] != "acl:relcl":
            continue
        inner = tree.children(clause)
        for verb in inner:
            if tree.deprels[verb] not in ("advcl", "conj", "parataxis") or verb < clause:
                continue
            if parsed.upos[verb] != "VERB" or parsed.forms[verb - 1] != ",":
                continue
            own = {tree.deprels[t] for t in tree.children(verb)}
            if "Tense=Past" not in parsed.feats[verb] or own & {"mark", "nsubj", "cc", "aux"}:
                continue
            tree.turn(root, verb, children)
            for child in inner:
                if child > verb:
                    tree.heads[child] = verb
            return True
    return False


def raise_finite(tree: Draft) -> bool:
    """A sentence that ends with a full stop and whose root is a noun without a copula has its
    verb among the attributes ("The agency returned artefacts to Italy."): the verb with a
    nominal before it is the predicate, that nominal its subject, the noun its object."""
    parsed = tree.parsed
    root = tree.bare_root()
    if root is None:
        return False
    children = tree.children(root)
    for verb in children:
        if tree.deprels[verb] not in ("amod", "compound") or parsed.upos[verb] != "VERB":
            continue
        before = [
            t
            for t in sorted({*children, *tree.children(verb)})
            if t < verb
            and parsed.upos[t] in ("NOUN", "PROPN", "PRON")
            and tree.deprels[t].split(":")[0] in ("compound", "nmod", "obl", "dep", "appos")
            and not any(tree.deprels[c] == "case" for c in tree.children(t))
        ]
        if not before:
            continue
        tree.raise_verb(verb, root, children)
        subject = before[0]
        tree.heads[subject], tree.deprels[subject] = verb, "nsubj"
        for child in children:
            if child < verb and child not in (subject, verb):
                near = tree.deprels[child] in ("det", "amod", "nummod", "compound")
                tree.heads[child] = subject if near and child < subject else verb
        return True
    return False


def root_coordinated(tree: Draft) -> bool:
    """A verb with a subject, coordinated with the name that is the root ("Norway, Spain and
    Ireland recognised …"): the verb is the root, all names its subjects."""
    parsed = tree.parsed
    root = tree.heads.root
    if root is None or parsed.upos[root] not in ("PROPN", "NOUN"):
        return False
    children = tree.children(root)
    if any(tree.deprels[t] in ("cop", "nsubj") for t in children):
        return False
    for verb in children:
        if tree.deprels[verb] != "conj" or parsed.upos[verb] != "VERB":
            continue
        subjects = [t for t in tree.children(verb) if tree.is_subject(t)]
        if not subjects:
            continue
        tree.turn(root, verb, children)
        for subject in subjects:
            tree.heads[subject], tree.deprels[subject] = root, "conj"
        for child in tree.children(verb):
            if tree.deprels[child] in ("cc", "punct") and child < min(subjects):
                tree.heads[child] = subjects[0]
        return True
    return False


def raise_apposed(tree: Draft) -> bool:
    """A root noun without a copula, and a participle before the noun apposed to or coordinated
    with it: the participle is the verb between them ("The leader praised the militia.")."""
    parsed = tree.parsed
    root = tree.bare_root("cc")
    if root is None:
        return False
    children = tree.children(root)
    for noun in children:
        if tree.deprels[noun] not in ("appos", "conj", "dep") or noun < root:
            continue
        if any(tree.deprels[c] == "cc" for c in tree.children(noun)):
            continue
        for verb in tree.children(noun):
            between = root < verb < noun and parsed.upos[verb] == "VERB"
            if between and tree.deprels[verb] in ("amod", "compound"):
                tree.heads[verb], tree.deprels[verb] = verb, "root"
                tree.heads[root], tree.deprels[root] = verb, "nsubj"
                tree.heads[noun], tree.deprels[noun] = verb, "obj"
                for child in children:
                    if child > noun or tree.deprels[child] in ("punct", "advmod", "obl"):
                        tree.heads[child] = verb
                return True
    return False


def fill_root(tree: Draft) -> bool:
    """A root verb without subject or object whose neighbours hang on it as parts of a name:
    the noun before it is the subject, the one behind it the object."""
    parsed, changed = tree.parsed, False
    root = tree.heads.root
    if root is None or parsed.upos[root] != "VERB":
        return False
    children = tree.children(root)
    rels = {tree.deprels[t] for t in children}
    if not rels & {"nsubj", "nsubj:pass", "csubj", "expl"}:
        for child in children:
            part = tree.deprels[child] in ("compound", "nmod:desc", "nmod", "nmod:unmarked")
            bare = not any(tree.deprels[c] == "case" for c in tree.children(child))
            if part and bare and child < root and parsed.upos[child] in ("NOUN", "PROPN"):
                tree.deprels[child] = "nsubj"
                changed = True
                break
    if not rels & {"obj", "ccomp", "xcomp"} and changed:
        for child in children:
            part = tree.deprels[child] in ("appos", "dep", "flat")
            if part and child > root and parsed.upos[child] in ("NOUN", "PROPN"):
                tree.deprels[child] = "obj"
                break
    return changed


def raise_named(tree: Draft) -> bool:
    """A verb with an object of its own that hangs on a name before it as a part of the name
    is the predicate, the name its subject."""
    parsed = tree.parsed
    for verb in tree.having_kind("flat", "compound", "appos", "xcomp"):
        noun = tree.heads[verb]
        if parsed.upos[verb] != "VERB" or noun >= verb or tree.heads[noun] != noun:
            continue
        rel = tree.deprels[verb]
        if rel.split(":")[0] == "xcomp" and not (
            rel == "xcomp" and verb == noun + 1 and parsed.upos[noun] == "PROPN"
        ):
            continue
        if any(tree.deprels[t] in ("obj", "obl", "ccomp", "xcomp") for t in tree.children(verb)):
            tree.turn(noun, verb, tree.children(noun))
            return True
    return False
