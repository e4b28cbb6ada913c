"""The tokenizers: spaCy's own rules for English, a light set of rules for Indonesian.

Both are plain :class:`spacy.tokenizer.Tokenizer` objects made of patterns and a table of special
cases, so ``spacy.load`` needs none of this code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import spacy
from spacy.attrs import ORTH
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from treebank import words

CODES = {"en": "en", "id": "xx"}
"""SpaCy's language codes: its ``id`` takes a second to load, all of it exceptions not used here."""

LETTER = r"[^\W\d_]"

# -- Indonesian ----------------------------------------------------------------------------------

WHOLE_NYA = words("""
    hanya punya mempunya tanya bertanya ditanya menanya penanya lainnya akhirnya sebelumnya
    sesudahnya biasanya umumnya berikutnya sebenarnya selanjutnya semestinya
    seharusnya sebaliknya khususnya misalnya sesungguhnya sepenuhnya setidaknya sedikitnya
    seluruhnya tentunya tampaknya nampaknya kelihatannya sepertinya rupanya sayangnya untungnya
    awalnya dulunya makanya seandainya utamanya hendaknya agaknya kiranya sekiranya
    sesampainya sekembalinya setibanya seadanya seyogyanya secepatnya sebaiknya selamanya
    sekurang-kurangnya setidak-tidaknya sebagus-bagusnya seburuk-buruknya kayak-kayaknya
    dua-duanya kenya sonya anya vanya minya
""")
"""Words in -nya that the newer treebanks keep whole: adverbs, for the most part."""

ENCLITICS = {
    "kah": "apa bagaimana siapa mana bisa ada mampu akan benar dapat bukan tidak mungkin "
    "perlu sudah masih harus ini itu seberapa berapa kapan",
    "lah": "ini itu apa jadi jangan biar demikian begitu siapa mari bukan tidak "
    "hanya baru mulai seperti sejak muncul dari kepada sudah dia cukup "
    "lihat terjadi",
    "pun": "ini itu apa dia ia mereka siapa mana jika kalau akhirnya kami kita saya lain berapa "
    "tidak satu seorang dan",
}
"""Particles written onto a word: the words after which they are a word of their own."""

ABBREVIATIONS = words("""
    Dr. dr. Drs. Dra. Ir. Prof. Tn. Ny. Jl. Jln. No. no. St. Mr. Mrs. Ms. Jr. Sr. H. Hj. K.H. Kol.
    Jend. Brigjen. Mayjen. Letjen. Pdt. R.I. Tbk. dll. dsb. hlm. a.n. d.a. u.p. s.d. Sdr. Sdri.
    S.H. M.H. S.E. M.M. S.T. M.Si. S.Pd. M.Sc. Ph.D. M.A. B.A. A.S. a.s. SM. Inc. Ltd. Co. Corp.
    Cm. cm. Kab. Kec. Jan. Feb. Mar. Apr. Jun. Jul. Agt. Agu. Sep. Sept. Okt. Nop. Nov. Des.
""")

_PUNCT = words(
    r"… …… , : ; \! \? ¿ ؟ ¡ \( \) \[ \] \{ \} < > _ \# & 。 ？ ！ ， 、 ； ： ～ · । ، ۔ "
    r"\.\.+ ' \" ” “ ` ‘ ´ ’ ‚ „ » « 「 」 『 』 （ ） 〔 〕 【 】 《 》 〈 〉"
)


def _indonesian(nlp: Language) -> Tokenizer:
    quotes = [r"``", r"''", *_PUNCT]
    dashes = ["–", "—", "--+", "-(?=[^\\d-])", "~", "/", "=", r"\*", r"\+(?=[^\d])", "§", "%"]
    money = [r"Rp(?=\.?\s?\d)", r"US\$", r"[A-Z]{0,3}[$£€¥]", "©"]
    prefixes = quotes + dashes + money
    suffixes = [
        *quotes,
        "–", "—", "--+", "-", "~", "/", "=", r"\*", "%", "°",
        rf"(?<={LETTER}{{3}})nya",
        r"(?<=[0-9a-zà-ÿ%²\)\]\"'”’])\.",
        r"(?<=[A-Z]{2})\.",
        r"(?<=[0-9])(?:km²|km|cm|mm|m²|kg|m|ha|kl|GB|MB|ribu|juta)",
        r"(?<=[0-9])[$£€¥]",
    ]  # fmt: skip
    infixes = [
        r"\.\.+",
        "…",
        r"(?<=[^\d\W])[,;:\?!](?=\w)",
        rf"(?<={LETTER})(?:--+|—|–|~)(?={LETTER})",
        r"(?<=[a-zA-Zà-ÿ.])-(?=[A-ZÀ-Þ](?:\w|\.\w))",
        r"(?<=\w)-(?=nya$)",
        r"(?<=\d)[-–—](?=\d)",
        rf"(?<={LETTER}{{2}})/(?={LETTER}{{2}})",
        r"[\(\)\[\]\"“”]",
        "&(?=[a-z])",
    ]
    whole = "|".join(sorted(set(WHOLE_NYA)))
    keep = re.compile(rf"(?i)^(?:(?:{whole})|({LETTER}+)-\1(?:an)?|(?:{LETTER}\.){{2,}})$")
    rules: dict[str, list[dict[int, str]]] = {}
    for particle, stems in ENCLITICS.items():
        for word in words(stems):
            for form in (word, word.capitalize()):
                rules[form + particle] = [{ORTH: form}, {ORTH: particle}]
    for word in ABBREVIATIONS:
        rules[word] = [{ORTH: word}]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=keep.match,
        url_match=URL_MATCH,
    )


# -- English -------------------------------------------------------------------------------------


def _english(nlp: Language) -> Tokenizer:
    """SpaCy's English tokenizer, without the spellings it puts for norms (``n't`` as *not*).

    Training sees the treebanks' words with no such norms; so must the model later.
    """
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.rules = {
        word: [{ORTH: part[ORTH]} for part in parts] for word, parts in tokenizer.rules.items()
    }
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z]\.)-(?=[A-Za-z])"]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return tokenizer


def splitter() -> Callable[[str], list[str]]:
    """A function that cuts one Indonesian word as the tokenizer does."""
    tokenizer = _indonesian(spacy.blank(CODES["id"]))
    return lambda form: [token.text for token in tokenizer(form)]


def make_tokenizer(nlp: Language, language: str) -> Tokenizer:
    """The tokenizer of that language."""
    return _indonesian(nlp) if language == "id" else _english(nlp)
