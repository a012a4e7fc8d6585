"""The index of words in SQLite: FTS5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.register.fulltext import Entry, Found, Wanted, answered, asking, index
from verbale.register.prepared import Prepared
from verbale.register.query import And, Node, Not, Or, Phrase
from verbale.register.stretches import Reach

#: A statement's row in the index is this less its number: the latest first, since FTS5 takes twice as long to go through its rows from the last to the first.
_MIRROR = 1 << 52
_ROW: sa.ColumnElement[int] = sa.literal_column("statement_text.rowid", sa.BigInteger)


class Fts5:
    """FTS5, without a copy of the text. Such a table cannot forget an entry without being told its words, so entries of statements that are gone stay until
    the next :meth:`clear`; the search joins the statements, and does not see them.
    """

    number: sa.ColumnElement[int] = sa.literal_column(f"{_MIRROR} - statement_text.rowid", sa.BigInteger)

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        # Lower rows first: FTS5 begins a new piece of its index whenever they fall.
        rows = sorted((_MIRROR - number, " ".join((*keys, *marks))) for number, keys, marks in entries)
        if rows:
            connection.exec_driver_sql("INSERT INTO statement_text (rowid, words) VALUES (?, ?)", rows)

    def fill(self, connection: Connection, entries: Iterable[Sequence[Entry]]) -> None:
        for some in entries:
            self.insert(connection, some)

    def delete(self, connection: Connection, statements: Iterable[int]) -> None:
        """Nothing: see above."""

    def clear(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")

    def optimise(self, connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('optimize')")

    def matches(self, node: Node) -> sa.ColumnElement[bool]:
        return sa.literal_column("statement_text").op("MATCH")(_fts5(node))

    def between(self, low: int, high: int) -> sa.ColumnElement[bool]:
        return _ROW.between(_MIRROR - high, _MIRROR - low)

    def first(self, connection: Connection, node: Node, span: Reach, wanted: Wanted) -> list[Found]:
        """See :class:`verbale.register.fulltext.FullText`. The index is in the order of numbers, and is read until there is enough."""
        rows = {"first_row": _MIRROR - span.high, "last_row": _MIRROR - span.low}
        values = {"query": _fts5(node), **rows, "wanted": span.wanted, "standing": wanted.standing}
        return answered(_first(wanted.columns, is_upwards=span.is_upwards)(connection, values).all())

    def among(self, connection: Connection, node: Node, numbers: Sequence[int]) -> frozenset[int]:
        inside = sa.and_(self.matches(node), self.between(numbers[-1], numbers[0]))
        return frozenset(connection.execute(sa.select(self.number).select_from(index).where(inside)).scalars().all()).intersection(numbers)


@lru_cache(maxsize=8)
def _first(columns: tuple[str, ...], *, is_upwards: bool) -> Prepared:
    inside = sa.and_(sa.literal_column("statement_text").op("MATCH")(sa.bindparam("query")), _ROW.between(sa.bindparam("first_row"), sa.bindparam("last_row")))
    numbers = sa.select(Fts5.number.label("number")).select_from(index).where(inside).order_by(_ROW.desc() if is_upwards else _ROW.asc())
    return asking(numbers, columns, is_upwards=is_upwards)


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
