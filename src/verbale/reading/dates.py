"""Dates as communiqués write them ("12 novembre 2021", "jeudi", "2022-10-26"), completed from the document's own date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from verbale.languages.data import load

_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d(?<!\w\d{4})(?!\w)")  # begins with its digits, which are found sooner than a word's boundary

#: How far the end of a range, which tells the year, may stand behind its beginning.
_RANGE = 5


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text; ``year`` is None where the text gives none."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def iso(self, year: int | None) -> str | None:
        """ISO 8601 form, with ``year`` where the text has none; None where there is no year or no such day."""
        full = self.year or year
        if full is None:
            return None
        try:
            return date(full, self.month, self.day).isoformat()
        except ValueError:
            return None


@dataclass(frozen=True)
class DateForms:
    """How a language writes dates: month names and the order of day, month and year."""

    months: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=8)
def date_forms(language: str) -> DateForms:
    """The dates of a language's ``encounter.yaml``.

    Raises:
        KnowledgeError: when the file is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "encounter.yaml")
    months = {str(name): int(number) for name, number in data["months"].items()}
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    parts = {
        "<day>": r"(?P<day>\d{1,2})",
        "<further>": f"(?:{data['further_days']}){{0,6}}",
        "<month>": f"(?P<month>{names})",
        "<year>": r"(?P<year>(?:19|20)\d\d)",
    }
    sources = list(data["dates"])
    for part, expression in parts.items():
        sources = [source.replace(part, expression) for source in sources]
    return DateForms(months, tuple(re.compile(rf"\b{source}(?!\w)", re.IGNORECASE) for source in sources))


def find_dates(text: str, forms: DateForms) -> list[FoundDate]:
    """All dates with a day in a text, in order.

    Args:
        text: plain text.
        forms: how the language writes them.
    """
    found: list[FoundDate] = []
    if _DIGIT.search(text) is None:
        return found
    for pattern in forms.patterns:
        for m in pattern.finditer(text):
            if not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(FoundDate(m.start(), m.end(), int(m["day"]), forms.months[m["month"].lower()], int(m["year"]) if m["year"] else None))
    found += [FoundDate(m.start(), m.end(), int(m[3]), int(m[2]), int(m[1])) for m in _ISO.finditer(text)]
    found += [FoundDate(m.start(), m.end(), int(m[1]), int(m[3]), int(m[4])) for m in _NUMERIC.finditer(text)]
    dates = sorted((f for f in found if 1 <= f.month <= 12 and 1 <= f.day <= 31), key=lambda f: f.start)
    for i in range(len(dates) - 2, -1, -1):
        if dates[i].year is None and dates[i + 1].year is not None and dates[i + 1].start - dates[i].end <= _RANGE:
            dates[i] = replace(dates[i], year=dates[i + 1].year)  # "from 28 May to 2 June 2024"
    return dates


def weekday_before(published: str, weekday: int) -> str:
    """The last day with that weekday (Monday is 0) not after ``published``, as ISO 8601."""
    day = date.fromisoformat(published)
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def first_year(text: str) -> int | None:
    """The first year of four digits in a text, None where there is none."""
    found = _YEAR.search(text)
    return int(found.group()) if found else None
