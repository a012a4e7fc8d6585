"""Statements as rows, and back."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy.engine import Connection

from verbale.record import Document, Due, Encounter, Record, Span, Statement
from verbale.register.codes import Codes, joined
from verbale.register.marks import FLAGS, marks
from verbale.register.precedents import prints
from verbale.register.schema import DAY_BITS, FACETS, AnyRow
from verbale.register.words import Keys, forms

#: Facets that are fields of the statement itself, with several codes each.
SETS = ("speaker", "addressee", "target", "topics", "places", "frameworks")
_MOST_WORDS = 32767

#: How many words of an evidence are found by a search: as many as PostgreSQL's tsvector has positions (16,383) and room (1 MiB) for, whatever their length.
MOST_INDEXED = 4000


@dataclass(frozen=True, slots=True)
class Indexed:
    """A statement on its way into the register: what it is found by, and what its words are."""

    statement: Statement
    keys: tuple[str, ...]
    marks: tuple[str, ...]
    forms: tuple[str, ...]


def indexed(document: Document, statements: tuple[Statement, ...], keys: Keys) -> list[Indexed]:
    """Statements with the entries of the index."""
    found = []
    known = keys.table(document.language)
    for statement in statements:
        written = tuple(islice(forms(statement.evidence.text), MOST_INDEXED))
        base = tuple(known.get(form) or keys.of(document.language, form) for form in written)
        found.append(Indexed(statement, base, tuple(dict.fromkeys(marks(document, statement))), written))
    return found


def day_of(record: Record) -> int:
    """The day that a record belongs to, counted as the calendar of ``datetime`` does: that of publication, else of the encounter; 0 where neither is known."""
    for text in (record.document.published, record.encounter.date if record.encounter is not None else None):
        day = _day(text)
        if day is not None:
            return day.toordinal()
    return 0


def _day(text: str | None) -> date | None:
    """The first day of an ISO 8601 date, month, year or interval."""
    if not text:
        return None
    parts = [*text.partition("/")[0].split("-"), "01", "01"][:3]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def last_day(text: str | None) -> date | None:
    """The last day of an ISO 8601 date, month, year or interval: by when a thing is due at the latest."""
    end = (text or "").rpartition("/")[2]
    first = _day(end)
    if first is None or end.count("-") == _OF_DAY:
        return first
    month = first.month if "-" in end else 12
    return date(first.year, month, monthrange(first.year, month)[1])


#: Hyphens in a date that has a day.
_OF_DAY = 2


def date_of(number: int) -> str | None:
    """The date in a statement's number."""
    days = number >> DAY_BITS
    return date.fromordinal(days).isoformat() if days else None


def code_texts(document: Document, statements: tuple[Statement, ...]) -> Iterator[str]:
    """Every set of codes that a document's rows name."""
    yield joined(document.issuer)
    yield document.language
    yield document.kind
    for statement in statements:
        yield statement.act
        for name in SETS:
            yield joined(getattr(statement, name))


def row_of(one: Indexed, document: Document, numbers: Mapping[str, int]) -> dict[str, Any]:
    """A statement's row, but for its number and the reading that it belongs to.

    Args:
        one: the statement.
        document: what it stands in.
        numbers: those of all sets in :func:`code_texts`.
    """
    statement = one.statement
    due, content = statement.due, statement.content
    a, b, c = prints(one.keys)
    return {
        "act": numbers[statement.act],
        **{name: numbers[joined(getattr(statement, name))] for name in SETS},
        "issuer": numbers[joined(document.issuer)],
        "language": numbers[document.language],
        "strength": statement.strength,
        "flags": sum(1 << bit for bit, flag in enumerate(FLAGS) if getattr(statement, flag)),
        "confidence": round(100 * statement.confidence),
        "cue_start": statement.cue.start,
        "cue_end": statement.cue.end,
        "content_start": None if content is None else content.start,
        "content_end": None if content is None else content.end,
        "evidence_start": statement.evidence.start,
        "evidence_end": statement.evidence.end,
        "due_kind": None if due is None else due.kind,
        "due_value": None if due is None else due.value,
        "due_text": None if due is None else due.text,
        "due_day": None if due is None or (last := last_day(due.value)) is None else last.toordinal(),
        "words": min(len(one.keys), _MOST_WORDS),
        "print_a": a,
        "print_b": b,
        "print_c": c,
    }


def statement_of(row: AnyRow, text: str, codes: Codes, connection: Connection) -> Statement:
    """The statement that a row holds.

    Args:
        row: of the table ``statement``.
        text: of its version.
        codes: the register's.
        connection: to look codes up that are not known yet.
    """
    sets: dict[str, Any] = {name: codes.known(connection, getattr(row, name)) for name in SETS}
    flags: dict[str, Any] = {flag: bool(row.flags >> bit & 1) for bit, flag in enumerate(FLAGS)}
    return Statement(
        act=codes.known(connection, row.act)[0],
        strength=row.strength,
        **sets,
        **flags,
        cue=_span(text, row.cue_start, row.cue_end),
        content=None if row.content_start is None else _span(text, row.content_start, row.content_end),
        evidence=_span(text, row.evidence_start, row.evidence_end),
        due=None if row.due_kind is None else Due(row.due_kind, row.due_value, row.due_text),
        confidence=1.0 if row.confidence is None else row.confidence / 100,
    )


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def prepare_codes(rows: list[AnyRow], codes: Codes, connection: Connection) -> None:
    """Look up at once what :func:`statement_of` will ask for."""
    codes.prepare(connection, {getattr(row, name) for row in rows for name in FACETS})


def encounter_to_json(encounter: Encounter | None) -> str | None:
    """An encounter as its column keeps it."""
    from verbale.exports.json import encode, record_to_dict

    return None if encounter is None else encode(record_to_dict(Record(Document(""), encounter, ()))["encounter"])


def document_of(head: AnyRow, codes: Codes, connection: Connection) -> Document:
    """The document that a reading is of.

    Args:
        head: a row of the table ``reading`` with the ``text`` of its version.
        codes: the register's.
        connection: to look codes up that are not known yet.
    """
    return Document(
        text=head.text,
        title=head.title,
        issuer=codes.known(connection, head.issuer),
        language=codes.known(connection, head.language)[0],
        kind=codes.known(connection, head.kind)[0],
        published=head.published,
    )


def record_of(document: Document, encounter: str | None, statements: tuple[Statement, ...]) -> Record:
    """A record from its parts as the register keeps them."""
    from verbale.exports.json import record_from_dict

    if encounter is None:
        return Record(document, None, statements)
    # An encounter of ours was checked when it came in, and is built again by the same code.
    return Record(document, record_from_dict({"document": {"text": ""}, "encounter": json.loads(encounter)}).encounter, statements)
