"""Telling languages: by script, by function words, and by py3langid where these do not decide.

Language identification by a model is costly and unsure on short text, so it comes last and sees
at most `SAMPLE` characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from dragoman.reading.rules import ReadingRules
from dragoman.reading.scripts import DENSE, main_script

SAMPLE = 1000
UNKNOWN = "und"  # ISO 639-2 for an undetermined language

_WORD = re.compile(r"[^\W\d_]+")
# Function words make up 22 to 46 % of a story in their language, and at most 4 % of one in another
# language with the same alphabet (measured on 62 stories in English and Indonesian).
_SURE, _UNLIKELY = 0.16, 0.06
_SHORTEST = 20
# py3langid's probabilities are calibrated to text length; below this it says "perhaps".
_MODEL_SURE = 0.6


class Teller:
    """Tells languages among those that have reading rules, and names others.

    Args:
        rules: by language code.
    """

    def __init__(self, rules: Mapping[str, ReadingRules]):
        self._rules = rules
        self._aliases = {alias: code for code, pack in rules.items() for alias in pack.aliases}
        self._own = {name: code for code, pack in rules.items() for name in pack.scripts.own}
        self._words = {code: pack.function_words for code, pack in rules.items()}
        self._shared: dict[str, list[str]] = {}
        for code, pack in rules.items():
            for name in pack.scripts.shared:
                self._shared.setdefault(name, []).append(code)

    def normal(self, lang: str | None) -> str | None:
        """A language code as the packs write it: "en-GB", "eng" and "EN" are "en"."""
        if not lang:
            return None
        lang = lang.strip().lower().replace("_", "-")
        if lang in self._rules:
            return lang
        if lang in self._aliases:
            return self._aliases[lang]
        primary = lang.split("-")[0]
        return self._aliases.get(primary, primary) or None

    def fits(self, lang: str, script: str | None) -> bool:
        """Whether a language can be written in a script; unknown languages can in any."""
        pack = self._rules.get(lang)
        if pack is None:
            return script is None or script not in self._own
        return script is None or script in (*pack.scripts.own, *pack.scripts.shared)

    def tell(self, sample: str, likely: str | None = None) -> str | None:
        """The language of a text; `likely` where the text itself does not decide.

        Returns None only if there is nothing to go by at all.
        """
        sample = sample[:SAMPLE]
        script = main_script(sample)
        if script is None:
            return likely
        if script in self._own:
            return self._own[script]
        candidates = self._shared.get(script, [])
        counts = self.counts(sample, candidates)
        total = counts.pop("", 0)
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if ranked and total:
            code, hits = ranked[0]
            second = ranked[1][1] if len(ranked) > 1 else 0
            if hits >= 3 and hits >= _SURE * total and hits >= 2 * second + 1:
                return self._neighbour(code, sample)
        return self._by_model(sample, candidates, counts, total, likely)

    def counts(self, sample: str, candidates: Sequence[str]) -> dict[str, int]:
        """How many words of `sample` are function words of each candidate; key "" counts all."""
        words = _WORD.findall(sample.lower())
        found = {code: sum(map(self._words[code].__contains__, words)) for code in candidates}
        found[""] = len(words)
        return found

    def contradicts(self, text: str, lang: str) -> bool:
        """Whether a paragraph is plainly in another known language of the same script."""
        pack = self._rules.get(lang)
        if pack is None or not pack.function_words:
            return False
        counts = self.counts(text[:300], [c for n in pack.scripts.shared for c in self._shared[n]])
        total = counts.pop("")
        own = counts.pop(lang, 0)
        other = max(counts.values(), default=0)
        return own <= _UNLIKELY * total and other >= 3 and other >= _SURE * total

    def _neighbour(self, code: str, sample: str) -> str:
        """`code`, or a near language without a pack that the text is in rather."""
        near = self._rules[code].neighbours
        if not near:
            return code
        words: Sequence[str] = _WORD.findall(sample.lower())
        if main_script(sample) in DENSE:
            words = sample
        for other, marks in near.items():
            theirs = sum(map(marks.theirs.__contains__, words))
            ours = sum(map(marks.ours.__contains__, words))
            sure = ours == 0 and any(map(marks.sure.__contains__, words))
            if sure or (theirs >= 2 and theirs > 2 * ours):
                return other
        return code

    def _by_model(
        self,
        sample: str,
        candidates: Sequence[str],
        counts: Mapping[str, int],
        total: int,
        likely: str | None,
    ) -> str | None:
        letters = sum(map(str.isalpha, sample))
        ranking = _rank(sample)
        top, sure = ranking[0] if ranking else (UNKNOWN, 0.0)
        top = self.normal(top) or UNKNOWN
        if top in candidates:
            return self._neighbour(top, sample) if sure >= _MODEL_SURE or likely is None else likely
        for code in candidates:
            if top in self._rules[code].neighbours:
                return self._neighbour(code, sample)
        best = max(counts, key=lambda code: counts[code], default=None)
        if best is not None and counts[best] >= 2 and counts[best] >= 2 * _UNLIKELY * total:
            return self._neighbour(best, sample)
        if likely is not None and (letters < _SHORTEST or sure < _MODEL_SURE):
            return likely
        if letters >= _SHORTEST and sure >= _MODEL_SURE:
            return top
        for one, _ in ranking:
            known = self.normal(one)
            if known in candidates:
                return self._neighbour(known, sample) if known is not None else None
        return top


@lru_cache(1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _rank(sample: str) -> list[tuple[str, float]]:
    ranking: list[tuple[str, float]] = _identifier().rank(sample)
    return ranking
