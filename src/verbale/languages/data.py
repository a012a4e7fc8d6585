"""Reading the YAML of the codebook and of the language folders, with errors that name the file."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from verbale.errors import KnowledgeError

try:  # The C loader is ten times faster; a build of PyYAML without it still works.
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@lru_cache(maxsize=128)
def load(*parts: str) -> Any:
    """The content of a YAML file below the package, e.g. ``load("languages", "fr", "actors.yaml")``.

    Raises:
        KnowledgeError: when the file is missing or is no YAML.
    """
    path = resources.files("verbale")
    for part in parts:
        path = path.joinpath(part)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{'/'.join(parts)}: {' '.join(str(error).split())}") from error


def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the language folders."""
    root = resources.files("verbale").joinpath("languages")
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir() and len(entry.name) == 2))
