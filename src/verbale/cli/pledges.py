"""``verbale pledges``: the ledger of what was asked and promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verbale.cli.console import note, write
from verbale.cli.judge import AsOption, person_of
from verbale.cli.options import UiOption, chosen_ui
from verbale.cli.registers import RegisterOption, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.register.pledges import Pledge

EXAMPLES = """\
Examples:

verbale pledges --due-before 2022-02 --by RUS

verbale pledges --speaker FRA --status open --words "transfrontalière"

verbale pledges --set 57.1204=met --note "resolution 2642 adopted" --link https://digitallibrary.un.org/record/3980957

verbale pledges --due any --format ics > pledges.ics
"""


def pledges(
    by: Annotated[str | None, typer.Option(metavar="CODES", help="Who must act: who promised, or of whom it was asked.")] = None,
    speaker: Annotated[str | None, typer.Option(metavar="CODES", help="Who asked or promised.")] = None,
    due_before: Annotated[str | None, typer.Option(metavar="DATE", help="Due by the end of this day, month or year.")] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE|KIND", help="Due in this year or month or on this day, or soon, immediate; any for all that are due.")
    ] = None,
    status: Annotated[
        Literal["open", "met", "lapsed", "withdrawn"] | None, typer.Option(help="Only those of which this is so; open until a person says otherwise.")
    ] = None,
    act: Annotated[str | None, typer.Option(metavar="CODES", help="Only these acts of the scales pressure and commitment.")] = None,
    topic: Annotated[str | None, typer.Option(metavar="CODES", help="Only these topics.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Said on or after this day, month or year.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Said on or before it.")] = None,
    text: Annotated[str, typer.Option("--words", metavar="WORDS", help="Only those with these words, as for verbale search.")] = "",
    set_: Annotated[str | None, typer.Option("--set", metavar="REF=STATUS", help="Say what became of one: open, met, lapsed or withdrawn.")] = None,
    note_: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="With --set: how one knows.")] = None,
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="With --set: where that is to be seen.")] = None,
    as_: AsOption = None,
    format_: Annotated[
        Literal["table", "json", "jsonl", "ics"], typer.Option("--format", "-f", help="Lines for people, or a format for programs; ics is a calendar.")
    ] = "table",
    register: RegisterOption = None,
    ui: UiOption = None,
) -> None:
    """List what was asked and promised: who must act, at whose word, by when, and what became of it.

    What is due first comes first. A pledge that was repeated in nearly the same words is one, with the dates on which it was repeated.
    """
    with opened(register) as kept:
        if set_ is not None:
            what, equals, value = set_.partition("=")
            if not equals:
                raise typer.BadParameter(f"{set_!r}: write the statement, =, and what became of it, e.g. 57.1204=met", param_hint="--set")
            made = kept.set_pledge(what, value.strip(), person=person_of(as_), note=note_, link=link)
            write(f"{made.ref}: {made.status}, says {made.person}\n")
            return
        filters = {"by": by, "speaker": speaker, "due_before": due_before, "due": due, "topic": topic, "since": since, "until": until}
        if act is not None:
            filters["act"] = act
        found = kept.pledges(status=status, text=text, **filters)
    for piece in _written(found, format_, chosen_ui(ui)):
        write(piece)


def _written(found: list[Pledge], format_: str, ui: str) -> Iterator[str]:
    from verbale.exports.json import encode
    from verbale.register.pledges import calendar
    from verbale.register.showing import pledge_lines

    if format_ == "json":
        yield encode([one.to_dict() for one in found], indent=2) + "\n"
    elif format_ == "jsonl":
        yield from (encode(one.to_dict()) + "\n" for one in found)
    elif format_ == "ics":
        yield calendar(found).decode("utf-8")
        left = sum(one.due is None for one in found)
        if left:
            note(f"{left:,} pledges have no certain date and are not in the calendar")
    else:
        yield from (line + "\n" for one in found for line in pledge_lines(one, ui))
        if not found:
            note("no pledge is like that")
