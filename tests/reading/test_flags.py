"""Reiterated, hypothetical and negated statements."""

from __future__ import annotations

from functools import cache

import pytest

from verbale.reading.reader import Reader
from verbale.record import Statement

pytestmark = pytest.mark.pipeline

LEAD = "Communiqué sur l'actualité internationale\n\n"


@cache
def _reader() -> Reader:
    return Reader("fr")


def statement(text: str, act: str) -> Statement:
    found = [s for s in _reader().read(LEAD + text, issuer=("FRA",)).statements if s.act == act]
    assert found, f"no {act} in: {text}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("La France a réitéré sa condamnation de cet attentat.", "condemn", True),
        ("La France condamne une nouvelle fois ces attaques.", "condemn", True),
        ("La France condamne ces attaques.", "condemn", False),
    ],
)
def test_reiterated(text: str, act: str, expected: bool) -> None:
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
def test_hypothetical(text: str, act: str, expected: bool) -> None:
    assert statement(text, act).hypothetical is expected


def test_negated() -> None:
    assert statement("La France ne soutient pas cette démarche.", "support").negated
    assert not statement("La France soutient cette démarche.", "support").negated
