"""Unicode scripts, as far as telling languages by them needs it (Unicode 15, Blocks.txt)."""

from __future__ import annotations

import re

# Ranges of letters only. Han is listed after kana and Hangul: a text with either is not Chinese.
SCRIPTS: dict[str, str] = {
    "Latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
    "Kana": "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Hebrew": "\u0590-\u05ff",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
}
# One character of these says as much as two or more of an alphabet and is two columns wide.
DENSE = frozenset({"Kana", "Hangul", "Han"})

_COUNTERS = {name: re.compile(f"[{ranges}]") for name, ranges in SCRIPTS.items()}
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]"
)


def script_counts(text: str) -> dict[str, int]:
    """Letters of each script that occurs in `text`, in the order of `SCRIPTS`."""
    if text.isascii():
        latin = sum(map(str.isalpha, text))
        return {"Latin": latin} if latin else {}
    others = "".join([char for char in text if char > "\u024f"])
    counts = {"Latin": len(_COUNTERS["Latin"].findall(text))}
    for name, counter in _COUNTERS.items():
        if others and name != "Latin":
            counts[name] = len(counter.findall(others))
    return {name: count for name, count in counts.items() if count}


def main_script(text: str) -> str | None:
    """The script that a text is written in; None without letters.

    A tenth of kana among dense letters outweighs Han, and a fifth of dense letters outweighs Latin
    ones, which foreign names, titles and abbreviations bring in.
    """
    counts = script_counts(text)
    if not counts:
        return None
    total = sum(counts.values())
    kana, hangul, han = (counts.get(name, 0) for name in ("Kana", "Hangul", "Han"))
    if (kana + hangul + han) * 5 >= total:
        if hangul >= kana and hangul * 2 >= han:
            return "Hangul"
        return "Kana" if kana * 10 >= kana + han else "Han"
    others = {name: count for name, count in counts.items() if name not in DENSE}
    return max(others, key=others.__getitem__) if others else None


def width(text: str) -> int:
    """Columns that a text takes up on a terminal or a typewriter: wide characters count twice."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
