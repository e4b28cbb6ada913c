from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("fontTools")

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables._g_l_y_f import Glyph

from dragoman.analysis.charts.fonts import choose


def _font(family: str, characters: str) -> FontBuilder:
    """A font with nothing but empty pictures of some characters."""
    glyphs = [f"g{ord(one)}" for one in characters]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *glyphs])
    builder.setupCharacterMap(dict(zip(map(ord, characters), glyphs, strict=True)))
    builder.setupGlyf({name: Glyph() for name in [".notdef", *glyphs]})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *glyphs], (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupPost()
    return builder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _font("Plain", "abc").save(tmp_path / "plain.ttf")
    _font("Kana", "abcあい").save(tmp_path / "kana.ttf")
    collection = TTCollection()
    collection.fonts = [_font("Hangul", "가나").font, _font("Both", "abcあ가").font]
    collection.save(str(tmp_path / "more.ttc"))
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    return tmp_path


def test_a_preferred_font_that_shows_all_is_enough(folder: Path) -> None:
    assert choose(["ab"], ("Kana", "Plain"), [folder]).families == ("Kana",)


def test_a_later_preferred_font_that_shows_all_wins_over_an_earlier_that_does_not(
    folder: Path,
) -> None:
    assert choose(["aあ"], ("Plain", "Kana"), [folder]).families == ("Kana",)


def test_a_face_within_a_collection_is_found(folder: Path) -> None:
    chosen = choose(["あ가"], ("Both",), [folder])
    assert chosen.families == ("Both",)
    assert chosen.folders == (folder,)


def test_several_fonts_share_what_none_shows_alone(folder: Path) -> None:
    chosen = choose(["aい나"], ("Plain",), [folder])
    assert chosen.missing == ""
    assert set(chosen.families) == {"Kana", "Hangul"}


def test_what_no_font_shows_is_missing(folder: Path) -> None:
    assert choose(["a漢字"], ("Plain",), [folder]).missing == "字漢"


def test_without_fonts_everything_is_missing(tmp_path: Path) -> None:
    assert choose(["ab"], ("Plain",), [tmp_path]).missing == "ab"
