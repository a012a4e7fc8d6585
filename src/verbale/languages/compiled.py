"""The compiled form of the knowledge: what a YAML file holds, as JSON, which is read some fifty times faster.

It lies in the package's folder :data:`FOLDER`, one file a YAML file, and begins with the hash of the bytes that it was made from: what does not agree with its
source is passed over, so that it is never out of date. The build makes it for the wheel (``hatch_build.py``); in a checkout it is made when a file is first
read after a change, like Python's own bytecode.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

#: The folder below the package.
FOLDER = "_compiled"

#: Hashed with the source: another number where the same source is compiled to something else.
_FORMAT = b"1\n"


def read(package: Traversable, parts: tuple[str, ...], source: bytes) -> Any:
    """The data that were compiled from a source.

    Args:
        package: the folder of the package.
        parts: where the source lies in it.
        source: what it holds now.

    Raises:
        LookupError: when there are none, they were made from another source, or their file is broken.
    """
    try:
        key, _, content = package.joinpath(FOLDER, _name(parts)).read_bytes().partition(b"\n")
        if key == _key(source):
            return json.loads(content)
    except (OSError, ValueError) as error:
        raise LookupError("/".join(parts)) from error
    raise LookupError("/".join(parts))


def write(package: Traversable, parts: tuple[str, ...], source: bytes, data: Any) -> bool:
    """Keep what was read from a source for the next start; whoever reads at the same time sees all of it or nothing.

    Returns:
        whether it is kept: not where the folder cannot be written, and not where JSON does not give the same data back.
    """
    if not isinstance(package, Path):
        return False  # inside an archive
    try:
        content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        return False
    if json.loads(content) != data:  # a key that is no string
        return False
    path = package / FOLDER / _name(parts)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(exist_ok=True)
        draft.write_bytes(_key(source) + b"\n" + content.encode("utf-8"))
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        return False
    return True


def _name(parts: tuple[str, ...]) -> str:
    return ".".join((*parts[:-1], parts[-1].removesuffix(".yaml"), "json"))


def _key(source: bytes) -> bytes:
    return hashlib.sha256(_FORMAT + source).hexdigest().encode("ascii")
