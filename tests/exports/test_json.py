"""JSON as the codebook's section 10 has it, there and back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import GoldError, InputError
from verbale.exports import exporter
from verbale.exports.json import dumps, load_record, record_from_dict, record_to_dict
from verbale.record import Document, Record

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.json"))


def test_keys_are_those_of_the_codebook_in_its_order(record: Record) -> None:
    data = record_to_dict(record)
    assert list(data) == ["document", "encounter", "statements"]
    assert list(data["document"]) == ["title", "issuer", "language", "kind", "published", "text"]
    assert list(data["encounter"]) == ["kind", "date", "place", "framework", "participants"]
    assert list(data["encounter"]["participants"][0]) == ["name", "role", "actor", "side"]
    assert list(data["statements"][0]) == [
        "act", "strength", "speaker", "joint", "addressee", "target", "topics", "places", "frameworks", "cue", "content", "evidence",
        "reiterated", "hypothetical", "negated", "due",
    ]  # fmt: skip
    assert data["statements"][1]["due"] == {"kind": "month", "value": "2022-01", "text": "d'ici janvier 2022"}
    assert data["statements"][2]["content"] is None


def test_there_and_back(record: Record) -> None:
    back = record_from_dict(json.loads(dumps(record)))
    assert record_to_dict(back) == record_to_dict(record)
    assert back.document == record.document
    assert back.encounter == record.encounter


@pytest.mark.parametrize("indent", [2, None])
def test_pieces_make_the_same_json_as_the_whole(record: Record, indent: int | None) -> None:
    for shown in (record, replace(record, statements=()), replace(record, encounter=None, statements=record.statements[:1])):
        assert dumps(shown, indent) == json.dumps(record_to_dict(shown), ensure_ascii=False, indent=indent)


def test_a_line_of_json_lines_is_one_line(record: Record) -> None:
    text = exporter("jsonl").render(record)
    assert text.count("\n") == 1
    assert text.endswith("}\n")


@given(st.text(alphabet=st.characters()))
def test_any_text_can_be_written_and_comes_back(text: str) -> None:
    written = dumps(Record(Document(text), None, ())).encode("utf-8")
    assert json.loads(written)["document"]["text"] == text


def test_lone_surrogates_are_escaped() -> None:
    written = dumps(Record(Document("a\ud800b"), None, ())).encode("utf-8")
    assert b"a\\ud800b" in written


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_files_can_be_read(path: Path) -> None:
    record = load_record(path)
    given_ = json.loads(path.read_text(encoding="utf-8"))
    assert record_to_dict(record)["encounter"] == given_["encounter"]
    assert [s.act for s in record.statements] == [s["act"] for s in given_["statements"]]
    assert record.document.text


def gold(record: Record) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dumps(record))
    return data


def test_a_gold_file_may_name_its_text(record: Record, tmp_path: Path) -> None:
    data = gold(record)
    (tmp_path / "a.txt").write_bytes(data["document"].pop("text").encode("utf-8"))
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"file": "a.txt", **data}))
    assert load_record(path).document == record.document
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match="no such file"):
        load_record(path)


def test_what_may_be_left_out(record: Record) -> None:
    data = gold(record)
    for key in ("content", "addressee", "target", "joint"):
        del data["statements"][2][key]
    data["statements"][1]["due"] = {"kind": "soon"}
    back = record_from_dict(data)
    assert back.statements[2].content is None
    assert back.statements[2].addressee == ()
    assert back.statements[1].due is not None
    assert back.statements[1].due.text is None


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("statements", 0, "act"), "shout", "statements.0.act: 'shout' is no act"),
        (("statements", 0, "strength"), 6, "statements.0.strength: 6 is not between 1 and 5"),
        (("statements", 0, "strength"), "very", "statements.0.strength: "),
        (("statements", 0, "cue", "start"), 3, "statements.0.cue: the text from 3 to"),
        (("statements", 0, "evidence"), None, "statements.0.evidence: "),
        (("statements", 0), "x", "statements.0: "),
        (("encounter", "participants", 0), 7, "encounter.participants.0: "),
        (("document",), None, "document: is missing"),
        (("document", "text"), None, "document.text: is missing"),
    ],
)
def test_faults_are_told_with_their_place(record: Record, path: tuple[str | int, ...], value: object, message: str) -> None:
    data: Any = gold(record)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(GoldError) as caught:
        record_from_dict(data)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b"3"])
def test_files_that_are_no_record(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=r"a\.json: "):
        load_record(path)
    with pytest.raises(GoldError, match="cannot be read"):
        load_record(tmp_path / "none.json")
