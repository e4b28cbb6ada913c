"""Which noun of a Korean headline is its predicate, and what the nouns before it are to it."""

from __future__ import annotations

from dragoman.parsing import clauses
from dragoman.parsing.clauses import Chunk
from dragoman.parsing.kiwi.compounds import class_of, settle_nominal
from dragoman.parsing.kiwi.draft import ACTING, Draft
from dragoman.parsing.kiwi.words import COPULA, PASSIVE, PLURAL, VERB


def find_predicates(draft: Draft) -> None:
    """Verbal nouns that are the predicate: at the end of a headline or of one of its parts, in
    lists of what somebody does, and before "in the course of"."""
    found = draft.found
    _name_charged(draft)
    i = 0
    while i < len(found):
        chunk = found[i]
        if chunk.kind == clauses.NOMINAL and not chunk.functions and chunk.link in (
            clauses.BARE, clauses.COORDINATE,
        ):  # fmt: skip
            i += _as_predicate(draft, i, chunk)
        elif chunk.link == clauses.QUOTE or (
            chunk.kind == clauses.PREDICATE and chunk.noun == "common"
        ):
            i += _as_progress(draft, i, chunk)
        elif chunk.kind == clauses.PREDICATE and chunk.link != clauses.NOMINALIZED and i:
            _bare_object(draft, i, chunk)
        i += 1


def _name_charged(draft: Draft) -> None:
    """Cut off who is charged from the nouns for the charge in a headline ("police, [ex-minister]
    [on bribery charges] arrest"): the object of its predicate."""
    found, words, rules = draft.found, draft.words, draft.morphemes
    if len(found) < 2:
        return
    chunk, last = found[-2], found[-1]
    ends = words.lemma(last.words[-1])
    if (
        last.kind != clauses.NOMINAL
        or last.functions
        or not draft.lexicon.is_verbal_noun(ends)
        or ends in rules.intransitive
        or chunk.link != clauses.OBLIQUE
        or chunk.lemma not in rules.charged
        or (len(found) > 2 and found[-3].link == clauses.OBJECT)
    ):
        return
    people = [k for k, w in enumerate(chunk.words[:-1]) if words.lemma(w) in rules.persons]
    if not people:
        return
    who = chunk.words[: people[-1] + 1]
    draft.inner = [one for one in draft.inner if one[0] not in chunk.words]
    person = Chunk(who, who[-1], [], clauses.NOMINAL, clauses.OBJECT, quote=chunk.quote)
    chunk.words = chunk.words[people[-1] + 1 :]
    settle_nominal(draft, person)
    settle_nominal(draft, chunk)
    found.insert(len(found) - 2, person)
    draft.runs.insert(len(found) - 3, draft.runs[len(found) - 3])


def _as_predicate(draft: Draft, i: int, chunk: Chunk) -> int:
    """Make a noun's last word the predicate if it is one; how many chunks that adds."""
    words, found = draft.words, draft.found
    content = [w for w in chunk.words if words.kinds[w] != PLURAL]
    if not content:
        return 0
    at = content[-1]
    before = found[i - 1] if i else None
    last = i == len(found) - 1
    during = -1
    if len(content) > 1 and words.lemma(at) in draft.morphemes.during:
        during, at = at, content[-2]
    if words.upos[at] != "NOUN" or not draft.lexicon.is_verbal_noun(words.lemma(at)):
        return 0
    rest = [w for w in chunk.words if w < at]
    if rest and words.ends[rest[-1]] == words.starts[at]:
        return 0  # the last part of a compound word
    if chunk.link == clauses.COORDINATE:
        return 0
    argument = (
        before is not None
        and before.kind == clauses.NOMINAL
        and not before.comma
        and before.link in (clauses.OBJECT, clauses.OBLIQUE)
        and before.quote == chunk.quote
    )
    closed = before is not None and (
        before.link in (clauses.ADNOMINAL, clauses.GENITIVE)
        or before.kind == clauses.ADNOMINAL_WORD
    )
    if during >= 0:
        if not (argument and not rest and before is not None and before.link == clauses.OBJECT):
            return 0
    elif last or _ends_quote(draft, i):
        if not argument and not rest and (closed or before is None):
            return 0
    elif not (chunk.comma and (argument or (rest and chunk.words[-1] in draft.ended))):
        return 0
    return _split(draft, i, chunk, at, rest, during)


def _ends_quote(draft: Draft, i: int) -> bool:
    """Whether the chunk is the last within quotation marks, which nothing leads on from."""
    runs = draft.runs
    return bool(runs[i]) and (i + 1 == len(runs) or runs[i + 1] != runs[i])


def _split(draft: Draft, i: int, chunk: Chunk, at: int, rest: list[int], during: int) -> int:
    """Make token `at` a predicate and the words before it a noun of their own."""
    words, found, rules = draft.words, draft.found, draft.morphemes
    noun = words.lemma(at)
    words.lemmas[at] = noun + rules.citation
    words.upos[at], words.kinds[at] = "VERB", VERB
    link = clauses.CONJUNCTIVE
    if during < 0 and (
        i == len(found) - 1
        or (chunk.words[-1] in draft.ended and (_befalls(draft) or _turns(draft, i)))
    ):
        link = clauses.FINAL
    elif during < 0 and _ends_quote(draft, i):
        said = _tells(draft, i + 1)
        link = clauses.QUOTATIVE if said else clauses.FINAL
    predicate = Chunk(
        [at], at, [], clauses.PREDICATE, link,
        comma=chunk.comma, lemma=words.lemmas[at], quote=chunk.quote,
    )  # fmt: skip
    if during >= 0:
        predicate.functions.append(during)
        predicate.case = words.lemma(during)
    draft.inner = [one for one in draft.inner if one[0] not in chunk.words]
    found[i] = predicate
    if not rest:
        if i and found[i - 1].kind == clauses.ADVERB:
            _bare_object(draft, i, predicate)
        return 0
    manner: list[int] = []
    while rest and (
        words.lemma(rest[-1]) in rules.adverbial
        or (len(rest) > 1 and words.lemma(rest[-1]).endswith(rules.attributive))
    ):
        manner.insert(0, rest.pop())
    for w in manner:
        predicate.words.insert(0, w)
        draft.inner.append((w, at, "advmod"))
    if rest and _belongs(draft, rest, noun):
        for w, after in zip(rest, [*rest[1:], at], strict=True):  # "a protest against the mine"
            draft.inner.append((w, after, "compound"))
        predicate.words[:0] = rest
        return 0
    if not rest:
        return 0
    leading = 0
    who = _who_leads(draft, i, rest, noun)
    if who:
        first = Chunk(rest[:who], rest[who - 1], [], clauses.NOMINAL, clauses.SUBJECT,
                      quote=chunk.quote)  # fmt: skip
        settle_nominal(draft, first)
        found.insert(i, first)
        draft.runs.insert(i, draft.runs[i])
        rest, leading, i = rest[who:], 1, i + 1
    noun_chunk = Chunk(rest, rest[-1], [], clauses.NOMINAL, clauses.BARE, quote=chunk.quote)
    settle_nominal(draft, noun_chunk)
    before = found[i - 1] if i else None
    taken = before is not None and before.link == clauses.OBJECT and not before.comma
    if not taken:
        bare = noun_chunk
        if noun_chunk.noun == "time" and before is not None and not before.comma:
            bare = before
        if bare.link == clauses.BARE and bare.noun != "time":
            meets = bare.noun in ACTING and noun + rules.citation in draft.rules.mutual
            acts = noun in rules.intransitive or meets
            if noun in rules.either_way and before is not None and before.noun in ACTING:
                acts = acts and not (before.comma and before.link == clauses.BARE)
            bare.link = clauses.SUBJECT if acts else clauses.OBJECT
            at_bare = i if bare is noun_chunk else i - 1
            if bare.link == clauses.OBJECT and at_bare:
                _lead(found[at_bare - 1])
    found.insert(i, noun_chunk)
    draft.runs.insert(i, draft.runs[i])
    return 1 + leading


def _who_leads(draft: Draft, i: int, rest: list[int], noun: str) -> int:
    """How many of the nouns before a verbal noun that ends a headline name who does it, where no
    particle or comma says so: those up to a country that another party stands before
    ("[Fiji's government] [Togo] condemns"); 0 if none do."""
    words, found, countries = draft.words, draft.found, draft.lexicon.countries
    before = found[i - 1] if i else None
    if noun + draft.morphemes.citation in draft.rules.mutual:
        return 0
    if before is not None and (
        before.link in (clauses.SUBJECT, clauses.TOPIC)
        or (before.link == clauses.BARE and before.noun != "time")
        or before.link in (clauses.GENITIVE, clauses.ADNOMINAL, clauses.COORDINATE)
    ):
        return 0
    for k in range(1, len(rest)):
        apart = words.ends[rest[k - 1]] < words.starts[rest[k]]
        if apart and words.lemma(rest[k]) in countries:
            last = words.lemma(rest[k - 1])
            acts = class_of(draft, rest[k - 1]) in ACTING
            return k if acts and (k > 1 or last in countries) else 0
    return 0


def _belongs(draft: Draft, rest: list[int], noun: str) -> bool:
    """Whether the nouns before a verbal noun say what kind it is, not who or what is done:
    for what a protest is, who meets at talks."""
    words, rules = draft.words, draft.morphemes
    lemma = words.lemma(rest[-1])
    if lemma in rules.purposes:
        return noun in rules.intransitive
    return (
        lemma in rules.persons
        and noun + rules.citation in draft.rules.mutual
        and all(words.classes[w] == "noun" for w in rest)
    )


def _befalls(draft: Draft) -> bool:
    """Whether the last part of a headline says what happened to others ("…6 dead")."""
    last, words = draft.found[-1], draft.words
    if last.kind == clauses.PREDICATE:
        return last.lemma in draft.rules.happening
    return len(last.words) > 1 and words.lemma(last.words[-1]) in draft.morphemes.intransitive


def _turns(draft: Draft, i: int) -> bool:
    """Whether what stands behind chunk i, a part of a headline, is of somebody else: it has a
    topic or subject, begins with who acts or says what is quoted, or is all somebody's words."""
    behind = draft.found[i + 1 :]
    while behind[:1] and behind[0].link == clauses.COORDINATE and not behind[0].quote:
        behind = behind[1:]
    if any(c.link in (clauses.TOPIC, clauses.SUBJECT) and not c.quote for c in behind):
        return True
    if all(c.quote for c in behind):
        return bool(behind)
    first = behind[0]
    if (
        len(behind) < 2
        or first.quote
        or (first.kind, first.link) != (clauses.NOMINAL, clauses.BARE)
    ):
        return False
    marked = first.words[-1] + 1 < behind[1].words[0]  # by a comma or quotation marks
    return bool(behind[1].quote) or (marked and first.noun in ACTING)


def _tells(draft: Draft, i: int) -> bool:
    """Whether chunk i is a verb, or the verbal noun that ends a headline."""
    chunk, words = draft.found[i], draft.words
    if chunk.kind == clauses.PREDICATE:
        return chunk.noun == ""
    return (
        i == len(draft.found) - 1
        and chunk.kind == clauses.NOMINAL
        and not chunk.functions
        and len(chunk.words) == 1
        and draft.lexicon.is_verbal_noun(words.lemma(chunk.words[0]))
    )


def _lead(chunk: Chunk) -> None:
    """Somebody before a comma and what a headline's predicate is done to: who does it."""
    if (
        chunk.kind == clauses.NOMINAL
        and chunk.link == clauses.BARE
        and chunk.comma
        and chunk.noun in ACTING
    ):
        chunk.link = clauses.TOPIC


def _as_progress(draft: Draft, i: int, chunk: Chunk) -> int:
    """ "is in the course of visiting": the verbal noun is the predicate."""
    words, found = draft.words, draft.found
    content = chunk.words
    if len(content) < 2 or words.lemma(content[-1]) not in draft.morphemes.during:
        return 0
    at = content[-2]
    if not draft.lexicon.is_verbal_noun(words.lemma(at)) or words.upos[at] != "NOUN":
        return 0
    link, case, functions = chunk.link, chunk.case, chunk.functions
    rest = [w for w in content if w < at]
    grown = _split(draft, i, chunk, at, rest, content[-1])
    predicate = found[i + grown]
    draft.inner = [one for one in draft.inner if one[0] != content[-1]]
    draft.inner.append((content[-1], at, "aux"))
    predicate.link = clauses.QUOTATIVE if link == clauses.QUOTE else link
    predicate.case = case
    predicate.functions += functions
    before = found[i + grown - 1] if i + grown else None
    taken = before is not None and before.link == clauses.OBJECT and not before.comma
    if words.lemma(at).removesuffix(draft.morphemes.citation) in draft.morphemes.held and not taken:
        words.bits[at] |= PASSIVE
    for f in functions:
        if words.kinds[f] == COPULA:
            draft.inner = [one for one in draft.inner if one[0] != f]
            draft.inner.append((f, at, "cop"))
            words.bits[at] |= words.bits[f]
    return grown


def _bare_object(draft: Draft, i: int, predicate: Chunk) -> None:
    """A noun without a particle right before a verb is its object (or, of a passive or an
    intransitive, its subject), unless there is one."""
    words, rules = draft.words, draft.morphemes
    at = i - 1
    while at and draft.found[at].kind == clauses.ADVERB and not draft.found[at].comma:
        at -= 1
    chunk = draft.found[at]
    if (
        chunk.kind != clauses.NOMINAL or chunk.link != clauses.BARE or chunk.comma
        or chunk.functions or chunk.noun in ("time", "number", "")
        or predicate.noun not in ("", "quality")
        or chunk.quote != predicate.quote
    ):  # fmt: skip
        return
    before = draft.found[at - 1] if at else None
    if before is not None and before.link == clauses.OBJECT and not before.comma:
        return
    if chunk.lemma in rules.adverbial or chunk.lemma in rules.approximate:
        return
    noun = predicate.lemma.removesuffix(rules.citation)
    subject = (
        words.bits[predicate.head] & PASSIVE
        or noun in rules.intransitive
        or predicate.lemma in draft.rules.happening
    )
    chunk.link = clauses.SUBJECT if subject or predicate.noun else clauses.OBJECT
    who = 0 if subject or predicate.noun else _who_leads(draft, at, chunk.words, noun)
    if who:
        first = Chunk(chunk.words[:who], chunk.words[who - 1], [], clauses.NOMINAL,
                      clauses.SUBJECT, quote=chunk.quote)  # fmt: skip
        draft.inner = [one for one in draft.inner if one[0] not in chunk.words]
        chunk.words = chunk.words[who:]
        settle_nominal(draft, first)
        settle_nominal(draft, chunk)
        draft.found.insert(at, first)
        draft.runs.insert(at, draft.runs[at])
