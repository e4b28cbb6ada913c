"""A ledger of known events for the tests of a module, and the commands that ask it."""

from __future__ import annotations

from pathlib import Path

import books
import pytest
from books import Run

from dragoman.cli import app


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return books.made(tmp_path_factory.mktemp("asked") / "some.duckdb")


@pytest.fixture
def run(
    ledger_file: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs a command, which must end well, on the module's ledger."""
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(ledger_file))

    def command(*arguments: str | Path) -> tuple[str, list[str]]:
        assert app([str(one) for one in arguments], standalone_mode=False) == 0
        out, err = capfdbinary.readouterr()
        return out.decode(), err.decode().splitlines()

    return command
