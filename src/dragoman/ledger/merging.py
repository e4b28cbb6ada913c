"""One event, many reports: records of different stories that tell the same event.

Which two records may be one event, and how sure that is, is said in `coding/same/sameness.py`.
Pairs that are sure enough are kept as links. Events are made from links: the surest first, two
groups become one unless any two of their records contradict each other or were held apart by hand.
So the events are the same whatever the order in which stories came, and only what hangs together
with a new record has to be looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from dragoman.coding.same.sameness import (
    COARSE,
    ENOUGH,
    Bond,
    Telling,
    contradict,
    evidence,
    may_be_of_one_subject,
    of_one_subject,
)
from dragoman.coding.time.dating import STORY
from dragoman.interchange.record import PUBLICATION
from dragoman.ledger.database import Database
from dragoman.ledger.rows import OURS
from dragoman.model import Participant
from dragoman.ontology import Ontology

_CHUNK = 5_000
_ROOT = 2
_COPIED = 0.98
"""How sure two records of copies of one text are one event that could be one at all."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two records that may be one event, the smaller number first."""

    one: int
    other: int
    sure: float
    why: str


def telling_of(
    body: Mapping[str, Any], entities: Iterable[str | None], story: str, published: date | None,
    ontology: Ontology,
) -> Telling:  # fmt: skip
    """What there is to know an event by, of a record's body."""
    known = iter(entities)
    sides = [
        tuple(
            Participant(
                one["code"], one["sector"], one["entity_text"] or "", None,
                entity=next(known, None), office=one["office"],
            )
            for one in body[side]
        )
        for side in ("actor", "recipient")
    ]  # fmt: skip
    own = body["date_precision"] not in (None, STORY, PUBLICATION)
    first = date.fromisoformat(body["date"]) if body["date"] else None
    last = date.fromisoformat(body["enddate"]) if body["enddate"] else first
    act = ontology.acts.get(body["act"])
    place = body["event_loc"] or {}
    return Telling(
        id=body["id"],
        story=story,
        lang=(body["text_info"] or {}).get("lang") or "",
        event=body["event"][0],
        act=body["act"] or "",
        root=(body["cameo"] or "")[:_ROOT],
        mutual=act is not None and act.mutual,
        modes=tuple(body["mode"]),
        auxiliary=tuple(body["auxiliary"]),
        actors=sides[0],
        recipients=sides[1],
        first=first if own else None,
        last=last if own else None,
        coarse=body["date_precision"] in COARSE,
        spoken=first if body["date_precision"] == STORY else None,
        published=published,
        country=place.get("country_code"),
        place=place.get("resolved_place"),
    )


def block_of(telling: Telling) -> str | None:
    """What records must have in common to be compared without further ground, as one string."""
    key = telling.key
    return None if key is None else f"{key[0]}|{' '.join(key[1])}|{' '.join(key[2])}"


def find_links(
    database: Database, ontology: Ontology, stories: Sequence[str], tellings: Tellings
) -> None:
    """Find and keep the links of all records of these stories with those of any other story."""
    chunk_of = {key: number // _CHUNK for number, key in enumerate(stories)}
    for number, chunk in enumerate(_parts(stories)):

        def now(one: str, other: str, number: int = number) -> bool:
            # of two stories that both are looked at, the later one finds the links
            return max(chunk_of.get(one, -1), chunk_of.get(other, -1)) == number

        with database.given(pa.table({"story": pa.array(chunk, pa.string())})):
            near = [pair for pair in _near(database) if now(*pair[2:])]
            copies = {pair for pair in _copies(database) if now(*pair)}
            counts = dict(database.query(_COUNTS))
        links = list(_judged(ontology, near, tellings, kin=False))
        bonds = _bonds(links)
        maybe = {pair for pair, found in bonds.items() if may_be_of_one_subject(found)}
        further = list(_judged(ontology, _records_of(database, maybe | copies), tellings, kin=True))
        more = _bonds(further)
        kin = copies | {
            pair
            for pair in maybe
            if of_one_subject(bonds[pair], more[pair], min(counts[pair[0]], counts[pair[1]]))
        }
        kept = [link for link, pair, _ in links if pair not in kin]
        kept += [
            _copied(link) if pair in copies else link for link, pair, _ in further if pair in kin
        ]
        database.show(
            "links_now",
            [{"one": k.one, "other": k.other, "sure": k.sure, "why": k.why} for k in kept],
        )


def clusters(
    links: Iterable[Link],
    tellings: Mapping[int, Telling],
    apart: Collection[tuple[int, int]],
    rank: Callable[[int], Any],
) -> list[tuple[list[int], float, str]]:
    """The groups of two and more records that links make, with how sure each is and why.

    `rank` says the order in which records are told; `apart` holds pairs (the smaller number first)
    that are not one event whatever speaks for it. The why is that of a group's weakest link.
    """
    of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    sure: dict[int, tuple[float, str]] = {}
    held = frozenset(apart)

    def kept_apart(one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        return pair in held or contradict(tellings[one], tellings[other])

    def order(link: Link) -> tuple[Any, ...]:
        ends = sorted((rank(link.one), rank(link.other)))
        return (-link.sure, *ends)

    for link in sorted(links, key=order):
        left, right = (of.setdefault(end, end) for end in (link.one, link.other))
        if left == right:
            continue
        one, other = members.setdefault(left, [left]), members.setdefault(right, [right])
        if any(kept_apart(a, b) for a in one for b in other):
            continue
        one += other
        for number in other:
            of[number] = left
        del members[right]
        said = [sure.pop(end) for end in (left, right) if end in sure]
        sure[left] = min([*said, (link.sure, link.why)])
    return [
        (sorted(members[root], key=rank), *sure[root])
        for root in sorted(sure, key=lambda root: min(rank(n) for n in members[root]))
    ]


class Tellings:
    """The tellings of records, read from the ledger when they are first asked for."""

    def __init__(self, database: Database, ontology: Ontology) -> None:
        self._database, self._ontology = database, ontology

    def of(self, numbers: Collection[int]) -> dict[int, Telling]:
        """The tellings of these records."""
        found: dict[int, Telling] = {}
        for part in _parts(sorted(numbers)):
            found |= self._read(part)
        return found

    def _read(self, numbers: Sequence[int]) -> dict[int, Telling]:
        given = [list(numbers)]
        sides: dict[str, tuple[list[Participant], list[Participant]]] = defaultdict(
            lambda: ([], [])
        )
        for record, side, code, sector, text, entity, office in self._database.query(
            """SELECT p.record, p.side, p.code, p.sector, p.text, p.entity, p.office
            FROM parties_now p SEMI JOIN
            (SELECT id FROM record_states WHERE number IN (SELECT unnest(?))) r ON r.id = p.record
            WHERE p.side <> 'speaker' ORDER BY p.record, p.side, p.position""",
            given,
        ):
            party = Participant(code, sector, text or "", None, entity=entity, office=office)
            sides[record][side == "recipient"].append(party)
        found = {}
        for (
            number, id, story, lang, type, act, cameo, modes, auxiliary, day, end, precision,
            country, place, published,
        ) in self._database.query(
            """SELECT r.number, r.id, r.story, r.lang, r.type, r.act, r.cameo, r.modes,
            r.auxiliary, r.date, r.enddate, r.date_precision, r.country, r.place,
            coalesce(f.day, s.day)
            FROM record_states r JOIN story_states s ON s.key = r.story
            LEFT JOIN story_states f ON f.key = s.copies
            WHERE r.number IN (SELECT unnest(?)) ORDER BY r.number""",
            given,
        ):  # fmt: skip
            own = precision not in (None, STORY, PUBLICATION)
            known = self._ontology.acts.get(act)
            found[number] = Telling(
                id=id, story=story, lang=lang or "", event=type, act=act or "",
                root=(cameo or "")[:_ROOT], mutual=known is not None and known.mutual,
                modes=tuple(modes), auxiliary=tuple(auxiliary),
                actors=tuple(sides[id][0]), recipients=tuple(sides[id][1]),
                first=day if own else None, last=(end or day) if own else None,
                coarse=precision in COARSE,
                spoken=day if precision == STORY else None,
                published=published, country=country, place=place,
            )  # fmt: skip
        return found


_Pair = tuple[int, int, str, str]
"""Two records, the smaller number first, and their stories in the order of their keys."""

_Judged = tuple[Link, tuple[str, str], Bond]
"""A link, the stories that it is of, and what the two have in common by it."""

_COUNTS = """
    SELECT story, count(*) FROM record_states WHERE story IN (
        SELECT r.story FROM record_states n SEMI JOIN given ON given.story = n.story
        JOIN record_states r ON r.block = n.block
    ) GROUP BY story
"""


def _near(database: Database) -> list[_Pair]:
    """Pairs of records of the given stories and any others with parties and days in common."""
    return list(
        database.query(
            f"""SELECT DISTINCT least(n.number, r.number) AS a, greatest(n.number, r.number) AS b,
                least(n.story, r.story), greatest(n.story, r.story)
            FROM record_states n SEMI JOIN given ON given.story = n.story
            JOIN record_states r ON r.block = n.block
                AND r.first_ <= n.last_ AND n.first_ <= r.last_ AND r.story <> n.story
            WHERE n.source = '{OURS}' ORDER BY a, b"""
        )
    )


def _copies(database: Database) -> list[tuple[str, str]]:
    """Pairs of the given stories and any others that are copies of one text."""
    return list(
        database.query(
            """SELECT DISTINCT least(n.key, s.key) AS a, greatest(n.key, s.key) AS b
            FROM story_states n SEMI JOIN given ON given.story = n.key
            JOIN story_states s ON s.copies = n.copies AND s.key <> n.key ORDER BY a, b"""
        )
    )


def _bonds(found: Iterable[_Judged]) -> dict[tuple[str, str], list[Bond]]:
    """What two stories tell in common, by the pair of stories."""
    bonds: dict[tuple[str, str], list[Bond]] = defaultdict(list)
    for _, pair, bond in found:
        bonds[pair].append(bond)
    return bonds


def _records_of(database: Database, kin: Collection[tuple[str, str]]) -> list[_Pair]:
    """Pairs of records of one type of these pairs of stories."""
    if not kin:
        return []
    ones, others = zip(*sorted(kin), strict=True)
    with database.given(pa.table({"one": ones, "other": others})):
        return list(
            database.query(
                """SELECT least(a.number, b.number) AS x, greatest(a.number, b.number) AS y,
                    given.one, given.other
                FROM given JOIN record_states a ON a.story = given.one
                JOIN record_states b ON b.story = given.other AND b.type = a.type
                ORDER BY x, y"""
            )
        )


def _judged(
    ontology: Ontology, pairs: Sequence[_Pair], tellings: Tellings, *, kin: bool
) -> Iterator[_Judged]:
    for part in _parts(pairs):
        known = tellings.of({number for pair in part for number in pair[:2]})
        for one, other, *stories in part:
            left, right = known[one], known[other]
            if contradict(left, right):
                continue
            sure, why = evidence(left, right, ontology, kin=kin)
            if sure >= ENOUGH:
                first, second = sorted((left, right), key=lambda telling: telling.story)
                bond = (sure, first.id, second.id)
                yield Link(one, other, sure, why), (stories[0], stories[1]), bond


def _copied(link: Link) -> Link:
    """A link of records of two copies of one text."""
    return replace(link, sure=_COPIED, why=f"{link.why}; told in copies of one text")


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
