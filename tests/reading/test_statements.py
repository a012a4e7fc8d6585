"""A sentence's statements as wholes: acts handed through, tags, purposes, promises and agreements, joint acts, spans."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.record import Statement

pytestmark = pytest.mark.pipeline

Said = Callable[..., list[str]]
Statements = Callable[..., tuple[Statement, ...]]

MEETING = "Le ministre Paul Lemoine a rencontré le 3 mars 2024 à Berlin la ministre allemande Greta Beispiel"


def fault(*values: Any, reason: str) -> Any:
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what the speaker says of itself is its own act
        ("La France a indiqué qu'elle condamnait cet attentat.", ["condemn FRA"]),
        ("La Russie a indiqué qu'elle condamnait cet attentat.", ["condemn RUS"]),
        ("La Russie a déclaré que Moscou condamnait cet attentat.", ["condemn RUS"]),
        ("Le ministre a souligné que la France soutenait ce processus.", ["support FRA"]),
        ("La Russie a souligné que cette annexion était inacceptable.", ["reject RUS"]),
        ("Le ministre a fait savoir que la France condamnait cet attentat.", ["condemn FRA"]),
        # what it says of another is content
        ("La France a indiqué que le Japon condamnait cet attentat.", ["inform FRA"]),
        ("La France a souligné que le Japon soutenait ce processus.", ["stress FRA"]),
        ("La France a noté que le Japon était préoccupé par cette décision.", ["stress FRA"]),
        # a verb of another kind keeps its clause
        ("La France regrette que la France soutienne ce processus.", ["regret FRA"]),
    ],
)
def test_what_passes_through_a_verb_of_saying(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MEETING} pour évoquer la situation au Sahel.", ["discuss FRA DEU"]),
        (f"{MEETING} pour condamner cet attentat.", ["condemn FRA"]),
        ("La France a adopté une résolution pour condamner cet attentat.", ["agree FRA"]),
        fault("La France s'associe au Japon pour condamner cet attentat.", ["condemn FRA"], reason="'s'associer à … pour' hands nothing through"),
    ],
)
def test_purposes(said: Said, text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one side alone promises; two that have decided together agree; what two will do is promised
        ("La France a décidé de contribuer à la mission.", "commit FRA"),
        ("La France et l'Allemagne ont décidé de contribuer à la mission.", "agree FRA DEU"),
        ("La France et l'Allemagne s'engagent à contribuer à la mission.", "commit FRA DEU"),
        ("La France et l'Allemagne contribueront à la mission.", "commit FRA DEU"),
        ("La France et l'Allemagne sont convenues de se revoir.", "agree FRA DEU"),
        # repeated, a readiness is a position
        ("La France a exprimé sa disponibilité à contribuer à la mission.", "propose FRA"),
        ("La France a réitéré sa disponibilité à contribuer à la mission.", "reaffirm FRA"),
    ],
)
def test_promises_and_agreements(said: Said, text: str, expected: str) -> None:
    issuer = ("FRA", "DEU") if "Allemagne" in text else ("FRA",)
    assert said(text, issuer) == [expected]


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("La France et le Japon condamnent cet attentat.", True),
        ("La France condamne cet attentat.", False),
        ("Le Conseil de sécurité condamne cet attentat.", False),
    ],
)
def test_joint(statements: Statements, text: str, joint: bool) -> None:
    (statement,) = statements(text)
    assert statement.joint is joint


@pytest.mark.parametrize(
    "text",
    [
        "La France condamne cet attentat et appelle au calme.",
        "Sur la Libye, la France salue cet accord, tout en regrettant son entrée en vigueur tardive.",
        "Cet attentat a été condamné par le Japon.",
        "Cette annexion est inacceptable, a-t-elle souligné.",
        "La France exprime sa préoccupation et son profond regret devant cette décision.",
        "Nos condoléances vont aux familles des victimes.",
        "Préoccupée par la situation au Soudan, la France appelle la Russie à la retenue et lui demande de signer cet accord.",
    ],
)
def test_evidence_holds_cue_and_content(statements: Statements, text: str) -> None:
    found = statements(text)
    assert found
    for statement in found:
        evidence = statement.evidence
        assert text[evidence.start : evidence.end] == evidence.text
        for span in (statement.cue, statement.content):
            assert span is None or evidence.start <= span.start <= span.end <= evidence.end


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("La France condamne cet attentat. Le Japon appelle au calme.", ["La France condamne cet attentat", "Le Japon appelle au calme"]),
        ("La France condamne cet attentat et appelle au calme.", ["La France condamne cet attentat", "appelle au calme"]),
        ("La France condamne cet attentat mais le Japon appelle au calme.", ["La France condamne cet attentat", "le Japon appelle au calme"]),
        ("Cet attentat est condamné par le Japon.", ["Cet attentat est condamné par le Japon"]),
    ],
)
def test_evidence_is_the_smallest_clause(statements: Statements, text: str, evidence: list[str]) -> None:
    assert [statement.evidence.text for statement in statements(text)] == evidence


def test_why_tells_cue_and_speaker(statements: Statements) -> None:
    (statement,) = statements("La France appelle la Russie à la retenue.")
    reasons = {reason.field: reason for reason in statement.why}
    assert {"act", "speaker", "addressee"} <= set(reasons)
    assert "appeler" in reasons["act"].rule
    assert reasons["speaker"].detail == "FRA"
    assert reasons["addressee"].detail == "RUS"
    assert reasons["addressee"].span is not None
    assert reasons["addressee"].span.text == "la Russie"
