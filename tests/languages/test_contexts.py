from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.data import read_yaml
from dragoman.errors import DataError
from dragoman.languages.pack import FOLDER
from dragoman.languages.topics import load_contexts

KNOWN = tuple(read_yaml(FOLDER.parent / "ontology" / "contexts.yaml"))
FILES = {path.parent.name: path for path in sorted(FOLDER.glob("*/contexts.yaml"))}
CODES = sorted(FILES)

TELLING = {
    "en": {
        "nuclear": {"cbrn"},
        "warhead": {"cbrn"},
        "uranium": {"cbrn"},
        "npt": {"cbrn"},
        "chemical weapon": {"cbrn"},
        "missile": {"military", "cbrn"},
        "joint exercise": {"military"},
        "tariff": {"economic"},
        "summit": {"diplomatic"},
        "rape": {"gender", "crime"},
        "interpol": {"crime"},
    },
    "id": {
        "nuklir": {"cbrn"},
        "hulu ledak": {"cbrn"},
        "senjata kimia": {"cbrn"},
        "rudal": {"military", "cbrn"},
        "latihan gabungan": {"military"},
        "bea masuk": {"economic"},
        "ktt": {"diplomatic"},
        "hak asasi manusia": {"human_rights"},
        "ruu": {"legislative"},
        "kpk": {"corruption"},
    },
}

# Heard in stories of every kind, or something else once capitals are gone (WHO, AIDS, BIN, SARA).
ANYWHERE = {
    "en": """government president minister police official country people state leader party talk
        meeting statement report group attack plan support who aids it us border gas space storm
        combat wage base""",
    "id": """pemerintah presiden menteri polisi pejabat negara rakyat orang pemimpin partai
        pertemuan pernyataan laporan kelompok serangan rencana dukungan bin sara kontras imam suku
        perbatasan gas wilayah warga""",
}


def test_packs_are_found() -> None:
    assert {"en", "id"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_context_has_phrases_enough(code: str) -> None:
    contexts = load_contexts(FILES[code], KNOWN)
    assert set(contexts) == set(KNOWN)
    odd = {
        name: len(phrases) for name, phrases in contexts.items() if not 25 <= len(phrases) <= 120
    }
    assert odd == {}


@pytest.mark.parametrize("code", CODES)
def test_phrases_are_lower_case(code: str) -> None:
    phrases = {p for some in load_contexts(FILES[code], KNOWN).values() for p in some}
    assert {p for p in phrases if p != p.lower()} == set()


@pytest.mark.parametrize("code", CODES)
def test_no_phrase_tells_more_than_three_contexts(code: str) -> None:
    counts = Counter(p for some in load_contexts(FILES[code], KNOWN).values() for p in some)
    assert {p: n for p, n in counts.items() if n > 3} == {}


@pytest.mark.parametrize("code", sorted(ANYWHERE))
def test_words_of_any_story_tell_nothing(code: str) -> None:
    phrases = {p for some in load_contexts(FILES[code], KNOWN).values() for p in some}
    assert phrases & set(ANYWHERE[code].split()) == set()


@pytest.mark.parametrize(
    ("code", "phrase", "told"),
    [(code, phrase, told) for code, some in TELLING.items() for phrase, told in some.items()],
)
def test_phrase_tells_its_contexts(code: str, phrase: str, told: set[str]) -> None:
    contexts = load_contexts(FILES[code], KNOWN)
    assert {name for name, phrases in contexts.items() if phrase in phrases} == told


def write(folder: Path, text: str) -> Path:
    path = folder / "contexts.yaml"
    path.write_text(text, "utf-8")
    return path


def test_file_order_and_small_letters(tmp_path: Path) -> None:
    path = write(tmp_path, "contexts:\n  cbrn: [NPT, uranium]\n  military: [army, uranium]\n")
    assert load_contexts(path, {"military", "cbrn"}) == {
        "cbrn": ("npt", "uranium"),
        "military": ("army", "uranium"),
    }


def test_unknown_context_is_named_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "contexts:\n  cbrn: [NPT]\n  militray: [army]\n")
    with pytest.raises(
        DataError, match=r"'militray' is no context.*known: cbrn, military"
    ) as caught:
        load_contexts(path, {"military", "cbrn"})
    assert (caught.value.file, caught.value.line) == (str(path), 3)


def test_phrase_twice_under_one_context(tmp_path: Path) -> None:
    path = write(tmp_path, "contexts:\n  cbrn:\n    - NPT\n    - uranium\n    - npt\n")
    with pytest.raises(DataError, match="'npt' stands twice under 'cbrn'") as caught:
        load_contexts(path, {"cbrn"})
    assert caught.value.line == 5


@pytest.mark.parametrize("phrase", ["", " army", "air  force"])
def test_phrase_with_stray_blanks(tmp_path: Path, phrase: str) -> None:
    path = write(tmp_path, f"contexts:\n  military:\n    - navy\n    - '{phrase}'\n")
    with pytest.raises(DataError, match="one blank between") as caught:
        load_contexts(path, {"military"})
    assert caught.value.line == 4


def test_unknown_key_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "contexts: {}\ntopics: {}\n")
    with pytest.raises(DataError, match="topics") as caught:
        load_contexts(path, {"military"})
    assert caught.value.line == 2
