"""JSON, in the form of the codebook's section 10, and back.

The keys stand in the codebook's order, nothing depends on time or place, so the same record always yields the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from verbale.errors import GoldError
from verbale.exports.base import Exporter
from verbale.record import Document, Encounter, Participant, Record, Span, Statement

#: What a gold file may leave out.
_ENCOUNTER: Mapping[str, Any] = {"date": None, "place": None, "framework": None, "participants": []}
_PARTICIPANT: Mapping[str, Any] = dict.fromkeys(("name", "role", "actor", "side"))
_DUE: Mapping[str, Any] = {"value": None, "text": None}
_STATEMENT: Mapping[str, Any] = {"joint": False, "addressee": [], "target": [], "topics": [], "places": [], "frameworks": [], "content": None, "due": None}

_SURROGATE = re.compile("[\ud800-\udfff]")


def record_to_dict(record: Record) -> dict[str, Any]:
    """A record as the codebook's JSON object."""
    document, encounter = record.document, record.encounter
    return {
        "document": {
            "title": document.title,
            "issuer": list(document.issuer),
            "language": document.language,
            "kind": document.kind,
            "published": document.published,
            "text": document.text,
        },
        "encounter": None if encounter is None else _encounter(encounter),
        "statements": [statement_to_dict(statement) for statement in record.statements],
    }


def statement_to_dict(statement: Statement) -> dict[str, Any]:
    """A statement as it stands in the codebook's JSON object."""
    due = statement.due
    return {
        "act": statement.act,
        "strength": statement.strength,
        "speaker": list(statement.speaker),
        "joint": statement.joint,
        "addressee": list(statement.addressee),
        "target": list(statement.target),
        "topics": list(statement.topics),
        "places": list(statement.places),
        "frameworks": list(statement.frameworks),
        "cue": span_to_dict(statement.cue),
        "content": None if statement.content is None else span_to_dict(statement.content),
        "evidence": span_to_dict(statement.evidence),
        "reiterated": statement.reiterated,
        "hypothetical": statement.hypothetical,
        "negated": statement.negated,
        "due": None if due is None else {"kind": due.kind, "value": due.value, "text": due.text},
    }


def span_to_dict(span: Span) -> dict[str, Any]:
    """A span with its offsets and its words."""
    return {"start": span.start, "end": span.end, "text": span.text}


def _encounter(encounter: Encounter) -> dict[str, Any]:
    place = encounter.place
    return {
        "kind": encounter.kind,
        "date": encounter.date,
        "place": None if place is None else {"text": place.text, "country": place.country},
        "framework": encounter.framework,
        "participants": [_participant(participant) for participant in encounter.participants],
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {"name": participant.name, "role": participant.role, "actor": participant.actor, "side": participant.side}


def encode(value: Any, indent: int | None = None) -> str:
    """``value`` as JSON in plain characters; what UTF-8 cannot hold (lone surrogates) is escaped, so the result can always be written."""
    separators = (",", ": ") if indent is not None else (", ", ": ")
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False, indent=indent, separators=separators))


def dumps(record: Record, indent: int | None = 2) -> str:
    """A record as JSON, without a line end."""
    return "".join(pieces(record, indent))


def pieces(record: Record, indent: int | None) -> Iterator[str]:
    """A record as JSON, statement by statement; the same characters as if it were written at once."""
    frame = encode(record_to_dict(replace(record, statements=())), indent)
    if not record.statements:
        yield frame
        return
    head, tail = frame[: frame.rindex("[]")], frame[frame.rindex("[]") + 2 :]
    margin, inner = ("\n" + " " * indent, "\n" + " " * 2 * indent) if indent is not None else ("", "")
    yield head + "["
    for number, statement in enumerate(record.statements):
        before = "" if number == 0 else "," if indent is not None else ", "
        # Line ends inside strings are escaped, so those that are left are the layout's.
        yield before + inner + encode(statement_to_dict(statement), indent).replace("\n", inner)
    yield margin + "]" + tail


def _pieces(record: Record, _ui: str) -> Iterator[str]:
    yield from pieces(record, 2)
    yield "\n"


EXPORTER = Exporter(_pieces, ".json", opening="[\n", separator=",\n", closing="]\n")


def load_record(path: Path) -> Record:
    """Read a record from a JSON file; a gold file may name the text that it was coded from, which is looked for beside it.

    Raises:
        GoldError: when the file cannot be read, or is not of the codebook's form.
        InputError: when the text that it names cannot be read.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise GoldError(f"{path}: is no JSON: {error}") from None
    try:
        return record_from_dict(data, folder=path.parent)
    except GoldError as error:
        raise GoldError(f"{path}: {error}") from None


def record_from_dict(data: Mapping[str, Any], folder: Path | None = None) -> Record:
    """A record from the codebook's JSON object. Keys that are missing have their default; keys that are unknown are passed over.

    Args:
        data: the object.
        folder: where the text lies that a gold file without ``document.text`` names.

    Raises:
        GoldError: when ``data`` is not of the codebook's form, with the place of the first fault.
        InputError: when the text that it names cannot be read.
    """
    from pydantic import ValidationError

    if not isinstance(data, Mapping) or not isinstance(data.get("document"), Mapping):
        raise GoldError("document: is missing")
    if not isinstance(data.get("statements", []), list | tuple | None):
        raise GoldError("statements: must be a list")
    data = {
        "document": _with_text(data, folder),
        "encounter": _filled(_ENCOUNTER, data.get("encounter"), participants=_PARTICIPANT),
        "statements": [_without(_filled(_STATEMENT, statement, due=_DUE), "confidence", "why") for statement in data.get("statements") or ()],
    }
    try:
        record: Record = _adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise GoldError(f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}") from None
    _check(record)
    return record


def _with_text(data: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    document = dict(data["document"])
    if document.get("text") is None:
        if folder is None or not isinstance(data.get("file"), str):
            raise GoldError("document.text: is missing, and no file is named that holds it")
        from verbale.sources.text import load

        document["text"] = load(folder / data["file"]).text
    return document


def _filled(defaults: Mapping[str, Any], value: Any, **nested: Mapping[str, Any]) -> Any:
    """A JSON object with the defaults of the keys that it leaves out, likewise in the nested object, or list of objects, of a key."""
    if not isinstance(value, Mapping):
        return value
    filled = {**defaults, **value}
    for key, inner in nested.items():
        found = filled.get(key)
        filled[key] = [_filled(inner, item) for item in found] if isinstance(found, list) else _filled(inner, found)
    return filled


def _without(value: Any, *keys: str) -> Any:
    """A JSON object without keys that are the program's own and no part of the codebook's record."""
    return {key: item for key, item in value.items() if key not in keys} if isinstance(value, Mapping) else value


@lru_cache(maxsize=1)
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Record)


def _check(record: Record) -> None:
    """What types alone do not say: known acts, the scale's limits, and spans that hold their words."""
    from verbale.codebook.acts import act_table

    acts = act_table()
    for number, statement in enumerate(record.statements):
        place = f"statements.{number}"
        if statement.act not in acts:
            raise GoldError(f"{place}.act: {statement.act!r} is no act of the codebook")
        if not 1 <= statement.strength <= 5:
            raise GoldError(f"{place}.strength: {statement.strength} is not between 1 and 5")
        for name, span in (("cue", statement.cue), ("content", statement.content), ("evidence", statement.evidence)):
            if span is not None and not _holds(record.document, span):
                raise GoldError(f"{place}.{name}: the text from {span.start} to {span.end} is not {span.text!r}")


def _holds(document: Document, span: Span) -> bool:
    return 0 <= span.start <= span.end <= len(document.text) and document.text[span.start : span.end] == span.text
