"""Stretches of time: together they are the span that was asked for, and blocks cover each of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from verbale.register import Register
from verbale.register.fulltext import Wanted, full_text, index
from verbale.register.query import And, Not, Or, Phrase
from verbale.register.schema import DAY_BITS
from verbale.register.stretches import LEVEL_BITS, LEVELS, Reach, Spread, Stretches, blocks

#: Numbers of the days from the year 1 to 9999.
numbers = st.integers(0, (date.max.toordinal() + 1 << DAY_BITS) - 1)


def block_of(number: int, level: int) -> int:
    return (number >> LEVELS[level]) + (level << LEVEL_BITS)


def is_covered(number: int, cover: list[int]) -> bool:
    return any(block_of(number, level) in cover for level in range(len(LEVELS)))


@given(numbers, st.integers(0, 400 * 366 << DAY_BITS), st.floats(0, 1))
def test_blocks_cover_every_number_between_two(low: int, length: int, share: float) -> None:
    cover, high = blocks(low, low + length), low + length
    assert all(is_covered(number, cover) for number in (low, high, low + int(length * share)))


@given(numbers, st.integers(0, 400 * 366 << DAY_BITS))
def test_blocks_reach_no_further_than_the_smallest_of_them(low: int, length: int) -> None:
    cover, high, smallest = blocks(low, low + length), low + length, 1 << LEVELS[0]
    assert not is_covered(low - smallest, cover)
    assert not is_covered(high + smallest, cover)
    assert len(cover) == len(set(cover))


def test_a_few_blocks_cover_a_century() -> None:
    assert len(blocks(date(1925, 3, 3).toordinal() << DAY_BITS, date(2025, 11, 11).toordinal() << DAY_BITS)) < 80


spreads = st.lists(numbers, min_size=2, max_size=30, unique=True).flatmap(lambda found: st.builds(Spread, st.integers(1, 10**7), st.just(sorted(found))))


@given(spreads, numbers)
def test_a_rank_leads_back_to_its_number(spread: Spread, number: int) -> None:
    inside = max(spread.bounds[0], min(spread.bounds[-1], number))
    widest = max(high - low for low, high in itertools.pairwise(spread.bounds))
    assert abs(spread.number(spread.rank(inside)) - inside) <= 1 + widest * 1e-6
    assert spread.rank(spread.bounds[0] - 1) == 0
    assert spread.rank(spread.bounds[-1] + 1) == spread.entries


@given(spreads, numbers, numbers, st.booleans(), st.floats(0, 10**7), st.data())
def test_stretches_are_the_span_without_a_gap(spread: Spread, one: int, other: int, is_upwards: bool, expected: float, data: st.DataObject) -> None:
    low, high = sorted((one, other))
    stretches = Stretches(Reach(low, high, 1001, is_upwards=is_upwards), spread, expected)
    found = []
    for stretch in stretches:
        found.append(stretch)
        stretches.found = data.draw(st.integers(stretches.found, 1000))
        assert len(found) <= 2 + spread.entries / 20_000
    if not is_upwards:
        found.reverse()
    assert found[0][0] == low
    assert found[-1][1] == high
    assert all(before[1] + 1 == after[0] for before, after in itertools.pairwise(found))
    assert all(begin <= end for begin, end in found)


def test_where_many_are_expected_a_stretch_is_short() -> None:
    begin = date(1990, 1, 1).toordinal() << DAY_BITS
    spread = Spread(1_000_000, [begin + (day << DAY_BITS) for day in range(0, 36 * 365, 130)])
    span = Reach(spread.bounds[0], spread.bounds[-1], 1000)
    low, high = next(iter(Stretches(span, spread, 50_000)))
    assert high == span.high
    assert 40_000 <= spread.rank(high) - spread.rank(low) <= 55_000
    assert next(iter(Stretches(span, spread, 100))) == (span.low, span.high)


# --- On a server

#: How often a word is in the entries of the register below: everywhere alike, but "early" and "late" at one end of the time only.
SHARES = {"often": 0.5, "some": 0.1, "seldom": 0.002, "early": 0.9, "late": 0.3, "never": 0.0}


@pytest.fixture(scope="module")
def history(server: Any) -> Iterator[Register]:
    """A register whose index has sixty thousand entries of forty years, some of them without a date, and which the server has looked at."""
    chance = random.Random(7)  # noqa: S311 - the same numbers each time are the point
    with Register(server.new()) as register:
        entries = []
        for position in range(60_000):
            day = date(1985, 1, 1).toordinal() + int(chance.triangular(0, 40 * 365, 38 * 365))
            where = (day - date(1985, 1, 1).toordinal()) / (40 * 365)
            keys = [word for word, share in SHARES.items() if chance.random() < share and (word != "early" or where < 0.4) and (word != "late" or where > 0.6)]
            chance.shuffle(keys)
            if chance.random() < 0.02:
                day = 0  # it has no date
            entries.append((day << DAY_BITS | position, keys, [f"§act·{chance.choice('abc')}"]))
        with register._engine.begin() as connection:
            full_text(connection).insert(connection, entries)
        register.optimise()
        yield register


def one(*keys: str, is_prefix: bool = False) -> Phrase:
    return Phrase(keys, is_prefix)


NODES = [
    *(one(word) for word in SHARES),
    one("often", "some"),
    one("so", is_prefix=True),
    And((one("early"), one("late"))),
    And((one("often"), one("§act·a"))),
    And((Or((one("late"), one("seldom"))), Not(one("often")))),
]


@pytest.mark.parametrize("node", NODES, ids=repr)
@pytest.mark.parametrize("is_upwards", [False, True])
def test_the_first_are_found_stretch_by_stretch_as_they_are_at_once(history: Register, node: Any, is_upwards: bool) -> None:
    chance = random.Random(repr(node))  # noqa: S311 - as above
    ends = [(0, 1 << 62), *(sorted(date(year, 6, 1).toordinal() << DAY_BITS for year in chance.sample(range(1980, 2030), 2)) for _ in range(3))]
    with history._engine.connect() as connection:
        words = full_text(connection)
        for low, high in ends:
            for wanted in (1, 1001):
                found = words.first(connection, node, Reach(low, high, wanted, is_upwards=is_upwards), Wanted(("id",), 0))
                every = sa.select(index.c.id).where(words.matches(node), index.c.id.between(low, high))
                numbers = sorted(connection.execute(every).scalars(), reverse=not is_upwards)
                assert [number for number, _ in found] == numbers[:wanted]


def asked(history: Register, node: Any, **span: Any) -> list[tuple[str, Any]]:
    """What the server was asked for the first thousand."""
    seen: list[tuple[str, Any]] = []
    with history._engine.connect() as connection:
        sa.event.listen(connection, "before_cursor_execute", lambda _connection, _cursor, sql, values, *_: seen.append((sql, values)))
        full_text(connection).first(connection, node, Reach(**{"low": 0, "high": 1 << 62, "wanted": 1001, **span}), Wanted(("id",), 0))
    return [(sql, values) for sql, values in seen if "&&" in sql]


def test_a_frequent_word_is_looked_for_in_the_latest_stretch_alone(history: Register) -> None:
    (one_stretch,) = asked(history, one("often"))
    assert one_stretch[1]["low"] > date(2010, 1, 1).toordinal() << DAY_BITS


def test_a_word_that_is_no_longer_used_is_looked_for_in_several(history: Register) -> None:
    stretches = asked(history, one("early"))
    assert len(stretches) > 1
    assert stretches[-1][1]["low"] == 0
    assert all(len(values["blocks"]) < 60 for _, values in stretches)  # the years before the first date are not among them


def test_a_rare_word_is_looked_for_at_once(history: Register) -> None:
    assert asked(history, one("seldom")) == []


def test_the_blocks_of_a_stretch_are_looked_up_in_the_index(history: Register) -> None:
    """The server sees that the index has them only where the search writes them as the index does."""
    ((sql, values),) = asked(history, one("often"))
    with history._engine.connect() as connection:
        connection.execute(sa.text("SET enable_seqscan = off"))
        plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {sql}", values).scalars())
    assert "statement_text_words" in plan
    assert "&&" in plan.partition("Index Cond: ")[2].partition("\n")[0]


def test_a_register_that_the_server_has_not_looked_at_is_searched_at_once(server: Any) -> None:
    with Register(server.new()) as register:
        with register._engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE statement_text SET (autovacuum_enabled = off)"))
            full_text(connection).insert(connection, [(number, ["often"], []) for number in range(1, 6000)])
        assert asked(register, one("often")) == []
        with register._engine.connect() as connection:
            found = full_text(connection).first(connection, one("often"), Reach(0, 1 << 62, 1001), Wanted(("id",), 0))
        assert [number for number, _ in found] == list(range(5999, 4998, -1))
