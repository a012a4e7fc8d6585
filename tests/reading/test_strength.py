"""Strength: the act's base, moved by intensifiers, superlatives and softeners, between 1 and 5."""

from __future__ import annotations

import pytest

from verbale.reading.reader import Reader

pytestmark = pytest.mark.pipeline

LEAD = "Communiqué sur l'actualité internationale\n\n"


@pytest.mark.parametrize(
    ("text", "act", "strength"),
    [
        ("La France condamne cet attentat.", "condemn", 4),
        ("La France condamne fermement cet attentat.", "condemn", 5),
        ("La France condamne avec la plus grande fermeté cet attentat.", "condemn", 5),
        ("La France a exprimé sa préoccupation devant la situation au Soudan.", "concern", 2),
        ("La France a exprimé sa vive préoccupation devant la situation au Soudan.", "concern", 3),
        ("La France salue cet accord.", "welcome", 2),
        ("La France salue vivement cet accord.", "welcome", 3),
        ("La France appelle Israël à la retenue.", "call", 2),
        ("La France exhorte Israël à la retenue.", "call", 3),
    ],
)
def test_strength(reader: Reader, text: str, act: str, strength: int) -> None:
    found = [s.strength for s in reader.read(LEAD + text, issuer=("FRA",)).statements if s.act == act]
    assert found == [strength]
