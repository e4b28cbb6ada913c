"""Bytes to text: which of the encodings that newspapers used is it?

Order of trust: byte order mark, escape sequences of the 7-bit encodings, valid UTF-8, what the
document declares, NUL pattern of UTF-16, and last a comparison of the legacy encodings by how
plausible the decoded text is as news.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

SAMPLE = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What browsers do (WHATWG Encoding Standard): the label names the smaller set, publishers
# write the vendor's superset.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
}
_NAMES = {
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "cp950": "big5",
    "cp1252": "windows-1252",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "iso2022_kr": "iso-2022-kr",
    "utf-8-sig": "utf-8",
}
_WESTERN = frozenset({"cp1252", "latin_1"})
_CANDIDATES = ("cp932", "euc_jp", "cp949", "gb18030", "cp950", "cp1252", "latin_1")
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"^\s{0,50}<\?xml[^>]{0,100}encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.-]{2,40})")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was in ("utf-8", "shift_jis", …) and flags for its story."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()


def declared(raw: bytes) -> str | None:
    """The encoding that an HTML or XML document names in its first 4,096 bytes, if known here."""
    match = _META.search(raw[:4096]) or _XML.match(raw[:4096])
    return _codec(match[1].decode("ascii")) if match else None


def decode(raw: bytes, declaration: str | None = None) -> Decoded | None:
    """Decode a whole document; None if no encoding makes plausible text of it.

    The flags hold `encoding:NAME` when it was not UTF-8, and `undecodable-bytes` when single bytes
    of an otherwise sound UTF-8 text had to become U+FFFD.
    """
    encoding = detect(raw[:SAMPLE], declaration, complete=len(raw) <= SAMPLE)
    if encoding is not None:
        text = _try(raw, encoding)
        if text is not None:
            return _decoded(text, encoding)
    if len(raw) > SAMPLE and (encoding := detect(raw, declaration)) is not None:
        text = _try(raw, encoding)
        if text is not None:
            return _decoded(text, encoding)
    return _damaged_utf8(raw)


def detect(sample: bytes, declaration: str | None = None, complete: bool = True) -> str | None:
    """Python's name of the encoding of `sample`; None if nothing plausible.

    Set `complete` to False where the sample may end in the middle of a character.
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if b"\x1b$" in sample and sample.isascii():
        return "iso2022_kr" if b"\x1b$)C" in sample else "iso2022_jp"
    wide = _utf16(sample)
    if wide is not None:
        return wide
    if _try(sample, "utf-8", complete) is not None:
        return "utf-8"
    text = _try(sample, declaration, complete) if declaration is not None else None
    if text is not None and (declaration not in _WESTERN or _plausible_latin(text) > 0):
        return declaration
    return _most_plausible(sample, complete)


def decode_head(head: bytes) -> str:
    """The beginning of a document as text, good enough to tell its format by."""
    encoding = detect(head, declared(head), complete=False) or "utf-8"
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def is_binary(text: str) -> bool:
    """Whether decoded text holds so many control characters that it was no text at all."""
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) + sample.count("\x00") > len(sample) // 50 + 2


def _decoded(text: str, encoding: str) -> Decoded:
    name = _NAMES.get(encoding, encoding)
    text = text.removeprefix("\ufeff")
    return Decoded(text, name, () if name == "utf-8" else (f"encoding:{name}",))


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _SUPERSETS.get(name, name)
    try:
        "".encode(name)
        b"".decode(name)
    except (LookupError, UnicodeError):
        return None  # a codec of bytes to bytes such as "zip"
    return name


def _try(raw: bytes, encoding: str, complete: bool = True) -> str | None:
    try:
        if complete:
            return raw.decode(encoding)
        return codecs.getincrementaldecoder(encoding)().decode(raw)
    except (UnicodeError, LookupError):
        return None


_USUAL = re.compile(
    "[\t\n\r -~\xa0-\u017f\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: some ASCII, hence NULs, and in one byte order usual characters."""
    head = sample[: len(sample) // 2 * 2]
    if len(head) < 4 or b"\x00" not in head:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = _try(head, name, complete=False)
        usual = len(_USUAL.findall(text)) if text and re.search("[ \n。、]", text) else 0
        if text and usual * 20 >= len(text) * 19:
            return name
    return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, e.g. a text cut in the middle of a character."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    sound = sum(1 for char in text[:SAMPLE] if char > "\x7f" and char != "\ufffd")
    if is_binary(text) or broken * 20 > max(sound, len(text) // 500):
        return None
    return Decoded(text.removeprefix("\ufeff"), "utf-8", ("undecodable-bytes",))


def _most_plausible(sample: bytes, complete: bool) -> str | None:
    best, best_score = None, 0.0
    for name in _CANDIDATES:
        text = _try(sample, name, complete)
        if text is None or is_binary(text):
            continue
        western = name in _WESTERN
        score = _plausible_latin(text) if western else _plausible_east(text, name)
        if score > best_score:
            best, best_score = name, score
    if best is not None or not complete:
        return best
    guess = from_bytes(sample, cp_isolation=list(_CANDIDATES), threshold=0.2).best()
    if guess is None or is_binary(str(guess)):
        return None
    return _codec(guess.encoding)


_LATIN_LETTER = re.compile("[A-Za-z]")
_ACCENTED = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸ]")
_SIGN = re.compile("[‘’“”–—…€•™\xa0£§©«®°·»¡¿ºª´²³½]")


def _plausible_latin(text: str) -> float:
    """0 to 1: Western text is ASCII letters with some accented ones and typographic signs."""
    letters = len(_LATIN_LETTER.findall(text))
    accented, signs = len(_ACCENTED.findall(text)), len(_SIGN.findall(text))
    foreign = sum(1 for char in text if char > "\x7f") - accented - signs
    if letters == 0 or (accented + signs) > letters * 0.25 or foreign > (accented + signs) * 0.1:
        return 0.0
    # Half of a legacy Asian character may look like one accented letter: a run of them may not.
    runs = len(re.findall("[^\x00-\x7f]{4,}", text))
    return 0.9 if runs * 10 <= accented + signs else 0.05


# The most frequent Han characters of running Chinese text, simplified and traditional.
_FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这这個个们們中来來上大为為和国國地到以说說时時要就出会會"
)


def _plausible_east(text: str, encoding: str) -> float:
    """0 to 1 by the scripts that text in this encoding is expected to be written in."""
    wide = [char for char in text if char > "\x7f"]
    total = len(wide) or 1
    kana = sum(1 for c in wide if "\u3041" <= c <= "\u30fa")
    hangul = sum(1 for c in wide if "\uac00" <= c <= "\ud7a3")
    han = sum(1 for c in wide if "\u4e00" <= c <= "\u9fff")
    marks = sum(1 for c in wide if c in "\u3000、。「」『』・ー，．：（）？！“”‘’《》")
    odd = total - kana - hangul - han - marks
    fullwidth = sum(1 for c in wide if "\uff01" <= c <= "\uff5e")
    odd -= fullwidth
    halfkana = sum(1 for c in wide if "\uff61" <= c <= "\uff9f")
    waste = (odd + halfkana) / total
    if waste > 0.3:
        return 0.0
    if encoding in {"cp932", "euc_jp"}:
        # Japanese without kana exists only in headlines.
        share = min(1.0, 2.5 * kana / total) if kana else 0.15
        return max(0.0, share - 2 * waste - hangul / total)
    if encoding == "cp949":
        syllables = "".join(c for c in wide if "\uac00" <= c <= "\ud7a3")
        rare = len(syllables) - len(syllables.encode("euc_kr", "ignore")) // 2
        return max(0.0, hangul / total - 2 * waste - 3 * rare / total - kana / total)
    frequent = sum(1 for c in wide if c in _FREQUENT_HAN)
    share = min(1.0, 6 * frequent / total)
    return max(0.0, share - 2 * waste - 2 * kana / total - hangul / total) * 0.95
