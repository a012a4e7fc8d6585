"""What makes a reading more or less sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.record import Statement

pytestmark = pytest.mark.pipeline

Statements = Callable[..., tuple[Statement, ...]]


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        # whom the speaker's words mean
        ("La France condamne cet attentat.", "Elle condamne cet attentat."),
        ("La France condamne cet attentat.", "Le ministre condamne cet attentat."),
        ("La France condamne cet attentat.", "Cet attentat est condamné."),
        ("Nous condamnons cet attentat.", "Condamnons cet attentat."),
        # whom the addressee's words mean
        ("La France exhorte la Russie à la retenue.", "La Russie refuse cet accord. La France l'exhorte à la retenue."),
        # how far the cue stands from the subject
        ("La France appelle au calme.", "La France condamne cet attentat, appelant au calme."),
        ("La France condamne cet attentat.", "La France a indiqué qu'elle condamnait cet attentat."),
        # acts that are easily taken for their neighbours
        ("La France remercie le Japon.", "La France encourage le Japon à signer cet accord."),
    ],
)
def test_one_reading_is_surer_than_another(statements: Statements, surer: str, less_sure: str) -> None:
    assert 1.0 >= statements(surer)[-1].confidence > statements(less_sure)[-1].confidence > 0.0


def test_the_same_reading_is_equally_sure(statements: Statements) -> None:
    assert statements("La France condamne cet attentat.")[0].confidence == statements("La Russie condamne cette attaque.")[0].confidence


def test_a_number_of_two_places(statements: Statements) -> None:
    for statement in statements("Le ministre l'a remercié, appelant au calme. La France a indiqué qu'elle condamnait cet attentat."):
        assert statement.confidence == round(statement.confidence, 2)
