"""Backups: a register as one SQLite file, whatever it lies in, and back again into a file or a database.

A backup is itself a register: it can be opened, searched, and restored into SQLite or PostgreSQL, which is also the way from one to the other.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from verbale.errors import RegisterError
from verbale.register.engine import connect, name_of, told, writing
from verbale.register.fulltext import full_text
from verbale.register.rows import indexed
from verbale.register.schema import counter, document, metadata, reading, statement, version, word
from verbale.register.words import Keys
from verbale.register.writing import Memory

#: Rows that are copied at once.
_BATCH = 2000


def back_up(engine: Engine, target: Path, tell: Callable[[float], None] = lambda share: None) -> None:
    """Write a register into a new file, as it is at this moment; writers need not stop.

    Args:
        engine: the register.
        target: the file, which must not be there; it appears when it is complete.
        tell: is told the share that is done, 0 to 1.

    Raises:
        RegisterError: when the file is there, or cannot be written.
    """
    if target.exists():
        raise RegisterError(f"{target}: is there already; name another file")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        copy = connect(draft)
        try:
            _copy(engine, copy, tell)
            with copy.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            copy.dispose()
        draft.replace(target)
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
            leftover.unlink(missing_ok=True)
