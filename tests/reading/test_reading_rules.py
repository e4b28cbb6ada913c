"""Every language's reading.yaml is sound, and a wrong one is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError, LanguageError
from dragoman.reading import Reader
from dragoman.reading.rules import ReadingRules, known_codes, load_rules

LANGUAGES = sorted(load_rules())


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_says_what_reading_needs(code: str) -> None:
    rules = load_rules()[code]
    assert rules.scripts.own or rules.function_words
    assert rules.datelines
    assert rules.boilerplate.starts
    assert rules.copyright.marks
    assert rules.stamp.months or rules.stamp.marks
    assert set(rules.stamp.months.values()) <= set(range(1, 13))
    for words in (rules.function_words, rules.open_words):
        assert all(word == word.lower() for word in words)
    for words in (
        rules.sentences.abbreviations.titles,
        rules.sentences.abbreviations.numbered,
        rules.sentences.abbreviations.other,
    ):
        assert all(word == word.lower() and not word.endswith(".") for word in words)
    assert all(len(pair) == 2 for pair in rules.sentences.keep_quotes)


def test_no_code_means_two_languages() -> None:
    names = [name for code, rules in load_rules().items() for name in (code, *rules.aliases)]
    assert len(names) == len(set(names))


def test_no_script_is_owned_twice() -> None:
    owned = [script for rules in load_rules().values() for script in rules.scripts.own]
    assert len(owned) == len(set(owned))


def folder_with(tmp_path: Path, yaml: str) -> Path:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "reading.yaml").write_text(yaml, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("scripts: {own: [Latin]}\nsentence: {}\n", r"reading\.yaml:2: sentence"),
        ("aliases: []\nscripts: {own: [Elvish]}\n", r"unknown script Elvish"),
        ("scripts: {own: [Latin]}\ndatelines: ['(x']\n", r"not a regular expression"),
        ("scripts: {own: [Latin]}\ndatelines: ['x*']\n", r"must be bounded"),
        ("scripts: {own: [Latin]}\nsentences: {keep_quotes: ['“']}\n", r"at least 2 characters"),
        ("aliases: [xxx]\n", r"scripts"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, yaml: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_rules(folder_with(tmp_path, yaml))


def test_a_new_language_is_one_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "scripts: {own: [Greek]}\n")
    assert Reader(folder=folder).codes == ("xx",)
    assert isinstance(load_rules(folder)["xx"], ReadingRules)


def test_codes_at_hand_must_be_known() -> None:
    assert known_codes(None, load_rules()) == tuple(LANGUAGES)
    with pytest.raises(LanguageError, match="there is one for"):
        known_codes(["tlh"], load_rules())
