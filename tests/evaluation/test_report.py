from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from verbale.evaluation import Report, evaluate, render
from verbale.evaluation.counts import Tally
from verbale.evaluation.report import DocumentReport
from verbale.evaluation.scores import Scores
from verbale.record import Encounter, Record, Statement


@pytest.fixture
def report(tmp_path: Path, record: Callable[..., Record], say: Callable[..., Statement], write_gold: Any, echo: Any) -> Report:
    one = record(say("condemn", "condamne"), say("call", "appelle", addressee=("RUS",)))
    text = "La Suisse salue l'accord."
    two = record(say("welcome", "salue", text=text), text=text, encounter=Encounter("call"))
    write_gold(tmp_path, one, "one")
    write_gold(tmp_path / "more", two, "two")
    answers: Mapping[str, Record] = {
        one.document.text: record(say("condemn", "condamne"), say("encourage", "appelle", confidence=0.4), say("thank", "remercie", confidence=0.6)),
        text: two,
    }
    return evaluate(tmp_path, echo(answers))


def test_totals_are_over_all_documents(report: Report) -> None:
    data = report.to_dict()
    assert data["total"]["statement"] == {"f1": 0.5714, "precision": 0.5, "recall": 0.6667, "right": 2, "wrong": 2, "missing": 1}
    assert [document["name"] for document in data["documents"]] == ["more/two", "one"]
    assert data["documents"][0]["statement"]["f1"] == 1.0
    assert data["total"]["encounter_kind"] == {"accuracy": 1.0, "right": 1, "total": 1}
    assert data["calibration"]["sure"] == {"from": 0.9, "accuracy": 1.0, "right": 2, "total": 2}
    assert data["total"]["confusions"] == [{"gold": None, "system": "thank", "count": 1}, {"gold": "call", "system": "encourage", "count": 1}]


def test_the_figures_are_plain_json(report: Report) -> None:
    written = json.dumps(report.to_dict(), allow_nan=False)
    assert json.loads(written) == report.to_dict()
    assert "true" not in written  # counts are numbers


def test_the_tables_show_what_went_wrong(report: Report) -> None:
    lines = render(report).splitlines()
    assert any(line.split() == ["statement", "0.571", "0.500", "0.667", "2", "2", "1"] for line in lines)
    assert any(line.startswith("call ") and line.endswith("encourage 1") for line in lines)
    assert "spurious: thank 1" in lines
    assert any(line.split() == ["kind", "1.000", "1", "1"] for line in lines)
    assert any(line.split()[:2] == ["more/two", "1"] for line in lines if line)
    assert all(line == line.rstrip() for line in lines)


def test_acts_stand_in_the_codebooks_order(report: Report) -> None:
    assert list(report.to_dict()["total"]["acts"]) == ["welcome", "thank", "condemn", "encourage", "call"]


def test_a_report_on_nothing_can_be_shown() -> None:
    assert "statement" in render(Report(()))
    assert Report(()).to_dict()["total"]["acts"] == {}


@pytest.mark.parametrize(
    ("ui", "right", "summary"),
    [
        ("en", 1, "participants: F1 1.000 (1 right, 0 wrong, 0 missing)"),
        ("fr", 0, "participants\u00a0: F1 1,000 (0 juste, 0 erroné, 0 manquant)"),
        ("fr", 1, "participants\u00a0: F1 1,000 (1 juste, 0 erroné, 0 manquant)"),
        ("fr", 2, "participants\u00a0: F1 1,000 (2 justes, 0 erroné, 0 manquant)"),
        ("ru", 1, "участники: F1 1,000 (1 верный, 0 ошибочных, 0 пропущенных)"),
        ("ru", 2, "участники: F1 1,000 (2 верных, 0 ошибочных, 0 пропущенных)"),
        ("ru", 5, "участники: F1 1,000 (5 верных, 0 ошибочных, 0 пропущенных)"),
        ("ru", 21, "участники: F1 1,000 (21 верный, 0 ошибочных, 0 пропущенных)"),
    ],
)
def test_counts_take_the_plural_of_the_language(ui: str, right: int, summary: str) -> None:
    scores = Scores(tallies={"participants": Tally(right), "detection": Tally()})
    assert summary in render(Report((DocumentReport("one", scores),)), ui).splitlines()


@pytest.mark.parametrize(
    ("ui", "head"),
    [
        ("en", ["statements", "F1", "precision", "recall", "right", "wrong", "missing"]),
        ("fr", ["énoncés", "F1", "précision", "rappel", "justes", "erronés", "manquants"]),
        ("ru", ["высказывания", "F1", "точность", "полнота", "верно", "ошибочно", "пропущено"]),
    ],
)
def test_tables_in_the_language_of_their_reader(report: Report, ui: str, head: list[str]) -> None:
    lines = render(report, ui).splitlines()
    at = next(i for i, line in enumerate(lines) if line.split() == head)
    assert len({len(line) for line in lines[at : at + 5]}) == 1
    assert any(line.startswith("call ") and line.endswith("encourage 1") for line in lines)
