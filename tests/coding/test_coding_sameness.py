"""What makes two tellings one event: what must not differ, and how much speaks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.coding.same.sameness import (
    ENOUGH,
    Telling,
    contradict,
    evidence,
    may_be_of_one_subject,
    of_one_subject,
)
from dragoman.model import Participant
from dragoman.ontology import load_ontology

ONTOLOGY = load_ontology()


def who(*names: str) -> tuple[Participant, ...]:
    """ "KOR.GOV", "KOR", or ".CVL" and a name: "man.CVL"."""
    found = []
    for name in names:
        code, _, sector = name.partition(".")
        known = code if len(code) == 3 and code.isupper() else None
        found.append(Participant(known, sector or None, code, None))
    return tuple(found)


def person(code: str, entity: str) -> Participant:
    return Participant(code, "GOV", entity, None, entity=entity, office="minister")


ONE = Telling(
    id="1", story="a", lang="en", event="ACCUSE", act="condemn", root="11", mutual=False, modes=(),
    auxiliary=(), actors=who("JPN.GOV"), recipients=who("PRK"), first=None, last=None, coarse=False,
    spoken=None, published=date(2024, 6, 20), country=None, place=None,
)  # fmt: skip
TWO = replace(ONE, id="2", story="b", lang="ko")
DAY = date(2024, 6, 19)
MEET = {"event": "CONSULT", "act": "meet", "root": "04", "mutual": True, "recipients": ()}


def both(**changes: object) -> tuple[Telling, Telling]:
    return replace(ONE, **changes), replace(TWO, **changes)  # type: ignore[arg-type]


def sure(one: Telling, other: Telling, *, kin: bool = False) -> float:
    assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, other)
    left, right = (evidence(a, b, ONTOLOGY, kin=kin) for a, b in ((one, other), (other, one)))
    assert left[0] == right[0]
    return left[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "SUPPORT"},
        {"story": "a"},
        {"auxiliary": ("negation",)},
        {"published": date(2024, 6, 23)},
        {"actors": who("KOR.GOV")},
        {"recipients": who("RUS")},
        {"first": date(2024, 6, 17), "last": date(2024, 6, 17)},
    ],
)
def test_what_contradicts_is_never_one_event(changes: dict[str, object]) -> None:
    assert contradict(ONE, replace(TWO, **changes))  # type: ignore[arg-type]


def test_two_persons_are_two_even_of_one_government() -> None:
    one = replace(ONE, actors=(person("JPN", "abe"),))
    assert contradict(one, replace(TWO, actors=(person("JPN", "kishida"),)))
    same = sure(one, replace(TWO, actors=(person("JPN", "abe"),)))
    assert same > sure(one, TWO)


def test_the_better_the_day_is_known_the_surer() -> None:
    days = [
        sure(*both(first=DAY, last=DAY)),
        sure(*both(spoken=DAY)),
        sure(replace(ONE, first=DAY, last=DAY), TWO),
        sure(ONE, TWO),
        sure(*both(first=date(2024, 6, 1), last=date(2024, 6, 30), coarse=True)),
    ]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == len(days)


def test_a_month_says_no_day_even_on_its_second() -> None:
    clipped = both(first=date(2024, 6, 1), last=date(2024, 6, 2), coarse=True)
    assert sure(*clipped) < sure(*both(first=date(2024, 6, 1), last=date(2024, 6, 2)))


def test_what_is_long_past_and_undated_is_not_of_the_day_of_publication() -> None:
    past = replace(ONE, auxiliary=("historical",))
    assert past.span is None
    assert not contradict(past, replace(TWO, first=date(2018, 6, 1), last=date(2018, 6, 30)))
    assert sure(past, TWO) < ENOUGH


def test_what_is_yet_to_come_may_have_a_later_day() -> None:
    ahead = replace(ONE, auxiliary=("future",))
    later = replace(TWO, auxiliary=("future",), first=date(2024, 8, 1), last=date(2024, 8, 1))
    assert ENOUGH < sure(ahead, later) < sure(ahead, replace(TWO, auxiliary=("future",)))


def test_one_side_alone_is_not_enough_without_a_day() -> None:
    assert sure(*both(recipients=())) < ENOUGH <= sure(*both(recipients=(), first=DAY, last=DAY))


def test_something_done_by_nobody_known_is_one_event_only_in_one_place() -> None:
    done = {"actors": (), "recipients": who("ESP.CVL"), "spoken": DAY}
    assert sure(*both(**done)) == 0
    assert sure(*both(**done, place="Barcelona", country="ESP")) > ENOUGH


def test_two_sides_of_one_country_are_known_by_their_sectors() -> None:
    clash = both(**{**MEET, "actors": who("ESP.COP", "ESP.REB")})
    assert clash[0].key == ("CONSULT", ("ESP.COP", "ESP.REB"), ())
    assert replace(clash[0], actors=who("ESP.COP", "ESP")).key is None
    assert sure(*clash) > ENOUGH


def test_other_words_for_an_act_count_across_languages_only() -> None:
    other = replace(TWO, act="accuse", root="11")
    assert sure(ONE, other) > 0
    assert sure(ONE, replace(other, lang="en")) == 0


def test_stories_of_one_subject_need_less() -> None:
    police = replace(TWO, actors=who("JPN.COP"))
    assert sure(ONE, police) == 0
    assert sure(ONE, police, kin=True) > ENOUGH
    fewer = both(**MEET)
    fewer = (replace(fewer[0], actors=who("JPN", "KOR", "USA")), fewer[1])
    fewer = (fewer[0], replace(fewer[1], actors=who("JPN", "KOR")))
    assert (sure(*fewer), sure(*fewer, kin=True) > ENOUGH) == (0, True)


def test_two_stories_are_of_one_subject_by_what_they_tell_in_common() -> None:
    weak, strong = (0.6, "a1", "b1"), (0.8, "a1", "b1")
    other, again = (0.6, "a2", "b2"), (0.6, "a1", "b2")
    assert of_one_subject([weak, other], [weak, other], 9)
    assert not of_one_subject([weak, again], [weak, again], 9)
    assert not of_one_subject([strong], [strong], 3)
    assert of_one_subject([strong], [strong, other], 3)
    assert not of_one_subject([weak], [weak], 1)
    assert may_be_of_one_subject([strong])
    assert not may_be_of_one_subject([weak])
