"""A report in Markdown (CommonMark); the cue stands in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.exports.base import Exporter
from verbale.exports.phrasing import colon
from verbale.exports.report import Line, Report, report
from verbale.locales import words
from verbale.record import Record

# What would otherwise be read as markup; a text's own asterisks and angle brackets are shown, not obeyed.
_MARKUP = re.compile(r"([\\`*_\[\]<>&#|~])")


def _pieces(record: Record, ui: str) -> Iterator[str]:
    return (line + "\n" for line in _lines(report(record, ui)))


def _lines(shown: Report) -> Iterator[str]:
    yield f"# {_escape(shown.title)}"
    yield ""
    for name, value in (*shown.facts, *shown.encounter):
        yield f"- **{_escape(colon(name, shown.ui))}** {_escape(value)}"
    if not shown.sections:
        yield ""
        yield words(shown.ui).gettext("No statements.")
    for section in shown.sections:
        yield ""
        yield f"## {_escape(section.heading)}"
        for line in section.lines:
            yield from _statement(line)


def _statement(line: Line) -> Iterator[str]:
    doubt = f" · *{line.doubt}*" if line.doubt else ""
    yield ""
    yield f"**{line.number}\\. {_escape(line.act)}** {line.dots} · {_escape(line.who)}{doubt}"
    yield ""
    yield f"> {_escape(line.before)}{_bold(line.cue)}{_escape(line.after)}"
    if line.notes:
        yield ""
        yield f"*{_escape(line.notes)}*"


def _bold(cue: str) -> str:
    inner = cue.strip()
    return cue.replace(inner, f"**{_escape(inner)}**", 1) if inner else cue


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


EXPORTER = Exporter(_pieces, ".md", separator="\n---\n\n")
