"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from verbale.errors import OutputError
from verbale.exports.writing import AtomicFile


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_half(path: Path, error: type[BaseException]) -> None:
    with AtomicFile(path) as file:
        file.write("half")
        raise error


def test_a_file_appears_at_the_end(tmp_path: Path) -> None:
    with AtomicFile(tmp_path / "a.json") as file:
        file.write("Genève\r\n")
        assert not (tmp_path / "a.json").exists()
    assert (tmp_path / "a.json").read_bytes() == "Genève\r\n".encode()
    assert names(tmp_path) == ["a.json"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_nothing_is_left_after_an_error(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "a.json").write_text("before")
    with pytest.raises(error):
        write_half(tmp_path / "a.json", error)
    assert (tmp_path / "a.json").read_text() == "before"
    assert names(tmp_path) == ["a.json"]


def test_nothing_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("before")
    with AtomicFile(tmp_path / "a.json"):
        pass
    assert (tmp_path / "a.json").read_text() == "before"
    with AtomicFile(tmp_path / "b.json"):
        pass
    assert names(tmp_path) == ["a.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another matter there")
def test_rights_are_those_of_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "old").touch(mode=0o600)
    for name in ("old", "new"):
        with AtomicFile(tmp_path / name) as file:
            file.write("x")
    (tmp_path / "plain").touch()
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o600
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with AtomicFile(tmp_path / "link") as file:
        file.write("after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "after"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: is a folder"), AtomicFile(tmp_path):
        pass
    with pytest.raises(OutputError, match="cannot be written: No such file"), AtomicFile(tmp_path / "none" / "a.json"):
        pass
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(OutputError, match="cannot be written: Permission denied"), AtomicFile(tmp_path / "a.json"):
            pass
