"""Why a statement was coded as it was: for each field its value and the reasons that the reader gave, as JSON or as lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from verbale.exports.json import span_to_dict, statement_to_dict
from verbale.exports.labels import act_label, due_kind, field_label, topic_label, with_code
from verbale.exports.phrasing import colon, decimal, quoted
from verbale.exports.reasons import detail_in_words, rule_in_words
from verbale.exports.report import STRONGEST, clean, cut, who
from verbale.locales import SOURCE, words
from verbale.record import Due, Reason, Record, Span, Statement

_WIDTH = 100
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


def explain(record: Record, numbers: Sequence[int], ui: str = SOURCE) -> str:
    """Statements explained in lines for people.

    Args:
        record: what a reading has yielded.
        numbers: the numbers of the statements, counted from 1.
        ui: ISO 639-1 code of the language that the explanation speaks. Codes stay, in brackets, so that they can be found in the record.

    Raises:
        ValueError: when reports cannot be had in that language.
    """
    if not numbers:
        return words(ui).gettext("No statements.") + "\n"
    return "\n".join("\n".join(_lines(record.statements[number - 1], number, ui)) + "\n" for number in numbers)


def _lines(statement: Statement, number: int, ui: str) -> Iterator[str]:
    t = words(ui)
    dots = "●" * statement.strength + "○" * (STRONGEST - statement.strength)
    confidence = t.gettext("(confidence {confidence})").format(confidence=decimal(statement.confidence, 2, ui))
    head = colon(t.gettext("Statement {number}").format(number=number), ui)
    yield f"{head} {_act(statement, ui)} {dots}  {who(statement, ui)}  {confidence}"
    before, cue, after = cut(statement.evidence, statement.cue)
    yield from _wrapped(f"{quoted(f'{before}*{cue}*{after}', ui)}  [{statement.evidence.start}:{statement.evidence.end}]", 2)
    for field in _fields(statement):
        reasons = [reason for reason in statement.why if reason.field == field]
        yield f"  {colon(field_label(field, ui), ui)} {_value(statement, field, ui)}"
        for reason in reasons:
            yield from _wrapped(_reason(reason, ui), 6)
        if not reasons:
            is_filled = bool(getattr(statement, field, None))
            yield " " * 6 + (t.gettext("read from the clause") if is_filled else t.gettext("by default: nothing in the clause says otherwise"))


def _fields(statement: Statement) -> list[str]:
    """The fields of a statement, and whatever else the reader gave a reason for."""
    return [*_FIELDS, *dict.fromkeys(reason.field for reason in statement.why if reason.field not in _FIELDS)]


def _reason(reason: Reason, ui: str) -> str:
    rule = rule_in_words(clean(reason.rule), ui)
    stated = f"{colon(rule, ui)} {detail_in_words(clean(reason.detail), ui)}" if reason.detail else rule
    return stated + (f"  {_span(reason.span, ui)}" if reason.span is not None else "")


def _act(statement: Statement, ui: str) -> str:
    return with_code(act_label(statement.act, ui, len(statement.speaker)), statement.act, ui)


def _value(statement: Statement, field: str, ui: str) -> str:
    t, value = words(ui), getattr(statement, field, None)
    if field == "act":
        return _act(statement, ui)
    if field == "topics":
        value = tuple(with_code(topic_label(topic, ui), topic, ui) for topic in statement.topics)
    if value is None or value == ():
        return t.gettext("none")
    if isinstance(value, bool):
        return t.gettext("yes") if value else t.gettext("no")
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Span):
        return _span(value, ui)
    if isinstance(value, Due):
        return ", ".join(clean(part) for part in (due_kind(value.kind, ui), value.value, value.text) if part)
    return str(value)


def _span(span: Span, ui: str) -> str:
    return f"{quoted(clean(span.text), ui)} [{span.start}:{span.end}]"


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent, break_long_words=False)
