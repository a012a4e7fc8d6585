"""A report drawn on a terminal, with rich."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from verbale.exports.report import Line, report
from verbale.locales import SOURCE, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from verbale.record import Record

#: Colours of the scales; none stands alone for a meaning, the act is always named.
_COLOURS = {"exchange": "cyan", "approval": "green", "disapproval": "red", "pressure": "yellow", "commitment": "blue"}
_WIDEST = 110
_INDENT = 5
_NARROWEST = 20


def print_record(record: Record, console: Console, ui: str = SOURCE) -> None:
    """Draw a record.

    Args:
        record: what a reading has yielded.
        console: where to draw it.
        ui: ISO 639-1 code of the language that the report speaks.

    Raises:
        ValueError: when reports cannot be had in that language.
    """
    shown = report(record, ui)
    width = min(console.width, _WIDEST)
    console.print()
    console.print(_text((shown.title, "bold")), width=width)
    facts = (*shown.facts, *shown.encounter)
    margin = max(len(name) for name, _ in facts) + 2
    for name, value in facts:
        console.print(_hanging(name, value, margin, width), width=width)
    if not shown.sections:
        console.print("\n" + words(ui).gettext("No statements."))
    for section in shown.sections:
        console.print()
        rule = " " + "─" * max(0, width - len(section.heading) - 1)
        console.print(_text((section.heading, "bold"), (rule, "dim")), width=width, no_wrap=True, overflow="crop")
        for line in section.lines:
            _print_statement(line, console, width)


def _print_statement(line: Line, console: Console, width: int) -> None:
    colour = _COLOURS.get(line.scale, "default")
    head = _text((f"{line.number:>3}  ", "dim"), (line.dots, colour), (f" {line.act}", f"bold {colour}"), (f"  {line.who}", ""))
    if line.doubt:
        head.append(f"  {line.doubt}", "italic magenta")
    console.print(head, width=width)
    console.print(_indented(_text((line.before, ""), (line.cue, f"bold underline {colour}"), (line.after, ""))), width=width)
    if line.notes:
        console.print(_indented(_text(("\n".join(_wrapped(line.notes, width - _INDENT)), "dim"))), width=width)


def _text(*parts: tuple[str, str]) -> Text:
    """Pieces with their styles. What they say is shown as it is: none of it is taken for rich's own markup."""
    from rich.text import Text

    return Text.assemble(*parts)


def _indented(text: Text) -> Padding:
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, _INDENT), expand=False)


def _hanging(name: str, value: str, margin: int, width: int) -> Text:
    """A name and what there is to say, whose further lines are indented as the first is."""
    return _text((name.ljust(margin), "dim"), (("\n" + " " * margin).join(_wrapped(value, width - margin)), ""))


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of a width, as rich makes them, but that rich would break a line at a no-break space."""
    return textwrap.wrap(text, max(_NARROWEST, width), break_long_words=False)
