"""The tables of a ledger, by numbered migrations.

Tables of what was taken in, coded and decided only grow: nothing in them is changed or deleted, and
their primary keys make doing something again change nothing. The tables whose names end in `_now`
show the present; they hold nothing of their own, carry no index, and are brought up to date row by
row (`present.py`).
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE migrations (number INTEGER PRIMARY KEY);
    CREATE TABLE about (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
    CREATE TABLE absorbed (
        number BIGINT PRIMARY KEY, bytes BIGINT NOT NULL, stories BIGINT NOT NULL,
        unread BIGINT NOT NULL, imports BIGINT NOT NULL, decisions BIGINT NOT NULL
    );
    CREATE TABLE stories (
        key VARCHAR, variant VARCHAR, taken BIGINT NOT NULL, taken_at TIMESTAMPTZ NOT NULL,
        id VARCHAR NOT NULL, lang VARCHAR, published VARCHAR, published_precision VARCHAR NOT NULL,
        assumed DATE, title VARCHAR, url VARCHAR, publisher VARCHAR, flags VARCHAR[] NOT NULL,
        origin VARCHAR NOT NULL, PRIMARY KEY (key, variant)
    );
    CREATE TABLE texts (key VARCHAR PRIMARY KEY, text VARCHAR NOT NULL);
    CREATE TABLE unread (
        origin VARCHAR, number BIGINT, stage VARCHAR NOT NULL, reason VARCHAR NOT NULL,
        story VARCHAR, settled BOOLEAN NOT NULL, PRIMARY KEY (origin, number)
    );
    CREATE TABLE codings (
        number BIGINT PRIMARY KEY, story VARCHAR NOT NULL, variant VARCHAR NOT NULL,
        coder VARCHAR NOT NULL, state VARCHAR NOT NULL, stage VARCHAR, reason VARCHAR,
        lang VARCHAR, published VARCHAR, title VARCHAR, url VARCHAR, publisher VARCHAR,
        flags VARCHAR[] NOT NULL, coded_at TIMESTAMPTZ NOT NULL
    );
    CREATE TABLE records (
        number BIGINT PRIMARY KEY, coding BIGINT, source VARCHAR NOT NULL,
        position INTEGER NOT NULL, id VARCHAR NOT NULL, coder VARCHAR, entities VARCHAR[] NOT NULL,
        body JSON NOT NULL
    );
    CREATE TABLE imports (source VARCHAR, id VARCHAR, PRIMARY KEY (source, id));
    CREATE TABLE decisions (
        number BIGINT PRIMARY KEY, kind VARCHAR NOT NULL, story VARCHAR NOT NULL,
        record VARCHAR NOT NULL, body JSON NOT NULL, reason VARCHAR NOT NULL, by_ VARCHAR NOT NULL,
        decided_at TIMESTAMPTZ NOT NULL
    );
    CREATE TABLE sketches (story VARCHAR PRIMARY KEY, shingles INTEGER NOT NULL);
    CREATE TABLE bands (hash UBIGINT NOT NULL, story VARCHAR NOT NULL);
    CREATE TABLE alike (one VARCHAR, other VARCHAR, likeness DOUBLE, PRIMARY KEY (one, other));

    CREATE TABLE story_states (
        key VARCHAR NOT NULL, variant VARCHAR NOT NULL, coding BIGINT, decided BIGINT,
        id VARCHAR, lang VARCHAR, published TIMESTAMPTZ, day DATE, title VARCHAR, url VARCHAR,
        publisher VARCHAR, flags VARCHAR[], origin VARCHAR, state VARCHAR, reason VARCHAR,
        stage VARCHAR, copies VARCHAR, copied BOOLEAN
    );
    CREATE VIEW stories_now AS
        SELECT s.key, s.id, s.lang, s.published, s.day, s.title, s.url, s.publisher, s.flags,
               s.origin, t.text, s.state, s.reason, s.stage, s.copies, s.copied
        FROM story_states s LEFT JOIN texts t ON t.key = s.key;
    CREATE TABLE record_states (
        number BIGINT NOT NULL, coding BIGINT, position INTEGER, changed JSON, block VARCHAR,
        first_ DATE, last_ DATE, day DATE,
        id VARCHAR, story VARCHAR, event VARCHAR, date DATE, enddate DATE, date_precision VARCHAR,
        type VARCHAR, modes VARCHAR[], contexts VARCHAR[], auxiliary VARCHAR[], quad TINYINT,
        score DOUBLE, cameo VARCHAR, act VARCHAR, confidence DOUBLE, flags VARCHAR[], lang VARCHAR,
        publisher VARCHAR, place VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, source VARCHAR,
        coder VARCHAR, corrected BOOLEAN
    );
    CREATE VIEW records_now AS
        SELECT s.id, s.story, s.event, s.date, s.enddate, s.date_precision, s.type, s.modes,
               s.contexts, s.auxiliary, s.quad, s.score, s.cameo, s.act, s.confidence, s.flags,
               s.lang, s.publisher, s.place, s.country, s.lat, s.lon, s.source, s.coder,
               s.corrected, coalesce(s.changed, r.body) AS body
        FROM record_states s LEFT JOIN records r ON r.number = s.number;
    CREATE TABLE parties_now (
        record VARCHAR, event VARCHAR, side VARCHAR, position SMALLINT, code VARCHAR,
        sector VARCHAR, text VARCHAR, name VARCHAR, entity VARCHAR, office VARCHAR,
        start_ INTEGER, end_ INTEGER
    );
    CREATE TABLE reports_now (
        record VARCHAR, event VARCHAR, position SMALLINT, story VARCHAR, lang VARCHAR,
        sequence INTEGER, start_ INTEGER, end_ INTEGER, trigger_ VARCHAR, trigger_start INTEGER,
        trigger_end INTEGER, folded VARCHAR
    );
    CREATE TABLE events_now (
        id VARCHAR, date DATE, enddate DATE, date_precision VARCHAR, type VARCHAR,
        modes VARCHAR[], contexts VARCHAR[], auxiliary VARCHAR[], quad TINYINT, score DOUBLE,
        cameo VARCHAR, act VARCHAR, actor_codes VARCHAR[], recipient_codes VARCHAR[],
        place VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, confidence DOUBLE, sure DOUBLE,
        why VARCHAR, records INTEGER, stories INTEGER, languages VARCHAR[], publishers VARCHAR[],
        first_day DATE, record VARCHAR, source VARCHAR
    );
    CREATE TABLE links_now (one BIGINT, other BIGINT, sure DOUBLE, why VARCHAR);
    """,
)
"""A migration is never changed once it was released; a new one is added."""

VERSION = len(MIGRATIONS)
