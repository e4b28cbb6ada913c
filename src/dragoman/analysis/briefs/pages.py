"""A brief as text, as Markdown and as a page of HTML without scripts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from dragoman.analysis.briefs.brief import Brief, Line
from dragoman.analysis.lines import broken, columns
from dragoman.analysis.markup import document
from dragoman.errors import UsageError
from dragoman.languages.writing import load_writing

FORMATS = ("text", "md", "html")
_WIDTH = 96
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]")
_AT_FIRST = re.compile(r"\A\s*(?:[#+\-=!:]|\d+(?=[.)]))")

_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.6; color: #1a1a1a; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
.made, .note, .source { color: #5c5c5c; font-size: 0.9rem; }
sup { line-height: 0; } a { color: #08519c; }
li { margin: 0.4rem 0; } blockquote { margin: 0.2rem 0; padding: 0; }
"""


def render(brief: Brief, format: str) -> str:
    """A brief in one of `FORMATS`, ending in one line end.

    Raises:
        UsageError: the format is none of them.
    """
    if format == "text":
        return text(brief)
    if format == "md":
        return markdown(brief)
    if format == "html":
        return html(brief)
    raise UsageError(f"no format of briefs '{format}'; there are: {', '.join(FORMATS)}")


def text(brief: Brief) -> str:
    """Plain text, in lines of at most some 96 columns."""
    out = [brief.title, "=" * columns(brief.title), *_wrapped(brief.made), ""]
    events, statements, sources = brief.headings
    if brief.sections:
        out += [events, "-" * columns(events), ""]
        for section in brief.sections:
            out.append(section.heading)
            for line in section.lines:
                out += _wrapped(f"{line.text} {_marks(line)}".rstrip(), "- ")
            out.append("")
    if brief.statements:
        out += [statements, "-" * columns(statements), ""]
        for line in brief.statements:
            out += _wrapped(f"{line.text} {_marks(line)}".rstrip(), "- ")
        out.append("")
    for note in brief.notes:
        out += [*_wrapped(note), ""]
    if brief.references:
        out += [sources, "-" * columns(sources), ""]
        for one in brief.references:
            mark = f"[{one.number}] "
            out += _wrapped(f"{one.text} {one.words}", mark)
            if one.url:
                out.append(" " * len(mark) + one.url)
    return "\n".join(out).rstrip("\n") + "\n"


def markdown(brief: Brief) -> str:
    """Markdown; whatever comes from stories is escaped."""
    events, statements, sources = map(_escaped, brief.headings)
    out = [f"# {_escaped(brief.title)}", "", f"*{_escaped(brief.made)}*", ""]
    if brief.sections:
        out += [f"## {events}", ""]
        for section in brief.sections:
            out += [f"### {_escaped(section.heading)}", ""]
            out += [_item(line) for line in section.lines]
            out.append("")
    if brief.statements:
        out += [f"## {statements}", "", *(_item(line) for line in brief.statements), ""]
    out += [part for note in brief.notes for part in (f"*{_escaped(note)}*", "")]
    if brief.references:
        out += [f"## {sources}", ""]
        for one in brief.references:
            link = f" <{_address(one.url)}>" if one.url else ""
            anchor = f'<a id="r{one.number}"></a>'
            out.append(f"{one.number}. {anchor}{_escaped(one.text)} {_escaped(one.words)}{link}")
    return "\n".join(out).rstrip("\n") + "\n"


def html(brief: Brief) -> str:
    """A page without scripts; every text is put in as text, so that none can be markup."""
    page, body = document(
        brief.lang, brief.title, families=load_writing(brief.lang).fonts, style=_STYLE
    )
    events, statements, sources = brief.headings
    ET.SubElement(body, "h1").text = brief.title
    ET.SubElement(body, "p", {"class": "made"}).text = brief.made
    if brief.sections:
        ET.SubElement(body, "h2").text = events
        for section in brief.sections:
            ET.SubElement(body, "h3").text = section.heading
            _list(body, section.lines)
    if brief.statements:
        ET.SubElement(body, "h2").text = statements
        _list(body, brief.statements)
    for note in brief.notes:
        ET.SubElement(body, "p", {"class": "note"}).text = note
    if brief.references:
        ET.SubElement(body, "h2").text = sources
        listed = ET.SubElement(body, "ol")
        for one in brief.references:
            item = ET.SubElement(listed, "li", id=f"r{one.number}")
            ET.SubElement(item, "span", {"class": "source"}).text = one.text
            ET.SubElement(item, "blockquote").text = one.words
            if one.url:
                ET.SubElement(item, "a", href=one.url, rel="noreferrer").text = one.url
    return page()


def _list(parent: ET.Element, lines: Sequence[Line]) -> None:
    listed = ET.SubElement(parent, "ul")
    for line in lines:
        item = ET.SubElement(listed, "li", {"data-record": line.record})
        item.text = line.text + " "
        for number in line.references:
            mark = ET.SubElement(item, "sup")
            ET.SubElement(mark, "a", href=f"#r{number}").text = f"[{number}]"


def _marks(line: Line) -> str:
    return "".join(f"[{number}]" for number in line.references)


def _item(line: Line) -> str:
    marks = "".join(f"[\\[{number}\\]](#r{number})" for number in line.references)
    return f"- {_escaped(line.text)} {marks}".rstrip()


def _escaped(text: str) -> str:
    """Text in which nothing is markup, at the beginning of a line, too."""
    text = _MARKUP.sub(r"\\\g<0>", text)
    first = _AT_FIRST.match(text)
    if first is None:
        return text
    if first[0][-1].isdigit():
        return f"{first[0]}\\{text[first.end() :]}"
    return f"{first[0][:-1]}\\{first[0][-1]}{text[first.end() :]}"


def _address(url: str) -> str:
    """An address that cannot end the brackets it stands in."""
    return url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C")


def _wrapped(text: str, mark: str = "") -> list[str]:
    """A paragraph in lines, the first behind a mark, the others indented like it."""
    first, *rest = broken(text, _WIDTH - len(mark))
    return [mark + first, *(" " * len(mark) + line for line in rest)]
