"""Backups: a register as one SQLite file, whatever it lies in, and back again into a file or a database.

A backup is itself a register: it can be opened, searched, and restored into SQLite or PostgreSQL, which is also the way from one to the other.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from verbale.errors import RegisterError
from verbale.register.engine import connect, name_of, told, writing
from verbale.register.fulltext import full_text
from verbale.register.rows import document_of, indexed, prepare_codes, statement_of
from verbale.register.schema import AnyRow, counter, metadata, reading, statement, version, word
from verbale.register.writing import Memory

#: Rows that are copied at once.
_BATCH = 2000


def back_up(engine: Engine, target: Path) -> None:
    """Write a register into a new file, as it is at this moment; others may go on reading and writing it.

    Args:
        engine: the register.
        target: the file, which must not be there; it appears when it is complete.

    Raises:
        RegisterError: when the file is there or cannot be written, or the register is damaged.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists():
            raise RegisterError(f"{target}: is there already; name another file")
        _fill(engine, draft)
        draft.replace(target)
    except OSError as error:
        raise RegisterError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def restore(source: Path, engine: Engine) -> None:
    """Bring a backup back into a register that holds nothing yet; in one transaction, so that it is there as a whole or not at all.

    Args:
        source: the backup; any register in a file.
        engine: the register to fill.

    Raises:
        RegisterError: when the source is no register or is damaged, or the register holds documents already.
    """
    try:
        if source.is_file() and source.stat().st_size == 0:
            raise RegisterError(f"{source}: is empty, and no backup")
    except OSError as error:
        raise RegisterError(f"{source}: cannot be read: {error.strerror}") from None
    old = connect(source, create=False)
    try:
        _check(old)
        with told(name_of(engine.url)), writing(engine) as connection:
            held = connection.scalar(sa.select(sa.func.count()).select_from(version))
            if held:
                raise RegisterError(f"{name_of(engine.url)}: holds {held:,} texts already; restore into a new register")
            with old.connect() as reader:
                _copy(reader, connection)
    finally:
        old.dispose()


def _fill(engine: Engine, draft: Path) -> None:
    """Make the copy; from SQLite page by page, from PostgreSQL row by row."""
    copy = connect(draft)
    try:
        if engine.dialect.name == "sqlite":
            with told(name_of(engine.url)), contextlib.closing(engine.raw_connection()) as one, contextlib.closing(copy.raw_connection()) as other:
                one.driver_connection.backup(other.driver_connection)  # type: ignore[union-attr]  # sqlite3's own
        else:
            with told(name_of(engine.url)), engine.connect().execution_options(isolation_level="REPEATABLE READ") as reader, writing(copy) as connection:
                _copy(reader, connection)
        _check(copy)
        with contextlib.closing(copy.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.dispose()


def _check(engine: Engine) -> None:
    """Refuse a damaged file.

    Raises:
        RegisterError: when SQLite finds a fault.
    """
    with told(name_of(engine.url)), engine.connect() as connection:
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        for _ in connection.execution_options(yield_per=_BATCH).execute(sa.select(version.c.text)):
            pass  # every text is expanded, which no check of pages does
    if answer != "ok":
        raise RegisterError(f"{name_of(engine.url)}: is damaged: {' '.join(answer.split())}")


def _copy(reader: Connection, connection: Connection) -> None:
    """All rows of all tables, and the index made anew."""
    for table in metadata.sorted_tables:
        connection.execute(sa.delete(table)) if table is counter else None
        for rows in _batches(reader, sa.select(table)):
            connection.execute(sa.insert(table), [dict(row._mapping) for row in rows])
        if connection.dialect.name == "postgresql" and "id" in table.c and table is not statement:
            connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table.name}"))  # noqa: S608 - our own names
    index(connection)


def _batches(connection: Connection, query: sa.Select[Any]) -> Iterator[Sequence[AnyRow]]:
    result = connection.execution_options(stream_results=True, yield_per=_BATCH).execute(query)
    yield from result.partitions(_BATCH)


def index(connection: Connection) -> None:
    """Make the index of words anew from the statements; it then holds none that are gone.

    Args:
        connection: of a transaction that writes.
    """
    memory = Memory.empty()
    for language, form, key in connection.execute(sa.select(word.c.language, word.c.form, word.c.key)):
        memory.keys.learn(language, [(form, key)])
    words = full_text(connection)
    words.clear(connection)
    for number in connection.execute(sa.select(reading.c.id).order_by(reading.c.id)).scalars().all():
        words.insert(connection, list(_entries(connection, number, memory)))


def _entries(connection: Connection, number: int, memory: Memory) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """What the statements of a reading are found by."""
    head = connection.execute(sa.select(reading, version.c.text).join(version, version.c.id == reading.c.version).where(reading.c.id == number)).one()
    rows = list(connection.execute(sa.select(statement).where(statement.c.reading == number).order_by(statement.c.id)))
    prepare_codes(rows, memory.codes, connection)
    document = document_of(head, memory.codes, connection)
    statements = tuple(statement_of(row, head.text, memory.codes, connection) for row in rows)
    for row, one in zip(rows, indexed(document, statements, memory.keys), strict=True):
        yield row.id, one.keys, one.marks
