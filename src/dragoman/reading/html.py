"""Pages: the article's text by trafilatura, guarded against what hostile or broken pages do."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import lru_cache
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from dragoman.model import Story
from dragoman.reading.encoding import declared, decode, is_binary
from dragoman.reading.identity import make_story, scrub
from dragoman.reading.metadata import PageFacts, clean, page_facts
from dragoman.reading.outcome import INPUT, READING, Limits, SetAside
from dragoman.reading.text import too_long

PAGE_LANG = "lang-from-page"

# Fewer characters than this and trafilatura takes the whole page for the article, menu and all.
# Its own 250 is right for alphabets; one Han character or Hangul syllable says as much as four.
_MINIMUM, _MINIMUM_DENSE = 250, 40

_START = re.compile(r"(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]{0,2000}\[|<!ENTITY\b", re.IGNORECASE)
_DATA_URI = re.compile(r"""(?<=["'(])data:[^"')\s<>]{1000,}""")
_DENSE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MARKUP = re.compile(r"<[^<>]{0,1000}>")


def looks_like_html(text: str) -> bool:
    """Whether a document begins as a page does."""
    return _START.match(text.lstrip("\ufeff \t\r\n")[:4096]) is not None


def read_html(
    stream: BinaryIO, origin: str, *, lang: str | None, limits: Limits
) -> Iterator[Story | SetAside]:
    """The article in a page as a story, or why there is none.

    `Story.text` is the headline on the first line, then a paragraph a line. The language that the
    page claims is kept with the flag "lang-from-page": templates often claim the wrong one.
    """
    raw = stream.read(limits.html_bytes + 1)
    if len(raw) > limits.html_bytes:
        reason = f"a page may have {limits.html_bytes:,} bytes and this one has more than that"
        yield SetAside(origin, READING, reason)
        return
    decoded = decode(raw, declared(raw))
    if decoded is None or is_binary(decoded.text):
        yield SetAside(origin, INPUT, "this page is in no known encoding; save it as UTF-8")
        return
    page, scrubbed = scrub(decoded.text)
    tree, problem = parse_page(page, limits)
    if tree is None:
        yield SetAside(origin, READING, problem)
        return
    facts = page_facts(tree)
    body = _article(tree, dense=_is_dense(page))
    if not body:
        yield SetAside(origin, READING, "no article was found in the page")
        return
    text = _with_headline(facts, body)
    if len(text) > limits.story_chars:
        yield SetAside(origin, READING, too_long(len(text), limits))
        return
    flags = decoded.flags + scrubbed
    if lang is None and facts.lang is not None:
        flags += (PAGE_LANG,)
    yield make_story(
        text,
        origin=origin,
        lang=lang or facts.lang,
        published=facts.published,
        precision=facts.precision,
        title=facts.title,
        url=facts.url,
        publisher=facts.publisher,
        flags=flags,
    )


def parse_page(page: str, limits: Limits) -> tuple[HtmlElement | None, str]:
    """Parse a page whose surrogates are scrubbed; (None, reason) where that is not safe.

    lxml silently drops what exceeds its own limits, so they are lifted (`huge_tree`), ours are
    checked before, and its error log after.
    """
    if _ENTITIES.search(page):
        return None, "the page's DOCTYPE defines entities, which no news page does"
    page = _DATA_URI.sub("data:,", page)
    if re.search(f"<[a-zA-Z][^<>]{{{limits.html_tag_chars}}}", page):
        return None, f"a tag in the page has more than {limits.html_tag_chars:,} characters"
    if page.count("<") > 4 * limits.html_elements:
        return None, f"a page may have {limits.html_elements:,} elements and this one has more"
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        tree = document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        return None, f"the page cannot be parsed: {str(error)[:200]}"
    fatal = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL]
    if fatal:
        return None, f"the page was cut short while parsing: {fatal[0].message[:200]}"
    problem = _shape_problem(tree, limits)
    return (None, problem) if problem else (tree, "")


def _shape_problem(tree: HtmlElement, limits: Limits) -> str:
    count = depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        for size, most, what in (
            (count, limits.html_elements, "elements"),
            (depth, limits.html_depth, "nested elements"),
            (len(element), limits.html_children, "elements side by side"),
        ):
            if size > most:
                return f"a page may have {most:,} {what} and this one has more"
    return ""


def _is_dense(page: str) -> bool:
    """Whether a fifth of the page's visible letters are Han, kana or Hangul."""
    text = _MARKUP.sub(" ", page[:200_000])
    dense = len(_DENSE.findall(text))
    return dense >= 40 and dense * 5 >= dense + sum(map(str.isascii, text.replace(" ", "")))


@lru_cache(2)
def _config(minimum: int) -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(minimum))
    return config


def _article(tree: HtmlElement, dense: bool) -> str:
    from trafilatura import bare_extraction

    # They report to standard error what becomes a reason here.
    for name in ("trafilatura", "htmldate", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    config = _config(_MINIMUM_DENSE if dense else _MINIMUM)
    for tables in (False, True):
        try:
            found: Any = bare_extraction(
                deepcopy(tree),
                include_comments=False,
                include_tables=tables,
                deduplicate=False,
                with_metadata=False,
                config=config,
            )
        # Whatever a hostile page makes the extractor raise must not end the run.
        except Exception:
            continue
        lines = (found.text or "").split("\n") if found is not None else []
        kept = [line for raw in lines if (line := " ".join(raw.strip(" |\t").split()))]
        if kept and not set(kept) <= _link_texts(tree):
            return "\n".join(kept)
    return ""


def _link_texts(tree: HtmlElement) -> set[str]:
    """The texts of all links: a page of nothing else holds menus and no article."""
    return {" ".join(str(link.text_content()).split()) for link in tree.iter("a")}


def _with_headline(facts: PageFacts, body: str) -> str:
    if not facts.title:
        return body
    first, _, rest = body.partition("\n")
    if clean(first).casefold() == facts.title.casefold():
        return f"{facts.title}\n{rest}" if rest else facts.title
    return f"{facts.title}\n{body}"
