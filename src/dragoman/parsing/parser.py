"""The parsing stage: the passages of one story → its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import BODY, CAPTION, HEADLINE, OffsetMap, Passage, Sentence
from dragoman.parsing.engine import Engine, Parsed
from dragoman.reading.marks import sentence_flags

PARSED_ROLES = frozenset({HEADLINE, BODY, CAPTION})


class Parser:
    """Parses passages with the engine of their language; `engines` are keyed by language code."""

    def __init__(self, engines: Mapping[str, Engine]) -> None:
        self._engines = dict(engines)

    def parse(self, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
        """The sentences of one story's passages, in order, numbered from 0.

        Only headlines, body text and captions in a language with an engine are parsed. Call it
        with the passages of one story at a time: they are an engine's batch, so that what comes
        out depends on nothing but the story.
        """
        wanted: dict[str, list[tuple[int, int]]] = {}
        for at, passage in enumerate(passages):
            if passage.role in PARSED_ROLES and passage.lang in self._engines:
                places = wanted.setdefault(passage.lang, [])
                places.extend((at, i) for i in range(len(passage.sentences)))
        parsed: dict[tuple[int, int], Parsed] = {}
        for lang, places in wanted.items():
            texts = [_text(passages[at], i) for at, i in places]
            results = self._engines[lang].parse(texts)
            parsed.update(zip(places, results, strict=True))
        found = [(place, result) for place, result in sorted(parsed.items()) if result.forms]
        return tuple(
            _sentence(n, passages[at], i, result) for n, ((at, i), result) in enumerate(found)
        )


def _text(passage: Passage, index: int) -> str:
    start, end = passage.sentences[index]
    return passage.text[start:end]


def _sentence(number: int, passage: Passage, index: int, parsed: Parsed) -> Sentence:
    begin = passage.sentences[index][0]
    starts, ends = _story_offsets(passage.offsets, begin, parsed)
    return Sentence(
        index=number,
        lang=passage.lang or "",
        role=passage.role,
        text=_text(passage, index),
        forms=parsed.forms,
        lemmas=parsed.lemmas,
        upos=parsed.upos,
        heads=parsed.heads,
        deprels=parsed.deprels,
        feats=parsed.feats,
        starts=starts,
        ends=ends,
        spaces=parsed.spaces,
        passage=passage.index,
        flags=sentence_flags(passage, index) if passage.flags else (),
    )


def _story_offsets(
    offsets: OffsetMap, begin: int, parsed: Parsed
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Token offsets in the sentence → offsets in the story."""
    if len(offsets.starts) == 1:
        shift = offsets.sources[0] - offsets.starts[0] + begin
        return tuple(s + shift for s in parsed.starts), tuple(e + shift for e in parsed.ends)
    spans = [
        offsets.span(begin + s, begin + e) for s, e in zip(parsed.starts, parsed.ends, strict=True)
    ]
    return tuple(s.start for s in spans), tuple(s.end for s in spans)
