"""What every report for people shows, whatever it is drawn with: the record in words, its statements grouped by topic."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.exports.labels import act_label, actor_label, actor_labels, topic_label
from verbale.record import Encounter, Record, Span, Statement

STRONGEST = 5
#: Below this, a report says how sure the reader is.
LOW_CONFIDENCE = 0.7
#: Where the statements stand that have no topic.
NO_TOPIC = "Other"
#: What stands before the first heading of a text.
OPENING = "Opening"
_FEWEST_HEADINGS = 2

_SPACE = re.compile(r"\s+")
# Control characters and marks of direction would let a text draw on the reader's terminal, or show its words in another order.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in words. ``before``, ``cue`` and ``after`` are the evidence, cut at the cue."""

    number: int
    act: str
    scale: str
    strength: int
    who: str
    before: str
    cue: str
    after: str
    notes: tuple[str, ...]
    confidence: float

    @property
    def dots(self) -> str:
        """The strength as filled and empty dots."""
        return "●" * self.strength + "○" * (STRONGEST - self.strength)

    @property
    def is_unsure(self) -> bool:
        return self.confidence < LOW_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Section:
    """The statements under one heading of the text, or about one topic."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A record in words; ``facts`` are pairs of a name and what there is to say."""

    title: str
    facts: tuple[tuple[str, str], ...]
    encounter: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def report(record: Record, language: str = "en") -> Report:
    """The record in words of a language.

    A text that has subject headings of its own is shown under these, any other by the statements' most prominent topics. Sections stand in the order in
    which their first statements come.
    """
    from verbale.codebook.acts import act_table

    acts = act_table()
    by_heading = _by_heading(record)
    sections: dict[str, list[Line]] = {}
    for number, statement in enumerate(record.statements, start=1):
        heading = by_heading[number - 1] if by_heading else _topic_heading(statement, language)
        act = acts.get(statement.act)
        line = _line(number, statement, act.scale if act else "", language, first_topic=0 if by_heading else 1)
        sections.setdefault(heading, []).append(line)
    if NO_TOPIC in sections:
        sections[NO_TOPIC] = sections.pop(NO_TOPIC)
    return Report(
        title=clean(record.document.title or "Untitled document"),
        facts=tuple(_facts(record, language)),
        encounter=tuple(_encounter(record.encounter, language)) if record.encounter else (),
        sections=tuple(Section(heading, tuple(lines)) for heading, lines in sections.items()),
    )


def clean(text: str) -> str:
    """``text`` on one line, without characters that steer a terminal."""
    return _SPACE.sub(" ", _UNSAFE.sub("\ufffd", text)).strip()


def date_in_words(date: str, language: str = "en") -> str:
    """An ISO date, or a month, or a year, in words; anything else as it is."""
    import datetime as dt

    from babel.dates import format_date

    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            return format_date(dt.date.fromisoformat(date), "d MMMM y", locale=language)
        if re.fullmatch(r"\d{4}-\d\d", date):
            return format_date(dt.date.fromisoformat(f"{date}-01"), "LLLL y", locale=language)
    except ValueError:
        pass
    return date


def who(statement: Statement, language: str = "en") -> str:
    """Who speaks to whom."""
    speaker = actor_labels(statement.speaker, language) or "(speaker unknown)"
    return f"{speaker} → {actor_labels(statement.addressee, language)}" if statement.addressee else speaker


def _by_heading(record: Record) -> list[str]:
    """For each statement the heading that it stands under in the text; nothing when fewer than two headings have statements."""
    from verbale.exports.headings import headings

    marks = headings(record.document)
    starts = [mark.start for mark in marks]
    numbers = [bisect_right(starts, statement.cue.start) - 1 for statement in record.statements]
    if len(set(numbers) - {-1}) < _FEWEST_HEADINGS:
        return []
    return [clean(marks[number].text) if number >= 0 else OPENING for number in numbers]


def _topic_heading(statement: Statement, language: str) -> str:
    return _capital(topic_label(statement.topics[0], language)) if statement.topics else NO_TOPIC


def _facts(record: Record, language: str) -> Iterator[tuple[str, str]]:
    document = record.document
    yield "Issuer", actor_labels(document.issuer, language) or "unknown"
    yield "Kind", document.kind.replace("-", " ")
    if document.published:
        yield "Published", date_in_words(document.published, language)


def _encounter(encounter: Encounter, language: str) -> Iterator[tuple[str, str]]:
    place = encounter.place
    where = ""
    if place is not None:
        country = actor_label(place.country, language) if place.country else ""
        where = clean(place.text) + (f" ({country})" if country and country != place.text else "")
    when = date_in_words(encounter.date, language) if encounter.date else ""
    yield "Encounter", ", ".join(part for part in (_capital(encounter.kind), when, where) if part)
    if encounter.framework:
        yield "Framework", encounter.framework
    for side in dict.fromkeys((participant.actor, participant.side) for participant in encounter.participants):
        members = (participant for participant in encounter.participants if (participant.actor, participant.side) == side)
        people = "; ".join(", ".join(clean(part) for part in (member.name, member.role) if part) or "(unnamed)" for member in members)
        label = actor_label(side[0], language) if side[0] else "Unknown"
        yield label + (f" ({side[1]})" if side[1] else ""), people


def _line(number: int, statement: Statement, scale: str, language: str, first_topic: int) -> Line:
    before, cue, after = cut(statement.evidence, statement.cue)
    return Line(
        number=number,
        act=act_label(statement.act, language),
        scale=scale,
        strength=max(0, min(STRONGEST, statement.strength)),
        who=who(statement, language),
        before=before,
        cue=cue,
        after=after,
        notes=tuple(_notes(statement, language, first_topic)),
        confidence=statement.confidence,
    )


def _notes(statement: Statement, language: str, first_topic: int) -> Iterator[str]:
    if statement.negated:
        yield "negated"
    if statement.joint:
        yield "jointly"
    if statement.reiterated:
        yield "reiterated"
    if statement.hypothetical:
        yield "hypothetical"
    if statement.due is not None:
        when = date_in_words(statement.due.value, language) if statement.due.value else statement.due.kind
        words = f' ("{clean(statement.due.text)}")' if statement.due.text else ""
        yield f"due {when}{words}"
    if statement.target:
        yield f"about {actor_labels(statement.target, language)}"
    if statement.topics[first_topic:]:
        yield ("topics: " if first_topic == 0 else "also ") + ", ".join(topic_label(topic, language) for topic in statement.topics[first_topic:])
    if statement.places:
        yield f"places: {actor_labels(statement.places, language)}"
    if statement.frameworks:
        yield f"frameworks: {', '.join(statement.frameworks)}"


def cut(evidence: Span, cue: Span) -> tuple[str, str, str]:
    """The evidence before the cue, the cue, and the evidence after it, each on one line."""
    start, end = cue.start - evidence.start, cue.end - evidence.start
    if not 0 <= start < end <= len(evidence.text):
        return _piece(evidence.text), "", ""
    return _piece(evidence.text[:start]), _piece(evidence.text[start:end]), _piece(evidence.text[end:])


def _piece(text: str) -> str:
    """Like :func:`clean`, but with the white space at its ends kept as one space, because the pieces are joined again."""
    return _SPACE.sub(" ", _UNSAFE.sub("\ufffd", text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
