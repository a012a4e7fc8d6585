"""When a thing asked or promised is due: "d'ici la fin de l'année", "au-delà de janvier 2022", "sans délai"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.record import Due


@dataclass(frozen=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    value: str | None


@lru_cache(maxsize=8)
def _rules(language: str) -> tuple[_Rule, ...]:
    """The interval grammar of ``time.yaml``: patterns in the order in which they are tried."""
    data: dict[str, Any] = load("languages", language, "time.yaml")
    names = {name: (r"\d+|" if name == "number" else "") + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) for name, table in data["words"].items()}
    rules = []
    for entry in data["rules"]:
        source = entry["pattern"]
        for name, alternatives in names.items():
            source = source.replace(f"<{name}>", f"(?P<{name}>{alternatives})")
        source = source.replace("<year>", r"(?P<year>(?:19|20)\d\d)").replace("<day>", r"(?P<day>\d{1,2})(?:er)?").replace("<until>", f"(?:{'|'.join(data['until'])})")
        rules.append(_Rule(entry["kind"], re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE), entry.get("value")))
    return tuple(rules)


def find_due(text: str, start: int, end: int, language: str, reference: str | None) -> Due | None:
    """The first due time between ``start`` and ``end``; None where there is none.

    Args:
        text: the document, plain.
        start, end: the statement's content.
        language: ISO 639-1 code.
        reference: ISO date to complete years from (the document's or the encounter's); None where unknown.
    """
    best: tuple[int, int, Due] | None = None
    zone = text[start:end]
    for order, rule in enumerate(_rules(language)):
        match = rule.pattern.search(zone)
        if match is None:
            continue
        value = _VALUES[rule.value](match, reference, load("languages", language, "time.yaml")["words"]) if rule.value else None
        if rule.kind in ("date", "month", "year", "interval") and value is None:
            continue
        candidate = (match.start(), order, Due(rule.kind, value, match.group().strip()))
        if best is None or candidate[:2] < best[:2]:
            best = candidate
    return best[2] if best else None


def _year(match: re.Match[str], reference: str | None, month: int | None = None) -> int | None:
    """The year that the words give; else the reference's, or the next where the month has passed."""
    given = match.groupdict().get("year")
    if given:
        return int(given)
    if reference is None:
        return None
    year = int(reference[:4])
    return year + 1 if month is not None and month < int(reference[5:7]) else year


def _day(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    month = int(words["month"][match["month"].lower()])
    year = _year(match, reference, month)
    try:
        return date(year, month, int(match["day"])).isoformat() if year else None
    except ValueError:
        return None


def _month(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    month = int(words["month"][match["month"].lower()])
    year = _year(match, reference, month)
    return f"{year:04d}-{month:02d}" if year else None


def _whole_year(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    year = _year(match, reference)
    return f"{year:04d}" if year else None


def _next_year(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    return f"{int(reference[:4]) + 1:04d}" if reference else None


def _season(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    first = int(words["season"][match["season"].lower()])
    year = _year(match, reference, first + 2)
    if year is None:
        return None
    last_year, last = (year, first + 2) if first + 2 <= 12 else (year + 1, first - 10)
    return f"{year:04d}-{first:02d}/{last_year:04d}-{last:02d}"


def _part(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    """A part of a year: first half, third quarter."""
    first, last = words["part"][match["part"].lower()]
    year = _year(match, reference)
    return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}" if year else None


def _end_of_month(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    return reference[:7] if reference else None


def _next_month(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    if not reference:
        return None
    year, month = int(reference[:4]), int(reference[5:7])
    return f"{year + (month == 12):04d}-{month % 12 + 1:02d}"


def _within(match: re.Match[str], reference: str | None, words: dict[str, dict[str, Any]]) -> str | None:
    """A number of days, weeks, months or years from the reference, as an ISO 8601 interval."""
    number = match["number"].lower()
    count = int(number) if number.isdigit() else int(words["number"][number])
    unit = words["unit"][match["unit"].lower()]
    if reference and len(reference) == 10 and unit in ("D", "W"):
        end = date.fromisoformat(reference) + timedelta(days=count * (7 if unit == "W" else 1))
        return f"{reference}/{end.isoformat()}"
    return f"PT{count}H" if unit == "H" else f"P{count}{unit}"


_VALUES: dict[str, Callable[[re.Match[str], str | None, dict[str, dict[str, Any]]], str | None]] = {
    "day": _day,
    "month": _month,
    "year": _whole_year,
    "next-year": _next_year,
    "season": _season,
    "part": _part,
    "this-month": _end_of_month,
    "next-month": _next_month,
    "within": _within,
}
