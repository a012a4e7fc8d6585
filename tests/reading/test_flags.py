"""Reiterated, hypothetical and negated statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.record import Statement

pytestmark = pytest.mark.pipeline

FirstOf = Callable[[str, str], Statement]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("La France a réitéré sa condamnation de cet attentat.", "condemn", True),
        ("La France condamne une nouvelle fois ces attaques.", "condemn", True),
        ("La France condamne ces attaques.", "condemn", False),
    ],
)
def test_reiterated(statement: FirstOf, text: str, act: str, expected: bool) -> None:
    assert statement(text, act).reiterated is expected


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("La France a mis en garde contre toute tentative de modifier le calendrier.", "warn", True),
        ("La France a mis en garde contre les conséquences d'une éventuelle offensive.", "warn", True),
        ("La France rejette toute tentative de modifier le statu quo.", "reject", True),
        ("La France se tient prête à contribuer à la mission pour autant que les parties le demandent.", "propose", True),
        ("La France condamne les attaques commises hier.", "condemn", False),
        ("La ministre a souligné que la Suisse poursuivrait ses efforts.", "stress", False),
        ("Les ministres ont évoqué les mesures que le Canada pourrait prendre.", "discuss", False),
    ],
)
def test_hypothetical(statement: FirstOf, text: str, act: str, expected: bool) -> None:
    assert statement(text, act).hypothetical is expected


def test_negated(statement: FirstOf) -> None:
    assert statement("La France ne soutient pas cette démarche.", "support").negated
    assert not statement("La France soutient cette démarche.", "support").negated
