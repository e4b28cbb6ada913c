"""Bring the older Indonesian treebank to the guidelines of the newer ones.

The 2.x release of UD Indonesian-GSD and the newest one are the same kind of text, under different
guidelines: the older one splits reduplicated words at the hyphen and keeps clitics on their word,
has no auxiliaries, no features, no subtypes for names and relative clauses, and takes a marker of
a clause for a preposition. :func:`modernise` follows what can be told from words, word classes and
relations; what needs another reading of the sentence (other heads) mostly stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from treebank import Sentence, Token, words

AUXILIARIES = frozenset(
    words(
        "akan dapat telah bisa harus sudah sedang mampu masih boleh pernah mesti perlu bakal "
        "tengah usah"
    )
)
CONJUNCTIONS = frozenset(words("namun tetapi tapi"))
PLACE_NOUNS = frozenset(
    words("dalam atas luar depan belakang bawah samping antara sekitar tengah sebelah dekat")
)
"""After a preposition these are nouns of place (``nmod:lmod`` of what follows)."""

TIMES = frozenset(
    words(
        "tahun tanggal bulan hari masa abad pekan minggu malam pagi siang sore jam pukul periode "
        "senin selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus "
        "september oktober november desember kemarin dekade menit detik musim"
    )
)
PRONOUNS = {
    "saya": ("1", "Sing"),
    "aku": ("1", "Sing"),
    "ku": ("1", "Sing"),
    "kami": ("1", "Plur"),
    "kita": ("1", "Plur"),
    "kamu": ("2", "Sing"),
    "anda": ("2", "Sing"),
    "mu": ("2", "Sing"),
    "ia": ("3", "Sing"),
    "dia": ("3", "Sing"),
    "beliau": ("3", "Sing"),
    "nya": ("3", "Sing"),
    "mereka": ("3", "Plur"),
}
SPEECH = frozenset(
    words("kata ujar tutur ucap tambah jelas ungkap tegas papar lanjut sebut imbuh pinta tandas")
)
Split = Callable[[str], list[str]]


def _merge(tokens: list[Token], first: int, count: int) -> None:
    """Make one word of a few; its head is the first link that leaves the group."""
    group = tokens[first : first + count]
    inside = range(first, first + count)
    top = next((t for t in group if t.head not in inside), group[0])
    merged = Token("".join(t.form for t in group), group[0].upos, {}, top.head, top.deprel)
    merged.space = group[-1].space
    tokens[first : first + count] = [merged]
    for token in tokens:
        if token.head in inside:
            token.head = first
        elif token.head >= first + count:
            token.head -= count - 1
    if tokens[first].head == first:
        tokens[first].head = -1


def _join_hyphens(tokens: list[Token]) -> None:
    """``menteri - menteri``, ``ke - 5``, ``1990 - an`` become one word each."""
    i = 0
    while i + 2 < len(tokens):
        one, dash, two = tokens[i : i + 3]
        if dash.form == "-":
            again = two.form.lower().removesuffix("nya").removesuffix("an")
            same = len(one.form) > 1 and again == one.form.lower()
            linked = two.head == i and two.deprel in ("fixed", "compound:plur")
            ordinal = one.form.lower() == "ke" and two.form.isdigit()
            decade = one.form.isdigit() and two.form == "an"
            prefixed = one.form.lower() in ("non", "anti", "antar", "pra", "pasca")
            if same or (linked and two.form.islower()) or ordinal or decade or prefixed:
                _merge(tokens, i, 3)
                if ordinal:
                    tokens[i].upos, tokens[i].deprel = "ADJ", "amod"
                elif prefixed:
                    tokens[i].upos = two.upos
        i += 1


def _clitic(stem: Token, form: str) -> tuple[str, str]:
    """Word class and relation of a clitic that was written onto that word."""
    if form in ("lah", "kah", "pun"):
        return "PART", "advmod:emph"
    low = stem.form.lower()
    if stem.upos == "VERB":
        if low.startswith("di") and form == "nya":
            return "PRON", "obl:agent"
        if re.match(r"me|ber", low) or form != "nya":
            return "PRON", "obj"
        if low in SPEECH:
            return "PRON", "nsubj"
        return "DET", "det"
    if stem.upos in ("NOUN", "PROPN", "PRON") or form != "nya":
        return "PRON", "nmod:poss"
    return "DET", "det"


def _split_clitics(tokens: list[Token], split: Split) -> None:
    i = 0
    while i < len(tokens):
        token = tokens[i]
        parts = split(token.form)
        if len(parts) == 2 and parts[1] in ("nya", "lah", "kah", "pun", "ku", "mu"):
            stem, form = parts
            token.form = stem
            for other in tokens:
                if other.head > i:
                    other.head += 1
            upos, deprel = _clitic(token, form)
            clitic = Token(form, upos, {}, i, deprel, token.space)
            token.space = False
            tokens.insert(i + 1, clitic)
            if token.upos == "ADP" and upos == "PRON" and token.deprel in ("case", "obl", "nmod"):
                # padanya: the pronoun is the oblique, the preposition its case
                clitic.head, clitic.deprel = token.head, "obl"
                token.head, token.deprel = i + 1, "case"
            i += 1
        i += 1


def _features(token: Token) -> dict[str, str]:
    low = token.form.lower()
    if token.upos == "NOUN":
        one, dash, two = low.partition("-")
        return {"Number": "Plur" if dash and one == two else "Sing"}
    if token.upos == "VERB":
        return {"Voice": "Pass" if re.match(r"di[a-z]{3}|ter(?!l[eu]|m)", low) else "Act"}
    if token.upos == "PRON" and low in PRONOUNS:
        return dict(zip(("Person", "Number"), PRONOUNS[low], strict=True))
    if token.upos == "PART" and low in ("tidak", "bukan", "tak", "jangan"):
        return {"Polarity": "Neg"}
    return {}


def _relabel(sentence: Sentence) -> None:
    tokens = sentence.tokens
    kids: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        kids[token.head].append(i)
    for i, t in enumerate(tokens):
        low = t.form.lower()
        head = tokens[t.head] if t.head >= 0 else None
        if low == "salah" and i + 1 < len(tokens) and tokens[i + 1].form.lower() == "satu":
            two = tokens[i + 1]  # salah satu negara: salah <- satu <- negara
            if two.head == i:
                two.head, two.deprel = t.head, "nummod" if t.deprel in ("det", "case") else t.deprel
            two.upos = "NUM"
            t.upos, t.head, t.deprel = "ADJ", i + 1, "advmod"
            for kid in kids[i]:
                if kid != i + 1:
                    tokens[kid].head = i + 1
            continue
        if low in AUXILIARIES and t.deprel == "advmod":
            t.upos, t.deprel = "AUX", "aux"
        elif low in CONJUNCTIONS and t.deprel in ("mark", "cc"):
            t.upos, t.deprel = "CCONJ", "cc"
        elif low == "secara" and t.deprel == "case":
            t.deprel = "case:adv"
        elif low == "yaitu" and t.deprel in ("advmod", "mark", "cc"):
            t.upos, t.deprel = "ADP", "case"
        elif low == "/":
            t.upos = "PUNCT"
        elif low == "diri" and t.upos == "NOUN":
            t.upos = "PRON"
        elif low == "sendiri":
            t.upos, t.deprel = "DET", "det" if t.deprel in ("amod", "advmod") else t.deprel
        elif low in ("pertama", "kedua", "ketiga", "keempat", "kelima") and t.deprel == "nummod":
            after = head is not None and t.head < i
            if after:
                t.upos, t.deprel = "ADJ", "amod"
        elif t.deprel == "case" and head is not None:
            if head.upos == "VERB" and low != "secara":
                t.upos, t.deprel = "SCONJ", "mark"
            elif (
                low in PLACE_NOUNS
                and i > 0
                and tokens[i - 1].deprel == "case"
                and tokens[i - 1].head == t.head
            ):
                t.upos, t.deprel = "NOUN", "nmod:lmod"
        elif t.deprel == "flat" and head is not None:
            if t.upos == "PROPN" and head.upos == "PROPN":
                t.deprel = "flat:name"
            elif t.upos == "PROPN" and head.upos == "NOUN":
                t.deprel = "nmod"
        elif t.deprel in ("acl", "amod") and any(
            tokens[k].form.lower() == "yang" and k < i for k in kids[i]
        ):
            t.deprel = "acl:relcl"
        elif t.deprel == "obl" and low in TIMES:
            t.deprel = "obl:tmod"
        elif (
            t.deprel in ("det", "nmod", "compound", "appos")
            and low in PRONOUNS
            and head is not None
            and t.head < i
            and head.upos in ("NOUN", "PROPN")
            and not any(tokens[k].deprel == "case" for k in kids[i])
        ):
            t.deprel = "nmod:poss"
        elif t.deprel == "compound:plur":
            t.deprel = "compound"


def modernise(old: list[Sentence], newer: list[Sentence], split: Split) -> list[Sentence]:
    """The old sentences in the newer tokens and labels, changed in place.

    ``newer`` gives the features of known words; ``split`` cuts a word as the tokenizer does.
    """
    known: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    feats: dict[str, dict[str, str]] = {}
    for sentence in newer:
        for token in sentence.tokens:
            key = "|".join(f"{k}={v}" for k, v in token.feats.items())
            feats[key] = token.feats
            known[token.form.lower(), token.upos][key] += 1
    for sentence in old:
        _join_hyphens(sentence.tokens)
        _split_clitics(sentence.tokens, split)
        _relabel(sentence)
        for token in sentence.tokens:
            seen = known.get((token.form.lower(), token.upos))
            token.feats = dict(feats[seen.most_common(1)[0][0]]) if seen else _features(token)
    return old
