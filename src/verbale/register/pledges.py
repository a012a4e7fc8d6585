"""The ledger of what was asked and promised: statements of the scales pressure and commitment, with what became of them.

What a person says of a pledge (open, met, lapsed, withdrawn) holds for the precedent: a promise that is repeated in nearly the same words is one pledge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.codebook.acts import act_table
from verbale.errors import QueryError, RegisterError
from verbale.exports.json import statement_to_dict
from verbale.register.precedents import Candidate, group
from verbale.register.results import Hit, candidate_of
from verbale.register.review import Anchor
from verbale.register.rows import last_day
from verbale.register.schema import SET_ASIDE, outcome, reading, statement

Status = Literal["open", "met", "lapsed", "withdrawn"]
STATUSES: tuple[Status, ...] = ("open", "met", "lapsed", "withdrawn")
SCALES = ("pressure", "commitment")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a person said became of a pledge, with a note, a link, and who and when."""

    ref: str
    status: Status
    note: str | None
    link: str | None
    person: str
    made: str

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"ref": self.ref, "status": self.status, "note": self.note, "link": self.link, "person": self.person, "made": self.made}


@dataclass(frozen=True, slots=True)
class Pledge:
    """Something asked or promised.

    Attributes:
        hit: the statement, with where it was repeated.
        kind: ``asked`` (scale pressure) or ``promised`` (scale commitment).
        by: who must act: of a promise the speaker; of what is asked the addressee, else the target.
        due: the last day on which it is due, ISO 8601; None where there is no certain one.
        status: ``open`` until a person says otherwise.
        history: what persons said, the latest last.
    """

    hit: Hit
    kind: Literal["asked", "promised"]
    by: tuple[str, ...]
    due: str | None
    status: Status
    history: tuple[Outcome, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        said = self.hit.statement
        return {
            "ref": self.hit.ref,
            "kind": self.kind,
            "by": list(self.by),
            "said_by": list(said.speaker),
            "date": self.hit.date,
            "due": self.due,
            "status": self.status,
            "history": [one.to_dict() for one in self.history],
            "title": self.hit.title,
            "uri": self.hit.uri,
            "repeated": [{"ref": one.ref, "date": one.date} for one in self.hit.repeated],
            "statement": statement_to_dict(said),
        }


def ledger(connection: Connection, hits: Sequence[Hit]) -> list[Pledge]:
    """The entries of the ledger that hits are, each with what persons said of its precedent, whichever mention they said it of.

    Args:
        connection: to the register.
        hits: statements of the scales pressure and commitment, one a precedent.
    """
    said = list(_said(connection))
    groups = group([*(candidate for candidate, _ in said), *(hit.candidate for hit in hits)])
    histories: dict[int, list[Outcome]] = {}
    for members in groups:
        outcomes = [said[member][1] for member in members if member < len(said)]
        histories.update({member - len(said): outcomes for member in members if member >= len(said)})
    return [_pledge(hit, histories[position]) for position, hit in enumerate(hits)]


def _pledge(hit: Hit, outcomes: Sequence[Outcome]) -> Pledge:
    what = hit.statement
    promised = act_table()[what.act].scale == "commitment"
    history = tuple(sorted(outcomes, key=lambda one: one.made))
    return Pledge(
        hit=hit,
        kind="promised" if promised else "asked",
        by=what.speaker if promised else what.addressee or what.target,
        due=None if what.due is None or (last := last_day(what.due.value)) is None else last.isoformat(),
        status=history[-1].status if history else "open",
        history=history,
    )


def _said(connection: Connection) -> Iterator[tuple[Candidate, Outcome]]:
    """What persons said of pledges, with what decides which precedent they said it of: the statement with that cue, or one whose cue overlaps it, since a later
    reading may have cut it otherwise.
    """
    for row in connection.execute(sa.select(outcome).order_by(outcome.c.id)).all():
        near = sa.and_(reading.c.version == row.version, statement.c.cue_start < row.cue_end, statement.c.cue_end > row.cue_start)
        query = sa.select(statement).join(reading, reading.c.id == statement.c.reading).where(near, statement.c.standing < SET_ASIDE)
        exact = sa.case((sa.and_(statement.c.cue_start == row.cue_start, statement.c.nth == row.nth), 0), else_=1)
        found = connection.execute(query.order_by(exact, statement.c.id).limit(1)).one_or_none()
        if found is not None:
            yield candidate_of(found), Outcome(Anchor(row.version, row.cue_start, row.nth).ref, row.status, row.note, row.link, row.person, row.made)


def must_act(one: Pledge, codes: Sequence[str]) -> bool:
    """Whether one of those who must act is asked for; a state stands for its parts, and ``*`` for any ending."""
    return any(
        by == code or by.startswith(f"{code}:") or code.endswith("*") and by.startswith(code.removesuffix("*"))  #
        for by in one.by
        for code in codes
    )


def set_status(connection: Connection, anchor: Anchor, cue_end: int, status: str, note: str | None, link: str | None, person: str) -> Outcome:
    """Say what became of a pledge.

    Raises:
        QueryError: when the status is none.
        RegisterError: when nobody says it, or the link is none.
    """
    if status not in STATUSES:
        raise QueryError(f"status: {status!r} is none; choose from {', '.join(STATUSES)}")
    if not person.strip():
        raise RegisterError("what became of a pledge needs somebody who says it; name them with --as")
    if link is not None and not link.startswith(("http://", "https://", "file://")):
        raise RegisterError(f"{link!r} is no link; it begins with https://, http:// or file://")
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    row = {"version": anchor.version, "cue_start": anchor.cue_start, "cue_end": cue_end, "nth": anchor.nth}
    connection.execute(sa.insert(outcome).values(**row, status=status, note=note, link=link, person=person.strip(), made=made))
    return Outcome(anchor.ref, status, note, link, person.strip(), made)


def calendar(pledges: Iterable[Pledge]) -> bytes:
    """An iCalendar feed (RFC 5545): one all-day event for every pledge that is due on a certain day.

    An event's UID is made from who said what to whom on the first day, so it stays the same when the register is read again or moved; nothing in the feed
    depends on when it was made.
    """
    from icalendar import Calendar

    feed = Calendar()
    feed.add("prodid", "-//Verbale//pledges//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", "Verbale: pledges")
    for one in pledges:
        if one.due is not None:
            feed.add_component(_event(one, one.due))
    return bytes(feed.to_ical())


def _event(one: Pledge, due: str) -> Any:
    from icalendar import Event

    said, hit = one.hit.statement, one.hit
    day = date.fromisoformat(due)
    who, by = " ".join(said.speaker), " ".join(one.by) or "?"
    event = Event()
    event.add("uid", uid(one))
    event.add("dtstamp", datetime.fromisoformat(f"{hit.date or due}T00:00:00+00:00"))
    event.add("dtstart", day)
    if day < date.max:  # no day follows the last
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", _plain(f"{by}: {said.content.text if said.content else said.evidence.text}")[:200])
    source = f"{_plain(hit.title or '')} {hit.date or ''} [{hit.ref}]"
    event.add("description", _plain(f"{who} {said.act} ({one.kind}, {one.status}): {said.evidence.text}") + "\n" + source)
    event.add("status", {"withdrawn": "CANCELLED", "lapsed": "TENTATIVE"}.get(one.status, "CONFIRMED"))
    event.add("categories", [one.kind, one.status, said.act])
    event.add("transp", "TRANSPARENT")
    if hit.uri and hit.uri.startswith(("http://", "https://")) and _plain(hit.uri) == hit.uri:
        event.add("url", hit.uri)
    return event


def _plain(text: str) -> str:
    """A text on one line, of characters that can be written and seen."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def uid(one: Pledge) -> str:
    """What a calendar knows a pledge by: who said what to whom on the first day on which it was said."""
    said, hit = one.hit.statement, one.hit
    mentions = [(hit.date or "", hit.candidate.prints), *((mention.date or "", mention.prints) for mention in hit.repeated)]
    basis = (said.act, *said.speaker, *one.by, *map(str, min(mentions)))
    return hashlib.sha256("\n".join(basis).encode("utf-8")).hexdigest()[:32] + "@verbale"


def in_order(pledges: Sequence[Pledge]) -> list[Pledge]:
    """What is due first comes first; then what is due at no certain time, the latest first."""
    undated = sorted((one for one in pledges if one.due is None), key=lambda one: one.hit.date or "", reverse=True)
    return [*sorted((one for one in pledges if one.due is not None), key=lambda one: (one.due or "", one.hit.date or "", one.hit.ref)), *undated]
