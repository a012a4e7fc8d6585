"""Searching a register: which statements match, in which order, how often what occurs among them, and which of them are one precedent.

Only so many statements are looked at in one go (:data:`WINDOW`, the latest ones): they are ranked, grouped and counted together. Where more match, the result
says so, and its ``next`` goes on; nothing is left out silently. So the first page costs the same however large the register is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import QueryError
from verbale.register.criteria import Query, condition, day_number, numbers_between
from verbale.register.fulltext import Wanted, full_text, index
from verbale.register.lookup import LookUp
from verbale.register.precedents import SAME, group
from verbale.register.query import And, Node, Term, parse, resolve
from verbale.register.results import Hit, Result, hits_of
from verbale.register.rows import date_of
from verbale.register.schema import DAY_BITS, EARLIER, FACETS, statement
from verbale.register.stretches import Reach
from verbale.register.writing import Memory

#: How many statements are ranked, grouped and counted together.
WINDOW = 1000

#: After so many years, a statement counts half as recent.
_HALF_LIFE = 4 * 365.25
#: Up to so many words, an evidence says what is looked for and little else.
_FEW_WORDS = 10

#: Facets by the name that users know, where it is not the column's.
_FACET_NAMES = {"topics": "topic", "places": "place", "frameworks": "framework"}
#: What ranking, grouping and counting need of a statement.
_NARROW = ("id", *FACETS, "due_day", "strength", "words", "print_a", "print_b", "print_c")


def search(connection: Connection, query: Query, memory: Memory, *, limit: int, after: str | None, facets: bool) -> Result:
    """A page of a search.

    Args:
        connection: to the register.
        query: what is searched for.
        memory: the register's.
        limit: how many precedents a page has.
        after: ``next`` of the page before.
        facets: whether to count what occurs.

    Raises:
        QueryError: when the query cannot be understood.
    """
    cursor = _Cursor.read(after) if after is not None else None
    asked = _Asked.of(connection, query, memory, cursor)
    found, more = asked.window()
    scores = asked.scores(found)
    order = _order(query, found, scores)
    groups = group(found.candidates(order))
    skip, seen = (cursor.skip, cursor.seen) if cursor is not None else (0, 0)
    page = [[order[member] for member in members] for members in groups[skip : skip + limit]]
    following = None
    if skip + limit < len(groups):
        following = _Cursor(found.ids[0], skip + limit, seen)
    elif more is not None:
        following = _Cursor(more, 0, seen + len(found.ids))
    return Result(
        total=seen + len(found.ids),
        is_exact=more is None,
        hits=hits_of(connection, memory, [([found.ids[one] for one in members], scores[members[0]]) for members in page], asked.look_up.marker(asked.words)),
        facets=_facets(connection, memory, found.columns) if facets else {},
        next=None if following is None else following.write(),
    )


def count(connection: Connection, query: Query, memory: Memory) -> int:
    """How many statements match, however many there are.

    Raises:
        QueryError: when the query cannot be understood.
    """
    return int(connection.execute(_Asked.of(connection, query, memory).select([sa.func.count()])).scalar_one())


def doubtful(connection: Connection, query: Query, memory: Memory, *, limit: int) -> list[Hit]:
    """Statements that no person has judged, the least certain first; of those that are as certain the latest.

    Raises:
        QueryError: when the query cannot be understood.
    """
    asked = _Asked.of(connection, query, memory)
    found = asked.select([statement.c.id]).where(statement.c.judged.is_(False)).order_by(statement.c.confidence, statement.c.id.desc()).limit(limit)
    ids = connection.execute(found).scalars().all()
    return list(hits_of(connection, memory, [([number], 0.0) for number in ids], asked.look_up.marker(asked.words)))


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a page begins: the statement that its window begins with, how many precedents of it come before, how many
    statements came in earlier windows.

    So a search can be gone on with while statements are added: those that are later than its first page do not move it.
    """

    number: int
    skip: int
    seen: int

    def write(self) -> str:
        return f"{self.number}.{self.skip}.{self.seen}"

    @classmethod
    def read(cls, text: str) -> _Cursor:
        match = re.fullmatch(r"(\d{1,18})\.(\d{1,9})\.(\d{1,12})", text)
        if match is None:
            raise QueryError(f"{text!r} is no place to go on from; give the one that the page before ended with")
        return cls(*map(int, match.groups()))


@dataclass(frozen=True, slots=True)
class _Found:
    """Statements as columns, in the order of the database; columns are much quicker to count than rows."""

    columns: Mapping[str, Sequence[int]]

    @property
    def ids(self) -> Sequence[int]:
        return self.columns["id"]

    def candidates(self, order: Sequence[int]) -> Iterator[tuple[tuple[int, ...], tuple[int, int, int], int]]:
        """What decides on precedents, in an order: plain tuples in the form of ``Candidate``, since there are thousands."""
        columns = self.columns
        same = list(zip(*(columns[name] for name in SAME), strict=True))
        prints = list(zip(columns["print_a"], columns["print_b"], columns["print_c"], strict=True))
        words = columns["words"]
        return ((same[one], prints[one], words[one]) for one in order)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as the index understands it, and the numbers that its statements may have."""

    connection: Connection
    query: Query
    words: Node | None  # as typed
    node: Node | None  # with everything else that must hold, as the index has it
    look_up: LookUp
    low: int
    high: int

    @classmethod
    def of(cls, connection: Connection, query: Query, memory: Memory, cursor: _Cursor | None = None) -> _Asked:
        low, high = numbers_between(query)
        if cursor is not None:
            low, high = (max(low, cursor.number), high) if query.sort == "oldest" else (low, min(high, cursor.number))
        words = parse(query.text)
        look_up = LookUp(connection, memory.keys, query.language)
        node = condition(query, None if words is None else resolve(words, look_up))
        return cls(connection, query, words, node, look_up, low, high)

    def select(self, columns: Sequence[Any]) -> sa.Select[Any]:
        """Statements that match, in no order."""
        found = sa.select(*columns)
        if self.node is None:
            found = found.select_from(statement).where(statement.c.id >= self.low, statement.c.id <= self.high)
        else:
            words = full_text(self.connection)
            found = found.select_from(index.join(statement, statement.c.id == words.number)).where(words.matches(self.node))
            found = found.where(words.between(self.low, self.high))
        if self.query.due_before is not None:
            found = found.where(statement.c.due_day <= day_number("due_before", self.query.due_before, is_end=True))
        return found.where(statement.c.standing <= self._standing)

    def window(self) -> tuple[_Found, int | None]:
        """The latest statements that match, the latest first (or the other way round), and the number from which to look for more, if there may be more."""
        asked = self
        while True:
            numbers, columns = asked._batch()
            more = None if len(numbers) <= WINDOW else numbers[WINDOW - 1] + (1 if self._is_oldest else -1)
            if columns or more is None:
                return _Found(dict(zip(_NARROW, zip(*columns, strict=True) if columns else ((),) * len(_NARROW), strict=True))), more
            asked = replace(asked, low=more) if self._is_oldest else replace(asked, high=more)

    def _batch(self) -> tuple[Sequence[int], Sequence[Sequence[Any]]]:
        """Numbers in the index, one more than a window, and those statements of the window that stand."""
        if self.node is None or self.query.due_before is not None:
            order = statement.c.id.asc() if self._is_oldest else statement.c.id.desc()
            rows = self.connection.execute(self.select([statement.c[name] for name in _NARROW]).order_by(order).limit(WINDOW + 1)).all()
            return [row.id for row in rows], rows[:WINDOW]
        span = Reach(self.low, self.high, WINDOW + 1, is_upwards=self._is_oldest)
        found = full_text(self.connection).first(self.connection, self.node, span, Wanted(_NARROW, self._standing))
        return [number for number, _ in found], [row for _, row in found[:WINDOW] if row is not None]

    @property
    def _is_oldest(self) -> bool:
        return self.query.sort == "oldest"

    @property
    def _standing(self) -> int:
        """The highest standing that is looked for."""
        return EARLIER if self.query.versions == "all" else 0

    def scores(self, found: _Found) -> list[float]:
        """How well each statement answers.

        2 where words that are asked for one by one stand side by side; up to 1 each for how little else the evidence says, for how recent it is beside the
        latest that was found (half as much every four years), and for its strength.
        """
        if self.query.sort != "relevance" or not found.ids:
            return [0.0] * len(found.ids)
        together = self._side_by_side(found)
        days = [number >> DAY_BITS for number in found.ids]
        recent = {day: 0.5 ** ((days[0] - day) / _HALF_LIFE) for day in set(days)}
        return [
            2.0 * (number in together) + min(1.0, _FEW_WORDS / (words or 1)) + recent[day] + (strength - 1) / 4
            for number, day, words, strength in zip(found.ids, days, found.columns["words"], found.columns["strength"], strict=True)
        ]

    def _side_by_side(self, found: _Found) -> frozenset[int]:
        """The statements where single words of the query stand side by side, in the order in which they were typed."""
        if not isinstance(self.words, And) or not all(isinstance(part, Term) and not part.is_prefix for part in self.words.parts):
            return frozenset()
        forms = tuple(form for part in self.words.parts if isinstance(part, Term) for form in part.forms)
        return full_text(self.connection).among(self.connection, self.look_up(Term(forms)), found.ids)


def _order(query: Query, found: _Found, scores: Sequence[float]) -> Sequence[int]:
    positions = range(len(found.ids))
    if query.sort == "relevance":
        return sorted(positions, key=scores.__getitem__, reverse=True)  # of equals, the latest first: so they come, and sorting keeps it
    if query.sort == "strongest":
        return sorted(positions, key=found.columns["strength"].__getitem__, reverse=True)
    return positions


def _facets(connection: Connection, memory: Memory, columns: Mapping[str, Sequence[int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """What occurs among statements, and how often."""
    counts: dict[str, Counter[str]] = {}
    for name in FACETS:
        sets = Counter(columns[name])
        memory.codes.prepare(connection, sets)
        codes: Counter[str] = Counter()
        for number, times in sets.items():
            for code in memory.codes.known(connection, number):
                codes[code] += times
        counts[_FACET_NAMES.get(name, name)] = codes
    counts["strength"] = Counter(map(str, columns["strength"]))
    counts["year"] = Counter()
    for day, times in Counter(number >> DAY_BITS for number in columns["id"]).items():
        if day:
            counts["year"][(date_of(day << DAY_BITS) or "")[:4]] += times
    return {name: tuple(sorted(codes.items(), key=lambda one: (-one[1], one[0]))) for name, codes in counts.items()}
