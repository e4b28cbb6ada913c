"""How fast Dragoman codes, from raw text to written events, on one core.

    python benchmarks/throughput.py                    the example stories of every language
    python benchmarks/throughput.py --lang id          of one
    python benchmarks/throughput.py FOLDER             your own texts, each once
    python benchmarks/throughput.py --stories 400 --runs 7

Prints one table row for each language (or for the folder) and the split by stage. What the columns
mean and what may be concluded from them stands in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dragoman.workers import one_thread

one_thread()  # before NumPy is loaded

import dragoman  # noqa: E402
from dragoman.api import records_of  # noqa: E402
from dragoman.interchange import FORMATS  # noqa: E402
from dragoman.model import Passage, Sentence, Story  # noqa: E402
from dragoman.pipeline import Pipeline  # noqa: E402
from dragoman.reading import SetAside, read  # noqa: E402

EXAMPLES = Path(dragoman.__file__).parent / "examples"
STAGES = ("read", "parse", "code", "write")
COLUMNS = (
    "texts", "stories", "sentences", "events", "sentences/s", "stories/s", "coding alone",
    "process", "start-up", "memory",
)  # fmt: skip


now = time.process_time
"""Seconds of processor time: the clock's on a quiet machine, less disturbed on a busy one."""


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over all stories: seconds by stage, and what was made."""

    seconds: dict[str, float]
    stories: int
    sentences: int
    events: int

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


@dataclass(frozen=True, slots=True)
class Process:
    """One whole process: seconds from its start to its end by the clock, seconds of processor time,
    and its largest size in MB."""

    elapsed: float
    seconds: float
    megabytes: float


class Timed(Pipeline):
    """A pipeline that notes how long reading and parsing take."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def read(self, story: Story) -> tuple[Story, tuple[Passage, ...]]:
        began = now()
        try:
            return super().read(story)
        finally:
            self.seconds["read"] += now() - began

    def parse(self, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
        began = now()
        try:
            return super().parse(passages)
        finally:
            self.seconds["parse"] += now() - began


def in_one_process(pipeline: Timed, path: Path) -> Run:
    """Code all stories of a file or folder, each stage timed; nothing is kept but counts."""
    pipeline.seconds = dict.fromkeys(STAGES, 0.0)
    stories = sentences = events = 0
    taken = iter(read([path]))
    while True:
        began = now()
        story = next(taken, None)
        pipeline.seconds["read"] += now() - began
        if story is None:
            break
        if isinstance(story, SetAside):
            raise SystemExit(f"{story.origin}: {story.reason}")
        before = pipeline.seconds["read"] + pipeline.seconds["parse"]
        began = now()
        coded = pipeline.code(story)
        whole = now() - began
        inside = pipeline.seconds["read"] + pipeline.seconds["parse"] - before
        pipeline.seconds["code"] += whole - inside
        began = now()
        FORMATS["jsonl"](io.BytesIO(), records_of(coded))
        pipeline.seconds["write"] += now() - began
        stories += 1
        sentences += len(coded.sentences)
        events += len(coded.events)
    return Run(pipeline.seconds, stories, sentences, events)


def as_process(path: Path) -> Process:
    """`dragoman code PATH --format jsonl` in a process of its own."""
    command = [sys.executable, "-m", "dragoman.cli", "code", str(path), "--format", "jsonl"]
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    said = child.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with status {child.returncode}:\n{said}")
    # kilobytes, but bytes on macOS
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Process(elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def repeated(texts: Iterable[Path], count: int, into: Path) -> Path:
    """A JSON Lines file of `count` stories made of the texts by turns.

    Each has an address of its own, for a story that was read before is skipped.
    """
    known = [(path.stem, path.read_text("utf-8")) for path in texts]
    with into.open("w", encoding="utf-8") as file:
        for number in range(count):
            name, text = known[number % len(known)]
            row = {
                "id": f"{name}-{number}",
                "url": f"https://example.org/{name}/{number}",
                "date": "2024-06-21",
                "text": text,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return into


def measure(name: str, path: Path, one: Path, runs: int, processes: int) -> str:
    """The table row of one set of stories; `one` holds a single story, for the start-up."""
    pipeline = Timed()
    in_one_process(pipeline, path)  # everything loaded and every cache as warm as it gets
    done = sorted((in_one_process(pipeline, path) for _ in range(runs)), key=lambda r: r.total)
    middle = done[len(done) // 2]
    whole = [as_process(path) for _ in range(processes)]
    starts = [as_process(one) for _ in range(processes)]
    process = statistics.median(p.seconds for p in whole)
    least, most = done[0].total, done[-1].total
    print(f"\n{name}: {runs} passes of {least:.2f} to {most:.2f} s of processor time")
    for stage in STAGES:
        share = middle.seconds[stage] / middle.total
        rate = middle.sentences / middle.seconds[stage]
        print(f"  {stage:<6}{share:>5.0%}{rate:>10,.0f} sentences/s")
    cells = (
        name,
        f"{middle.stories:,}",
        f"{middle.sentences:,}",
        f"{middle.events:,}",
        f"{middle.sentences / middle.total:,.0f}",
        f"{middle.stories / middle.total:,.0f}",
        f"{middle.sentences / middle.seconds['code']:,.0f}",
        f"{middle.sentences / process:,.0f}",
        f"{min(p.elapsed for p in starts):.1f} s",
        f"{max(p.megabytes for p in whole):,.0f} MB",
    )
    return f"| {' | '.join(cells)} |"


def on_one_core() -> None:
    """Stay on the last of the cores that this process may use, where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def processor() -> str:
    """The processor's name."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="your own texts, a file or a folder")
    parser.add_argument("--lang", help="examples of this language only")
    parser.add_argument("--stories", type=int, default=200, help="how many of the examples")
    parser.add_argument("--runs", type=int, default=5, help="passes in one process")
    parser.add_argument("--processes", type=int, default=3, help="whole processes")
    asked = parser.parse_args()
    on_one_core()
    today = datetime.now().astimezone().date().isoformat()
    print(f"{today}, {processor()}, Python {platform.python_version()}, {dragoman.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        sets: list[tuple[str, Path]] = []
        if asked.folder is not None:
            sets.append((asked.folder.name, asked.folder))
        else:
            for examples in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
                if asked.lang in (None, examples.name):
                    made = Path(folder, f"{examples.name}.jsonl")
                    texts = sorted(examples.glob("*.txt"))
                    sets.append((examples.name, repeated(texts, asked.stories, made)))
        if not sets:
            raise SystemExit(f"there are no examples in '{asked.lang}'")
        rows = []
        for name, path in sets:
            language = name if (EXAMPLES / name).is_dir() else "en"
            some = sorted((EXAMPLES / language).glob("*.txt"))[:1]
            one = repeated(some, 1, Path(folder, "one.jsonl"))
            rows.append(measure(name, path, one, asked.runs, asked.processes))
    print(f"\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
