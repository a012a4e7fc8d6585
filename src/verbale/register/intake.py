"""What a user adds to a register: texts, records that were read already, and collections of either, each as one item.

- ``*.txt``, ``*.md``: a text.
- ``*.json``: a record of the codebook's form, or a list of them; a gold file may name its text.
- ``*.jsonl``: on every line a record, or a text as ``{"text": …, "title": …, "published": …, "url": …, "language": …}``.
- a folder: all of these in it and below; ``-``: a text from standard input.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.errors import GoldError, InputError
from verbale.exports.json import record_from_dict
from verbale.record import Record
from verbale.register.writing import digest
from verbale.sources.folder import SUFFIXES, files_in
from verbale.sources.text import STDIN, load, load_stdin

RECORDS = ".json"
LINES = ".jsonl"


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be added.

    Attributes:
        name: what a user knows it by.
        uri: where it comes from.
        text: the text.
        asked: what is known of the text besides it: ``language``, ``published``, ``issuer``.
        record: the record, where it was read already.
    """

    name: str
    uri: str
    text: str
    asked: dict[str, Any] = field(default_factory=dict)
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One that could not be had, and why."""

    name: str
    reason: str


def items(names: Iterable[str]) -> Iterator[Item | Failure]:
    """Every document that names stand for, in a fixed order; what fails does not keep the others back."""
    for name in names:
        if name == STDIN:
            yield from _one_text(STDIN, Path("standard input"))
            continue
        path = Path(name)
        try:
            files = _files(path) if os.path.isdir(name) else [path]  # noqa: PTH112 - unlike Path.is_dir it is quiet about names that are too long
        except InputError as error:
            yield Failure(name, str(error))
            continue
        for file in files:
            yield from _of_file(file)


def count(names: Iterable[str]) -> int:
    """How many documents names stand for, roughly and at once: for a progress bar."""
    total = 0
    for name in names:
        path = Path(name)
        try:
            for file in _files(path) if path.is_dir() else [path]:
                total += _lines(file) if file.suffix.lower() == LINES else 1
        except (OSError, InputError):
            total += 1
    return total


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) or 1


def _files(folder: Path) -> list[Path]:
    return files_in(folder, (*SUFFIXES, RECORDS, LINES), "neither a text nor a record")


def _of_file(path: Path) -> Iterator[Item | Failure]:
    suffix = path.suffix.lower()
    if suffix == LINES:
        yield from _of_lines(path)
    elif suffix == RECORDS:
        yield from _of_records(path)
    else:
        yield from _one_text(path, path)


def _one_text(source: Path | str, path: Path) -> Iterator[Item | Failure]:
    try:
        text = load_stdin() if source == STDIN else load(path)
    except InputError as error:
        yield Failure(str(path), _without(str(path), str(error)))
        return
    yield Item(str(path), f"stdin:sha256-{digest(text.text).hex()}" if source == STDIN else uri_of(path), text.text)


def uri_of(path: Path) -> str:
    """A file's address."""
    return path.absolute().resolve().as_uri()


def _of_records(path: Path) -> Iterator[Item | Failure]:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        yield Failure(str(path), f"cannot be read as JSON: {' '.join(str(error).split())}")
        return
    several = isinstance(data, list)
    for number, one in enumerate(data if several else [data], start=1):
        name = f"{path}, record {number}" if several else str(path)
        yield _of_object(one, name, uri_of(path), path.parent, several=several)


def _of_lines(path: Path) -> Iterator[Item | Failure]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _of_line(line, f"{path}, line {number}", uri_of(path), path.parent)
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror}")


def _of_line(line: bytes, name: str, uri: str, folder: Path) -> Item | Failure:
    try:
        return _of_object(json.loads(line), name, uri, folder, several=True)
    except (ValueError, RecursionError) as error:
        return Failure(name, f"is no JSON: {error}")


def _of_object(data: Any, name: str, uri: str, folder: Path, *, several: bool) -> Item | Failure:
    if isinstance(data, Mapping) and isinstance(data.get("text"), str) and "document" not in data:
        return _of_text_object(data, name, uri)
    try:
        record = record_from_dict(data, folder=folder)
    except (GoldError, InputError) as error:
        return Failure(name, str(error))
    text = record.document.text
    return Item(name, _by_text(uri, text) if several else uri, text, record=record)


def _of_text_object(data: Mapping[str, Any], name: str, uri: str) -> Item | Failure:
    """A text with its metadata; its title becomes its first line where it is not there already, as publishers' own pages have it."""
    for key in ("title", "published", "url", "id", "language"):
        value = data.get(key)
        if not isinstance(value, str | int | None if key == "id" else str | None):
            return Failure(name, f"{key}: must be a string")
        if key in ("url", "id") and isinstance(value, str) and not _is_writable(value):
            return Failure(name, f"{key}: {value!r} holds what no address has")
    text, title = data["text"], data.get("title")
    if title and not text.lstrip().startswith(str(title)):
        text = f"{title}\n\n{text}"
    asked = {key: data[key] for key in ("published", "language") if data.get(key)}
    where = data.get("url") or data.get("id")
    address = str(where) if where and ":" in str(where) else f"{uri}#{where}" if where else _by_text(uri, text)
    return Item(str(data.get("id") or name), address, text, asked)


def _is_writable(text: str) -> bool:
    return text.isprintable() and not any("\ud800" <= character <= "\udfff" for character in text)


def _by_text(uri: str, text: str) -> str:
    """The address of one of many texts in a file: lines come and go, so its place there is none."""
    return f"{uri}#sha256-{digest(text).hex()}"


def _without(name: str, message: str) -> str:
    return message.removeprefix(f"{name}: ")
