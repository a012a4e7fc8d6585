"""Putting records into a register, one transaction each."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import InputError
from verbale.languages.data import languages
from verbale.record import Record, Statement
from verbale.register.codes import Codes, joined
from verbale.register.fulltext import full_text
from verbale.register.prepared import Prepared, inserting
from verbale.register.rows import SETS, Indexed, code_texts, day_of, encounter_to_json, indexed, row_of
from verbale.register.schema import DAY_BITS, EARLIER, AnyRow, document, reading, statement, version
from verbale.register.words import Keys, languages_of

#: What became of a text: it is new, it was there already, or it is another version of one that was.
Outcome = Literal["added", "unchanged", "new version"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from, and what was said of it.

    Attributes:
        uri: what names the communiqué: the address of a file or of a page. A text that comes from the same place and is not the same is a new version.
        asked: what the user said of the text beyond what stands in it (``language``, ``published``, ``issuer``).
    """

    uri: str
    asked: Mapping[str, Any]


@dataclass(slots=True)
class Memory:
    """What a register need not ask the database for twice; forgotten when a transaction fails, since what it made went with it."""

    codes: Codes
    keys: Keys
    forms: set[str]

    @classmethod
    def empty(cls) -> Memory:
        """Nothing remembered yet."""
        return cls(Codes(), Keys(), set())

    def forget(self) -> None:
        """After a failure."""
        self.codes.forget()
        self.forms.clear()


def now() -> str:
    """The time as the register keeps it: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest(text: str) -> bytes:
    """What tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: what is to be done with it, and the document that it is a version of, if there is one."""

    outcome: Outcome
    document: int | None
    version: int | None  # the latest of that document
    is_origin: bool = True  # whether the document is known to lie there


def place_of(connection: Connection, uri: str, sha256: bytes, published: str | None) -> Place:
    """Whether a text is known.

    Args:
        connection: to the register.
        uri: where the text comes from.
        sha256: its :func:`digest`.
        published: what was said of its date; another date than the one that is kept makes a new version, since it changes what the statements mean.
    """
    known = _AT_PLACE(connection, {"uri": uri}).scalar()
    if known is None:
        known = _WITH_TEXT(connection, {"sha256": sha256}).scalar()
        if known is None:
            return Place("added", None, None)
        latest = _latest(connection, known)
        same = latest.sha256 == sha256 and published in (None, latest.published)
        return Place("unchanged", known, latest.id, is_origin=False) if same else Place("added", None, None)
    latest = _latest(connection, known)
    same = latest.sha256 == sha256 and published in (None, latest.published)
    return Place("unchanged" if same else "new version", known, latest.id)


def _latest(connection: Connection, number: int) -> AnyRow:
    query = (
        sa.select(version.c.id, version.c.number, version.c.sha256, reading.c.published)
        .join(reading, reading.c.version == version.c.id)
        .where(version.c.document == number)
        .order_by(version.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).one()


def remember_origin(connection: Connection, uri: str, number: int) -> None:
    """Note that a document was found at a place as well."""
    _REMEMBER(connection, {"uri": uri, "document": number})


def check(record: Record) -> None:
    """Refuse what the register could not give back, or not find again.

    Raises:
        InputError: that names the field.
    """
    head = record.document
    if head.language not in languages():
        raise InputError(f"document.language: {head.language!r} is not supported; supported: {', '.join(languages())}")
    if head.published is not None and not _DATE.fullmatch(head.published):
        raise InputError(f"document.published: {head.published!r} is no date; write it as 2021-11-12")
    sets: list[tuple[str, tuple[str, ...]]] = [("document.issuer", head.issuer), ("document.kind", (head.kind,))]
    for number, said in enumerate(record.statements):
        sets += [(f"statements.{number}.{name}", getattr(said, name)) for name in SETS]
        due = said.due
        if due is not None:
            if due.kind not in DUES:
                raise InputError(f"statements.{number}.due.kind: {due.kind!r} is none; choose from {', '.join(DUES)}")
            if due.value is not None and not _WHEN.fullmatch(due.value):
                raise InputError(f"statements.{number}.due.value: {due.value!r} is no ISO 8601 date, month, year or interval")
    for field, codes in sets:
        for code in codes:
            if not _is_code(code):
                raise InputError(f"{field}: {code!r} is no code of the codebook")


@lru_cache(maxsize=1 << 16)  # the same codes come back all the time
def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


#: Kinds of due (codebook section 10).
DUES = ("date", "month", "year", "interval", "immediate", "soon")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:+-]{0,79}")


def add(connection: Connection, record: Record, source: Source, memory: Memory, program: tuple[str, str]) -> Outcome:
    """Keep a record.

    Args:
        connection: of a transaction that writes.
        record: what is to be kept.
        source: where its text comes from.
        memory: the register's.
        program: version of the program and fingerprint of the knowledge that read it.

    Returns:
        what became of it. A text that was there already is left as it is, also where this record reads it otherwise.

    Raises:
        InputError: when the record holds what no register keeps.
    """
    check(record)
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyhow
        connection.exec_driver_sql("SELECT value FROM counter FOR UPDATE")  # two with the same text must not both find it new
    text = record.document.text
    sha256 = digest(text)
    place = place_of(connection, source.uri, sha256, source.asked.get("published"))
    number = place.document
    if number is None:
        number = int(_DOCUMENT(connection, {}).scalar_one())
    remember_origin(connection, source.uri, number)
    if place.outcome == "unchanged":
        return place.outcome
    follows = 0
    if place.version is not None:
        follows = _latest(connection, number).number
        retire(connection, place.version)
    made = int(_VERSION(connection, {"document": number, "number": follows + 1, "sha256": sha256, "text": text, "added": now()}).scalar_one())
    add_reading(connection, record, made, source.asked, memory, program)
    return place.outcome


def add_reading(connection: Connection, record: Record, made: int, asked: Mapping[str, Any], memory: Memory, program: tuple[str, str]) -> None:
    """Keep what was read in a version.

    Args:
        connection: of a transaction that writes.
        record: the reading.
        made: number of the version, which has no reading yet.
        asked: what the user said of the text.
        memory: the register's.
        program: version of the program and fingerprint of the knowledge.
    """
    head = record.document
    numbers = memory.codes.numbers(connection, code_texts(head, ()))
    values = {
        "version": made,
        "program": program[0],
        "knowledge": program[1],
        "title": head.title,
        "issuer": numbers[joined(head.issuer)],
        "language": numbers[head.language],
        "kind": numbers[head.kind],
        "published": head.published,
        "encounter": encounter_to_json(record.encounter),
        "asked": json.dumps(dict(asked), sort_keys=True) if asked else None,
    }
    read = int(_READING(connection, values).scalar_one())
    add_statements(connection, record, record.statements, read, memory)


def add_statements(
    connection: Connection,
    record: Record,
    statements: tuple[Statement, ...],
    read: int,
    memory: Memory,
    *,
    ranks: Sequence[int] | None = None,
    standing: int = 0,
) -> None:
    """Keep statements of a reading, and index them.

    Args:
        connection: of a transaction that writes.
        record: what they stand in.
        statements: those to be added.
        read: number of the reading.
        memory: the register's.
        ranks: which of the statements under its cue each is, where persons stand behind them; counted here where a machine does.
        standing: that of all.
    """
    if not statements:
        return
    head = record.document
    ones = indexed(head, statements, memory.keys)
    codes = memory.codes.numbers(connection, code_texts(head, statements))
    first = _reserve(connection, len(ones))
    day = day_of(record) << DAY_BITS
    numbers = [day | (first + position) for position in range(len(ones))]
    rows = [
        {"id": number, "reading": read, "standing": standing, "judged": ranks is not None, "nth": nth, **row_of(one, head, codes)}
        for number, one, nth in zip(numbers, ones, ranks or _ranks(statements), strict=True)
    ]
    _STATEMENTS(connection, rows)
    full_text(connection).insert(connection, [(number, one.keys, one.marks) for number, one in zip(numbers, ones, strict=True)])
    _learn(connection, ones, memory)


def _ranks(statements: tuple[Statement, ...]) -> list[int]:
    """For each statement, how many before it have a cue that begins where its own does."""
    seen: Counter[int] = Counter()
    ranks = []
    for one in statements:
        ranks.append(seen[one.cue.start])
        seen[one.cue.start] += 1
    return ranks


def retire(connection: Connection, old: int) -> None:
    """Let the statements of a version that another one follows be found only by who asks for old versions."""
    readings = sa.select(reading.c.id).where(reading.c.version == old)
    connection.execute(sa.update(statement).where(statement.c.reading.in_(readings)).values(standing=statement.c.standing.op("|")(EARLIER)))


#: What is written as the program of a record that was not read here; no re-reading touches it.
IMPORTED = ("record", "")


def _reserve(connection: Connection, count: int) -> int:
    """Running numbers for statements: the first of as many as are needed. Writers wait for one another here."""
    return int(_RESERVE(connection, {"count": count}).scalar_one()) - count + 1


def _learn(connection: Connection, ones: list[Indexed], memory: Memory) -> None:
    """Put new words into the vocabulary, with their base forms in every language that could have them.

    So a search need not ask the tables whether a word that it finds in French texts is English as well.
    """
    new = sorted({form for one in ones for form in one.forms} - memory.forms)
    if new:
        rows = [{"language": code, "form": form, "key": memory.keys.of(code, form)} for form in new for code in languages_of(form)]
        _LEARN(connection, rows)
        memory.forms.update(new)


_AT_PLACE = Prepared(sa.text("SELECT document FROM origin WHERE uri = :uri"))
_WITH_TEXT = Prepared(sa.text("SELECT document FROM version WHERE sha256 = :sha256 ORDER BY id LIMIT 1"))
_REMEMBER = Prepared(sa.text("INSERT INTO origin (uri, document) VALUES (:uri, :document) ON CONFLICT DO NOTHING"))
_RESERVE = Prepared(sa.text("UPDATE counter SET value = value + :count WHERE name = 'statement' RETURNING value"))
_LEARN = Prepared(sa.text("INSERT INTO word (language, form, key) VALUES (:language, :form, :key) ON CONFLICT DO NOTHING"))
_DOCUMENT, _VERSION, _READING = inserting(document), inserting(version), inserting(reading)
_STATEMENTS = inserting(statement, returning=False)
