"""The codebook: the whole ontology as one page of Markdown, for people who never open YAML.

python -m dragoman.ontology.codebook > docs/codebook.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.ontology.loader import load_ontology
from dragoman.ontology.objects import QUADS, Act, CrosswalkEntry, EventType, Ontology, Row

_INTRODUCTION = """\
# Codebook

*Generated from `src/dragoman/ontology/`; do not edit this page but those files, then run
`python -m dragoman.ontology.codebook > docs/codebook.md`.*

What Dragoman can code, whatever the language:
{counts}.

The types, modes, contexts and sectors are those of the PLOVER manual (draft 2.0) with its scores;
the sentences are ours. An *act* is what one expression of a language means; it brings its type,
modes, contexts and CAMEO code with it. The other terms are in the [glossary](glossary.md), the
fields of a record in [how a record comes about](how-a-record-comes-about.md).

- [Event types](#event-types)
- [Acts by type](#acts-by-type)
- [Composition](#composition)
- [Contexts](#contexts)
- [Sectors](#sectors)
- [CAMEO codes and the crosswalks](#cameo-codes-and-the-crosswalks)
"""

_TYPES = """\
## Event types

Scores run from −10 (hostile) to 10 (friendly). A record's `event_scale` is the score of its first
mode, of its type where it has no mode; `quad_code` is the type's.
"""

_ACTS = """\
## Acts by type

*Roles* says who is who: **mutual** acts have all parties as actors and no recipient; **recipient
required** lowers the confidence of a record that lacks one; **no recipient** drops it. An
**operator** takes another act as its complement (see [composition](#composition)); *alone* is the
confidence it has without one, and an operator without that figure codes nothing alone. Labels are
verb phrases for between actor and recipient.
"""

_COMPOSITION = """\
## Composition

What an operator makes of the act that it takes as its complement ("promised to send arms" is one
event, a promise of military aid). Of an operator's rows the first that fits the inner act counts;
*fits* lists acts, types, modes of types (`TYPE.mode`), or any act. *Recipient* and *actor* say
where the result's roles come from: the operator's own words, the inner act's, or the inner act's
actor; left blank, the operator's own recipient counts, else the inner act's actor if that is
someone else, else the inner recipient. *Factor* multiplies the confidence.
"""

_CAMEO = """\
## CAMEO codes and the crosswalks

Every record carries a CAMEO code beside its PLOVER type. `goldstein` is the value that ICEWS gives
the code, `OEDA` the Open Event Data Alliance's (blank where its list has none). The other columns
say what the code is in PLOVER by each crosswalk, the longest prefix that it lists counting; "—": it
drops the code.
"""


def render(ontology: Ontology) -> str:
    """The codebook of an ontology as Markdown, ending in one line end."""
    counts = (
        f"{len(ontology.types)} event types with "
        f"{sum(len(kind.modes) for kind in ontology.types.values())} modes, "
        f"{len(ontology.contexts)} contexts, {len(ontology.sectors)} sectors, "
        f"{len(ontology.acts)} acts, {len(ontology.composition)} of them operators"
    )
    parts = [
        _INTRODUCTION.format(counts=counts),
        _TYPES,
        *(_type(kind) for kind in ontology.types.values()),
        _ACTS,
        *(_acts_of(kind, ontology) for kind in ontology.types.values()),
        _bare_operators(ontology),
        _COMPOSITION,
        *(_operator(name, rows) for name, rows in ontology.composition.items()),
        "## Contexts\n\nWhat an event is about; any type may carry any of them.\n",
        _table(
            ("context", "is", "labels"),
            ((_code(t.id), t.definition, _labels(t.label)) for t in ontology.contexts.values()),
        ),
        "## Sectors\n\nWhat part of a state or society an actor belongs to.\n",
        _table(
            ("sector", "is", "labels"),
            ((_code(t.id), t.definition, _labels(t.label)) for t in ontology.sectors.values()),
        ),
        _CAMEO,
        _codes(ontology),
    ]
    return "\n".join(parts)


def _type(kind: EventType) -> str:
    lines = [
        f"### {kind.id}",
        "",
        kind.definition,
        "",
        f"Quad {kind.quad} ({QUADS[kind.quad]}), score {_number(kind.score)}, recipient "
        f"{kind.recipient}. Labels: {_labels(kind.label)}.",
        "",
    ]
    if kind.modes:
        modes = (f"`{mode}` ({_number(score)})" for mode, score in kind.modes.items())
        lines += [f"Modes and their scores: {', '.join(modes)}.", ""]
    for heading, items in (("It includes", kind.includes), ("It is not", kind.excludes)):
        if items:
            lines += [f"{heading}:", "", *(f"- {item}" for item in items), ""]
    return "\n".join(lines)


def _acts_of(kind: EventType, ontology: Ontology) -> str:
    acts = [act for act in ontology.acts.values() if act.event == kind.id]
    return f"### Acts of {kind.id}\n\n{_act_table(acts)}"


def _bare_operators(ontology: Ontology) -> str:
    acts = [act for act in ontology.acts.values() if act.event is None]
    return f"### Operators without a type of their own\n\n{_act_table(acts)}"


def _act_table(acts: Sequence[Act]) -> str:
    languages = list(dict.fromkeys(lang for act in acts for lang in act.label))
    rows = (
        (
            _code(act.id),
            act.cameo or "",
            ", ".join(act.modes),
            ", ".join(act.contexts),
            _roles(act),
            *(act.label.get(lang, "") for lang in languages),
        )
        for act in acts
    )
    return _table(("act", "CAMEO", "modes", "contexts", "roles", *languages), rows)


def _roles(act: Act) -> str:
    said = []
    if act.mutual:
        said.append("mutual")
    elif act.recipient == "none":
        said.append("no recipient")
    elif act.event is not None:
        said.append(f"recipient {act.recipient}")
    if act.operator:
        alone = "" if act.alone is None else f" (alone {_number(act.alone)})"
        said.append(f"operator{alone}")
    return ", ".join(said)


def _operator(name: str, rows: Sequence[Row]) -> str:
    return f"### {name}\n\n" + _table(
        ("fits", "becomes", "auxiliary", "recipient", "actor", "factor"),
        (
            (
                ", ".join("any act" if of == "any" else _code(of) for of in row.of),
                _outcome(row),
                ", ".join(row.auxiliary),
                row.recipient or "",
                "" if row.actor == "operator" else row.actor,
                "" if row.confidence == 1.0 else _number(row.confidence),
            )
            for row in rows
        ),
    )


def _outcome(row: Row) -> str:
    if row.act is not None:
        return _code(row.act)
    return "stays as it is" if row.keep else "nothing is coded"


def _codes(ontology: Ontology) -> str:
    names = tuple(ontology.crosswalks)
    rows = (
        (
            code,
            entry.label,
            _number(entry.goldstein),
            "" if entry.oeda is None else _number(entry.oeda),
            *(_crossed(ontology.crosswalk(name, code)) for name in names),
        )
        for code, entry in ontology.cameo.items()
    )
    return _table(("code", "title", "goldstein", "OEDA", *names), rows)


def _crossed(entry: CrosswalkEntry | None) -> str:
    if entry is None:
        return "—"
    said = " ".join((entry.event, *entry.modes))
    return f"{said} ({', '.join(entry.contexts)})" if entry.contexts else said


def _labels(label: Mapping[str, str]) -> str:
    return ", ".join(f"{lang} {word}" for lang, word in label.items())


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines(heads, rows)) + "\n"


def _lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _code(word: str) -> str:
    return f"`{word}`"


def _number(value: float) -> str:
    """As the YAML has it, with a real minus sign: 2.5, −7."""
    return f"{value:g}".replace("-", "−")


if __name__ == "__main__":
    # bytes: the page is UTF-8 whatever the terminal's encoding
    sys.stdout.buffer.write(render(load_ontology()).encode("utf-8"))
