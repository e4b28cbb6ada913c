"""Encodings that newspapers used, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.encoding import declared, decode
from dragoman.reading.identity import scrub

TEXTS = {
    "western": "Le président fut reçu « hier » à Genève, où l’ambassadeur était déjà arrivé.",
    "japanese": "韓国と米国、日本の外相は二十日、電話で会談し、新しい条約について協議した。",
    "korean": "한국과 미국의 외교장관이 20일 전화로 회담을 하고 새 조약을 논의했다고 밝혔다.",
    "chinese": "外交部发言人在记者会上说，我们对这一事件表示关注，他说中方将采取必要的措施。",
    "taiwanese": "外交部發言人在記者會上說，我們對這一事件表示關注，他說政府將採取必要的措施。",
}
CASES = [
    ("western", "cp1252", "windows-1252"),
    ("japanese", "cp932", "shift_jis"),
    ("japanese", "euc_jp", "euc-jp"),
    ("japanese", "iso2022_jp", "iso-2022-jp"),
    ("korean", "cp949", "euc-kr"),
    ("korean", "iso2022_kr", "iso-2022-kr"),
    ("chinese", "gb18030", "gb18030"),
    ("taiwanese", "cp950", "big5"),
    ("korean", "utf-16", "utf-16"),
    ("korean", "utf-16-le", "utf-16-le"),
    ("japanese", "utf-8-sig", "utf-8"),
]


@pytest.mark.parametrize(("text", "codec", "name"), CASES)
def test_encoding_is_found(text: str, codec: str, name: str) -> None:
    decoded = decode((TEXTS[text] + "\n" + TEXTS[text]).encode(codec))
    assert decoded is not None
    assert decoded.text == TEXTS[text] + "\n" + TEXTS[text]
    assert decoded.encoding == name
    assert decoded.flags == (() if name == "utf-8" else (f"encoding:{name}",))


def test_declared_encoding_wins_over_a_guess() -> None:
    page = b'<html><head><meta charset="Shift_JIS"></head>' + "外相会談".encode("cp932")
    assert declared(page) == "cp932"
    decoded = decode(page, declared(page))
    assert decoded is not None
    assert decoded.text.endswith("外相会談")
    assert declared(b"<meta charset='no-such-thing'>") is None
    assert declared(b"<meta charset='zip'>") is None


def test_a_few_broken_bytes_do_not_cost_a_story() -> None:
    raw = TEXTS["korean"].encode() * 5
    decoded = decode(raw[:-2])
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.flags == ("undecodable-bytes",)
    assert decoded.text.endswith("\ufffd")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded is None or isinstance(decoded.text, str)


@given(st.text(max_size=200))
def test_valid_utf8_without_controls_is_never_taken_for_anything_else(text: str) -> None:
    raw = text.encode()
    decoded = decode(raw)
    if decoded is not None and b"\x00" not in raw and b"\x1b$" not in raw:
        assert decoded.text == text.removeprefix("\ufeff")


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_scrubbing_keeps_every_position(text: str) -> None:
    clean, flags = scrub(text)
    assert len(clean) == len(text)
    clean.encode()
    assert "\x00" not in clean
    assert bool(flags) == (clean != text)
