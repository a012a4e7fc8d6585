"""Opening what is a register, and what is none; the tables that migrations make."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from verbale.errors import RegisterError
from verbale.register import Register, engine
from verbale.register.schema import metadata


def refused(where: Any, said: str, **arguments: bool) -> str:
    with pytest.raises(RegisterError, match=said) as raised:
        Register(where, **arguments)
    message = str(raised.value)
    del raised
    forgotten()
    assert len(message.splitlines()) == 1
    assert "secret" not in message
    return message


def forgotten() -> None:
    """Let go here what a failed opening may have left open, lest another test be blamed for it; a test of its own sees to it that nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


def test_an_opening_that_fails_leaves_no_connection(server: Any) -> None:
    where = server.new()
    database = where.rpartition("@/")[2].partition("?")[0]
    server.execute("CREATE TABLE statement (id int)", database)
    with pytest.raises(RegisterError) as raised:
        Register(where)
    left = server.execute(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'")  # noqa: S608 - ours; while the error is still there
    del raised
    forgotten()
    assert left == [(0,)]


def test_a_new_register_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "register.sqlite"
    with Register(path) as register:
        assert register.size() == {"documents": 0, "versions": 0, "statements": 0}
        assert register.name == str(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x56425247,)


def test_an_empty_file_counts_as_new(tmp_path: Path, make: SimpleNamespace) -> None:
    path = tmp_path / "empty.sqlite"
    path.touch()
    with Register(path) as register:
        assert register.add(make.full(), "x:1") == "added"


def test_the_address_of_a_file_is_that_file(tmp_path: Path, make: SimpleNamespace) -> None:
    with Register(f"sqlite:///{tmp_path}/one.sqlite") as register:
        register.add(make.full(), "x:1")
    with Register(str(tmp_path / "one.sqlite"), create=False) as register:
        assert register.count() == 2


def test_names_with_odd_characters_are_names(tmp_path: Path, make: SimpleNamespace) -> None:
    for name in ("a b?c#d%20.sqlite", "реестр.sqlite", "'; DROP TABLE.sqlite", "a:b.sqlite", "~x"):
        with Register(tmp_path / name) as register:
            register.add(make.full(), "x:1")
        assert (tmp_path / name).is_file()


def test_the_register_of_this_user_lies_where_the_platform_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, appauthor: str(tmp_path / name))
    with Register() as register:
        assert register.name == str(tmp_path / "verbale" / "register.sqlite")


def test_a_register_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    refused(path, "there is no register; make one with: verbale add", create=False)
    assert not path.exists()


def test_a_database_without_tables_is_no_register(server: Any) -> None:
    where = server.new()
    refused(where, "there is no register in this database; make one with: verbale add", create=False)
    assert server.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", where.rpartition("@/")[2].partition("?")[0]) == [(0,)]


def _database(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for command in commands:
            connection.execute(command)


ALIENS: dict[str, Callable[[Path], object]] = {
    "another database": lambda path: _database(path, "CREATE TABLE recipe (name text)"),
    "another program's database without tables": lambda path: _database(path, "PRAGMA application_id = 7", "VACUUM"),
    "a text": lambda path: path.write_text("Paris condamne l'attentat.\n" * 200, encoding="utf-8"),
    "a short text": lambda path: path.write_text("Paris condamne l'attentat.\n", encoding="utf-8"),
    "one byte": lambda path: path.write_bytes(b"x"),
    "zeros": lambda path: path.write_bytes(bytes(5000)),
    "an image": lambda path: path.write_bytes(bytes(range(256)) * 64),
}


@pytest.mark.parametrize("alien", ALIENS)
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, alien: str) -> None:
    path = tmp_path / "other"
    ALIENS[alien](path)
    before = path.read_bytes()
    for create in (True, False):
        refused(path, f"^{path}: is no register", create=create)
        assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["other"]


@pytest.mark.parametrize("revision", ["0001", "9999", "abcdef"])
def test_another_program_with_migrations_is_no_register(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num text)")
        connection.execute("CREATE TABLE recipe (name text)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    refused(path, "is no register")


def test_a_database_of_something_else_is_no_register(server: Any) -> None:
    where = server.new()
    server.execute("CREATE TABLE statement (id int)", where.rpartition("@/")[2].partition("?")[0])
    refused(where, "is no register: it holds other tables")


def test_a_register_of_a_newer_program_is_left_as_it_is(where: str, make: SimpleNamespace) -> None:
    with Register(where) as register:
        register.add(make.full(), "x:1")
        with register._engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    message = refused(where, r"was written by a newer Verbale \(tables 9999, known up to \d{4}\); update with: pip install -U verbale")
    assert message.startswith(engine.name_of(engine.address(where)))
    other = sa.create_engine(engine.address(where))
    with other.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :now"), {"now": engine.REVISION})
    other.dispose()
    with Register(where) as register:
        assert register.count() == 2


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://anna:secret@host/db", "^mysql: no register can be kept there"),
        ("mongodb://anna:secret@host/db", "^mongodb: no register can be kept there"),
        ("https://anna:secret@host/db", "^https: no register can be kept there"),
        ("file:///tmp/a.sqlite", "^file: no register can be kept there"),
        ("sqlite+other://anna:secret@/db", "no register can be kept there|is no address"),
        ("sqlite+aiosqlite:///a.sqlite", "no register can be kept there|is no address"),
        ("://secret@", "is no address of a register"),
        ("postgresql://anna:secret@host:port/db", "is no address of a register"),
        ("postgresql://anna@/db?host=/nowhere&password=secret", "the server cannot be reached"),
        ("postgresql://anna:secret@/db?host=/nowhere&nonsense=1", "postgresql:///db"),
        ("postgresql://anna:sec@secret@/db?host=/nowhere", "the server cannot be reached"),
        ("postgresql://anna:secret@/db?host=/nowhere&port=none", "is no address of a register"),
        ("postgres://anna:secret@/db?host=/nowhere", "the server cannot be reached"),
        ("postgresql+asyncpg://anna:secret@/db?host=/nowhere", "the server cannot be reached"),
        ("a\x00b.sqlite", "no file can have this name"),
        ("x" * 5000, "File name too long"),
        ("/proc/nobody-of-this-name/a.sqlite", "cannot be made"),
        ("", "."),
        (".", "is a folder; name a file in it"),
        ("/dev/null/a.sqlite", "cannot be made"),
        ("\ud800.sqlite", "no file can have this name"),
    ],
    ids=lambda text: ascii(text)[:60],
)
def test_what_is_no_place_for_a_register_is_said_in_one_line(where: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(where, said)


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    refused(tmp_path, f"^{tmp_path}: is a folder; name a file in it$")


UNPRIVILEGED = """
import os, sys, tempfile
from verbale.register import Register
from verbale.errors import RegisterError
with tempfile.TemporaryDirectory() as folder:
    Register(folder + "/all.sqlite").close()  # so that all modules are loaded while they may be read
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with Register(sys.argv[1]) as register:
        print(register.count())
except RegisterError as error:
    print(error)
"""


def unprivileged(*arguments: Any) -> list[str]:
    """What opening a register says to who may not do everything, as root may."""
    ended = subprocess.run([sys.executable, "-c", UNPRIVILEGED, *map(str, arguments)], capture_output=True, text=True, check=False, cwd="/")
    assert ended.stderr == ""
    return ended.stdout.splitlines()


@pytest.fixture
def open_folder() -> Any:
    """A folder that everybody may enter, unlike pytest's own."""
    if os.name != "posix":
        pytest.skip("SKIPPED, NOT TESTED: permissions of files as POSIX has them")
    with tempfile.TemporaryDirectory(prefix="verbale-open-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o755)


def test_a_folder_that_may_not_be_written_is_said(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    (message,) = unprivileged(open_folder / "new.sqlite")
    assert message == f"{open_folder / 'new.sqlite'}: cannot be opened; check its name and permissions"
    (message,) = unprivileged(open_folder / "sub" / "new.sqlite")
    assert message.startswith(f"{open_folder / 'sub/new.sqlite'}: cannot be made")
    assert message.endswith(": Permission denied")


def test_a_file_that_may_not_be_read_is_said(open_folder: Path, make: SimpleNamespace) -> None:
    path = open_folder / "one.sqlite"
    with Register(path) as register:
        register.add(make.full(), "x:1")
    path.chmod(0)
    (message,) = unprivileged(path)
    assert message == f"{path}: cannot be opened; check its name and permissions"


def test_an_empty_file_that_may_not_be_written_is_said(open_folder: Path) -> None:
    path = open_folder / "empty.sqlite"
    path.touch()
    path.chmod(0o444)
    (message,) = unprivileged(path)
    assert message == f"{path}: cannot be written; check its permissions"


def test_a_register_that_may_only_be_read_says_so(open_folder: Path, make: SimpleNamespace) -> None:
    path = open_folder / "one.sqlite"
    with Register(path) as register:
        register.add(make.full(), "x:1")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    (message,) = unprivileged(path)  # not even read: SQLite needs a file beside it
    assert message == f"{path}: cannot be written; check its permissions"


def test_a_folder_that_may_not_be_entered_is_said(open_folder: Path) -> None:
    inner = open_folder / "inner"
    inner.mkdir()
    inner.chmod(0)
    (message,) = unprivileged(inner / "one.sqlite")
    assert message.startswith(f"{inner / 'one.sqlite'}: ")


def test_a_database_whose_tables_this_user_may_not_read_is_said(server: Any, make: SimpleNamespace) -> None:
    where = server.new()
    database = where.rpartition("@/")[2].partition("?")[0]
    with Register(where) as register:
        register.add(make.full(), "x:1")
    server.execute("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    message = refused(where.replace("verbale@", "guest:secret@"), "permission denied")
    assert message.startswith(f"postgresql:///{database}")


def differences(register: Register) -> list[Any]:
    with register._engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, kind, _: not (kind == "table" and name.startswith("statement_text"))}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def test_migrations_make_the_tables_of_the_schema(register: Register) -> None:
    assert differences(register) == []


def test_a_table_that_differs_would_be_seen(register: Register) -> None:
    with register._engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE judgement ADD COLUMN extra text"))
        connection.execute(sa.text("DROP INDEX statement_due"))
    assert len(differences(register)) == 2


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "verbale.register:migrations")
    return ScriptDirectory.from_config(config)


def test_the_program_writes_the_newest_revision() -> None:
    assert scripts().get_heads() == [engine.REVISION]
    assert scripts().get_bases() == ["0001"]


def as_0001(register: Register) -> None:
    """Turn a register back into what the first tables were: SQLite's index had other rows, PostgreSQL's no blocks of days, and no table was by base forms."""
    with register._writing() as connection:
        connection.execute(sa.text("DROP INDEX word_key"))
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("INSERT INTO statement_text (statement_text) VALUES ('delete-all')")
            numbers = [(number,) for number in connection.execute(sa.text("SELECT id FROM statement ORDER BY id")).scalars()]
            connection.exec_driver_sql("INSERT INTO statement_text (rowid, words) VALUES (?, 'old')", numbers)
        else:
            connection.execute(sa.text("DROP INDEX statement_text_words"))
            connection.execute(sa.text("CREATE INDEX statement_text_words ON statement_text USING gin (words) WITH (fastupdate = off)"))
            connection.execute(sa.text('ALTER TABLE word ALTER COLUMN key TYPE varchar(64) COLLATE "default"'))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))


def test_a_register_of_the_first_tables_is_brought_up_to_date(where: str, make: SimpleNamespace) -> None:
    with Register(where) as register:
        register.add(make.full(), "x:1")
        found = [(hit.ref, hit.marked) for hit in register.search("NOT nowhere", sort="newest").hits]
        as_0001(register)
    assert found
    with Register(where, create=False) as register:
        assert [(hit.ref, hit.marked) for hit in register.search("NOT nowhere", sort="newest").hits] == found
        assert register.count("old") == 0
        assert differences(register) == []


def test_every_revision_names_those_before_it() -> None:
    revisions = [script.revision for script in scripts().walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    folder = Path(engine.__file__).with_name("migrations") / "versions"
    assert len(revisions) == len([path for path in folder.glob("*.py") if path.stem != "__init__"])


def test_opening_again_changes_nothing(where: str, make: SimpleNamespace) -> None:
    with Register(where) as register:
        register.add(make.full(), "x:1")
    for _ in range(3):
        with Register(where) as register:
            assert differences(register) == []
            assert register.count() == 2


@pytest.mark.parametrize("begun", [0, 3])
def test_a_migration_that_breaks_off_leaves_nothing(where: str, monkeypatch: pytest.MonkeyPatch, begun: int) -> None:
    from alembic import op

    made, create = iter(range(begun)), op.create_table

    def fail(*arguments: Any, **options: Any) -> Any:
        if next(made, None) is None:
            raise KeyboardInterrupt
        return create(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_table", fail)
        with pytest.raises(KeyboardInterrupt):
            Register(where)
    forgotten()
    with Register(where) as register:
        assert register.size()["documents"] == 0
        assert differences(register) == []
