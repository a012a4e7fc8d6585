"""Writing results to files: all or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from verbale.errors import OutputError


class AtomicFile:
    """A file that appears under its name only when all of it is written.

    The text goes to a hidden file in the same folder, which takes the name at the end of the ``with`` block; where the block ends in an error, or
    nothing was written, a file that had the name before stays as it is. Opening it shows at once whether the place can be written.

    Raises:
        OutputError: when it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # A link keeps pointing where it points; the file behind it is replaced.
        self._target = Path(os.path.realpath(path))
        self._written = False

    def __enter__(self) -> AtomicFile:
        self._guard(self._open)
        return self

    def write(self, text: str) -> None:
        """Add text."""
        self._written = True
        self._guard(lambda: self._file.write(text.encode("utf-8", "replace")))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None and self._written:
                self._guard(self._finish)
        finally:
            self._file.close()
            self._temporary.unlink(missing_ok=True)

    def _open(self) -> None:
        if self._target.is_dir():
            raise OutputError(f"{self.path}: cannot be written: is a folder")
        if self._target.exists() and not os.access(self._target, os.W_OK):
            raise OutputError(f"{self.path}: cannot be written: it is write-protected")
        handle, name = tempfile.mkstemp(prefix=f".{self._target.name[:100]}.", suffix=".part", dir=self._target.parent)
        self._temporary = Path(name)
        self._file = os.fdopen(handle, "wb")

    def _finish(self) -> None:
        self._file.flush()
        # mkstemp makes files that only their owner may read; results get the rights that any new file, or the file that was there, has.
        self._temporary.chmod(self._target.stat().st_mode & 0o777 if self._target.exists() else 0o666 & ~_umask())
        self._file.close()
        self._temporary.replace(self._target)

    def _guard(self, action: Callable[[], object]) -> None:
        try:
            action()
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
