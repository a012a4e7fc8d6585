"""``verbale read``, with a reader that needs no pipeline."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Program = Callable[..., Any]


def test_text_is_the_format_where_there_is_no_terminal(program: Program, texts: Path) -> None:
    ended = program("read", texts / "a.txt")
    assert (ended.code, ended.err) == (0, "")
    assert "●●●●○ condemns: France" in ended.out
    assert "\x1b" not in ended.out


def test_json_of_one_text_is_an_object(program: Program, texts: Path) -> None:
    record = json.loads(program("read", texts / "a.txt", "--format", "json").out)
    assert record["document"]["text"] == (texts / "a.txt").read_text(encoding="utf-8")
    assert record["statements"][0]["act"] == "condemn"


def test_json_of_several_texts_is_a_list(program: Program, texts: Path) -> None:
    assert len(json.loads(program("read", texts / "a.txt", texts / "b.md", "-f", "json").out)) == 2
    assert len(json.loads(program("read", texts, "-f", "json").out)) == 3
    assert len(json.loads(program("read", texts / "sub", "-f", "json").out)) == 1


def test_json_lines(program: Program, texts: Path) -> None:
    lines = program("read", texts, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["statements"][0]["act"] for line in lines] == ["condemn"] * 3


def test_standard_input(program: Program) -> None:
    ended = program("read", "-", "-f", "json", stdin="Genève condamne l'attentat.\r\n".encode())
    assert json.loads(ended.out)["document"]["text"] == "Genève condamne l'attentat.\r\n"


def test_date_and_issuer_reach_the_reader(program: Program, texts: Path) -> None:
    ended = program("read", texts / "a.txt", "-f", "json", "--published", "2021-11-12", "--issuer", "CHE", "--issuer", "NATO", "--language", "fr")
    document = json.loads(ended.out)["document"]
    assert document["published"] == "2021-11-12"
    assert document["issuer"] == ["CHE", "NATO"]


def test_an_encoding_that_was_guessed_is_said(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Genève condamne à l'été.".encode("latin-1"))
    ended = program("read", path)
    assert ended.code == 0
    assert ended.err == f"verbale: note: {path}: read as Windows-1252 (Latin-1)\n"
    assert program("read", "--quiet", path).err == ""


BAD = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)), "is a binary file"),
    "utf8.txt": ("Réunion à Genève ".encode() + b"\xff", "invalid UTF-8 at byte 20"),
    "nul.txt": (b"Paris condamne\0 l'attentat.", "NUL character at position 14"),
    "german.txt": ("Die Ministerin verurteilte den Anschlag und rief die Parteien zur Zurückhaltung auf.".encode(), "the text is in 'German'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_code_2(program: Program, tmp_path: Path, name: str) -> None:
    content, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    for arguments in ((), ("-f", "json"), ("-o", tmp_path / "out.json"), ("-o", f"{tmp_path}/out/")):
        ended = program("read", path, *arguments)
        assert ended.code == 2
        assert ended.out == ""
        assert ended.err.startswith(f"verbale: {path}: ")
        assert words in ended.err
        assert ended.err.count("\n") == 1
    assert not (tmp_path / "out.json").exists()
    assert list((tmp_path / "out").iterdir()) == []


def test_a_missing_file(program: Program, tmp_path: Path) -> None:
    ended = program("read", tmp_path / "none.txt")
    assert (ended.code, ended.out, ended.err) == (2, "", f"verbale: {tmp_path}/none.txt: no such file\n")


def test_a_folder_without_texts(program: Program, tmp_path: Path) -> None:
    ended = program("read", tmp_path)
    assert ended.code == 2
    assert "holds no text" in ended.err


def test_other_texts_are_read_all_the_same(program: Program, texts: Path) -> None:
    (texts / "aa.txt").write_bytes(b"")
    ended = program("read", "none.txt", texts, "-f", "json")
    assert ended.code == 2
    assert len(json.loads(ended.out)) == 3
    assert len(ended.err.splitlines()) == 2


def test_a_name_with_a_line_end_still_makes_one_line(program: Program) -> None:
    assert program("read", "a\nb.txt").err == "verbale: a b.txt: no such file\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "xml"), "'xml' is no format; choose one of text, markdown, json, jsonl"),
        (("--language", "xx"), "French (fr)"),
        (("--published", "12/11/2021"), "write it as 2021-11-12"),
        (("--published", "20211112"), "write it as 2021-11-12"),
        (("--issuer", "france"), "write codes as FRA"),
        (("--bogus",), "--bogus"),
    ],
)
def test_bad_usage_is_one_line_and_code_2(program: Program, texts: Path, arguments: tuple[str, ...], words: str) -> None:
    ended = program("read", texts / "a.txt", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_no_file_named(program: Program) -> None:
    ended = program("read")
    assert ended.code == 2
    assert ended.err.count("\n") == 1


def test_output_file(program: Program, texts: Path, tmp_path: Path) -> None:
    ended = program("read", texts, "-o", tmp_path / "out.jsonl")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(("name", "begin"), [("out.json", "{"), ("out.md", "# "), ("out.txt", "Untitled"), ("out", "Untitled")])
def test_the_suffix_of_the_output_says_the_format(program: Program, texts: Path, tmp_path: Path, name: str, begin: str) -> None:
    program("read", texts / "a.txt", "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_output_folder_mirrors_the_input(program: Program, texts: Path, tmp_path: Path) -> None:
    assert program("read", texts, "-f", "json", "-o", f"{tmp_path}/out/").code == 0
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json")) == ["a.json", "b.json", "sub/c.json"]


def test_texts_that_differ_in_their_suffix_only(program: Program, texts: Path, tmp_path: Path) -> None:
    (texts / "a.md").write_text("Paris condamne l'attentat.")
    program("read", texts, "-f", "json", "-o", f"{tmp_path}/out/")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.md.json", "a.txt.json", "b.json", "sub"]


def test_texts_of_the_same_name_are_not_written_over_each_other(program: Program, texts: Path, tmp_path: Path) -> None:
    (texts / "sub" / "a.txt").write_text("Paris condamne l'attentat.")
    ended = program("read", texts / "a.txt", texts / "sub" / "a.txt", "-f", "json", "-o", f"{tmp_path}/out/")
    assert ended.code == 2
    assert "would be written twice" in ended.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", ["a.txt", "."])
def test_a_text_is_not_written_over(program: Program, texts: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(texts)
    before = Path("a.txt").read_text(encoding="utf-8")
    ended = program("read", "a.txt", "-f", "text", "-o", output)
    assert ended.code == 2
    assert "would be written over the text" in ended.err
    assert Path("a.txt").read_text(encoding="utf-8") == before


def test_output_that_cannot_be_written(program: Program, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for output in (tmp_path / "none" / "out.json", f"{tmp_path}/file/"):
        ended = program("read", texts / "a.txt", "-o", output)
        assert (ended.code, ended.out) == (2, "")
        assert "cannot be written" in ended.err
        assert ended.err.count("\n") == 1
    if os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0o500)
        assert program("read", texts / "a.txt", "-o", f"{tmp_path}/closed/").code == 2


def test_a_text_that_fails_leaves_the_earlier_output_alone(program: Program, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("before")
    assert program("read", tmp_path / "none.txt", "-o", tmp_path / "out.json").code == 2
    assert (tmp_path / "out.json").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


class TestInterrupted:
    """Ctrl-C while the second of three texts is read."""

    @pytest.fixture(autouse=True)
    def _interrupt(self, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        import verbale.api

        reader = verbale.api.reader("fr")
        count = iter(range(9))

        class Interrupted:
            def read(self, text: str, **options: object) -> object:
                if next(count) == 1:
                    raise KeyboardInterrupt
                return reader.read(text, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(verbale.api, "reader", lambda _: Interrupted())

    def test_a_list_on_standard_output_is_closed(self, program: Program, texts: Path) -> None:
        ended = program("read", texts, "-f", "json")
        assert ended.code == 130
        assert len(json.loads(ended.out)) == 1
        assert ended.err == ""

    def test_an_output_file_does_not_appear(self, program: Program, texts: Path, tmp_path: Path) -> None:
        assert program("read", texts, "-o", tmp_path / "out.json").code == 130
        assert [path.name for path in tmp_path.iterdir()] == ["texts"]

    def test_what_is_finished_in_a_folder_stays(self, program: Program, texts: Path, tmp_path: Path) -> None:
        assert program("read", texts, "-f", "json", "-o", f"{tmp_path}/out/").code == 130
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.json"]
