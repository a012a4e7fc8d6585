"""What persons say of statements, and what then holds.

A judgement is kept for itself: who made it, when and why, what it says, and what the machine had said. The machine's rows never change; where a person has
spoken they are set aside, and a row of the person's stands in their place (:func:`rebuild`). So a new reading can replace the machine's rows and no more,
and undoing a judgement brings back what stood before.

A statement is known by its version, where its cue begins, and its rank among those whose cue begins there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import GoldError, InputError, RegisterError
from verbale.exports.json import encode, record_from_dict, statement_to_dict
from verbale.languages.data import load
from verbale.record import Record, Statement
from verbale.register.fulltext import full_text
from verbale.register.results import parse_ref, ref
from verbale.register.rows import document_of, prepare_codes, record_of, statement_of
from verbale.register.schema import EARLIER, SET_ASIDE, AnyRow, judgement, reading, statement, version
from verbale.register.writing import Memory, add_statements, check

Verdict = Literal["confirm", "correct", "reject", "add"]

#: What of a statement a person can correct. The cue is not among them: it is what the statement is; another cue is another statement.
FIELDS = (
    *("act", "strength", "speaker", "addressee", "target", "topics", "places", "frameworks"),
    *("joint", "reiterated", "hypothetical", "negated", "due", "content", "evidence"),
)


class Anchor(NamedTuple):
    """What a statement is known by, whatever reading found it."""

    version: int
    cue_start: int
    nth: int

    @property
    def ref(self) -> str:
        """As users see it."""
        return ref(*self)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a statement.

    Attributes:
        number: running number; a later judgement has a higher one.
        ref: the statement.
        verdict: ``confirm``, ``correct``, ``reject``, or ``add`` for a statement that the machine had missed.
        value: of a correction the fields with what they should be, of a missed statement all of it; as in the codebook's JSON.
        machine: the whole statement as the machine had read it; None where it had not.
        person, reason, made: who, why, when (ISO 8601, UTC).
        undone: when it was undone; None where it holds.
    """

    number: int
    ref: str
    verdict: Verdict
    value: dict[str, Any] | None
    machine: dict[str, Any] | None
    person: str
    reason: str | None
    made: str
    undone: str | None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A version with all that is said of it: its record without statements, the machine's statements, and whether a later version follows it."""

    version: int
    reading: int
    record: Record
    machine: dict[Anchor, tuple[int, Statement]]  # with the numbers of their rows
    is_earlier: bool


def standing(connection: Connection, number: int, memory: Memory) -> Standing:
    """What a machine has read in a version.

    Raises:
        RegisterError: when there is no such version.
    """
    head = connection.execute(
        sa.select(reading, version.c.text, version.c.document, version.c.number).join(version).where(version.c.id == number)
    ).one_or_none()
    if head is None:
        raise RegisterError(f"there is no version {number} in this register")
    query = sa.select(statement).where(statement.c.reading == head.id, statement.c.judged.is_(False)).order_by(statement.c.cue_start, statement.c.nth)
    rows = list(connection.execute(query))
    prepare_codes(rows, memory.codes, connection)
    latest = connection.scalar(sa.select(sa.func.max(version.c.number)).where(version.c.document == head.document))
    return Standing(
        version=number,
        reading=head.id,
        record=record_of(document_of(head, memory.codes, connection), head.encounter, ()),
        machine={Anchor(number, row.cue_start, row.nth): (row.id, statement_of(row, head.text, memory.codes, connection)) for row in rows},
        is_earlier=head.number != latest,
    )


def judge(
    connection: Connection, anchor: Anchor, verdict: Verdict, value: Mapping[str, Any] | None, person: str, reason: str | None, memory: Memory
) -> Judgement:
    """Keep a judgement of a statement.

    Args:
        connection: of a transaction that writes.
        anchor: the statement; for ``add``, its version counts alone.
        verdict: what is said.
        value: the fields that ``correct`` corrects, the whole statement that ``add`` adds; spans may be given as their words.
        person: who says it.
        reason: why.
        memory: the register's.

    Raises:
        RegisterError: when there is no such statement, or what is said cannot be.
    """
    if not person.strip():
        raise RegisterError("a judgement needs somebody who makes it; name them with --as")
    state = standing(connection, anchor.version, memory)
    effective = _effective(state, _judgements(connection, anchor.version))
    if verdict == "add":
        made = _statement(state.record, value or {})
        anchor = anchor._replace(cue_start=made.cue.start, nth=_next_rank(state, _judgements(connection, anchor.version, undone=True), made.cue.start))
        cue_end = made.cue.end
        kept: dict[str, Any] | None = statement_to_dict(made)
    else:
        before = effective.get(anchor) or (state.machine[anchor][1] if anchor in state.machine else None)
        if before is None:
            raise RegisterError(f"there is no statement {anchor.ref}; the search shows what there is")
        cue_end = before.cue.end
        kept = _correction(state.record, before, value or {}) if verdict == "correct" else None
    machine = state.machine.get(anchor)
    row = {
        "version": anchor.version,
        "cue_start": anchor.cue_start,
        "cue_end": cue_end,
        "nth": anchor.nth,
        "verdict": verdict,
        "value": None if kept is None else encode(kept),
        "machine": None if machine is None else encode(statement_to_dict(machine[1])),
        "person": person.strip(),
        "reason": reason,
        "made": _now(),
    }
    number = int(connection.execute(sa.insert(judgement).returning(judgement.c.id), row).scalar_one())
    rebuild(connection, anchor.version, memory)
    return next(one for one in _judgements(connection, anchor.version, undone=True) if one.number == number)


def _next_rank(state: Standing, judgements: list[Judgement], cue_start: int) -> int:
    """A rank under a cue that no statement has or ever had, those that were undone included: they may be redone."""
    known = (*state.machine, *(anchor_of(one.ref) for one in judgements))
    return max((one.nth + 1 for one in known if one.cue_start == cue_start), default=0)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _correction(record: Record, before: Statement, values: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected fields as they are kept, checked together with those that stay."""
    if not values:
        raise RegisterError("a correction needs a field and its value, e.g. speaker=FRA")
    for name in values:
        if name not in FIELDS:
            hint = "; reject the statement, and add one with the right cue" if name == "cue" else ""
            raise RegisterError(f"{name!r} cannot be corrected{hint}; fields are {', '.join(FIELDS)}")
    made = statement_to_dict(_statement(record, {**statement_to_dict(before), **values}))
    return {name: made[name] for name in values}


def _statement(record: Record, data: Mapping[str, Any]) -> Statement:
    """A statement of a document from JSON, checked as any record is.

    Raises:
        RegisterError: that names the field which does not hold.
    """
    text = record.document.text
    evidence = _span(text, data.get("evidence"), (0, len(text)), "evidence")
    inside = (evidence["start"], evidence["end"]) if isinstance(evidence, dict) and {"start", "end"} <= evidence.keys() else (0, len(text))
    spans = {name: _span(text, data.get(name), inside, name) for name in ("cue", "content")}
    document = {"text": text, "language": record.document.language}
    try:
        made = record_from_dict({"document": document, "statements": [{**data, **spans, "evidence": evidence}]})
        check(made)
    except (GoldError, InputError) as error:
        raise RegisterError(str(error).replace("statements.0.", "")) from None
    said = made.statements[0]
    for topic in said.topics:
        if topic not in load("codebook", "topics.yaml"):
            raise RegisterError(f"topics: {topic!r} is no topic of the codebook")
    if not said.evidence.start <= said.cue.start <= said.cue.end <= said.evidence.end:
        raise RegisterError("evidence: does not hold the cue")
    return said


def _span(text: str, given: Any, inside: tuple[int, int], name: str) -> Any:
    """A span that is given by its words, found where it must be; anything else as it is, to be checked."""
    if isinstance(given, Mapping) and not all(type(given.get(key)) is int for key in ("start", "end")):
        raise RegisterError(f"{name}: start and end must be whole numbers")
    if not isinstance(given, str):
        return given
    start, end = inside
    at = text.find(given, start, end)
    if not given or at < 0:
        raise RegisterError(f"{name}: the words {given!r} do not stand in the {'text' if name == 'evidence' else 'evidence'}")
    if text.find(given, at + 1, end) >= 0:
        raise RegisterError(f"{name}: the words {given!r} stand there more than once; give more of them, or start and end")
    return {"start": at, "end": at + len(given), "text": given}


def undo(connection: Connection, person: str, memory: Memory) -> Judgement:
    """Take back a person's last judgement that holds.

    Raises:
        RegisterError: when there is none.
    """
    query = sa.select(judgement.c.id).where(judgement.c.person == person.strip(), judgement.c.undone.is_(None)).order_by(judgement.c.id.desc()).limit(1)
    return _set_undone(connection, query, _now(), f"{person} has no judgement to undo", memory)


def redo(connection: Connection, person: str, memory: Memory) -> Judgement:
    """Let the judgement hold again that a person has undone last; not after they have judged anew.

    Raises:
        RegisterError: when there is none.
    """
    person = person.strip()
    last = connection.scalar(sa.select(sa.func.max(judgement.c.made)).where(judgement.c.person == person))
    undone = judgement.c.undone.is_not(None)
    query = (
        sa.select(judgement.c.id).where(judgement.c.person == person, undone, judgement.c.undone > (last or "")).order_by(judgement.c.undone.desc()).limit(1)
    )
    return _set_undone(connection, query, None, f"{person} has nothing undone that could be done again", memory)


def _set_undone(connection: Connection, query: sa.Select[tuple[int]], undone: str | None, otherwise: str, memory: Memory) -> Judgement:
    row = connection.execute(query).first()
    if row is None:
        raise RegisterError(otherwise)
    number = int(row.id)
    at = connection.execute(sa.update(judgement).where(judgement.c.id == number).values(undone=undone).returning(judgement.c.version)).scalar_one()
    rebuild(connection, at, memory)
    return next(one for one in _judgements(connection, at, undone=True) if one.number == number)


def history(connection: Connection, number: int | None, anchor: Anchor | None = None) -> list[Judgement]:
    """All judgements of a version, or of one statement, those that were undone included, in their order; of the whole register where neither is given."""
    every = _judgements(connection, number, undone=True)
    return every if anchor is None else [one for one in every if one.ref == anchor.ref]


def _judgements(connection: Connection, number: int | None, *, undone: bool = False) -> list[Judgement]:
    query = sa.select(judgement).order_by(judgement.c.id)
    if number is not None:
        query = query.where(judgement.c.version == number)
    if not undone:
        query = query.where(judgement.c.undone.is_(None))
    return [_judgement(row) for row in connection.execute(query)]


def _judgement(row: AnyRow) -> Judgement:
    return Judgement(
        number=int(row.id),
        ref=ref(row.version, row.cue_start, row.nth),
        verdict=row.verdict,
        value=None if row.value is None else json.loads(row.value),
        machine=None if row.machine is None else json.loads(row.machine),
        person=row.person,
        reason=row.reason,
        made=row.made,
        undone=row.undone,
    )


def rebuild(connection: Connection, number: int, memory: Memory) -> None:
    """Let the register hold what judgements make of a version.

    Args:
        connection: of a transaction that writes.
        number: the version.
        memory: the register's.
    """
    state = standing(connection, number, memory)
    judgements = _judgements(connection, number)
    effective = _effective(state, judgements)
    of_persons = sa.and_(statement.c.reading == state.reading, statement.c.judged.is_(True))
    full_text(connection).delete(connection, connection.execute(sa.select(statement.c.id).where(of_persons)).scalars().all())
    connection.execute(sa.delete(statement).where(of_persons))
    earlier = EARLIER if state.is_earlier else 0
    connection.execute(sa.update(statement).where(statement.c.reading == state.reading).values(standing=earlier))
    meant = (found(state, one, those[0].machine) for one, those in _anchors(judgements).items())
    aside = [state.machine[one][0] for one in meant if one is not None]
    if aside:
        connection.execute(sa.update(statement).where(statement.c.id.in_(aside)).values(standing=earlier | SET_ASIDE))
    ranks = [anchor.nth for anchor in effective]
    add_statements(connection, state.record, tuple(effective.values()), state.reading, memory, ranks=ranks, standing=earlier)


def _anchors(judgements: Iterable[Judgement]) -> dict[Anchor, list[Judgement]]:
    by_anchor: dict[Anchor, list[Judgement]] = {}
    for one in judgements:
        by_anchor.setdefault(anchor_of(one.ref), []).append(one)
    return by_anchor


def anchor_of(text: str) -> Anchor:
    """The statement that a reference names.

    Raises:
        QueryError: when it is no reference.
    """
    return Anchor(*parse_ref(text))


def found(state: Standing, anchor: Anchor, machine: Mapping[str, Any] | None) -> Anchor | None:
    """The machine's statement that an anchor means: the one with this cue and rank; where a newer reading has cut the cue otherwise, one whose cue overlaps it.

    Args:
        state: what the machine has read.
        anchor: the statement.
        machine: what the machine had read when it was judged; None where it had not: what a person has added means nothing of the machine's but its very like.
    """
    if anchor in state.machine:
        return anchor
    if machine is None or any(one.cue_start == anchor.cue_start for one in state.machine):
        return None
    start, end = machine["cue"]["start"], machine["cue"]["end"]
    return next((one for one, (_, said) in state.machine.items() if one.nth == anchor.nth and said.cue.start < end and start < said.cue.end), None)


def _effective(state: Standing, judgements: list[Judgement]) -> dict[Anchor, Statement]:
    """The statements that persons stand behind, in the order of the text."""
    effective = {}
    for anchor, those in _anchors(judgements).items():
        at = found(state, anchor, those[0].machine)
        machine = statement_to_dict(state.machine[at][1]) if at is not None else those[0].machine
        value = _applied(machine, those)
        if value is not None:
            effective[anchor] = replace(_statement(state.record, value), confidence=1.0)
    return dict(sorted(effective.items()))


def _applied(machine: dict[str, Any] | None, judgements: list[Judgement]) -> dict[str, Any] | None:
    """A statement after all judgements of it; None where the last word is that it is none."""
    value = machine
    for one in judgements:
        if one.verdict == "reject":
            value = None
        elif one.verdict == "add":
            value = one.value
        elif value is not None or machine is not None:  # else of an addition that was undone: there is nothing to confirm
            value = {**(value or machine or {}), **(one.value or {})}
    return value
