"""Backups: a register as one SQLite file, whatever it lies in, and back again into a file or a database.

A backup is itself a register: it can be opened, searched, and restored into SQLite or PostgreSQL, which is also the way from one to the other.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from verbale.errors import RegisterError
from verbale.register.copying import BATCH, copy_everything
from verbale.register.engine import connect, name_of, told, writing
from verbale.register.schema import version


def back_up(engine: Engine, target: Path) -> None:
    """Write a register into a new file, as it is at this moment; others may go on reading and writing it.

    Args:
        engine: the register.
        target: the file, which must not be there; it appears when it is complete.

    Raises:
        RegisterError: when the file is there or cannot be written, or the register is damaged.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists():
            raise RegisterError(f"{target}: is there already; name another file")
        _fill(engine, draft)
        draft.replace(target)
    except OSError as error:
        raise RegisterError(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def restore(source: Path, engine: Engine) -> None:
    """Bring a backup back into a register that holds nothing yet; in one transaction, so that it is there as a whole or not at all.

    Args:
        source: the backup; any register in a file.
        engine: the register to fill.

    Raises:
        RegisterError: when the source is no register or is damaged, or the register holds documents already.
    """
    try:
        if source.is_file() and source.stat().st_size == 0:
            raise RegisterError(f"{source}: is empty, and no backup")
    except OSError as error:
        raise RegisterError(f"{source}: cannot be read: {error.strerror}") from None
    old = connect(source, create=False)
    try:
        _check(old)
        with told(name_of(engine.url)), writing(engine) as connection:
            held = connection.scalar(sa.select(sa.func.count()).select_from(version))
            if held:
                raise RegisterError(f"{name_of(engine.url)}: holds {held:,} texts already; restore into a new register")
            with old.connect() as reader:
                copy_everything(reader, connection)
    finally:
        old.dispose()


def _fill(engine: Engine, draft: Path) -> None:
    """Make the copy; from SQLite page by page, from PostgreSQL row by row."""
    copy = connect(draft)
    try:
        if engine.dialect.name == "sqlite":
            with told(name_of(engine.url)), contextlib.closing(engine.raw_connection()) as one, contextlib.closing(copy.raw_connection()) as other:
                one.driver_connection.backup(other.driver_connection)  # type: ignore[union-attr]  # sqlite3's own
        else:
            with told(name_of(engine.url)), engine.connect().execution_options(isolation_level="REPEATABLE READ") as reader, writing(copy) as connection:
                copy_everything(reader, connection)
        _check(copy)
        with contextlib.closing(copy.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.dispose()


def _check(engine: Engine) -> None:
    """Refuse a damaged file.

    Raises:
        RegisterError: when SQLite finds a fault.
    """
    with told(name_of(engine.url)), engine.connect() as connection:
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        for _ in connection.execution_options(yield_per=BATCH).execute(sa.select(version.c.text)):
            pass  # every text is expanded, which no check of pages does
    if answer != "ok":
        raise RegisterError(f"{name_of(engine.url)}: is damaged: {' '.join(answer.split())}")
