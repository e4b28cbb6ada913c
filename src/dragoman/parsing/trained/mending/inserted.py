"""Clauses and days that stand between a subject and its verb, and take the verb's place."""

from __future__ import annotations

from dragoman.languages.morphology import Mending
from dragoman.parsing.trained.mending.draft import Draft

_LINKED = ("conj", "parataxis", "advcl")


def part_inserted(tree: Draft) -> bool:
    """A root between commas that has two subjects, one right before it, the other before the comma
    with a past verb as its attribute ("Troops fired at a car, the army said, and arrested a man."):
    that verb is the predicate, the root only says who says so."""
    parsed = tree.parsed
    root = tree.heads.root
    if root is None or parsed.upos[root] != "VERB" or tree.ends(root):
        return False
    if parsed.forms[root + 1] not in (",", "."):
        return False
    subjects = [t for t in tree.children(root) if tree.is_subject(t) and t < root]
    if len(subjects) != 2:
        return False
    first, source = subjects
    begin = min([source, *(t for t in tree.children(source) if t < source)])
    if begin == 0 or parsed.forms[begin - 1] != "," or begin <= first:
        return False
    for verb in tree.children(first):
        if not first < verb < begin or tree.deprels[verb] not in ("acl", "amod", "advcl"):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if "Tense=Past" not in parsed.feats[verb] or own & {"mark", "aux:pass", "nsubj"}:
            continue
        children = tree.children(root)
        tree.heads[verb], tree.deprels[verb] = verb, "root"
        tree.heads[first] = verb
        tree.heads[root], tree.deprels[root] = verb, "parataxis"
        for child in children:
            if child > root and tree.deprels[child] in (*_LINKED, "punct"):
                tree.heads[child] = verb
        for child in tree.children(first):
            if child > verb:
                tree.heads[child] = verb
        return True
    return False


def join_apposed(tree: Draft) -> bool:
    """A name between commas behind the subject, read as a subject, too, or the only one ("The
    premier, Ana Sousa, thanked Chad."), is apposed to it."""
    parsed = tree.parsed
    for name in tree.having_kind("nsubj"):
        verb = tree.heads[name]
        if verb < name or parsed.upos[name] != "PROPN" or parsed.upos[verb] != "VERB":
            continue
        if "," not in parsed.forms[name + 1 : verb]:
            continue
        phrase = [
            name,
            *(t for t in tree.children(name) if tree.deprels[t] in ("flat", "compound")),
        ]
        first, last = min(phrase), max(phrase)
        if first < 2 or last + 1 >= verb or parsed.forms[first - 1] != ",":
            continue
        if parsed.forms[last + 1] != ",":
            continue
        if any(parsed.upos[t] != "PROPN" or not parsed.forms[t][:1].isupper() for t in phrase):
            continue
        if any(parsed.upos[t] not in ("ADV", "AUX", "PART") for t in range(last + 2, verb)):
            continue
        titles = [t for t in tree.children(verb) if tree.is_subject(t) and t < first and t != name]
        lone = (
            tree.deprels[verb] == "parataxis" and tree.heads[tree.heads[verb]] == tree.heads[verb]
        )
        if lone and tree.heads[verb] < first and not titles:
            title = tree.heads[verb]
            if parsed.upos[title] not in ("NOUN", "PROPN"):
                continue
            for child in tree.children(title):
                if child > verb or tree.deprels[child] == "advmod":
                    tree.heads[child] = verb
            tree.heads[verb], tree.deprels[verb] = verb, "root"
            tree.heads[title], tree.deprels[title] = verb, tree.deprels[name]
            titles = [title]
        if len(titles) != 1 or parsed.upos[titles[0]] != "NOUN":
            continue
        tree.heads[name], tree.deprels[name] = titles[0], "appos"
        return True
    return False


def join_called(tree: Draft) -> bool:
    """A name that seems to be addressed, with nothing but a comma between it and the name that is
    the subject ("Chad, Niger close border"): both are subjects."""
    parsed = tree.parsed
    for name in tree.having("vocative"):
        verb, other = tree.heads[name], name + 2
        if other >= len(tree.heads) or parsed.forms[name + 1] != ",":
            continue
        if name > 0 or parsed.upos[name] != "PROPN" or parsed.upos[other] != "PROPN":
            continue
        if tree.heads[other] != verb or tree.deprels[other] != "nsubj" or other > verb:
            continue
        tree.deprels[name] = "nsubj"
        tree.heads[other], tree.deprels[other] = name, "conj"
        tree.heads[name + 1] = other
        return True
    return False


def part_relative(tree: Draft, mending: Mending) -> bool:
    """A verb whose subject begins with a relative possessor behind a comma, read as the main one
    ("The premier, whose cabinet backed the plan, voiced hope."): it belongs to the name before, and
    the verb behind the next comma is the main one."""
    parsed = tree.parsed
    for word in tree.having("nmod:poss"):
        if parsed.forms[word] not in mending.relative or word < 2:
            continue
        if parsed.forms[word - 1] != ",":
            continue
        inner = tree.heads[tree.heads[word]]
        if tree.deprels[inner].startswith("acl") or not tree.is_subject(tree.heads[word]):
            continue
        named = [
            t
            for t in tree.children(inner)
            if t < word - 1 and parsed.upos[t] in ("NOUN", "PROPN") and tree.deprels[t] != "obl"
        ]
        verbs = [
            t
            for t in tree.children(inner)
            if t > inner
            and tree.deprels[t] in _LINKED
            and parsed.upos[t] == "VERB"
            and "Tense=Past" in parsed.feats[t]
            and _behind_comma(tree, t)
            and not {"nsubj", "mark", "cc", "nsubj:pass"}
            & {tree.deprels[c] for c in tree.children(t)}
        ]
        if not named or not verbs:
            continue
        noun, verb = named[-1], verbs[0]
        place, role = tree.heads[inner], tree.deprels[inner]
        tree.heads[verb] = verb if place == inner else place
        tree.deprels[verb] = role
        tree.heads[noun], tree.deprels[noun] = verb, "nsubj"
        tree.heads[inner], tree.deprels[inner] = noun, "acl:relcl"
        for child in tree.children(inner):
            if child < word - 1 or child > verb:
                tree.heads[child] = verb
        return True
    return False


def _behind_comma(tree: Draft, verb: int) -> bool:
    """Whether nothing but adverbs stands between a comma and the verb."""
    at = verb - 1
    while at > 0 and tree.parsed.upos[at] in ("ADV", "AUX"):
        at -= 1
    return tree.parsed.forms[at] == ","


def _subject_behind(tree: Draft, day: int) -> bool:
    """Make the name between a day and its verb the verb's subject, if it has none."""
    name, verb = day + 1, tree.heads[day]
    if name >= verb or tree.heads[name] != verb or not tree.parsed.forms[name][:1].isupper():
        return False
    if tree.deprels[name] not in ("obl", "obl:unmarked", "dep", "vocative"):
        return False
    own = {tree.deprels[t] for t in tree.children(verb)}
    if own & {"nsubj", "nsubj:pass"} or tree.parsed.upos[verb] != "VERB":
        return False
    if any(tree.deprels[t] == "case" for t in tree.children(name)):
        return False
    tree.deprels[name] = "nsubj"
    return True


def part_apposed(tree: Draft) -> bool:
    """A common noun between commas, coordinated with the name before it without any conjunction and
    the only one so ("Estonia, tetangga Rusia, menyerahkan …"), is apposed to that name."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("conj"):
        name = tree.heads[noun]
        if parsed.upos[noun] != "NOUN" or parsed.upos[name] != "PROPN" or name > noun:
            continue
        if not tree.is_subject(name) or tree.heads[name] < noun:
            continue
        first, last = noun, noun
        for token in range(name + 1, tree.heads[name]):
            if tree.under(token, noun) and tree.deprels[token] != "punct":
                first, last = min(first, token), max(last, token)
        if parsed.forms[first - 1] != "," or parsed.forms[last + 1] != ",":
            continue
        if parsed.upos[last + 2] not in ("VERB", "AUX", "ADV", "PART"):
            continue
        others = [t for t in tree.children(name) if tree.deprels[t] in ("conj", "cc", "appos")]
        if others != [noun] or any(tree.deprels[t] == "cc" for t in tree.children(noun)):
            continue
        tree.deprels[noun] = "appos"
        changed = True
    return changed


def lead_apposed(tree: Draft) -> bool:
    """A name at the beginning without a preposition, read as an oblique, before a noun between
    commas that is read as the subject ("Presiden Ali, saudara tiri Omar, ditangkap"), is the
    subject; the noun tells more of it."""
    parsed = tree.parsed
    for name in tree.having("obl", "obl:tmod"):
        verb = tree.heads[name]
        own = tree.children(name)
        if verb < name or any(tree.deprels[t] == "case" for t in own) or name > 1:
            continue
        subject = next((t for t in tree.children(verb) if tree.is_subject(t) and t > name), None)
        if subject is None or parsed.upos[subject] != "NOUN" or subject > verb:
            continue
        if parsed.forms[subject - 1] != "," or not tree.under(subject - 2, name):
            continue
        if not any(parsed.forms[t] == "," for t in range(subject, verb)):
            continue
        if not any(parsed.upos[t] == "PROPN" for t in range(name, subject)):
            continue
        tree.deprels[name] = tree.deprels[subject]
        tree.heads[subject], tree.deprels[subject] = name, "appos"
        return True
    return False


def part_days(tree: Draft, mending: Mending) -> bool:
    """A day with its preposition, read as a part of the name behind it ("On Monday Chad freed …"):
    the name is free of the preposition. A name between such a day and a verb without a subject is
    its subject."""
    parsed, changed = tree.parsed, False
    if mending.days.isdisjoint(parsed.forms):
        return False
    for day, rel in enumerate(tree.deprels):
        noun = tree.heads[day]
        if parsed.forms[day] in mending.days and _subject_behind(tree, day):
            changed = True
        if rel not in ("compound", "nmod:desc", "nmod:unmarked", "amod", "flat") or day == 0:
            continue
        if parsed.forms[day] not in mending.days or noun <= day or tree.heads[noun] == noun:
            continue
        before = day - 1
        if parsed.forms[before].lower() not in mending.before_days or tree.heads[before] != noun:
            continue
        verb = tree.heads[noun]
        tree.heads[day], tree.deprels[day] = verb, "obl"
        tree.heads[before], tree.deprels[before] = day, "case"
        changed = True
    return changed
