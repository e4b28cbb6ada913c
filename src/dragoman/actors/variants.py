"""Ways in which newspapers write one name: order, hyphens, initials, accents, articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from dragoman.actors.registry import Person

_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "ı": "i",
     "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
     "ə": "a", "Ə": "A", "ʻ": "", "ʼ": "'", "’": "'"}
)  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]d|[Aa]r|[Aa]n|[Aa]z)-(?=\w)")
_AL = re.compile(r"\b([AaEe]l)[- ](?=[A-ZÀ-Þ])")
_ALIKE = 0.7
"""How much of two spellings of one name is the same at least."""
_INITIAL = re.compile(r"[A-Z]\.?\Z")


def plain(text: str) -> str:
    """Without accents and with letters of the plain Latin alphabet where there is a custom."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LETTERS))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept)


def spellings(name: str) -> tuple[str, ...]:
    """A name as given, without accents, with umlauts spelt out, with either apostrophe."""
    forms = [name]
    if not name.isascii():
        bare = plain(name)
        if bare != name and bare.isascii():
            forms.append(bare)
            spelt = plain(name.translate(_UMLAUTS))
            if spelt != bare:
                forms.append(spelt)
    if "'" in name or "’" in name:
        forms += [f.replace("'", "’") for f in forms] + [f.replace("’", "'") for f in forms]
    return tuple(dict.fromkeys(forms))


def articles(name: str) -> tuple[str, ...]:
    """The Arabic article in its four spellings: al-X, Al-X, al X, Al X (and el- likewise)."""
    match = _AL.search(name)
    if match is None:
        return (name,)
    head, tail = name[: match.start()], name[match.end() :]
    vowel = match.group(1)[0].lower()
    forms = (f"{vowel}l-", f"{vowel.upper()}l-", f"{vowel}l ", f"{vowel.upper()}l ")
    return tuple(dict.fromkeys((name, *(head + form + tail for form in forms))))


def full_names(person: Person, family_first: bool) -> Iterator[str]:
    """Every way in which the whole name of a person may be written in Latin letters.

    `family_first`: the person's country puts the family name first, so both orders occur and
    given names of two syllables are written with a hyphen, a blank, or as one word.
    """
    seen: set[str] = set()
    for name in (person.name, *person.also):
        for form in _orders(name, person.family, family_first):
            for article in articles(form):
                for spelling in spellings(article):
                    if spelling not in seen:
                        seen.add(spelling)
                        yield spelling


def short_names(person: Person) -> tuple[str, ...]:
    """What a person is called when mentioned again: the family name, or by the country's custom
    (`called`) the first or last word of the name; with the Arabic article and without."""
    words = person.name.split()
    picked: list[str] = []
    for custom in person.called:
        picked.append({"first": words[0], "last": words[-1]}.get(custom, person.family))
    picked += _spelt_otherwise(person)
    forms: list[str] = []
    for word in picked:
        forms += articles(word)
        bare = _ARTICLE.sub("", word)
        if bare != word and len(bare) > 2:
            forms.append(bare)
        elif bare == word:
            for written in words:
                if written != word and _ARTICLE.sub("", written) == word:
                    forms += articles(written)
    return _spelt(form for form in forms if len(form) > 1 and not _INITIAL.match(form))


def _spelt_otherwise(person: Person) -> list[str]:
    """The family name as the person's other names write it, at their end (Sissi, Sisi)."""
    if "family" not in person.called:
        return []
    own = _ARTICLE.sub("", person.family)
    found = []
    for name in person.also:
        last = name.split()[-1]
        bare = _ARTICLE.sub("", last)
        alike = bare[:1] == own[:1] and len(bare) > 2 and plain(bare) not in plain(person.name)
        if alike and SequenceMatcher(None, bare, own).ratio() > _ALIKE:
            found.append(last)
    return found


def _spelt(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for form in forms for s in spellings(form)))


def _orders(name: str, family: str, family_first: bool) -> Iterator[str]:
    yield name
    if " " not in name:
        return
    given = _without(name, family)
    if given is None:
        if "-" in name:
            yield name.replace("-", " ")
        return
    if not family_first:
        yield from _western(name, given, family)
        return
    for form in _syllables(given):
        yield f"{family} {form}"
        yield f"{form} {family}"


def _western(name: str, given: str, family: str) -> Iterator[str]:
    words = given.split()
    if name.endswith(family):
        for form in dict.fromkeys((given, given.replace(".", ""), _tight(given))):
            yield f"{form} {family}"
        if len(words) > 1 and not _INITIAL.match(words[0]) and not words[-1].islower():
            yield f"{words[0]} {family}"
        if "-" in given and not _ARTICLE.search(given):
            yield f"{given.replace('-', ' ')} {family}"
    if "-" in family and not _ARTICLE.search(family):
        yield name.replace(family, family.replace("-", " "))


def _tight(given: str) -> str:
    return re.sub(r"(?<=\.) (?=[A-Z]\.)", "", given)


def _syllables(given: str) -> Iterator[str]:
    parts = re.split(r"[- ]", given)
    yield given
    if len(parts) != 2:
        return
    first, second = parts
    lower, upper = second[:1].lower() + second[1:], second[:1].upper() + second[1:]
    if "-" in given or len(first) + len(second) < 10:
        yield f"{first}-{lower}"
        yield f"{first}-{upper}"
        yield f"{first}{lower}"
        yield f"{first} {upper}"
        yield f"{first} {lower}"


def _without(name: str, family: str) -> str | None:
    """The given names, where the family name stands at either end of the name."""
    if name.startswith(f"{family} "):
        return name[len(family) + 1 :]
    if name.endswith(f" {family}"):
        return name[: -len(family) - 1]
    for separator in ("-", " "):
        for article in ("al", "Al", "el", "El"):
            tail = f" {article}{separator}{family}"
            if name.endswith(tail):
                return name[: -len(tail)]
    return None
