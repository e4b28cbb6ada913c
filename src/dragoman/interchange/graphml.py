"""GraphML: parties as nodes, an edge from actor to recipient for each event, for network programs.

Parties of one code and sector are one node. Where all parties are actors, each pair has one edge,
marked as mutual. An edge stands after its nodes, so that the file is written as the records come;
only the names of the nodes are kept meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from dragoman.interchange import countries
from dragoman.interchange.csv import label
from dragoman.interchange.dyads import Party
from dragoman.interchange.text import printable
from dragoman.interchange.writing import DEFAULT, Options, Record, Tally, Written

NODE = {"label": "string", "code": "string", "sector": "string", "name": "string"}
EDGE = {
    "record": "string", "date": "string", "type": "string", "mode": "string", "context": "string",
    "auxiliary": "string", "quad": "int", "score": "double", "cameo": "string",
    "confidence": "double", "mutual": "boolean", "story": "string", "url": "string",
}  # fmt: skip
"""What nodes and edges say, with GraphML's types."""

ONE_SIDED = "with a party on one side only"

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(stream: BinaryIO, records: Iterable[Record], options: Options = DEFAULT, /) -> Written:
    """Write one directed graph."""
    tally = Tally()
    xml = XMLGenerator(stream, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _start(xml, "graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for kind, keys in (("node", NODE), ("edge", EDGE)):
        for name, form in keys.items():
            named = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": form}
            _start(xml, "key", named)
            xml.endElement("key")
    _start(xml, "graph", {"id": "events", "edgedefault": "directed"})
    seen: set[str] = set()
    for record in tally.plain(records, options):
        pairs = list(_pairs(record))
        if not pairs:
            tally.left_out(ONE_SIDED)
            continue
        for i, (source, target) in enumerate(pairs):
            for one in (source, target):
                if node(one) not in seen:
                    seen.add(node(one))
                    _element(xml, "node", {"id": node(one)}, _node(one))
            ends = {"id": f"{record['id']}-{i}", "source": node(source), "target": node(target)}
            _element(xml, "edge", ends, _edge(record))
        tally.row(len(pairs))
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.ignorableWhitespace("\n")
    xml.endDocument()
    return tally.done()


def node(party: Party) -> str:
    """A party's id: "KOR.GOV"; its words in quotation marks where its code is not known."""
    if party["code"]:
        return _text(label(party))
    said = _text(party["identifier_text"] or party["entity_text"] or "?")
    return f'"{said}"' + (f".{party['sector']}" if party["sector"] else "")


def _pairs(record: Record) -> Iterator[tuple[Party, Party]]:
    mutual = not record["recipient"]
    found = (
        combinations(record["actor"], 2) if mutual
        else product(record["actor"], record["recipient"])
    )  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for source, target in found:
        names = (node(source), node(target))
        if names not in seen and (not mutual or names[0] != names[1]):
            seen |= {names, names[::-1]} if mutual else {names}
            yield source, target


def _node(party: Party) -> dict[str, Any]:
    known = countries.name(party["code"])
    return {
        "label": node(party), "code": party["code"], "sector": party["sector"],
        "name": known or (None if party["code"] else party["identifier_text"]),
    }  # fmt: skip


def _edge(record: Record) -> dict[str, Any]:
    return {
        "record": record["id"], "date": record["date"], "type": "; ".join(record["event"]),
        "mode": "; ".join(record["mode"]), "context": "; ".join(record["context"]),
        "auxiliary": "; ".join(record["auxiliary"]), "quad": record["quad_code"],
        "score": record["event_scale"], "cameo": record["cameo"],
        "confidence": record["confidence"], "mutual": str(not record["recipient"]).lower(),
        "story": record["story"], "url": record["cite_info"]["url"],
    }  # fmt: skip


def _element(xml: XMLGenerator, kind: str, named: dict[str, str], said: dict[str, Any]) -> None:
    _start(xml, kind, {name: _text(value) for name, value in named.items()})
    for name, value in said.items():
        if value not in (None, ""):
            _start(xml, "data", {"key": f"{kind}_{name}"})
            xml.characters(_text(str(value)))
            xml.endElement("data")
    xml.endElement(kind)
    xml.ignorableWhitespace("\n")


def _start(xml: XMLGenerator, kind: str, named: dict[str, str]) -> None:
    xml.startElement(kind, AttributesImpl(named))


def _text(said: str) -> str:
    return _NO_XML.sub("\ufffd", printable(said))
