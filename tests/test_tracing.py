"""The steps by which the records of a ledger were coded, from a real coding."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import dragoman
from dragoman.analysis import Ledger
from dragoman.errors import UsageError
from dragoman.reading.identity import make_story
from dragoman.tracing import traced

TEXT = "Japan condemned North Korea on Wednesday."


def test_a_record_is_traced_by_coding_its_story_again(tmp_path: Path) -> None:
    story = make_story(
        TEXT, origin="a.txt", id="a", lang="en", published=datetime(2024, 6, 20), precision="day"
    )
    path = tmp_path / "some.duckdb"
    dragoman.add(story, ledger=path, languages=["en"])
    with dragoman.open_ledger(path, read_only=True) as ledger:
        (row,) = ledger.events()
        shown = ledger.show(row["id"])
        assert "trace" not in shown.as_dict()["records"][0]
        (told,) = traced(ledger, shown).records
    stages = [step["stage"] for step in told.trace]
    assert {"act", "actor", "recipient", "date"} <= set(stages)
    act = told.trace[stages.index("act")]
    assert act["by"].startswith("en/acts/")
    assert TEXT[act["start"] : act["end"]] == "condemned"
    assert told.as_dict()["trace"] == list(told.trace)


def test_what_is_no_longer_coded_cannot_be_traced(tmp_path: Path) -> None:
    record = {
        "id": "1", "story": None, "date": "2024-02-01", "enddate": None, "date_precision": "day",
        "actor": [], "recipient": [], "event": ["AID"], "mode": [], "context": [],
        "auxiliary": [], "quad_code": 2, "event_scale": 7.0, "cameo": "070", "act": None,
        "event_text": [], "event_loc": None, "size": None, "attributed_to": [], "confidence": 1.0,
        "flags": [], "text_info": None, "reports": [], "same_as": None, "coder": "gdelt",
        "cite_info": {"url": None, "title": None, "language": None, "publication": None},
    }  # fmt: skip
    with Ledger(tmp_path / "some.duckdb") as ledger:
        ledger.add_records([record], "gdelt")
        with pytest.raises(UsageError, match="cannot be traced: its stories are no longer coded"):
            traced(ledger, ledger.show("gdelt:1"))
