"""Does a statement's confidence mean something? Of statements at 0.9, nine in ten should be right (act, speaker and addressee)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.evaluation.counts import Share
from verbale.evaluation.scores import Judgement

BINS = 10
#: From here on a statement counts as sure.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements with a confidence from ``low`` up to (the last bin: including) ``high``."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """``error`` is the expected calibration error: the mean gap of confidence and share right, over bins, weighed by their counts; 0 is best."""

    error: float
    sure: Share
    bins: tuple[Bin, ...]


def calibrate(judgements: Sequence[Judgement]) -> Calibration:
    """Bin statements by confidence and compare each bin's mean confidence with its share of right ones. Empty bins are left out."""
    filled: dict[int, list[Judgement]] = {}
    for judgement in judgements:
        filled.setdefault(min(BINS - 1, max(0, int(judgement.confidence * BINS + 1e-9))), []).append(judgement)
    bins = tuple(_bin(number, members) for number, members in sorted(filled.items()))
    error = sum(b.count * abs(b.confidence - b.right) for b in bins) / len(judgements) if judgements else 0.0
    sure = [j for j in judgements if j.confidence >= SURE]
    return Calibration(error, Share(sum(j.right for j in sure), len(sure)), bins)


def _bin(number: int, members: Sequence[Judgement]) -> Bin:
    count = len(members)
    return Bin(number / BINS, (number + 1) / BINS, count, sum(m.confidence for m in members) / count, sum(m.right for m in members) / count)
