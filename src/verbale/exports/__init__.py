"""Records as text: one module a format, each with a constant ``EXPORTER``; a new format is one more module and its line in this table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.exports.base import Exporter

#: Format → its module; imported only when it is asked for.
FORMATS = {
    "text": "verbale.exports.text",
    "markdown": "verbale.exports.markdown",
    "json": "verbale.exports.json",
    "jsonl": "verbale.exports.jsonl",
}


def exporter(name: str) -> Exporter:
    """The exporter of a format, one of :data:`FORMATS`.

    Raises:
        KeyError: when there is no such format.
    """
    found: Exporter = import_module(FORMATS[name]).EXPORTER
    return found
