"""The way back from an event to the words it was coded from."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import books
import pytest
from rich.console import Console

import dragoman
from dragoman.analysis import Ledger, Shown
from dragoman.analysis.pages import STYLES, marked
from dragoman.analysis.provenance import Mark, Passage
from dragoman.errors import UsageError


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with dragoman.open_ledger(books.made(tmp_path / "some.duckdb")) as ledger:
        yield ledger


def event(book: Ledger, **filters: object) -> str:
    (row,) = book.events(**filters)
    return str(row["id"])


def printed(shown: Shown, *, colour: bool = False, width: int = 80) -> str:
    page = io.StringIO()
    console = Console(
        file=page, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False,
        color_system="standard" if colour else None, _environ={},
    )  # fmt: skip
    console.print(shown)
    return page.getvalue()


def test_every_mark_leads_to_its_words(book: Ledger) -> None:
    for row in book.events(negated=True):
        for told in book.show(row["id"]).records:
            assert told.story is not None
            ((text,),) = book.connection.execute(
                "SELECT text FROM stories_now WHERE key = ?", [told.story["key"]]
            ).fetchall()
            for passage in told.passages:
                assert text[passage.start : passage.end] == passage.text
                for mark in passage.marks:
                    assert text[mark.start : mark.end] == mark.words


def test_an_event_is_shown_with_each_story_that_tells_it(book: Ledger) -> None:
    shown = book.show(event(book, type="ACCUSE"))
    assert [told.story["id"] for told in shown.records if told.story] == [
        "condemn-en", "condemn-id",
    ]  # fmt: skip
    first, second = shown.records
    roles = [(mark.role, mark.words) for mark in first.passages[0].marks]
    assert roles == [
        ("actor", "Japan"), ("actor", "South Korea"), ("act", "condemned"),
        ("recipient", "North Korea"),
    ]  # fmt: skip
    (link,) = second.links
    assert (link["record"], link["sure"]) == (first.id, shown.event["sure"])
    assert link["why"]


def test_the_page_marks_by_brackets_or_by_colour(book: Ledger) -> None:
    shown = book.show(event(book, place="Seoul"))
    page = " ".join(printed(shown).split())
    assert (
        "[speaker: Cho Tae-yul] said [actor: Japan] [act: met] [actor: South Korea] in Seoul"
        in page
    )
    assert "KOR.GOV Cho Tae-yul: “Cho Tae-yul” at " in page
    assert "place Seoul, KOR" in page
    coloured = printed(shown, colour=True)
    assert "[actor:" not in coloured
    assert "\x1b[1;32mJapan\x1b[0m" in coloured
    assert "\x1b" not in printed(shown)
    assert all(len(line) <= 80 for line in printed(shown).splitlines())


def test_the_page_tells_what_was_merged_and_why(book: Ledger) -> None:
    page = " ".join(printed(book.show(event(book, type="ACCUSE")), width=200).split())
    assert "One event of 2 records, " in page
    assert "told by 2 stories in en, id, of ContohKabar, Example Wire" in page
    assert "same as 1; " in page


def test_a_record_alone_and_the_beginning_of_an_id(book: Ledger) -> None:
    whole = book.show(event(book, type="ACCUSE"))
    other = whole.records[1].id
    alone = book.show(other[:10])
    assert [told.id for told in alone.records] == [other]
    assert (alone.asked, alone.event["id"]) == (other, whole.event["id"])
    assert f"Shown is only the record {other}." in printed(alone)
    assert book.show(whole.event["id"][:8]).as_dict() == whole.as_dict()


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("abc", "'abc' is too short for an id; give 4 characters or more"),
        ("zzzz", "no event or record 'zzzz'; 'dragoman events' lists them"),
    ],
)
def test_an_id_that_names_nothing(book: Ledger, id: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        book.show(id)
    assert str(raised.value) == said


def test_a_beginning_of_several_ids_lists_them(book: Ledger) -> None:
    records = [{**plover("twin-1")}, {**plover("twin-2")}]
    book.add_records(records, "gdelt")
    with pytest.raises(UsageError) as raised:
        book.show("gdelt:twin")
    assert str(raised.value) == "'gdelt:twin' may be gdelt:twin-1, gdelt:twin-2; write more of it"


def test_a_record_of_another_source_is_shown_without_a_story(book: Ledger) -> None:
    book.add_records([plover("one")], "gdelt")
    page = printed(book.show("gdelt:one"))
    assert "a record of another source: gdelt, 2024.csv, 7" in page
    assert book.events(source="any", type="AID").records()[0]["source"] == "gdelt"
    assert len(book.events(type="AID")) == 0


def test_json_has_everything(book: Ledger) -> None:
    shown = book.show(event(book, type="ACCUSE")).as_dict()
    assert json.loads(json.dumps(shown)) == shown
    (sentence,) = shown["records"][0]["sentences"]
    assert {mark["role"] for mark in sentence["marks"]} == {"act", "actor", "recipient"}
    assert shown["records"][0]["record"]["reports"][0]["trigger"] == "condemned"
    assert shown["event"]["first_day"] == "2024-02-16"


def test_decisions_by_hand_are_told_with_who_and_why(book: Ledger) -> None:
    id = event(book, type="THREATEN")
    book.correct(id, {"recipient": "JPN"}, "it was Japan", by="Ada")
    shown = book.show(id)
    (decision,) = shown.records[0].decisions
    assert (decision["kind"], decision["reason"], decision["by"]) == (
        "correct", "it was Japan", "Ada",
    )  # fmt: skip
    page = printed(shown)
    assert "recipient JPN, by Ada on " in page
    assert "PRK → JPN" in page.splitlines()[1] or "(PRK)" in page.splitlines()[1]


def test_brackets_may_stand_within_each_other_but_never_cross() -> None:
    text = "abcdefghij"
    marks = (Mark("actor", "", "", 100, 106), Mark("act", "", "", 102, 104),
             Mark("recipient", "", "", 104, 110))  # fmt: skip
    shown = marked(Passage(100, 110, text, marks), coloured=False)
    assert shown.plain == "[actor: ab[act: cd][recipient: ef]]ghij"
    coloured = marked(Passage(100, 110, text, marks), coloured=True)
    assert coloured.plain == text
    assert {str(span.style) for span in coloured.spans} <= set(STYLES.values())


def test_the_words_of_strangers_cannot_steer_a_terminal() -> None:
    passage = Passage(0, 8, "a\x1b[31mb\nc", ())
    assert marked(passage, coloured=False).plain == "a [31mb c"
    assert marked(passage, coloured=True).plain == "a [31mb c"


def plover(id: str) -> dict[str, object]:
    """A record as importing makes it."""
    entity = {
        "code": "FRA", "sector": None, "entity_text": "FRANCE", "identifier_text": None,
        "office": None, "start": None, "end": None, "why": None,
    }  # fmt: skip
    return {
        "id": id, "story": None, "date": "2024-02-01", "enddate": None, "date_precision": "day",
        "actor": [entity], "recipient": [], "event": ["AID"], "mode": [], "context": [],
        "auxiliary": [], "quad_code": 2, "event_scale": 7.0, "cameo": "070", "act": None,
        "event_text": [], "event_loc": None, "size": None, "attributed_to": [], "confidence": 1.0,
        "flags": [], "text_info": None,
        "cite_info": {"url": None, "title": None, "language": None, "publication": None},
        "reports": [], "same_as": None, "coder": "gdelt",
        "source": {"set": "gdelt", "id": "1", "file": "2024.csv", "line": 7},
    }  # fmt: skip
