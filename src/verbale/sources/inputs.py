"""What a user names (files, folders, standard input) as a list of sources."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from verbale.sources.folder import files_in
from verbale.sources.text import STDIN, SourceText, load, load_stdin


@dataclass(frozen=True, slots=True)
class Input:
    """One text to be read; ``path`` is None for standard input, ``relative`` is the path below the folder that was named."""

    path: Path | None
    relative: Path

    @property
    def name(self) -> str:
        return "standard input" if self.path is None else str(self.path)

    def load(self) -> SourceText:
        """Read the text.

        Raises:
            InputError: when it cannot be read.
        """
        return load_stdin() if self.path is None else load(self.path)


def expand(names: Iterable[str | Path]) -> list[Input]:
    """Files as they are named, folders as the texts in them, ``-`` as standard input; a file that is named twice counts once.

    Raises:
        InputError: when a folder cannot be read, or holds no text.
    """
    inputs: dict[Path | None, Input] = {}
    for name in names:
        path = Path(name)
        if name == STDIN:
            inputs.setdefault(None, Input(None, Path("stdin")))
        elif os.path.isdir(name):  # noqa: PTH112 - unlike Path.is_dir it is quiet about names that are too long
            for file in files_in(path):
                inputs.setdefault(file, Input(file, file.relative_to(path)))
        else:
            inputs.setdefault(path, Input(path, Path(path.name)))
    return list(inputs.values())
