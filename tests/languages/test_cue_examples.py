"""Every example of every cue and light verb is read, and must yield a statement with the entry's act and the fields that it names.

An example that names no speaker ("La situation à Gaza est alarmante") is read as a text of France's.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from verbale.languages.data import languages, load
from verbale.languages.lexicon import SCALES
from verbale.reading.reader import Reader
from verbale.record import Statement

_SETS = frozenset({"speaker", "addressee", "target"})


@cache
def _reader(language: str) -> Reader:
    return Reader(language)


def _examples() -> list[Any]:
    """One parameter an example; the identifier says file, cue and number, so that a failing one is found at once."""
    found = []
    for language in languages():
        for scale in SCALES:
            for entry in load("languages", language, "cues", f"{scale}.yaml"):
                name = f"{entry['cue']}/{entry['sense']}" if entry.get("sense") else entry["cue"]
                for number, example in enumerate(entry["examples"], 1):
                    expected = {"act": entry["act"], **example["yields"]}
                    found.append(pytest.param(language, example["text"], expected, id=f"{language}-{scale}-{name}-{entry['pos']}-{number}"))
        for entry in load("languages", language, "light_verbs.yaml"):
            for number, example in enumerate(entry.get("examples", ()), 1):
                name = "-".join(entry[key] for key in ("verb", "object", "class"))
                found.append(pytest.param(language, example["text"], example["yields"], id=f"{language}-light-{name}-{number}"))
    return found


def departures(statement: Statement, expected: dict[str, Any]) -> list[str]:
    """The fields in which a statement is not what an example says."""
    found = []
    for field, value in expected.items():
        actual = getattr(statement, field)
        if (set(actual) != set(value)) if field in _SETS else (actual != value):
            found.append(f"{field} is {list(actual) if field in _SETS else actual!r}, not {value!r}")
    return found


def read(language: str, text: str, expected: dict[str, Any]) -> tuple[Statement, ...]:
    return _reader(language).read(text, issuer=None if "speaker" in expected else ("FRA",)).statements


@pytest.mark.pipeline
@pytest.mark.parametrize(("language", "text", "expected"), _examples())
def test_example(language: str, text: str, expected: dict[str, Any]) -> None:
    statements = read(language, text, expected)
    best = min((departures(statement, expected) for statement in statements), key=len, default=["no statement"])
    assert not best, f"{text}\n{'; '.join(best)}\nfound: {[(s.act, s.speaker, s.cue.text) for s in statements]}"
