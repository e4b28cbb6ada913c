"""Whatever the text: every position leads back to where it came from, and nothing gets lost."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Passage, Story
from dragoman.reading import prepare
from dragoman.reading.identity import make_story
from dragoman.reading.repair import needs_repair

PIECES = st.sampled_from(
    [
        *(
            "The ministers met",
            "Menteri itu hadir",
            "外相が会談した。",
            "장관이 만났다.",
            "the",
            "dan",
            "U.S.",
        ),
        *(
            "Mr. Roe",
            "``so''",
            "''",
            "``",
            '"Yes."',
            "「はい。」",
            "exam-",
            "ple",
            ".",
            "...",
            "?",
            "!",
        ),
        *(
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "  ",
            "\u00a0",
            "\u3000",
            "\u200b",
            "\u00ad",
            "\u2028",
            "-",
        ),
        *("2024/06/24 08:45 KST", "© 2024 Example", "Read more: x", "JAKARTA (X) - ", "(Foto: x)"),
        *(
            "Baca juga: y",
            "(abc/def)",
            "e\u0301",
            "\u1112\u1161\u11ab",
            "x" * 130,
            "3.5",
            ",",
            ":",
            ")",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(max_size=200),
    st.text(st.characters(codec="utf-8"), max_size=200),
)


def prepared(text: str) -> tuple[Story, tuple[Passage, ...]]:
    return prepare(make_story(text, origin="test"))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_lead_back_to_the_story(text: str) -> None:
    story, passages = prepared(text)
    last = 0
    for index, passage in enumerate(passages):
        assert passage.index == index
        assert passage.text
        starts, sources = passage.offsets.starts, passage.offsets.sources
        assert starts[0] == 0
        assert all(a < b for a, b in pairwise(starts))
        assert all(a < b for a, b in pairwise(sources))
        whole = passage.offsets.span(0, len(passage.text))
        assert last <= whole.start < whole.end <= len(story.text)
        last = whole.end
        position = 0
        for start, end in passage.sentences:
            assert position <= start < end <= len(passage.text)
            assert passage.text[position:start].strip() == ""
            position = end
            span = passage.offsets.span(start, end)
            if len(starts) == 1 and not needs_repair(story.text):
                source = re.sub(r"\s", " ", story.text[span.start : span.end])
                assert source == re.sub(r"\s", " ", passage.text[start:end])
            else:
                inside = unicodedata.normalize("NFC", story.text[span.start : span.end + 4])
                assert letters(inside).startswith(letters(passage.text[start:end]))
        if passage.sentences:
            assert passage.text[position:].strip() == ""


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_letter_of_the_story_is_in_a_passage(text: str) -> None:
    story, passages = prepared(text)
    assert "".join(letters(passage.text) for passage in passages) == letters(story.text)


@given(TEXTS)
def test_same_text_same_passages(text: str) -> None:
    assert prepared(text) == prepared(text)


def test_quotation_span_takes_in_both_doubled_quotes() -> None:
    story, (passage,) = prepared("He said ``it is over. '' Then he left for good and was not seen.")
    start, end = passage.text.index("“"), passage.text.index("”") + 1
    assert passage.text[start:end] == "“it is over.”"
    span = passage.offsets.span(start, end)
    assert story.text[span.start : span.end] == "``it is over. ''"


def test_single_characters_lead_back_through_joins() -> None:
    story, passages = prepared(
        "They met in the capital on Monday and spoke, for ex-\nample, of the border and\nthe trade."
    )
    (passage,) = passages
    for position, char in enumerate(passage.text):
        source = story.text[passage.offsets.to_story(position)]
        assert source == char or (char == " " and source == "\n")
    assert "for example, of the" in passage.text
