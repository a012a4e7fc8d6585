"""A plain report: lines of text for a pipe, a mail or a file; the cue stands between asterisks."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from verbale.exports.base import Exporter
from verbale.exports.phrasing import colon, quoted
from verbale.exports.report import Line, Report, report
from verbale.locales import words
from verbale.record import Record

_WIDTH = 100
_INDENT = " " * 6


def _pieces(record: Record, ui: str) -> Iterator[str]:
    return (line + "\n" for line in _lines(report(record, ui)))


def _lines(shown: Report) -> Iterator[str]:
    yield from textwrap.wrap(shown.title, _WIDTH)
    yield "=" * min(_WIDTH, len(shown.title))
    facts = [(colon(name, shown.ui), value) for name, value in (*shown.facts, *shown.encounter)]
    width = max(len(name) for name, _ in facts) + 1
    for name, value in facts:
        yield from textwrap.wrap(f"{name:<{width}}{value}", _WIDTH, subsequent_indent=" " * width, break_long_words=False)
    if not shown.sections:
        yield ""
        yield words(shown.ui).gettext("No statements.")
    for section in shown.sections:
        yield ""
        yield section.heading
        yield "-" * len(section.heading)
        for line in section.lines:
            yield from _statement(line, shown.ui)


def _statement(line: Line, ui: str) -> Iterator[str]:
    doubt = f"  ({line.doubt})" if line.doubt else ""
    yield f"{line.number:>4}. {line.dots} {colon(line.act, ui)} {line.who}{doubt}"
    cue = f"*{line.cue}*" if line.cue else ""
    yield from textwrap.wrap(quoted(f"{line.before}{cue}{line.after}", ui), _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False)
    if line.notes:
        yield from textwrap.wrap(line.notes, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False)


EXPORTER = Exporter(_pieces, ".txt", separator="\n\n")
