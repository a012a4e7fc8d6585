"""``verbale reread``: what an older program read is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.console import BAD_INPUT, complain, note, write
from verbale.cli.progress import ProgressBar
from verbale.cli.registers import JobsOption, JsonOption, RegisterOption, opened, processes

if TYPE_CHECKING:
    from verbale.register.rereading import Reread

EXAMPLES = """\
Examples:

verbale reread

verbale reread --dry-run

verbale reread --jobs 4

verbale reread --all --json > changes.json
"""


def reread(
    all_: Annotated[bool, typer.Option("--all", "-a", help="Also what this very version has read.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many texts would be read again.")] = False,
    jobs: JobsOption = 1,
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar, and of the changes only their number.")] = False,
    register: RegisterOption = None,
) -> None:
    """Read again what another version of the program, or of its knowledge, has read, and say what has changed.

    What persons have said stays. Where a new reading differs both from the old one and from a person, that is told. Records that were added as such are left
    as they are.
    """
    from verbale.register.rereading import read_again

    with opened(register) as kept:
        numbers = kept.stale(everything=all_)
        if dry_run:
            write(f"{len(numbers)}\n" if quiet else f"to be read again: {_counted(len(numbers), 'text')}\n")
            return
        done: list[Reread] = []
        failed: list[str] = []
        try:
            with ProgressBar(len(numbers), is_wanted=not quiet, unit="texts") as bar:
                for number, made in read_again(kept, numbers, jobs=processes(jobs)):
                    if isinstance(made, str):
                        failed.append(f"version {number}: {made}")
                    else:
                        done.append(made)
                    bar.advance(f"version {number}")
        except BaseException as error:  # what has changed is told here or nowhere, since the next run finds it done
            if done or failed:
                _tell(done, failed, json=json, quiet=quiet)
            if isinstance(error, KeyboardInterrupt) and not quiet:
                note("interrupted; what was read again is kept: run the command again to go on")
            raise
    _tell(done, failed, json=json, quiet=quiet)
    if failed:
        raise typer.Exit(BAD_INPUT)


def _tell(done: list[Reread], failed: list[str], *, json: bool, quiet: bool) -> None:
    for failure in failed:
        complain(failure)
    if json:
        from dataclasses import asdict

        from verbale.exports.json import encode

        write(
            encode({"read_again": len(done), "changed": [asdict(one) for one in done if one.changes or one.disagreements], "failed": failed}, indent=2) + "\n"
        )
        return
    changes, disagreements = sum(len(one.changes) for one in done), sum(len(one.disagreements) for one in done)
    if not quiet:
        for one in done:
            _show(one)
    differ = f"{_counted(disagreements, 'field')} {'differs' if disagreements == 1 else 'differ'} from what a person said"
    write(f"{_counted(len(done), 'text')} read again; {_counted(changes, 'statement')} changed, {differ}\n")


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def _show(one: Reread) -> None:
    from verbale.exports.json import encode
    from verbale.exports.report import clean

    if one.changes or one.disagreements:
        write(f"{clean(one.title or '')} [{one.version}]\n")
    for change in one.changes:
        if change.before is None or change.after is None:
            write(f"  {'new ' if change.before is None else 'gone'}  {change.ref}  {(change.after or change.before or {})['act']}: {clean(change.cue)}\n")
            continue
        told = "; ".join(f"{name} {_short(clean(encode(was)))} → {_short(clean(encode(change.after[name])))}" for name, was in change.before.items())
        write(f"  now   {change.ref}  {clean(change.cue)}: {told}\n")
    for field in one.disagreements:
        was, said, now = (clean(encode(value)) for value in (field.machine, field.person, field.now))
        write(f"  but   {field.ref}  {field.field}: was {was}, a person said {said}, now {now}\n")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
