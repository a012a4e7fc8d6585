"""When a thing asked or promised is due."""

from __future__ import annotations

import pytest

from verbale.reading.due import DUE_ACTS, find_due

REFERENCE = "2024-11-30"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("de publier un calendrier avant le 15 décembre", "date", "2024-12-15"),
        ("de remettre un rapport au plus tard le 1er mars 2025", "date", "2025-03-01"),
        ("d'organiser des élections d'ici mars", "month", "2025-03"),
        ("de se revoir au début de juin", "month", "2025-06"),
        ("de signer l'accord au second semestre 2025", "interval", "2025-07/2025-12"),
        ("de se revoir au printemps 2025", "interval", "2025-03/2025-05"),
        ("de conclure avant la fin de l'année", "year", "2024"),
        ("de quitter le pays dans un délai de 72 heures", "date", "2024-12-03"),
        ("de finaliser l'accord dans un délai de trois mois", "interval", "2024-11-30/2025-02-28"),
        ("de se réunir dans les dix jours", "interval", "2024-11-30/2024-12-10"),
        ("de libérer les otages sans délai", "immediate", None),
        ("de libérer les otages tout de suite", "immediate", None),
        ("de se revoir prochainement", "soon", None),
        ("de lui faire rapport à sa prochaine session", "soon", None),
    ],
)
def test_the_due_time_of_a_content(text: str, kind: str, value: str | None) -> None:
    due = find_due(text, 0, len(text), "fr", REFERENCE)
    assert due is not None
    assert (due.kind, due.value) == (kind, value)
    assert due.text is not None
    assert due.text in text


def test_no_time_no_due() -> None:
    text = "de respecter le droit international"
    assert find_due(text, 0, len(text), "fr", REFERENCE) is None


def test_a_span_without_a_reference_keeps_its_length() -> None:
    text = "dans un délai de trois mois"
    due = find_due(text, 0, len(text), "fr", None)
    assert due is not None
    assert due.value == "P3M"


def test_a_year_that_nothing_tells_is_not_made_up() -> None:
    text = "avant le 15 décembre"
    assert find_due(text, 0, len(text), "fr", None) is None


def test_acts_that_ask_or_promise() -> None:
    assert {"call", "commit", "agree"} <= DUE_ACTS
    assert not {"stress", "condemn", "discuss"} & DUE_ACTS
