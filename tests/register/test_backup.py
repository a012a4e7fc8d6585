"""Backups: the same register elsewhere, on either engine, or nothing at all."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from verbale.errors import RegisterError
from verbale.record import Due
from verbale.register import Query, Register
from verbale.register import schema as tables
from verbale.register.showing import result_to_dict
from verbale.register.writing import IMPORTED

DESK = "A. Desk"
WAYS = [("sqlite", "sqlite"), ("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")]


def fill(register: Register, make: SimpleNamespace) -> None:
    """Something of everything."""
    for number in range(30):
        register.add(make.numbered(number), make.uri(number), asked={"language": "fr"} if number % 3 == 0 else None)
    odd = make.record(
        make.said("Paris \x00 exhorte \ud800 Minsk.", "exhorte", act="call", addressee=("BLR",), due=Due("month", "2022-02", "\x00\ud800")), title="\ud800\x00"
    )
    register.add(odd, make.uri(100))
    register.add(make.full(), make.uri(101), program=IMPORTED)
    register.add(make.record("Paris regrette."), make.uri(102), program=("0.0.9", "other"))
    register.add(make.record("Paris condamne."), make.uri(102))
    register.add(make.full(), "https://example.org/elsewhere")
    names = [hit.ref for hit in register.search(sort="oldest", limit=100).hits]
    register.judge(names[0], "confirm", person=DESK, reason="clear")
    register.judge(names[1], "correct", {"act": "warn", "speaker": ["NOR"]}, person="B. Archive")
    register.judge(names[2], "reject", person=DESK)
    register.judge(names[3], "reject", person=DESK)
    register.undo(DESK)
    register.judge("1", "add", {"act": "warn", "strength": 4, "speaker": ["FRA"], "evidence": "numéro 0 contre le port", "cue": "contre"}, person=DESK)
    register.set_pledge(register.pledges()[0].hit.ref, "lapsed", person=DESK, note="…", link="https://example.org")
    register.set_pledge(register.pledges()[1].hit.ref, "met", person=DESK)
    register.save_search("veille", Query(text="attaque", act=("condemn",), since="2001"))


SEARCHES = ("", "attaque", "condamner OR condemn", '"the harbour"', "numb* -attack", "нападение", "exhorter", "contre")


def held(register: Register) -> dict[str, Any]:
    """All that a user can see of a register."""
    numbers = list(register.versions())
    return {
        "size": register.size(),
        "records": {number: register.record(number) for number in numbers},
        "uris": {number: register.uris(number) for number in numbers},
        "asked": {number: register.text_of(number) for number in numbers},
        "stale": (register.stale(), register.stale(everything=True)),
        "judgements": register.judgements(),
        "pledges": [one.to_dict() for one in register.pledges()],
        "saved": register.saved_searches(),
        "found": {(words, every): result_to_dict(register.search(words, versions=every, limit=50)) for words in SEARCHES for every in ("latest", "all")},
        "by code": {code: register.count(speaker=code) for code in ("FRA", "DEU", "NOR")},
    }


@pytest.fixture(scope="module")
def places(sqlite_new: Callable[[], str], request: pytest.FixtureRequest) -> dict[str, Callable[[], str]]:
    return {"sqlite": sqlite_new, "postgresql": lambda: request.getfixturevalue("server").new()}


@pytest.fixture(scope="module")
def sources(places: dict[str, Callable[[], str]], make: SimpleNamespace) -> Iterator[dict[str, Register]]:
    """Registers that hold the same, one on each engine; nobody changes them."""
    with Register(places["sqlite"]()) as one, Register(places["postgresql"]()) as two:
        fill(one, make)
        fill(two, make)
        yield {"sqlite": one, "postgresql": two}


@pytest.fixture
def source(sources: dict[str, Register]) -> Register:
    return sources["sqlite"]


@pytest.fixture
def copy(source: Register, tmp_path: Path) -> Path:
    """A backup."""
    source.back_up(tmp_path / "copy.sqlite")
    return tmp_path / "copy.sqlite"


def refused(call: Callable[..., object], *arguments: Any) -> str:
    with pytest.raises(RegisterError, match=r"^[^\n]+$") as raised:
        call(*arguments)
    return str(raised.value)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("engine", "other"), WAYS)
def test_a_register_that_was_restored_is_the_same(
    sources: dict[str, Register], places: dict[str, Callable[[], str]], make: SimpleNamespace, tmp_path: Path, engine: str, other: str
) -> None:
    source, target = sources[engine], tmp_path / "copy.sqlite"
    before = held(source)
    source.back_up(target)
    assert files(tmp_path) == ["copy.sqlite"]
    assert held(source) == before
    with Register(target, create=False) as copy:
        assert held(copy) == before
    with Register(places[other]()) as restored:
        restored.restore(target)
        assert held(restored) == before
        assert files(tmp_path) == ["copy.sqlite"]
        for number in range(200, 204):
            assert restored.add(make.numbered(number), make.uri(number)) == "added"
        assert restored.add(make.numbered(7), make.uri(7)) == "unchanged"
        assert restored.add(make.record("Paris dément."), make.uri(102)) == "new version"
        number = max(restored.versions())
        made = restored.judge(f"{number}.0", "confirm", person=DESK)
        assert made.number > max(one.number for one in before["judgements"])
        assert restored.undo(DESK) == replace(made, undone=restored.judgements()[-1].undone)
        assert restored.undo(DESK).verdict == "add"
        restored.set_pledge(restored.pledges()[0].hit.ref, "met", person=DESK)
        restored.save_search("autre", Query(text="port"))
        assert restored.size()["documents"] == before["size"]["documents"] + 4
        assert restored.search("numéro 201 OR number 202").total >= 1


def test_both_engines_hold_the_same(sources: dict[str, Register]) -> None:
    one, two = (held(sources[engine]) for engine in ("sqlite", "postgresql"))
    for found in (one, two):
        for judgement in found["judgements"]:
            object.__setattr__(judgement, "made", "")
            object.__setattr__(judgement, "undone", judgement.undone and "yes")
        for pledge in found["pledges"]:
            for outcome in pledge["history"]:
                outcome["made"] = ""
    assert one == two


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_an_empty_register_can_be_restored_too(places: dict[str, Callable[[], str]], tmp_path: Path, make: SimpleNamespace, engine: str) -> None:
    with Register(places[engine]()) as empty:
        empty.back_up(tmp_path / "copy.sqlite")
    with Register(places[engine]()) as restored:
        restored.restore(tmp_path / "copy.sqlite")
        assert restored.size()["documents"] == 0
        assert restored.add(make.full(), make.uri(0)) == "added"
        assert restored.search("retirer").total == 1


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_making_the_index_anew_finds_the_same(sources: dict[str, Register], engine: str) -> None:
    source = sources[engine]
    before = held(source)
    source.reindex()
    assert held(source) == before
    source.optimise()
    assert held(source) == before


def test_making_the_index_anew_mends_one_that_is_lost(source: Register, copy: Path) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")
    with Register(copy, create=False) as register:
        assert register.search("attaque").total == 0
        register.reindex()
        assert held(register) == held(source)


WRITER = """
    import runpy, sys, time
    sys.path.insert(0, sys.argv[2])
    from records import numbered, uri
    from verbale.register import Register
    with Register(sys.argv[1]) as register:
        print("begun", flush=True)
        number, end = 1000, time.monotonic() + 60
        while time.monotonic() < end:
            register.add(numbered(number), uri(number))
            number += 1
"""


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_backup_is_whole_while_another_program_writes(
    places: dict[str, Callable[[], str]], make: SimpleNamespace, tmp_path: Path, child: Path, engine: str
) -> None:
    where = places[engine]()
    with Register(where) as register:
        for number in range(20):
            register.add(make.numbered(number), make.uri(number))
        command = [sys.executable, "-c", textwrap.dedent(WRITER), where, str(child.parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            try:
                assert writer.stdout is not None
                writer.stdout.readline()
                copies = [tmp_path / f"{number}.sqlite" for number in range(3)]
                sizes = []
                for copy in copies:
                    while register.size()["documents"] <= (sizes[-1] if sizes else 20):
                        assert writer.poll() is None
                    register.back_up(copy)
                    sizes.append(register.size()["documents"])
            finally:
                writer.kill()
    seen = []
    for copy in copies:
        with Register(copy, create=False) as kept, kept._engine.connect() as connection:
            counts = {connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in (tables.document, tables.version, tables.reading)}
            assert len(counts) == 1
            wanted = {record.document.title: record for record in (kept.record(number) for number in kept.versions())}
            assert all(record == make.numbered(int(str(title).removeprefix("No. "))) for title, record in wanted.items())
            assert kept.count("", language="fr,en,ru") == kept.size()["statements"] == sum(len(record.statements) for record in wanted.values())
            seen.append(kept.size()["documents"])
    assert seen == sorted(set(seen))
    assert seen[0] >= 20
    assert files(tmp_path) == [copy.name for copy in copies]


def test_a_target_that_is_there_is_left_as_it_is(source: Register, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Cher collègue", encoding="utf-8")
    assert "is there already; name another file" in refused(source.back_up, target)
    assert target.read_text(encoding="utf-8") == "Cher collègue"
    assert "is there already" in refused(source.back_up, tmp_path)
    assert files(tmp_path) == ["letter.txt"]


def test_a_target_below_a_file_is_told(source: Register, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(source.back_up, tmp_path / "file" / "copy.sqlite")
    assert files(tmp_path) == ["file"]


def test_a_target_whose_name_is_too_long_is_told(source: Register, tmp_path: Path) -> None:
    refused(source.back_up, tmp_path / ("x" * 300))
    assert files(tmp_path) == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk with little room."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no small disk can be made here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def big(sqlite_new: Callable[[], str], make: SimpleNamespace) -> Iterator[Register]:
    """A register for which the small disk has no room."""
    import random

    letters = random.Random(5)  # noqa: S311 - no secret
    with Register(sqlite_new()) as register:
        for number in range(6):
            said = " ".join("".join(letters.choices("abcdefghijklmnop", k=9)) for _ in range(9000))
            register.add(make.record(f"Paris condamne {said}"), make.uri(number))
        yield register


def test_a_full_disk_is_told_and_nothing_is_left_there(big: Register, small: Path) -> None:
    assert "the disk is full" in refused(big.back_up, small / "copy.sqlite")
    assert files(small) == []


def test_restoring_onto_a_full_disk_leaves_nothing_half(big: Register, tmp_path: Path, small: Path) -> None:
    big.back_up(tmp_path / "copy.sqlite")
    room = small / "room"
    with Register(small / "new.sqlite") as register:
        room.write_bytes(b"x" * 20_000)
        assert "the disk is full" in refused(register.restore, tmp_path / "copy.sqlite")
        room.unlink()
        assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
        assert register.saved_searches() == {}


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_register_that_holds_something_is_left_as_it_is(places: dict[str, Callable[[], str]], copy: Path, make: SimpleNamespace, engine: str) -> None:
    with Register(places[engine]()) as register:
        register.add(make.full(), make.uri(0))
        before = held(register)
        assert "holds 1 texts already; restore into a new register" in refused(register.restore, copy)
        assert held(register) == before


def test_a_register_is_not_restored_into_itself(copy: Path, source: Register) -> None:
    with Register(copy) as register:
        assert "texts already" in refused(register.restore, copy)
        assert held(register) == held(source)


SOURCES: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda _: None, "there is no register"),
    "a text": (lambda path: path.write_text("Paris condamne.\n" * 400, encoding="utf-8"), "is no register"),
    "zeros": (lambda path: path.write_bytes(bytes(9000)), "is no register"),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "another database": (lambda path: _database(path, "CREATE TABLE recipe (name text)"), "is no register"),
    "a register of a newer program": (lambda path: _newer(path), "was written by a newer Verbale"),
    "an empty file": (lambda path: path.touch(), ""),
}


def _database(path: Path, command: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(command)


def _newer(path: Path) -> None:
    Register(path).close()
    _database(path, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize("name", [pytest.param(name) for name in SOURCES])
def test_what_is_no_register_is_not_restored(sqlite_new: Callable[[], str], make: SimpleNamespace, tmp_path: Path, name: str) -> None:
    path = tmp_path / "source"
    begin, said = SOURCES[name]
    begin(path)
    before = path.read_bytes() if path.is_file() else None
    with Register(sqlite_new()) as register:
        assert said in refused(register.restore, path)
        assert (path.read_bytes() if path.is_file() else None) == before
        assert register.size()["documents"] == 0
        assert register.add(make.full(), make.uri(0)) == "added"
    assert {name.partition("-")[0] for name in files(tmp_path)} <= {"source"}


def damaged(path: Path, begin: int, end: int) -> None:
    data = bytearray(path.read_bytes())
    for at in range(begin, min(end, len(data))):
        data[at] ^= 0x5A
    path.write_bytes(data)


@pytest.mark.parametrize("place", [16, 100, 4096, "middle", "cut", "two thirds"])
def test_a_damaged_backup_is_not_restored(copy: Path, sqlite_new: Callable[[], str], make: SimpleNamespace, place: int | str) -> None:
    size = copy.stat().st_size
    if place == "cut":
        copy.write_bytes(copy.read_bytes()[: size // 2])
    else:
        begin = {"middle": size // 2, "two thirds": 2 * size // 3}.get(str(place)) or int(place)
        damaged(copy, begin, begin + 40_000)
    with Register(sqlite_new()) as register:
        with pytest.raises(RegisterError, match=r"is damaged|or is damaged"):
            register.restore(copy)
        assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
        assert register.add(make.full(), make.uri(0)) == "added"


def test_of_a_damaged_page_one_line_is_told(copy: Path, sqlite_new: Callable[[], str]) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statement'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damaged(copy, (page - 1) * size, (page - 1) * size + 8)
    with Register(sqlite_new()) as register:
        assert "is damaged" in refused(register.restore, copy)


def spoilt(path: Path) -> None:
    """One byte of a text is another: SQLite sees no fault in that."""
    with closing(sqlite3.connect(path)) as connection:
        text: bytes = connection.execute("SELECT text FROM version WHERE id = 5").fetchone()[0]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    assert data.count(text) == 1
    at = data.index(text) + len(text) // 2
    path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


def test_a_text_with_a_wrong_byte_is_told(copy: Path, sqlite_new: Callable[[], str]) -> None:
    spoilt(copy)
    with Register(sqlite_new()) as register:
        assert "damaged" in refused(register.restore, copy)
        assert register.size()["documents"] == 0
    with Register(copy, create=False) as register:
        assert "damaged" in refused(register.record, 5)
        assert register.record(6)


def test_a_register_with_a_wrong_byte_is_not_backed_up_in_silence(copy: Path, tmp_path: Path) -> None:
    spoilt(copy)
    with Register(copy, create=False) as register:
        assert "damaged" in refused(register.back_up, tmp_path / "second.sqlite")
    assert files(tmp_path) == ["copy.sqlite"]


def test_a_failure_in_the_middle_of_restoring_leaves_nothing(copy: Path, where: str, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.register import copying

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with Register(where) as register:
        with monkeypatch.context() as patch:
            patch.setattr(copying, "_entries", fail)
            with pytest.raises(KeyboardInterrupt):
                register.restore(copy)
        assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
        assert register.add(make.full(), make.uri(0)) == "added"
        assert register.search("retirer", speaker="DEU").total == 1


def test_a_failure_in_the_middle_of_a_backup_leaves_no_file(sources: dict[str, Register], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.register import backup

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "_check", fail)
    for source in sources.values():
        with pytest.raises(KeyboardInterrupt):
            source.back_up(tmp_path / "copy.sqlite")
        assert files(tmp_path) == []
