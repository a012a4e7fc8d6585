"""Records coded in a line: what the tests of the evaluation are written with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from verbale.codebook.acts import act_table
from verbale.record import Document, Encounter, Record, Span, Statement

TEXT = (
    "La France condamne l'attentat et déplore ses victimes. Elle appelle Moscou à la retenue et appelle Kiev au calme. "
    "Elle salue le rôle du Maroc ; elle remercie Rabat."
)


def build_record(*statements: Statement, text: str = TEXT, encounter: Encounter | None = None) -> Record:
    return Record(Document(text, "Communiqué", ("FRA",), "fr", "statement", "2024-03-01"), encounter, statements)


def build_statement(act: str, cue: str, occurrence: int = 1, text: str = TEXT, **fields: Any) -> Statement:
    """A statement whose cue is found in the text."""
    start = -1
    for _ in range(occurrence):
        start = text.index(cue, start + 1)
    span = Span(start, start + len(cue), cue)
    nothing: dict[str, Any] = dict.fromkeys(("addressee", "target", "topics", "places", "frameworks"), ())
    values = {"act": act, "strength": act_table()[act].strength, "speaker": ("FRA",), "joint": False, "cue": span, "content": None, "evidence": span}
    return Statement(**{**nothing, **values, **fields})


class Echo:
    """A reader that knows its answers."""

    def __init__(self, answers: Mapping[str, Record]) -> None:
        self.answers = answers

    def read(self, text: str, /) -> Record:
        return self.answers[text]


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    return build_record


@pytest.fixture(scope="session")
def say() -> Callable[..., Statement]:
    return build_statement


@pytest.fixture(scope="session")
def echo() -> Callable[[Mapping[str, Record]], Echo]:
    return Echo


@pytest.fixture(scope="session")
def write_gold() -> Callable[..., Path]:
    """Write a record as a gold file with its text beside it; ``changes`` are made to the JSON before."""

    def write(folder: Path, record: Record, name: str = "one.fr", **changes: Any) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.txt").write_bytes(record.document.text.encode())
        data = record.to_dict()
        del data["document"]["text"]
        for field, value in changes.items():
            at: Any = {"root": data}
            *parents, last = ["root", *field.split("__")]
            for key in parents:
                at = at[int(key) if key.isdigit() else key]
            at[int(last) if last.isdigit() else last] = value
        path = folder / f"{name}.json"
        path.write_text(json.dumps({"file": f"{name}.txt", **data} if isinstance(data, dict) else data, ensure_ascii=False), encoding="utf-8")
        return path

    return write
