"""Runs the examples of the documentation again and writes what they print now into the pages.

    python docs/outputs.py            refresh every page
    python docs/outputs.py --check    change nothing; exit status 1 if a page is stale
    python docs/outputs.py PAGE …     these pages only

In a `console` block the lines that begin with "$ " are run by bash in the root of the repository,
with `dragoman` and `python` of the interpreter that runs this; what stands between them is their
output. In a `pycon` block the lines that begin with ">>> " and "... " are run in one namespace for
each page. A page has a ledger of its own, which is gone afterwards. A block that follows the line
`<!-- not run -->` is left alone.
"""

from __future__ import annotations

import argparse
import code
import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.workers import one_thread

DOCS = Path(__file__).parent
ROOT = DOCS.parent

_BLOCK = re.compile(
    r"(?P<skip><!-- not run -->\n)?```(?P<kind>console|pycon)\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def refreshed(page: str) -> str:
    """The text of a page with the output of each of its examples as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRAGOMAN_LEDGER"] = f"{folder}/dragoman.duckdb"
        return _refreshed(page).replace(f"{folder}/", "")


def _refreshed(page: str) -> str:
    names: dict[str, Any] = {"__name__": "__main__"}

    def again(block: re.Match[str]) -> str:
        if block["skip"]:
            return block[0]
        run = _console if block["kind"] == "console" else lambda body: _pycon(body, names)
        return f"```{block['kind']}\n{run(block['body'])}```"

    return _BLOCK.sub(again, page)


def _console(body: str) -> str:
    out: list[str] = []
    lines = iter(body.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        out.append(line)
        command = line[2:]
        while command.endswith("\\"):
            more = next(lines)
            out.append(more)
            command = f"{command[:-1]} {more}"
        out += _shell(command)
    return "".join(f"{line}\n" for line in out)


def _shell(command: str) -> list[str]:
    here = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "96"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return [line.rstrip() for line in done.stdout.decode("utf-8").rstrip("\n").splitlines()]


def _pycon(body: str, names: dict[str, Any]) -> str:
    shell = code.InteractiveInterpreter(names)
    out = ""
    os.chdir(ROOT)
    for example in doctest.DocTestParser().get_examples(body):
        lines = example.source.rstrip("\n").splitlines()
        out += f">>> {lines[0]}\n" + "".join(f"... {line}\n" for line in lines[1:])
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            shell.runsource(example.source, "<page>", "single")
        out += printed.getvalue()
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted(DOCS.glob("*.md")))
    parser.add_argument("--check", action="store_true", help="change nothing, only say")
    asked = parser.parse_args()
    one_thread()  # as the command line does
    stale = 0
    for path in asked.pages:
        old = path.read_text("utf-8")
        new = refreshed(old)
        if new == old:
            continue
        stale += 1
        print(f"{path.name} {'is stale' if asked.check else 'is refreshed'}")
        if not asked.check:
            path.write_text(new, "utf-8")
    return 1 if asked.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
