"""The language of the report's own words: by the option, the variable, the locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Program = Callable[..., Any]
COMMANDS = ["read", "explain", "eval", "codebook"]
NO_LOCALE = {"VERBALE_UI": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": None}


@pytest.fixture
def locale(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set the variables of the locale, and nothing but these."""

    def choose(**variables: str) -> None:
        for name in NO_LOCALE:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return choose


@pytest.mark.parametrize(
    ("ui", "line"),
    [
        ("en", "   1. ●●●●○ condemns: France\n      “*condamne*”\n"),
        ("fr", "   1. ●●●●○ condamne\u00a0: France\n      «\u00a0*condamne*\u00a0»\n"),
        ("ru", "   1. ●●●●○ осуждает: Франция\n      «*condamne*»\n"),
    ],
)
def test_read(program: Program, texts: Path, tmp_path: Path, ui: str, line: str) -> None:
    ended = program("read", texts / "a.txt", "--ui", ui)
    assert (ended.code, ended.err) == (0, "")
    assert line in ended.out
    program("read", texts / "a.txt", "--ui", ui, "-o", tmp_path / "out.txt")
    assert line in (tmp_path / "out.txt").read_text(encoding="utf-8")
    program("read", texts, "--ui", ui, "-o", f"{tmp_path}/out/")
    assert line in (tmp_path / "out/sub/c.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_what_programs_read_is_the_same_in_all(program: Program, texts: Path, format_: str) -> None:
    assert len({program("read", texts, "--format", format_, "--ui", ui).out for ui in ("en", "fr", "ru")}) == 1
    assert len({program("explain", texts / "a.txt", "--all", "--format", "json", "--ui", ui).out for ui in ("en", "fr", "ru")}) == 1
    assert len({program("codebook", "acts", "--format", "json", "--ui", ui).out for ui in ("en", "fr", "ru")}) == 1


def test_explain(program: Program, texts: Path) -> None:
    assert program("explain", texts / "a.txt", "--all", "--ui", "fr").out.startswith("Énoncé 1\u00a0: condamne (condemn) ●●●●○")
    assert program("explain", "-", "--all", "--ui", "ru", stdin=b"Paris.").out == "Высказываний нет.\n"


def test_codebook(program: Program) -> None:
    assert "condemn     désapprobation  4  ACCUSE    111  condamne\n" in program("codebook", "acts", "--ui", "fr").out
    assert "condemn     неодобрение     4  ACCUSE    111  осуждает\n" in program("codebook", "acts", "--ui", "ru").out
    assert "fr  французский\n" in program("codebook", "languages", "--ui", "ru").out
    assert "UN-CHARTER                        traité       charte des Nations unies\n" in program("codebook", "frameworks", "--ui", "fr").out
    assert "terrorism                 безопасность" in program("codebook", "topics", "--ui", "ru").out
    assert "organisation" in program("codebook", "organisations", "--ui", "fr").out


@pytest.mark.pipeline
def test_eval(real_program: Program, tmp_path: Path) -> None:
    example = min((Path(__file__).parents[2] / "examples").glob("*.txt"))
    real_program("read", example, "-o", tmp_path / "gold.json")
    assert "\nénoncés       F1  précision  rappel  justes  erronés  manquants\n" in real_program("eval", tmp_path, "--ui", "fr").out
    assert "\nвысказывания     F1  точность  полнота  верно  ошибочно  пропущено\n" in real_program("eval", tmp_path, "--ui", "ru").out
    assert json.loads(real_program("eval", tmp_path, "--ui", "ru", "--format", "json").out)["total"]["statement"]["f1"] == 1


def test_the_locale_chooses_where_nothing_is_asked_for(program: Program, texts: Path, locale: Callable[..., None]) -> None:
    def act() -> str:
        return str(program("read", texts / "a.txt").out).split("●●●●○ ")[1].split("\n")[0]

    locale()
    assert act() == "condemns: France"
    locale(LANG="de_DE.UTF-8")
    assert act() == "condemns: France"
    locale(LANG="fr_FR.UTF-8")
    assert act() == "condamne\u00a0: France"
    locale(LANG="fr_FR.UTF-8", LC_MESSAGES="ru_RU.UTF-8")
    assert act() == "осуждает: Франция"
    locale(LANG="fr_FR.UTF-8", LC_ALL="C")
    assert act() == "condemns: France"
    locale(LANG="fr_FR.UTF-8", VERBALE_UI="ru")
    assert act() == "осуждает: Франция"
    assert "condemns: France" in program("read", texts / "a.txt", "--ui", "en").out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_language_that_is_not_there(program: Program, tmp_path: Path, command: str) -> None:
    ended = program(command, {"codebook": "acts"}.get(command, tmp_path), "--ui", "de")
    assert (ended.code, ended.out) == (2, "")
    assert "'de' is no language of reports; choose one of en, fr, ru" in ended.err
    assert ended.err.count("\n") == 1


def test_a_variable_that_names_no_language(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_UI", "xx")
    ended = program("codebook", "acts")
    assert (ended.code, ended.out) == (2, "")
    assert "VERBALE_UI" in ended.err
    assert ended.err.count("\n") == 1


def test_languages_are_completed() -> None:
    variables = {"_VERBALE_COMPLETE": "complete_bash", "COMP_WORDS": "verbale read --ui ", "COMP_CWORD": "3"}
    ended = subprocess.run([sys.executable, "-m", "verbale"], capture_output=True, text=True, env=os.environ | variables, check=False)
    assert {"en", "fr", "ru"} <= set(ended.stdout.split())


def test_cyrillic_is_written_whatever_the_locale() -> None:
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "verbale", "codebook", "acts", "--ui", "ru"]
    assert "осуждает" in subprocess.run(command, capture_output=True, env=os.environ | variables, check=True).stdout.decode("utf-8")
