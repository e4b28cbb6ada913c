"""Pages: the article, what the page says of itself, and pages that are refused."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest

from dragoman.model import Story
from dragoman.reading import SetAside, prepare, read

SENTENCES = [
    "The two ministers said on Monday that the talks in the capital had made good progress.",
    "They agreed to meet again in August, and to let trade across the river resume before that.",
    "A spokesman for the opposition called the result thin and asked for a debate in parliament.",
    "Officials on both sides declined to say which of the older agreements would be kept in force.",
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
HEAD = """<title>River trade to resume | The Daily Example</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2024-06-24">
<link rel="canonical" href="https://example.org/river">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
 "headline": "River trade to resume", "datePublished": "2024-06-24T08:45:00+09:00"}]}</script>"""


def page(body: str, head: str = HEAD, lang: str = "en-GB") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'.encode()
    )


def only(raw: bytes) -> Story | SetAside:
    (outcome,) = read(["-"], format="html", stdin=io.BytesIO(raw))
    return outcome


def test_article_with_its_facts() -> None:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    raw = page(
        f"{menu}<article><h1>River trade to resume</h1>{BODY}</article><footer>About us</footer>"
    )
    story = only(raw)
    assert isinstance(story, Story)
    assert story.text.split("\n") == ["River trade to resume", *SENTENCES]
    assert story.title == "River trade to resume"
    assert story.publisher == "The Daily Example"
    assert story.url == "https://example.org/river"
    assert story.lang == "en"
    assert story.flags == ("lang-from-page",)
    assert story.published == datetime(2024, 6, 24, 8, 45, tzinfo=timezone(timedelta(hours=9)))
    assert story.published_precision == "minute"
    passages = prepare(story)[1]
    assert [p.role for p in passages] == ["headline"] + ["body"] * 4


def test_page_without_headline_in_body_gets_it_as_first_line() -> None:
    story = only(page(f"<article>{BODY}</article>"))
    assert isinstance(story, Story)
    assert story.text.startswith("River trade to resume\nThe two ministers")


def test_the_same_page_gives_the_same_text_every_time() -> None:
    texts = {getattr(only(page(f"<article>{BODY}</article>")), "text", None) for _ in range(6)}
    assert len(texts) == 1


def test_short_article_in_a_dense_script_is_not_taken_for_the_menu() -> None:
    sentence = "両国の外相は二十日、首都で会談し、川をまたぐ貿易を来月から再開することで合意した。"
    menu = "<ul>" + "".join(f"<li><a href='/{i}'>項目{i}</a></li>" for i in range(8)) + "</ul>"
    raw = page(f"{menu}<div class='article'><h1>川の貿易再開</h1><p>{sentence}</p></div>", "", "ja")
    story = only(raw)
    assert isinstance(story, Story)
    assert story.text == f"川の貿易再開\n{sentence}"


def test_declared_legacy_encoding() -> None:
    sentence = "両国の外相は二十日、首都で会談し、川をまたぐ貿易を来月から再開することで合意した。"
    body = f"<article><h1>貿易再開</h1><p>{sentence}</p></article>"
    raw = f"<html><head><meta charset=euc-jp></head><body>{body}</body></html>".encode("euc_jp")
    story = only(raw)
    assert isinstance(story, Story)
    assert "encoding:euc-jp" in story.flags
    assert sentence in story.text


def test_deep_nesting_below_the_limit_keeps_the_article() -> None:
    story = only(page("<div>" * 300 + BODY + "</div>" * 300))
    assert isinstance(story, Story)
    assert SENTENCES[-1] in story.text


def test_lone_surrogate_does_not_cut_the_article_short() -> None:
    raw = page(f"<article>{BODY}<p>REST of it.</p></article>").replace(
        b"REST", b"&#xD800; the rest"
    )
    story = only(raw)
    assert isinstance(story, Story)
    assert "the rest of it." in story.text
    story.text.encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (page("", ""), "no article"),
        (page("<script>var a = 1</script>", ""), "no article"),
        (b"<!DOCTYPE html [<!ENTITY a 'b'>]>" + page(BODY), "entities"),
        (page("<div>" * 1000 + BODY), "nested elements"),
        (page("<div>" * 5000 + BODY), "cut short while parsing"),
        (
            page("<p " + " ".join(f"a{i}='1'" for i in range(20_000)) + ">x</p>"),
            "a tag in the page",
        ),
        (page(BODY * 2000), "elements side by side"),
        (page(f"<div>{BODY}</div>" * 5000), "20,000 elements"),
        (b"<html>" + b"x" * 15_000_000, "15,000,000 bytes"),
        (bytes(range(256)) * 20, "encoding"),
    ],
)
def test_pages_that_are_refused_say_why(raw: bytes, reason: str) -> None:
    outcome = only(raw)
    assert isinstance(outcome, SetAside)
    assert reason in outcome.reason


def test_scripts_in_metadata_stay_text_and_other_addresses_are_dropped() -> None:
    head = '<link rel="canonical" href="javascript:alert(1)"><title>A &lt;b&gt; title here</title>'
    story = only(page(f"<article>{BODY}</article>", head))
    assert isinstance(story, Story)
    assert story.url is None
    assert story.title == "A <b> title here"


def test_broken_json_ld_is_passed_over() -> None:
    head = HEAD.replace('{"@graph"', '{{"@graph"')
    story = only(page(f"<article>{BODY}</article>", head))
    assert isinstance(story, Story)
    assert story.published == datetime(2024, 6, 24)
    assert story.published_precision == "day"
