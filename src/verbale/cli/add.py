"""``verbale add``: texts and records are kept in a register."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.console import BAD_INPUT, complain, note, write
from verbale.cli.options import IssuerOption, LanguageOption, PublishedOption
from verbale.cli.progress import ProgressBar
from verbale.cli.registers import JobsOption, JsonOption, RegisterOption, opened, processes

if TYPE_CHECKING:
    from verbale.register.adding import Summary

EXAMPLES = """\
Examples:

verbale add communiques/

verbale add communiques/ --register ukraine.sqlite --jobs 4

verbale add records.jsonl --register postgresql://desk@db.example/verbale

verbale add communique.txt --published 2021-11-12 --json
"""


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Texts (*.txt, *.md), records (*.json), collections of either (*.jsonl), folders of all these, or - for a text on standard input.",
        ),
    ],
    register: RegisterOption = None,
    language: LanguageOption = None,
    published: PublishedOption = None,
    issuer: IssuerOption = None,
    jobs: JobsOption = 1,
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar and no summary; errors are still told.")] = False,
) -> None:
    """Read communiqués and keep their records in a register.

    A text that the register has already is passed over, a text that has changed since is kept as a new version beside the old. Each document is kept as a
    whole or not at all: stop the command whenever you like, and run it again to go on. Files that fail are told at the end, and the exit code is 2.
    """
    from verbale.register.adding import Summary, add_all
    from verbale.register.intake import count, items

    asked: dict[str, Any] = {name: value for name, value in (("language", language), ("published", published), ("issuer", issuer)) if value}
    summary, begin = Summary(), time.monotonic()
    try:
        with opened(register, create=True) as chosen, ProgressBar(count(paths), is_wanted=not quiet, unit="documents") as bar:
            add_all(chosen, items(paths), summary, asked=asked, jobs=processes(jobs), tell=lambda item: bar.advance(os.path.basename(item.name)))  # noqa: PTH119 - a name, not always a path
            where = chosen.name
    except KeyboardInterrupt:
        _tell(summary, time.monotonic() - begin, None, json=json, quiet=quiet)
        if not quiet:
            note("interrupted; what was added is kept: run the command again to go on")
        raise
    except Exception:
        if summary.total:
            _tell(summary, time.monotonic() - begin, None, json=json, quiet=quiet)
        raise
    _tell(summary, time.monotonic() - begin, where, json=json, quiet=quiet)
    if summary.failed:
        raise typer.Exit(BAD_INPUT)


def _tell(summary: Summary, seconds: float, where: str | None, *, json: bool, quiet: bool) -> None:
    """The summary; failures on standard error, one a line."""
    for failure in summary.failed:
        complain(f"{failure.name}: {failure.reason}")
    if json:
        from verbale.exports.json import encode

        write(encode({**summary.to_dict(), "register": where, "seconds": round(seconds, 3)}, indent=2) + "\n")
    elif not quiet:
        counts = f"{summary.added:,} added, {summary.unchanged:,} unchanged, {summary.new_versions:,} new versions, {len(summary.failed):,} failed"
        rate = f"{summary.statements:,} statements in {seconds:.1f} s"
        write(f"{counts}; {rate}" + (f"; {where}" if where else "") + "\n")
