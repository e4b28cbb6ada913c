"""What became of all that a ledger took in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.ledger import decisions
from dragoman.ledger.database import Database
from dragoman.ledger.intake import UNREAD_NOW
from dragoman.ledger.present import PRESENT
from dragoman.ledger.rows import CODED, EMPTY, SET_ASIDE, WAITING


@dataclass(frozen=True, slots=True)
class Status:
    """What became of all that was taken in: `taken_in = coded + empty + set_aside + waiting`.

    `unread` of the `set_aside` are inputs that could not be read as stories. `copies` are stories
    that are copies of another. `records` and `events` are those of the present, `imported` the
    records of other sources, `old` the stories that another coder coded last, `lost` the decisions
    by hand of records that the present coding does not have.
    """

    coded: int
    empty: int
    set_aside: int
    waiting: int
    unread: int
    copies: int
    records: int
    events: int
    imported: int
    decisions: int
    lost: int
    coders: Mapping[str, int]

    @property
    def taken_in(self) -> int:
        """Stories, and inputs that should have been stories."""
        return self.coded + self.empty + self.set_aside + self.waiting

    def __str__(self) -> str:
        return (
            f"{self.taken_in} taken in = {self.coded} coded + {self.empty} without an event "
            f"+ {self.set_aside} set aside + {self.waiting} waiting; "
            f"{self.records} records of {self.events} events"
        )


@dataclass(frozen=True, slots=True)
class Added:
    """What was done: how many stories were new and known, and what became of those coded."""

    new: int = 0
    known: int = 0
    coded: int = 0
    empty: int = 0
    set_aside: int = 0

    def __str__(self) -> str:
        done = self.coded + self.empty + self.set_aside
        return (
            f"{self.new} new, {self.known} known before; {done} coded now = {self.coded} with "
            f"events + {self.empty} without + {self.set_aside} set aside"
        )


def status_of(database: Database) -> Status:
    """The counts of the present."""
    one, query = database.one, database.query
    counts = Counter(
        dict(
            query(
                f"""SELECT coalesce(c.state, '{WAITING}'), count(*) FROM ({PRESENT}) p
                LEFT JOIN codings c ON c.number = p.coding GROUP BY 1"""
            )
        )
    )
    coders = query(
        f"""SELECT c.coder, count(*) FROM ({PRESENT}) p JOIN codings c ON c.number = p.coding
        GROUP BY 1 ORDER BY 1"""
    )
    unread = one(f"SELECT count(*) FROM ({UNREAD_NOW}) WHERE NOT settled")
    return Status(
        coded=counts[CODED],
        empty=counts[EMPTY],
        set_aside=counts[SET_ASIDE] + unread,
        waiting=counts[WAITING],
        unread=unread,
        copies=one("SELECT count(*) FROM story_states WHERE copied"),
        records=one("SELECT count(*) FROM record_states"),
        events=one("SELECT count(*) FROM events_now"),
        imported=one("SELECT count(*) FROM imports"),
        decisions=one("SELECT count(*) FROM decisions"),
        lost=decisions.lost(database),
        coders=dict(coders),
    )
