"""A pack whose library is not installed stays out of the way and says what to install."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman import api
from dragoman.errors import LanguageError
from dragoman.languages import pack
from dragoman.reading import SetAside


@pytest.fixture
def without_sudachi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = pack.find_spec
    monkeypatch.setattr(pack, "find_spec", lambda name: None if "sudachi" in name else real(name))
    api.pipeline.cache_clear()
    yield
    api.pipeline.cache_clear()


def story(text: str, id: str) -> api.Story:
    return api._story(text, None, None, id)


@pytest.mark.usefixtures("without_sudachi")
def test_a_story_in_its_language_is_set_aside_with_what_to_install() -> None:
    told = "日本政府は北朝鮮のミサイル発射を強く非難した。政府高官が二十日、明らかにした。"
    english = "Japan condemned the missile launch by North Korea on Thursday, officials said."
    first, second = api.code([story(told, "ja"), story(english, "en")])
    assert isinstance(first, SetAside)
    assert 'pip install "dragoman[ja]"' in first.reason
    assert not isinstance(second, SetAside)
    assert [event.event for event in second.events][:1] == ["ACCUSE"]


@pytest.mark.usefixtures("without_sudachi")
def test_asking_for_it_is_an_error_that_says_so() -> None:
    with pytest.raises(LanguageError, match=r"dragoman\[ja\]"):
        api.code("story.txt", languages=["ja"])
