"""``verbale register``, ``backup`` and ``restore``: a register as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.console import write
from verbale.cli.registers import JsonOption, RegisterOption, opened

EXAMPLES = """\
Examples:

verbale register

verbale register --reindex
"""
BACKUP_EXAMPLES = """\
Examples:

verbale backup register-2024-03-18.sqlite

verbale backup team.sqlite --register postgresql://desk@db.example/verbale
"""
RESTORE_EXAMPLES = """\
Examples:

verbale restore register-2024-03-18.sqlite --register new.sqlite

verbale restore desk.sqlite --register postgresql://desk@db.example/verbale
"""


def register(
    reindex: Annotated[bool, typer.Option("--reindex", help="Make the index of words anew: smaller and faster after many readings and judgements.")] = False,
    json: JsonOption = False,
    register: RegisterOption = None,
) -> None:
    """Show where the register lies and what it holds."""
    with opened(register) as kept:
        if reindex:
            kept.reindex()
        held = {"register": kept.name, **kept.size(), "stale": len(kept.stale()), "saved_searches": len(kept.saved_searches())}
    if json:
        from verbale.exports.json import encode

        write(encode(held, indent=2) + "\n")
        return
    for name, value in held.items():
        write(f"{name.replace('_', ' ') + ':':<16} {value if isinstance(value, str) else format(value, ',')}\n")


def backup(
    target: Annotated[str, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
    register: RegisterOption = None,
) -> None:
    """Copy a register into a file, as it is at this moment.

    Others may go on reading and writing it meanwhile. The copy is itself a register: it can be searched, and restored into a file or into PostgreSQL.
    """
    with opened(register) as kept:
        kept.back_up(target)
        write(f"{kept.name} → {target}: {kept.size()['documents']:,} documents\n")


def restore(
    source: Annotated[str, typer.Argument(metavar="FILE", help="The backup.")],
    register: RegisterOption = None,
) -> None:
    """Bring a backup back, into a register that holds nothing yet; it is there as a whole or not at all."""
    with opened(register, create=True) as kept:
        kept.restore(source)
        write(f"{source} → {kept.name}: {kept.size()['documents']:,} documents\n")
