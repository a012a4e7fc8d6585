"""``verbale judge``: what a person says of one statement."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.console import write
from verbale.cli.registers import JsonOption, RegisterOption, opened
from verbale.errors import InputError, RegisterError

if TYPE_CHECKING:
    from verbale.register import Register
    from verbale.register.review import Judgement

EXAMPLES = """\
Examples:

verbale judge 57.1204 --confirm

verbale judge 57.1204 --set act=warn --set addressee=RUS --reason "an assurance of consequence" --as "A. Desk"

verbale judge 57.1980 --reject

verbale judge 57 --add missed.json

verbale judge --undo

verbale judge 57.1204 --history
"""


def person_of(given: str | None) -> str:
    """Who judges: as is said, else as the environment or the machine knows them."""
    if given:
        return given
    try:
        return os.environ.get("VERBALE_PERSON") or getpass.getuser()
    except (OSError, KeyError):  # no such user on this machine
        raise RegisterError("say who judges, with --as NAME") from None


AsOption = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who says it; VERBALE_PERSON, or the name of this user, where it is not given.")]
ReasonOption = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")]


def judge(
    what: Annotated[
        str | None, typer.Argument(metavar="REF", help="The statement, as the search shows it (57.1204); with --add, the number of its version (57).")
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="The statement is right.")] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Correct a field: codes with commas, yes or no, a date for due, words of the text for spans, or none."
        ),
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="This is no statement.")] = False,
    add: Annotated[
        str | None, typer.Option("--add", metavar="FILE", help="Add a missed statement: a JSON object of the codebook's form, or - for standard input.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take this person's last judgement back.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Let the judgement hold again that was undone last.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Show all judgements: of the statement, of the version, or of the whole register.")] = False,
    as_: AsOption = None,
    reason: ReasonOption = None,
    json: JsonOption = False,
    register: RegisterOption = None,
) -> None:
    """Confirm, correct, reject or add a statement, or take that back.

    Each judgement is kept with who, when and why, and with what the machine had said. The machine's own reading stays beside it, and no later reading of the
    text changes what a person has said.
    """
    chosen = [bool(one) for one in (confirm, set_, reject, add is not None, undo, redo, history)]
    if sum(chosen) != 1:
        raise typer.BadParameter("say one of --confirm, --set, --reject, --add, --undo, --redo or --history")
    if what is not None and (undo or redo):
        raise typer.BadParameter(f"{what}: undo and redo are of a person's last judgement, whatever it was of; leave the reference out")
    if what is None and not (undo or redo or history):
        raise typer.BadParameter("say which statement")
    with opened(register) as kept:
        if history:
            made = kept.judgements(what)
        elif undo or redo:
            made = [kept.undo(person_of(as_)) if undo else kept.redo(person_of(as_))]
        else:
            made = [_judged(kept, what or "", confirm, set_, reject, add, person_of(as_), reason)]
    _show(made, is_list=history, json=json)


def _judged(
    register: Register, what: str, confirm: bool, corrections: list[str] | None, reject: bool, add: str | None, person: str, reason: str | None
) -> Judgement:
    from verbale.register.corrections import parse_corrections

    if corrections:
        return register.judge(what, "correct", parse_corrections(corrections), person=person, reason=reason)
    if add is not None:
        return register.judge(what, "add", _object(add), person=person, reason=reason)
    return register.judge(what, "reject" if reject and not confirm else "confirm", person=person, reason=reason)


def _object(name: str) -> dict[str, object]:
    import json

    try:
        data = json.loads(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{name}: cannot be read as JSON: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise InputError(f"{name}: is no JSON object")
    return data


def _show(made: list[Judgement], *, is_list: bool, json: bool) -> None:
    from verbale.exports.json import encode

    if json:
        write(encode([one.to_dict() for one in made] if is_list else made[0].to_dict(), indent=2) + "\n")
        return
    for one in made:
        write(line_of(one) + "\n")
    if not made:
        write("no judgements\n")


def line_of(one: Judgement) -> str:
    """A judgement on one line."""
    from verbale.exports.json import encode
    from verbale.exports.report import clean

    said = f" {clean(encode(one.value))}" if one.verdict == "correct" else ""
    because = f" — {clean(one.reason)}" if one.reason else ""
    undone = f" (undone {one.undone[:16]})" if one.undone else ""
    return f"{one.made[:16]}  {one.ref}  {one.verdict}{said}  by {clean(one.person)}{because}{undone}"
