"""What goes wrong with files: one clear sentence with what to do, and nothing lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import TALES, Code, exported, tale

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.journal import Journal, read
from dragoman.model import Story

WAL = ".wal"


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def journal_of(path: Path) -> Path:
    return beside(path, ".journal")


def crashed(path: Path, *, script: str = "os._exit(0)") -> None:
    """Add stories in a process that ends without closing, so that the log is left behind."""
    program = (
        "import os, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from conftest import TALES, tale\n"
        "from dragoman.ledger import Ledger\n"
        "from dragoman.reading import SetAside\n"
        "ledger = Ledger(sys.argv[1])\n"
        "tales = [tale(name) for name in TALES]\n"
        "empty = lambda stories: (SetAside(s.origin, 'coding', 'x', s.id) for s in stories)\n"
        "for story in tales:\n"
        "    ledger.add([story], empty)\n"
        f"{script}\n"
    )
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", program, str(path), here], check=True)


def test_a_ledger_of_a_newer_version_is_left_alone(full: Path) -> None:
    with duckdb.connect(str(full)) as connection:
        connection.execute("INSERT INTO migrations VALUES (99)")
    before = full.read_bytes()
    with pytest.raises(LedgerError, match=r"newer Dragoman \(ledger version 99, this one knows 1"):
        Ledger(full)
    assert full.read_bytes() == before


def test_another_database_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    with pytest.raises(LedgerError, match="no ledger; name another file"):
        Ledger(path)
    with duckdb.connect(str(path)) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert tables == [("mine",)]
    assert not journal_of(path).exists()


@pytest.mark.parametrize("damage", ["header", "text", "empty"])
def test_a_damaged_file_is_named_and_built_anew_from_the_journal(
    full: Path, code: Code, damage: str
) -> None:
    wanted = exported(full)
    if damage == "header":
        raw = bytearray(full.read_bytes())
        raw[0:8192] = bytes(8192)
        full.write_bytes(bytes(raw))
    else:
        full.write_text("this is no database\n" * 900 if damage == "text" else "x")
    with pytest.raises(LedgerError, match=r"damaged or no ledger .* move it away and run"):
        Ledger(full)
    full.rename(full.with_suffix(".old"))
    with Ledger(full, create=False) as ledger:
        assert ledger.status().waiting == len(TALES)
        assert ledger.notices == [
            f"the ledger is built anew from {full.name}.journal; run 'dragoman add' to code"
        ]
        ledger.add((), code)
    assert exported(full) == wanted


def test_a_ledger_is_built_anew_with_what_was_decided(full: Path, code: Code) -> None:
    with Ledger(full) as ledger:
        (record,) = ledger.connection.execute(
            "SELECT id FROM records_now WHERE act = 'refuse_to_meet'"
        ).fetchone()
        ledger.correct(record, {"type": "CONSULT"}, "a visit", by="me")
        (body,) = ledger.connection.execute("SELECT body FROM records_now LIMIT 1").fetchone()
        ledger.add_records([json.loads(body) | {"id": "7"}], "gdelt")
    wanted = exported(full)
    full.unlink()
    with Ledger(full) as ledger:
        ledger.add((), code)
    assert exported(full) == wanted


@pytest.mark.parametrize("damage", ["cut", "cut short", "zeroed", "flipped"])
def test_what_a_damaged_log_held_is_put_back(path: Path, code: Code, damage: str) -> None:
    crashed(path)
    log = beside(path, WAL)
    raw = bytearray(log.read_bytes())
    assert len(raw) > 10_000
    if damage.startswith("cut"):
        raw = raw[: len(raw) // 2] if damage == "cut" else raw[:-3]
    elif damage == "zeroed":
        raw[len(raw) // 3 :] = bytes(len(raw) - len(raw) // 3)
    else:
        raw[len(raw) // 2] ^= 0xFF
    log.write_bytes(bytes(raw))
    with Ledger(path) as ledger:
        status = ledger.status()
        assert status.taken_in == len(TALES)
        assert status.set_aside + status.waiting == len(TALES)
        assert list(ledger.check()) == []
        ledger.retry(code)
        ledger.add((), code)
        assert (ledger.status().coded, ledger.status().waiting) == (11, 0)


def test_rows_that_vanished_are_put_back(full: Path, code: Code) -> None:
    wanted = exported(full)
    with duckdb.connect(str(full)) as connection:
        for table in ("stories", "texts"):
            connection.execute(f"DELETE FROM {table} WHERE key = ?", [tale("meet-en").key])
    with Ledger(full) as ledger:
        assert "lacked stories" in ledger.notices[0]
    assert exported(full) == wanted


def test_a_torn_last_line_is_cut_off(full: Path, code: Code) -> None:
    whole = journal_of(full).read_bytes()
    with journal_of(full).open("ab") as stream:
        stream.write(whole.splitlines()[1][:100])
    with Ledger(full) as ledger:
        assert ledger.notices == []
        assert journal_of(full).read_bytes() == whole
        ledger.add([tale("meet-en", "Norway praised Iceland.")], code)
    assert all(line.said is not None for line in read(journal_of(full)))


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "head"])
def test_a_damaged_journal_is_written_anew(full: Path, code: Code, damage: str) -> None:
    journal = journal_of(full)
    whole = journal.read_bytes()
    if damage == "missing":
        journal.unlink()
    elif damage == "head":
        journal.write_bytes(b"x" + whole[1:])
    else:
        journal.write_bytes(whole[: 0 if damage == "empty" else len(whole) // 2])
    wanted = len(whole.splitlines())
    with Ledger(full) as ledger:
        assert "written anew from the ledger" in ledger.notices[0]
        assert list(ledger.check()) == []
    assert len(journal.read_bytes().splitlines()) == wanted
    export = exported(full)
    full.unlink()
    with Ledger(full) as ledger:
        ledger.add((), code)
    assert exported(full) == export


def test_a_damaged_line_is_found_when_it_is_looked_for(full: Path) -> None:
    journal = journal_of(full)
    journal.write_bytes(journal.read_bytes().replace(b"Finland", b"Fenland"))
    with Ledger(full) as ledger:
        (problem, lacking) = ledger.check()
    assert "line 9 of" in problem
    assert tale("promise-en").key in lacking


def test_a_damaged_line_loses_only_itself(full: Path) -> None:
    journal = journal_of(full)
    journal.write_bytes(journal.read_bytes().replace(b"Finland", b"Fenland"))
    full.unlink()
    with Ledger(full) as ledger:
        assert "1 lines of" in ledger.notices[1]
        assert ledger.status().taken_in == len(TALES) - 1


def test_the_journal_of_another_ledger_is_refused(full: Path, path: Path) -> None:
    other = path.with_name("other.duckdb")
    with Ledger(other):
        pass
    shutil.copy(journal_of(other), journal_of(full))
    with pytest.raises(LedgerError, match="journal of another ledger; put the right one"):
        Ledger(full)


def test_a_locked_ledger_says_by_whom(full: Path) -> None:
    program = (
        "import sys, dragoman.ledger as l\n"
        "ledger = l.Ledger(sys.argv[1])\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(full)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        for read_only in (False, True):
            with pytest.raises(LedgerError, match=f"in use by process {holder.pid}; wait"):
                Ledger(full, read_only=read_only)
    finally:
        holder.communicate()
    with Ledger(full):
        pass


def test_a_forked_process_cannot_write(full: Path, code: Code) -> None:
    with Ledger(full) as ledger:
        ledger._database._process = os.getpid() + 1
        with pytest.raises(LedgerError, match="a forked one cannot write"):
            ledger.add([tale("meet-en", "Norway praised Iceland.")], code)


FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from conftest import TALES, tale
from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.reading import SetAside
limit = int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Ledger(sys.argv[1]) as ledger:
        for n in range(400):
            ledger.add(
                [tale(name, f"{n} {TALES[name][2]} " * 40) for name in TALES],
                lambda stories: (SetAside(s.origin, "coding", "x", s.id) for s in stories),
            )
            print(n, flush=True)
except LedgerError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.slow
@pytest.mark.parametrize("limit", [100_000, 900_000, 3_000_000])
def test_a_full_disk_loses_nothing_that_was_taken_in(path: Path, code: Code, limit: int) -> None:
    found = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(Path(__file__).parent), str(limit)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    *rounds, said = found.stdout.splitlines()
    assert found.returncode == 3, found.stderr
    assert "make room" in said
    with Ledger(path) as ledger:
        taken = ledger.status().taken_in
        assert taken >= len(rounds) * len(TALES)
        assert list(ledger.check()) == []
        ledger.add([tale("reject-en")], code)
        assert ledger.status().taken_in == taken + 1
        assert ledger.status().waiting == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(full: Path) -> None:
    folder = full.parent
    full.chmod(0o400)
    folder.chmod(0o500)
    try:
        with pytest.raises(LedgerError, match="make it and its folder yours to write"):
            Ledger(full)
        with pytest.raises(LedgerError, match="make it and its folder yours to write"):
            Ledger(folder / "new.duckdb")
        with Ledger(full, read_only=True) as ledger:
            assert ledger.status().taken_in == len(TALES)
    finally:
        folder.chmod(0o700)
        full.chmod(0o600)


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger(path.parent / "nowhere" / "a.duckdb")


def test_lines_that_cannot_be_written_are_not_left_half(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal")
    end = journal.append([{"kind": "ledger", "id": "x"}])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (end + 50, hard))
    try:
        with pytest.raises(LedgerError, match="make room on the disk"):
            journal.append([{"kind": "story", "story": "x" * 400}])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    journal.append([{"kind": "story", "story": "y"}])
    assert [line.said for line in journal.read()] == [
        {"kind": "ledger", "id": "x"}, {"kind": "story", "story": "y"},
    ]  # fmt: skip
    journal.close()


def test_a_story_of_any_text_stands_in_the_journal_as_it_is(path: Path, code: Code) -> None:
    odd = 'Norway rejected talks with Iceland.\u2028\u0085\x0b “北\U0001f600” \\n {"a": 1}\n\n'
    story: Story = tale("reject-en", odd)
    with Ledger(path) as ledger:
        ledger.add([story], code)
    path.unlink()
    with Ledger(path) as ledger:
        assert ledger.connection.execute("SELECT text FROM stories_now").fetchall() == [(odd,)]
