"""No text takes much longer than its length asks for: what is slow on purpose or by accident stays within a few times the usual cost."""

from __future__ import annotations

import time

import pytest

from verbale.reading.reader import Reader

#: Length of the texts in characters, and the CPU time that any of them may take; a communiqué of that length takes about a second.
LENGTH = 60_000
BOUND_S = 12.0

UNITS = {
    "no sentence ends": "la France et le Mali ont condamné ",
    "names only": "Jean Dupont Martin ",
    "capitals only": "ABC DEF ",
    "initials": "M. J. P. ",
    "list items": "- condamne\n",
    "short lines": "La France\n",
    "dates": "12 novembre 2021, ",
    "one long list": "la France, ",
    "open brackets": "((",
    "open quotes": "« ",
    "one long word": "a",
    "line ends": "\n",
    "offices": "M. Dupont, ministre des affaires étrangères, ",
    "hyphens": "-a",
    "elisions": "l'",
    "coordinations": "et de la ",
    "nested clauses": "que la France dit que ",
    "abbreviations": "art. ",
    "cues only": "condamne appelle ",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    reader = Reader("fr")
    reader.read("La France condamne cet acte.\n\nElle appelle au calme.")
    return reader


@pytest.mark.pipeline
@pytest.mark.parametrize("name", UNITS)
def test_cost_grows_with_length(name: str, reader: Reader) -> None:
    unit = UNITS[name]
    text = (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    begin = time.process_time()
    reader.read(text)
    assert time.process_time() - begin < BOUND_S
