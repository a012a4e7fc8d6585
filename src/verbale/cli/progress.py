"""A progress bar on standard error, for work that takes long."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress

#: Shorter work shows no bar.
_PATIENCE_S = 2.0


class ProgressBar:
    """Counts texts, and follows a long one; appears after two seconds, only on a terminal, and goes when the work is done.

    Args:
        total: how many steps there are.
        is_wanted: False for ``--quiet``.
        unit: what the steps are; where it is given, the bar also says how many a second are done.
    """

    def __init__(self, total: int, *, is_wanted: bool = True, unit: str | None = None) -> None:
        self._unit = unit
        self._total = total
        self._done = 0
        self._begun = time.monotonic()
        self._what = ""
        self._lock = threading.Lock()
        self._bar: Progress | None = None
        self._task: Any = None
        self._timer = threading.Timer(_PATIENCE_S, self._show) if is_wanted and sys.stderr.isatty() else None

    def __enter__(self) -> ProgressBar:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def begin(self, what: str) -> None:
        """Say which step begins."""
        with self._lock:
            self._what = what
            if self._bar is not None:
                self._bar.update(self._task, description=what, completed=self._done)
                self._bar.start()

    def within(self, share: float) -> None:
        """Say how much of the step is done, from 0 to 1."""
        with self._lock:
            if self._bar is not None:
                self._bar.update(self._task, completed=self._done + share)

    def advance(self, what: str | None = None) -> None:
        """Say that a step is done, and which one it was."""
        with self._lock:
            self._done += 1
            self._what = what if what is not None else self._what
            if self._bar is not None:
                self._bar.update(self._task, completed=self._done, description=self._what, rate=self._rate())

    def _rate(self) -> str:
        """How many steps a second, since the bar was made."""
        return f"{self._done / max(time.monotonic() - self._begun, 1e-9):.1f} {self._unit}/s" if self._unit else ""

    def make_way(self) -> None:
        """Take the bar off the terminal until the next step, because results are written there."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
            self._timer, self._bar = None, None

    def _show(self) -> None:
        """Draw the bar; runs in the timer's thread."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        with self._lock:
            if self._timer is None:
                return
            what = TextColumn("{task.description}", markup=False)
            rate = (TextColumn("{task.fields[rate]}", markup=False),) if self._unit else ()
            counts = (BarColumn(), TaskProgressColumn(), MofNCompleteColumn(), *rate, TimeElapsedColumn(), TimeRemainingColumn())
            self._bar = Progress(SpinnerColumn(), what, *counts, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._what or "reading", total=self._total, completed=self._done, rate=self._rate())
            self._bar.start()
