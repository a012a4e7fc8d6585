"""How a language writes what all reports have: dates, figures, quotations, colons and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.locales import SOURCE, words


def date_in_words(date: str, ui: str = SOURCE) -> str:
    """An ISO date, or a month, or a year, in words; anything else as it is."""
    import datetime as dt

    from babel.dates import format_date

    t = words(ui)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            day = dt.date.fromisoformat(date)
            # French has an ordinal for the first alone ("1er janvier").
            pattern = t.pgettext("first day of a month", "d MMMM y") if day.day == 1 else t.pgettext("day", "d MMMM y")
            return format_date(day, pattern, locale=ui)
        if re.fullmatch(r"\d{4}-\d\d", date):
            return format_date(dt.date.fromisoformat(f"{date}-01"), t.pgettext("month", "LLLL y"), locale=ui)
        if re.fullmatch(r"\d{4}", date):
            return format_date(dt.date.fromisoformat(f"{date}-01-01"), t.pgettext("year", "y"), locale=ui)
    except ValueError:
        pass
    return date


def decimal(value: float, digits: int, ui: str = SOURCE) -> str:
    """A figure with so many digits after the point, or the comma."""
    figure = f"{value:.{digits}f}"
    if ui == SOURCE:
        return figure
    from babel.numbers import get_decimal_symbol

    return figure.replace(".", get_decimal_symbol(ui))


def colon(name: str, ui: str = SOURCE) -> str:
    """A name before what there is to say."""
    return words(ui).gettext("{name}:").format(name=name)


def quoted(quotation: str, ui: str = SOURCE) -> str:
    """Words of a text, in quotation marks."""
    return words(ui).gettext("“{quotation}”").format(quotation=quotation)


def joined(parts: Iterable[str], ui: str = SOURCE) -> str:
    """Remarks, one after the other."""
    return words(ui).pgettext("between remarks", "; ").join(parts)
