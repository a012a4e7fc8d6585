from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.evaluation.calibration import calibrate
from verbale.evaluation.counts import Share
from verbale.evaluation.matching import match
from verbale.evaluation.scores import Judgement, score
from verbale.record import Record, Statement


def judgements(*groups: tuple[float, int, int]) -> list[Judgement]:
    """(confidence, right, wrong) for each group."""
    return [Judgement(confidence, right) for confidence, rights, wrongs in groups for right in [True] * rights + [False] * wrongs]


def test_honest_confidence_has_no_error() -> None:
    found = calibrate(judgements((0.9, 9, 1), (0.5, 5, 5)))
    assert found.error == pytest.approx(0.0)
    assert found.sure == Share(9, 10)


def test_the_error_is_the_mean_gap_weighed_by_count() -> None:
    found = calibrate(judgements((0.95, 1, 1), (0.25, 3, 3)))
    assert found.error == pytest.approx((2 * 0.45 + 6 * 0.25) / 8)
    assert [(b.low, b.count, b.right) for b in found.bins] == [(0.2, 6, 0.5), (0.9, 2, 0.5)]


def test_the_edges_of_the_bins() -> None:
    found = calibrate(judgements((1.0, 1, 0), (0.9, 1, 0), (0.3, 1, 0), (0.0, 0, 1)))
    assert [(b.low, b.count) for b in found.bins] == [(0.0, 1), (0.3, 1), (0.9, 2)]


def test_nothing_said_is_no_error() -> None:
    found = calibrate([])
    assert (found.error, found.sure.accuracy, found.bins) == (0.0, 1.0, ())


def test_a_statement_is_right_when_act_speaker_and_addressee_are(record: Callable[..., Record], say: Callable[..., Statement]) -> None:
    gold = record(say("condemn", "condamne"), say("call", "appelle", addressee=("RUS",)))
    system = record(
        say("condemn", "condamne", confidence=0.9, strength=1, target=("RUS",)),
        say("call", "appelle", confidence=0.8),
        say("welcome", "salue", confidence=0.7),
        say("inform", "remercie", confidence=0.6),
    )
    found = score(gold, system, match(gold.statements, system.statements, gold.document.text)).judgements
    assert sorted((j.confidence, j.right) for j in found) == [(0.7, False), (0.8, False), (0.9, True)]
