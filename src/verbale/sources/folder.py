"""A folder as a source: its texts, in a fixed order."""

from __future__ import annotations

import os
from pathlib import Path

from verbale.errors import InputError

#: Files that a folder is searched for.
SUFFIXES = (".txt", ".md", ".markdown")


def files_in(folder: Path, suffixes: tuple[str, ...] = SUFFIXES, what: str = "no text") -> list[Path]:
    """Texts in a folder and the folders below it, sorted by path; names that begin with a full stop are passed over.

    Args:
        folder: where to look.
        suffixes: of the files that are meant.
        what: what a folder without any holds, for the error.

    Raises:
        InputError: when a folder cannot be read, or holds none.
    """
    found: list[Path] = []
    for path, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(path, name) for name in names if not name.startswith(".") and name.lower().endswith(suffixes))
    if not found:
        raise InputError(f"{folder}: holds {what} ({', '.join('*' + suffix for suffix in suffixes)})")
    return sorted(found)


def _fail(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read: {error.strerror}") from error
