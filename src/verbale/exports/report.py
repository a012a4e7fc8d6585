"""What every report for people shows, whatever it is drawn with: the record in words, its statements grouped by topic."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.exports.labels import (
    act_label,
    actor_label,
    actor_labels,
    document_kind,
    due_kind,
    encounter_kind,
    framework_label,
    framework_labels,
    side_label,
    topic_label,
)
from verbale.exports.phrasing import date_in_words, decimal, joined
from verbale.locales import SOURCE, mark, words
from verbale.record import Due, Encounter, Record, Span, Statement

STRONGEST = 5
#: Below this, a report says how sure the reader is.
LOW_CONFIDENCE = 0.7
#: Where the statements stand that have no topic.
NO_TOPIC = mark("Other")
#: What stands before the first heading of a text.
OPENING = mark("Opening")
_FEWEST_HEADINGS = 2

_SPACE = re.compile(r"\s+")
# Control characters and marks of direction would let a text draw on the reader's terminal, or show its words in another order.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in words. ``before``, ``cue`` and ``after`` are the evidence, cut at the cue; ``doubt`` says how unsure the reader is, where it is."""

    number: int
    act: str
    scale: str
    strength: int
    who: str
    before: str
    cue: str
    after: str
    notes: str
    doubt: str

    @property
    def dots(self) -> str:
        """The strength as filled and empty dots."""
        return "●" * self.strength + "○" * (STRONGEST - self.strength)


@dataclass(frozen=True, slots=True)
class Section:
    """The statements under one heading of the text, or about one topic."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A record in the words of the language ``ui``; ``facts`` are pairs of a name and what there is to say."""

    ui: str

    title: str
    facts: tuple[tuple[str, str], ...]
    encounter: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def report(record: Record, ui: str = SOURCE) -> Report:
    """The record in words.

    A text that has subject headings of its own is shown under these, any other by the statements' most prominent topics. Sections stand in the order in
    which their first statements come.

    Args:
        record: what a reading has yielded.
        ui: ISO 639-1 code of the language that the report speaks, one of :func:`verbale.locales.ui_languages`. What it quotes stays in the text's own.

    Raises:
        ValueError: when reports cannot be had in that language.
    """
    from verbale.codebook.acts import act_table

    acts, t = act_table(), words(ui)
    by_heading = _by_heading(record, ui)
    without_topic = t.gettext(NO_TOPIC)
    sections: dict[str, list[Line]] = {}
    for number, statement in enumerate(record.statements, start=1):
        heading = by_heading[number - 1] if by_heading else _topic_heading(statement, ui) or without_topic
        act = acts.get(statement.act)
        line = _line(number, statement, act.scale if act else "", ui, first_topic=0 if by_heading else 1)
        sections.setdefault(heading, []).append(line)
    if without_topic in sections:
        sections[without_topic] = sections.pop(without_topic)
    return Report(
        ui=ui,
        title=clean(record.document.title or t.gettext("Untitled document")),
        facts=tuple(_facts(record, ui)),
        encounter=tuple(_encounter(record.encounter, ui)) if record.encounter else (),
        sections=tuple(Section(heading, tuple(lines)) for heading, lines in sections.items()),
    )


def clean(text: str) -> str:
    """``text`` on one line, without characters that steer a terminal."""
    return _SPACE.sub(" ", _UNSAFE.sub("\ufffd", text)).strip()


def who(statement: Statement, ui: str = SOURCE) -> str:
    """Who speaks to whom."""
    speaker = actor_labels(statement.speaker, ui) or words(ui).gettext("(speaker unknown)")
    return f"{speaker} → {actor_labels(statement.addressee, ui)}" if statement.addressee else speaker


def _by_heading(record: Record, ui: str) -> list[str]:
    """For each statement the heading that it stands under in the text; nothing when fewer than two headings have statements."""
    from verbale.exports.headings import headings

    marks = headings(record.document)
    starts = [heading.start for heading in marks]
    numbers = [bisect_right(starts, statement.cue.start) - 1 for statement in record.statements]
    if len(set(numbers) - {-1}) < _FEWEST_HEADINGS:
        return []
    return [clean(marks[number].text) if number >= 0 else words(ui).gettext(OPENING) for number in numbers]


def _topic_heading(statement: Statement, ui: str) -> str:
    return _capital(topic_label(statement.topics[0], ui)) if statement.topics else ""


def _facts(record: Record, ui: str) -> Iterator[tuple[str, str]]:
    document, t = record.document, words(ui)
    yield t.gettext("Issuer"), actor_labels(document.issuer, ui) or t.gettext("unknown")
    yield t.gettext("Kind"), document_kind(document.kind, ui)
    if document.published:
        yield t.gettext("Published"), date_in_words(document.published, ui)


def _encounter(encounter: Encounter, ui: str) -> Iterator[tuple[str, str]]:
    place, t = encounter.place, words(ui)
    where = ""
    if place is not None:
        country = actor_label(place.country, ui) if place.country else ""
        where = clean(place.text) + (f" ({country})" if country and country != place.text else "")
    when = date_in_words(encounter.date, ui) if encounter.date else ""
    yield t.gettext("Encounter"), ", ".join(part for part in (_capital(encounter_kind(encounter.kind, ui)), when, where) if part)
    if encounter.framework:
        yield t.gettext("Framework"), framework_label(encounter.framework, ui)
    for actor, side in dict.fromkeys((participant.actor, participant.side) for participant in encounter.participants):
        members = (participant for participant in encounter.participants if (participant.actor, participant.side) == (actor, side))
        people = (", ".join(clean(part) for part in (member.name, member.role) if part) or t.gettext("(unnamed)") for member in members)
        label = _capital(actor_label(actor, ui)) if actor else t.gettext("Unknown")
        yield label + (f" ({side_label(side, ui)})" if side else ""), joined(people, ui)


def _line(number: int, statement: Statement, scale: str, ui: str, first_topic: int) -> Line:
    before, cue, after = cut(statement.evidence, statement.cue)
    is_unsure = statement.confidence < LOW_CONFIDENCE
    return Line(
        number=number,
        act=act_label(statement.act, ui, len(statement.speaker)),
        scale=scale,
        strength=max(0, min(STRONGEST, statement.strength)),
        who=who(statement, ui),
        before=before,
        cue=cue,
        after=after,
        notes=joined(_notes(statement, ui, first_topic), ui),
        doubt=words(ui).gettext("unsure: {confidence}").format(confidence=decimal(statement.confidence, 2, ui)) if is_unsure else "",
    )


def _notes(statement: Statement, ui: str, first_topic: int) -> Iterator[str]:
    t = words(ui)
    if statement.negated:
        yield t.gettext("negated")
    if statement.joint:
        yield t.gettext("jointly")
    if statement.reiterated:
        yield t.gettext("reiterated")
    if statement.hypothetical:
        yield t.gettext("hypothetical")
    if statement.due is not None:
        yield _due(statement.due, ui)
    if statement.target:
        yield t.gettext("about {actors}").format(actors=actor_labels(statement.target, ui))
    if statement.topics[first_topic:]:
        topics = ", ".join(topic_label(topic, ui) for topic in statement.topics[first_topic:])
        yield (t.gettext("topics: {topics}") if first_topic == 0 else t.gettext("also {topics}")).format(topics=topics)
    if statement.places:
        yield t.gettext("places: {places}").format(places=actor_labels(statement.places, ui))
    if statement.frameworks:
        yield t.gettext("frameworks: {frameworks}").format(frameworks=framework_labels(statement.frameworks, ui))


def _due(due: Due, ui: str) -> str:
    """When the thing is due, with the words as written."""
    t = words(ui)
    when = date_in_words(due.value, ui) if due.value else due_kind(due.kind, ui)
    if not due.text:
        return t.gettext("due {when}").format(when=when)
    return t.gettext('due {when} ("{quotation}")').format(when=when, quotation=clean(due.text))


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
