"""Reads the actor and agent dictionaries of TABARI and PETRARCH, with their dated codes.

A dictionary that a user brings outranks the names of the language packs (`names.NameIndex`). Codes
are CAMEO's in the files and PLOVER's in what comes out (`cameo_codes`). Dates include both their
ends, as the documentation has it (PETRARCH2's code leaves out the last day). Whatever in a file is
wrong becomes a `Problem` and is passed over alone; nothing else is lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.actors.cameo_codes import PloverActor, countries_only, plover_actor
from dragoman.actors.names import BODY, COUNTRY, NameMatch
from dragoman.actors.registry import Standing
from dragoman.actors.tabari_phrases import Phrase, PhraseIndex, parse_phrase
from dragoman.errors import InputError

DISCARD, NULL = "###", "---"
"""Codes of phrases that are nobody: one that should stop the coding of its story, and any other."""

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_RESTRICTION = re.compile(r"\s*([^\s<>]+?)\s*(?:$|([<>])\s*(\S+)\s*$|\s(\S+)\s*-\s*(\S+)\s*$)")
_AGENT_CODE = re.compile(r"\s*(?:~([A-Z]+)|([A-Z]+)~)\s*\Z")
_DEFINITION = re.compile(r"\s*!([^!]+)!\s*=(.*)\Z")
_USE = re.compile(r"!([^!]+)!")
_PLURALS = re.compile(r"\{([^{}]*)\}")
_MAY_COMMENT = re.compile("[#;]|<!--")
_NO_COMMENT = re.compile(r"###\s*\]")  # the one place where "#" is none: [###]
_LAST_20YY = 30
"""Two-digit years up to this are of this century, as PETRARCH2 has it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a dictionary that was passed over; `line` counts from 1."""

    message: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code borne from `start` to `end`, both included; without dates it is a default."""

    cameo: str
    actor: PloverActor
    start: date = date.min
    end: date = date.max
    dated: bool = True
    line: int = 0

    def covers(self, day: date) -> bool:
        """Whether the code is borne on `day`."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class UserActor:
    """An actor of a dictionary: its codes in the order of the file, and its default."""

    id: str
    name: str
    entry: str
    codes: tuple[DatedCode, ...] = ()
    default: DatedCode | None = None

    @property
    def general(self) -> DatedCode | None:
        """The code without regard to the day: the default, else the one borne last."""
        if self.default is not None or not self.codes:
            return self.default
        return max(self.codes, key=lambda code: (code.end, code.start, -code.line))

    def on(self, day: date | None) -> DatedCode | None:
        """The code on a day: the first that covers it, else the default; None where none does."""
        if day is None:
            return self.general
        return next((code for code in self.codes if code.covers(day)), self.default)


class UserDictionary:
    """The actors of one dictionary; made by `load_actor_dictionary`.

    `actors` maps ids to actors. Ids are "user/FILE/PHRASE" and never clash with those of the
    actor files.
    """

    def __init__(self, actors: Mapping[str, UserActor], index: PhraseIndex[str]) -> None:
        self.actors = dict(actors)
        self._index = index

    def __len__(self) -> int:
        return len(self.actors)

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self.actors

    def find(self, text: str) -> list[NameMatch]:
        """The names of the dictionary in `text`, in order, none overlapping another.

        `code` and `sector` are those without regard to the day; both are None where the dictionary
        says that a phrase is nobody ([---], [###]) or no code was readable.
        """
        return [self._match(start, end, found) for start, end, found in self._index.find(text)]

    def standing(self, entity_id: str, day: date | None = None) -> Standing:
        """The code and sector that an actor of this dictionary bears on `day`, and why.

        Of several codes that cover the day the first in the file counts, else the default;
        without either both are None. Without a day: the default, else the code borne last.
        Countries are folded as everywhere (`Actors.country_code`).

        Raises:
            KeyError: there is no such actor.
        """
        actor = self.actors[entity_id]
        code = actor.on(day)
        if code is None:
            return Standing(None, None, f"{actor.entry}: no code for {day or 'any day'}")
        held = code.actor.code
        if held is not None:
            held = countries_only().country_code(held, day)
        why = f"{actor.entry.rpartition(':')[0]}:{code.line}: [{code.cameo}{_stretch(code)}]"
        return Standing(held, code.actor.sector, why)

    def _match(self, start: int, end: int, entity_id: str) -> NameMatch:
        actor = self.actors[entity_id]
        general = actor.general.actor if actor.general is not None else PloverActor()
        borne = [code.actor for code in actor.codes] or [general]
        country = all(one.code is not None and one.sector is None for one in [general, *borne])
        kind = COUNTRY if country else BODY
        code = None if general.code is None else countries_only().country_code(general.code)
        return NameMatch(
            start, end, entity_id, kind, code, general.sector, actor.name, entry=actor.entry
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun; its code is put behind an actor's code, or `before` it."""

    phrase: str
    cameo: str
    actor: PloverActor
    before: bool
    entry: str

    def joined(self, cameo: str) -> str:
        """The CAMEO code of an actor with this role: JPN with ~GOV is JPNGOV."""
        return self.cameo + cameo if self.before else cameo + self.cameo


@dataclass(frozen=True, slots=True)
class AgentMatch:
    """A role noun found at text[start:end]."""

    start: int
    end: int
    agent: Agent


class AgentDictionary:
    """The role nouns of one dictionary; made by `load_agent_dictionary`."""

    def __init__(self, agents: tuple[Agent, ...], index: PhraseIndex[Agent]) -> None:
        self.agents = agents
        self._index = index

    def __len__(self) -> int:
        return len(self.agents)

    def find(self, text: str) -> list[AgentMatch]:
        """The role nouns in `text`, singular or plural, in order, none overlapping another."""
        return [AgentMatch(start, end, agent) for start, end, agent in self._index.find(text)]


def load_actor_dictionary(path: Path | str) -> tuple[UserDictionary, tuple[Problem, ...]]:
    """Read a dictionary of actors (`*.actors`).

    Raises:
        InputError: the file cannot be read.
    """
    reader = _ActorReader(Path(path))
    for line, text in reader.lines():
        reader.take(line, text)
    return reader.finish()


def load_agent_dictionary(path: Path | str) -> tuple[AgentDictionary, tuple[Problem, ...]]:
    """Read a dictionary of agents (`*.agents`).

    Raises:
        InputError: the file cannot be read.
    """
    reader = _AgentReader(Path(path))
    lines = list(reader.lines())
    for line, text in lines:
        reader.define(line, text)
    for line, text in lines:
        reader.take(line, text)
    return AgentDictionary(tuple(reader.agents), reader.index), tuple(reader.sorted_problems())


def parse_day(text: str) -> date:
    """The day written YYMMDD (YY to 30 is 20YY, else 19YY) or YYYYMMDD.

    Raises:
        ValueError: it is neither, or there is no such day; the message says so.
    """
    if not re.fullmatch(r"[0-9]{6}|[0-9]{8}", text):
        raise ValueError(f"'{text}' is no date; right would be YYMMDD or YYYYMMDD")
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= _LAST_20YY else "19") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError as error:
        raise ValueError(f"'{text}' is no date: {error}") from error


def dated_code(content: str, line: int = 0) -> DatedCode:
    """The code and dates written as `content` between a pair of brackets.

    Raises:
        ValueError: the code or a date is wrong; the message says what would be right.
    """
    match = _RESTRICTION.match(content)
    if match is None:
        raise ValueError("right would be CODE, CODE <date, CODE >date or CODE date-date")
    cameo, sign, bound, first, last = match.groups()
    actor = PloverActor() if cameo in (DISCARD, NULL) else plover_actor(cameo.upper())
    if sign is None and first is None:
        return DatedCode(cameo, actor, dated=False, line=line)
    start, end = date.min, date.max
    if sign == "<":
        end = parse_day(bound)
    elif sign == ">":
        start = parse_day(bound)
    else:
        start, end = parse_day(first), parse_day(last)
        if end < start:
            raise ValueError(f"{first}-{last} ends before it begins")
    return DatedCode(cameo, actor, start, end, True, line)


# --- reading


class _Reader:
    """Lines without comments, and the problems met."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(message, self.path.name, line))

    def sorted_problems(self) -> list[Problem]:
        return sorted(self.problems, key=lambda problem: problem.line)

    def lines(self) -> Iterator[tuple[int, str]]:
        """(line, text) of every line that has something besides comments."""
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(
                f"{self.path}: cannot be read ({reason}); a dictionary is needed"
            ) from error
        text = self._decoded(raw)
        opened = 0
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
            if not opened and not _MAY_COMMENT.search(line):
                if line.strip():
                    yield number, line.rstrip()
                continue
            kept, inside = _without_comments(line, bool(opened))
            opened = (opened or number) if inside else 0
            if kept.strip():
                yield number, kept.rstrip()
        if opened:
            self.problem(
                opened, "the comment <!-- is never closed with -->; all after it was left out"
            )

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.problem(line, "not UTF-8; the file was read as Latin-1 (Windows-1252)")
            return raw.decode("cp1252", "replace")


def _without_comments(line: str, inside: bool) -> tuple[str, bool]:
    """What of a line is no comment, and whether a <!-- is still open at its end."""
    kept, at = "", 0
    while at < len(line):
        if inside:
            close = line.find("-->", at)
            if close < 0:
                return kept, True
            at, inside = close + 3, False
        elif line.startswith("<!--", at):
            at, inside = at + 4, True
        elif line[at] == ";":
            return kept, False
        elif line[at] == "#":
            discard = _NO_COMMENT.match(line, at)
            if discard is None or not kept.rstrip().endswith("["):
                return kept, False
            kept, at = kept + discard[0], discard.end()
        else:
            kept, at = kept + line[at], at + 1
    return kept, inside


@dataclass(slots=True)
class _Draft:
    """An actor while its lines are read."""

    id: str
    name: str
    line: int
    codes: list[DatedCode] = field(default_factory=list)
    default: DatedCode | None = None
    bracketed: bool = False


class _ActorReader(_Reader):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.drafts: dict[str, _Draft] = {}
        self.index: PhraseIndex[str] = PhraseIndex()
        self.written: dict[Phrase, str] = {}
        self.current: _Draft | None = None
        self.unreadable = False

    def take(self, line: int, text: str) -> None:
        """Take in one line."""
        head, bracket, rest = text.partition("[")
        codes = bracket + rest
        if head.strip().startswith("+"):
            self._synonym(line, head.strip()[1:])
            if codes:
                self.problem(line, "a synonym has no codes of its own; those here were left out")
            return
        if head.strip():
            self._actor(line, head)
        if codes:
            self._codes(line, codes)

    def finish(self) -> tuple[UserDictionary, tuple[Problem, ...]]:
        """The dictionary of what was taken in."""
        actors = {}
        for draft in self.drafts.values():
            if not draft.bracketed:
                self.problem(draft.line, f"'{draft.name}' has no code; it counts as nobody")
            actors[draft.id] = UserActor(
                draft.id,
                draft.name,
                f"{self.path.name}:{draft.line}",
                tuple(draft.codes),
                draft.default,
            )
        return UserDictionary(actors, self.index), tuple(self.sorted_problems())

    def _actor(self, line: int, text: str) -> None:
        self.current, self.unreadable = None, True
        try:
            phrase = parse_phrase(text)
        except ValueError as error:
            self.problem(line, f"{error}; what belongs to it was left out")
            return
        self.unreadable = False
        entity = self._id(text)
        draft = self.drafts.get(entity)
        if draft is None:
            draft = self.drafts[entity] = _Draft(entity, self._name(text), line)
        # listed twice: what follows is appended to the first
        self.current = draft
        self._write(line, phrase, draft)

    def _synonym(self, line: int, text: str) -> None:
        if self.current is None:
            if not self.unreadable:
                self.problem(line, f"the synonym '{text.strip()}' has no actor above it")
            return
        try:
            self._write(line, parse_phrase(text), self.current)
        except ValueError as error:
            self.problem(line, str(error))

    def _write(self, line: int, phrase: Phrase, draft: _Draft) -> None:
        other = self.written.setdefault(phrase, draft.id)
        if other != draft.id:
            first = self.drafts[other]
            self.problem(
                line,
                f"'{' '.join(phrase.words)}' stands already for '{first.name}' "
                f"(line {first.line}); there it stays",
            )
            return
        self.index.add(phrase, draft.id)

    def _id(self, text: str) -> str:
        return f"user/{self.path.stem}/{'_'.join(text.upper().replace('_', ' ').split())}"

    def _name(self, text: str) -> str:
        return " ".join(text.replace("_", " ").split())

    def _codes(self, line: int, text: str) -> None:
        if self.current is None:
            if not self.unreadable:
                self.problem(line, f"the code {text.strip()} has no actor above it")
            return
        self.current.bracketed = True
        for content in _BRACKETS.findall(text):
            try:
                code = dated_code(content, line)
            except ValueError as error:
                self.problem(line, f"[{content}] was left out: {error}")
                continue
            if code.dated:
                self.current.codes.append(code)
            elif self.current.default is None:
                self.current.default = code
        rest = _BRACKETS.sub("", text).strip()
        if rest:
            self.problem(line, f"'{rest}' was left out; a code stands in one pair of brackets")


def _stretch(code: DatedCode) -> str:
    if not code.dated:
        return ""
    start = "…" if code.start == date.min else code.start.isoformat()
    end = "…" if code.end == date.max else code.end.isoformat()
    return f" {start} to {end}"


class _AgentReader(_Reader):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.agents: list[Agent] = []
        self.index: PhraseIndex[Agent] = PhraseIndex()
        self.values: dict[str, tuple[str, ...]] = {}

    def define(self, line: int, text: str) -> None:
        """Take in the line if it defines a substitution."""
        match = _DEFINITION.match(text)
        if match is None:
            return
        values = tuple(value.strip() for value in match[2].split(",") if value.strip())
        if not values:
            self.problem(line, f"the substitution !{match[1]}! has no words")
        elif match[1] in self.values:
            self.problem(line, f"the substitution !{match[1]}! stands twice; the first counts")
        else:
            self.values[match[1]] = values

    def take(self, line: int, text: str) -> None:
        """Take in one line that names an agent."""
        if _DEFINITION.match(text):
            return
        head, bracket, rest = text.partition("[")
        content, closed, after = rest.partition("]")
        if not bracket or not closed:
            self.problem(line, f"'{text.strip()}' has no code in brackets; right would be [~GOV]")
            return
        code = _AGENT_CODE.match(content.upper())
        if code is None:
            self.problem(line, f"[{content}] is no agent code; right would be [~GOV] or [NGO~]")
            return
        cameo, before = code[1] or code[2], code[1] is None
        try:
            actor = plover_actor(cameo)
            phrases = self._phrases(head)
        except ValueError as error:
            self.problem(line, str(error))
            return
        if after.strip():
            self.problem(line, f"'{after.strip()}' was left out; nothing follows an agent's code")
        agent = Agent(" ".join(phrases[0].words), cameo, actor, before, f"{self.path.name}:{line}")
        self.agents.append(agent)
        for phrase in phrases:
            other = self.index.add(phrase, agent)
            if other is not agent and phrase is phrases[0]:
                self.problem(line, f"'{agent.phrase}' stands already in {other.entry}; that counts")

    def _phrases(self, head: str) -> list[Phrase]:
        """The forms of an agent: singular and plurals, or those of its substitution."""
        plurals = _PLURALS.search(head)
        text = _PLURALS.sub("", head).strip().strip("_")
        use = _USE.search(text)
        if use is not None:
            if use[1] not in self.values:
                raise ValueError(
                    f"the substitution !{use[1]}! is not defined; right would be a line "
                    f"!{use[1]}! = A, B"
                )
            forms = [text[: use.start()] + v + text[use.end() :] for v in self.values[use[1]]]
        elif plurals is None:
            forms = [text, _plural(text)]
        else:
            forms = [text, *(one.strip() for one in plurals[1].split(",") if one.strip())]
        # agents give their plurals, so that no stems are meant
        return [parse_phrase(form.strip("_") + "_") for form in forms]


def _plural(text: str) -> str:
    """The plural by the dictionaries' rule: S, Y to IES, SS to SSES."""
    upper = text.upper()
    if upper.endswith("Y"):
        return upper[:-1] + "IES"
    return upper + ("ES" if upper.endswith("SS") else "S")
