"""Charts: what is written in them, that they open without a network, that no box is drawn."""

from __future__ import annotations

import json
import re
import struct
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from timelines import timeline

from dragoman.analysis.bursts import find
from dragoman.analysis.charts import drawing as drawings
from dragoman.analysis.charts.drawing import Drawing, drawing
from dragoman.analysis.charts.fonts import Choice, choose
from dragoman.analysis.charts.intensity import intensity
from dragoman.analysis.charts.layout import HEIGHT, WIDTH, layout
from dragoman.analysis.charts.network import network
from dragoman.analysis.charts.sources import Sources
from dragoman.analysis.charts.types import types
from dragoman.analysis.naming import names_in
from dragoman.errors import LanguageError, UsageError

for module in ("altair", "vl_convert", "networkx", "ruptures", "fontTools"):
    pytest.importorskip(module)

LANGUAGES = ("en", "id", "ja", "ko")
SOURCES = Sources(
    1277, 812, 23, ("en", "ja"), date(2021, 1, 1), date(2021, 12, 31), "dragoman 0.1.0"
)
ROWS = timeline([2] * 12, [2, 2, 2, 2, 12, 14, 2, 2, 2, 2, 2, 2])
HOSTILE = "</script><script>alert(1)</script>"
EDGES = [
    {"source": a, "target": b, "events": n, "score_mean": s, "cooperation": c, "conflict": n - c}
    for a, b, n, s, c in (
        ("KOR", "PRK", 9, -4.0, 1), ("PRK", "KOR", 6, -6.0, 0), ("USA", "KOR", 5, 3.0, 5),
        ("JPN", "KOR", 4, 2.0, 4), ("CHL", "ARG", 2, 5.0, 2),
    )
]  # fmt: skip
TYPES = [
    {"actor": "KOR", "recipient": "PRK", "type": "ACCUSE", "events": 7},
    {"actor": "KOR", "recipient": "PRK", "type": "CONSULT", "events": 2},
    {"actor": "USA", "recipient": "PRK", "type": "SANCTION", "events": 3},
]


def intensity_in(lang: str, subject: str | None = None, *, picture: bool = False) -> Drawing:
    return drawing(
        lambda names: intensity(
            ROWS, "month", names, subject=subject or names.actor("KOR"), sources=SOURCES,
            findings=find(ROWS, "month"),
        ),
        lang,
        picture=picture,
    )  # fmt: skip


def texts(svg: str) -> set[str]:
    """The texts of an SVG."""
    return set(re.findall(r"<text[^>]*>([^<]*)</text>", svg)) | set(
        re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)
    )


class TestIntensity:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_labels_are_in_the_language(self, lang: str) -> None:
        words = names_in(lang).writing.charts
        found = texts(intensity_in(lang).render("svg").decode())
        for label in (*words.quads.values(), words.burst["conflict"], *words.score_axis):
            assert label in found, label
        assert words.intensity.format(subject=names_in(lang).actor("KOR")) in found

    def test_sources_units_and_methods_are_told(self) -> None:
        said = " ".join(sorted(texts(intensity_in("en").render("svg").decode())))
        for part in ("1,277", "812", "dragoman 0.1.0", "English and Japanese", "Kleinberg (2002)"):
            assert part in said
        assert "events a month" in said
        assert "PLOVER, −10 to 10" in said

    def test_conflict_counts_down_and_cooperation_up(self) -> None:
        spec = intensity_in("en").spec
        values = [row for data in spec["datasets"].values() for row in data if "quad" in row]
        assert {row["high"] > 0 for row in values if "cooperation" in row["quad"]} == {True}
        assert {row["high"] < 0 for row in values if "conflict" in row["quad"]} == {True}
        assert sum(row["count"] for row in values) == sum(row["events"] for row in ROWS)

    def test_too_few_events_are_said_to_be_too_few(self) -> None:
        rows = timeline([1] * 12, [0] * 12)
        chart = drawing(
            lambda names: intensity(
                rows[:6], "month", names, subject="x", sources=SOURCES,
                findings=find(rows[:6], "month"),
            ),
            "en",
            picture=False,
        )  # fmt: skip
        assert "Too few events to tell" in json.dumps(chart.spec)

    def test_a_picture_is_drawn_large_enough_for_a_report(self) -> None:
        if choose(["abc−"], ("DejaVu Sans",)).missing:
            pytest.skip("no font on this machine")
        image = intensity_in("en", picture=True).render("png")
        assert image.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", image[16:24])
        assert width > 1400
        assert height > 900

    def test_the_same_chart_is_the_same_file(self) -> None:
        assert intensity_in("ko").render("svg") == intensity_in("ko").render("svg")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


class TestPage:
    @pytest.fixture(scope="class")
    def page(self) -> str:
        return intensity_in("ja", HOSTILE).render("html").decode()

    def test_nothing_is_fetched(self, page: str) -> None:
        parser = _Page()
        parser.feed(page)
        assert not [tag for tag, attrs in parser.tags if "src" in attrs or tag == "link"]
        assert not {"iframe", "img", "object"} & {tag for tag, _ in parser.tags}

    def test_strangers_texts_cannot_leave_their_block(self, page: str) -> None:
        parser = _Page()
        parser.feed(page)
        assert [tag for tag, _ in parser.tags].count("script") == 3  # two of data, one of code
        assert HOSTILE not in page

    def test_the_policy_allows_one_script_and_no_eval(self, page: str) -> None:
        policy = re.search(r'content="(default-src[^"]*)"', page)
        assert policy is not None
        assert "default-src 'none'" in policy[1]
        assert re.search(r"script-src 'sha256-[^']+';", policy[1])
        assert "unsafe" not in policy[1]

    def test_the_data_stand_in_the_page(self, page: str) -> None:
        block = re.search(r'<script type="application/json" id="spec">(.*?)</script>', page, re.S)
        assert block is not None
        assert HOSTILE in json.loads(block[1])["vconcat"][0]["title"]


class TestFonts:
    def test_without_a_font_labels_fall_back_with_a_hint(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def latin_only(texts: Any, preferred: Any, places: Any = None) -> Choice:
            foreign = sorted({sign for sign in "".join(texts) if ord(sign) > 0x3000})
            return Choice(("Plain",), (), "".join(foreign))

        monkeypatch.setattr(drawings, "choose", latin_only)
        chart = intensity_in("ja", picture=True)
        assert chart.lang == "en"
        assert chart.hint is not None
        assert "Noto Sans CJK JP" in chart.hint
        assert intensity_in("ja").lang == "ja"  # SVG and HTML are drawn elsewhere

    def test_what_no_font_shows_in_any_language_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drawings, "choose", lambda *_: Choice((), (), "漢"))
        with pytest.raises(UsageError, match="no font here shows 漢; install one of"):
            intensity_in("ja", picture=True)

    def test_fonts_of_this_machine_are_found(self) -> None:
        assert choose(["abc"], ("DejaVu Sans",)).missing in ("", "abc")

    def test_a_language_that_cannot_be_written_is_refused(self) -> None:
        with pytest.raises(LanguageError, match="en, id, ja, ko"):
            intensity_in("fr")

    def test_an_unknown_format_is_refused(self) -> None:
        with pytest.raises(UsageError, match="png, svg, html"):
            intensity_in("en").render("gif")


class TestNetwork:
    def test_both_directions_are_one_line_and_conflict_is_dashed(self) -> None:
        chart = drawing(lambda names: network(EDGES, names, sources=SOURCES), "en", picture=False)
        links = next(d for d in chart.spec["datasets"].values() if "prevails" in d[0])
        koreas = next(one for one in links if one["label"] == "South Korea – North Korea")
        assert (koreas["events"], koreas["prevails"]) == (15, "conflict")
        assert koreas["score"] == pytest.approx((9 * -4 + 6 * -6) / 15)
        assert len(links) == 4

    def test_no_label_covers_another(self) -> None:
        codes = [f"A{number:02}" for number in range(25)]
        pairs = [{"pair": (codes[0], code)} for code in codes[1:]]
        labels = {code: f"Country {code}" for code in codes}
        spots = layout(pairs, labels)
        assert spots == layout(list(reversed(pairs)), dict(reversed(labels.items())))
        half = 7 * len(labels["A00"]) / 2
        for number, a in enumerate(codes):
            assert half <= spots[a][0] <= WIDTH - half
            assert 0 <= spots[a][1] <= HEIGHT
            for b in codes[number + 1 :]:
                apart = abs(spots[a][0] - spots[b][0]) >= 2 * half - 1
                assert apart or abs(spots[a][1] - spots[b][1]) >= 28

    def test_an_empty_network_is_drawn(self) -> None:
        chart = drawing(lambda names: network([], names, sources=SOURCES), "en", picture=False)
        assert chart.render("svg").startswith(b"<svg")


class TestTypes:
    def test_all_types_stand_in_order_under_their_quads(self) -> None:
        chart = drawing(lambda names: types(TYPES, names, sources=SOURCES), "en", picture=False)
        svg = texts(chart.render("svg").decode())
        assert {"South Korea → North Korea", "accusation", "assault", "material conflict"} <= svg
        assert {"7", "3", "2"} <= svg

    def test_what_is_left_out_is_said(self) -> None:
        chart = drawing(
            lambda names: types(TYPES, names, sources=SOURCES, most=1), "en", picture=False
        )
        assert "Shown: 1 of 2." in json.dumps(chart.spec)
