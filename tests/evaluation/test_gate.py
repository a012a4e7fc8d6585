from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from verbale.errors import GoldError
from verbale.evaluation.floors import load_floors, load_pins, raised, round_down
from verbale.evaluation.gate import FLOORS, PINS, Gate, GoldSet, main
from verbale.record import Record, Statement

SETS = (GoldSet("shared", "../shared/gold", shared=True), GoldSet("own", "tests/gold/own"))


@pytest.fixture
def gold(record: Callable[..., Record], say: Callable[..., Statement]) -> Record:
    return record(say("condemn", "condamne"), say("regret", "déplore"), say("welcome", "salue"))


@pytest.fixture
def root(tmp_path: Path, gold: Record, write_gold: Any) -> Path:
    root = tmp_path / "repository"
    write_gold(root / "tests/gold/own", gold)
    write_gold(tmp_path / "shared/gold", gold)
    return root


@pytest.fixture
def gate(root: Path, gold: Record, echo: Any) -> Callable[..., Gate]:
    """A gate whose reader finds the first so many statements of the gold."""

    def make(found: int = 3, *, in_ci: bool = False) -> Gate:
        system = dataclasses.replace(gold, statements=gold.statements[:found])
        return Gate(root, SETS, echo({gold.document.text: system}), in_ci=in_ci)

    return make


def floor(root: Path, measure: str = "statement") -> float:
    return load_floors(root / FLOORS)["own"][measure]


def test_without_floors_the_gate_is_shut(gate: Any, capsys: Any) -> None:
    assert gate().check() == 1
    assert "own: has no floors" in capsys.readouterr().out


def test_an_update_sets_floors_and_the_gate_opens(gate: Any, root: Path, capsys: Any) -> None:
    assert gate(2).update() == 0
    assert floor(root) == 0.8  # two of three found: F1 is 4/5
    assert "raised own statement: 0.00 to 0.80" in capsys.readouterr().out
    assert gate(2).check() == 0
    out = capsys.readouterr().out
    assert "own: 1 texts, detection 0.800" in out
    assert "calibration error" in out


def test_a_fall_shuts_the_gate_and_shows_what_fell(gate: Any, capsys: Any) -> None:
    gate(3).update()
    capsys.readouterr()
    assert gate(2).check() == 1
    out = capsys.readouterr().out
    assert "fallen below the floor" in out
    assert any(line.split() == ["own", "statement", "1.00", "0.800"] for line in out.splitlines())
    assert any(line.split() == ["shared", "statement", "1.00", "0.800"] for line in out.splitlines())


def test_an_update_raises(gate: Any, root: Path) -> None:
    gate(2).update()
    assert gate(3).update() == 0
    assert floor(root) == 1.0


def test_an_update_never_lowers(gate: Any, root: Path, capsys: Any) -> None:
    gate(3).update()
    before = (root / FLOORS).read_bytes()
    assert gate(2).update() == 1
    assert (root / FLOORS).read_bytes() == before
    assert "never lowered" in capsys.readouterr().out


def test_one_fallen_measure_keeps_all_floors_as_they_are(gate: Any, root: Path) -> None:
    gate(2).update()
    floors = yaml.safe_load((root / FLOORS).read_text(encoding="utf-8"))
    floors["shared"]["participants"] = 1.0
    floors["own"]["topics"] = 0.2
    floors["own"]["gone"] = 0.5  # a measure that is measured no more
    (root / FLOORS).write_text(yaml.safe_dump(floors), encoding="utf-8")
    assert gate(3).update() == 1
    assert floor(root) == 0.8


@pytest.mark.parametrize("change", ["text", "coding", "added", "removed"])
def test_changed_gold_is_refused_by_check_and_update(gate: Any, root: Path, capsys: Any, change: str) -> None:
    gate(2).update()
    folder = root / "tests/gold/own"
    if change == "text":
        with (folder / "one.fr.txt").open("a", encoding="utf-8") as file:
            file.write("\n")
    elif change == "coding":
        path = folder / "one.fr.json"
        path.write_text(path.read_text(encoding="utf-8").replace('"strength": 2', '"strength": 1'), encoding="utf-8")
    elif change == "added":
        for suffix in ("json", "txt"):
            (folder / f"two.{suffix}").write_bytes((folder / f"one.fr.{suffix}").read_bytes())
    else:
        (folder / "one.fr.txt").rename(folder / "two.fr.txt")
    before = (root / FLOORS).read_bytes(), (root / PINS).read_bytes()
    capsys.readouterr()
    assert gate(3).update() == 1
    assert "gold: tests/gold/own/" in capsys.readouterr().out
    assert ((root / FLOORS).read_bytes(), (root / PINS).read_bytes()) == before
    if change in ("coding", "added"):
        assert gate(3).check() == 1


def test_gold_that_was_meant_to_change_is_pinned_anew_and_floors_stay(gate: Any, root: Path, capsys: Any) -> None:
    gate(2).update()
    floors = (root / FLOORS).read_bytes()
    path = root / "tests/gold/own/one.fr.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"strength": 2', '"strength": 1'), encoding="utf-8")
    assert gate(2).pin() == 0
    assert "pinned tests/gold/own/one.fr.json: has changed" in capsys.readouterr().out
    assert gate(2).check() == 0
    assert (root / FLOORS).read_bytes() == floors


def test_pins_are_in_the_form_of_sha256sum(gate: Any, root: Path) -> None:
    gate().update()
    pins = load_pins(root / PINS)
    assert sorted(pins) == [f"{folder}/one.fr.{suffix}" for folder in ("../shared/gold", "tests/gold/own") for suffix in ("json", "txt")]
    for path, digest in pins.items():
        assert hashlib.sha256((root / path).read_bytes()).hexdigest() == digest
    assert (root / PINS).read_text(encoding="utf-8").splitlines()[0].split("  ")[1] == "../shared/gold/one.fr.json"


def remove_shared(root: Path) -> None:
    for path in (root.parent / "shared/gold").iterdir():
        path.unlink()
    (root.parent / "shared/gold").rmdir()


def test_an_absent_shared_set_is_said_aloud(gate: Any, root: Path, capsys: Any) -> None:
    gate().update()
    remove_shared(root)
    capsys.readouterr()
    assert gate().check() == 0
    assert "WARNING: shared: NOT MEASURED" in capsys.readouterr().out


def test_an_absent_shared_set_fails_in_ci(gate: Any, root: Path, capsys: Any) -> None:
    gate().update()
    remove_shared(root)
    assert gate(in_ci=True).check() == 1
    assert "FAILED: shared: NOT MEASURED" in capsys.readouterr().out


def test_an_absent_set_of_the_projects_own_always_fails(gate: Any, root: Path) -> None:
    gate().update()
    (root / "tests/gold/own").rename(root / "tests/gold/elsewhere")
    assert gate().check() == 1


def test_an_update_without_the_shared_set_keeps_its_floors_and_pins(gate: Any, root: Path) -> None:
    gate(2).update()
    remove_shared(root)
    assert gate(3).update() == 0
    assert gate(3).pin() == 0
    assert load_floors(root / FLOORS)["shared"]["statement"] == 0.8
    assert "../shared/gold/one.fr.json" in load_pins(root / PINS)
    assert floor(root) == 1.0


def test_floors_are_rounded_down() -> None:
    assert round_down(0.8599) == 0.85
    assert round_down(0.29) == 0.29
    assert round_down(1.0) == 1.0
    assert raised({"act": 0.9, "old": 0.5}, {"act": 0.89999, "new": 0.777}) == {"act": 0.9, "old": 0.5, "new": 0.77}


@pytest.mark.parametrize("content", ["- a", "own: 3", "own: {act: high}", "own: {act: 1.5}", "own: {act: true}", "own: {"])
def test_broken_floors_are_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"floors\.yaml"):
        load_floors(path)


def test_broken_pins_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.sha256"
    path.write_text("abc  file\n", encoding="utf-8")
    with pytest.raises(GoldError, match="line 1"):
        load_pins(path)


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tests/gate").mkdir(parents=True)
    (tmp_path / PINS).write_text("abc\n", encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    assert main(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("FAILED: ")


@pytest.mark.parametrize(("value", "code"), [("true", "FAILED: shared-fr"), ("", "WARNING: shared-fr"), ("0", "WARNING: shared-fr")])
def test_ci_is_told_by_the_environment(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch, value: str, code: str) -> None:
    monkeypatch.setenv("CI", value)
    (tmp_path / "repository").mkdir()
    assert main(["--root", str(tmp_path / "repository")]) == 1  # the project's own sets are absent too
    assert code in capsys.readouterr().out
