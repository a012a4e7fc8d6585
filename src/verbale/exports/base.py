"""What every export format is: how one record is written, and how several stand together in one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verbale.locales import SOURCE
from verbale.record import Record


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format.

    ``pieces`` yields the text of one record, which ends in a line end, piece by piece, so that the record of a very long text is never in memory twice. Its
    second argument is the language of the report, which formats for programs pass over. ``opening``, ``separator`` and ``closing`` are written around
    several records in one text.
    """

    pieces: Callable[[Record, str], Iterator[str]]
    suffix: str
    opening: str = ""
    separator: str = ""
    closing: str = ""

    def render(self, record: Record, ui: str = SOURCE) -> str:
        """The whole text of one record.

        Args:
            record: what a reading has yielded.
            ui: ISO 639-1 code of the language that a report speaks; JSON is the same in all.

        Raises:
            ValueError: when reports cannot be had in that language.
        """
        return "".join(self.pieces(record, ui))
