"""Measuring the reader against documents coded by hand (codebook, section 9)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from verbale.evaluation.gold import Gold, load_gold
from verbale.evaluation.matching import match
from verbale.evaluation.report import DocumentReport, Report, render
from verbale.evaluation.scores import score
from verbale.record import Record

__all__ = ["DocumentReport", "Report", "TextReader", "evaluate", "evaluate_gold", "render"]


class TextReader(Protocol):
    """What is measured: anything that makes a record of a text."""

    def read(self, text: str, /) -> Record: ...


def evaluate(gold_dir: Path | str, reader: TextReader | None = None) -> Report:
    """Read every document below a folder of gold and score what comes out.

    Args:
        gold_dir: a folder, searched recursively for ``*.json``, or one gold file.
        reader: what to measure; by default the reader of each document's language. It is given the text alone.

    Raises:
        GoldError: when a gold file does not hold, or there is none.
    """
    return evaluate_gold(load_gold(gold_dir), reader)


def evaluate_gold(gold: list[Gold], reader: TextReader | None = None) -> Report:
    """The same for gold that is already loaded."""
    documents = []
    for item in gold:
        system = (reader or _reader(item.record.document.language)).read(item.text)
        matching = match(item.record.statements, system.statements, item.text)
        documents.append(DocumentReport(item.name, score(item.record, system, matching)))
    return Report(tuple(documents))


@lru_cache(maxsize=4)  # a pipeline takes seconds to load, and the gate measures several sets
def _reader(language: str) -> TextReader:
    from verbale.reading.reader import Reader  # loads a pipeline: only when something is to be read

    return Reader(language)
