"""What every export format is: how one record is written, and how several stand together in one text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verbale.record import Record


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. ``render`` writes one record and ends it with a line end; the rest is written around several records in one text."""

    render: Callable[[Record], str]
    suffix: str
    opening: str = ""
    separator: str = ""
    closing: str = ""
