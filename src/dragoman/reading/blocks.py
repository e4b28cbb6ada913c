"""Story text → blocks: stretches of lines with one role, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.model import BODY, BOILERPLATE, CAPTION, DATELINE, HEADLINE, STAMP, Story
from dragoman.reading.boilerplate import Boilerplate
from dragoman.reading.datelines import Datelines
from dragoman.reading.layout import CUT, RESUME, Layout, TextLine, split_lines
from dragoman.reading.rules import ReadingRules
from dragoman.reading.scripts import width
from dragoman.reading.stamps import Stamp, Stamps

# Headlines of the world's press stay below 200 columns, subheadings included.
_LONGEST_HEADLINE = 220
_MOST_HEADLINES = 3
# Datelines open a story; where several items stand together, one of the first paragraphs.
_DATELINED = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one role that belong together; `joints[i]` says how line i goes on in line i+1."""

    role: str
    lines: tuple[TextLine, ...]
    joints: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    agency: str | None = None

    @property
    def wrapped(self) -> bool:
        """Whether a line break fell within one of its sentences."""
        return bool(self.joints)

    @property
    def broken(self) -> bool:
        """Whether a line break cost words or stands where no paragraph ends."""
        return CUT in self.joints or RESUME in self.joints


class Blocks:
    """Finds the blocks of a story by the rules of all languages that are known."""

    def __init__(self, rules: Mapping[str, ReadingRules]):
        packs = list(rules.values())
        self.stamps = Stamps(rules)
        self.boilerplate = Boilerplate(rules)
        self._datelines = Datelines(packs)
        self._layout = Layout(
            "".join(pack.sentences.terminals for pack in packs) or ".!?",
            "".join(pack.sentences.closers for pack in packs),
            frozenset(word for pack in packs for word in pack.open_words),
            "".join(pack.open_ends for pack in packs),
        )

    def find(self, story: Story) -> list[Block]:
        """All blocks; between them they hold every line of the story that is not blank."""
        lines = split_lines(story.text)
        marked = self._mark(story.text, lines)
        texts = [line for line, other in zip(lines, marked, strict=True) if other is None]
        apart = {lines[i].start for i in range(1, len(lines)) if marked[i - 1] is not None}
        paragraphs = self._paragraphs(texts, apart)
        paragraphs = self._with_headlines(paragraphs, story.title)
        blocks = [block for block in marked if block is not None]
        datelined = 0
        for block in paragraphs:
            if block.role == BODY and datelined < _DATELINED:
                datelined += 1
                blocks += self._split_dateline(block)
            else:
                blocks.append(block)
        links = self._links(story.text)
        blocks = [part for block in blocks for part in self._split_tail(block, links)]
        return sorted(blocks, key=lambda block: block.lines[0].start)

    def _mark(self, text: str, lines: Sequence[TextLine]) -> list[Block | None]:
        """For each line the block it is if it is a stamp, boilerplate or a caption."""
        starts = [line.start for line in lines]
        phrased = {bisect_right(starts, at) - 1 for at in self.boilerplate.phrase_positions(text)}
        marked: list[Block | None] = []
        for i, line in enumerate(lines):
            stamps = self.stamps.match(line.text, self._layout.ends_sentence(line.text))
            if stamps:
                marked.append(Block(STAMP, (line,), stamps=stamps))
            elif self.boilerplate.is_boilerplate(line.text, i in phrased):
                marked.append(Block(BOILERPLATE, (line,)))
            elif self.boilerplate.is_caption(line.text):
                marked.append(Block(CAPTION, (line,)))
            else:
                marked.append(None)
        return marked

    def _paragraphs(self, lines: Sequence[TextLine], apart: set[int]) -> list[Block]:
        """Text lines by paragraph; no sentence runs on into the lines that start at `apart`."""
        lines = [replace(line, after_blank=True) if line.start in apart else line for line in lines]
        paragraphs: list[Block] = []
        first = 0
        joints = self._layout.joints(lines)
        for i in range(len(lines)):
            if i == len(joints) or joints[i] is None or lines[i + 1].start in apart:
                inner = tuple(joint for joint in joints[first:i] if joint is not None)
                paragraphs.append(Block(BODY, tuple(lines[first : i + 1]), inner))
                first = i + 1
        return paragraphs

    def _with_headlines(self, paragraphs: list[Block], title: str | None) -> list[Block]:
        """Make headlines of the first paragraphs that have no full stop, if text follows them."""
        known = " ".join((title or "").split()).casefold()
        count = 0
        for block in paragraphs[: min(_MOST_HEADLINES, len(paragraphs) - 1)]:
            text = " ".join(line.text for line in block.lines)
            named = bool(known) and " ".join(text.split()).casefold() == known
            if not named and (block.broken or not _is_title(text)):
                break
            if count and all(_is_title(p.lines[-1].text) for p in paragraphs[count + 1 :]):
                break  # a text without full stops: only its first line stands out
            count += 1
        return [replace(b, role=HEADLINE) for b in paragraphs[:count]] + paragraphs[count:]

    def _split_dateline(self, block: Block) -> list[Block]:
        line = block.lines[0]
        found = self._datelines.match(line.text, more=len(block.lines) > 1)
        if found is None:
            return [block]
        text = line.text[: found.end].rstrip()
        head = TextLine(line.start, line.start + len(text), text, line.after_blank)
        dateline = Block(DATELINE, (head,), agency=found.agency)
        rest = line.text[found.end :]
        if not rest:
            return [dateline, replace(block, lines=block.lines[1:], joints=block.joints[1:])]
        first = TextLine(line.start + found.end, line.end, rest, False)
        return [dateline, replace(block, lines=(first, *block.lines[1:]))]

    def _links(self, text: str) -> list[int]:
        """Positions where a sentence has ended and links to other stories begin."""
        positions = self.boilerplate.inline_positions(text)
        ended = self._layout.ends_sentence
        return [at for at in sorted(positions) if ended(text[max(0, at - 12) : at])]

    def _split_tail(self, block: Block, links: Sequence[int]) -> list[Block]:
        if block.role not in {BODY, CAPTION}:
            return [block]
        line = block.lines[-1]
        i = bisect_left(links, line.start)
        linked = i < len(links) and links[i] < line.end
        tail = links[i] - line.start if linked else self.boilerplate.tail(line.text)
        if tail is None:
            return [block]
        text = line.text[tail:]
        end = Block(BOILERPLATE, (TextLine(line.start + tail, line.end, text, False),))
        kept = line.text[:tail].rstrip()
        if kept:
            last = TextLine(line.start, line.start + len(kept), kept, line.after_blank)
            return [replace(block, lines=(*block.lines[:-1], last)), end]
        if len(block.lines) == 1:
            return [end]
        return [replace(block, lines=block.lines[:-1], joints=block.joints[:-1]), end]


def _is_title(text: str) -> bool:
    """Whether a paragraph is short and without a full stop, as headlines are."""
    if len(text) > _LONGEST_HEADLINE or width(text) > _LONGEST_HEADLINE:
        return False
    core = text.rstrip("\"'”’»)]」』）】 ")
    return not core.endswith((".", "。", ":", "：", ",", ";"))
