"""Names that the parser took for predicates."""

from __future__ import annotations

from dataclasses import replace

from dragoman.languages.morphology import Morphology
from dragoman.parsing.engine import Parsed

_COMPLETING = frozenset({"xcomp", "ccomp"})


def below_verbs(parsed: Parsed, morphology: Morphology) -> Parsed:
    """A word with a capital behind a noun, unknown to the lexicon, read as a predicate whose
    complement is the verb behind it ("utang Mozambik dihapus …"), is a name in that verb's subject.
    A sentence in which nouns and verbs all have capitals shows nothing."""
    upos, heads, deprels = list(parsed.upos), list(parsed.heads), list(parsed.deprels)
    forms = parsed.forms
    for name, pos in enumerate(parsed.upos):
        if pos != "VERB" or name == 0 or not forms[name][:1].isupper() or heads[name] > name:
            continue
        noun = name - 1
        if upos[noun] not in ("NOUN", "PROPN") or morphology.knows(forms[name].lower()):
            continue
        verb = next(
            (
                t
                for t in range(name + 1, min(name + 4, len(heads)))
                if heads[t] == name and deprels[t] in _COMPLETING and upos[t] == "VERB"
            ),
            None,
        )
        if verb is None or not forms[verb].islower():
            continue
        between = range(name + 1, verb)
        if any(upos[t] != "PROPN" for t in between):
            continue
        subject = next(
            (
                t
                for t, head in enumerate(heads)
                if head == name and t < name and deprels[t].startswith("nsubj")
            ),
            None,
        )
        heads[verb], deprels[verb] = (verb if heads[name] == name else heads[name]), deprels[name]
        for child, head in enumerate(heads):
            if head == name and child not in (name, verb) and child not in between:
                heads[child] = verb
        for part in between:
            heads[part], deprels[part] = name, "flat:name"
        upos[name] = "PROPN"
        if subject is None:
            heads[name], deprels[name] = verb, "nsubj"
        else:
            heads[name], deprels[name] = subject, "flat:name"
    if upos == list(parsed.upos):
        return parsed
    return replace(parsed, upos=tuple(upos), heads=tuple(heads), deprels=tuple(deprels))
