"""``verbale read``: texts become records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.console import BAD_INPUT, complain, is_terminal, note
from verbale.cli.options import IssuerOption, LanguageOption, PublishedOption, UiOption, chosen_ui
from verbale.cli.progress import ProgressBar
from verbale.cli.sinks import Folder, OneFile, Sink, StandardOutput, Terminal
from verbale.errors import InputError
from verbale.exports import FORMATS, exporter
from verbale.record import Record
from verbale.sources.inputs import Input, expand

EXAMPLES = """\
Examples:

verbale read communique.txt

verbale read --format json communique.txt -o record.json

verbale read --format jsonl communiques/ > records.jsonl

verbale read --format markdown communiques/ -o reports/

verbale read --ui fr communique.txt

pbpaste | verbale read -
"""

#: The format where none is given and no terminal is there.
DEFAULT_FORMAT = "text"


def _known_format(value: str | None) -> str | None:
    if value is not None and value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is no format; choose one of {', '.join(FORMATS)}")
    return value


def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Texts (plain text or Markdown), folders of them (*.txt, *.md), or - for standard input.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(FORMATS),
            callback=_known_format,
            autocompletion=lambda: list(FORMATS),
            help="What to write. Where it is not given, the output's suffix decides; without that, a report in colour on a terminal, else text.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write to this file, or to one file a text in this folder (existing, or with a / at its end)."),
    ] = None,
    language: LanguageOption = None,
    published: PublishedOption = None,
    issuer: IssuerOption = None,
    ui: UiOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress bar and no notes; errors are still told.")] = False,
) -> None:
    """Read communiqués and write their records.

    One text gives one record. Several texts, or a folder, give a list of records in JSON, one record a line in JSON Lines, and one report after another
    in the other formats. A text that cannot be read is told on standard error; the others are read all the same, and the exit code is 2.
    """
    inputs, is_complete = _expand(files)
    if not inputs:
        raise typer.Exit(BAD_INPUT)
    is_list = len(files) > 1 or Path(files[0]).is_dir()
    with _sink(inputs, format_, output, chosen_ui(ui), is_list=is_list) as sink, ProgressBar(len(inputs), is_wanted=not quiet) as bar:
        for source in inputs:
            bar.begin(source.relative.name)
            try:
                record = _read(source, language, published, issuer, quiet=quiet, progress=bar.within)
            except InputError as error:
                complain(str(error))
                is_complete = False
            else:
                if output is None and is_terminal():
                    bar.make_way()
                sink.add(source, record)
            bar.advance()
    if not is_complete:
        raise typer.Exit(BAD_INPUT)


def _expand(names: Sequence[str]) -> tuple[list[Input], bool]:
    """The texts that are named, and whether all names could be followed."""
    inputs: dict[Input, None] = {}
    is_complete = True
    for name in names:
        try:
            inputs.update(dict.fromkeys(expand([name])))
        except InputError as error:
            complain(str(error))
            is_complete = False
    return list(inputs), is_complete


def _read(source: Input, language: str | None, published: str | None, issuer: list[str] | None, *, quiet: bool, progress: Callable[[float], None]) -> Record:
    from verbale.api import read_text

    text = source.load()
    if text.is_guess and not quiet:
        note(f"{text.name}: read as {text.encoding}")
    try:
        return read_text(text.text, language=language, published=published, issuer=issuer, progress=progress, explain=False)
    except InputError as error:
        raise InputError(f"{source.name}: {error}") from None


def _sink(inputs: Sequence[Input], format_: str | None, output: str | None, ui: str, *, is_list: bool) -> Sink:
    if output is None:
        return Terminal(ui) if format_ is None and is_terminal() else StandardOutput(exporter(format_ or DEFAULT_FORMAT), ui, is_list=is_list)
    chosen = exporter(format_ or _format_of(output))
    path = Path(output)
    if path.is_dir() or output.endswith(("/", "\\")):
        return Folder(path, chosen, ui, inputs)
    return OneFile(path, chosen, ui, inputs, is_list=is_list)


def _format_of(output: str) -> str:
    """The format whose suffix a file has, so that ``-o record.json`` says enough."""
    return next((name for name in FORMATS if exporter(name).suffix == Path(output).suffix.lower()), DEFAULT_FORMAT)
