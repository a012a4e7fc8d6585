"""Registers on both engines; the PostgreSQL server is a real one, which the tests start themselves."""

from __future__ import annotations

import getpass
import itertools
import os
import runpy
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from verbale.register import Hit, Register, Result
from verbale.register.fulltext import full_text
from verbale.register.schema import counter, metadata

#: Says that PostgreSQL's tests may be left out. Without it a machine that has no server fails, so that nobody takes a half-tested register for a tested one.
WITHOUT = "VERBALE_TEST_WITHOUT_POSTGRES"


class Server:
    """A PostgreSQL server of our own: databases made to order, connections to look behind the register's back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count(1)

    def address(self, database: str) -> str:
        return f"postgresql://verbale@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> Any:
        import psycopg

        return psycopg.connect(host=str(self.folder), user="verbale", dbname=database, autocommit=True)

    def execute(self, command: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with self.connect(database) as connection:
            cursor = connection.execute(command)
            return cursor.fetchall() if cursor.description else []

    def new(self, options: str = "") -> str:
        """The address of a new, empty database."""
        database = f"test{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {database} {options}")
        return self.address(database)

    def end_connections(self, database: str) -> None:
        """What an administrator, or a network that fails, does to a program."""
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")  # noqa: S608 - the database is one of ours


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, as long as the tests run."""
    binaries, run_as = _found()
    folder = Path(tempfile.mkdtemp(prefix="verbale-pg-"))  # not below pytest's own folder: nobody else may enter that, and a socket's name must be short
    try:
        if run_as:
            shutil.chown(folder, "postgres")
        data, log = folder / "data", folder / "log"
        initdb = [*run_as, binaries / "initdb", "-D", data, "-U", "verbale", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/")
        options = [f"-c{option}" for option in ("listen_addresses=", "fsync=off", "max_connections=60", f"unix_socket_directories={folder}")]
        with log.open("wb") as output:
            process = subprocess.Popen([*run_as, binaries / "postgres", "-D", data, *options], stdout=output, stderr=output, cwd="/")
        try:
            one = Server(folder)
            _wait_for(one, process, log)
            yield one
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nobody needs its data any more
            process.wait(30)
    finally:
        shutil.rmtree(folder)


def _found() -> tuple[Path, list[str]]:
    """Where the server's programs lie, and what runs them as somebody else where we are root, as whom PostgreSQL does not run."""
    places = [Path(found).resolve().parent for found in (shutil.which("postgres"),) if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    places = [path for path in places if (path / "initdb").exists() and (path / "postgres").exists()]
    if not places:
        _lacks("no PostgreSQL server is installed: neither PATH nor /usr/lib/postgresql/*/bin has initdb and postgres")
    try:
        import psycopg  # noqa: F401 - whether it is there
    except ImportError:
        _lacks("psycopg is not installed; it comes with verbale[postgres]")
    if getpass.getuser() != "root":
        return places[0], []
    import pwd

    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        _lacks("the tests run as root, and there is no user postgres to run the server")
    if shutil.which("setpriv"):
        return places[0], ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if shutil.which("runuser"):
        return places[0], ["runuser", "-u", "postgres", "--"]
    return _lacks("the tests run as root, and there is neither setpriv nor runuser to run the server as user postgres")


def _lacks(reason: str) -> Any:
    if os.environ.get(WITHOUT) == "1":
        pytest.skip(f"{WITHOUT}=1: {reason}")
    pytest.fail(f"{reason}; set {WITHOUT}=1 to leave out what needs it", pytrace=False)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    end = time.monotonic() + 60
    while True:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"the PostgreSQL server does not start: {log.read_text(encoding='utf-8', errors='replace')}", pytrace=False)
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="session")
def sqlite_new(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes names of new SQLite registers."""
    folder = tmp_path_factory.mktemp("registers")
    numbers = itertools.count(1)
    return lambda: str(folder / f"{next(numbers)}.sqlite")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, sqlite_new: Callable[[], str]) -> Callable[[], str]:
    """Makes places for new registers, on either engine."""
    return sqlite_new if request.param == "sqlite" else request.getfixturevalue("server").new


@pytest.fixture
def where(new: Callable[[], str]) -> str:
    """A place for a new register, on either engine."""
    return new()


@pytest.fixture
def register(where: str) -> Iterator[Register]:
    """An empty register, on either engine."""
    with Register(where) as one:
        yield one


@pytest.fixture(scope="module")
def shared(new: Callable[[], str]) -> Iterator[tuple[str, Register]]:
    """A register for all tests of a module, and where it is: a new one for each takes long."""
    where = new()
    with Register(where) as one:
        yield where, one


@pytest.fixture
def emptied(shared: tuple[str, Register], empty: Callable[[Register], None]) -> Register:
    """The module's register, with nothing in it."""
    empty(shared[1])
    return shared[1]


@pytest.fixture(scope="session")
def empty() -> Callable[[Register], None]:
    """Takes everything out of a register, as if it were new."""

    def emptying(register: Register) -> None:
        with register._writing() as connection:
            if connection.dialect.name == "sqlite":
                for table in reversed(metadata.sorted_tables):
                    connection.execute(sa.delete(table))
                full_text(connection).clear(connection)
            else:
                names = ", ".join(table.name for table in metadata.sorted_tables)
                connection.execute(sa.text(f"TRUNCATE {names}, statement_text RESTART IDENTITY"))
            connection.execute(sa.insert(counter).values(name="statement", value=0))
        register._memory.forget()

    return emptying


@pytest.fixture(scope="session")
def both(sqlite_new: Callable[[], str], server: Server) -> Iterator[tuple[Register, Register]]:
    """A register on SQLite and one on PostgreSQL; whoever uses them empties them before."""
    with Register(sqlite_new()) as first, Register(server.new()) as second:
        yield first, second


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Makers of small records: ``make.record(make.said("…"))``."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("records.py")), run_name="records"))


@pytest.fixture(scope="session")
def child() -> Path:
    """The program that tests start to have it killed."""
    return Path(__file__).with_name("child.py")


@pytest.fixture(scope="session")
def fill(make: SimpleNamespace) -> Callable[..., Register]:
    """Adds records to a register, each under an address of its own: ``fill(register, record, …)``."""

    def added(register: Register, *records: Any) -> Register:
        for number, one in enumerate(records):
            assert register.add(one, make.uri(number)) == "added"
        return register

    return added


@pytest.fixture(scope="session")
def evidence() -> Callable[[Result], list[str]]:
    """What the hits of a page say, in their order."""
    return lambda result: [hit.statement.evidence.text for hit in result.hits]


@pytest.fixture(scope="session")
def marked() -> Callable[[Hit], list[str]]:
    """The words of a hit that are marked."""
    return lambda hit: [hit.statement.evidence.text[start:end] for start, end in hit.marked]
