"""Briefs from a ledger: every sentence rests on a record, every number on a place in a story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman.analysis.briefs.brief import Brief, compose
from dragoman.analysis.briefs.gather import gather
from dragoman.analysis.briefs.pages import html, markdown, render, text
from dragoman.analysis.briefs.told import Told
from dragoman.errors import UsageError
from dragoman.ledger import Ledger
from dragoman.pipeline import Pipeline
from dragoman.reading.identity import make_story
from dragoman.workers import code_story

LANGUAGES = ("en", "id", "ja", "ko")
HOSTILE = "<script>alert(1)</script> [x](javascript:alert) `*_#"
STORIES = (
    ("en", 20, "Wire", "Japan condemns launch", "https://wire.example.org/1?a=1&b=<2>",
     "Japan condemned North Korea on Wednesday. South Korea will impose sanctions on North Korea."),
    ("en", 21, HOSTILE, HOSTILE, "javascript:alert(1)",
     "North Korea's military did not attack South Korea on Thursday, North Korea said."),
    ("id", 20, "Kabar", None, None, "Jepang mengecam Korea Utara pada hari Rabu."),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    pipeline = Pipeline(["en", "id"])
    stories = [
        make_story(
            body, origin=f"{number}.txt", lang=lang, published=datetime(2024, 6, day),
            precision="day", publisher=publisher, title=title, url=url,
        )
        for number, (lang, day, publisher, title, url, body) in enumerate(STORIES)
    ]  # fmt: skip
    path: Path = tmp_path_factory.mktemp("briefs") / "some.duckdb"
    with Ledger(path) as book:
        book.add(stories, lambda given: (code_story(pipeline.code, one) for one in given))
        yield book


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> tuple[Told, ...]:
    return gather(ledger, "true", [], 100)[0]


@pytest.fixture(scope="module", params=LANGUAGES)
def brief(request: pytest.FixtureRequest, told: tuple[Told, ...]) -> Brief:
    return compose(told, request.param, about=["KOR"])


def test_events_are_gathered_with_their_parties_and_words(told: tuple[Told, ...]) -> None:
    condemned = next(one for one in told if one.act == "condemn")
    assert [who.code for who in condemned.actors] == ["JPN"]
    assert [who.code for who in condemned.recipients] == ["PRK"]
    assert condemned.day == date(2024, 6, 19)
    assert condemned.outlets == 2
    assert {source.lang for source in condemned.sources} == {"en", "id"}
    assert "Japan condemned North Korea on Wednesday." in {s.words for s in condemned.sources}


def test_the_most_important_come_first_and_what_is_left_out_is_counted(ledger: Ledger) -> None:
    (first,), total = gather(ledger, "true", [], 1)
    assert total > 1
    others = gather(ledger, "true", [], 100)[0]
    weights = [abs(one.score) * (1 + one.outlets) ** 0.5 for one in others]
    assert weights == sorted(weights, reverse=True)
    assert first.id == others[0].id
    assert f"Not shown: {total - 1}" in text(compose([first], "en", total=total))


def test_a_condition_chooses(ledger: Ledger) -> None:
    found, total = gather(ledger, "list_contains(e.actor_codes, ?)", ["JPN"], 100)
    assert total == len(found) == 1


def test_every_sentence_has_a_record_and_references_that_are_there(
    brief: Brief, told: tuple[Told, ...], ledger: Ledger
) -> None:
    records = {row[0] for row in ledger.connection.execute("SELECT id FROM records_now").fetchall()}
    numbers = {one.number: one for one in brief.references}
    lines = [line for section in brief.sections for line in section.lines]
    assert len(lines) == len(told)
    for line in (*lines, *brief.statements):
        assert line.record in records
        assert line.references
        known = {record for number in line.references for record in numbers[number].records}
        assert line.record in known
    used = {number for line in lines for number in line.references}
    assert used == set(numbers)


def test_every_reference_quotes_the_words_that_stand_there(brief: Brief, ledger: Ledger) -> None:
    texts = dict(ledger.connection.execute("SELECT key, text FROM stories_now").fetchall())
    for one in brief.references:
        words = " ".join(texts[one.story][one.start : one.end].split())
        assert words in one.words
        assert all(record in one.text for record in one.records)


def test_who_said_what_is_quoted_in_the_storys_words(told: tuple[Told, ...]) -> None:
    (line,) = compose(told, "en").statements
    assert line.text.startswith("North Korea: “North Korea's military did not attack")


def test_sections_by_counterpart(told: tuple[Told, ...]) -> None:
    brief = compose(told, "ja", about=["PRK"], by="counterpart")
    assert {section.heading for section in brief.sections} == {"日本", "韓国"}
    assert all("月" in line.text for section in brief.sections for line in section.lines)


def test_days_come_with_the_newest_first(told: tuple[Told, ...]) -> None:
    headings = [section.heading for section in compose(told, "en").sections]
    assert headings == ["20 June 2024", "19 June 2024"]


def test_grouping_by_counterpart_needs_one_party(told: tuple[Told, ...]) -> None:
    with pytest.raises(UsageError, match="only one"):
        compose(told, "en", by="counterpart")
    with pytest.raises(UsageError, match="day, counterpart"):
        compose(told, "en", by="week")


def test_a_brief_of_nothing_says_so() -> None:
    assert "There are no events" in text(compose([], "en"))


@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_all_formats_hold_all_sentences(brief: Brief, format: str) -> None:
    plain = re.sub(r"\\|\s+", "", render(brief, format))
    for section in brief.sections:
        assert re.sub(r"\s+", "", section.heading) in plain
        for line in section.lines:
            assert re.sub(r"\s+", "", line.text.split("“")[0].split("'")[0]) in plain


def test_an_unknown_format_is_refused(brief: Brief) -> None:
    with pytest.raises(UsageError, match="text, md, html"):
        render(brief, "pdf")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_html_has_no_markup_of_strangers_and_fetches_nothing(brief: Brief) -> None:
    page = html(brief)
    parser = _Tags()
    parser.feed(page)
    names = {tag for tag, _ in parser.tags}
    assert not names & {"script", "img", "link", "iframe", "object"}
    links = [attrs["href"] or "" for tag, attrs in parser.tags if tag == "a"]
    assert all(link.startswith(("#r", "https://wire.example.org/")) for link in links)
    targets = {attrs.get("id") for tag, attrs in parser.tags if tag == "li"}
    assert {link[1:] for link in links if link.startswith("#")} <= targets
    policy = next(a["content"] for t, a in parser.tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'; script-src 'none'" in policy
    assert f'lang="{brief.lang}"' in page


def test_markdown_escapes_what_strangers_wrote(told: tuple[Told, ...]) -> None:
    page = markdown(compose(told, "en"))
    assert "\\<script\\>alert(1)\\</script\\>" in page
    assert "\\[x\\](javascript" in page
    assert "<https://wire.example.org/1?a=1&b=%3C2%3E>" in page
    assert "<javascript:" not in page


def test_pages_are_the_same_every_time(told: tuple[Told, ...]) -> None:
    assert html(compose(told, "ko")) == html(compose(told, "ko"))
