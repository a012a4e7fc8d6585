"""The index of words, on SQLite (FTS5) and on PostgreSQL (tsvector under GIN).

Both hold the same entries, base forms in their order and marks (:mod:`verbale.register.marks`), made here and not by the database, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.register.query import And, Node, Not, Or, Phrase

#: What a statement is found by.
Entry = tuple[int, Sequence[str], Sequence[str]]

_LAST_POSITION = 16383  # the highest that a tsvector can hold

index = sa.table("statement_text", sa.column("id"), sa.column("words"))


class FullText(Protocol):
    """What the two engines have in common."""

    #: The column that holds a statement's number.
    number: sa.ColumnElement[int]

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Index statements: number, base forms in order, marks."""

    def delete(self, connection: Connection, statements: Iterable[int]) -> None:
        """Take statements out."""

    def clear(self, connection: Connection) -> None:
        """Take everything out."""

    def matches(self, node: Node) -> sa.ColumnElement[bool]:
        """The condition that a query stands for."""

    def optimise(self, connection: Connection) -> None:
        """Bring the index into its best shape, after much was added."""


def full_text(connection: Connection) -> FullText:
    """The index of a register."""
    return _engine(connection.dialect.name)


@lru_cache(maxsize=2)
def _engine(dialect: str) -> FullText:
    return Sqlite() if dialect == "sqlite" else Postgres()


class Sqlite:
    """FTS5, without a copy of the text. Such a table cannot forget an entry without being told its words, so entries of statements that are gone stay until
    the next :meth:`clear`; the search joins the statements, and does not see them.
    """

    number: sa.ColumnElement[int] = sa.literal_column("statement_text.rowid", sa.BigInteger)

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        rows = [(number, " ".join((*keys, *marks))) for number, keys, marks in entries]
        if rows:
            connection.exec_driver_sql("INSERT INTO statement_text (rowid, words) VALUES (?, ?)", rows)

    def delete(self, connection: Connection, statements: Iterable[int]) -> None:
        """Nothing: see above."""

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")

    def optimise(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('optimize')")

    def matches(self, node: Node) -> sa.ColumnElement[bool]:
        return sa.literal_column("statement_text").op("MATCH")(_fts5(node))


def _fts5(node: Node) -> str:
    """A query in the language of FTS5. Words are letters and digits only (:mod:`verbale.register.query`), so there is nothing to escape."""
    if isinstance(node, Phrase):
        return '"' + " ".join(node.keys) + '"' + ("*" if node.is_prefix else "")
    if isinstance(node, Or):
        return "(" + " OR ".join(map(_fts5, node.parts)) + ")"
    if isinstance(node, And):
        positive = " AND ".join(_fts5(part) for part in node.parts if not isinstance(part, Not))
        negative = " OR ".join(_fts5(part.part) for part in node.parts if isinstance(part, Not))
        # One NOT for all that must not be there: brackets in brackets fill the parser's stack, which holds a hundred signs.
        return f"(({positive}) NOT ({negative}))" if negative else f"({positive})"
    raise TypeError(node)  # a Not stands only in an And with a positive part: see query.grounded


class Postgres:
    """tsvector, made by us entry by entry: no configuration of the server has a say."""

    number: sa.ColumnElement[int] = index.c.id

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        rows = [{"id": number, "words": _tsvector(keys, marks)} for number, keys, marks in entries]
        if rows:
            connection.execute(sa.text("INSERT INTO statement_text (id, words) VALUES (:id, CAST(:words AS tsvector))"), rows)

    def delete(self, connection: Connection, statements: Iterable[int]) -> None:
        numbers = list(statements)
        for begin in range(0, len(numbers), 1000):
            connection.execute(sa.delete(index).where(index.c.id.in_(numbers[begin : begin + 1000])))

    def clear(self, connection: Connection) -> None:
        connection.execute(sa.delete(index))

    def optimise(self, connection: Connection) -> None:
        connection.execute(sa.text("ANALYZE"))

    def matches(self, node: Node) -> sa.ColumnElement[bool]:
        return index.c.words.op("@@")(sa.cast(sa.literal(_tsquery(node), sa.Text), _TsQuery()))


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "tsquery"


def _tsvector(keys: Sequence[str], marks: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    for position, key in enumerate(keys, start=1):
        places.setdefault(key, []).append(str(min(position, _LAST_POSITION)))
    return " ".join([*(f"'{key}':{','.join(positions[:255])}" for key, positions in places.items()), *(f"'{mark}'" for mark in dict.fromkeys(marks))])


def _tsquery(node: Node) -> str:
    """A query in the language of tsquery; as for FTS5, there is nothing to escape."""
    if isinstance(node, Phrase):
        *before, last = node.keys
        return "(" + " <-> ".join([*(f"'{key}'" for key in before), f"'{last}'" + (":*" if node.is_prefix else "")]) + ")"
    if isinstance(node, Not):
        return "!" + _tsquery(node.part)
    if isinstance(node, And | Or):
        return "(" + (" | " if isinstance(node, Or) else " & ").join(map(_tsquery, node.parts)) + ")"
    raise TypeError(node)
