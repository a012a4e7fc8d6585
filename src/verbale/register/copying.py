"""All that a register holds, copied into another one; and the index of words, made anew from the statements."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.register.fulltext import Entry, full_text
from verbale.register.rows import document_of, indexed, prepare_codes, statement_of
from verbale.register.schema import counter, metadata, reading, statement, version, word
from verbale.register.tsvector import pour
from verbale.register.writing import Memory

#: Rows that are copied at once.
BATCH = 2000


def copy_everything(reader: Connection, connection: Connection) -> None:
    """Copy all rows of all tables, and make the index anew.

    Args:
        reader: of the register that is copied.
        connection: of a transaction that writes; its register holds nothing yet.
    """
    for table in metadata.sorted_tables:
        plain = _plain(table)
        connection.execute(sa.delete(table)) if table is counter else None
        rows = reader.execution_options(stream_results=True, yield_per=BATCH).execute(sa.select(plain))
        if connection.dialect.name == "postgresql":
            pour(connection, table.name, plain.c.keys(), rows)
            if "id" in table.c and table is not statement:
                _count_on(connection, table.name)
        else:
            for some in rows.partitions(BATCH):
                connection.execute(sa.insert(plain), [dict(row._mapping) for row in some])
    full_text(connection).fill(connection, _everything(reader))


def _count_on(connection: Connection, table: str) -> None:
    """Let PostgreSQL number new rows from where the old ones end."""
    connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table}"))  # noqa: S608 - our own names


def _plain(table: sa.Table) -> sa.TableClause:
    """A table with its texts as they are kept, so that none is expanded and compressed again on the way."""
    return sa.table(table.name, *(sa.column(one.name, one.type.impl if isinstance(one.type, sa.types.TypeDecorator) else one.type) for one in table.c))


def index(connection: Connection) -> None:
    """Make the index of words anew from the statements; it then holds none that are gone.

    Args:
        connection: of a transaction that writes.
    """
    words = full_text(connection)
    words.clear(connection)
    for entries in _everything(connection):
        words.insert(connection, entries)


def _everything(connection: Connection) -> Iterator[list[Entry]]:
    """What the statements of each reading are found by."""
    memory = Memory.empty()
    for language, form, key in connection.execute(sa.select(word.c.language, word.c.form, word.c.key)):
        memory.keys.learn(language, [(form, key)])
    for number in connection.execute(sa.select(reading.c.id).order_by(reading.c.id)).scalars().all():
        yield list(_entries(connection, number, memory))


def _entries(connection: Connection, number: int, memory: Memory) -> Iterator[Entry]:
    """What the statements of a reading are found by."""
    head = connection.execute(sa.select(reading, version.c.text).join(version, version.c.id == reading.c.version).where(reading.c.id == number)).one()
    rows = list(connection.execute(sa.select(statement).where(statement.c.reading == number).order_by(statement.c.id)))
    prepare_codes(rows, memory.codes, connection)
    document = document_of(head, memory.codes, connection)
    statements = tuple(statement_of(row, head.text, memory.codes, connection) for row in rows)
    for row, one in zip(rows, indexed(document, statements, memory.keys), strict=True):
        yield row.id, one.keys, one.marks
