"""What is searched for besides words: codes, flags, times, strength; checked, and as part of a query of the index."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Literal, get_args

from verbale.codebook.acts import act_table
from verbale.errors import QueryError
from verbale.languages.data import languages, load
from verbale.register.marks import FLAGS, code_mark
from verbale.register.query import And, Node, Or, Phrase, grounded
from verbale.register.schema import DATED, DAY_BITS
from verbale.register.writing import DUES

Order = Literal["relevance", "newest", "oldest", "strongest"]

#: The filters that stand for codes; each is an argument of a search and an option of the command.
CODED = ("act", "speaker", "addressee", "target", "topic", "place", "framework", "issuer", "language", "kind")
KINDS = ("readout", "joint-statement", "statement", "declaration", "briefing", "other")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. Several codes of one filter are alternatives; different filters, and the words, must all hold.

    Attributes:
        text: words (``verbale.register.query`` says how they may be written); empty for all.
        act, speaker, addressee, target, topic, place, framework, issuer, language, kind: codes of the codebook. A state stands also for its parts
            (``MLI`` finds ``MLI:GOV``); a ``*`` at the end stands for any ending (``UNSCR*``).
        flag: ``joint``, ``reiterated``, ``hypothetical``, ``negated``; all that are given must hold.
        due: when the thing is due: a year, month or day, or one of the codebook's kinds (``soon``); ``any`` for all that are due.
        due_before: the last day, month or year by the end of which the thing is due; what is due at no certain time does not count.
        by: who must act on it: who promises, or of whom something is asked; only statements of the scales pressure and commitment have one.
        since, until: first and last day, as ISO 8601 dates, months or years.
        min_strength: 1 to 5.
        versions: ``latest`` looks at the latest text of each document only, ``all`` at the earlier ones as well.
        sort: the order of the result.
    """

    text: str = ""
    act: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    due_before: str | None = None
    by: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_strength: int = 1
    versions: Literal["latest", "all"] = "latest"
    sort: Order = "relevance"

    def to_dict(self) -> dict[str, Any]:
        """What was given, for JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value != _DEFAULTS[name]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Query:
        """The other way round.

        Raises:
            QueryError: when there is an argument that no search has.
        """
        for name in data:
            if name not in _DEFAULTS:
                raise QueryError(f"a search has no {name!r}; it has {', '.join(_DEFAULTS)}")
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
        return cls(**given)


_DEFAULTS = {one.name: one.default for one in fields(Query)}


def numbers_between(query: Query) -> tuple[int, int]:
    """The numbers that statements of the query's span of time have."""
    dated = query.since is not None or query.until is not None  # what has no date is in no span of time
    low = 0 if query.since is None else day_number("since", query.since, is_end=False) << DAY_BITS
    high = (1 << 62) if query.until is None else ((day_number("until", query.until, is_end=True) + 1) << DAY_BITS) - 1
    return max(low, DATED if dated else 0), high


def day_number(name: str, text: str, *, is_end: bool) -> int:
    """The day that a user names, counted as in a statement's number.

    Raises:
        QueryError: when it is none.
    """
    return _day(name, text, is_end=is_end).toordinal()


def _day(name: str, text: str, *, is_end: bool) -> date:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if match is None:
        raise QueryError(f"{name}: {text!r} is no date; write 2021-11-12, 2021-11 or 2021")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        month = month or (12 if is_end else 1)
        return date(year or 0, month, day or (monthrange(year or 1, month)[1] if is_end else 1))
    except ValueError:
        raise QueryError(f"{name}: {text!r} is no date of the calendar") from None


def condition(query: Query, words: Node | None) -> Node | None:
    """Words and filters as one query of the index; None where everything is asked for."""
    _check(query)
    parts: list[Node] = [] if words is None else [words]
    for name in CODED:
        parts += _alternatives(name, getattr(query, name))
    parts += [Phrase((code_mark("is", flag),)) for flag in query.flag]
    parts += _alternatives("due", tuple(kind for value in query.due for kind in (DUES if value == "any" else (value,))))
    if query.by:
        parts.append(_by(query.by))
    if query.min_strength > 1:
        parts += _alternatives("least", (str(query.min_strength),))
    if not parts:
        return None
    everything = Or(tuple(Phrase((code_mark("language", language),)) for language in languages()))
    return grounded(And(tuple(_flat(parts))), everything)


def _by(codes: tuple[str, ...]) -> Node:
    """Whoever must act: the speaker of a commitment, the addressee or target of a demand."""

    def those(kind: str, values: Iterable[str]) -> Node:
        return Or(tuple(_alternatives(kind, tuple(values))))

    promised = And((those("act", acts_of("commitment")), those("speaker", codes)))
    asked = And((those("act", acts_of("pressure")), Or((those("addressee", codes), those("target", codes)))))
    return Or((promised, asked))


def acts_of(*scales: str) -> tuple[str, ...]:
    """The acts of some scales of the codebook."""
    return tuple(name for name, act in act_table().items() if act.scale in scales)


def _flat(parts: Sequence[Node]) -> Iterator[Node]:
    for part in parts:
        yield from part.parts if isinstance(part, And) else (part,)


def _alternatives(kind: str, values: tuple[str, ...]) -> list[Node]:
    found = tuple(Phrase((code_mark(kind, value.removesuffix("*")),), is_prefix=value.endswith("*")) for value in values)
    return [] if not found else [found[0]] if len(found) == 1 else [Or(found)]


def _check(query: Query) -> None:
    """Say which values no statement can have, instead of finding nothing."""
    for name, known in (
        ("act", tuple(act_table())),
        ("topic", tuple(load("codebook", "topics.yaml"))),
        ("language", languages()),
        ("kind", KINDS),
        ("flag", FLAGS),
    ):
        for value in getattr(query, name):
            if value not in known and not value.endswith("*"):
                raise QueryError(f"{name}: {value!r} is none; choose from {', '.join(known)}")
    for value in query.due:
        if value not in (*DUES, "any") and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            raise QueryError(f"due: {value!r} is neither a year, month or day (2022-02) nor one of any, {', '.join(DUES)}")
    for name, choices in (("sort", get_args(Order)), ("versions", ("latest", "all"))):
        if getattr(query, name) not in choices:
            raise QueryError(f"{name}: {getattr(query, name)!r} is none; choose from {', '.join(choices)}")
    if not 1 <= query.min_strength <= 5:
        raise QueryError(f"min_strength: {query.min_strength} is not between 1 and 5")


def codes_of(text: str) -> tuple[str, ...]:
    """Codes as a user lists them: with commas or spaces between."""
    return tuple(text.replace(",", " ").split())
