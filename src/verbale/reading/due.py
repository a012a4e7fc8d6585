"""When a thing asked or promised is due: "d'ici la fin de l'année", "au-delà de janvier 2022", "sans délai"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.reading.sieve import Sieve, compiled
from verbale.record import Due

#: Acts that ask or promise something: the others have no due time, whatever dates they mention.
DUE_ACTS = frozenset({"call", "demand", "encourage", "hope", "recall", "agree", "commit", "propose", "sanction"})

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_Words = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class _Rule:
    kind: str
    pattern: str
    value: str | None


@lru_cache(maxsize=8)
def _rules(language: str) -> tuple[tuple[_Rule, ...], Sieve]:
    """The interval grammar of ``time.yaml``: patterns in the order in which they are tried, and what tells which may fit."""
    data: dict[str, Any] = load("languages", language, "time.yaml")
    names = {name: "|".join(sorted(map(re.escape, table), key=len, reverse=True)) for name, table in data["words"].items()}
    names["number"] = r"\d+|" + names["number"]
    day, year, until = r"(?P<day>\d{1,2})(?:er)?", r"(?P<year>(?:19|20)\d\d)", f"(?:{'|'.join(data['until'])})"
    rules = []
    for entry in data["rules"]:
        source = entry["pattern"]
        for name, alternatives in names.items():
            source = source.replace(f"<{name}>", f"(?P<{name}>{alternatives})")
        source = source.replace("<year>", year).replace("<day>", day).replace("<until>", until)
        rules.append(_Rule(entry["kind"], rf"(?<!\w)(?:{source})(?!\w)", entry.get("value")))
    return tuple(rules), Sieve(rule.pattern for rule in rules)


def find_due(text: str, start: int, end: int, language: str, reference: str | None) -> Due | None:
    """The first due time between ``start`` and ``end``; None where there is none.

    Args:
        text: the document, plain.
        start: where the statement's content begins.
        end: where it ends.
        language: ISO 639-1 code.
        reference: ISO date to complete years from (the document's or the encounter's); None where unknown.
    """
    best: tuple[int, int, Due] | None = None
    zone = text[start:end]
    rules, sieve = _rules(language)
    for order in sieve.passing(zone):
        rule = rules[order]
        match = compiled(rule.pattern).search(zone)
        if match is None:
            continue
        value = _VALUES[rule.value](match, reference, load("languages", language, "time.yaml")["words"]) if rule.value else None
        if rule.kind in ("date", "month", "year", "interval") and value is None:
            continue
        kind = "date" if rule.kind == "interval" and value and _DATE.fullmatch(value) else rule.kind
        candidate = (match.start(), order, Due(kind, value, match.group().strip()))
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


def _day(match: re.Match[str], reference: str | None, words: _Words) -> str | None:
    month = int(words["month"][match["month"].lower()])
    year = _year(match, reference, month)
    try:
        return date(year, month, int(match["day"])).isoformat() if year else None
    except ValueError:
        return None


def _month(match: re.Match[str], reference: str | None, words: _Words) -> str | None:
    month = int(words["month"][match["month"].lower()])
    year = _year(match, reference, month)
    return f"{year:04d}-{month:02d}" if year else None


def _whole_year(match: re.Match[str], reference: str | None, _: _Words) -> str | None:
    year = _year(match, reference)
    return f"{year:04d}" if year else None


def _next_year(_match: re.Match[str], reference: str | None, _words: _Words) -> str | None:
    return f"{int(reference[:4]) + 1:04d}" if reference else None


def _season(match: re.Match[str], reference: str | None, words: _Words) -> str | None:
    first = int(words["season"][match["season"].lower()])
    year = _year(match, reference, first + 2)
    if year is None:
        return None
    last_year, last = (year, first + 2) if first + 2 <= 12 else (year + 1, first - 10)
    return f"{year:04d}-{first:02d}/{last_year:04d}-{last:02d}"


def _part(match: re.Match[str], reference: str | None, words: _Words) -> str | None:
    """A part of a year: first half, third quarter."""
    first, last = words["part"][match["part"].lower()]
    year = _year(match, reference)
    return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}" if year else None


def _end_of_month(_match: re.Match[str], reference: str | None, _words: _Words) -> str | None:
    return reference[:7] if reference else None


def _next_month(_match: re.Match[str], reference: str | None, _words: _Words) -> str | None:
    if not reference:
        return None
    year, month = int(reference[:4]), int(reference[5:7])
    return f"{year + (month == 12):04d}-{month % 12 + 1:02d}"


def _within(match: re.Match[str], reference: str | None, words: _Words) -> str | None:
    """A number of days, weeks, months or years from the reference, as an ISO 8601 interval; hours as the day on which they end."""
    number = match["number"].lower()
    count = int(number) if number.isdigit() else int(words["number"][number])
    unit = words["unit"][match["unit"].lower()]
    if not reference or len(reference) != 10:
        return f"PT{count}H" if unit == "H" else f"P{count}{unit}"
    begin = date.fromisoformat(reference)
    if unit == "H":
        return (begin + timedelta(hours=count)).isoformat() if count % 24 == 0 else f"PT{count}H"
    return f"{reference}/{_later(begin, count, unit).isoformat()}"


def _later(begin: date, count: int, unit: str) -> date:
    """``begin`` and so many days, weeks, months or years; the last of the month where it has no such day."""
    if unit in ("D", "W"):
        return begin + timedelta(days=count * (7 if unit == "W" else 1))
    months = begin.year * 12 + begin.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=begin.day - 1), first_of_next - timedelta(days=1))


_VALUES: dict[str, Callable[[re.Match[str], str | None, _Words], str | None]] = {
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
