"""Adding many documents: what is known is passed over unread, the rest is read, in several processes where that is asked for, and kept in the order given."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from verbale.api import read_text
from verbale.errors import InputError, RegisterError
from verbale.record import Record
from verbale.register.intake import Failure, Item
from verbale.register.store import Register
from verbale.register.writing import IMPORTED

#: How many texts a reading process has waiting.
_AHEAD = 4


@dataclass(slots=True)
class Summary:
    """What became of all documents; it is true at any moment, also when the work breaks off."""

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    statements: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many documents were dealt with."""
        return self.added + self.unchanged + self.new_versions + len(self.failed)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        failed = [{"name": failure.name, "reason": failure.reason} for failure in self.failed]
        return {"added": self.added, "unchanged": self.unchanged, "new_versions": self.new_versions, "statements": self.statements, "failed": failed}


def add_all(
    register: Register,
    items: Iterable[Item | Failure],
    summary: Summary,
    *,
    asked: Mapping[str, Any] | None = None,
    jobs: int = 1,
    tell: Callable[[Item | Failure], None] | None = None,
) -> None:
    """Add documents, each in a transaction of its own.

    Args:
        register: where to.
        items: the documents, from ``verbale.register.intake``.
        summary: is counted up.
        asked: what the user says of every text: ``language``, ``published``, ``issuer``.
        jobs: how many processes read.
        tell: is called after each document.

    Raises:
        RegisterError: when the register fails; what was added before is kept.
    """
    try:
        with _executor(jobs) as executor:
            for item, found in _in_order(_begun(register, items, asked or {}, executor), jobs):
                _keep(register, item, found, asked or {}, summary)
                if tell is not None:
                    tell(item)
    except BrokenExecutor:
        raise RegisterError("a reading process was ended from outside, often for want of memory; what was added is kept: try again with fewer --jobs") from None


#: A document on its way: what is to be kept of it, or why it fails; known already, or still being read.
_Found = Record | InputError | str | None


def _begun(
    register: Register, items: Iterable[Item | Failure], asked: Mapping[str, Any], executor: Executor | None
) -> Iterator[tuple[Item | Failure, Future[_Found] | _Found]]:
    for item in items:
        if isinstance(item, Failure):
            yield item, None
            continue
        said = {**item.asked, **asked}
        place = register.look(item.uri, item.text, published=said.get("published"))
        if place.outcome == "unchanged":
            register.remember(item.uri, place)
            yield item, "unchanged"
        elif item.record is not None:
            yield item, item.record
        else:
            yield item, _read(item.text, said) if executor is None else executor.submit(_read, item.text, said)


def _in_order(begun: Iterator[tuple[Item | Failure, Future[_Found] | _Found]], jobs: int) -> Iterator[tuple[Item | Failure, _Found]]:
    """Documents in their order, while later ones are being read."""
    waiting: deque[tuple[Item | Failure, Future[_Found] | _Found]] = deque()
    for one in begun:
        waiting.append(one)
        while len(waiting) >= (jobs * _AHEAD if jobs > 1 else 1):
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _done(item: Item | Failure, found: Future[_Found] | _Found) -> tuple[Item | Failure, _Found]:
    return item, found.result() if isinstance(found, Future) else found


def _keep(register: Register, item: Item | Failure, found: _Found, asked: Mapping[str, Any], summary: Summary) -> None:
    if isinstance(item, Failure):
        summary.failed.append(item)
        return
    if isinstance(found, InputError):
        summary.failed.append(Failure(item.name, str(found)))
        return
    if not isinstance(found, Record):
        summary.unchanged += 1
        return
    try:
        outcome = register.add(found, item.uri, asked={**item.asked, **asked}, program=IMPORTED if item.record is not None else None)
    except InputError as error:
        summary.failed.append(Failure(item.name, str(error)))
        return
    summary.added += outcome == "added"
    summary.new_versions += outcome == "new version"
    summary.unchanged += outcome == "unchanged"
    summary.statements += len(found.statements) if outcome != "unchanged" else 0


def _read(text: str, asked: Mapping[str, Any]) -> Record | InputError:
    """Read a text; what is wrong with it is an answer, since the other texts go on."""
    try:
        return read_text(text, language=asked.get("language"), published=asked.get("published"), issuer=asked.get("issuer"), explain=False)
    except InputError as error:
        return error


@contextmanager
def _executor(jobs: int) -> Iterator[Executor | None]:
    if jobs < 2:
        yield None
        return
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        yield executor
        executor.shutdown()
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
