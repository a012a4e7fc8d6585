"""Where records go: a terminal, standard output, one file, or a folder with a file for each text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from verbale.cli.console import write
from verbale.errors import OutputError
from verbale.exports.base import Exporter
from verbale.exports.writing import AtomicFile
from verbale.record import Record
from verbale.sources.inputs import Input

if TYPE_CHECKING:
    from rich.console import Console


#: Characters that are written together; a usual record goes out whole, a very long one in pieces.
_AT_ONCE = 1 << 20


class Sink(Protocol):
    """A place for records; it is left in order however the work ends."""

    def __enter__(self) -> Sink:
        """Make the place ready, and see that it can be written.

        Raises:
            OutputError: when it cannot.
        """

    def add(self, source: Input, record: Record, /) -> None:
        """Take the record of a text."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Finish."""


class _Joined:
    """Records one after another in one text."""

    def __init__(self, exporter: Exporter, ui: str, is_list: bool, put: Callable[[str], None]) -> None:
        self._exporter, self._ui, self._is_list, self._put = exporter, ui, is_list, put
        self._count = 0

    def add(self, record: Record) -> None:
        held = [(self._exporter.separator if self._count else self._exporter.opening) if self._is_list else ""]
        self._count += 1
        size = 0
        for piece in self._exporter.pieces(record, self._ui):
            held.append(piece)
            size += len(piece)
            if size > _AT_ONCE:
                self._put("".join(held))
                held, size = [], 0
        self._put("".join(held))

    def close(self) -> None:
        if self._count and self._is_list:
            self._put(self._exporter.closing)


class StandardOutput:
    """Standard output; what has been read is written at once, and a list is closed even when the work is broken off."""

    def __init__(self, exporter: Exporter, ui: str, *, is_list: bool) -> None:
        self._joined = _Joined(exporter, ui, is_list, write)

    def __enter__(self) -> StandardOutput:
        return self

    def add(self, _source: Input, record: Record) -> None:
        self._joined.add(record)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None or issubclass(kind, KeyboardInterrupt | Exception):
            self._joined.close()


class OneFile:
    """One file for all records; it appears when everything is written, and not at all when nothing could be read."""

    def __init__(self, path: Path, exporter: Exporter, ui: str, inputs: Sequence[Input], *, is_list: bool) -> None:
        _refuse_inputs([path], inputs)
        self._file = AtomicFile(path)
        self._joined = _Joined(exporter, ui, is_list, self._file.write)

    def __enter__(self) -> OneFile:
        self._file.__enter__()
        return self

    def add(self, _source: Input, record: Record) -> None:
        self._joined.add(record)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._joined.close()
        self._file.__exit__(kind, error, trace)


class Folder:
    """A folder with one file for each text, under the text's name and below the same folders."""

    def __init__(self, path: Path, exporter: Exporter, ui: str, inputs: Sequence[Input]) -> None:
        self._path, self._exporter, self._ui = path, exporter, ui
        self._targets = _targets(path, exporter.suffix, inputs)
        _refuse_inputs(self._targets.values(), inputs)

    def __enter__(self) -> Folder:
        _make_folder(self._path)
        return self

    def add(self, source: Input, record: Record) -> None:
        target = self._targets[source]
        _make_folder(target.parent)
        with AtomicFile(target) as file:
            for piece in self._exporter.pieces(record, self._ui):
                file.write(piece)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Every file is finished by itself."""


class Terminal:
    """A terminal, with colours."""

    def __init__(self, ui: str) -> None:
        self._ui = ui
        self._console: Console | None = None

    def __enter__(self) -> Terminal:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        return self

    def add(self, _source: Input, record: Record) -> None:
        from verbale.exports.terminal import print_record

        if self._console is None:
            from rich.console import Console

            self._console = Console(highlight=False, markup=False, emoji=False)
        print_record(record, self._console, self._ui)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing is left to do."""


def _targets(folder: Path, suffix: str, inputs: Sequence[Input]) -> dict[Input, Path]:
    """A file for each text. Texts that differ in their suffix only keep it.

    Raises:
        OutputError: when two texts would still get the same file.
    """
    targets = {source: folder / source.relative.with_suffix(suffix) for source in inputs}
    names = list(targets.values())
    for source, target in targets.items():
        if names.count(target) > 1:
            targets[source] = folder / source.relative.with_name(source.relative.name + suffix)
    taken: dict[Path, Input] = {}
    for source, target in targets.items():
        if target in taken:
            raise OutputError(f"{target}: would be written twice, for {taken[target].name} and for {source.name}; name one output folder for each")
        taken[target] = source
    return targets


def _refuse_inputs(targets: Iterable[Path], inputs: Sequence[Input]) -> None:
    """See that no result takes the place of a text.

    Raises:
        OutputError: when one would.
    """
    texts = {source.path.resolve() for source in inputs if source.path is not None}
    for target in targets:
        if target.resolve() in texts:
            raise OutputError(f"{target}: would be written over the text that is read; name another output")


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{path}: cannot be written: is no folder") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
