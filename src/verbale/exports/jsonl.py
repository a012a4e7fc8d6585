"""JSON Lines: one record a line, each in the form of the codebook's section 10."""

from __future__ import annotations

from verbale.exports.base import Exporter
from verbale.exports.json import dumps
from verbale.record import Record


def _render(record: Record) -> str:
    return dumps(record, indent=None) + "\n"


EXPORTER = Exporter(_render, ".jsonl")
