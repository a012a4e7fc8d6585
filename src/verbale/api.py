"""What programs call: :func:`read` and :func:`read_many`. The package's front door re-exports it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from verbale.errors import InputError
from verbale.record import Record
from verbale.sources.folder import SUFFIXES
from verbale.sources.inputs import expand
from verbale.sources.text import load

if TYPE_CHECKING:
    from verbale.reading.reader import Reader

#: What :func:`read_many` does about a text that cannot be read.
OnError = Literal["raise", "skip"] | Callable[[str, InputError], None]

#: No path is longer on any system in use; a text is not looked for on disk.
_LONGEST_PATH = 4096


def read(
    text_or_path: str | os.PathLike[str],
    *,
    language: str | None = None,
    published: str | None = None,
    issuer: Iterable[str] | None = None,
) -> Record:
    """Code one communiqué.

    Args:
        text_or_path: a path object, or a string that is the path of an existing file, names a file of plain text or Markdown; any other string is the
            text itself.
        language: ISO 639-1 code; found out from the text where it is not given.
        published: ISO date of publication, where it is known better than the text tells.
        issuer: actor codes of the issuer, likewise.

    Returns:
        the record. The first call for a language loads its pipeline, which takes some seconds; later calls use it again.

    Raises:
        InputError: when the file cannot be read, or the text is in a language that is not supported.
        MissingPipelineError: when the language's pipeline is not installed.
    """
    path = _as_path(text_or_path)
    text = load(path).text if path is not None else str(text_or_path)
    return read_text(text, language=language, published=published, issuer=issuer)


def read_many(
    texts_or_paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    language: str | None = None,
    on_error: OnError = "raise",
) -> Iterator[Record]:
    """Code many communiqués, one after the other, as they are asked for.

    Args:
        texts_or_paths: what :func:`read` takes, and folders, which stand for the texts in them, sorted; or a single one of these.
        language: ISO 639-1 code of all of them; found out from each text where it is not given.
        on_error: ``"raise"`` stops at the first text that cannot be read, ``"skip"`` passes over it, a function is called with the text's name and the
            error, and reading goes on.

    Yields:
        the records, in the order of the texts.

    Raises:
        InputError: when a text cannot be read and ``on_error`` is ``"raise"``.
        MissingPipelineError: when a language's pipeline is not installed.
    """
    items = [texts_or_paths] if isinstance(texts_or_paths, str | os.PathLike) else texts_or_paths
    for item in items:
        try:
            folder = _as_folder(item)
            parts: list[str | os.PathLike[str]] = [entry.path for entry in expand([folder]) if entry.path] if folder else [item]
        except InputError as error:
            _tell(on_error, str(item), error)
            continue
        for part in parts:
            try:
                record = read(part, language=language)
            except InputError as error:
                _tell(on_error, str(part) if _as_path(part, must_exist=True) else "text", error)
                continue
            yield record


def read_text(
    text: str,
    *,
    language: str | None = None,
    published: str | None = None,
    issuer: Iterable[str] | None = None,
    progress: Callable[[float], None] | None = None,
    explain: bool = True,
) -> Record:
    """Like :func:`read`, for a string that is the text itself, whatever it looks like.

    ``progress`` is told the share that is read, from 0 to 1; without ``explain``, the statements carry no trace of their reading.
    """
    from verbale.sources.language import check_language, choose_language

    code = check_language(language) if language is not None else choose_language(text)
    issuers = tuple(issuer) if issuer is not None else None
    return reader(code).read(text, published=published, issuer=issuers, progress=progress, explain=explain)


@lru_cache(maxsize=8)
def reader(language: str) -> Reader:
    """The reader of a language, one a process, because its pipeline takes seconds to load."""
    from verbale.reading.reader import Reader

    return Reader(language)


def _as_path(item: str | os.PathLike[str], *, must_exist: bool = False) -> Path | None:
    """The file that ``item`` names, if it names one.

    Raises:
        InputError: when it is a word that can only be meant for a file that is not there.
    """
    if not isinstance(item, str):
        return Path(item)
    if not _may_be_path(item):
        return None
    if os.path.isfile(item):  # noqa: PTH113 - unlike Path.is_file it is quiet about a text that is too long for a name
        return Path(item)
    if not must_exist and item.lower().endswith(SUFFIXES) and not any(character.isspace() for character in item):
        raise InputError(f"{item}: no such file")
    return None


def _as_folder(item: str | os.PathLike[str]) -> Path | None:
    if isinstance(item, str) and not _may_be_path(item):
        return None
    return Path(item) if os.path.isdir(item) else None  # noqa: PTH112 - as above


def _may_be_path(item: str) -> bool:
    return 0 < len(item) <= _LONGEST_PATH and not any(character in item for character in "\n\r\0")


def _tell(on_error: OnError, name: str, error: InputError) -> None:
    if on_error == "raise":
        raise error
    if callable(on_error):
        on_error(name, error)
