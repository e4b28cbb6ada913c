"""Headlines: who speaks before a colon, whole names from the story, verbs without their prefix."""

from __future__ import annotations

import pytest

from dragoman import api
from dragoman.model import Report

BODY = (
    "\n\nOSLO, 21 Mei (Contoh) - Presiden Rusia Vladimir Putin bertemu PM Ulf Kristersson, Senin."
)


def first(headline: str) -> list[Report]:
    """The reports of a headline above a story."""
    coded = api.code_text(headline + BODY, lang="id", date="2023-05-21")
    return [r for r in coded.reports if r.sentence == 0]


def test_a_colon_names_who_demands_it() -> None:
    [report] = first("Kristersson: Rusia Harus Bebaskan Semua Tawanan")
    assert (report.event, report.modes) == ("REQUEST", ("yield",))
    assert [p.code for p in report.actors] == ["SWE"]
    assert [p.code for p in report.recipients] == ["RUS"]


def test_what_a_headline_is_about_demands_nothing() -> None:
    for report in first("Kesepakatan Damai: Rusia Harus Bebaskan Semua Tawanan"):
        assert not report.attributed_to


@pytest.mark.parametrize("name", ["Kristersson", "PM Kristersson"])
def test_a_surname_is_whom_the_story_names_in_full(name: str) -> None:
    [report] = first(f"{name} Kecam Serangan Rudal Rusia")[:1]
    assert (report.event, [p.code for p in report.actors]) == ("ACCUSE", ["SWE"])


def test_a_surname_that_the_story_does_not_name_stays_unknown() -> None:
    for report in first("Billstrom Kecam Serangan Rudal Rusia"):
        assert not any(p.entity == "tobias_billstrom" for p in report.actors)


def test_the_word_behind_a_name_is_its_verb() -> None:
    [report] = first("KKB Tembak Dua Warga di Nabire")
    assert (report.event, [p.code for p in report.actors]) == ("ASSAULT", ["IDN"])
