"""Figures on the development sets against their floors, where the data is at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import yaml

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
NAMES = list(yaml.safe_load((BENCHMARKS / "floors.yaml").read_text("utf-8")))


@pytest.fixture(scope="module")
def floors() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        yield import_module("floors")
    finally:
        sys.path.remove(str(BENCHMARKS))


def test_every_set_has_a_measure_and_figures(floors: ModuleType) -> None:
    for one in floors.read_floors():
        assert one.name.split(" ")[0] in floors.MEASURES
        assert one.figures
        assert all(held.floor <= held.reached for held in one.figures)


def test_a_floor_is_not_lowered_without_a_reason(floors: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    figures = {"F1": {"reached": 80.0, "floor": 70.0}}
    entry = {"relations x": {"data": "x", "sha256": "", "figures": figures}}
    path.write_text(yaml.safe_dump(entry), encoding="utf-8")
    with pytest.raises(ValueError, match=r"relations x: F1: the floor 70\.0 .* give a reason"):
        floors.read_floors(path)
    figures["F1"]["reason"] = "The rows that it got right by chance are read rightly now."  # type: ignore[assignment]
    path.write_text(yaml.safe_dump(entry), encoding="utf-8")
    assert floors.read_floors(path)[0].figures[0].floor == 70.0


def test_what_was_reached_is_written_and_nothing_lowered(
    floors: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "floors.yaml"
    figures = {"a": {"reached": 80.0, "floor": 79.5}, "b": {"reached": 60.0, "floor": 59.5}}
    entry = {"relations x": {"data": "pyproject.toml", "sha256": "", "figures": figures}}
    path.write_text("# kept\n" + yaml.safe_dump(entry), encoding="utf-8")
    floors.write(
        path, floors.read_floors(path), {"relations x": {"a": 82.0, "b": 50.0}}, digests=True
    )
    assert path.read_text("utf-8").startswith("# kept\n")
    (one,) = floors.read_floors(path)
    assert [(h.reached, h.floor) for h in one.figures] == [(82.0, 81.0), (60.0, 59.5)]
    assert one.digest == floors.digest(one.path)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_figures_hold(name: str, floors: ModuleType) -> None:
    (one,) = [found for found in floors.read_floors() if found.name == name]
    if not one.at_hand:
        pytest.skip(f"{name}: {one.path} is not here")
    assert floors.digest(one.path) == one.digest, (
        "the data is not what the floors were measured on; measure again with "
        "'python benchmarks/floors.py --digests'"
    )
    now = floors.measured(one)
    low = {
        held.name: f"{now.get(held.name)} < {held.floor}"
        for held in one.figures
        if not now.get(held.name, 0.0) >= held.floor
    }
    assert not low
