"""How sure the reader is that act, speaker and addressee of a statement are all right."""

from __future__ import annotations

from verbale.reading.clauses import COMPLEMENT, PURPOSE, SHARED
from verbale.reading.context import Referent
from verbale.reading.cues import Found
from verbale.reading.roles import Roles

_START = 0.95

#: What makes a reading less sure, as factors; measured on the coded texts (``docs/accuracy.md``).
_BY_RULE = (
    ("the issuer", 0.92),
    ("pronoun", 0.95),
    ("all who met", 0.93),
    ("impersonal", 0.85),
    ("passive", 0.85),
    ("person", 1.0),
)
_BY_LEVEL = {SHARED: 0.97, PURPOSE: 0.85, COMPLEMENT: 0.7}


def confidence(found: Found, speaker: Referent, roles: Roles) -> float:
    """A number from 0 to 1, rounded to two places."""
    value = _START * _BY_LEVEL.get(found.predicate.level, 1.0)
    for words, factor in _BY_RULE:
        if words in speaker.rule:
            value *= factor
            break
    if roles.addressee is not None and "clitic" in roles.addressee.rule:
        value *= 0.9
    return round(value, 2)
