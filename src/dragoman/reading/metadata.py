"""What a page says of itself: headline, time of publication with its zone, publisher, address.

Taken from JSON-LD, meta and time elements directly: trafilatura keeps only the day of the date
and consults the machine's clock to find one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from dragoman.reading.times import DAY, MINUTE, parse_published

# schema.org, Open Graph and the names that the large publishing systems use.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "content_published_date",
    "date",
)
_ARTICLE = re.compile("Article|Posting|Report|WebPage", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s(?:[|\-–—:»·])\s|｜")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Whatever of these the page states; None otherwise."""

    title: str | None
    published: datetime | None
    precision: str
    publisher: str | None
    url: str | None
    lang: str | None


def page_facts(tree: HtmlElement) -> PageFacts:
    """Read a page's metadata. Later and more general sources are used only if earlier lack it."""
    metas = _metas(tree)
    linked = list(_json_ld(tree))
    url = _url(tree, metas)
    host = urlsplit(url).hostname if url else None
    publisher = metas.get("og:site_name") or _publisher(linked) or metas.get("application-name")
    published, precision = _published(tree, metas, linked)
    return PageFacts(
        title=_title(tree, metas, linked, publisher, host),
        published=published,
        precision=precision,
        publisher=publisher or (host.removeprefix("www.") if host else None),
        url=url,
        lang=_lang(tree, metas),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()[:2000]
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD, articles first; broken blocks are passed over."""
    others = []
    for script in tree.iter("script"):
        kind, body = (script.get("type") or "").lower(), script.text or ""
        if "ld+json" not in kind or len(body) > 500_000:
            continue
        try:
            waiting = [json.loads(body, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(1000):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                waiting += [item[key] for key in ("@graph", "mainEntity") if key in item]
                if _ARTICLE.search(str(item.get("@type"))[:200]):
                    yield item
                else:
                    others.append(item)
    yield from others


def _published(
    tree: HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]]
) -> tuple[datetime | None, str]:
    candidates: list[object] = [item.get("datePublished") for item in linked]
    candidates += [metas.get(name) for name in _PUBLISHED]
    times = [time for time in tree.iter("time") if time.get("datetime")]
    first = [time for time in times if time.get("pubdate") is not None or time.get("itemprop")]
    candidates += [time.get("datetime") for time in first + times[:1]]
    parsed = [found for value in candidates if value and (found := parse_published(value))]
    for published, precision in parsed:
        if published.tzinfo is not None and precision != DAY:
            return published, precision
    for published, precision in parsed:
        if precision != DAY:
            return published, precision
    return parsed[0] if parsed else (None, MINUTE)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        for entry in publisher if isinstance(publisher, list) else [publisher]:
            name = entry.get("name") if isinstance(entry, dict) else None
            if isinstance(name, str) and name.strip():
                return name.strip()[:500]
    return None


def _url(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = [
        link.get("href") for link in tree.iter("link") if (link.get("rel") or "") == "canonical"
    ]
    for url in (*links, metas.get("og:url")):
        if url and re.match(r"https?://[^\s/]", url.strip(), re.IGNORECASE):
            return str(url).strip()[:2000]
    return None


def _lang(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    value = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    value = value or metas.get("og:locale") or ""
    match = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", value)
    return match[1].lower() if match else None


def _title(
    tree: HtmlElement,
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    publisher: str | None,
    host: str | None,
) -> str | None:
    """The headline: the only h1 if the title holds it, else the title less the site's name."""
    headline = next((str(item["headline"]) for item in linked if item.get("headline")), "")
    element = next(tree.iter("title"), None)
    whole = clean(element.text_content()) if element is not None else ""
    stated = clean(metas.get("og:title", "")) or clean(headline) or whole
    headings = [text for h1 in tree.iter("h1") if (text := clean(h1.text_content()))]
    if len(set(headings)) == 1 and (not stated or headings[0] in stated or headings[0] in whole):
        return headings[0]
    names = {name.casefold() for name in (publisher, host) if name}
    parts = _SEPARATOR.split(stated)
    last = parts[-1]
    if len(parts) > 1 and (last.strip().casefold() in names or "|" in stated[-len(last) - 3 :]):
        stated = stated[: stated.rindex(last)].rstrip(" |-–—:»·｜")
    return stated or (headings[0] if headings else None)


def clean(text: str) -> str:
    """One line, blanks collapsed, at most 1,000 characters (a headline is never longer)."""
    return " ".join(text[:4000].split())[:1000]
