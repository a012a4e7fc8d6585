"""Why a statement was coded as it was."""

from __future__ import annotations

from verbale.exports.explanation import explain, explanation_to_dict
from verbale.record import Record


def test_every_field_is_explained_or_said_to_be_a_default(record: Record) -> None:
    text = explain(record, [2])
    assert "Statement 2: call ●●○○○  France → Russia  (confidence 0.42)" in text
    for field in (
        "act: call", "strength: 2", "speaker: FRA", "joint: no", "addressee: RUS", "target: none", "content: “à retirer", "reiterated: yes",
        "due: month, 2022-01",
    ):  # fmt: skip
        assert field in text
    assert "pronoun elle: the previous subject: FRA  “Elle”" in text
    assert "by default" in text


def test_offsets_are_shown(record: Record) -> None:
    start = record.document.text.index("a appelé")
    assert f"“a appelé” [{start}:{start + 8}]" in explain(record, [2])


def test_several(record: Record) -> None:
    text = explain(record, [1, 3])
    assert "Statement 1:" in text
    assert "Statement 3:" in text
    assert "Statement 2:" not in text


def test_as_json(record: Record) -> None:
    data = explanation_to_dict(record, 2)
    assert data["number"] == 2
    assert data["confidence"] == 0.42
    assert data["statement"]["act"] == "call"
    assert data["reasons"][0]["span"]["text"] == "a appelé"
    assert data["reasons"][2] == {"field": "strength", "rule": "base 2", "detail": "unmodified", "span": None}
    assert data["by_default"] == ["joint", "target", "places", "negated"]
