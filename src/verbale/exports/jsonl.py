"""JSON Lines: one record a line, each in the form of the codebook's section 10."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.exports.base import Exporter
from verbale.exports.json import pieces
from verbale.record import Record


def _pieces(record: Record, _ui: str) -> Iterator[str]:
    yield from pieces(record, None)
    yield "\n"


EXPORTER = Exporter(_pieces, ".jsonl")
