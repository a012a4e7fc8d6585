"""Registers to be measured, on SQLite and on a PostgreSQL server of our own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from benchmarks.maker import Maker, say

#: The settings that docs/register.md tells a team to make; all others are the server's own.
SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
}


def binary(name: str) -> str:
    """A program of the system's PostgreSQL.

    Raises:
        RuntimeError: when there is none.
    """
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
        if not places:
            raise RuntimeError(f"{name}: PostgreSQL is not installed; install it, or measure with --engines sqlite")
        found = str(places[-1])
    return found


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server of our own, on a socket in its folder. As root it runs as the user postgres, since it refuses to run as root."""

    folder: Path

    def _run(self, *command: str) -> None:
        prefix = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
        ended = subprocess.run((*prefix, *command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, cwd=self.folder)
        if ended.returncode:
            raise RuntimeError(f"{Path(command[0]).name}: {ended.stderr.strip()}")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start it, making its folder where there is none, and stop it in the end."""
        data = self.folder / "data"
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            if os.geteuid() == 0:
                shutil.chown(self.folder, "postgres", "postgres")
            self._run(binary("initdb"), "-D", str(data), "-A", "trust", "-U", "verbale", "-E", "UTF8", "--locale=C.UTF-8")
        options = {**SETTINGS, "unix_socket_directories": str(self.folder), "listen_addresses": "''"}
        text = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run(binary("pg_ctl"), "-D", str(data), "-w", "-l", str(self.folder / "log"), "-o", text, "start")
        try:
            yield
        finally:
            self._run(binary("pg_ctl"), "-D", str(data), "-w", "-m", "fast", "stop")

    def address(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://verbale@/{database}?host={self.folder}"

    def fresh(self, database: str) -> None:
        """Make a database anew."""
        engine = sa.create_engine(self.address("postgres").replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {database}"))
            connection.execute(sa.text(f"CREATE DATABASE {database}"))
        engine.dispose()

    def version(self) -> str:
        """The server's version."""
        engine = sa.create_engine(self.address("postgres").replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            found: str = connection.scalar(sa.text("SHOW server_version")) or ""
        engine.dispose()
        return found.split()[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A register that was filled, and how that went."""

    engine: str
    where: str
    statements: int
    text_bytes: int
    seconds: float
    cpu_s: float  # of this process; a server's comes on top
    last_tenth: float  # statements a second
    optimise_s: float
    size: int  # bytes on disk, after a checkpoint; 0 where the engine has no file of its own


def fill(engine: str, where: str, maker: Maker, statements: int) -> Made:
    """Add so many statements to a new register; only the adding is timed."""
    from verbale.register import Register

    marks: list[tuple[int, float]] = [(0, 0.0)]  # how many statements after how many seconds
    text_bytes, spent, cpu_s, begun = 0, 0.0, 0.0, time.perf_counter()
    with Register(where) as register:
        for number, (uri, record) in enumerate(maker.records(statements), start=1):
            begin, cpu_begin = time.perf_counter(), time.process_time()
            outcome = register.add(record, uri)
            spent += time.perf_counter() - begin
            cpu_s += time.process_time() - cpu_begin
            if outcome != "added":
                raise RuntimeError(f"{uri}: {outcome}")
            text_bytes += len(record.document.text.encode())
            marks.append((marks[-1][0] + len(record.statements), spent))
            if number % 10_000 == 0:
                say(f"{engine}: {marks[-1][0]:,} of {statements:,} statements, {marks[-1][0] / spent:,.0f}/s; {time.perf_counter() - begun:.0f} s in all")
        begin = time.perf_counter()
        register.optimise()
        optimise_s = time.perf_counter() - begin
    first = next(mark for mark in marks if mark[0] >= marks[-1][0] * 0.9)
    last_tenth = (marks[-1][0] - first[0]) / (spent - first[1])
    return Made(engine, where, marks[-1][0], text_bytes, spent, cpu_s, last_tenth, optimise_s, size_of(where))


def size_of(where: str) -> int:
    """Bytes of a SQLite file after a checkpoint, or of a database of a server."""
    if "://" not in where:
        with closing(sqlite3.connect(where)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(where).stat().st_size
    engine = sa.create_engine(where.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        found = int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    engine.dispose()
    return found


@dataclass(slots=True)
class Shelf:
    """Registers that were made, in a folder; a later run with the same folder uses them again."""

    folder: Path
    server: Server | None
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get(self, engine: str, maker: Maker, statements: int) -> Made:
        """A register of so many statements, made now or before."""
        path, name = self.folder / "made.json", f"{engine}_{statements}"
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if name not in known:
            made = fill(engine, self._place(engine, statements), maker, statements)
            known[name] = {slot: getattr(made, slot) for slot in Made.__slots__}
            path.write_text(json.dumps(known, indent=1), encoding="utf-8")
        return Made(**known[name])

    def restored(self, engine: str, source: Made) -> Made:
        """A register with the content of another, by way of ``Register.restore``; much quicker than to add everything once more."""
        from verbale.register import Register

        path, name = self.folder / "made.json", f"{engine}_{source.statements}_restored"
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if name not in known:
            where = self._place(engine, source.statements)
            say(f"{engine}: restoring {source.statements:,} statements")
            begin, cpu_begin = time.perf_counter(), time.process_time()
            with Register(where) as register:
                register.restore(source.where)
                seconds, cpu_s = time.perf_counter() - begin, time.process_time() - cpu_begin
                register.optimise()
            optimise_s = time.perf_counter() - begin - seconds
            known[name] = {**{slot: getattr(source, slot) for slot in Made.__slots__}, "engine": engine, "where": where, "seconds": seconds, "cpu_s": cpu_s}
            known[name] |= {"last_tenth": 0.0, "optimise_s": optimise_s, "size": size_of(where)}
            path.write_text(json.dumps(known, indent=1), encoding="utf-8")
        return Made(**known[name])

    def _place(self, engine: str, statements: int) -> str:
        """Where a new register may lie; nothing is there."""
        name = f"register_{statements}"
        if engine == "postgresql":
            assert self.server is not None
            self.server.fresh(name)
            return self.server.address(name)
        for path in self.folder.glob(f"{name}.sqlite*"):
            path.unlink()
        return str(self.folder / f"{name}.sqlite")
