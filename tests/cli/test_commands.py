"""The other commands, and the program as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Program = Callable[..., Any]


def test_help_without_a_command(program: Program) -> None:
    for arguments in ((), ("--help",), ("-h",)):
        ended = program(*arguments)
        assert ended.code == 0
        for command in ("read", "explain", "eval", "codebook"):
            assert command in ended.out
        assert "130" in ended.out


@pytest.mark.parametrize("command", ["read", "explain", "eval", "codebook"])
def test_help_of_a_command_has_examples(program: Program, command: str) -> None:
    ended = program(command, "--help")
    assert ended.code == 0
    assert f"verbale {command} " in ended.out.split("Examples:")[1]


def test_version(program: Program) -> None:
    import verbale

    assert program("--version").out == f"verbale {verbale.__version__}\n"


def test_an_unknown_command(program: Program) -> None:
    ended = program("reed")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1


def test_explain(program: Program, texts: Path) -> None:
    ended = program("explain", texts / "a.txt", "--statement", "1")
    assert ended.code == 0
    assert "cue condamner (verb)" in ended.out
    assert program("explain", texts / "a.txt", "--all").out == ended.out


def test_explain_as_json(program: Program, texts: Path) -> None:
    assert json.loads(program("explain", texts / "a.txt", "-s", "1", "-f", "json").out)["statement"]["act"] == "condemn"
    assert len(json.loads(program("explain", texts / "a.txt", "--all", "-f", "json").out)) == 1


def test_explain_from_standard_input(program: Program) -> None:
    assert program("explain", "-", "-s", "1", stdin=b"Paris condamne l'attentat.").code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "say which statement, or --all"),
        (("-s", "2"), "there is no statement 2: the text has one statement"),
        (("-s", "0"), "--statement"),
        (("-s", "one"), "--statement"),
    ],
)
def test_explain_what_is_not_there(program: Program, texts: Path, arguments: tuple[str, ...], words: str) -> None:
    ended = program("explain", texts / "a.txt", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_explain_a_text_without_statements(program: Program) -> None:
    assert program("explain", "-", "--all", stdin=b"Paris.").out == "No statements.\n"
    assert "the text has no statements" in program("explain", "-", "-s", "1", stdin=b"Paris.").err


def test_explain_a_folder(program: Program, texts: Path) -> None:
    ended = program("explain", texts, "--all")
    assert ended.code == 2
    assert "is a folder" in ended.err


@pytest.mark.parametrize("what", ["acts", "topics", "frameworks", "organisations", "languages"])
def test_codebook(program: Program, what: str) -> None:
    ended = program("codebook", what)
    assert ended.code == 0
    rows = json.loads(program("codebook", what, "--format", "json").out)
    assert len(rows) == len(ended.out.splitlines())


def test_codebook_of_acts(program: Program) -> None:
    assert "condemn     disapproval  4  ACCUSE    111  condemns\n" in program("codebook", "acts").out


def test_eval_without_gold(program: Program, tmp_path: Path) -> None:
    ended = program("eval", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
