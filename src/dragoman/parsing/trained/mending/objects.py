"""Names, objects and times that stand in each other's places behind a verb."""

from __future__ import annotations

from dragoman.languages.morphology import Mending
from dragoman.parsing.trained.mending.draft import Draft


def part_spans(tree: Draft, mending: Mending) -> bool:
    """A name behind a preposition and right before a word for a time, of which it seems to be a
    part ("broke ties with Paraguay hours after …"): the preposition is the name's."""
    parsed, changed = tree.parsed, False
    for span, rel in enumerate(tree.deprels):
        name = span - 1
        if rel not in ("obl", "nmod") or parsed.lemmas[span] not in mending.spans or name < 1:
            continue
        if tree.heads[name] != span or tree.deprels[name] not in ("compound", "nmod"):
            continue
        if parsed.upos[name] != "PROPN" or "Number=Plur" not in parsed.feats[span]:
            continue
        cases = [t for t in tree.children(span) if tree.deprels[t] == "case" and t < name]
        if len(cases) != 1:
            continue
        tree.heads[name], tree.deprels[name] = tree.heads[span], rel
        tree.heads[cases[0]] = name
        tree.deprels[span] = "obl:unmarked"
        changed = True
    return changed


def name_condemned(tree: Draft) -> bool:
    """A noun with an article that seems to complete a verb, or to be an object of the noun before
    it, behind one with a preposition and without an object before it ("denounced as theft a plan
    to …"), is the object."""
    parsed, changed = tree.parsed, False
    for noun, rel in enumerate(tree.deprels):
        verb = tree.heads[noun]
        if rel == "obj" and tree.deprels[verb] == "obl" and parsed.upos[verb] == "NOUN":
            verb, rel = tree.heads[verb], "xcomp"
        if (
            parsed.upos[verb] != "VERB"
            or rel != "xcomp"
            or parsed.upos[noun] != "NOUN"
            or noun < verb
        ):
            continue
        children = tree.children(verb)
        if any(tree.deprels[t] in ("obj", "iobj", "ccomp") for t in children):
            continue
        between = [t for t in children if tree.deprels[t] == "obl" and verb < t < noun]
        own = {tree.deprels[t] for t in tree.children(noun)}
        if between and "det" in own and not own & {"case", "mark", "cop", "nsubj"}:
            tree.heads[noun], tree.deprels[noun] = verb, "obj"
            changed = True
    return changed


def object_told(tree: Draft) -> bool:
    """One who seems to be given something by a verb that has nothing else to give ("told the envoy
    to go"), is its object."""
    changed = False
    for told, rel in enumerate(tree.deprels):
        if rel != "iobj" or told < tree.heads[told]:
            continue
        others = {tree.deprels[t] for t in tree.children(tree.heads[told]) if t != told}
        if not others & {"obj", "iobj", "parataxis"}:
            tree.deprels[told] = "obj"
            changed = True
    return changed


def name_marks(tree: Draft) -> bool:
    """A name taken for a conjunction ("Chile broke ties …") belongs to the subject right behind it,
    or is the subject where there is none."""
    parsed, changed = tree.parsed, False
    for name, rel in enumerate(tree.deprels):
        verb = tree.heads[name]
        if rel != "mark" or parsed.upos[name] not in ("PROPN", "NOUN") or name > verb:
            continue
        if parsed.upos[verb] != "VERB" or not parsed.forms[name][:1].isupper():
            continue
        subjects = [t for t in tree.children(verb) if tree.is_subject(t)]
        if subjects and subjects[0] != name + 1:
            continue
        tree.heads[name] = subjects[0] if subjects else verb
        tree.deprels[name] = "compound" if subjects else "nsubj"
        changed = True
    return changed


def swap_judged(tree: Draft) -> bool:
    """A name right behind a verb that seems to complete it, with an object behind it ("considers
    Vietnam an ally"): the first of two objects."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("obj"):
        verb = tree.heads[noun]
        name = verb + 1
        if noun <= name or tree.heads[name] != verb or tree.deprels[name] != "xcomp":
            continue
        if parsed.upos[name] != "PROPN" or parsed.upos[verb] != "VERB":
            continue
        if not any(tree.deprels[t] in ("case", "mark", "cop") for t in tree.children(name)):
            tree.deprels[name] = "iobj"
            changed = True
    return changed


def give_names(tree: Draft, mending: Mending) -> bool:
    """A name right behind a verb of giving, taken for a part of its object that begins with an
    adjective of its own ("send Ukraine medical supplies"), is the one to whom."""
    parsed, changed = tree.parsed, False
    for name, rel in enumerate(tree.deprels):
        given, verb = tree.heads[name], name - 1
        if rel not in ("compound", "amod", "nmod") or parsed.upos[name] != "PROPN" or given <= name:
            continue
        if verb < 0 or tree.heads[given] != verb or tree.deprels[given] != "obj":
            continue
        leads = tree.heads[name + 1] in (given, name + 2) and tree.deprels[name + 1] in _LEADING
        if parsed.lemmas[verb] not in mending.giving or not leads:
            continue
        if not any(tree.deprels[t] == "iobj" for t in tree.children(verb)):
            tree.heads[name], tree.deprels[name] = verb, "iobj"
            changed = True
    return changed


_LEADING = frozenset({"amod", "advmod", "det", "nummod"})
"""What stands before a noun and before every name that is a part of it."""
