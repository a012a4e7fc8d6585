"""The compiled form of the knowledge: the same as the YAML, never out of date, and never in the way."""

from __future__ import annotations

import json
import runpy
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import KnowledgeError
from verbale.languages import compiled, data

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "verbale"
PARTS = ("codebook", "acts.yaml")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with one YAML file."""
    (tmp_path / PARTS[0]).mkdir()
    tmp_path.joinpath(*PARTS).write_text("praise: {strength: 3}", encoding="utf-8")
    monkeypatch.setattr(data.resources, "files", lambda _: tmp_path)
    data.load.cache_clear()
    yield tmp_path
    data.load.cache_clear()


def kept(package: Path) -> Path:
    (path,) = (package / compiled.FOLDER).iterdir()
    return path


def reload() -> Any:
    data.load.cache_clear()
    return data.load(*PARTS)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_file_is_the_same_compiled(path: Path, tmp_path: Path) -> None:
    parts, source = path.relative_to(PACKAGE).parts, path.read_bytes()
    parsed = data.parse(parts, source)
    assert compiled.write(tmp_path, parts, source, parsed)
    # Texts and not values are compared: the order of keys counts, and True is not 1.
    assert repr(compiled.read(tmp_path, parts, source)) == repr(parsed)
    assert data.load(*parts) == parsed


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    paths = [path.relative_to(PACKAGE).parts for path in PACKAGE.rglob("*.yaml")]
    for parts in paths:
        compiled.write(tmp_path, parts, b"", [])
    assert len(list((tmp_path / compiled.FOLDER).iterdir())) == len(paths)


def test_the_compiled_form_is_read_and_not_the_yaml(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data.load(*PARTS) == {"praise": {"strength": 3}}
    monkeypatch.setattr(data, "parse", lambda *_: pytest.fail("the YAML was parsed"))
    assert reload() == {"praise": {"strength": 3}}


def test_what_was_compiled_from_an_older_source_is_not_used(package: Path) -> None:
    data.load(*PARTS)
    package.joinpath(*PARTS).write_text("praise: {strength: 4}", encoding="utf-8")  # of the same size, and perhaps in the same moment
    assert reload() == {"praise": {"strength": 4}}
    assert reload() == {"praise": {"strength": 4}}
    assert b"4" in kept(package).read_bytes().partition(b"\n")[2]


@pytest.mark.parametrize("left", [0, 10, 64, 65, 70, -1])
def test_a_half_written_file_is_not_used_and_mended(package: Path, left: int) -> None:
    data.load(*PARTS)
    whole = kept(package).read_bytes()
    kept(package).write_bytes(whole[:left])
    assert reload() == {"praise": {"strength": 3}}
    assert kept(package).read_bytes() == whole


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{}", b"\n{}", b"\x00" * 200])
def test_a_broken_file_is_not_used(package: Path, content: bytes) -> None:
    data.load(*PARTS)
    kept(package).write_bytes(content)
    assert reload() == {"praise": {"strength": 3}}


def test_a_folder_that_cannot_be_made_is_no_matter(package: Path) -> None:
    (package / compiled.FOLDER).write_text("a file in its place", encoding="utf-8")
    assert data.load(*PARTS) == {"praise": {"strength": 3}}
    assert reload() == {"praise": {"strength": 3}}


def test_a_folder_that_cannot_be_written_is_no_matter(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert data.load(*PARTS) == {"praise": {"strength": 3}}
    assert reload() == {"praise": {"strength": 3}}


def test_a_draft_that_cannot_be_put_in_place_is_removed(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", refuse)
    assert data.load(*PARTS) == {"praise": {"strength": 3}}
    assert not list((package / compiled.FOLDER).iterdir())


@pytest.mark.parametrize("value", [{2024: "a key that is a number"}, {"a": {1, 2}}])
def test_what_json_would_change_is_not_kept(tmp_path: Path, value: object) -> None:
    assert not compiled.write(tmp_path, PARTS, b"", value)
    with pytest.raises(LookupError):
        compiled.read(tmp_path, PARTS, b"")


def test_many_at_once_see_all_or_nothing(tmp_path: Path) -> None:
    value = [f"entry {number}" for number in range(5_000)]
    compiled.write(tmp_path, PARTS, b"source", value)
    seen: list[bool] = []

    def work() -> None:
        for _ in range(20):
            compiled.write(tmp_path, PARTS, b"source", value)
            seen.append(compiled.read(tmp_path, PARTS, b"source") == value)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 80
    assert len(list((tmp_path / compiled.FOLDER).iterdir())) == 1


def test_broken_yaml_is_told_with_its_file(package: Path) -> None:
    package.joinpath(*PARTS).write_text("praise: [", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^codebook/acts\.yaml: "):
        data.load(*PARTS)
    assert not (package / compiled.FOLDER).exists()


def test_a_missing_file_is_told(package: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^codebook/none\.yaml: "):
        data.load("codebook", "none.yaml")


def test_dates_are_text(package: Path) -> None:
    package.joinpath(*PARTS).write_text("since: 2021-03-04", encoding="utf-8")
    assert data.load(*PARTS) == {"since": "2021-03-04"}


def test_the_build_compiles_every_file(tmp_path: Path) -> None:
    names = ("languages/fr/topics.yaml", "codebook/acts.yaml")
    for name in names:
        path = tmp_path / "src" / "verbale" / name
        path.parent.mkdir(parents=True)
        path.write_text("greeting: [«salut», a b]", encoding="utf-8")
    hook = runpy.run_path(str(ROOT / "hatch_build.py"))["CompileKnowledge"](str(tmp_path), {}, None, None, "", "wheel")
    build: dict[str, list[str]] = {"artifacts": []}
    hook.initialize("standard", build)
    (pattern,) = build["artifacts"]
    made = sorted(tmp_path.glob(pattern))
    assert len(made) == len(names)
    assert [json.loads(path.read_text(encoding="utf-8").partition("\n")[2]) for path in made] == [{"greeting": ["«salut»", "a b"]}] * 2
