"""What the commands share that work on a register: the option that names it, and how it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from verbale.register import Register

RegisterOption = Annotated[
    str | None,
    typer.Option(
        "--register",
        "-r",
        metavar="FILE|URL",
        envvar="VERBALE_REGISTER",
        help="The register: a file, or postgresql://user@host/database. Where it is not given, one in this user's folder for data.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, for scripts.")]

JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="How many processes read; each needs 200 to 500 MB.")]


def processes(jobs: int) -> int:
    """As many processes as are asked for, but no more than the machine has processors."""
    return min(jobs, os.cpu_count() or 1)


@contextmanager
def opened(where: str | None, *, create: bool = False) -> Iterator[Register]:
    """A register, open for as long as a command works on it."""
    from verbale.register import Register

    with Register(where, create=create) as register:
        yield register
