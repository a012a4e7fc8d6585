"""How sure the reader is that act, speaker and addressee of a statement are all right.

The factors are shares of right readings on coded texts, by what a reading rests on (``docs/accuracy.md`` tells on which): a name is nearly always
right, a pronoun eight or nine times in ten, an office that nobody in the text holds hardly more often than not.
"""

from __future__ import annotations

from verbale.reading.context import Referent
from verbale.reading.cues import Found
from verbale.reading.predicate import COMPLEMENT, PURPOSE, RELATIVE, SHARED
from verbale.reading.roles import Roles

_START = 0.96

#: Beginning of the rule that resolved the speaker → factor; the first that fits counts, no entry is 1.
_BY_SPEAKER = (
    ("name", 0.99),
    ("person", 0.98),
    ("we", 0.97),
    ("subject of the list", 0.97),
    ("the issuing body", 0.97),
    ("members of the issuing body", 0.97),
    ("our", 0.97),
    ("passive", 0.9),
    ("pronoun", 0.87),
    ("all who met", 0.84),
    ("the holders of the office", 0.84),
    ("the participant with that office", 0.84),
    ("the author", 0.88),
    ("the issuer's office", 0.65),
    ("encounter", 0.78),
    ("impersonal", 0.78),
    ("together", 0.85),
    ("purpose", 0.7),
    ("the other side", 0.7),
    ("the latter", 0.55),
    ("no subject: the issuing body", 0.9),
    ("no subject", 0.55),
    ("I:", 0.6),
)
_BY_ADDRESSEE = (("clitic", 0.62), ("name", 0.92), ("the other side", 0.85), ("the issuing body's own", 0.9))
_ADDRESSEE_SPOKEN_OF = 0.55
_BY_LEVEL = {SHARED: 0.88, PURPOSE: 0.85, COMPLEMENT: 0.75, RELATIVE: 0.7}
#: Acts whose addressee is often meant and not named, or that stand close to a neighbour.
_BY_ACT = {"encourage": 0.72, "hope": 0.8, "call": 0.93, "agree": 0.95, "commit": 0.95}


def confidence(found: Found, speaker: Referent, roles: Roles) -> float:
    """A number from 0 to 1, rounded to two places: about so many of a hundred such readings are right.

    Args:
        found: the cue.
        speaker: whom the subject was resolved to, and by which rule.
        roles: the addressee, if any.
    """
    value = _START * _BY_LEVEL.get(found.predicate.level, 1.0) * _BY_ACT.get(found.cue.act, 1.0) * _factor(speaker.rule, _BY_SPEAKER)
    if roles.addressee is not None:
        value *= _ADDRESSEE_SPOKEN_OF if "spoken of" in roles.addressee.rule else _factor(roles.addressee.rule, _BY_ADDRESSEE)
    return round(value, 2)


def _factor(rule: str, table: tuple[tuple[str, float], ...]) -> float:
    return next((factor for beginning, factor in table if rule.startswith(beginning)), 1.0)
