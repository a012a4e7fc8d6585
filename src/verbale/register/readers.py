"""Many texts through the reader, in several processes where that is asked for, and back in their order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

from verbale import api
from verbale.errors import InputError, RegisterError
from verbale.record import Record

#: How many texts a reading process has waiting.
_AHEAD = 4

Read = Record | InputError
#: Reads a text, knowing what the user said of it; what is wrong with the text is an answer, since the other texts go on.
Reader = Callable[[str, Mapping[str, Any]], Read | Future[Read]]

_Key = TypeVar("_Key")
_Now = TypeVar("_Now")


@contextmanager
def readers(jobs: int) -> Iterator[Reader]:
    """What reads texts, as long as the block lasts.

    Args:
        jobs: how many processes read; with 1, this one does.

    Raises:
        RegisterError: when a reading process is ended from outside.
    """
    if jobs < 2:
        yield _read
        return
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        yield lambda text, asked: executor.submit(_read, text, asked)
        executor.shutdown()
    except BaseException as error:
        executor.shutdown(wait=False, cancel_futures=True)
        if isinstance(error, BrokenExecutor):
            raise RegisterError(
                "a reading process was ended from outside, often for want of memory; what was done is kept: try again with fewer --jobs"
            ) from None
        raise


def in_order(begun: Iterable[tuple[_Key, _Now | Read | Future[Read]]], jobs: int) -> Iterator[tuple[_Key, _Now | Read]]:
    """What was begun, done, in its order; a few more are begun while the first is waited for.

    Args:
        begun: each with what tells it apart; read or otherwise done already, or not yet.
        jobs: how many processes read.
    """
    waiting: deque[tuple[_Key, _Now | Read | Future[Read]]] = deque()
    for one in begun:
        waiting.append(one)
        while len(waiting) >= (jobs * _AHEAD if jobs > 1 else 1):
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _done(key: _Key, found: _Now | Read | Future[Read]) -> tuple[_Key, _Now | Read]:
    return key, found.result() if isinstance(found, Future) else found


def _read(text: str, asked: Mapping[str, Any]) -> Read:
    try:
        return api.read_text(text, language=asked.get("language"), published=asked.get("published"), issuer=asked.get("issuer"), explain=False)
    except InputError as error:
        return error
