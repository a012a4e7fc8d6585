from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import GoldError
from verbale.evaluation.gold import load_file, load_gold
from verbale.record import Due, Encounter, Participant, Place, Record, Statement

OWN_GOLD = Path(__file__).resolve().parents[1] / "gold"
Write = Callable[..., Path]


@pytest.fixture
def coded(record: Callable[..., Record], say: Callable[..., Statement]) -> Record:
    encounter = Encounter("call", "2024-02-28", Place("Rabat", "MAR"), "EU", (Participant("Claire Dumont", "ministre", "FRA", "peer"),))
    return record(
        say("condemn", "condamne", target=("RUS:MIL",), topics=("terrorism",), places=("UKR",), frameworks=("2+2",), due=Due("month", "2024-03", "mars")),
        encounter=encounter,
    )


def test_a_gold_file_comes_back_as_it_was_written(tmp_path: Path, coded: Record, write_gold: Write) -> None:
    gold = load_file(write_gold(tmp_path, coded))
    assert gold.record == coded
    assert gold.text == coded.document.text


def test_line_ends_of_the_text_are_kept(tmp_path: Path, record: Callable[..., Record], say: Callable[..., Statement], write_gold: Write) -> None:
    text = "Titre\r\n\r\nLa France condamne."
    coded = record(say("condemn", "condamne", text=text), text=text)
    assert load_file(write_gold(tmp_path, coded)).text == text


def test_the_text_may_stand_in_the_file(tmp_path: Path, coded: Record) -> None:
    path = tmp_path / "inline.json"
    path.write_text(json.dumps(coded.to_dict()), encoding="utf-8")
    assert load_file(path).record == coded


def test_folders_are_searched_recursively_in_order(tmp_path: Path, coded: Record, write_gold: Write) -> None:
    for name in ("b/two", "a/one", "three"):
        write_gold((tmp_path / name).parent, coded, Path(name).name)
    assert [gold.name for gold in load_gold(tmp_path)] == ["a/one", "b/two", "three"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("statements__0__act", "condone", r"statements\.0\.act: 'condone'"),
        ("statements__0__strength", 6, r"statements\.0\.strength: 6"),
        ("statements__0__speaker", ["France"], r"statements\.0\.speaker\.0: 'France'"),
        ("statements__0__speaker", ["FRA", "FRA"], r"statements\.0\.speaker: names a code twice: FRA, FRA"),
        ("statements__0__target", ["MLI:GOVERNMENT"], r"statements\.0\.target\.0: 'MLI:GOVERNMENT'"),
        ("statements__0__topics", ["peace"], r"statements\.0\.topics\.0: 'peace'"),
        ("statements__0__frameworks", ["Normandy"], r"statements\.0\.frameworks\.0: 'Normandy'"),
        ("statements__0__cue__start", 0, r"statements\.0\.cue"),
        ("statements__0__cue__text", "condamné", r"statements\.0\.cue"),
        ("statements__0__evidence__end", 100_000, r"statements\.0\.evidence"),
        ("statements__0__due__kind", "later", r"statements\.0\.due\.kind: 'later'"),
        ("statements__0__due__value", "March 2024", r"statements\.0\.due\.value: 'March 2024'"),
        ("statements__0__joint", None, r"statements\.0\.joint"),
        ("statements", {"0": {}}, r"statements"),
        ("statements", None, r"statements: must be a list"),
        ("encounter__kind", "dinner", r"encounter\.kind: 'dinner'"),
        ("encounter__date", "28 février", r"encounter\.date: '28 février'"),
        ("encounter__participants__0__side", "left", r"encounter\.participants\.0\.side: 'left'"),
        ("encounter__participants__0__actor", "fra", r"encounter\.participants\.0\.actor: 'fra'"),
        ("document__kind", "letter", r"document\.kind: 'letter'"),
        ("document__published", "1 mars 2024", r"document\.published: '1 mars 2024'"),
        ("document", None, r"document"),
    ],
)
def test_a_fault_is_named_with_file_and_field(tmp_path: Path, coded: Record, write_gold: Write, field: str, value: Any, message: str) -> None:
    path = write_gold(tmp_path, coded, **{field: value})
    with pytest.raises(GoldError, match=message) as caught:
        load_file(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_text_that_changed_is_a_fault(tmp_path: Path, coded: Record, write_gold: Write) -> None:
    path = write_gold(tmp_path, coded)
    path.with_suffix(".txt").write_text("Ha ! " + coded.document.text, encoding="utf-8")
    with pytest.raises(GoldError, match=r"statements\.0\.cue"):
        load_file(path)


def test_a_text_that_is_not_there_is_a_fault(tmp_path: Path, coded: Record, write_gold: Write) -> None:
    path = write_gold(tmp_path, coded)
    path.with_suffix(".txt").unlink()
    with pytest.raises(GoldError, match=r"one\.fr\.txt"):
        load_file(path)


@pytest.mark.parametrize("content", ["{", "[]", "null", "3"])
def test_what_is_no_gold_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"bad\.json"):
        load_file(path)


def test_an_empty_or_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold file"):
        load_gold(tmp_path)
    with pytest.raises(GoldError, match="no such file or folder"):
        load_gold(tmp_path / "nowhere")


def test_the_projects_own_gold_holds() -> None:
    gold = load_gold(OWN_GOLD)
    assert len(gold) >= 30
    for language in ("fr", "en", "ru"):
        locked = sum(item.name.startswith(f"{language}/locked/") for item in gold)
        assert 0 <= locked - sum(item.name.startswith(f"{language}/work/") for item in gold) <= 1
        assert locked >= 10
