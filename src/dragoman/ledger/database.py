"""The DuckDB file: opened safely, migrated, written in transactions, its errors in plain words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.errors import LedgerError
from dragoman.ledger.journal import SUFFIX
from dragoman.ledger.schema import MIGRATIONS, VERSION

_CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "allow_community_extensions": "false",
}
"""A ledger reads no other file and loads nothing, whatever a query says."""

_ROWS = 2_000

_PID = re.compile(r"PID (\d+)")


class Database:
    """A connection to a ledger's DuckDB file.

    Raises:
        LedgerError: the file is locked, damaged, of a newer version or no ledger.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self._process = os.getpid()
        self._schemas: dict[str, Any] = {}
        self.notices: list[str] = []
        self._opened = False
        self.connection = self._connected()
        try:
            self.connection.execute("SET TimeZone = 'UTC'")
            self.connection.execute("SET lock_configuration = true")
            self._migrate()
            self._opened = True
        except duckdb.Error as error:
            self.close()
            raise self.worded(error) from error
        except BaseException:
            self.close()
            raise

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def dicts(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """All rows of a query, by the names of their columns."""
        cursor = self.connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def stream(self, sql: str) -> Iterator[dict[str, Any]]:
        """The rows of a query one after another, on a connection of their own."""
        cursor = self.connection.cursor()
        try:
            cursor.execute(sql)
            names = [column[0] for column in cursor.description]
            while rows := cursor.fetchmany(_ROWS):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
        finally:
            cursor.close()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The one value of a query."""
        rows = self.query(sql, parameters)
        return rows[0][0] if rows else None

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that name all columns; those whose key is there already change nothing."""
        self._add(table, rows, "ON CONFLICT DO NOTHING")

    def show(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows to a table of the present, which has no key."""
        self._add(table, rows, "")

    def _add(self, table: str, rows: Sequence[Mapping[str, Any]], conflicts: str) -> None:
        if rows:
            with self.given(self.arrow(table, rows)):
                sql = f"INSERT INTO {table} BY NAME SELECT * FROM given {conflicts}"
                self.connection.execute(sql)

    @contextmanager
    def given(self, table: Any) -> Iterator[None]:
        """An Arrow table as a relation named `given`."""
        self.connection.register("given", table)
        try:
            yield
        finally:
            # the connection is of no use after an error that ends it
            with suppress(duckdb.Error):
                self.connection.unregister("given")

    def arrow(self, table: str, rows: Sequence[Mapping[str, Any]]) -> Any:
        """Rows as an Arrow table with the column types of a table here."""
        if table not in self._schemas:
            schema = self.connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
            plain = [pa.field(one.name, _storage(one.type)) for one in schema]
            self._schemas[table] = pa.schema(plain)
        return pa.Table.from_pylist(list(rows), self._schemas[table])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing of it.

        Raises:
            LedgerError: it cannot be written.
        """
        if os.getpid() != self._process:
            raise LedgerError(
                f"{self.path} was opened by another process; a forked one cannot write to it"
            )
        try:
            self.connection.begin()
            yield
            self.connection.commit()
        except BaseException as error:
            # after a fatal error there is nothing left to roll back
            with suppress(duckdb.Error):
                self.connection.rollback()
            if isinstance(error, duckdb.Error) and not isinstance(error, duckdb.ProgrammingError):
                raise self.worded(error) from error
            raise

    def close(self) -> None:
        with suppress(duckdb.Error):
            self.connection.close()

    def worded(self, error: duckdb.Error) -> LedgerError:
        """An error of DuckDB as one sentence with what to do."""
        said = " ".join(str(error).split())
        if _is_locked(error):
            found = _PID.search(said)
            who = f"process {found[1]}" if found else "another process"
            return LedgerError(
                f"{self.path} is in use by {who}; wait until that is done, or end it"
            )
        if "ermission denied" in said or "read-only" in said:
            return LedgerError(
                f"{self.path} cannot be opened or written; make it and its folder yours to write"
            )
        if "No space left" in said or "File too large" in said or "could not write" in said.lower():
            return LedgerError(
                f"{self.path} cannot be written, the disk is full; what was taken in is safe, so "
                "make room and run the command again"
            )
        if self._opened:
            return LedgerError(
                f"{self.path} cannot be written ({said:.200}); what was taken in is safe, so run "
                "the command again"
            )
        return LedgerError(
            f"{self.path} is damaged or no ledger ({said:.200}); move it away and run the command "
            f"again: it is built anew from {self.path.name}{SUFFIX}"
        )

    def _connected(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._connect()
        except duckdb.Error as error:
            log = self.path.with_name(self.path.name + ".wal")
            if _is_locked(error) or self.read_only or not log.exists():
                raise self.worded(error) from error
            # what a damaged log held is put back from the journal
            aside = free_name(log)
            log.rename(aside)
            try:
                connection = self._connect()
            except duckdb.Error as again:
                aside.rename(log)
                raise self.worded(again) from again
            self.notices.append(
                f"{log} was damaged and is now {aside.name}; what it held is put back from the "
                "journal"
            )
            return connection

    def _connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.path), read_only=self.read_only, config=dict(_CONFIG))

    def _migrate(self) -> None:
        tables = {name for (name,) in self.query("SELECT table_name FROM duckdb_tables()")}
        if tables and "migrations" not in tables:
            raise LedgerError(f"{self.path} is a DuckDB file but no ledger; name another file")
        version = self.one("SELECT max(number) FROM migrations") or 0 if tables else 0
        if version > VERSION:
            raise LedgerError(
                f"{self.path} was written by a newer Dragoman (ledger version {version}, this one "
                f"knows {VERSION}); install that version to use it"
            )
        for number in range(version, VERSION):
            if self.read_only:
                raise LedgerError(
                    f"{self.path} is of ledger version {version}; open it once for writing to "
                    "bring it up to date (dragoman status)"
                )
            with self.transaction():
                self.connection.execute(MIGRATIONS[number])
                self.connection.execute("INSERT INTO migrations VALUES (?)", [number + 1])
            self.connection.execute("CHECKPOINT")


def _is_locked(error: duckdb.Error) -> bool:
    return isinstance(error, duckdb.IOException) and "lock" in str(error)


def free_name(path: Path) -> Path:
    """A name beside a file for what is put aside of it."""
    number = 1
    while (name := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return name


def _storage(kind: Any) -> Any:
    """The plain type of a column: JSON is text to Arrow."""
    return getattr(kind, "storage_type", kind)
