"""The two kinds of figures: F1 over what is given and what is expected, and a plain share. Both keep their counts, so that they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind precision, recall and F1: what was given and right, given and wrong, and not given."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def precision(self) -> float:
        """Right among the given; 1 where nothing was given, for nothing was given wrongly."""
        return _ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right among the expected; 1 where nothing was expected."""
        return _ratio(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """2·right / (given + expected); 1 where nothing was given and nothing expected."""
        return _ratio(2 * self.right, 2 * self.right + self.wrong + self.missing)

    @property
    def support(self) -> int:
        """How many were expected."""
        return self.right + self.missing


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right out of how many."""

    right: int = 0
    total: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.total + other.total)

    @property
    def accuracy(self) -> float:
        """Right out of all; 1 where there was nothing to get right."""
        return _ratio(self.right, self.total)


def compare(expected: Counter[T], given: Counter[T]) -> Tally:
    """The tally of two bags of codes."""
    right = (expected & given).total()
    return Tally(right, given.total() - right, expected.total() - right)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
