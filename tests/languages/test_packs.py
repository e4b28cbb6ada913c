"""One suite over every language pack on disk: its files are in order, its cases are coded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from dragoman.api import check_pack
from dragoman.errors import UsageError
from dragoman.evaluation.cases import CaseCoder, cases_of
from dragoman.evaluation.events import EventRow
from dragoman.languages import available
from dragoman.languages.check import CASES, OTHERS, check_language, unexpressed
from dragoman.languages.scaffold import new_language
from dragoman.ontology import load_ontology

PACKS = available()


def _cases() -> list[object]:
    found = []
    for lang in PACKS:
        for path, row in cases_of(lang):
            marks = [pytest.mark.xfail(reason=row.gap)] if row.gap else []
            prefix = "" if path.name == CASES else f"{path.stem}-"
            found.append(pytest.param(lang, row, id=f"{lang}-{prefix}{row.line}", marks=marks))
    return found


@cache
def coder() -> CaseCoder:
    return CaseCoder()


def test_there_are_packs() -> None:
    assert PACKS


@pytest.mark.parametrize("lang", PACKS)
def test_pack_is_in_order(lang: str) -> None:
    assert check_pack(lang)[0] == []


@pytest.mark.parametrize(("lang", "row"), _cases())
def test_case(lang: str, row: EventRow) -> None:
    wrong = coder().wrong(lang, row)
    assert not wrong, "\n".join([row.text, *wrong])


def test_a_case_that_fails_says_what_is_missed_and_what_is_coded_instead() -> None:
    row = EventRow("one", "Peru condemned the attack.", ({"event": "AID", "actor": ["PER"]},))
    missed, extra = coder().wrong("en", row)
    assert missed.startswith("missed: ")
    assert "AID" in missed
    assert extra.startswith("extra: ")
    assert "ACCUSE" in extra


# --- the check itself, on a pack that the scaffold made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_language("xx", "Example", folder=tmp_path)
    return tmp_path


def problems(folder: Path) -> list[str]:
    return check_language("xx", load_ontology(), folder=folder)


def test_scaffold_has_every_file_and_loads(folder: Path) -> None:
    names = {path.relative_to(folder / "xx").as_posix() for path in folder.rglob("*.yaml")}
    assert {"pack.yaml", "agents.yaml", "grammar.yaml", "names.yaml", "morphology.yaml"} <= names
    assert {"cases.yaml", "contexts.yaml", "acts/consult.yaml", *OTHERS} <= names
    # what is left to do is said, and nothing else is wrong
    assert [one.partition("xx/")[2] for one in problems(folder)] == [
        "pack.yaml:6: there is no folder 'model' beside it",
        "pack.yaml: a pack that ships a model names its licence: model_licence",
        "cases.yaml: 0 cases are too few; 150 are wanted",
    ]
    assert available(folder) == ("xx",)
    assert len(unexpressed("xx", load_ontology(), folder=folder)) > 100


def test_scaffold_refuses_an_existing_pack_and_a_bad_code(folder: Path) -> None:
    with pytest.raises(UsageError, match="already a pack 'xx'"):
        new_language("xx", folder=folder)
    for bad in ("english", "X", "../x", ""):
        with pytest.raises(UsageError, match="no code of a language"):
            new_language(bad, folder=folder)


def test_scaffold_keeps_what_is_there(tmp_path: Path) -> None:
    reading = tmp_path / "yy" / "reading.yaml"
    reading.parent.mkdir()
    reading.write_text("scripts: {}\n")
    made = new_language("yy", folder=tmp_path)
    assert reading not in made
    assert reading.read_text() == "scripts: {}\n"


def test_check_finds_everything_wrong_at_once(folder: Path) -> None:
    pack = folder / "xx"
    (pack / "acts" / "a.yaml").write_text("acts:\n  condem:\n    - {verb: [blame]}\n")
    (pack / "acts" / "b.yaml").write_text("acts:\n  accuse:\n    - {verbs: [blame]}\n")
    (pack / "agents.yaml").write_text(
        "agents:\n  - {words: [soldier], sector: MLI}\n"
        "  - {words: [chief], sector: GOV, office: chief_of_nothing}\n"
    )
    (pack / "names.yaml").write_text("countries:\n  ZZZ: {names: [Nowhere]}\n")
    (pack / "dates.yaml").write_text("words: {}\nwords: {}\n")
    (pack / "cases.yaml").write_text(
        "cases:\n"
        "  - {text: one, events: [{event: CONSULTT}]}\n"
        "  - {text: two, events: [{event: CONSULT, mode: firearms}]}\n"
        "  - {text: three, events: [{event: ACCUSE, act: meet}]}\n"
        "  - {text: four, events: [{event: ACCUSE, actor: [Korea]}]}\n"
        "  - {text: five, events: [{event: ACCUSE, actor: [XQX.GOV], auxiliary: perhaps}]}\n"
        "  - {text: five, events: [], event: x}\n"
    )
    found = problems(folder)
    for wanted in (
        "acts/a.yaml:2: 'condem' is no act of the ontology; did you mean 'condemn'?",
        "acts/b.yaml:3: ",
        "agents.yaml:2: 'MLI' is no sector that is known; did you mean 'MIL'?",
        "agents.yaml:3: 'chief_of_nothing' is no office",
        "names.yaml:2: 'ZZZ' is not among the countries",
        "dates.yaml:2: ",
        "cases.yaml:2: 'CONSULTT' is no event type; did you mean 'CONSULT'?",
        "cases.yaml:3: CONSULT has no mode 'firearms'",
        "cases.yaml:4: the act 'meet' is of type CONSULT, not ACCUSE",
        "cases.yaml:5: ",
        "cases.yaml:6: 'XQX' is no country",
        "cases.yaml:6: 'perhaps' is no auxiliary mode",
        "cases.yaml:7: event: ",
    ):
        assert any(f"{pack.name}/{wanted}" in one for one in found), wanted


def test_check_finds_two_acts_for_one_expression(folder: Path) -> None:
    (folder / "xx" / "acts" / "a.yaml").write_text(
        "acts:\n"
        "  condemn:\n    - {verb: [slam]}\n    - {verb: [rap], object: [plan]}\n"
        "  praise:\n    - {verb: [slam]}\n    - {verb: [rap]}\n"
    )
    (one,) = [one for one in problems(folder) if "under the same conditions" in one]
    assert "a.yaml:6: 'slam' means praise here and condemn in xx/acts/a.yaml:3" in one


def test_check_of_an_unknown_code() -> None:
    (one,) = check_pack("zz")[0]
    assert one.startswith("there is no language pack 'zz'; at hand: ")
