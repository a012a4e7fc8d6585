"""What a search finds: statements where they stand, with their mentions elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import QueryError
from verbale.record import Statement
from verbale.register.lookup import Marker
from verbale.register.precedents import NO_PRINTS, NOBODY, SAME, Candidate, Prints
from verbale.register.rows import date_of, prepare_codes, statement_of
from verbale.register.schema import AnyRow, origin, reading, statement, version
from verbale.register.writing import Memory

#: How much of the text around an evidence is shown, in characters.
_CONTEXT = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """One of the places where a precedent was published; ``prints`` are the fingerprints of what is said there."""

    ref: str
    date: str | None
    document: int
    prints: Prints = NO_PRINTS


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    Attributes:
        ref: what names it, in the register and across readings: version, place of its cue.
        date: of its document, ISO 8601.
        statement: the statement.
        title, issuer, language: of its document.
        uri: where its document comes from.
        before, after: the text around the evidence.
        marked: where the words that were looked for stand in the evidence, as offsets in it.
        repeated: the other places where the same was said in nearly the same words, in the order of the search.
        score: between 0 and 5; why it stands where it stands.
        judged: whether a person has confirmed or corrected it.
        candidate: what decides which precedent it is.
    """

    ref: str
    date: str | None
    statement: Statement
    title: str | None
    issuer: tuple[str, ...]
    language: str
    uri: str | None
    before: str
    after: str
    marked: tuple[tuple[int, int], ...]
    repeated: tuple[Mention, ...]
    score: float
    judged: bool
    candidate: Candidate = NOBODY


@dataclass(frozen=True, slots=True)
class Result:
    """A page of what was found.

    Attributes:
        total: how many statements match, up to and with those that were looked at for this page.
        is_exact: False where more match than that: ``total`` is then a lower bound.
        hits: the page.
        facets: by name, the codes that occur among the statements looked at for this page (at most :data:`WINDOW`) and how often, most frequent first; of years
            and strengths likewise.
        next: what to give as ``after`` for the next page; None on the last one.
    """

    total: int
    is_exact: bool
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    next: str | None = None


def candidate_of(row: AnyRow) -> Candidate:
    """What decides which precedent a row of ``statement`` is."""
    return Candidate(tuple(getattr(row, name) for name in SAME), Prints(row.print_a, row.print_b, row.print_c), row.words)


def ref(version_number: int, cue_start: int, nth: int) -> str:
    """What names a statement: its version and where its cue begins; of several statements under one cue the later ones with their rank."""
    return f"{version_number}.{cue_start}" + (f".{nth + 1}" if nth else "")


def parse_ref(text: str) -> tuple[int, int, int]:
    """Version, beginning of the cue, and rank that a reference names.

    Raises:
        QueryError: when it is none.
    """
    match = re.fullmatch(r"(\d{1,9})\.(\d{1,9})(?:\.(\d{1,4}))?", text.strip())
    if match is None:
        raise QueryError(f"{text!r} names no statement; write it as the search shows it, e.g. 57.1204")
    return int(match[1]), int(match[2]), int(match[3] or 1) - 1


def hits_of(connection: Connection, memory: Memory, page: Sequence[tuple[Sequence[int], float]], marker: Marker) -> tuple[Hit, ...]:
    """Statements where they stand.

    Args:
        connection: to the register.
        memory: the register's.
        page: for each precedent the numbers of its statements, of which the first is shown, and its score.
        marker: finds the words that were looked for.
    """
    if not page:
        return ()
    mentions = _mentions(connection, [number for numbers, _ in page for number in numbers])
    rows = _full(connection, [numbers[0] for numbers, _ in page])
    prepare_codes(list(rows.values()), memory.codes, connection)
    uris = _uris(connection, {row.document for row in rows.values()})
    marker.learn((memory.codes.known(connection, row.language)[0], row.text[row.evidence_start : row.evidence_end]) for row in rows.values())
    return tuple(
        _hit(connection, memory, rows[numbers[0]], uris, marker, [mentions[number] for number in numbers], score)  #
        for numbers, score in page
    )


def _hit(connection: Connection, memory: Memory, row: AnyRow, uris: dict[int, str], marker: Marker, mentions: Sequence[Mention], score: float) -> Hit:
    found = statement_of(row, row.text, memory.codes, connection)
    language = memory.codes.known(connection, row.language)[0]
    evidence = found.evidence
    return Hit(
        ref=mentions[0].ref,
        date=date_of(row.id),
        statement=found,
        title=row.title,
        issuer=memory.codes.known(connection, row.issuer),
        language=language,
        uri=uris.get(row.document),
        before=row.text[max(0, evidence.start - _CONTEXT) : evidence.start],
        after=row.text[evidence.end : evidence.end + _CONTEXT],
        marked=marker.marked(evidence.text, language),
        repeated=tuple(mentions[1:]),
        score=round(score, 3),
        judged=row.judged,
        candidate=candidate_of(row),
    )


def _mentions(connection: Connection, numbers: Sequence[int]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for begin in range(0, len(numbers), 1000):
        part = numbers[begin : begin + 1000]
        prints = (statement.c.print_a, statement.c.print_b, statement.c.print_c)
        query = (
            sa.select(statement.c.id, statement.c.cue_start, statement.c.nth, *prints, reading.c.version, version.c.document)
            .join(reading, reading.c.id == statement.c.reading)
            .join(version, version.c.id == reading.c.version)
            .where(statement.c.id.in_(part))
        )
        for row in connection.execute(query):
            found[row.id] = Mention(ref(row.version, row.cue_start, row.nth), date_of(row.id), row.document, Prints(row.print_a, row.print_b, row.print_c))
    return found


def _full(connection: Connection, numbers: Sequence[int]) -> dict[int, AnyRow]:
    query = (
        sa.select(statement, reading.c.title, reading.c.version, version.c.document, version.c.text)
        .join(reading, reading.c.id == statement.c.reading)
        .join(version, version.c.id == reading.c.version)
        .where(statement.c.id.in_(numbers))
    )
    return {row.id: row for row in connection.execute(query)}


def _uris(connection: Connection, documents: set[int]) -> dict[int, str]:
    query = sa.select(origin.c.document, sa.func.min(origin.c.uri).label("uri")).where(origin.c.document.in_(sorted(documents))).group_by(origin.c.document)
    return {row.document: row.uri for row in connection.execute(query)}
