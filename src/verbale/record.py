"""The values that a reading is made of: documents, encounters, statements, and the spans they rest on.

The names and meanings are those of the codebook (sections 1 to 3). Nothing here has logic beyond holding values;
everything is frozen, so that a record can be shared, hashed and compared.

Offsets are half-open ranges of Unicode code points in :attr:`Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: ``document.text[start:end] == text``, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One published text (codebook section 1). ``text`` is the input as it came, never altered."""

    text: str
    title: str | None = None
    issuer: tuple[str, ...] = ()
    language: str = "fr"
    kind: str = "other"
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an encounter took place: ``text`` as written, ``country`` as an ISO 3166-1 alpha-3 code."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part in an encounter; ``actor`` is whom they speak for, ``side`` host, guest or peer."""

    name: str | None
    role: str | None
    actor: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Encounter:
    """The meeting that a document reports (codebook section 2)."""

    kind: str
    date: str | None = None
    place: Place | None = None
    framework: str | None = None
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """When the thing asked or promised is due; ``value`` is ISO 8601 where there is one, ``text`` the words as written."""

    kind: str
    value: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One diplomatic act by one speaker (codebook section 3).

    ``confidence`` (0 to 1) is the reader's own estimate that act, speaker and addressee are all right; ``why`` is the trace that
    ``verbale explain`` shows. Neither is part of the codebook's record, so neither is written to its JSON.
    """

    act: str
    strength: int
    speaker: tuple[str, ...]
    joint: bool
    addressee: tuple[str, ...]
    target: tuple[str, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    frameworks: tuple[str, ...]
    cue: Span
    content: Span | None
    evidence: Span
    reiterated: bool = False
    hypothetical: bool = False
    negated: bool = False
    due: Due | None = None
    confidence: float = 1.0
    why: tuple[Reason, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the ``rule`` that filled it, what the rule saw, and the span it rests on, if any."""

    field: str
    rule: str
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What a reading yields: the document, the encounter that it reports (or none), and its statements in order."""

    document: Document
    encounter: Encounter | None
    statements: tuple[Statement, ...]

    def to_dict(self) -> dict[str, Any]:
        """The record in the JSON form of the codebook, section 10."""
        from verbale.exports.json import record_to_dict

        return record_to_dict(self)
