"""Gold files: documents coded by hand, in the codebook's JSON form (section 10), checked before anything is measured against them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import GoldError, InputError
from verbale.exports.json import record_from_dict
from verbale.languages.data import load
from verbale.record import Due, Encounter, Record, Statement

KINDS = frozenset({"readout", "joint-statement", "statement", "declaration", "briefing", "other"})
ENCOUNTERS = frozenset({"meeting", "call", "visit", "summit", "conference", "correspondence"})
SIDES = frozenset({"host", "guest", "peer"})
DUES = frozenset({"date", "month", "year", "interval", "immediate", "soon"})

#: Frameworks and places; an actor may add a colon and a sector. Which codes exist is open ("new ones follow the same form"), how they look is not.
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9+-]*[A-Z0-9+])?")
_ACTOR = re.compile(rf"{_CODE.pattern}(?::[A-Z]{{3}})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_POINT = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_WHEN = re.compile(rf"{_POINT}(?:/{_POINT})?")

#: A complaint: the field, and what is wrong with it.
Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """One coded document. ``name`` is its path below the folder that was asked for, without ``.json``."""

    name: str
    path: Path
    record: Record

    @property
    def text(self) -> str:
        """The text that was coded."""
        return self.record.document.text


def load_gold(folder: Path | str) -> list[Gold]:
    """Every gold file below a folder (or the one file given), in the order of their names.

    Raises:
        GoldError: when there is none, or one does not hold; the message names the file and the field.
    """
    root = Path(folder)
    if not root.exists():
        raise GoldError(f"{root}: no such file or folder")
    paths = [root] if root.is_file() else sorted(root.rglob("*.json"))
    if not paths:
        raise GoldError(f"{root}: no gold file (*.json) below this folder")
    base = root.parent if root.is_file() else root
    return [load_file(path, path.relative_to(base).with_suffix("").as_posix()) for path in paths]


def load_file(path: Path, name: str | None = None) -> Gold:
    """One gold file with the text that it codes.

    Raises:
        GoldError: when it does not hold; the message names the file and the field.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as JSON: {' '.join(str(error).split())}") from error
    try:
        record = record_from_dict(data, folder=path.parent)
    except InputError as error:
        raise GoldError(f"{path}: file: {error}") from error
    except GoldError as error:
        raise GoldError(f"{path}: {error}") from error
    if not isinstance(data.get("statements"), list):  # a record may come without, but gold that says nothing measures nothing
        raise GoldError(f"{path}: statements: must be a list, if only an empty one")
    for field, what in faults(record):
        raise GoldError(f"{path}: {field}: {what}")
    return Gold(name or path.stem, path, record)


def faults(record: Record) -> Iterator[Fault]:
    """What a record's codes have that the codebook does not; its types, acts, strengths and spans were checked when it was made."""
    document = record.document
    yield from _one_of("document.kind", document.kind, KINDS)
    yield from _codes("document.issuer", document.issuer, _ACTOR)
    yield from _form("document.published", document.published, _DATE, "a date (YYYY-MM-DD)")
    if record.encounter is not None:
        yield from _encounter_faults(record.encounter)
    topics = load("codebook", "topics.yaml")
    for number, statement in enumerate(record.statements):
        yield from _statement_faults(f"statements.{number}", statement, topics)


def _encounter_faults(encounter: Encounter) -> Iterator[Fault]:
    yield from _one_of("encounter.kind", encounter.kind, ENCOUNTERS)
    yield from _form("encounter.date", encounter.date, _WHEN, "an ISO 8601 date or interval")
    yield from _form("encounter.framework", encounter.framework, _CODE, "a code")
    if encounter.place is not None:
        yield from _form("encounter.place.country", encounter.place.country, _CODE, "a code")
    for number, participant in enumerate(encounter.participants):
        field = f"encounter.participants.{number}"
        yield from _form(f"{field}.actor", participant.actor, _ACTOR, "an actor's code")
        if participant.side is not None:
            yield from _one_of(f"{field}.side", participant.side, SIDES)


def _statement_faults(field: str, statement: Statement, topics: Collection[str]) -> Iterator[Fault]:
    for name, actors in (("speaker", statement.speaker), ("addressee", statement.addressee), ("target", statement.target)):
        yield from _codes(f"{field}.{name}", actors, _ACTOR)
    for name, codes in (("places", statement.places), ("frameworks", statement.frameworks)):
        yield from _codes(f"{field}.{name}", codes, _CODE)
    yield from _twice(f"{field}.topics", statement.topics)
    for number, topic in enumerate(statement.topics):
        yield from _one_of(f"{field}.topics.{number}", topic, topics)
    for name, span in (("cue", statement.cue), ("content", statement.content), ("evidence", statement.evidence)):
        if span is not None and span.start == span.end:
            yield f"{field}.{name}", "is empty"
    if statement.due is not None:
        yield from _due_faults(f"{field}.due", statement.due)


def _due_faults(field: str, due: Due) -> Iterator[Fault]:
    yield from _one_of(f"{field}.kind", due.kind, DUES)
    yield from _form(f"{field}.value", due.value, _WHEN, "an ISO 8601 date, month, year or interval")


def _one_of(field: str, value: str, known: Collection[str]) -> Iterator[Fault]:
    if value not in known:
        yield field, f"{value!r} is not in the codebook; known: {', '.join(sorted(known))}"


def _form(field: str, value: str | None, pattern: re.Pattern[str], what: str) -> Iterator[Fault]:
    if value is not None and not pattern.fullmatch(value):
        yield field, f"{value!r} is not {what}"


def _codes(field: str, codes: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[Fault]:
    yield from _twice(field, codes)
    for number, code in enumerate(codes):
        yield from _form(f"{field}.{number}", code, pattern, "a code")


def _twice(field: str, codes: tuple[str, ...]) -> Iterator[Fault]:
    if len(set(codes)) < len(codes):
        yield field, f"names a code twice: {', '.join(codes)}"
