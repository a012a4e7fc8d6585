"""Why a statement was coded as it was: for each field its value and the reasons that the reader gave, as JSON or as lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from verbale.exports.json import span_to_dict, statement_to_dict
from verbale.exports.report import STRONGEST, clean, cut, who
from verbale.record import Reason, Record, Statement

_WIDTH = 100
_BY_DEFAULT = "by default: nothing in the clause says otherwise"
_UNEXPLAINED = "read from the clause"
_FIELDS = (
    "act", "strength", "speaker", "joint", "addressee", "target", "content", "topics", "places", "frameworks", "reiterated", "hypothetical", "negated", "due",
)  # fmt: skip


def explanation_to_dict(record: Record, number: int) -> dict[str, Any]:
    """The statement of that number (counted from 1) with its confidence and, for each field, the reasons."""
    statement = record.statements[number - 1]
    reasons = [{"field": r.field, "rule": r.rule, "detail": r.detail, "span": None if r.span is None else span_to_dict(r.span)} for r in statement.why]
    coded = statement_to_dict(statement)
    by_default = [field for field in _FIELDS if not coded[field] and not any(reason.field == field for reason in statement.why)]
    return {"number": number, "statement": coded, "confidence": statement.confidence, "reasons": reasons, "by_default": by_default}


def explain(record: Record, numbers: Sequence[int]) -> str:
    """The statements of those numbers (counted from 1), explained in lines for people."""
    return "\n".join("\n".join(_lines(record.statements[number - 1], number)) + "\n" for number in numbers)


def _lines(statement: Statement, number: int) -> Iterator[str]:
    dots = "●" * statement.strength + "○" * (STRONGEST - statement.strength)
    yield f"Statement {number}: {statement.act} {dots}  {who(statement)}  (confidence {statement.confidence:.2f})"
    before, cue, after = cut(statement.evidence, statement.cue)
    yield from _wrapped(f"“{before}*{cue}*{after}”  [{statement.evidence.start}:{statement.evidence.end}]", 2)
    coded = statement_to_dict(statement)
    for field in _fields(statement):
        reasons = [reason for reason in statement.why if reason.field == field]
        yield f"  {field}: {_value(coded.get(field))}"
        for reason in reasons:
            yield from _wrapped(_reason(reason), 6)
        if not reasons:
            yield f"      {_UNEXPLAINED if coded.get(field) else _BY_DEFAULT}"


def _fields(statement: Statement) -> list[str]:
    """The fields of a statement, and whatever else the reader gave a reason for."""
    return [*_FIELDS, *dict.fromkeys(reason.field for reason in statement.why if reason.field not in _FIELDS)]


def _reason(reason: Reason) -> str:
    detail = f": {clean(reason.detail)}" if reason.detail else ""
    span = f"  “{clean(reason.span.text)}” [{reason.span.start}:{reason.span.end}]" if reason.span is not None else ""
    return f"{clean(reason.rule)}{detail}{span}"


def _value(value: Any) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict) and "start" in value:
        return f"“{clean(value['text'])}” [{value['start']}:{value['end']}]"
    if isinstance(value, dict):
        return ", ".join(clean(str(part)) for part in value.values() if part)
    return str(value)


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent, break_long_words=False)
