"""Why a text is coded as it is: everything that was found on the way, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.coding.acts.finding import settle
from dragoman.coding.coder import Analysis
from dragoman.interchange import record
from dragoman.interchange.text import printable
from dragoman.model import Event, Participant, Sentence, Step, Story
from dragoman.pipeline import Coded
from dragoman.relations import step_record
from dragoman.version import CODER

if TYPE_CHECKING:
    from dragoman.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence and its analysis."""

    sentence: Sentence
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Explanation:
    """A story's coding with the analysis of each sentence.

    `as_dict` gives it as JSON has it; printed by rich it becomes a page for the terminal.
    """

    coded: Coded
    sentences: tuple[Explained, ...]

    @property
    def story(self) -> Story:
        """The story."""
        return self.coded.story

    @property
    def events(self) -> tuple[Event, ...]:
        """What was coded."""
        return self.coded.events

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON; offsets count characters of the story's text."""
        return {
            "story": self.story.id,
            "lang": self.story.lang,
            "published": self.story.published.isoformat() if self.story.published else None,
            "passages": [
                {"role": p.role, "lang": p.lang, "text": p.text, "flags": list(p.flags)}
                for p in self.coded.passages
            ],
            "sentences": [_sentence_record(one) for one in self.sentences],
            "events": [
                {
                    **record(event, self.story, coder=CODER),
                    "trace": [step_record(s) for r in event.reports for s in r.trace],
                }
                for event in self.events
            ],
        }

    def __rich__(self) -> RenderableType:
        parts: list[RenderableType] = []
        for passage in self.coded.passages:
            if passage.lang is None:
                parts.append(_text(f"Not read ({passage.role}): {passage.text[:200]}"))
        for one in self.sentences:
            parts += _sentence_page(one)
        parts.append(_heading("Events" if self.events else "No event"))
        parts += [_event_page(event, self.story) for event in self.events]
        return Group(*parts)


def explain_story(pipeline: Pipeline, story: Story) -> Explanation:
    """Code a story and keep what was found in each sentence on the way.

    Raises:
        StoryError: it cannot be coded.
    """
    found: list[Analysis] = []
    coded = pipeline.code(story, found.append)
    return Explanation(coded, tuple(Explained(one.scene.sentence, one) for one in found))


# --- as JSON


def _sentence_record(one: Explained) -> dict[str, Any]:
    sentence, analysis = one.sentence, one.analysis
    return {
        "index": sentence.index,
        "lang": sentence.lang,
        "role": sentence.role,
        "text": sentence.text,
        "flags": list(sentence.flags),
        "tokens": [
            {
                "id": i + 1,
                "form": sentence.forms[i],
                "lemma": sentence.lemmas[i],
                "upos": sentence.upos[i],
                "feats": sentence.feats[i] or None,
                "head": _head(sentence, i),
                "deprel": sentence.deprels[i],
                "start": sentence.starts[i],
                "end": sentence.ends[i],
            }
            for i in range(len(sentence))
        ],
        "mentions": [
            {
                "text": _words(sentence, range(mention.first, mention.last + 1)),
                "tokens": [mention.first + 1, mention.last + 1],
                "kind": mention.kind,
                "stands_for": [_participant_record(p) for p in mention.participants],
            }
            for mention in analysis.scene.mentions.all
        ],
        "acts": [
            {
                "text": _words(sentence, trigger.tokens),
                "tokens": [t + 1 for t in trigger.tokens],
                "act": trigger.act,
                "kind": trigger.kind,
                "source": trigger.expression.source,
                "rank": trigger.rank,
                "confidence": trigger.expression.confidence,
                "rivals": [{"act": act, "source": source} for act, source in trigger.rivals],
            }
            for trigger in analysis.triggers
        ],
        "findings": [
            {
                "act": finding.act.id,
                "event": finding.act.event,
                "tokens": [t + 1 for t in finding.tokens],
                "composed": finding.composed,
                "actor_function": finding.actor.function or None,
                "actor": [_participant_record(p) for p in settle(finding)[0]],
                "recipient_function": finding.recipient.function or None,
                "recipient": [_participant_record(p) for p in settle(finding)[1]],
                "auxiliary": sorted(finding.auxiliary),
                "confidence": finding.confidence,
                "steps": [step_record(step) for step in finding.steps],
            }
            for finding in analysis.findings
        ],
    }


def _participant_record(one: Participant) -> dict[str, Any]:
    return {
        "code": one.code,
        "sector": one.sector,
        "text": one.text,
        "name": one.name,
        "entity": one.entity,
        "office": one.office,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
        "why": one.why or None,
    }


# --- for a terminal


def _sentence_page(one: Explained) -> Iterable[RenderableType]:
    sentence, analysis = one.sentence, one.analysis
    yield _heading(f"Sentence {sentence.index} ({sentence.lang}, {sentence.role})")
    yield _text(sentence.text)
    tokens = _table("#", "Form", "Lemma", "Class", "Head", "Function")
    for i in range(len(sentence)):
        head = _head(sentence, i)
        governor = f"{head} {sentence.forms[head - 1]}" if head else "—"
        tokens.add_row(
            str(i + 1), *map(_text, (sentence.forms[i], sentence.lemmas[i], sentence.upos[i],
                                     governor, sentence.deprels[i])),
        )  # fmt: skip
    yield tokens
    if analysis.scene.mentions.all:
        mentions = _table("Mention", "Kind", "Stands for", "Why")
        for mention in analysis.scene.mentions.all:
            words = _words(sentence, range(mention.first, mention.last + 1))
            who = mention.participants
            mentions.add_row(
                *map(_text, (words, mention.kind, _parties(who), "; ".join(p.why for p in who)))
            )
        yield mentions
    if analysis.triggers:
        acts = _table("Words", "Act", "By", "Lost to it")
        for trigger in analysis.triggers:
            rivals = ", ".join(f"{act} ({source})" for act, source in trigger.rivals)
            acts.add_row(
                *map(_text, (_words(sentence, trigger.tokens), trigger.act,
                             trigger.expression.source, rivals or "—")),
            )  # fmt: skip
        yield acts
    else:
        yield _text("No expression of the lexicon was found.")
    if analysis.findings:
        findings = _table("Act", "Type", "Actor", "Recipient", "Composition")
        for finding in analysis.findings:
            actors, recipients = settle(finding)
            joined = [s for s in finding.steps if s.stage == "composition"]
            findings.add_row(
                *map(_text, (
                    finding.act.id,
                    finding.act.event or "— (means nothing alone)",
                    _role(actors, finding.actor.function),
                    _role(recipients, finding.recipient.function),
                    "; ".join(f"{s.what} ({s.by})" for s in joined) or "—",
                )),
            )  # fmt: skip
        yield findings


def _event_page(event: Event, story: Story) -> RenderableType:
    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    shown = record(event, story, coder=CODER)
    kind = "/".join([event.event, *event.modes])
    if event.auxiliary:
        kind += f" ({', '.join(event.auxiliary)})"
    rows = [
        ("event", f"{kind}, act {event.act}, CAMEO {event.cameo}"),
        ("actor", _parties(event.actors)),
        ("recipient", _parties(event.recipients)),
        ("date", f"{shown['date'] or '—'} ({shown['date_precision'] or 'unknown'})"),
        ("context", ", ".join(event.contexts) or "—"),
        ("according to", _parties(event.attributed_to)),
        ("place", event.place.name if event.place else "—"),
        ("confidence", f"{event.confidence:.2f}"),
        *((f"· {s.stage}", _step(s)) for report in event.reports for s in report.trace),
    ]
    for name, value in rows:
        table.add_row(_text(name), _text(value))
    return Group(table, _text(""))


def _step(step: Step) -> str:
    return f"{step.what} ← {step.by}" if step.by else step.what


def _head(sentence: Sentence, token: int) -> int:
    """The head as CoNLL-U counts: from 1, 0 for the root."""
    head = sentence.heads[token]
    return 0 if head == token else head + 1


def _words(sentence: Sentence, tokens: Iterable[int]) -> str:
    """Tokens as they stand, "…" where some between them are left out."""
    words: list[str] = []
    last: int | None = None
    for token in tokens:
        if last is not None:
            gap = " " if sentence.spaces[last] else ""
            words.append(gap if token == last + 1 else " … ")
        words.append(sentence.forms[token])
        last = token
    return "".join(words)


def _role(who: Sequence[Participant], function: str) -> str:
    return f"{_parties(who)} ({function})" if who and function else _parties(who)


def _parties(who: Sequence[Participant]) -> str:
    names = []
    for one in who:
        label = ".".join(part for part in one.key if part) or "?"
        names.append(f"{label} “{one.name or one.text}”")
    return ", ".join(dict.fromkeys(names)) or "—"


def _table(*columns: str) -> Table:
    table = Table(pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _heading(words: str) -> Text:
    return Text(f"\n{printable(words)}", style="bold")


def _text(words: str) -> Text:
    # Text, not str: brackets in a story's words would be read as rich's own markup
    return Text(printable(words))
