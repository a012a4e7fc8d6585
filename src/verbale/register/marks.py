"""Codes as entries of the index of words, so that a filter and a word are found in one look.

A mark begins with a sign that no word has; ``§speaker·fra`` is on every statement that France makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.record import Document, Statement

_LONGEST = 100  # no code is as long: what a user gives is cut, and matches none
_OTHER = re.compile(r"[^0-9a-z]+")

#: Fields of a statement whose codes are marked, and the name that the mark has (also that of the search's option).
_CODED = (
    ("speaker", "speaker"),
    ("addressee", "addressee"),
    ("target", "target"),
    ("topic", "topics"),
    ("place", "places"),
    ("framework", "frameworks"),
)
#: The same codes come back all the time.
_REMEMBERED = 1 << 16

FLAGS = ("joint", "reiterated", "hypothetical", "negated")


@lru_cache(maxsize=_REMEMBERED)
def code_mark(kind: str, value: str) -> str:
    """The entry for a code: ``code_mark("speaker", "MLI:GOV")`` is ``§speaker·mli·gov``."""
    return f"§{kind}·{_OTHER.sub('·', value[:_LONGEST].lower())}"


def marks(document: Document, statement: Statement) -> Iterator[str]:
    """Every mark of a statement, some of them twice."""
    yield code_mark("act", statement.act)
    yield from (code_mark("least", str(strength)) for strength in range(2, statement.strength + 1))  # so that "at least 3" is one entry
    yield code_mark("language", document.language)
    yield code_mark("kind", document.kind)
    for code in document.issuer:
        yield from _with_whole("issuer", code)
    for kind, field in _CODED:
        for code in getattr(statement, field):
            yield from _with_whole(kind, code)
    for flag in FLAGS:
        if getattr(statement, flag):
            yield code_mark("is", flag)
    if statement.due is not None:
        yield code_mark("due", statement.due.kind)
        yield from due_marks(statement.due.value)


def due_marks(value: str | None) -> Iterator[str]:
    """A date's year, month and day, each findable alone; of an interval those of its end, by when the thing is due."""
    if value:
        parts = value.rpartition("/")[2].split("-")
        for count in range(1, len(parts) + 1):
            yield code_mark("due", "-".join(parts[:count]))


@lru_cache(maxsize=_REMEMBERED)
def _with_whole(kind: str, code: str) -> tuple[str, ...]:
    """A part of a state counts as the state as well: who looks for what was said to Mali finds what was said to its government."""
    whole, colon, _ = code.partition(":")
    return (code_mark(kind, code), code_mark(kind, whole)) if colon else (code_mark(kind, code),)
