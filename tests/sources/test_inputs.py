"""Files, folders and standard input as lists of sources."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from verbale.errors import InputError
from verbale.sources.folder import files_in
from verbale.sources.inputs import expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "notes.MARKDOWN", "record.json", ".hidden.txt", "sub/c.TXT", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Paris condamne l'attentat.")
    return tmp_path


def test_the_texts_of_a_folder_sorted(folder: Path) -> None:
    assert [path.relative_to(folder).as_posix() for path in files_in(folder)] == ["a.md", "b.txt", "notes.MARKDOWN", "sub/c.TXT"]


def test_a_folder_without_texts(tmp_path: Path) -> None:
    (tmp_path / "x.json").touch()
    with pytest.raises(InputError, match="holds no text"):
        files_in(tmp_path)


def test_a_link_that_goes_in_circles(folder: Path) -> None:
    (folder / "sub" / "again").symlink_to(folder)
    assert len(files_in(folder)) == 4


def test_files_keep_their_order_and_count_once(folder: Path) -> None:
    inputs = expand([folder / "b.txt", folder / "a.md", folder])
    assert [source.relative.as_posix() for source in inputs] == ["b.txt", "a.md", "notes.MARKDOWN", "sub/c.TXT"]


def test_a_missing_file_is_left_to_the_reading(tmp_path: Path) -> None:
    [source] = expand([tmp_path / "none.txt"])
    with pytest.raises(InputError, match="no such file"):
        source.load()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Genève condamne.\r\n".encode())))
    [source] = expand(["-"])
    assert source.name == "standard input"
    assert source.load().text == "Genève condamne.\r\n"
