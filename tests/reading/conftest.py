"""One reader for all tests of the reading, and a shorthand for what it finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.reading.reader import Reader
from verbale.record import Statement


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader("fr")


@pytest.fixture(scope="session")
def statements(reader: Reader) -> Callable[..., tuple[Statement, ...]]:
    """Reads a text of a given issuer, France where none is given."""

    def read(text: str, issuer: tuple[str, ...] = ("FRA",)) -> tuple[Statement, ...]:
        return reader.read(text, issuer=issuer).statements

    return read


@pytest.fixture(scope="session")
def said(statements: Callable[..., tuple[Statement, ...]]) -> Callable[..., list[str]]:
    """The same, each statement in one line: ``call FRA DEU > RUS``, who does what to whom; with ``not`` before an act that is negated."""

    def line(statement: Statement) -> str:
        told = f" > {' '.join(statement.addressee)}" if statement.addressee else ""
        return f"{'not ' if statement.negated else ''}{statement.act} {' '.join(statement.speaker)}{told}"

    return lambda *args: [line(statement) for statement in statements(*args)]


@pytest.fixture(scope="session")
def statement(reader: Reader) -> Callable[[str, str], Statement]:
    """The first statement of an act in a sentence that stands in a dated communiqué of France's."""

    def first(text: str, act: str) -> Statement:
        lead = "Communiqué sur l'actualité internationale\n\nParis, le 3 mars 2024\n\n"
        found = [s for s in reader.read(lead + text, issuer=("FRA",)).statements if s.act == act]
        assert found, f"no {act} in: {text}"
        return found[0]

    return first
