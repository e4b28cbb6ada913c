"""The documentation keeps up with the program: nothing is left out, nothing leads nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from dragoman.cli import app
from dragoman.languages import FOLDER
from dragoman.languages.check import check_language
from dragoman.languages.scaffold import new_language
from dragoman.ontology import load_ontology
from dragoman.ontology.codebook import render

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GENERATED = DOCS / "codebook.md"
PAGES = (*sorted(DOCS.glob("*.md")), ROOT / "benchmarks" / "README.md", ROOT / "README.md")

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
_SNIPPET = re.compile(r"^```yaml\n# ([a-z]+/[a-z_/]+\.yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


def written() -> str:
    """All pages that somebody wrote."""
    return "\n".join(text(path) for path in sorted(DOCS.glob("*.md")) if path != GENERATED)


def commands(command: Any, name: str = "dragoman") -> Iterator[tuple[str, Any]]:
    """Every command of the program with its full name, groups too."""
    yield name, command
    for inner, one in getattr(command, "commands", {}).items():
        yield from commands(one, f"{name} {inner}")


COMMANDS = dict(commands(get_command(app)))


def test_codebook_is_current() -> None:
    assert text(GENERATED) == render(load_ontology()), (
        "run python -m dragoman.ontology.codebook > docs/codebook.md"
    )


def test_codebook_has_everything() -> None:
    ontology, page = load_ontology(), text(GENERATED)
    for event, kind in ontology.types.items():
        assert f"### {event}\n" in page
        assert kind.definition in page
    for word in (*ontology.acts, *ontology.contexts, *ontology.sectors):
        assert f"`{word}`" in page
    for code, entry in ontology.cameo.items():
        assert f"| {code} | {entry.label} |" in page
    for operator in ontology.composition:
        assert f"### {operator}\n" in page


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.params])
def test_command_is_documented(name: str) -> None:
    assert name in written()


OPTIONS = sorted(
    {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("-") and option != "--help"
    }
)


def test_there_are_commands_and_options() -> None:
    assert {"dragoman code", "dragoman language new"} <= set(COMMANDS)
    assert {"--format", "--jobs", "-j"} <= set(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS)
def test_option_is_documented(option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", written())


@pytest.mark.parametrize("event", list(load_ontology().types))
def test_event_type_is_documented(event: str) -> None:
    assert re.search(rf"\b{event}\b", text(DOCS / "glossary.md"))


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as the usual viewers of Markdown make them."""
    found = set()
    for heading in _HEADING.findall(_FENCED.sub("", text(path))):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        found.add(re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-"))
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(path: Path) -> None:
    for link in _LINK.findall(_FENCED.sub("", text(path))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def snippets(page: str) -> list[tuple[str, str]]:
    return _SNIPPET.findall(text(DOCS / page))


def test_example_pack_of_the_docs_is_in_order(tmp_path: Path) -> None:
    """The files shown in "Add a language", put into a new pack, are what the loaders want."""
    new_language("es", "Spanish", folder=tmp_path)
    shown = [name for name, _ in snippets("add-a-language.md")]
    for name, content in snippets("add-a-language.md"):
        (tmp_path / name).write_text(content, "utf-8")
    assert {"es/pack.yaml", "es/grammar.yaml", "es/cases.yaml"} <= set(shown)
    (tmp_path / "es" / "model").mkdir()
    problems = check_language("es", load_ontology(), folder=tmp_path, engines=("spacy",))
    assert [one for one in problems if "cases are too few" not in one] == []


def test_files_that_the_docs_name_are_there() -> None:
    names = [name for name, _ in snippets("add-an-event-type.md")]
    assert names
    for name in names:
        folder = FOLDER if name.startswith("en/") else FOLDER.parent
        assert (folder / name).is_file(), name
    for _, content in snippets("add-an-event-type.md"):
        assert yaml.safe_load(content.partition("\n# ")[0])


@pytest.mark.slow
def test_outputs_in_the_docs_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "outputs.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}; run python docs/outputs.py"
