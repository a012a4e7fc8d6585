"""The ledger of what was asked and promised: statements of the scales pressure and commitment, with what became of them.

What a person says of a pledge (open, met, lapsed, withdrawn) holds for the precedent: a promise that is repeated in nearly the same words is one pledge.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.codebook.acts import act_table
from verbale.errors import QueryError, RegisterError
from verbale.exports.json import statement_to_dict
from verbale.register.results import Hit
from verbale.register.review import Anchor
from verbale.register.rows import last_day
from verbale.register.schema import outcome

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


def pledge(hit: Hit, said: Mapping[str, Sequence[Outcome]]) -> Pledge:
    """The entry of the ledger that a hit is, with what persons said of any of its mentions."""
    what = hit.statement
    promised = act_table()[what.act].scale == "commitment"
    refs = (hit.ref, *(one.ref for one in hit.repeated))
    history = tuple(sorted((outcome for ref in refs for outcome in said.get(ref, ())), key=lambda one: one.made))
    return Pledge(
        hit=hit,
        kind="promised" if promised else "asked",
        by=what.speaker if promised else what.addressee or what.target,
        due=None if what.due is None or (last := last_day(what.due.value)) is None else last.isoformat(),
        status=history[-1].status if history else "open",
        history=history,
    )


def by_ref(connection: Connection) -> dict[str, list[Outcome]]:
    """What persons said of pledges, by the statement that they said it of."""
    found: dict[str, list[Outcome]] = {}
    for row in connection.execute(sa.select(outcome).order_by(outcome.c.id)):
        ref = Anchor(row.version, row.cue_start, row.nth).ref
        found.setdefault(ref, []).append(Outcome(ref, row.status, row.note, row.link, row.person, row.made))
    return found


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

    An event's UID is made from what was said and where it was first published, so it stays the same when the register is read again or moved; nothing in the
    feed depends on when it was made.
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
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _plain(f"{by}: {said.content.text if said.content else said.evidence.text}")[:200])
    event.add("description", _plain(f"{who} {said.act} ({one.kind}, {one.status}): {said.evidence.text}") + f"\n{hit.title or ''} {hit.date or ''} [{hit.ref}]")
    event.add("status", {"withdrawn": "CANCELLED", "lapsed": "TENTATIVE"}.get(one.status, "CONFIRMED"))
    event.add("categories", [one.kind, one.status, said.act])
    event.add("transp", "TRANSPARENT")
    if hit.uri and hit.uri.startswith(("http://", "https://")):
        event.add("url", hit.uri)
    return event


def _plain(text: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def uid(one: Pledge) -> str:
    """What a calendar knows a pledge by."""
    said = one.hit.statement
    basis = "\n".join((one.hit.uri or "", said.act, " ".join(said.speaker), said.evidence.text))
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:32] + "@verbale"


def in_order(pledges: Sequence[Pledge]) -> list[Pledge]:
    """What is due first comes first; then what is due at no certain time, the latest first."""
    undated = sorted((one for one in pledges if one.due is None), key=lambda one: one.hit.date or "", reverse=True)
    return [*sorted((one for one in pledges if one.due is not None), key=lambda one: (one.due or "", one.hit.date or "", one.hit.ref)), *undated]
