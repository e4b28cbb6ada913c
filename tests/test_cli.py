"""The command line: formats, exit statuses, and one clear sentence for each bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest

import dragoman
from dragoman.cli import main
from dragoman.version import VERSION

PACKAGE = Path(dragoman.__file__).parent
GOOD = "Japan condemned the missile launch by North Korea."
DULL = "The weather was fine on Sunday and the children played in the garden."
GREEK = "Το υπουργικό συμβούλιο συνεδρίασε χθες στην Αθήνα για τον προϋπολογισμό του κράτους."


class Ran(NamedTuple):
    status: int
    out: str
    err: list[str]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err.splitlines())

    return run


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return name


def rows(*given: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in given)


def set_aside(ran: Ran) -> list[str]:
    return [line.removeprefix("set aside: ") for line in ran.err if line.startswith("set aside: ")]


# --- code: what comes out


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"dragoman {VERSION}\n", [])


def test_jsonl_has_the_fields_of_the_design(run: Run) -> None:
    given = {"id": "r1", "lang": "en", "text": GOOD, "date": "2024-05-02", "url": "https://x.test/"}
    ran = run("code", write("a.jsonl", rows(given)), "--format", "jsonl")
    assert ran.status == 0
    first = json.loads(ran.out.splitlines()[0])
    assert first["story"] == "r1"
    assert (first["event"], first["date"]) == (["ACCUSE"], "2024-05-02")
    assert [one["code"] for one in first["actor"]] == ["JPN"]
    assert first["text_info"]["lang"] == "en"
    assert first["coder"] == f"dragoman {VERSION}"
    assert {"mode", "context", "auxiliary", "quad_code", "event_scale", "cameo", "act"} <= set(
        first
    )
    assert ran.err[-1].startswith("1 taken in = 1 coded + 0 without an event + 0 set aside; ")


def test_every_format_has_the_same_events(run: Run) -> None:
    source = write("a.txt", GOOD)
    lines = run("code", source, "--format", "jsonl").out.splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert ids
    table = csv.DictReader(io.StringIO(run("code", source, "--format", "csv").out))
    assert [row["id"] for row in table] == ids
    assert run("code", source, "-o", "out.parquet").status == 0
    assert pq.read_table("out.parquet").column("id").to_pylist() == ids
    assert run("code", source, "-o", "out.jsonl").out == ""
    assert Path("out.jsonl").read_text("utf-8").splitlines() == lines
    assert "JPN → PRK" in run("code", source).out
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "out.jsonl", "out.parquet"]


def test_events_that_are_less_sure_are_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    every = [
        json.loads(line) for line in run("code", "good.txt", "--format", "jsonl").out.splitlines()
    ]
    bar = max(one["confidence"] for one in every)
    assert min(one["confidence"] for one in every) < bar
    ran = run("code", "good.txt", "--format", "jsonl", "--confidence", str(bar))
    assert ran.status == 0
    assert all(json.loads(line)["confidence"] >= bar for line in ran.out.splitlines())
    assert ran.err[-1].endswith(f"less sure than {bar:g}")


def test_story_without_event_is_named_with_its_reason_and_no_failure(run: Run) -> None:
    ran = run("code", write("dull.txt", DULL), "--format", "jsonl")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err[0].startswith("without an event: dull.txt (story ")
    assert ran.err[0].endswith("its one sentence tells of no act by or towards a known actor")
    assert ran.err[-1] == "1 taken in = 0 coded + 1 without an event + 0 set aside; 0 events"


def test_read_twice_and_other_files_are_no_failure(run: Run) -> None:
    Path("stories").mkdir()
    write("stories/a.txt", GOOD)
    write("stories/b.txt", GOOD)
    write("stories/photo.jpg", b"\xff\xd8\xff")
    ran = run("code", "stories", "--format", "jsonl")
    assert ran.status == 0
    assert [line.partition(":")[0] for line in ran.err[:-1]] == ["skipped", "skipped"]
    assert ran.err[-1].endswith("; 2 skipped")


# --- code: what is wrong


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bin.txt", bytes(range(256)) * 20, "this is no text in any known encoding; save it as"),
        ("odd.txt", "Ядро".encode("utf-16-le") * 3 + b"\x00\x81", "no text in any known encoding"),
        ("empty.txt", b" \n", "the file holds no text"),
        ("r.jsonl", rows({"id": "a", "title": "x"}), "the row has no text"),
        ("r.csv", "id,text\n7,\n", "the row has no text"),
        ("broken.jsonl", '{"text": \n', "the line is no valid JSON"),
        ("greek.txt", GREEK, "no pack for language el; at hand: "),
        ("page.html", "<html><body><script>a = 1</script></body></html>", "no article was found"),
        ("picture.txt", b"%PDF-1.7 ...", "this is a PDF, which Dragoman does not read"),
    ],
)
def test_bad_input_has_one_sentence_and_the_run_goes_on(
    run: Run, name: str, content: str | bytes, reason: str
) -> None:
    ran = run("code", write(name, content), write("good.txt", GOOD), "--format", "jsonl")
    assert ran.status == 1
    assert json.loads(ran.out.splitlines()[0])["event"] == ["ACCUSE"]
    (one,) = set_aside(ran)
    assert one.startswith(name)
    assert reason in one
    assert ran.err[-1].startswith("2 taken in = 1 coded + 0 without an event + 1 set aside; ")


def test_missing_and_unreadable_files(run: Run) -> None:
    good = write("good.txt", GOOD)
    Path("loop").symlink_to("loop")
    ran = run("code", "nowhere.txt", "loop", good, "--format", "jsonl")
    assert ran.status == 1
    first, second = set_aside(ran)
    assert first == "nowhere.txt: there is no such file or folder"
    assert second.startswith("loop: the file or folder cannot be read: ")


@pytest.mark.parametrize("name", ["long.txt", "long.jsonl"])
def test_fifty_megabytes_on_one_line(run: Run, name: str) -> None:
    line = b"a" * 50_000_000
    write(name, line if name.endswith("txt") else b'{"id": "big", "text": "' + line + b'"}\n')
    ran = run("code", name, write("good.txt", GOOD), "--format", "jsonl")
    assert ran.status == 1
    (one,) = set_aside(ran)
    assert one.startswith(name)
    assert "may have" in one
    assert ran.out


def test_lone_surrogates_are_replaced_and_coded(run: Run) -> None:
    content = b'{"id": "s", "lang": "en", "text": "\\udc80 Japan condemned Fiji. \\ud83d"}\n'
    ran = run("code", write("s.jsonl", content), "--format", "jsonl")
    assert ran.status == 0
    event = json.loads(ran.out.splitlines()[0])
    assert event["actor"][0]["start"] == 2
    ran.out.encode("utf-8")


def test_terminal_is_not_steered_by_names(run: Run) -> None:
    ran = run("code", "a\x1b[31m\nb.txt")
    assert ran.status == 1
    assert "\x1b" not in "".join(ran.err)
    assert len(set_aside(ran)) == 1


def test_malformed_lexicon_costs_the_stories_of_its_language(tmp_path: Path) -> None:
    copy = tmp_path / "dragoman"
    shutil.copytree(
        PACKAGE, copy, copy_function=os.symlink, ignore=shutil.ignore_patterns("__pycache__")
    )
    broken = copy / "languages" / "en" / "agents.yaml"
    broken.unlink()
    broken.write_text("agents:\n  - {words: [soldier], sector: MIL, sectr: MIL}\n")
    stories = tmp_path / "stories.jsonl"
    given = [
        {"id": "1", "lang": "en", "text": GOOD},
        {"id": "2", "lang": "id", "text": "Jepang mengecam peluncuran rudal Korea Utara."},
        {"id": "3", "lang": "en", "text": "Fiji condemned the arrests in Peru on Monday."},
    ]
    stories.write_text(rows(*given))
    ran = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", "code", str(stories), "--format", "jsonl"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert {json.loads(line)["story"] for line in ran.stdout.splitlines()} == {"2"}
    aside = [line for line in ran.stderr.splitlines() if line.startswith("set aside: ")]
    assert [line.partition("(story ")[2][0] for line in aside] == ["1", "3"]
    assert all("en/agents.yaml:2: " in line and "sectr" in line for line in aside)
    assert "3 taken in = 1 coded + 0 without an event + 2 set aside" in ran.stderr


# --- usage


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["code", "a.txt", "--languages", "zz"], "there is no language pack 'zz'; at hand: "),
        (["code", "a.txt", "--format", "xml"], "'xml' is not one of"),
        (["code", "a.txt", "--jobs", "0"], "--jobs"),
        (["code", "a.txt", "-o", "out.xyz"], "out.xyz does not say in which format to write"),
        (["code", "a.txt", "-o", "no/such/out.csv"], "no/such/out.csv cannot be written"),
        (["code", "a.txt", "--actors", "no.actors"], "no.actors"),
        (["code"], "Missing argument"),
        (["cod"], "No such command 'cod'"),
        (["explain", GOOD, "--date", "someday"], "'someday' is no date; right would be"),
        (["explain", GREEK], "no pack for language el; at hand: "),
        (["evaluate", "nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (["language", "new", "english"], "'english' is no code of a language"),
        (["language", "new", "en"], "there is already a pack 'en'"),
    ],
)
def test_usage_errors_are_one_sentence_and_status_2(
    run: Run, arguments: list[str], said: str
) -> None:
    write("a.txt", GOOD)
    ran = run(*arguments)
    assert ran.status == 2
    assert said in ran.err[-1]
    assert ran.out == ""
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(rows(*({"id": str(n), "lang": "en", "text": GOOD} for n in range(2000))))
    program = [sys.executable, "-m", "dragoman.cli", "code", str(path), "--format", "jsonl"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_command_line_sets_threads_before_numpy(run: Run) -> None:
    program = (
        "import sys, os; import dragoman.cli; "
        "print('numpy' in sys.modules, os.environ['OMP_NUM_THREADS'])"
    )
    env = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")}
    ran = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert ran.stdout.split() == ["False", "1"]


# --- the other commands


ASKED = {"id": "1", "lang": "en", "text": "Japan condemned Fiji.", "source": "Japan"}


def test_relate(run: Run) -> None:
    path = write("r.jsonl", rows({**ASKED, "target": "Fiji"}, ASKED) + "no json\n")
    ran = run("relate", path, "--format", "jsonl")
    assert ran.status == 1
    (answer,) = map(json.loads, ran.out.splitlines())
    assert (answer["id"], answer["event"], answer["act"]) == ("1", "ACCUSE", "condemn")
    assert answer["trace"]
    assert set_aside(ran) == [
        "r.jsonl:2 (story 1): the row needs a text 'target'; the row has id, lang, text, source",
        "r.jsonl:3: the row is not JSON: Expecting value",
    ]
    assert ran.err[-1] == "3 rows taken in = 1 answered + 2 set aside"
    assert "ACCUSE" in run("relate", path).out


def test_relate_joins_two_types_in_the_other_codebook(run: Run) -> None:
    row = {**ASKED, "text": "Japan lifted sanctions on Fiji.", "target": "Fiji"}
    path = write("r.jsonl", rows(row))
    events = [
        json.loads(run("relate", path, "--format", "jsonl", "--codebook", book).out)["event"]
        for book in ("plover", "cameo2plover")
    ]
    assert events == ["CONCEDE", "YIELD"]


def test_evaluate(run: Run) -> None:
    path = write("gold.jsonl", rows({**ASKED, "target": "Fiji", "event": "ACCUSE"}))
    ran = run("evaluate", path)
    assert ran.status == 0
    assert "Confusion" in ran.out
    assert json.loads(run("evaluate", path, "--json").out)["accuracy"] == 1.0
    cases = write("cases.yaml", f"cases:\n  - {{text: '{DULL}', events: []}}\n  - {{text: x}}\n")
    ran = run("evaluate", cases, "--lang", "en", "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["rows_right"] == 1
    assert ran.err == [
        "not used: cases.yaml:3: the row needs 'events': a list, [] where nothing may be coded"
    ]


def test_explain_a_text_and_a_file(run: Run) -> None:
    page = run("explain", GOOD, "--lang", "en", "--date", "2024-05-02").out
    for wanted in ("condemn", "nsubj", "JPN “Japan”", "en/acts/accuse.yaml:", "2024-05-02"):
        assert wanted in page, wanted
    shown = json.loads(run("explain", write("a.txt", GOOD), "--json").out)
    assert shown["sentences"][0]["text"] == GOOD
    assert shown["events"][0]["event"] == ["ACCUSE"]


def test_ontology_and_language_commands(run: Run) -> None:
    ran = run("ontology", "check")
    assert (ran.status, ran.err) == (0, [])
    assert ran.out.startswith("All is well: 16 types")
    listed = [line.split("\t")[0] for line in run("language", "list").out.splitlines()]
    assert listed == [
        path.parent.name for path in sorted((PACKAGE / "languages").glob("*/pack.yaml"))
    ]
    ran = run("language", "check", "zz")
    assert ran.status == 1
    assert ran.out.startswith("there is no language pack 'zz'; at hand: ")
