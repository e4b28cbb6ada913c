"""What a pack's rules say of Korean words, endings and names, looked up and remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dragoman.languages.morphemes import Mark, MorphemeRules
from dragoman.languages.morphology import Morphology

_MOST = 100_000  # words remembered


class Lexicon:
    """A pack's rules for morphemes, in the forms in which they are looked up.

    A suffix ("army", "side") is cut off from one of `names`, and from what the analyser, by
    itself, takes for a name (`is_name`).

    - `rules`: as in the pack; `tags`: the group of each of the analyser's tags;
    - `knows`: whether the morphology has a citation form;
    - `compounds`: by particle, the verb forms that make a postposition with it: (form, canonical
      form, link), the longest first; `unmarked`: those of all particles, for where the particle is
      left out; `initials`: what these begin with; `hosted`: their canonical forms;
    - `joining`: what stands between names in a row; `countries`: the names of countries.
    """

    def __init__(
        self,
        rules: MorphemeRules,
        morphology: Morphology,
        names: Collection[str] = (),
        is_name: Callable[[str], bool] = lambda word: False,
        countries: Collection[str] = (),
    ) -> None:
        self.rules = rules
        self.countries = frozenset(countries)
        self._known_names = dict.fromkeys(names, True)
        self._is_name = is_name
        self.knows = morphology.knows
        self.tags = dict(rules.tags)
        for tag, group in rules.tags.items():
            if group in ("verb", "adjective", "verbal"):
                self.tags[f"{tag}-I"] = self.tags[f"{tag}-R"] = group
        self.compounds: dict[str, list[tuple[str, str, str]]] = {}
        for one in rules.compounds:
            variants = self.compounds.setdefault(one.particle, [])
            variants += [(word, one.lemma, "oblique") for word in one.words]
            variants += [(word, one.lemma, "genitive") for word in one.adnominal]
        self.unmarked: list[tuple[str, str, str]] = []
        for variants in self.compounds.values():
            variants.sort(key=lambda v: (-len(v[0]), v[0]))
            self.unmarked += variants
        self.unmarked.sort(key=lambda v: (-len(v[0]), v[0]))
        self.hosted = frozenset(lemma for _, lemma, _ in self.unmarked)
        self.joining = frozenset({"", *rules.between})
        self.initials = frozenset(word[0] for word, _, _ in self.unmarked)
        self._endings: dict[tuple[str, str], Mark] = {}
        self._verbal: dict[str, bool] = {}

    def is_verbal_noun(self, noun: str) -> bool:
        """Whether the noun makes a predicate by itself in headlines."""
        known = self._verbal.get(noun)
        if known is None:
            rules = self.rules
            known = noun in rules.verbal_nouns or self.knows(noun + rules.citation)
            if len(self._verbal) > _MOST:
                self._verbal.clear()
            self._verbal[noun] = known
        return known

    def names(self, word: str) -> bool:
        """Whether the word is a name."""
        known = self._known_names.get(word)
        if known is None:
            if len(self._known_names) > _MOST:
                self._known_names.clear()
            known = self._known_names[word] = self._is_name(word)
        return known

    def ending(self, form: str, group: str) -> Mark:
        """What an ending does, by its form or by how it ends."""
        key = (form, group)
        known = self._endings.get(key)
        if known is None:
            known = self._endings[key] = self._read_ending(form, group)
        return known

    def _read_ending(self, form: str, group: str) -> Mark:
        rules = self.rules
        if group == "final":
            return Mark(lemma=form, link="final")
        plain = form[1:] if "ᆨ" <= form[0] <= "ᇂ" and len(form) > 1 else form
        tails = [t for t in rules.ending_tails if plain.endswith(t)]
        tail = max(tails, key=len, default="")
        if group == "adnominal":
            known = rules.ending_tails.get(tail)
            if known is not None and known.link == "content" and len(plain) > 1:
                return known
            return Mark(lemma=form, link="adnominal")
        listed = rules.endings.get(form) or rules.endings.get(plain)
        if listed is not None:
            return listed
        known = rules.ending_tails.get(tail)
        if known is not None and known.link != "content":
            return known
        return Mark(lemma=plain, link="nominal" if group == "nominal" else "conjunctive")
