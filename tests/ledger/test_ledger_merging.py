"""One event, many reports: across outlets and languages, whatever the order in which they came."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Code, exported, tale
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.same.sameness import Telling, contradict
from dragoman.ledger import Ledger
from dragoman.ledger.merging import Link, clusters
from dragoman.model import Participant, Story
from dragoman.pipeline import Coded
from dragoman.reading import SetAside

BASE = Telling(
    id="0", story="0", lang="en", event="ACCUSE", act="condemn", root="11", mutual=False,
    modes=(), auxiliary=(), actors=(Participant("JPN", None, "Japan", None),),
    recipients=(Participant("PRK", None, "North Korea", None),), first=None, last=None,
    coarse=False, spoken=None, published=date(2024, 6, 20), country=None, place=None,
)  # fmt: skip


def events(path: Path) -> list[dict[str, object]]:
    return [line for line in exported(path) if line["kind"] == "event"]  # type: ignore[index, misc]


def of(path: Path, act: str) -> dict[str, object]:
    (found,) = [e for e in events(path) if e["act"] == act and not e["auxiliary"]]
    return found


def test_one_event_told_in_two_languages(full: Path) -> None:
    met = of(full, "meet")
    assert (met["records"], met["stories"], met["languages"]) == (2, 2, ["en", "id"])
    assert met["publishers"] == ["Press meet-en", "Press meet-id"]
    assert (met["first_day"], met["date"]) == ("2024-06-19", "2024-06-18")
    assert 0.9 < met["sure"] < 1  # type: ignore[operator]
    assert "by the same parties, on 2024-06-18, in Tokyo" in str(met["why"])


def test_copies_of_a_story_are_one_source(full: Path) -> None:
    condemned = of(full, "condemn")
    assert (condemned["records"], condemned["stories"]) == (4, 3)


def test_what_was_denied_stays_apart_from_what_was_done(full: Path) -> None:
    denied = [e for e in events(full) if e["auxiliary"] == ["negation"]]
    assert [(e["act"], e["records"]) for e in denied] == [("condemn", 1)]


def test_a_single_record_is_an_event_that_is_sure(full: Path) -> None:
    alone = of(full, "refuse_to_meet")
    assert (alone["records"], alone["sure"], alone["why"]) == (1, 1.0, None)
    assert alone["id"] == alone["record"]


def test_the_first_report_speaks_for_an_event(full: Path) -> None:
    with Ledger(full) as ledger:
        row = ledger.connection.execute(
            "SELECT s.id, r.id = e.id FROM events_now e JOIN records_now r ON r.id = e.record "
            "JOIN stories_now s ON s.key = r.story WHERE e.act = 'meet'"
        ).fetchone()
    assert row == ("meet-en", True)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_and_batches_make_no_difference(
    path: Path, full: Path, tales: list[Story], code: Code, seed: int
) -> None:
    wanted = exported(full)
    dice = random.Random(seed)
    given = [*tales, *dice.sample(tales, 4)]
    dice.shuffle(given)
    other = path.with_name("other.duckdb")
    while given:
        size = dice.randint(1, 8)
        with Ledger(other) as ledger:
            ledger.add(given[:size], code)
        given = given[size:]
    assert exported(other) == wanted


def test_a_record_that_is_coded_otherwise_leaves_its_event(full: Path, code: Code) -> None:
    before = events(full)

    def misread(stories: Iterable[Story]) -> Iterator[Coded | SetAside]:
        for story in stories:
            text = story.text.replace("Selasa", "Senin")
            (outcome,) = code([replace(story, text=text)])
            yield outcome

    with Ledger(full) as ledger:
        ledger.recode(misread, coder="x", every=True)
    assert sorted(e["date"] for e in events(full) if e["act"] == "meet") == [
        "2024-06-17", "2024-06-18",
    ]  # fmt: skip
    with Ledger(full) as ledger:
        ledger.recode(code, coder="y", every=True)
    assert events(full) == before


# --- groups from links


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[int, Telling], list[Link], set[tuple[int, int]]]:
    count = draw(st.integers(2, 9))
    tellings = {
        n: replace(
            BASE,
            id=str(n),
            story=str(draw(st.integers(0, 6))),
            country=draw(st.sampled_from([None, None, "JPN", "KOR"])),
            auxiliary=draw(st.sampled_from([(), (), ("negation",)])),
        )
        for n in range(count)
    }
    pairs = [(a, b) for b in range(count) for a in range(b)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    links = [
        Link(a, b, draw(st.sampled_from([0.5, 0.7, 0.9])), f"{a} {b}")
        for a, b in chosen
        if not contradict(tellings[a], tellings[b])
    ]
    apart = draw(st.sets(st.sampled_from(pairs), max_size=2))
    return tellings, links, apart


@given(worlds(), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_links(
    world: tuple[dict[int, Telling], list[Link], set[tuple[int, int]]], dice: random.Random
) -> None:
    tellings, links, apart = world
    shuffled = links.copy()
    dice.shuffle(shuffled)
    assert clusters(links, tellings, apart, int) == clusters(shuffled, tellings, apart, int)


@given(worlds())
def test_no_group_holds_what_contradicts_or_was_held_apart(
    world: tuple[dict[int, Telling], list[Link], set[tuple[int, int]]],
) -> None:
    tellings, links, apart = world
    groups = clusters(links, tellings, apart, int)
    for members, sure, _ in groups:
        assert len(members) > 1
        assert sure in {link.sure for link in links}
        for one, other in _pairs(members):
            assert not contradict(tellings[one], tellings[other])
            assert (one, other) not in apart
    listed = [number for members, *_ in groups for number in members]
    assert len(listed) == len(set(listed))


@given(worlds())
def test_two_groups_that_a_link_joins_stay_two_only_for_a_reason(
    world: tuple[dict[int, Telling], list[Link], set[tuple[int, int]]],
) -> None:
    tellings, links, apart = world
    of = {n: [n] for n in tellings}
    for members, *_ in clusters(links, tellings, apart, int):
        of |= dict.fromkeys(members, members)
    for link in links:
        left, right = of[link.one], of[link.other]
        if left is not right:
            assert any(
                contradict(tellings[a], tellings[b]) or (min(a, b), max(a, b)) in apart
                for a in left
                for b in right
            )


def _pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    return [(min(a, b), max(a, b)) for i, a in enumerate(members) for b in members[:i]]


def test_the_surest_link_is_made_first() -> None:
    tellings = {
        0: replace(BASE, id="0", story="0"),
        1: replace(BASE, id="1", story="1", country="JPN"),
        2: replace(BASE, id="2", story="2", country="KOR"),
    }
    links = [Link(0, 1, 0.6, "weak"), Link(0, 2, 0.9, "strong")]
    assert clusters(links, tellings, (), int) == [([0, 2], 0.9, "strong")]


def test_a_group_is_as_sure_as_its_weakest_link() -> None:
    tellings = {n: replace(BASE, id=str(n), story=str(n)) for n in range(3)}
    links = [Link(0, 1, 0.9, "strong"), Link(1, 2, 0.6, "weak"), Link(0, 2, 0.7, "middling")]
    assert clusters(links, tellings, (), int) == [([0, 1, 2], 0.7, "middling")]


FISH = (
    "The quotas for herring and mackerel had been set in spring, when the ice was late to break. "
    "Both fleets stayed in port over the holidays, and prices rose in the markets of the south."
)


def test_a_later_copy_is_of_the_day_of_the_first(path: Path, code: Code) -> None:
    first = tale("reject-en", f"Norway rejected talks with Iceland. {FISH}")
    assert first.published is not None
    later = replace(
        first, id="later", key="f" * 64, published=first.published.replace(day=24),
        text=first.text + " It rained.",
    )  # fmt: skip
    with Ledger(path) as ledger:
        ledger.add([later], code)
        ledger.add([first], code)
        assert ledger.status().copies == 1
    event = of(path, "refuse_to_meet")
    assert (event["records"], event["stories"], event["first_day"]) == (2, 1, "2024-06-21")
    assert "copies of one text" in str(event["why"])
