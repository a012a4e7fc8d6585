"""A program that fills or reads a register until it is stopped; tests start it, and kill it.

child.py kill WHERE DOCUMENTS TIMES   add documents in a process that is killed again and again, then in one that is not; a line of JSON says what was seen
child.py crowd WHERE SECONDS          eight processes that read and one that writes, all at once
child.py make PROCESSES WHERE ...     make each register in several processes at once, and add a document from each
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import sqlalchemy as sa
from records import numbered, uri
from sqlalchemy import event

from verbale.pipelines.base_forms import base_forms
from verbale.register import Register
from verbale.register.schema import document, origin, reading, statement, version


def add(where: str, documents: int) -> None:
    with Register(where) as register:
        for number in range(documents):
            register.add(numbered(number), uri(number))


def forked(work: Callable[[], None]) -> int:
    """A process that does this, and nothing else."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent tells it
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def killed_at(step: int, where: str, documents: int) -> None:
    """Add documents and be gone at a certain step: before an SQL command, or at the end of a transaction."""
    left = step

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(sa.Engine, "before_cursor_execute", count)
    event.listen(sa.Engine, "commit", count)
    add(where, documents)


def kill(where: str, documents: int, times: int) -> dict[str, object]:
    rng = random.Random(9)  # noqa: S311 - no secret
    seen, fates, faults = [], [], []
    for number in range(times):
        if number % 2:
            child = forked(lambda: add(where, documents))
            time.sleep(rng.uniform(0.005, 0.06))
            os.kill(child, signal.SIGKILL)
        else:
            step = rng.randint(1, 60) + 5 * (seen[-1] if seen else 0)  # what is there already takes a few steps each
            child = forked(lambda step=step: killed_at(step, where, documents))  # type: ignore[misc]
        _, status = os.waitpid(child, 0)
        fates.append(os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status))
        kept, fault = whole(where)
        seen.append(kept)
        faults += fault
    child = forked(lambda: add(where, documents))
    _, status = os.waitpid(child, 0)
    return {"seen": seen, "fates": fates, "faults": faults, "last": status}


def whole(where: str) -> tuple[int, list[str]]:
    """How many documents are there, and what of them is only half there."""
    with Register(where) as register, register._engine.connect() as connection:
        counts = [connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in (document, version, reading, origin)]
        statements = connection.scalar(sa.select(sa.func.count()).select_from(statement)) or 0
        connection.rollback()
        found = register.count("", language="fr,en,ru")
    expected = sum(len(numbered(number).statements) for number in range(counts[0]))
    if len(set(counts)) == 1 and statements == found == expected:
        return counts[0], []
    return counts[0], [f"documents, versions, readings, origins: {counts}; statements {statements}, found {found}, expected {expected}"]


def crowd(where: str, seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    children = [forked(lambda: write_until(where, end)), *(forked(lambda number=number: read_until(where, end, number)) for number in range(8))]  # type: ignore[misc]
    return [os.waitpid(child, 0)[1] for child in children]


def write_until(where: str, end: float) -> None:
    with Register(where) as register:
        number = 0
        while time.monotonic() < end:
            register.add(numbered(number), uri(number))
            number += 1


def read_until(where: str, end: float, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    words = ("attaque", "attack", "нападение", '"the harbour"', "port OR harbour", "numb*", "NOT retenue", "")
    most = 0
    while time.monotonic() < end:
        with Register(where, create=False) as register:
            for _ in range(20):
                result = register.search(rng.choice(words), sort=rng.choice(("relevance", "newest", "oldest")), limit=5)
                for hit in result.hits:
                    record = register.record(int(hit.ref.partition(".")[0]))
                    assert hit.statement in record.statements
                total = register.count()
                assert total >= most
                most = total


def make(processes: str, *places: str) -> list[int]:
    statuses = []
    for where in places:
        begin = time.monotonic() + 0.2

        def work(number: int, where: str = where, begin: float = begin) -> None:
            time.sleep(max(0.0, begin - time.monotonic()))
            with Register(where) as register:
                register.add(numbered(number), uri(number))

        children = [forked(lambda number=number: work(number)) for number in range(int(processes))]  # type: ignore[misc]
        statuses += [os.waitpid(child, 0)[1] for child in children]
    return statuses


def main(task: str, *arguments: str) -> None:
    for language in ("fr", "en", "ru"):
        base_forms(language)("a")  # loaded once, before the processes part
    told: object
    if task == "kill":
        told = kill(arguments[0], int(arguments[1]), int(arguments[2]))
    elif task == "crowd":
        told = crowd(arguments[0], float(arguments[1]))
    else:
        told = make(*arguments)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
