"""``verbale explain``: why a statement was coded as it was."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from verbale.cli.console import note, write
from verbale.cli.options import IssuerOption, LanguageOption, PublishedOption, UiOption, chosen_ui
from verbale.errors import InputError
from verbale.record import Record
from verbale.sources.inputs import expand

EXAMPLES = """\
Examples:

verbale explain communique.txt --statement 3

verbale explain communique.txt --all --format json
"""


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text (plain text or Markdown), or - for standard input.")],
    statement: Annotated[
        list[int] | None,
        typer.Option("--statement", "-s", min=1, metavar="N", help="Number of the statement, as verbale read shows it; can be given several times."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", "-a", help="Explain every statement.")] = False,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Lines for people, or JSON.")] = "text",
    language: LanguageOption = None,
    published: PublishedOption = None,
    issuer: IssuerOption = None,
    ui: UiOption = None,
) -> None:
    """Show why statements were coded as they were.

    For each field: its value, the rule that filled it (the cue's entry, the way to the speaker and the addressee, the step from a pronoun to an actor),
    the words it rests on with their offsets, and what was left at its default; and how sure the reader is.
    """
    from verbale.exports.explanation import explain as in_lines
    from verbale.exports.explanation import explanation_to_dict
    from verbale.exports.json import encode

    if not statement and not all_:
        raise typer.BadParameter("say which statement, or --all", param_hint="--statement")
    record = _read(file, language, published, issuer)
    numbers = list(range(1, len(record.statements) + 1)) if all_ else _existing(statement or [], record)
    if format_ == "json":
        explained = [explanation_to_dict(record, number) for number in numbers]
        write(encode(explained[0] if len(explained) == 1 and not all_ else explained, indent=2) + "\n")
    else:
        write(in_lines(record, numbers, chosen_ui(ui)))


def _read(file: str, language: str | None, published: str | None, issuer: list[str] | None) -> Record:
    from verbale.api import read_text

    inputs = expand([file])
    if len(inputs) > 1 or inputs[0].name not in (file, "standard input"):
        raise InputError(f"{file}: is a folder; name one text")
    text = inputs[0].load()
    if text.is_guess:
        note(f"{text.name}: read as {text.encoding}")
    try:
        return read_text(text.text, language=language, published=published, issuer=issuer)
    except InputError as error:
        raise InputError(f"{text.name}: {error}") from None


def _existing(numbers: list[int], record: Record) -> list[int]:
    count = len(record.statements)
    for number in numbers:
        if number > count:
            what = "no statements" if count == 0 else "one statement" if count == 1 else f"statements 1 to {count}"
            raise InputError(f"there is no statement {number}: the text has {what}")
    return numbers
