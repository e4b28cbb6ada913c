"""Stories that are nearly the same text: wire copies, shortened and updated versions.

Every story gets a sketch (MinHash of its character shingles, with a fixed seed), cut into bands;
stories that share a band are compared by their shingles themselves. Pairs found alike are kept, so
that only new stories have to be looked at. Groups are the connected components of those pairs, as
far as they were published within days of each other: who came first does not matter.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b

import pyarrow as pa
from rensa import RMinHash

from dragoman.ledger.components import components
from dragoman.ledger.database import Database

SEED, PERMUTATIONS, BAND = 20_240_620, 125, 5
"""25 bands of 5 rows find 99 of 100 pairs that share 70 of 100 shingles."""
SHINGLE = 5
"""Characters of a shingle, counted without blanks and punctuation."""
ALIKE = 0.7
"""Share of their shingles that two texts must have in common."""
SHORT = 150
"""Shingles below which a text must be the same: in a line or two one word makes another story."""
DAYS = 14
"""Days of publication between a story and its copy; later the same text is news again."""

_CHUNK = 500


def shingles(text: str) -> frozenset[str]:
    """The shingles of a text; case, width, blanks and punctuation make no difference."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(c for c in folded if c.isalnum())
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def bands(parts: Collection[str]) -> list[int]:
    """The bands of a sketch, each as a number."""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(parts))
    digest = sketch.digest()
    return [
        int.from_bytes(
            blake2b(
                struct.pack(f"<I{BAND}I", start, *digest[start : start + BAND]), digest_size=8
            ).digest(),
            "little",
        )
        for start in range(0, PERMUTATIONS, BAND)
    ]


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """Share of the shingles of two texts that both have; of short texts 1 or 0."""
    left, right = frozenset(one), frozenset(other)
    if min(len(left), len(right)) < SHORT:
        return float(left == right)
    return len(left & right) / len(left | right)


def sketch_new(database: Database) -> None:
    """Sketch the stories that have no sketch yet, and keep the pairs that are alike."""
    while keys := [
        key
        for (key,) in database.query(
            f"""SELECT t.key FROM texts t ANTI JOIN sketches s ON s.story = t.key
            ORDER BY t.key LIMIT {_CHUNK}"""
        )
    ]:
        texts = _texts(database, keys)
        parts = {key: shingles(texts[key]) for key in keys}
        rows = [{"hash": band, "story": key} for key in keys for band in bands(parts[key])]
        database.show("bands", rows)
        database.insert("sketches", [{"story": k, "shingles": len(parts[k])} for k in keys])
        pairs = _candidates(database, keys)
        others = sorted({key for pair in pairs for key in pair} - set(keys))
        parts |= {key: shingles(text) for key, text in _texts(database, others).items()}
        found = [(a, b, likeness(parts[a], parts[b])) for a, b in pairs]
        database.insert(
            "alike",
            [{"one": a, "other": b, "likeness": round(n, 4)} for a, b, n in found if n >= ALIKE],
        )


def groups(
    pairs: Iterable[tuple[str, str]],
    published: Mapping[str, tuple[datetime | None, date | None]],
) -> dict[str, str]:
    """The first story of the group of each story in `pairs`.

    `published` says when each came out, as a moment and as a day.
    """
    near = []
    for one, other in pairs:
        left, right = published[one][1], published[other][1]
        if left is None or right is None or abs((left - right).days) <= DAYS:
            near.append((one, other))
    first: dict[str, str] = {}
    for group in components(near):
        first |= dict.fromkeys(group, min(group, key=lambda key: _came(key, published[key][0])))
    return first


def regroup(database: Database, keys: Sequence[str]) -> list[str]:
    """Renew the groups of these stories and of all that hang together with them; the stories whose
    group has changed or may have."""
    pairs = _linked(database, keys)
    touched = sorted({key for pair in pairs for key in pair} | set(keys))
    states = {
        row[0]: row[1:]
        for row in database.query(
            """SELECT key, published, day, copies FROM story_states
            WHERE key IN (SELECT unnest(?)) ORDER BY key""",
            [touched],
        )
    }
    first = groups(pairs, {key: (row[0], row[1]) for key, row in states.items()})
    changed = [key for key in touched if states[key][2] != first.get(key, key)]
    if changed:
        given = pa.table({"key": changed, "copies": [first.get(key, key) for key in changed]})
        with database.given(given):
            database.connection.execute(
                """UPDATE story_states SET copies = given.copies,
                copied = given.copies <> given.key FROM given WHERE story_states.key = given.key"""
            )
    moved = {*keys, *changed}
    stirred = {first[key] for key in moved if key in first}
    return sorted({*changed, *(key for key, of in first.items() if of in stirred)})


def _came(key: str, published: datetime | None) -> tuple[bool, float, str]:
    return (published is None, published.timestamp() if published else 0.0, key)


def _candidates(database: Database, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of which one is among `keys` and that share a band, the smaller key first."""
    found = database.query(
        """SELECT DISTINCT least(n.story, b.story), greatest(n.story, b.story)
        FROM bands n JOIN bands b ON b.hash = n.hash AND b.story <> n.story
        WHERE n.story IN (SELECT unnest(?)) ORDER BY ALL""",
        [list(keys)],
    )
    return [(a, b) for a, b in found]


def _texts(database: Database, keys: Sequence[str]) -> dict[str, str]:
    return dict(
        database.query("SELECT key, text FROM texts WHERE key IN (SELECT unnest(?))", [list(keys)])
    )


def _linked(database: Database, keys: Sequence[str]) -> list[tuple[str, str]]:
    """All pairs that hang together with these stories."""
    pairs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    edge = set(keys)
    while edge:
        seen |= edge
        found = database.query(
            """SELECT one, other FROM alike WHERE one IN (SELECT unnest(?))
            OR other IN (SELECT unnest(?))""",
            [sorted(edge), sorted(edge)],
        )
        pairs |= {(a, b) for a, b in found}
        edge = {key for pair in found for key in pair} - seen
    return sorted(pairs)
