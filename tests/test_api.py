"""What `import dragoman` offers, and the processes behind it."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import DragomanError, InputError, LanguageError, StoryError, UsageError
from dragoman.model import Story
from dragoman.pipeline import Coded
from dragoman.reading import SetAside
from dragoman.reading.identity import make_story
from dragoman.workers import budget_of, in_processes, in_this_process

TEXT = "Japan condemned the missile launch by North Korea. It was raining."
GREEK = "Το υπουργικό συμβούλιο συνεδρίασε χθες στην Αθήνα για τον προϋπολογισμό."
DULL = "The weather was fine on Sunday and the children played in the garden."


def story(text: str, id: str | None = None) -> Story:
    return make_story(text, origin=f"test:{id}", id=id, lang="en")


# --- the module


def test_import_is_fast_and_brings_in_nothing_heavy() -> None:
    program = (
        "import time; t = time.perf_counter(); import dragoman; t = time.perf_counter() - t; "
        "import sys; heavy = {'numpy', 'spacy', 'pydantic', 'pyarrow', 'rich', 'trafilatura'}; "
        "print(t, sorted(heavy & set(sys.modules)))"
    )
    outputs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds = min(float(one.stdout.split()[0]) for one in outputs)
    assert outputs[0].stdout.split(maxsplit=1)[1].strip() == "[]"
    assert seconds < 0.3


def test_everything_offered_is_there() -> None:
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None, name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dragoman.nothing  # noqa: B018


# --- coding


def test_code_text_leads_back_to_the_characters() -> None:
    coded = dragoman.code_text(TEXT, lang="en", date="2024-05-02", id="one")
    assert coded.story.id == "one"
    accuse = next(event for event in coded.events if event.event == "ACCUSE")
    assert [(one.code, one.text) for one in accuse.actors] == [("JPN", "Japan")]
    (report,) = accuse.reports
    assert TEXT[report.trigger.start : report.trigger.end] == "condemned"
    for one in (*accuse.actors, *accuse.recipients):
        assert one.span is not None
        assert TEXT[one.span.start : one.span.end] == one.text


def test_code_text_says_what_is_wrong() -> None:
    with pytest.raises(UsageError, match="'someday' is no date; right would be 2024-06-20"):
        dragoman.code_text(TEXT, date="someday")
    with pytest.raises(StoryError, match="no pack for language"):
        dragoman.code_text(
            "Το υπουργικό συμβούλιο συνεδρίασε χθες στην Αθήνα για τον προϋπολογισμό."
        )


def test_coding_collects() -> None:
    coding = dragoman.code(
        [story(TEXT, "a"), story(DULL, "b"), make_story(GREEK, origin="test:c", id="c")]
    )
    assert [type(one) for one in coding.outcomes] == [Coded, Coded, SetAside]
    assert [one.story.id for one in coding.stories] == ["a", "b"]
    assert [one.story for one in coding.set_aside] == ["c"]
    assert coding.set_aside[0].stage == "coding"
    (empty,) = coding.empty
    assert (empty.story, empty.stage) == ("b", "empty")
    assert empty.reason.startswith("its one sentence tells of no act")
    counts = coding.counts
    assert (counts.taken_in, counts.coded, counts.empty, counts.set_aside) == (3, 1, 1, 1)
    assert counts.events == len(coding.events) == len(coding.records()) >= 1
    assert list(coding) == list(coding.outcomes)


def test_records_are_the_same_in_every_form() -> None:
    coding = dragoman.code(story(TEXT, "a"))
    ids = [one["id"] for one in coding.records()]
    assert ids
    assert coding.arrow().column("id").to_pylist() == ids
    assert coding.pandas()["id"].tolist() == ids
    assert coding.polars()["id"].to_list() == ids
    json.dumps(coding.records())


def test_coding_is_lazy_and_can_be_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    coding = dragoman.code(path, lang="en")
    assert [one.stage for one in coding if isinstance(one, SetAside)] == ["input"]
    path.write_text(TEXT)
    first, second = list(coding), list(coding)
    assert isinstance(first[0], Coded)
    assert first == second


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    coding = dragoman.code("-", lang="en")
    assert len(list(coding)) == 1
    with pytest.raises(UsageError, match="read only once"):
        list(coding)


def test_arguments_are_checked_before_anything_is_read() -> None:
    with pytest.raises(LanguageError, match="no language pack 'zz'; at hand: "):
        dragoman.code("x.txt", languages=["zz"])
    with pytest.raises(UsageError, match="jobs must be 1 or more, not 0"):
        dragoman.code("x.txt", jobs=0)
    with pytest.raises(UsageError, match="no input format 'pdf'; there are: text, "):
        dragoman.code("x.txt", format="pdf")
    with pytest.raises(UsageError, match="no input was given"):
        dragoman.code([])
    with pytest.raises(InputError, match=r"missing\.actors"):
        dragoman.code("x.txt", actors=["missing.actors"])


def test_own_actors_outrank_ours(tmp_path: Path) -> None:
    path = tmp_path / "own.actors"
    path.write_text("ZORBLAX_LEAGUE_ [IGOZRB]\n")
    told = story("The Zorblax League condemned Germany.", "a")
    (event,) = dragoman.code(told, actors=[path]).events
    assert [one.code for one in event.actors] == ["IGO"]
    assert "own.actors:1" in event.actors[0].why


# --- explain, relate, evaluate


def test_explain_shows_each_stage() -> None:
    explanation = dragoman.explain(TEXT, "en", "2024-05-02")
    shown = json.loads(json.dumps(explanation.as_dict()))
    first = shown["sentences"][0]
    condemned = first["tokens"][1]
    assert (condemned["lemma"], condemned["head"]) == ("condemn", 0)
    assert {"JPN", "PRK"} <= {p["code"] for m in first["mentions"] for p in m["stands_for"]}
    act = next(one for one in first["acts"] if one["act"] == "condemn")
    assert act["text"] == "condemned"
    file, _, line = act["source"].rpartition(":")
    written = (dragoman_folder() / "languages" / file).read_text("utf-8").splitlines()
    assert "condemn" in written[int(line) - 1]
    assert {one["event"] for one in first["findings"]} >= {"ACCUSE"}
    assert any(step["stage"] == "act" for step in shown["events"][0]["trace"])
    assert [event.id for event in explanation.events] == [one["id"] for one in shown["events"]]


def dragoman_folder() -> Path:
    return Path(dragoman.__file__).parent


ROWS = [
    {"id": "1", "lang": "en", "text": "Japan condemned Fiji.", "source": "Japan", "target": "Fiji"},
    {"id": "2", "lang": "en", "text": "Japan condemned Fiji.", "source": "Japan"},
    {"id": "3", "lang": "el", "text": GREEK, "source": "Αθήνα", "target": "προϋπολογισμό"},
]


def test_relate_answers_good_rows_and_sets_bad_ones_aside() -> None:
    first, second, third = dragoman.relate(ROWS)
    assert not isinstance(first, SetAside)
    assert (first.id, first.event, first.act) == ("1", "ACCUSE", "condemn")
    assert isinstance(second, SetAside)
    assert second.reason == "the row needs a text 'target'; the row has id, lang, text, source"
    assert isinstance(third, SetAside)
    assert (third.story, third.stage) == ("3", "relating")
    assert third.reason.startswith("no pack for language el")


def test_relate_wants_a_known_codebook() -> None:
    with pytest.raises(UsageError, match="no codebook 'ida'; these are known: plover, "):
        dragoman.relate(ROWS, codebook="ida")


def test_evaluate_relations_and_events(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    rows = [{**ROWS[0], "event": "ACCUSE"}, {**ROWS[0], "event": "WALTZ", "id": "9"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = dragoman.evaluate(path)
    assert found.scores.as_dict()["accuracy"] == 1.0
    assert [one.line for one in found.problems] == [2]
    cases = tmp_path / "gold.yaml"
    cases.write_text(f"cases:\n  - {{text: '{DULL}', events: []}}\n")
    assert dragoman.evaluate(cases, lang="en").scores.as_dict()["rows_right"] == 1
    with pytest.raises(UsageError, match="no task 'poems'"):
        dragoman.evaluate(path, task="poems")  # type: ignore[arg-type]


# --- processes: what a story says decides what becomes of the process that codes it


def fragile(story: Story) -> Coded:
    if story.text == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if story.text == "leave":
        os._exit(7)
    if story.text == "sleep":
        time.sleep(60)
    if story.text == "fail":
        raise ZeroDivisionError("by\nzero")
    if story.text == "deep":
        return fragile_depth(story)
    if story.text == "refuse":
        raise StoryError("it is not worth it")
    return Coded(story, (), (), (), ())


def fragile_depth(story: Story) -> Coded:
    return fragile_depth(story)


def make_fragile() -> Callable[[Story], Coded]:
    return fragile


def make_broken() -> Callable[[Story], Coded]:
    raise DragomanError("names.yaml:3: this file is wrong")


def make_dead() -> Callable[[Story], Coded]:
    os._exit(3)


def half_a_second(_: Story) -> float:
    return 0.5


def texts_and_reasons(outcomes: object) -> list[str]:
    return [
        one.reason if isinstance(one, SetAside) else one.story.text
        for one in outcomes  # type: ignore[attr-defined]
    ]


def test_processes_keep_the_order_and_lose_only_the_bad_story() -> None:
    texts = ["a", "crash", "b", "leave", "c", "fail", "d", "refuse", "e", "deep", "f"]
    items: list[Story | SetAside] = [story(text, text) for text in texts]
    items.insert(3, SetAside("x.txt", "input", "there is no such file or folder"))
    found = texts_and_reasons(in_processes(items, make_fragile, 2))
    assert found[:7] == [
        "a",
        "the process that coded it was ended by signal SIGKILL",
        "b",
        "there is no such file or folder",
        "the process that coded it ended with status 7",
        "c",
        found[6],
    ]
    said = "Dragoman failed on it, which is a fault to report: ZeroDivisionError: by zero (in frag"
    assert found[6].startswith(said)
    assert found[7:10] == ["d", "it is not worth it", "e"]
    assert "RecursionError" in found[10]
    assert found[11] == "f"


def test_overtime_costs_one_story() -> None:
    items = [story(text, text) for text in ("sleep", "a", "b", "c")]
    found = texts_and_reasons(in_processes(items, make_fragile, 2, budget=half_a_second))
    assert found == ["its coding took more than the 1 seconds allowed; split it", "a", "b", "c"]
    found = texts_and_reasons(in_this_process(items[:2], make_fragile, budget=half_a_second))
    assert found == ["its coding took more than the 1 seconds allowed; split it", "a"]


def test_one_process_sets_the_same_stories_aside_as_several() -> None:
    items = [story(text, text) for text in ("a", "fail", "b", "refuse", "deep", "c")]
    alone = list(in_this_process(items, make_fragile))
    assert alone == list(in_processes(items, make_fragile, 3))
    assert [type(one) for one in alone] == [Coded, SetAside, Coded, SetAside, SetAside, Coded]


def test_a_process_that_cannot_start_ends_the_run_with_a_reason() -> None:
    with pytest.raises(DragomanError, match=r"names\.yaml:3: this file is wrong"):
        list(in_processes([story("a")], make_broken, 2))
    with pytest.raises(DragomanError, match="ended with status 3 before it could start"):
        list(in_processes([story("a")], make_dead, 2))


def test_a_run_that_is_given_up_leaves_no_process() -> None:
    outcomes = in_processes([story(str(n)) for n in range(50)], make_fragile, 2)
    assert isinstance(next(outcomes), Coded)
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_longer_stories_get_more_time() -> None:
    assert 60 <= budget_of(story("a")) < budget_of(story("a" * 2_000_000)) < 600
