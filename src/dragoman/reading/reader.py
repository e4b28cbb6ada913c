"""The reader: a story's text becomes passages, and what it says of itself is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.model import BODY, BOILERPLATE, CAPTION, DATELINE, HEADLINE, Passage, Story
from dragoman.reading.blocks import Block, Blocks
from dragoman.reading.html import PAGE_LANG
from dragoman.reading.marks import PROSE, break_flags, language_flag, told_language
from dragoman.reading.repair import Repaired, needs_repair, repair
from dragoman.reading.rules import FOLDER, known_codes, load_rules
from dragoman.reading.scripts import main_script
from dragoman.reading.sentences import Cutter
from dragoman.reading.signs import Prose, is_machine_translated, machine_signs
from dragoman.reading.stamps import best
from dragoman.reading.telling import SAMPLE, UNKNOWN, Teller

HARD_WRAPPED, MACHINE_TRANSLATED, MIXED_LANGUAGE = (
    "hard-wrapped",
    "machine-translated",
    "mixed-language",
)
# Shorter paragraphs take the language of the ones around them.
_JUDGED_ALONE = 60


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block with its repaired text and, later, its language."""

    block: Block
    repaired: Repaired
    script: str | None
    lang: str | None = None


class Reader:
    """Makes passages of stories by the reading rules of the packs.

    Args:
        codes: languages at hand. A passage in any other has `lang` None. Default: all known ones.
        folder: where the language folders are.

    Raises:
        DataError: a reading.yaml is wrong.
        LanguageError: a code has no reading.yaml.
    """

    def __init__(self, codes: Iterable[str] | None = None, folder: Path = FOLDER):
        self._rules = load_rules(folder)
        self.codes = known_codes(codes, self._rules)
        self._blocks = Blocks(self._rules)
        self._teller = Teller(self._rules)
        self._cutters = {code: Cutter(rules) for code, rules in self._rules.items()}
        self._plain = Cutter(None)

    def passages(self, story: Story) -> tuple[Passage, ...]:
        """The story's passages in the order of its text. See `prepare`."""
        return self.prepare(story)[1]

    def prepare(self, story: Story) -> tuple[Story, tuple[Passage, ...]]:
        """The story with what its text says of itself filled in, and its passages.

        Filled in where missing: `published` from a publication stamp, `publisher` from the
        copyright line or dateline. Flags added: "hard-wrapped" (lines were broken in
        mid-sentence), "machine-translated" (see signs.py), "mixed-language", "unread:xx" (a
        passage in a language that is not at hand).

        Passages of role headline, body and caption are cut into sentences; the others have none.
        A passage whose language is not at hand has the flag "lang:xx"; the flags "broken:i" and
        "continues:i" are about its sentence i (see `sentence_flags`).
        """
        odd = needs_repair(story.text)
        blocks = self._blocks.find(story)
        drafts = []
        for block in blocks:
            repaired = repair(block.lines, block.joints, odd)
            if repaired.text:
                drafts.append(_Draft(block, repaired, main_script(repaired.text[:300])))
        drafts = self._tell(story, drafts)
        passages = tuple(self._passage(i, draft) for i, draft in enumerate(drafts))
        return self._details(story, drafts, passages), passages

    def _tell(self, story: Story, drafts: Sequence[_Draft]) -> list[_Draft]:
        said = self._teller.normal(story.lang)
        sure = PAGE_LANG not in story.flags
        bodies = [d for d in drafts if d.block.role in {BODY, CAPTION}]
        prose = bodies or [d for d in drafts if d.block.role == HEADLINE]
        by_script: dict[str | None, str | None] = {}
        lengths: dict[str | None, int] = {}
        for script in dict.fromkeys(d.script for d in prose):
            texts = [d.repaired.text for d in prose if d.script == script]
            lengths[script] = sum(map(len, texts))
            likely = said if said is not None and self._teller.fits(said, script) else None
            if likely is not None and sure:
                by_script[script] = likely
            else:
                by_script[script] = self._teller.tell(_sample(texts), likely)
        main = by_script[max(lengths, key=lengths.__getitem__)] if lengths else said
        alone = len(bodies) == 1 and sure and said is not None
        return [self._told(draft, by_script, main, alone) for draft in drafts]

    def _told(
        self, draft: _Draft, by_script: dict[str | None, str | None], main: str | None, alone: bool
    ) -> _Draft:
        role, text, script = draft.block.role, draft.repaired.text, draft.script
        lang = by_script.get(script, main)
        if role == HEADLINE and script not in by_script:
            likely = main if main is not None and self._teller.fits(main, script) else None
            lang = self._teller.tell(text, likely)
        elif role not in PROSE:
            fits = main is None or self._teller.fits(main, script)
            lang = main if fits else by_script.get(script) or self._teller.tell(text, main)
        elif lang is not None and not alone and self._stands_out(text, lang):
            lang = self._teller.tell(text, lang)
        return replace(draft, lang=lang)

    def _stands_out(self, text: str, lang: str) -> bool:
        """Whether a paragraph is plainly not in the language of the ones around it."""
        return len(text) >= _JUDGED_ALONE and self._teller.contradicts(text, lang)

    def _passage(self, index: int, draft: _Draft) -> Passage:
        lang = draft.lang if draft.lang in self.codes else None
        flags: tuple[str, ...] = () if lang is not None else (language_flag(draft.lang),)
        spans: tuple[tuple[int, int], ...] = ()
        if draft.block.role in PROSE:
            cutter = self._cutters.get(draft.lang or "", self._plain)
            cut = cutter.cut_headline if draft.block.role == HEADLINE else cutter.cut
            spans = tuple(cut(draft.repaired.text, draft.repaired.breaks))
            flags += break_flags(draft.repaired, spans)
        return Passage(
            index=index,
            role=draft.block.role,
            lang=lang,
            text=draft.repaired.text,
            offsets=draft.repaired.offsets,
            sentences=spans,
            flags=flags,
        )

    def _details(
        self, story: Story, drafts: Sequence[_Draft], passages: Sequence[Passage]
    ) -> Story:
        main = next((d.lang for d in drafts if d.block.role == BODY), None)
        published, precision = story.published, story.published_precision
        if published is None:
            stamp = best(stamp for d in drafts for stamp in d.block.stamps)
            resolved = self._blocks.stamps.resolve(stamp, main) if stamp is not None else None
            if resolved is not None:
                published, precision = resolved
        flags = dict.fromkeys(story.flags)
        flags.update(dict.fromkeys(self._flags(story, drafts, passages)))
        return replace(
            story,
            published=published,
            published_precision=precision,
            publisher=story.publisher or self._publisher(drafts),
            flags=tuple(flags),
        )

    def _publisher(self, drafts: Sequence[_Draft]) -> str | None:
        for draft in drafts:
            if draft.block.role == BOILERPLATE:
                owner = self._blocks.boilerplate.owner(draft.repaired.text)
                if owner is not None:
                    return owner
        agencies = (d.block.agency for d in drafts if d.block.role == DATELINE)
        return next(filter(None, agencies), None)

    def _flags(
        self, story: Story, drafts: Sequence[_Draft], passages: Sequence[Passage]
    ) -> list[str]:
        flags = []
        prose = [d for d in drafts if d.block.role in {HEADLINE, BODY}]
        if any(d.block.wrapped for d in prose):
            flags.append(HARD_WRAPPED)
        heads, bodies = (
            [
                Prose(role, d.lang, d.repaired.text, p.sentences)
                for d, p in zip(drafts, passages, strict=True)
                if d.block.role == role
            ]
            for role in (HEADLINE, BODY)
        )
        rules = self._rules.get(bodies[0].lang or "") if bodies else None
        signs = machine_signs(
            heads,
            bodies,
            doubled_quotes=rules is not None and not rules.doubled_quotes and _doubled(story.text),
            broken_lines=any(d.block.broken for d in prose),
            notice=self._blocks.boilerplate.says_translated(story.text),
        )
        if is_machine_translated(signs):
            flags.append(MACHINE_TRANSLATED)
        languages = {d.lang for d in drafts if d.block.role in PROSE and d.lang and d.script}
        if len(languages) > 1:
            flags.append(MIXED_LANGUAGE)
        unread = {told_language(p) for p in passages if p.role in PROSE and p.lang is None}
        return flags + sorted(f"unread:{lang or UNKNOWN}" for lang in unread)


def _sample(texts: Sequence[str]) -> str:
    """The beginnings of the paragraphs of a group, up to the size that is looked at."""
    parts, size = [], 0
    for text in texts:
        parts.append(text[: SAMPLE - size])
        size += len(parts[-1]) + 1
        if size >= SAMPLE:
            break
    return "\n".join(parts)


def _doubled(text: str) -> bool:
    return "``" in text or "''" in text
