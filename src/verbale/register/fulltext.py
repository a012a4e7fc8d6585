"""The index of words, on SQLite (FTS5) and on PostgreSQL (tsvector under GIN).

Both hold the same entries, base forms in their order and marks (:mod:`verbale.register.marks`), made here and not by the database, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.register.prepared import Prepared
from verbale.register.query import Node
from verbale.register.schema import statement
from verbale.register.stretches import Reach

#: What a statement is found by.
Entry = tuple[int, Sequence[str], Sequence[str]]

#: A statement's number in the index, and what was wanted of it; None where it does not count, or is gone.
Found = tuple[int, Sequence[Any] | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of statements that are found.

    Attributes:
        columns: the columns of ``statement``, ``id`` the first of them.
        standing: the highest standing that counts.
    """

    columns: tuple[str, ...]
    standing: int


def asking(numbers: sa.Select[Any], columns: tuple[str, ...], *, is_upwards: bool) -> Prepared:
    """The question for the first statements of a span, with their columns.

    The statements are looked up only when the first numbers are known: PostgreSQL would else look up all that match before it takes the first.

    Args:
        numbers: selects ``number``, in order; its parameters may have any names but ``wanted`` and ``standing``.
        columns: as in :class:`Wanted`.
        is_upwards: as in ``Reach``.
    """
    # SQLAlchemy writes an offset for SQLite in any case, and would make it a parameter without a name.
    first = numbers.limit(sa.bindparam("wanted", type_=sa.BigInteger)).offset(sa.literal_column("0", sa.Integer)).subquery()
    joined = first.outerjoin(statement, sa.and_(statement.c.id == first.c.number, statement.c.standing <= sa.bindparam("standing", type_=sa.Integer)))
    order = first.c.number.asc() if is_upwards else first.c.number.desc()
    return Prepared(sa.select(first.c.number, *(statement.c[name] for name in columns)).select_from(joined).order_by(order))


def answered(rows: Sequence[Sequence[Any]]) -> list[Found]:
    """The answer to it."""
    return [(row[0], None if row[1] is None else row[1:]) for row in rows]


index = sa.table("statement_text", sa.column("id", sa.BigInteger), sa.column("words"))


class FullText(Protocol):
    """What the two engines have in common."""

    #: The column that holds a statement's number.
    number: sa.ColumnElement[int]

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """Index statements: number, base forms in order, marks."""

    def fill(self, connection: Connection, entries: Iterable[Sequence[Entry]]) -> None:
        """Index many statements, in an index that holds none yet and that nobody reads."""

    def delete(self, connection: Connection, statements: Iterable[int]) -> None:
        """Take statements out."""

    def clear(self, connection: Connection) -> None:
        """Take everything out."""

    def matches(self, node: Node) -> sa.ColumnElement[bool]:
        """The condition that a query stands for."""

    def between(self, low: int, high: int) -> sa.ColumnElement[bool]:
        """The condition that a statement has one of these numbers."""

    def first(self, connection: Connection, node: Node, span: Reach, wanted: Wanted) -> list[Found]:
        """The first that match, in the order of their numbers.

        Args:
            connection: to the register.
            node: what is searched for.
            span: where.
            wanted: of which statements, and what of them.
        """

    def among(self, connection: Connection, node: Node, numbers: Sequence[int]) -> frozenset[int]:
        """Those of some statements that match; their numbers are in order, from the highest down."""

    def optimise(self, connection: Connection) -> None:
        """Bring the index into its best shape, after much was added."""


def full_text(connection: Connection) -> FullText:
    """The index of a register."""
    return _engine(connection.dialect.name)


@lru_cache(maxsize=2)
def _engine(dialect: str) -> FullText:
    # Each knows this module's names.
    if dialect == "sqlite":
        from verbale.register.fts5 import Fts5

        return Fts5()
    from verbale.register.tsvector import TsVector

    return TsVector()
