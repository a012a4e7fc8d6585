"""Opening a register: where it lies, the connection to it, and the version of its tables."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from verbale.errors import RegisterError

#: The revision that this program writes; a test holds it against the newest file in ``migrations/versions``.
REVISION = "0002"

#: Marks a SQLite file as a register ("VBRG"), in the header field that SQLite keeps for this (https://sqlite.org/fileformat.html#application_id).
APPLICATION_ID = 0x56425247

#: How long a writer waits for another one before it gives up.
_PATIENCE_S = 60

_HEADER = 100  # bytes that a SQLite file begins with

_FULL = (13,)  # SQLITE_FULL
_CORRUPT = (11, 26)  # SQLITE_CORRUPT, SQLITE_NOTADB


def default_location() -> Path:
    """The register that is meant when nobody names one: ``register.sqlite`` in the platform's folder for data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("verbale", appauthor=False)) / "register.sqlite"


def address(where: str | os.PathLike[str] | None) -> URL:
    """The address of a register.

    Args:
        where: a file, an address (``postgresql://user@host/database``, ``sqlite:///file``), or None for :func:`default_location`.

    Raises:
        RegisterError: when it is an address of something else.
    """
    text = os.fspath(where) if where is not None else os.fspath(default_location())
    if not text.isprintable():
        raise RegisterError(f"{text!r}: no file can have this name")
    if "://" not in text:
        return URL.create("sqlite", database=os.path.expanduser(text))  # noqa: PTH111 - unlike Path.expanduser it leaves users alone whom nobody knows
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise RegisterError(f"{_public(text)}: is no address of a register; write postgresql://user@host/database, or the name of a file") from None
    name, driver = url.get_backend_name(), url.drivername.partition("+")[2]
    if name in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if name != "sqlite" or driver not in ("", "pysqlite"):
        raise RegisterError(f"{name}: no register can be kept there; write postgresql://user@host/database, or the name of a file")
    return url


#: A password may also stand behind the question mark.
_SECRET = re.compile(r"(?<=password=)[^&]*", re.IGNORECASE)


def _public(text: str) -> str:
    """An address without what stands before the @, where a password may be."""
    scheme, _, rest = text.partition("://")
    return f"{scheme}://{_SECRET.sub('***', rest.rpartition('@')[2])}"


def name_of(url: URL) -> str:
    """A register's name as errors tell it: without the password."""
    return url.database or "register" if url.get_backend_name() == "sqlite" else _public(url.render_as_string(hide_password=True)).replace("+psycopg", "")


def connect(where: str | os.PathLike[str] | None = None, *, create: bool = True) -> Engine:
    """An engine for a register, whose tables are those of this program.

    A register that is not there is made; one of an older program is brought up to date.

    Args:
        where: see :func:`address`.
        create: False where a register that is not there is an error.

    Raises:
        RegisterError: when it cannot be opened, is no register, or comes from a newer program.
    """
    url = address(where)
    engine = _sqlite(url, create=create) if url.get_backend_name() == "sqlite" else _postgres(url)
    try:
        with told(name_of(url)):
            _bring_up_to_date(engine, name_of(url), create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


#: After so many pages (32 MB) what was written goes from the log into the file; at SQLite's own 1,000 pages, adding is a quarter slower.
_CHECKPOINT = "wal_autocheckpoint = 8000"


def _sqlite(url: URL, *, create: bool) -> Engine:
    path = Path(url.database or "")
    try:
        if path.is_dir():
            raise RegisterError(f"{path}: is a folder; name a file in it")
        if not path.exists():
            if not create:
                raise RegisterError(f"{path}: there is no register; make one with: verbale add TEXT --register {path}")
            path.parent.mkdir(parents=True, exist_ok=True)
        elif 0 < path.stat().st_size < _HEADER:  # SQLite would take it for an empty one, and write over it
            raise RegisterError(f"{path}: is no register; name another file")
    except OSError as error:
        raise RegisterError(f"{path}: cannot be made or opened: {error.strerror}") from None
    engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE_S, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, not where the driver guesses
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -65536", "mmap_size = 1073741824", "temp_store = MEMORY", _CHECKPOINT):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that writes takes its lock at once: one that reads first and writes later could not wait for another writer.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def _postgres(url: URL) -> Engine:
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10, "application_name": "verbale"})
    except ArgumentError:
        raise RegisterError(f"{name_of(url)}: is no address of a register; write postgresql://user@host/database") from None
    except (ModuleNotFoundError, NoSuchModuleError):
        raise RegisterError("PostgreSQL needs a driver; run: pip install 'verbale[postgres]'") from None

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # A statement that is run often is planned once and without its words, as if every word were rare.
        connection.execute("SET plan_cache_mode = force_custom_plan")
        connection.commit()

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is kept, or nothing."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn a database's errors into one line that says what to do.

    Raises:
        RegisterError: in place of any error of the driver.
    """
    try:
        yield
    except zlib.error:
        raise RegisterError(f"{name}: a text in it is damaged; bring back a backup with: verbale restore") from None
    except DBAPIError as error:
        raise RegisterError(f"{name}: {_explain(error.orig, is_lost=error.connection_invalidated or isinstance(error, OperationalError))}") from error
    except sqlite3.Error as error:
        raise RegisterError(f"{name}: {_explain(error)}") from error


def _explain(cause: BaseException | None, *, is_lost: bool = False) -> str:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    said = " ".join(str(cause).split())
    if code in _FULL or "disk is full" in said or "No space left" in said:
        return "the disk is full; nothing was lost, but the last document was not kept: make room and run the command again"
    if code in _CORRUPT:
        return "is no register, or is damaged; name another file, or bring back a backup with: verbale restore"
    if code == 5:  # SQLITE_BUSY
        return f"another program has been writing for {_PATIENCE_S} seconds; run the command again when it has ended"
    if code == 8:  # SQLITE_READONLY
        return "cannot be written; check its permissions"
    if code == 14:  # SQLITE_CANTOPEN
        return "cannot be opened; check its name and permissions"
    if code == 10:  # SQLITE_IOERR: also where there is no room for the files beside the register
        return "cannot be read or written; perhaps the disk is full: make room, or check the disk, and run the command again"
    if is_lost and code == 0:
        return f"the server cannot be reached or has ended the connection; what was added before is kept: run the command again ({said})"
    return said


def _bring_up_to_date(engine: Engine, name: str, *, create: bool) -> None:
    """Make or migrate the tables, where they are not those of this program."""
    # One look at all tables: another program may be making them at this moment. SQLite's transactions are such looks anyway.
    one_look = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**one_look) as connection:
        found = _revision(connection)
        if _is_of_something_else(connection, found):
            raise RegisterError(f"{name}: is no register: it holds other tables; name another file or database")
    if found == REVISION:
        return
    if found is None and not create and engine.dialect.name != "sqlite":
        raise RegisterError(f"{name}: there is no register in this database; make one with: verbale add TEXT --register {name}")
    _migrate(engine, name, found)


def _revision(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    value: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return value


def _is_of_something_else(connection: Connection, found: str | None) -> bool:
    """Whether tables, or migrations, are those of another program."""
    if connection.dialect.name == "sqlite":
        mark = connection.scalar(sa.text("PRAGMA application_id"))
        return mark != APPLICATION_ID if found else mark != 0 or bool(sa.inspect(connection).get_table_names())
    return sa.inspect(connection).has_table("statement_text") != bool(found) or (not found and sa.inspect(connection).has_table("statement"))


def _migrate(engine: Engine, name: str, found: str | None) -> None:
    """Bring the tables to :data:`REVISION`, all in one transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "verbale.register:migrations")
    if found is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(found)
        except CommandError:
            raise RegisterError(
                f"{name}: was written by a newer Verbale (tables {found}, known up to {REVISION}); update with: pip install -U verbale"
            ) from None
    if engine.dialect.name == "sqlite":
        with contextlib.closing(engine.raw_connection()) as raw:  # outside any transaction
            raw.cursor().execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        if connection.dialect.name != "sqlite":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(APPLICATION_ID)))  # SQLite's transactions wait for one another anyway
        if _revision(connection) == REVISION:
            return  # somebody else was faster
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if found is not None and connection.dialect.name == "sqlite":  # its index of words keeps no copy of them, so no migration can change it
            from verbale.register.copying import index

            index(connection)
