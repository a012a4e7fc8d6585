"""What every export format is: how one record is written, and how several stand together in one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verbale.record import Record


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format.

    ``pieces`` yields the text of one record, which ends in a line end, piece by piece, so that the record of a very long text is never in memory twice.
    ``opening``, ``separator`` and ``closing`` are written around several records in one text.
    """

    pieces: Callable[[Record], Iterator[str]]
    suffix: str
    opening: str = ""
    separator: str = ""
    closing: str = ""

    def render(self, record: Record) -> str:
        """The whole text of one record."""
        return "".join(self.pieces(record))
