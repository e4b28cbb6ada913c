"""The same stories give the same bytes, whatever processes, order, hash seed, zone or locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.reading.identity import make_story

EXAMPLES = Path(dragoman.__file__).parent / "examples"


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Some example stories of each language, as lines of JSON."""
    found = []
    for folder in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        for path in sorted(folder.glob("*.txt"))[:3]:
            row = {
                "id": f"{folder.name}/{path.stem}",
                "lang": folder.name,
                "text": path.read_text("utf-8"),
            }
            found.append(json.dumps(row))
    assert len(found) >= 3
    return found


def start(path: Path, *arguments: str, **surroundings: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "dragoman.cli", "code", str(path), "--format", "jsonl"]
    return subprocess.Popen(
        [*program, *arguments],
        env={**os.environ, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def output(process: subprocess.Popen[bytes]) -> bytes:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    return out


def without_first_told(printed: bytes) -> list[str]:
    """The records, sorted, without what depends on the order of the stories: who told it first."""
    records = [json.loads(line) for line in printed.splitlines()]
    return sorted(json.dumps({**record, "same_as": None}) for record in records)


def test_several_processes_give_what_one_gives(stories: list[str]) -> None:
    rows = [json.loads(line) for line in stories[:3]]
    given = [make_story(row["text"], origin="x", id=row["id"], lang=row["lang"]) for row in rows]
    alone = dragoman.code(given)
    assert len(alone.events) > 10
    assert dragoman.code(given, jobs=2).outcomes == alone.outcomes


@pytest.mark.slow
def test_same_bytes_everywhere(stories: list[str], tmp_path: Path) -> None:
    path, turned = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    path.write_text("\n".join(stories))
    turned.write_text("\n".join(reversed(stories)))
    first = start(path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    second = start(path, "--jobs", "2", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    wanted = output(first)
    assert wanted.count(b"\n") > 10
    assert output(second) == wanted
    third = start(turned, "--jobs", "2", PYTHONHASHSEED="3", TZ="America/Lima")
    assert without_first_told(output(third)) == without_first_told(wanted)


def test_one_story_alone_is_coded_as_among_others(stories: list[str]) -> None:
    rows = [json.loads(line) for line in stories[::3]]
    alone = [dragoman.code_text(row["text"], lang=row["lang"], id=row["id"]).events for row in rows]
    again = [
        dragoman.code_text(row["text"], lang=row["lang"], id=row["id"]).events
        for row in reversed(rows)
    ]
    assert alone == again[::-1]
