"""Reading the YAML of the codebook and of the language folders, with errors that name the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from verbale.errors import KnowledgeError
from verbale.languages import compiled


@lru_cache(maxsize=128)
def load(*parts: str) -> Any:
    """The content of a YAML file below the package, e.g. ``load("languages", "fr", "actors.yaml")``; from its compiled form where that is up to date.

    Raises:
        KnowledgeError: when the file is missing or is no YAML.
    """
    package = resources.files("verbale")
    try:
        source = package.joinpath(*parts).read_bytes()
    except OSError as error:
        raise _error(parts, error) from error
    try:
        return compiled.read(package, parts, source)
    except LookupError:
        data = parse(parts, source)
        compiled.write(package, parts, source, data)
        return data


def parse(parts: tuple[str, ...], source: bytes) -> Any:
    """The data that YAML holds; dates are the text that they are written as.

    Args:
        parts: where it was read, for the error.
        source: the YAML.

    Raises:
        KnowledgeError: when it is none.
    """
    import yaml  # here, because the compiled form needs none of it

    try:
        return yaml.load(source.decode("utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    except (ValueError, yaml.YAMLError) as error:
        raise _error(parts, error) from error


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What tells this state of the knowledge from any other: 16 hexadecimal digits over the bytes of every file that a reading rests on."""
    digest = hashlib.sha256()
    package = resources.files("verbale")
    for part in ("codebook", "languages"):
        for path, file in _files(package.joinpath(part), part):
            digest.update(f"{path}\0{len(source := file.read_bytes())}\0".encode() + source)
    return digest.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".yaml", ".txt")):
            yield f"{path}/{entry.name}", entry


@lru_cache(maxsize=1)
def _loader() -> Any:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader is ten times faster; not every build of PyYAML has it
        """Without dates, which JSON does not know."""

    Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))
    return Loader


def _error(parts: tuple[str, ...], error: Exception) -> KnowledgeError:
    return KnowledgeError(f"{'/'.join(parts)}: {' '.join(str(error).split())}")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the language folders."""
    root = resources.files("verbale").joinpath("languages")
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir() and len(entry.name) == 2))
