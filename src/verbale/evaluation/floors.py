"""What the gate remembers: floors that only rise, and the hashes of the gold that they were measured on. Both are committed files."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from verbale.errors import GoldError

#: Floors are kept to two decimals, rounded down: enough to hold every statement of a set of a hundred, not to trip over the last bit of a division.
_DECIMALS = 2

_FLOORS_HEAD = """\
# The least that each gold set must score; `python -m verbale.evaluation.gate --update` raises a floor and never lowers one.
"""
_PIN = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>.+)")

Floors = dict[str, dict[str, float]]
Pins = dict[str, str]


def load_floors(path: Path) -> Floors:
    """The floors by gold set and measure; none where there is no file yet.

    Raises:
        GoldError: when the file is not what :func:`dump_floors` writes.
    """
    if not path.exists():
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not all(isinstance(measures, dict) for measures in data.values()):
        raise GoldError(f"{path}: must map gold sets to measures")
    for name, measures in data.items():
        for measure, floor in measures.items():
            if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise GoldError(f"{path}: {name}.{measure}: {floor!r} is not between 0 and 1")
    return {name: {measure: float(floor) for measure, floor in measures.items()} for name, measures in data.items()}


def dump_floors(floors: Mapping[str, Mapping[str, float]]) -> str:
    """The floors as YAML."""
    return _FLOORS_HEAD + yaml.safe_dump({name: dict(measures) for name, measures in floors.items()}, sort_keys=False, allow_unicode=True)


def raised(floors: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """The floors, each raised to what was measured where that is more; measures that have none get one."""
    return {**floors, **{measure: max(floors.get(measure, 0.0), round_down(value)) for measure, value in measured.items()}}


def round_down(value: float) -> float:
    """To the decimals of a floor; a hair's breadth is given, so that 0.29 stays 0.29 where the machine has 0.28999999999999998."""
    scale: int = 10**_DECIMALS
    return math.floor(value * scale + 1e-9) / scale


def load_pins(path: Path) -> Pins:
    """Hash by path, as ``sha256sum`` writes them; none where there is no file yet.

    Raises:
        GoldError: when a line is no such pair.
    """
    if not path.exists():
        return {}
    pins = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = _PIN.fullmatch(line)
        if match is None:
            raise GoldError(f"{path}: line {number} is not a SHA-256 hash, two spaces and a path")
        pins[match["path"]] = match["hash"]
    return pins


def dump_pins(pins: Pins) -> str:
    """The hashes by path, in the form that ``sha256sum --check`` reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(pins.items()))


def hash_files(root: Path, folder: str) -> Pins:
    """The hash of every coding and text below a folder; paths are written as seen from ``root``."""
    return {
        f"{folder}/{path.relative_to(root / folder).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and path.suffix in (".json", ".txt")
    }


def changes(pinned: Pins, found: Pins) -> list[str]:
    """What differs, a line a file."""
    return [
        f"{path}: {'is new' if path not in pinned else 'is missing' if path not in found else 'has changed'}"
        for path in sorted(pinned.keys() | found.keys())
        if pinned.get(path) != found.get(path)
    ]
