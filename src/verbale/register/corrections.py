"""Corrections as a person types them: ``speaker=FRA,DEU act=warn due=2022-02``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verbale.errors import RegisterError
from verbale.register.criteria import codes_of
from verbale.register.review import FIELDS
from verbale.register.writing import DUES

_CODES = ("speaker", "addressee", "target", "topics", "places", "frameworks")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_NONE = ("", "none", "-")
_FORM_OF_DATE = {4: "year", 7: "month", 10: "date"}


def parse_corrections(texts: Iterable[str]) -> dict[str, Any]:
    """Fields and values, as the codebook's JSON has them.

    Args:
        texts: each ``FIELD=VALUE``; codes with commas, flags as yes or no, a date or its kind for ``due``, words of the text for spans, ``none`` for nothing.

    Raises:
        RegisterError: when one of them cannot be understood.
    """
    found: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name, value = name.strip(), value.strip()
        if not equals:
            raise RegisterError(f"{text!r}: write a field, =, and its value, e.g. speaker=FRA")
        if name not in FIELDS:
            raise RegisterError(f"{name!r} cannot be corrected; fields are {', '.join(FIELDS)}")
        found[name] = _value(name, value)
    if "speaker" in found:
        found.setdefault("joint", len(found["speaker"]) > 1)
    return found


def _value(name: str, value: str) -> Any:
    if name in _CODES:
        return () if value.lower() in _NONE else codes_of(value)
    if name == "strength":
        if value not in ("1", "2", "3", "4", "5"):
            raise RegisterError(f"strength: {value!r} is not between 1 and 5")
        return int(value)
    if name in ("joint", "reiterated", "hypothetical", "negated"):
        if value.lower() not in _FLAGS:
            raise RegisterError(f"{name}: {value!r} is neither yes nor no")
        return _FLAGS[value.lower()]
    if name == "due":
        return _due(value)
    return None if name == "content" and value.lower() in _NONE else value


def _due(value: str) -> dict[str, str | None] | None:
    """``none``, a date, a month, a year, an interval, or one of the kinds; after a blank, the words of the text."""
    if value.lower() in _NONE:
        return None
    when, _, words = value.partition(" ")
    if when in DUES:
        return {"kind": when, "value": None, "text": words or None}
    kind = "interval" if "/" in when else _FORM_OF_DATE.get(len(when))
    if kind is None:
        raise RegisterError(f"due: {value!r} is neither a date (2022, 2022-02, 2022-02-15, 2022-01/2022-03) nor one of {', '.join(DUES)}")
    return {"kind": kind, "value": when, "text": words or None}
