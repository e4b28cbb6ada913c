"""Objects, names and sums that stand in the wrong place beside a predicate."""

from __future__ import annotations

from dragoman.languages.morphology import Mending
from dragoman.parsing.trained.mending.draft import Draft

_OF_NAMES = frozenset({"compound", "flat", "nmod:desc"})
_BEHIND = frozenset({"obl", "obj", "nmod", "dep", "appos", "iobj", "nsubj", "nsubj:pass"})
_BEFORE = frozenset({"ADJ", "AUX", "DET", "NOUN", "NUM", "PROPN", "PRON"})


def name_objects(tree: Draft) -> bool:
    """A name right behind a verb without an object, hanging on it as an attribute, is the
    object."""
    changed = False
    if "VERB" not in tree.parsed.upos:
        return False
    for token in tree.having_kind("amod", "flat", "compound", "nmod"):
        verb = tree.heads[token]
        if token != verb + 1 or tree.parsed.upos[verb] != "VERB":
            continue
        if not tree.parsed.forms[token][:1].isupper():
            continue
        children = tree.children(verb)
        if not any(tree.deprels[t] == "obj" for t in children) and not any(
            tree.deprels[t] == "case" for t in tree.children(token)
        ):
            tree.deprels[token] = "obj"
            changed = True
    return changed


def head_nouns(tree: Draft) -> bool:
    """A common noun right behind the name or adjective of which it seems to be a part ("Chad
    policeman", "Chadian general") is the head of the two."""
    parsed, changed = tree.parsed, False
    for noun in tree.having_kind("flat"):
        name = noun - 1
        if noun < 1 or tree.heads[noun] != name:
            continue
        if parsed.upos[noun] not in ("NOUN", "PROPN", "ADJ") or not parsed.forms[noun].islower():
            continue
        if parsed.upos[name] not in ("PROPN", "ADJ") or not parsed.forms[name][:1].isupper():
            continue
        root = tree.heads[name] == name
        tree.heads[noun] = noun if root else tree.heads[name]
        tree.deprels[noun] = tree.deprels[name]
        for child in tree.children(name):
            if child != noun:
                tree.heads[child] = noun
        tree.heads[name] = noun
        tree.deprels[name] = "amod" if parsed.upos[name] == "ADJ" else "compound"
        changed = True
    return changed


def join_parted(tree: Draft) -> bool:
    """A given name behind a comma, coordinated with a noun without any conjunction, and a surname
    right behind it that is apposed to that noun ("The minister, Ana Sousa, …"): one name."""
    parsed, changed = tree.parsed, False
    for name in tree.having("conj"):
        after = name + 1
        if tree.ends(name) or name == 0 or parsed.forms[name - 1] != ",":
            continue
        if parsed.upos[name] != "PROPN" or parsed.upos[after] != "PROPN":
            continue
        head = tree.heads[name]
        if tree.deprels[after] not in ("appos", "conj") or tree.heads[after] not in (head, name):
            continue
        if any(tree.deprels[c] == "cc" for t in (name, after) for c in tree.children(t)):
            continue
        tree.deprels[name] = "appos"
        tree.heads[after], tree.deprels[after] = name, "flat"
        changed = True
    return changed


def join_names(tree: Draft) -> bool:
    """A name coordinated with a common noun, right behind another name in that noun's phrase
    ("cooperation of Russia and Korea"), is coordinated with that name."""
    parsed, changed = tree.parsed, False
    for token in tree.having("conj"):
        if parsed.upos[token] != "PROPN":
            continue
        head = tree.heads[token]
        if parsed.upos[head] != "NOUN" or head >= token:
            continue
        marks = [t for t in tree.children(token) if tree.deprels[t] == "cc"]
        if not marks or any(tree.deprels[t] == "case" for t in tree.children(token)):
            continue
        before = min(marks) - 1
        if before > head and parsed.upos[before] == "PROPN":
            name = before
            while parsed.upos[tree.heads[name]] == "PROPN" and tree.heads[name] > head:
                name = tree.heads[name]
            if name != token and not tree.under(name, token):
                tree.heads[token] = name
                changed = True
    return changed


def join_parallel(tree: Draft) -> bool:
    """A name coordinated with what stands behind a preposition, with a noun behind the same
    preposition itself ("Kahn of Austria and Lund of Norway"), goes with the one before."""
    parsed, changed = tree.parsed, False
    for name in tree.having("conj"):
        land = tree.heads[name]
        if parsed.upos[name] != "PROPN" or tree.deprels[land] != "nmod":
            continue
        first = tree.heads[land]
        while tree.deprels[first].split(":")[0] == "flat":
            first = tree.heads[first]
        if parsed.upos[first] != "PROPN" or not first < land < name:
            continue
        case = next((t for t in tree.children(land) if tree.deprels[t] == "case"), None)
        if case is None or any(tree.deprels[t] == "case" for t in tree.children(name)):
            continue
        alike = [
            t
            for t in tree.children(name)
            if t > name
            and tree.deprels[t] == "nmod"
            and any(parsed.forms[c] == parsed.forms[case] for c in tree.children(t))
        ]
        if alike:
            tree.heads[name] = first
            changed = True
    return changed


def lend_case(tree: Draft) -> bool:
    """A preposition that hangs on the first part of a compound with a participle belongs to the
    noun behind ("by the UN-backed government")."""
    parsed, changed = tree.parsed, False
    for case in tree.having("case"):
        part = tree.heads[case]
        participle = tree.heads[part]
        noun = tree.heads[participle]
        if part + 2 != participle or part <= case or noun <= participle:
            continue
        if parsed.forms[part + 1] != "-" or parsed.upos[participle] not in ("VERB", "ADJ"):
            continue
        if tree.deprels[participle] != "amod" or any(
            tree.deprels[t] == "case" for t in tree.children(noun)
        ):
            continue
        tree.heads[case] = noun
        changed = True
    return changed


def lend_to_names(tree: Draft) -> bool:
    """A preposition that hangs on the first word of a name belongs to the name's head ("with
    President Mohamed Ali Dirie")."""
    parsed, changed = tree.parsed, False
    for case in tree.having("case"):
        part = tree.heads[case]
        name = tree.heads[part]
        if not case < part < name or tree.deprels[part] not in _OF_NAMES:
            continue
        if not all(
            parsed.upos[t] == "PROPN" and parsed.forms[t][:1].isupper()
            for t in range(part, name + 1)
        ):
            continue
        rel = tree.deprels[name]
        if rel in ("root", "nsubj", "nsubj:pass", "conj") or any(
            tree.deprels[t] == "case" for t in tree.children(name)
        ):
            continue
        tree.heads[case] = name
        if rel in ("obj", "iobj", "parataxis", "dep", "appos", "xcomp", "ccomp"):
            tree.deprels[name] = "obl" if parsed.upos[tree.heads[name]] == "VERB" else "nmod"
        changed = True
    return changed


def head_titled(tree: Draft) -> bool:
    """A name with a title that seems to be apposed to the word right before the title is the head
    of both ("with Chadian Foreign Minister Jean Mbaye")."""
    parsed, changed = tree.parsed, False
    for name in tree.having("appos"):
        land = tree.heads[name]
        if parsed.upos[name] != "PROPN" or tree.heads[land] == land:
            continue
        if parsed.upos[land] not in ("PROPN", "ADJ") or land >= name:
            continue
        titles = [t for t in tree.children(name) if tree.deprels[t] == "nmod:desc"]
        if not titles or any(not tree.under(t, name) for t in range(land + 1, name)):
            continue
        if any(parsed.upos[t] == "PUNCT" for t in range(land + 1, name)):
            continue
        tree.heads[name], tree.deprels[name] = tree.heads[land], tree.deprels[land]
        for child in tree.children(land):
            tree.heads[child] = name
        tree.heads[land], tree.deprels[land] = name, "amod"
        changed = True
    return changed


def share_phrase(tree: Draft) -> bool:
    """A noun and its preposition, coordinated with another noun and its own ("solidarity with and
    support for Chad"): the name is the first noun's, behind both prepositions."""
    parsed, changed = tree.parsed, False
    for link in tree.having("cc"):
        first, other, second = link - 1, link + 1, link + 2
        if first < 1 or second + 1 >= len(tree.heads) or parsed.upos[first] != "ADP":
            continue
        if parsed.upos[other] != "NOUN" or parsed.upos[second] != "ADP":
            continue
        noun, name = first - 1, tree.heads[second]
        if parsed.upos[noun] != "NOUN" or name <= second or tree.deprels[second] != "case":
            continue
        if tree.children(first) and not set(tree.children(first)) <= {link, other}:
            continue
        tree.heads[first], tree.deprels[first] = name, "case"
        tree.heads[other], tree.deprels[other] = noun, "dep"
        tree.heads[link] = other
        tree.heads[name], tree.deprels[name] = noun, "nmod"
        if not tree.is_tree():
            return changed
        changed = True
    return changed


def join_counted(tree: Draft, mending: Mending) -> bool:
    """A word that always stands before an owner ("of") right behind a noun, hanging elsewhere than
    on a noun of its own ("killed dozens of IS members"): what follows is the first noun's."""
    parsed, changed = tree.parsed, False
    for of in tree.having("obl", "compound:prt", "advmod", "dep", "fixed", "nmod", "mark"):
        noun, name = of - 1, of + 1
        if noun < 0 or parsed.forms[of] not in mending.owning or parsed.upos[noun] != "NOUN":
            continue
        while name < len(tree.heads) and name < tree.heads[name] and parsed.upos[name] in _BEFORE:
            name = tree.heads[name]
        if name >= len(tree.heads) or parsed.upos[name] not in ("NOUN", "PROPN"):
            continue
        if tree.under(noun, name) or any(tree.deprels[t] == "case" for t in tree.children(name)):
            continue
        if tree.deprels[name] not in _BEHIND:
            continue
        if tree.deprels[noun] == "iobj":
            tree.deprels[noun] = "obj"
        tree.heads[of], tree.deprels[of] = name, "case"
        tree.heads[name], tree.deprels[name] = noun, "nmod"
        changed = True
    return changed


def bare_objects(tree: Draft) -> bool:
    """A noun without a preposition right behind a verb (or its particle) that has no object is the
    object ("gave over $4 million worth of tents")."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("obl"):
        verb = tree.heads[noun]
        if noun <= verb or parsed.upos[noun] != "NOUN":
            continue
        if parsed.upos[verb] != "VERB" or "VerbForm=Part" in parsed.feats[verb]:
            continue
        if any(tree.deprels[t] == "case" for t in tree.children(noun)):
            continue
        own = {tree.deprels[t] for t in tree.children(verb)}
        if own & {"obj", "iobj", "ccomp", "xcomp", "aux:pass", "nsubj:pass"}:
            continue
        first = min(tree.below(noun))
        gap = [t for t in range(verb + 1, first) if tree.deprels[t] != "compound:prt"]
        if first <= verb or gap or parsed.upos[first] in ("ADP", "SCONJ"):
            continue
        tree.deprels[noun] = "obj"
        changed = True
    return changed


def part_objects(tree: Draft) -> bool:
    """Of two objects in a row the first is the one to whom ("promised Ukraine aid"), also where
    the parser takes it for a part of a sum ("lent Kenya $5 million")."""
    changed = False
    if tree.deprels.count("obj") < 2 and "SYM" not in tree.parsed.upos:
        return False
    for verb, pos in enumerate(tree.parsed.upos):
        if pos != "VERB":
            continue
        name = verb + 1
        amount = tree.heads[name] if name < len(tree.heads) else verb
        if (
            amount > name
            and tree.deprels[name] == "compound"
            and tree.parsed.upos[name] == "PROPN"
            and tree.parsed.upos[amount] == "SYM"
            and tree.heads[amount] == verb
            and tree.deprels[amount] == "obj"
        ):
            tree.heads[name], tree.deprels[name] = verb, "iobj"
            changed = True
            continue
        objects = [t for t in tree.children(verb) if tree.deprels[t] == "obj" and t > verb]
        if len(objects) == 2 and not any(tree.deprels[t] == "iobj" for t in tree.children(verb)):
            tree.deprels[objects[0]] = "iobj"
            changed = True
    return changed


def part_given(tree: Draft) -> bool:
    """A first object right before a preposition is the object, and what stands with that
    preposition is none ("sent troops to Uganda and neighbouring countries")."""
    changed = False
    for given in tree.having("iobj"):
        if tree.ends(given) or tree.parsed.upos[given + 1] != "ADP":
            continue
        if tree.deprels[given + 1] != "case":
            continue
        tree.deprels[given] = "obj"
        for noun in tree.children(tree.heads[given]):
            if noun > given and tree.deprels[noun] == "obj":
                tree.deprels[noun] = "obl"
        changed = True
    return changed


def turn_prepositions(tree: Draft) -> bool:
    """A preposition read as the noun that its own noun belongs to ("tewas akibat serangan") goes
    with that noun, which takes its place."""
    parsed, changed = tree.parsed, False
    for word in tree.having("obj", "obl", "nmod"):
        above = tree.heads[word]
        if parsed.upos[word] != "ADP" or above > word:
            continue
        children = tree.children(word)
        noun = next((t for t in children if t > word), None)
        if noun is None or noun > word + 2 or parsed.upos[noun] not in ("NOUN", "PROPN"):
            continue
        if tree.deprels[noun] not in ("compound", "nmod", "flat", "obj"):
            continue
        tree.heads[noun] = above
        tree.deprels[noun] = "obl" if parsed.upos[above] == "VERB" else "nmod"
        tree.heads[word], tree.deprels[word] = noun, "case"
        for child in children:
            if child != noun:
                tree.heads[child] = noun
        changed = True
    return changed


def uncross(tree: Draft) -> bool:
    """A noun with a preposition behind a verb, hung on a noun before that verb which is the object
    of the verb's own governor ("meminta Israel mundur dari Gaza"), goes with the verb."""
    parsed, changed = tree.parsed, False
    for noun in tree.having("nmod"):
        holder = tree.heads[noun]
        if holder >= noun or tree.deprels[holder] != "obj":
            continue
        governor = tree.heads[holder]
        if governor > holder or not any(tree.deprels[t] == "case" for t in tree.children(noun)):
            continue
        between = [
            t
            for t in tree.children(governor)
            if holder < t < noun
            and tree.deprels[t] in ("xcomp", "ccomp", "advcl")
            and parsed.upos[t] == "VERB"
        ]
        if between:
            tree.heads[noun], tree.deprels[noun] = between[-1], "obl"
            changed = True
    return changed


def lead_list(tree: Draft) -> bool:
    """A name with a preposition and a conjunction of its own is no attribute of the noun behind
    it, but the first of two ("to Rwanda and neighbouring states")."""
    changed = False
    for name in tree.having("amod", "compound"):
        noun = tree.heads[name]
        if noun <= name + 1:
            continue
        if tree.parsed.upos[name] != "PROPN" or tree.deprels[name + 1] != "cc":
            continue
        if not any(tree.deprels[t] == "case" for t in tree.children(name)):
            continue
        root = tree.heads[noun] == noun
        tree.heads[name] = name if root else tree.heads[noun]
        tree.deprels[name] = tree.deprels[noun]
        tree.heads[noun], tree.deprels[noun] = name, "conj"
        tree.heads[name + 1] = noun
        changed = True
    return changed


def join_limits(tree: Draft, mending: Mending) -> bool:
    """What stands before a number as its limit goes with it, which is the object of a verb
    without one ("lend up to $1 billion")."""
    parsed, changed = tree.parsed, False
    for up in range(len(tree.heads) - 2):
        if parsed.upos[up + 2] not in ("NUM", "SYM"):
            continue
        if f"{parsed.forms[up]} {parsed.forms[up + 1]}" not in mending.limits:
            continue
        to = up + 1
        number = tree.heads[to]
        verb = tree.heads[number]
        if tree.deprels[to] != "case" or number <= to or parsed.upos[verb] != "VERB":
            continue
        if tree.deprels[number] not in ("obl", "nmod"):
            continue
        if any(tree.deprels[t] == "obj" for t in tree.children(verb)):
            continue
        tree.heads[up], tree.deprels[up] = number, "advmod"
        tree.heads[to], tree.deprels[to] = up, "fixed"
        tree.deprels[number] = "obj"
        changed = True
    return changed


def give_time(tree: Draft) -> bool:
    """A noun without a preposition right behind a passive, with an infinitive of its own ("were
    given three days to leave"), is what is given."""
    parsed, changed = tree.parsed, False
    for noun, rel in enumerate(tree.deprels):
        verb = tree.heads[noun]
        if rel != "obl:unmarked" or noun < verb or parsed.upos[verb] != "VERB":
            continue
        rels = {tree.deprels[t] for t in tree.children(verb)}
        infinitive = any(
            tree.deprels[t] == "acl" and "VerbForm=Inf" in parsed.feats[t]
            for t in tree.children(noun)
        )
        if infinitive and "nsubj:pass" in rels and "obj" not in rels:
            tree.deprels[noun] = "obj"
            changed = True
    return changed


def count_objects(tree: Draft) -> bool:
    """A numeral or adjective right before the bare object, taken for one to whom ("stripped 94
    critics of their rights", "accused Eritrean troops of looting"), belongs to the object."""
    parsed, changed = tree.parsed, False
    for first, rel in enumerate(tree.deprels):
        verb = tree.heads[first]
        if rel != "iobj" or parsed.upos[first] not in ("NUM", "ADJ") or first < verb:
            continue
        objects = [t for t in tree.children(verb) if tree.deprels[t] == "obj" and t > first]
        if len(objects) != 1 or parsed.upos[objects[0]] not in ("NOUN", "PROPN"):
            continue
        noun = objects[0]
        if not all(tree.under(t, noun) for t in range(first + 1, noun)):
            continue
        if any(tree.deprels[t] in ("det", "nmod:poss", "case") for t in tree.children(noun)
               if t < noun):  # fmt: skip
            continue
        number = parsed.upos[first] == "NUM"
        tree.heads[first], tree.deprels[first] = noun, "nummod" if number else "amod"
        changed = True
    return changed


def give_apposed(tree: Draft) -> bool:
    """A counted noun right behind a verb's object, to which it seems to be apposed without a comma
    ("handed the navy two boats"): what is given, and the one before gets it."""
    parsed, changed = tree.parsed, False
    for given, rel in enumerate(tree.deprels):
        getter = tree.heads[given]
        if rel != "appos" or given < getter or tree.deprels[getter] != "obj":
            continue
        verb = tree.heads[getter]
        if parsed.upos[verb] != "VERB" or parsed.upos[given] != "NOUN" or getter < verb:
            continue
        first = min(t for t in range(getter + 1, given + 1) if tree.under(t, given))
        if first != getter + 1 or parsed.upos[first] not in ("NUM", "DET"):
            continue
        if any(tree.deprels[t] == "iobj" for t in tree.children(verb)):
            continue
        tree.deprels[getter] = "iobj"
        tree.heads[given], tree.deprels[given] = verb, "obj"
        changed = True
    return changed


def part_getters(tree: Draft) -> bool:
    """A noun that seems to own a verb's object, though nothing marks it, right before a numeral or
    article of that ("handed the navy three boats"), gets it."""
    parsed, changed = tree.parsed, False
    for getter, rel in enumerate(tree.deprels):
        given = tree.heads[getter]
        verb = tree.heads[given]
        if rel != "nmod:poss" or tree.deprels[given] != "obj" or not verb < getter < given:
            continue
        if parsed.upos[getter] not in ("NOUN", "PROPN") or tree.ends(getter):
            continue
        if any(tree.deprels[t] == "case" for t in tree.children(getter)):
            continue
        if parsed.upos[getter + 1] not in ("NUM", "DET") or parsed.upos[verb] != "VERB":
            continue
        tree.heads[getter], tree.deprels[getter] = verb, "iobj"
        changed = True
    return changed


def unmark_objects(tree: Draft, mending: Mending) -> bool:
    """A noun with an article right behind a verb (or its particle) without an object, taken for a
    time ("shot down a drone"), is the object if it is no word for one."""
    parsed, changed = tree.parsed, False
    for noun, rel in enumerate(tree.deprels):
        verb = tree.heads[noun]
        if rel == "obl:unmarked" and parsed.upos[verb] == "ADV" and verb > noun:
            verb = tree.heads[verb]  # "staged a raid later that day"
        if rel != "obl:unmarked" or noun <= verb or parsed.upos[noun] != "NOUN":
            continue
        if parsed.upos[verb] != "VERB" or parsed.lemmas[noun] in mending.spans:
            continue
        rels = {tree.deprels[t] for t in tree.children(verb)}
        if rels & {"obj", "ccomp", "xcomp", "aux:pass", "nsubj:pass"}:
            continue
        first = min(t for t in range(verb + 1, noun + 1) if tree.under(t, noun))
        if parsed.upos[first] != "DET":
            continue
        if any(tree.deprels[t] != "compound:prt" for t in range(verb + 1, first)):
            continue
        tree.heads[noun], tree.deprels[noun] = verb, "obj"
        changed = True
    return changed


def part_seasons(tree: Draft, mending: Mending) -> bool:
    """A word for a time, taken for the object beside one to whom ("would join Japan in drills this
    autumn"), is none; that one is."""
    changed = False
    for time, rel in enumerate(tree.deprels):
        verb = tree.heads[time]
        if rel != "obj" or time < verb or tree.parsed.lemmas[time] not in mending.spans:
            continue
        partners = [t for t in tree.children(verb) if tree.deprels[t] == "iobj"]
        if len(partners) != 1 or time - partners[0] < 3:
            continue
        rels = {tree.deprels[t] for t in tree.children(time)}
        if "det" not in rels or "nummod" in rels:
            continue
        tree.deprels[time], tree.deprels[partners[0]] = "obl:unmarked", "obj"
        changed = True
    return changed
