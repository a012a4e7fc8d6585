"""The place and date before the first words of a report, which are no part of its sentence: "WARSAW/BISHKEK, 17 September 2022 – The Chairperson …"."""

from __future__ import annotations

import re

from verbale.languages.gazetteer import CAPITAL, LOCALITY, SEAT, VENUE
from verbale.reading.dates import date_forms, find_dates
from verbale.reading.phrases import Mentions
from verbale.reading.text import Piece

#: Whatever stands before the first dash of a line, if that is short and no sentence.
_BEFORE_DASH = re.compile(r"[\s*_]*([^\n.!?:;–—]{3,70}?)\s*[–—-]{1,2}\s+(?=\S)")

#: An agency, or a date, set off within a dateline ("MONTRÉAL, March 28, 2025 /CNW/").
_SET_OFF = re.compile(r"/[^/\n]{2,20}/|[()]")

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")

_PLACES = (CAPITAL, LOCALITY, SEAT, VENUE)

#: A dateline has at most so many words that are not capitalised ("le", "года").
_SMALL_WORDS = 1


def after_dateline(text: str, piece: Piece, mentions: Mentions, language: str) -> int:
    """Where the sentence of a piece begins: after the dash that ends its dateline; at the piece's own start where it has none."""
    match = _BEFORE_DASH.match(text, piece.start, piece.end)
    if match is None:
        return piece.start
    words = match.group(1)
    dates = [date for date in find_dates(words, date_forms(language)) if date.year]
    rest = words[: dates[0].start] + " " + words[dates[0].end :] if dates else words
    named = _WORD.findall(_SET_OFF.sub(" ", rest))
    if sum(not word[0].isupper() for word in named) > _SMALL_WORDS or len(named) > 2 * len(dates) + 4:
        return piece.start
    opens = match.start(1)
    place = any(m.start == opens and m.kind in _PLACES for m in mentions.within("name", opens, match.end(1)))
    return match.end() if dates or place else piece.start
