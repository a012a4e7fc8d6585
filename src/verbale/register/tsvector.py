"""The index of words in PostgreSQL: tsvector under GIN."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.engine import Connection

from verbale.register.fulltext import Entry, Found, Wanted, answered, asking, index
from verbale.register.prepared import Prepared
from verbale.register.query import And, Node, Not, Or, Phrase
from verbale.register.schema import DATED
from verbale.register.stretches import LEVEL_BITS, LEVELS, Reach, Spread, Stretches, blocks

#: As long as the server expects no more than so many times what is wanted, it is asked for everything at once.
_FEW = 4

_LAST_POSITION = 16383  # the highest that a tsvector can hold


class TsVector:
    """tsvector, made by us entry by entry: no configuration of the server has a say."""

    number: sa.ColumnElement[int] = index.c.id

    def insert(self, connection: Connection, entries: Iterable[Entry]) -> None:
        rows = [{"id": number, "words": _tsvector(keys, marks)} for number, keys, marks in entries]
        if rows:
            connection.execute(sa.text("INSERT INTO statement_text (id, words) VALUES (:id, CAST(:words AS tsvector))"), rows)

    def fill(self, connection: Connection, entries: Iterable[Sequence[Entry]]) -> None:
        """See :class:`verbale.register.fulltext.FullText`. A GIN index is made of many rows in a fraction of the time that it takes to add them one by one."""
        definition = connection.execute(sa.text("SELECT pg_get_indexdef(CAST('statement_text_words' AS regclass))")).scalar_one()
        connection.execute(sa.text("DROP INDEX statement_text_words"))
        pour(connection, "statement_text", ("id", "words"), ((number, _tsvector(keys, marks)) for some in entries for number, keys, marks in some))
        connection.exec_driver_sql(definition)

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

    def between(self, low: int, high: int) -> sa.ColumnElement[bool]:
        return self.number.between(low, high)

    def first(self, connection: Connection, node: Node, span: Reach, wanted: Wanted) -> list[Found]:
        """See :class:`verbale.register.fulltext.FullText`. The server gathers all that match before it takes the first; where it expects many, it is asked
        stretch by stretch.
        """
        values = {"query": _tsquery(node), "standing": wanted.standing}
        expected = _PLAN(connection, values).scalar_one()[0]["Plan"]["Plan Rows"]
        ahead = None if expected <= _FEW * span.wanted else _stretches(connection, span, expected)
        if ahead is None:
            ask = _first(wanted.columns, is_upwards=span.is_upwards, in_blocks=False)
            return answered(ask(connection, {**values, "low": span.low, "high": span.high, "wanted": span.wanted}).all())
        found: list[Found] = []
        stretches, floor = ahead
        ask = _first(wanted.columns, is_upwards=span.is_upwards, in_blocks=True)
        for low, high in stretches:
            cover = [*(blocks(0, 0) if low < DATED else ()), *blocks(max(low, floor), high)]
            more = {"low": low, "high": high, "blocks": cover, "wanted": span.wanted - len(found)}
            found += answered(ask(connection, {**values, **more}).all())
            if len(found) >= span.wanted:
                break
            stretches.found = len(found)
        return found

    def among(self, connection: Connection, node: Node, numbers: Sequence[int]) -> frozenset[int]:
        return frozenset(_AMONG(connection, {"query": _tsquery(node), "numbers": _list(numbers)}).scalars().all())


def pour(connection: Connection, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copy rows into a table of PostgreSQL, several times quicker than they could be inserted."""
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as stream:  # type: ignore[attr-defined]  # psycopg's own
        for row in rows:
            stream.write_row(row)


def _stretches(connection: Connection, span: Reach, expected: float) -> tuple[Stretches, int] | None:
    """In which stretches of time to look, and the number below which nothing has a date; None where the server does not know yet how the numbers are spread."""
    known = _SPREAD(connection, {}).one_or_none()
    extent = _EXTENT(connection, {"low": max(span.low, DATED), "high": span.high}).one()
    if known is None or known.entries <= 0 or not known.bounds or extent.lowest is None or extent.highest is None:
        return None
    largest = (1 << LEVELS[-1]) - 1  # below the lowest and above the highest there is nothing, so whole blocks will do
    floor = extent.lowest & ~largest
    span = replace(span, low=span.low if span.low < DATED else max(span.low, floor), high=min(span.high, extent.highest | largest))
    return Stretches(span, Spread(known.entries, known.bounds), expected), floor


class _TsQuery(sa.types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "tsquery"


def _list(numbers: Iterable[int]) -> str:
    """Numbers as :data:`_LIST` takes them: a text, since the driver is slow to make an array of a thousand numbers."""
    return f"{{{','.join(map(str, numbers))}}}"


_LIST = sa.cast(sa.bindparam("numbers", type_=sa.Text), ARRAY(sa.BigInteger))


def _number(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=sa.BigInteger)


_QUERY = sa.cast(sa.bindparam("query", type_=sa.Text), _TsQuery())
_MATCHES = index.c.words.op("@@", is_comparison=True)(_QUERY)

#: A statement's blocks, in the words of the index's own definition: else the server would not see that it has them.
_BLOCKS = array(
    [sa.cast(index.c.id.op(">>")(sa.literal_column(str(bits))), sa.Integer) + sa.literal_column(str(level << LEVEL_BITS)) for level, bits in enumerate(LEVELS)]
)
_INSIDE = _BLOCKS.op("&&", is_comparison=True)(sa.bindparam("blocks", type_=ARRAY(sa.Integer)))

#: A statement's number as no index has it. Sorting by the number itself, the server would go through all of them in their order until enough match;
#: comparing it, gather all numbers of a stretch beside those that match.
_PLAIN = index.c.id + sa.literal_column("0")


@lru_cache(maxsize=8)
def _first(columns: tuple[str, ...], *, is_upwards: bool, in_blocks: bool) -> Prepared:
    """The question for the first statements of a span, or of a stretch that blocks cover."""
    inside = sa.and_(_MATCHES, _PLAIN.between(_number("low"), _number("high")), *([_INSIDE] if in_blocks else []))
    numbers = sa.select(index.c.id.label("number")).where(inside).order_by(_PLAIN.asc() if is_upwards else _PLAIN.desc())
    return asking(numbers, columns, is_upwards=is_upwards)


_EXTENT = Prepared(
    sa.text("SELECT (SELECT min(id) FROM statement_text WHERE id >= :low) AS lowest, (SELECT max(id) FROM statement_text WHERE id <= :high) AS highest")
)

#: What the server has noted of its numbers when it last looked (ANALYZE); its own planner decides by the same.
_SPREAD = Prepared(
    sa.text("""
    SELECT (SELECT reltuples FROM pg_class WHERE oid = CAST('statement_text' AS regclass)) AS entries,
        CAST(CAST(histogram_bounds AS text) AS bigint[]) AS bounds
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'statement_text' AND attname = 'id'
""")
)

#: How the server would go about it, and so how many matches it expects.
_PLAN = Prepared(sa.text("EXPLAIN (FORMAT JSON) SELECT id FROM statement_text WHERE words @@ CAST(:query AS tsquery)"))

#: "IS TRUE" keeps the server from gathering all that match in the register.
_AMONG = Prepared(sa.select(index.c.id).where(index.c.id == sa.any_(_LIST), _MATCHES.is_(sa.true())))


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
