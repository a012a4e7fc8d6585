"""Whatever is typed into a search, there is an answer or one line that says why not; nothing of it reaches a database as a command."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from verbale.errors import QueryError
from verbale.register import Query, Register
from verbale.register.query import DEEPEST, MOST_TERMS

MANY = 20_000
#: What means something to SQL, to FTS5 or to tsquery, or is no text at all.
PIECES = (
    *(
        "\x00",
        "\ud800",
        "\udfff\udc00",
        "\u202e",
        "\u200f",
        "e\u0301",
        "\u0301\u0301\u0301",
        "\U0001f1eb\U0001f1f7",
        "\U0001f469\u200d\U0001f52c",
        "\ufeff",
        "\u2028",
        "\n",
        "\r",
        "\t",
        "\x1b[",
    ),
    *('"', "'", "''", '""', "«", "»", "“", "”", "„", "‟", "`", "´", "$$", "$tag$", "\\", "\\'", "\\x00", "%", "%s", "%(a)s", ":a", "?", "{}", "{0}"),
    *(
        "NEAR(",
        "NEAR/2",
        "NEAR(a b, 5)",
        "words:",
        "rowid:",
        "statement_text:",
        "- words:",
        "{words rowid}:",
        "{a b}:",
        "^",
        "^a",
        "a + b",
        "*",
        "a*",
        "ab*",
        "**",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "and",
        "AND AND",
        "NOT NOT",
        "OR OR",
        "-",
        "--",
        "- -",
        "|",
        "||",
        "&",
        "&&",
        "!",
        "!!",
        "<->",
        "<2>",
        "<0>",
        ":*",
        ":AB",
        "a:*b",
        "(",
        ")",
        "((",
        "))",
        "()",
        ")(",
    ),
    *(
        "'; DROP TABLE canary; --",
        '"; DROP TABLE canary; --',
        "1 OR 1=1",
        "') UNION SELECT 1 --",
        "/*",
        "*/",
        ";",
        "DELETE FROM canary",
        "delete-all",
        "optimize",
        "rebuild",
        "integrity-check",
    ),
    *(
        "pg_sleep(9)",
        "§act·condemn",
        "§speaker·fra",
        "·",
        "§",
        "_",
        "№",
        "ª",
        "²",
        "ß",
        "ŉ",
        "İ",
        "ﷺ",
        "Σ",
        "ς",
        "\U0001d400",
        "مرحبا",
        "שלום",
        "中文",
        "условия",
        "l'",
        "d’",
        "qu'",
    ),
    *(
        "attaque",
        "condamner",
        "intégrité",
        "territorial",
        "integrity",
        "осуждать",
        "cessez-le-feu",
        "ab",
        "a",
        "2022",
        "negoti*",
        "0x1F",
        "1e309",
        "NULL",
        "None",
        "true",
    ),
)


def strings() -> Iterator[str]:
    """Many strings, the same ones on every run."""
    rng = random.Random(20_000)  # noqa: S311 - no secret
    yield from (
        "(" * 2000,
        ")" * 2000,
        "(" * 2000 + "ab" + ")" * 2000,
        "a" * 100_000,
        '"' * 100_001,
        "\x00" * 100_000,
        "é" * 4000,
        "ß" * 4000,
        "a'" * 2000,
        "ab " * 64,
    )
    yield from (
        "ab*" * 1000,
        "-" * 4000 + "ab",
        "NOT " * 999 + "ab",
        "ab OR " * 66,
        "(ab " * 32 + ")" * 32,
        "NOT (ab " * 32 + ")" * 32,
        '"' + "ab " * 1300 + '"',
    )
    yield from PIECES
    characters = "".join(PIECES)
    for number in range(MANY):
        kind = number % 4
        if kind == 0:
            yield " ".join(rng.choices(PIECES, k=rng.randint(1, 6)))
        elif kind == 1:
            yield "".join(rng.choices(PIECES, k=rng.randint(1, 8)))
        elif kind == 2:
            yield "".join(rng.choices(characters, k=rng.randint(1, 60)))
        else:
            yield "".join(chr(rng.randrange(rng.choice((0x80, 0x530, 0x3000, 0x110000)))) for _ in range(rng.randint(1, 30)))


@pytest.fixture(scope="module")
def place(new: Callable[[], str]) -> str:
    return new()


@pytest.fixture(scope="module")
def guarded(place: str, make: SimpleNamespace) -> Iterator[Register]:
    """A register with something in it, and a table beside it that nobody may touch."""
    with Register(place) as register:
        for number in range(12):
            register.add(make.numbered(number), make.uri(number))
        register.add(make.full(), "x:full")
        with register._engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE canary (name text)"))
            connection.execute(sa.text("INSERT INTO canary VALUES ('alive')"))
        yield register


def contents(register: Register) -> dict[str, int]:
    """How many rows every table has."""
    with register._engine.connect() as connection:
        names = [name for name in sa.inspect(connection).get_table_names() if connection.dialect.name != "sqlite" or not name.startswith("statement_text")]
        return {name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0 for name in names}


def answer(register: Register, query: Query, *, only_count: bool = False) -> bool:
    """Whether there is an answer; if not, one line says why not."""
    try:
        if only_count:
            return register.count(query) >= 0
        result = register.search(query, limit=2, facets=False)
    except QueryError as error:
        message = str(error)
        assert message
        assert len(message.splitlines()) == 1
        assert len(message) < 9000
        message.encode("utf-8")
        return False
    assert result.total >= len(result.hits)
    return True


def test_any_string_is_answered_or_refused(guarded: Register, place: str) -> None:
    """By three users at once, since most of the time goes by in waiting for the database."""
    before, texts = contents(guarded), list(strings())

    def ask(first: int) -> int:
        with Register(place) as register:
            return sum(answer(register, Query(text=text), only_count=number % 2 == 0) for number, text in enumerate(texts[first::3]))

    with ThreadPoolExecutor(3) as threads:
        answered = sum(threads.map(ask, range(3)))
    assert contents(guarded) == before
    assert before["canary"] == 1
    assert MANY / 3 < answered < MANY  # both happen


FILTERS = ("act", "speaker", "addressee", "target", "topic", "place", "framework", "issuer", "language", "kind", "flag", "due", "by")


@pytest.mark.parametrize("name", FILTERS)
def test_any_string_may_be_a_filter(guarded: Register, name: str) -> None:
    before = contents(guarded)
    values = [*PIECES, "A" * 5000, "Ж" * 5000, "A*" * 3000, "", " "]
    for number, value in enumerate(values):
        answer(guarded, Query(**{name: (value,)}), only_count=True)
        if number % 4 == 0:
            answer(guarded, Query(text="attaque", **{name: (value, "FRA*")}))
    assert contents(guarded) == before


@pytest.mark.parametrize("name", ["since", "until", "due_before", "sort", "versions"])
def test_any_string_may_be_a_date_or_an_order(guarded: Register, name: str) -> None:
    for value in [*PIECES, "9" * 5000, "2021-1-1", "２０２１", "2021-11-12T00:00"]:
        answer(guarded, Query(**{name: value}))


def test_any_string_may_be_a_place_to_go_on_from(guarded: Register) -> None:
    for piece in [*PIECES, "9" * 30 + ".1.1", "1.1", "1.1.1.1", "-1.0.0", "999999999999999999.0.0", "0.999999999.0", "0.0.0", "1.1.999999999999"]:
        try:
            result = guarded.search(after=piece)
        except QueryError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - either is right
        else:
            assert len(result.hits) <= 20


@pytest.mark.parametrize("shape", ["ab OR (cd ", "ab (cd OR ", "NOT (ab ", "ab NOT (cd OR ", "(NOT ab OR ", "ab OR cd NOT ("])
def test_brackets_are_answered_as_deep_as_they_are_allowed(guarded: Register, shape: str) -> None:
    for depth in range(1, min(DEEPEST, MOST_TERMS // 2 - 1) + 1):
        text = shape * depth + "attaque" + ")" * depth
        assert answer(guarded, Query(text=text, speaker=("FRA",), min_strength=2)) is True


@pytest.mark.parametrize("joint", [" ", " OR ", " NOT ", " -", " AND NOT ", "* "])
def test_as_many_words_as_are_allowed_are_answered(guarded: Register, joint: str) -> None:
    assert answer(guarded, Query(text=joint.join(f"word{number}x" for number in range(MOST_TERMS)))) is True


def test_many_codes_are_answered(guarded: Register) -> None:
    codes = tuple(f"X{number}" for number in range(3000))
    assert answer(guarded, Query(text="attaque", speaker=(*codes, "FRA"))) is True


def test_a_phrase_as_long_as_is_allowed_is_answered(guarded: Register) -> None:
    assert answer(guarded, Query(text='"' + " ".join(f"w{number}" for number in range(700)) + '"')) is True
    assert answer(guarded, Query(text="-".join(["ab"] * 1300))) is True
