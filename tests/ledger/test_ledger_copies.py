"""Near-duplicate stories: found, grouped, and not mistaken."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from conftest import WIRE, Code, tale
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.copies import ALIKE, bands, groups, likeness, shingles
from dragoman.model import Story


def alike(one: str, other: str) -> float:
    return likeness(shingles(one), shingles(other))


LONG = WIRE + " The ministry in Seoul published the agenda of the talks in the afternoon."


def test_a_copy_with_other_blanks_case_and_signs_is_the_same() -> None:
    assert alike(LONG, LONG.upper().replace(" ", "\n ").replace(",", " –")) == 1
    assert alike("キム・ジョンウン " * 40, "ｷﾑ ｼﾞｮﾝｳﾝ" * 40) == 1


def test_a_copy_with_a_sentence_changed_is_alike_and_another_story_is_not() -> None:
    changed = LONG.replace("No damage was reported.", "Some damage was reported in the north.")
    assert ALIKE < alike(LONG, changed) < 1
    assert alike(LONG, "Finland promised to send generators to Moldova. " * 8) < 0.1


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    assert alike("Japan and Korea hold talks.", "Japan and China hold talks.") == 0
    assert alike("Japan and Korea hold talks.", "Japan and Korea hold talks!") == 1


def test_copies_share_a_band_and_others_do_not() -> None:
    one = set(bands(shingles(LONG)))
    assert one & set(bands(shingles(LONG.replace("afternoon", "morning"))))
    assert not one & set(bands(shingles("Finland promised to send generators to Moldova. " * 8)))


def test_a_sketch_is_the_same_in_every_run() -> None:
    # bands that are kept must be found again by later versions
    found = bands(shingles("Japan condemned North Korea on Wednesday."))
    assert (len(found), found[0], found[-1]) == (25, 8819595052201196763, 12294940999485328872)


NEW_YEAR = datetime(2024, 1, 1)


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12),
    st.lists(st.integers(0, 40), min_size=8, max_size=8),
    st.randoms(use_true_random=False),
)
def test_groups_do_not_depend_on_order(
    pairs: list[tuple[str, str]], days: list[int], dice: random.Random
) -> None:
    moments = [NEW_YEAR + timedelta(days=n) for n in days]
    published = {k: (at, at.date()) for k, at in zip("abcdefgh", moments, strict=True)}
    shuffled = [(b, a) for a, b in pairs]
    dice.shuffle(shuffled)
    found = groups(pairs, published)
    assert groups(shuffled, published) == found
    for key, first in found.items():
        assert published[first] <= published[key]
        assert found[first] == first


def test_the_same_text_weeks_later_is_news_again() -> None:
    moments = {k: NEW_YEAR + timedelta(days=n) for k, n in (("a", 0), ("b", 10), ("c", 30))}
    published = {k: (at, at.date()) for k, at in moments.items()}
    assert groups([("a", "b"), ("b", "c"), ("a", "c")], published) == {"a": "a", "b": "a"}


def test_an_earlier_copy_that_comes_later_becomes_the_first(path: Path, code: Code) -> None:
    one = tale("wire-en")
    two: Story = replace(tale("copy-en"), published=datetime(2024, 6, 18))
    with Ledger(path) as ledger:
        ledger.add([one], code)
        ledger.add([two], code)
        rows = ledger.connection.execute(
            "SELECT key, copies, copied FROM stories_now ORDER BY copied"
        ).fetchall()
    assert rows == [(two.key, two.key, False), (one.key, two.key, True)]
