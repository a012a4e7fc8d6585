"""The accuracy gate: ``python -m verbale.evaluation.gate`` measures the reader on the gold sets and fails where a score is below its floor.

It also fails where the gold is not, byte for byte, what the floors were measured on, and where a set has no floors. ``--update`` raises floors to what
is measured, and never lowers one; it refuses while anything is below its floor. ``--pin`` takes gold that was corrected or added as the new measure;
that stands in the diff of ``gold.sha256`` for a reviewer to see, and floors stay where they are.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import VerbaleError
from verbale.evaluation import TextReader, evaluate
from verbale.evaluation.floors import Floors, Pins, changes, dump_floors, dump_pins, hash_files, load_floors, load_pins, raised
from verbale.evaluation.report import Report, calibration_line, figure, table
from verbale.evaluation.scores import CODE_FIELDS, ENCOUNTER_FIELDS, STATEMENT_MEASURES

FLOORS = "tests/gate/floors.yaml"
PINS = "tests/gate/gold.sha256"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A folder of gold, as seen from the repository's root. A ``shared`` one lies beside the repository and may be absent, but not in CI."""

    name: str
    folder: str
    shared: bool = False


GOLD_SETS = (
    GoldSet("shared-fr", "../shared/gold/fr", shared=True),
    GoldSet("work-fr", "tests/gold/fr/work"),
    GoldSet("locked-fr", "tests/gold/fr/locked"),
    GoldSet("shared-en", "../shared/gold/en", shared=True),
    GoldSet("work-en", "tests/gold/en/work"),
    GoldSet("opened-en", "tests/gold/en/opened"),
    GoldSet("locked-en", "tests/gold/en/locked"),
    GoldSet("work-ru", "tests/gold/ru/work"),
    GoldSet("opened-ru", "tests/gold/ru/opened"),
    GoldSet("locked-ru", "tests/gold/ru/locked"),
    GoldSet("aligned", "tests/gold/aligned"),
)


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure below its floor."""

    gold_set: str
    measure: str
    floor: float
    measured: float


def measures(report: Report) -> dict[str, float]:
    """The figures that have floors: the scores of the codebook's section 9. The calibration is shown, but has none."""
    total = report.total
    return {
        **{name: total.f1(name) for name in (*STATEMENT_MEASURES, *CODE_FIELDS)},
        **{name: total.accuracy(name) for name in ("strength", "reiterated", "hypothetical", "due")},
        **{f"encounter {name}": total.accuracy(f"encounter {name}") for name in ("reported", *ENCOUNTER_FIELDS)},
        "participants": total.f1("participants"),
    }


def falls(gold_set: str, floors: dict[str, float], measured: dict[str, float]) -> list[Fall]:
    """The measures below their floors; a floor whose measure is gone counts as fallen to nothing."""
    found = ((measure, floor, measured.get(measure, 0.0)) for measure, floor in floors.items())
    return [Fall(gold_set, measure, floor, value) for measure, floor, value in found if value < floor - 1e-9]


class Gate:
    """One run over all gold sets.

    Args:
        root: the repository's root.
        gold_sets: what to measure on.
        reader: what to measure; by default the reader of each document's language.
        in_ci: whether a shared set that is absent is a failure.
    """

    def __init__(self, root: Path, gold_sets: Sequence[GoldSet] = GOLD_SETS, reader: TextReader | None = None, *, in_ci: bool = False) -> None:
        self._root, self._reader, self._in_ci = root, reader, in_ci
        self._sets = [gold_set for gold_set in gold_sets if (root / gold_set.folder).is_dir()]
        self._absent = [gold_set for gold_set in gold_sets if gold_set not in self._sets]
        self._floors: Floors = load_floors(root / FLOORS)
        self._pins: Pins = load_pins(root / PINS)
        self._failures: list[str] = []

    def check(self) -> int:
        """Measure and hold against the floors; the exit code."""
        self._check_presence()
        self._check_pins()
        fallen = [fall for gold_set, measured in self._measure() for fall in falls(gold_set.name, self._floors.get(gold_set.name, {}), measured)]
        self._failures += [
            f"{gold_set.name}: has no floors, or its gold is not pinned; set both with: python -m verbale.evaluation.gate --update"
            for gold_set in self._sets
            if not self._floors.get(gold_set.name) or not self._pinned(gold_set)
        ]
        return self._verdict(fallen)

    def update(self) -> int:
        """Measure and raise the floors, all or none; the exit code."""
        self._check_pins()
        if self._failures:
            return self._verdict([])
        measured = list(self._measure())
        fallen = [fall for gold_set, values in measured for fall in falls(gold_set.name, self._floors.get(gold_set.name, {}), values)]
        if fallen:
            self._failures.append("a floor is never lowered, so none was changed")
            return self._verdict(fallen)
        floors = {**self._floors, **{gold_set.name: raised(self._floors.get(gold_set.name, {}), values) for gold_set, values in measured}}
        _write(self._root / FLOORS, dump_floors(floors))
        self._write_pins([gold_set for gold_set in self._sets if not self._pinned(gold_set)])
        for gold_set, _ in measured:
            before = self._floors.get(gold_set.name, {})
            for measure, floor in floors[gold_set.name].items():
                if floor > before.get(measure, 0.0):
                    _say(f"raised {gold_set.name} {measure}: {before.get(measure, 0.0):.2f} to {floor:.2f}")
        return 0

    def pin(self) -> int:
        """Take the gold as it is for the measure from now on; floors stay; the exit code."""
        for gold_set in self._sets:
            for line in changes(self._pinned(gold_set), hash_files(self._root, gold_set.folder)):
                _say(f"pinned {line}")
        self._write_pins(self._sets)
        return 0

    def _measure(self) -> list[tuple[GoldSet, dict[str, float]]]:
        measured = []
        for gold_set in self._sets:
            report = evaluate(self._root / gold_set.folder, self._reader)
            values = measures(report)
            headline = ", ".join(f"{name} {figure(values[name])}" for name in STATEMENT_MEASURES)
            _say(f"{gold_set.name}: {len(report.documents)} texts, {headline}; {calibration_line(report.calibration)}")
            measured.append((gold_set, values))
        return measured

    def _check_presence(self) -> None:
        for gold_set in self._absent:
            line = f"{gold_set.name}: NOT MEASURED, there is no folder {gold_set.folder}"
            if self._in_ci or not gold_set.shared:
                self._failures.append(line)
            else:
                _say(f"WARNING: {line}")

    def _check_pins(self) -> None:
        for gold_set in self._sets:
            pinned = self._pinned(gold_set)
            if pinned:
                self._failures += [
                    f"gold: {line}; if that was meant, take it over with: python -m verbale.evaluation.gate --pin"
                    for line in changes(pinned, hash_files(self._root, gold_set.folder))
                ]

    def _pinned(self, gold_set: GoldSet) -> Pins:
        return {path: digest for path, digest in self._pins.items() if path.startswith(f"{gold_set.folder}/")}

    def _write_pins(self, gold_sets: Sequence[GoldSet]) -> None:
        """Pin some sets anew; those of other sets stay, even where they are not to be had here."""
        gone = {path for gold_set in gold_sets for path in self._pinned(gold_set)}
        pins = {path: digest for path, digest in self._pins.items() if path not in gone}
        for gold_set in gold_sets:
            pins |= hash_files(self._root, gold_set.folder)
        _write(self._root / PINS, dump_pins(pins))

    def _verdict(self, fallen: Sequence[Fall]) -> int:
        if fallen:
            rows = [(fall.gold_set, fall.measure, f"{fall.floor:.2f}", figure(fall.measured)) for fall in fallen]
            _say("\nfallen below the floor:\n" + table(("gold set", "measure", "floor", "measured"), rows, words=frozenset({0, 1})))
        for failure in self._failures:
            _say(f"FAILED: {failure}")
        return 1 if fallen or self._failures else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate from the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m verbale.evaluation.gate", description="Hold the accuracy against its floors.")
    parser.add_argument("--root", type=Path, default=Path(), help="the repository's root (default: here)")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--update", action="store_true", help="raise the floors to what is measured; never lowers one")
    action.add_argument("--pin", action="store_true", help="take changed gold as the new measure")
    options = parser.parse_args(arguments)
    try:
        gate = Gate(options.root, in_ci=os.environ.get("CI", "").lower() not in ("", "0", "false"))
        return gate.update() if options.update else gate.pin() if options.pin else gate.check()
    except VerbaleError as error:
        _say(f"FAILED: {error}")
        return 1


def _write(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(content, encoding="utf-8")
    draft.replace(path)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
