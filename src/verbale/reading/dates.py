"""Dates as communiqués write them ("12 novembre 2021", "jeudi", "2022-10-26"), completed from the document's own date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)\b")


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


@lru_cache(maxsize=8)
def _pattern(months: tuple[str, ...]) -> re.Pattern[str]:
    """A day, perhaps the first of several or of a range ("les 22 et 23", "du jeudi 25 au samedi 27"), a month, perhaps a year. Every repeat is bounded."""
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    further = r"(?:\s{0,3}(?:-|–|et|au|à|,)\s{0,3}(?:le\s)?(?:[a-z]{3,6}di\s|dimanche\s)?\d{1,2}(?:er)?){0,6}"
    return re.compile(rf"\b(\d{{1,2}})(?:er|re|e)?{further}\s{{1,3}}({names})(?:,?\s{{1,3}}((?:19|20)\d\d))?\b", re.IGNORECASE)


def find_dates(text: str, months: dict[str, int]) -> list[FoundDate]:
    """All dates with a day in a text, in order.

    Args:
        text: plain text.
        months: month name, lower case → number.
    """
    found = [FoundDate(m.start(), m.end(), int(m[1]), months[m[2].lower()], int(m[3]) if m[3] else None) for m in _pattern(tuple(months)).finditer(text)]
    found += [FoundDate(m.start(), m.end(), int(m[3]), int(m[2]), int(m[1])) for m in _ISO.finditer(text)]
    found += [FoundDate(m.start(), m.end(), int(m[1]), int(m[2]), int(m[3])) for m in _NUMERIC.finditer(text)]
    return sorted((f for f in found if 1 <= f.month <= 12 and 1 <= f.day <= 31), key=lambda f: f.start)


def weekday_before(published: str, weekday: int) -> str:
    """The last day with that weekday (Monday is 0) not after ``published``, as ISO 8601."""
    day = date.fromisoformat(published)
    return (day - timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


def years_in(text: str) -> list[int]:
    """Four-digit years in a text."""
    return [int(y) for y in re.findall(r"\b((?:19|20)\d\d)\b", text)]


def months_of(spec: dict[str, Any]) -> dict[str, int]:
    """The month table of a language's ``encounter.yaml``."""
    return {str(name): int(number) for name, number in spec["months"].items()}
