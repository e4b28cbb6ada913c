"""Reports of whole stories: days, broken sentences, translations, places, what is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from worlds import DAY, expression, keys, tell, world

from dragoman.coding.time.dating import STORY
from dragoman.reading import MACHINE_TRANSLATED

EN = world("en")
CONDEMNED = "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned ."


# --- days


def test_a_report_takes_the_day_of_its_clause() -> None:
    [report] = EN.reports(
        "Japan/P/nsubj>condemned condemned:condemn/V/root/past Russia/P/obj>condemned"
        " on/I/case>Monday Monday/P/obl>condemned ."
    )
    assert report.date is not None
    assert (report.date.start, report.date.precision) == (date(2024, 6, 17), "day")


def test_reports_without_a_day_take_the_storys() -> None:
    story = (
        "Egypt/P/nsubj>visited visited:visit/V/root/past Japan/P/obj>visited on/I/case>Monday"
        " Monday/P/obl>visited .",
        CONDEMNED,
    )
    own, carried = EN.reports(*story)
    assert own.date is not None
    assert carried.date is not None
    assert carried.date.start == own.date.start == date(2024, 6, 17)
    assert own.date.precision == "day"
    assert carried.date.precision == STORY


def test_without_a_day_in_the_story_there_is_none() -> None:
    [report] = EN.reports(CONDEMNED)
    assert report.date is None


def test_a_day_long_past_is_not_the_storys_and_makes_history() -> None:
    past, today = EN.reports(
        "Egypt/P/nsubj>visited visited:visit/V/root/past Japan/P/obj>visited in/I/case>2009"
        " 2009/M/obl>visited .",
        CONDEMNED,
    )
    assert "historical" in past.auxiliary
    assert today.date is None
    assert "historical" not in today.auxiliary


def test_without_a_day_of_publication_no_days() -> None:
    story = (
        "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " on/I/case>Monday Monday/P/obl>condemned ."
    )
    undated = replace(EN.story(story), published=None)
    [report] = EN.coder.code(undated, EN.sentences(story))
    assert report.date is None


def test_who_holds_an_office_depends_on_the_day() -> None:
    notation = (
        "Taro/P/nsubj>condemned Kuroda/P/flat>Taro condemned:condemn/V/root"
        " Russia/P/obj>condemned ."
    )
    [now] = EN.reports(notation)
    story = EN.story(notation)
    assert story.published is not None
    then = replace(story, published=story.published.replace(year=2010))
    [before] = EN.coder.code(then, EN.sentences(notation))
    assert keys(now.actors) == "JPN.GOV"
    assert keys(before.actors) == "JPN.ELI"


# --- broken sentences


def test_a_broken_sentence_is_less_sure_and_flagged() -> None:
    surer = EN.reports(CONDEMNED)[0]
    broken = EN.reports("broken!" + CONDEMNED)
    for report in broken:
        assert "broken" in report.flags
        assert report.confidence < surer.confidence
    assert "broken" not in surer.flags


def test_a_sentence_that_goes_on_takes_the_speakers_government() -> None:
    speech = (
        "The/D/det>minister Japanese/A/amod>minister foreign/A/amod>minister minister/N/nsubj>said"
        " said:say/V/root that/O/obj>said ."
    )
    rest = "Sanctions:sanctions/N/root/pl on/I/case>Russia Russia/P/nmod>Sanctions ."
    [report] = EN.reports(speech, "continues!" + rest)
    assert tell(report) == "impose_sanctions JPN.GOV > RUS"
    assert "carried-actor" in report.flags
    [whole] = EN.reports(speech, rest)
    assert whole.actors == ()


# --- machine translation


def test_translation_artifacts_only_in_translated_stories() -> None:
    place = world("en", artifacts={"North Russia": ("PRK", "RUS")})
    notation = (
        "Japan/P/nsubj>condemned condemned:condemn/V/root North/P/compound>Russia"
        " Russia/P/obj>condemned ."
    )
    [plain] = place.reports(notation)
    [translated] = place.reports(notation, flags=(MACHINE_TRANSLATED,))
    assert tell(plain) == "condemn JPN > RUS"
    assert tell(translated) == "condemn JPN > PRK+RUS"
    assert "translation-artifact" in translated.flags
    assert "translation-artifact" not in plain.flags


# --- places, contexts, numbers


def test_a_place() -> None:
    [report] = EN.reports(
        "Russia/P/nsubj>attacked attacked:attack/V/root rebels:rebel/N/obj>attacked/pl"
        " in/I/case>Egypt Egypt/P/obl>attacked ."
    )
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Egypt", "EGY")


def test_a_city_has_coordinates() -> None:
    [report] = EN.reports(
        "Russia/P/nsubj>attacked attacked:attack/V/root rebels:rebel/N/obj>attacked/pl"
        " in/I/case>Cairo Cairo/P/obl>attacked ."
    )
    assert report.place is not None
    assert report.place.country == "EGY"
    assert report.place.lat == pytest.approx(30.0, abs=0.5)
    assert report.place.geonameid is not None


def test_an_act_whose_noun_stands_at_a_place() -> None:
    [report] = EN.reports(
        "Japan/P/nsubj>held held:hold/V/root talks/N/obj>held/pl with/I/case>Russia"
        " Russia/P/nmod>talks in/I/case>Ankara Ankara/P/nmod>talks ."
    )
    assert report.place is not None
    assert report.place.country == "TUR"
    assert tell(report) == "hold_talks JPN+RUS > -"


def test_contexts_come_from_the_words_around() -> None:
    [report] = EN.reports(
        "Japan/P/nsubj>condemned condemned:condemn/V/root Russia/P/obj>condemned"
        " for/I/case>missiles"
        " missiles:missile/N/obl>condemned/pl ."
    )
    assert "military" in report.contexts
    assert "military" not in EN.reports(CONDEMNED)[0].contexts


def test_numbers_of_people_stand_with_violence_only() -> None:
    killed = "killing:kill/V/advcl>VERB/ing 12/M/nummod>people people/N/obj>killing/pl ."
    [assault] = EN.reports(
        "Russia/P/nsubj>attacked attacked:attack/V/root Egypt/P/obj>attacked , "
        + killed.replace("VERB", "attacked")
    )
    assert 12 in dict(assault.numbers).values()
    [visit] = EN.reports(
        "Russia/P/nsubj>visited visited:visit/V/root Egypt/P/obj>visited , "
        + killed.replace("VERB", "visited")
    )
    assert visit.numbers == ()


# --- what is recorded


def test_passers_by_are_not_recorded() -> None:
    assert EN.told(
        "A/D/det>farmer/ind farmer/N/nsubj>attacked attacked:attack/V/root"
        " his/O/nmod:poss>neighbour"
        " neighbour/N/obj>attacked ."
    ) == []  # fmt: skip


def test_a_protest_makes_anyone_political() -> None:
    assert EN.told(
        "Farmers:farmer/N/nsubj>demonstrated/pl demonstrated:demonstrate/V/root ."
    ) == ["demonstrate .AGR > -"]  # fmt: skip


def test_people_of_no_country_are_those_of_the_place() -> None:
    assert EN.told(
        "A/D/det>farmer/ind farmer/N/nsubj>attacked attacked:attack/V/root police/N/obj>attacked"
        " in/I/case>Egypt Egypt/P/obl>attacked ."
    ) == ["attack EGY.AGR > EGY.COP"]  # fmt: skip


def test_one_sentence_says_one_thing_once() -> None:
    twice = world("en", more=[expression("condemn", verb=["deplore"])])
    told = twice.told(
        "Japan/P/nsubj>condemned condemned:condemn/V/root and/C/cc>deplored"
        " deplored:deplore/V/conj>condemned Russia/P/obj>condemned ."
    )
    assert told == ["condemn JPN > RUS"]


def test_reports_stand_in_the_order_of_the_text() -> None:
    found = EN.reports(
        "Japan/P/nsubj>visited visited:visit/V/root Egypt/P/obj>visited and/C/cc>condemned"
        " condemned:condemn/V/conj>visited Russia/P/obj>condemned .",
        CONDEMNED,
    )
    places = [r.trigger.start for r in found]
    assert places == sorted(places)
    assert [r.act for r in found] == ["visit", "condemn", "condemn"]


def test_a_trace_says_how_a_report_came_about() -> None:
    [report] = EN.reports(CONDEMNED)
    stages = [step.stage for step in report.trace]
    assert stages[0] == "act"
    assert {"actor", "recipient"} <= set(stages)
    assert report.trace[0].by == "condemn:1"


def test_the_day_of_publication_is_the_day_of_the_offices() -> None:
    analysis = EN.analyse(
        "The/D/det>minister Egyptian/A/amod>minister foreign/A/amod>minister minister/N/nsubj>left"
        " left:leave/V/root ."
    )
    [mention] = [m for m in analysis.scene.mentions.all if m.agent is not None]
    assert mention.participants[0].entity == "mira_selim"
    assert DAY.year == 2024
