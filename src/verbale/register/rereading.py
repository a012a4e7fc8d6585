"""Reading again what an older program or older knowledge had read, and saying what has changed.

Only the machine's statements are replaced. What persons have said is laid over the new ones as it was over the old, and where the new reading differs both
from what the machine had said then and from the person, that is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import InputError, RegisterError
from verbale.exports.json import statement_to_dict
from verbale.record import Record, Statement
from verbale.register import review
from verbale.register.codes import joined
from verbale.register.fulltext import full_text
from verbale.register.review import FIELDS, Anchor, Judgement, Standing
from verbale.register.rows import code_texts, encounter_to_json
from verbale.register.schema import EARLIER, reading, statement, version
from verbale.register.writing import IMPORTED, Memory, add_statements, check

if TYPE_CHECKING:
    from concurrent.futures import Future

    from verbale.register.readers import Read
    from verbale.register.store import Register


@dataclass(frozen=True, slots=True)
class Change:
    """How a new reading of a statement differs: ``before`` is None where it is new, ``after`` where it is gone; both hold the fields that differ."""

    ref: str
    cue: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A field where three differ: the machine at the time of a judgement, the person who judged, and the machine now."""

    ref: str
    field: str
    machine: Any
    person: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of a version."""

    version: int
    title: str | None
    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Stale:
    """A version whose reading is older than this program: its text, and what the user had said of it."""

    version: int
    text: str
    asked: dict[str, Any]


def stale(connection: Connection, program: tuple[str, str], *, everything: bool = False) -> list[int]:
    """The versions that another program, or other knowledge, has read; not those that came as records.

    Args:
        connection: to the register.
        program: version of the program and fingerprint of its knowledge.
        everything: also what this very program has read.
    """
    other = sa.or_(reading.c.program != program[0], reading.c.knowledge != program[1])
    query = sa.select(reading.c.version).where(reading.c.program != IMPORTED[0]).order_by(reading.c.version)
    return list(connection.execute(query if everything else query.where(other)).scalars())


def text_of(connection: Connection, number: int) -> Stale:
    """What is to be read again."""
    query = sa.select(version.c.text, reading.c.asked).join(reading, reading.c.version == version.c.id).where(version.c.id == number)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise RegisterError(f"there is no version {number} in this register")
    return Stale(number, row.text, json.loads(row.asked) if row.asked else {})


def replace_reading(connection: Connection, number: int, record: Record, memory: Memory, program: tuple[str, str]) -> Reread:
    """Put a new reading of a version in the place of the old one.

    Args:
        connection: of a transaction that writes.
        number: the version.
        record: the new reading of its text.
        memory: the register's.
        program: version of the program and fingerprint of the knowledge that read it.

    Raises:
        InputError: when the record holds what no register keeps.
        RegisterError: when there is no such version, or the record is of another text.
    """
    old = review.standing(connection, number, memory)
    if record.document.text != old.record.document.text:
        raise RegisterError(f"the reading is of another text than version {number}")
    check(record)
    judgements = review.history(connection, number)
    rows = connection.execute(sa.select(statement.c.id).where(statement.c.reading == old.reading)).scalars().all()
    full_text(connection).delete(connection, rows)
    connection.execute(sa.delete(statement).where(statement.c.reading == old.reading))
    _update_head(connection, old.reading, record, memory, program)
    add_statements(connection, record, record.statements, old.reading, memory, standing=EARLIER if old.is_earlier else 0)
    if judgements:
        review.rebuild(connection, number, memory)
    new = review.standing(connection, number, memory)
    holding = [one for one in judgements if one.undone is None]
    return Reread(number, record.document.title, tuple(_changes(old, new)), tuple(_disagreements(new, holding)))


def _update_head(connection: Connection, read: int, record: Record, memory: Memory, program: tuple[str, str]) -> None:
    head = record.document
    numbers = memory.codes.numbers(connection, code_texts(head, ()))
    values = {
        "program": program[0],
        "knowledge": program[1],
        "title": head.title,
        "published": head.published,
        "issuer": numbers[joined(head.issuer)],
        "language": numbers[head.language],
        "kind": numbers[head.kind],
        "encounter": encounter_to_json(record.encounter),
    }
    connection.execute(sa.update(reading).where(reading.c.id == read).values(values))


def _changes(old: Standing, new: Standing) -> Iterator[Change]:
    """Statement by statement, in the order of the text; one whose cue was cut otherwise is the same statement."""
    before = {anchor: said for anchor, (_, said) in old.machine.items()}
    after = {anchor: said for anchor, (_, said) in new.machine.items()}
    pairs = {anchor: anchor for anchor in before.keys() & after.keys()}
    for anchor, said in before.items():
        if anchor not in pairs:
            taken = set(pairs.values())
            overlapping = (one for one, other in after.items() if one not in taken and other.cue.start < said.cue.end and said.cue.start < other.cue.end)
            if (found := next(overlapping, None)) is not None:
                pairs[anchor] = found
    reached = {pairs[anchor]: anchor for anchor in pairs}
    for anchor in sorted({*before, *(one for one in after if one not in reached)}, key=lambda one: one.cue_start):
        if anchor in before:
            yield from _change(pairs.get(anchor, anchor), before[anchor], after.get(pairs[anchor]) if anchor in pairs else None)
        else:
            yield from _change(anchor, None, after[anchor])


def _change(anchor: Anchor, before: Statement | None, after: Statement | None) -> Iterator[Change]:
    was, is_ = (None if one is None else statement_to_dict(one) for one in (before, after))
    cue = (after or before).cue.text  # type: ignore[union-attr]  # one of them is there
    if was is None or is_ is None:
        yield Change(anchor.ref, cue, was, is_)
        return
    names = [name for name in ("cue", *FIELDS) if was[name] != is_[name]]
    if names:
        yield Change(anchor.ref, cue, {name: was[name] for name in names}, {name: is_[name] for name in names})


def _disagreements(new: Standing, judgements: list[Judgement]) -> Iterator[Disagreement]:
    for one in judgements:
        if one.verdict not in ("correct", "confirm") or one.machine is None:
            continue
        at = review.found(new, review.anchor_of(one.ref), one.machine)
        now = statement_to_dict(new.machine[at][1]) if at is not None else None
        names = list(one.value or {}) if one.verdict == "correct" else list(FIELDS)
        for name in names:
            said = (one.value or {}).get(name, one.machine[name])
            value = None if now is None else now[name]
            if value not in (said, one.machine[name]):
                yield Disagreement(one.ref, name, one.machine[name], said, value)


def read_again(register: Register, numbers: Iterable[int], *, jobs: int = 1) -> Iterator[tuple[int, Reread | str]]:
    """Read versions again, one transaction each.

    Args:
        register: the register.
        numbers: which versions.
        jobs: how many processes read.

    Yields:
        each version with what has changed, or with the reason why it cannot be read any more; it then stays as it was.

    Raises:
        RegisterError: when the register fails, or a reading process is ended from outside; what was read again before is kept.
    """
    from verbale.register.readers import in_order, readers

    with readers(jobs) as read:
        begun: Iterator[tuple[int, Read | Future[Read]]] = ((old.version, read(old.text, old.asked)) for old in map(register.text_of, numbers))
        for number, found in in_order(begun, jobs):
            yield number, str(found) if isinstance(found, InputError) else register.replace_reading(number, found)
