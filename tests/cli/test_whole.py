"""The commands with the real reader, on the examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
Program = Callable[..., Any]


def test_json_is_the_same_twice_and_its_spans_hold(real_program: Program) -> None:
    first, second = (real_program("read", *EXAMPLES, "--format", "json") for _ in range(2))
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    records = json.loads(first.out)
    assert [record["document"]["text"] for record in records] == [path.read_bytes().decode() for path in EXAMPLES]
    for record in records:
        assert record["statements"]
        for statement in record["statements"]:
            for span in (statement["cue"], statement["evidence"], statement["content"]):
                assert span is None or record["document"]["text"][span["start"] : span["end"]] == span["text"]


def test_explain_tells_why(real_program: Program) -> None:
    ended = real_program("explain", EXAMPLES[0], "--all")
    assert ended.code == 0
    assert "cue " in ended.out
    assert "confidence" in ended.out


def test_a_reading_scored_against_itself_is_right(real_program: Program, tmp_path: Path) -> None:
    real_program("read", EXAMPLES[0], "-o", tmp_path / "gold.json")
    ended = real_program("eval", tmp_path, "--format", "json")
    assert ended.code == 0
    assert json.loads(ended.out)["total"]["statement"]["f1"] == 1
