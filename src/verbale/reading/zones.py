"""The parts of a sentence that a statement is about: its content, the subject that is judged, the phrase in front that scopes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.languages.grammar import Grammar
from verbale.pipelines.sentence import Sentence
from verbale.reading.content import is_occasion
from verbale.reading.cues import Found
from verbale.reading.predicate import MAIN, Predicate, phrase_left
from verbale.reading.roles import Roles

#: What a topic word weighs in the sentence around the content.
_AROUND = 0.8


@dataclass(frozen=True, slots=True)
class Zones:
    """Token ranges, half-open; None where there is none.

    Attributes:
        content: what is said.
        subject: the subject of which the author says something ("les autorités maliennes doivent", "toute attaque aurait des conséquences").
        fronted: the phrase before the first main clause's subject, which scopes the sentence ("Sur l'Ukraine, …").
        addressee: who is told or asked.
        is_subject: whether the content is the cue's own subject.
    """

    content: tuple[int, int] | None
    subject: tuple[int, int] | None
    fronted: tuple[int, int] | None
    addressee: tuple[int, int] | None
    is_subject: bool

    @classmethod
    def of(cls, s: Sentence, found: Found, roles: Roles, groups: Sequence[Predicate], grammar: Grammar) -> Zones:
        """The zones of a statement."""
        content = _subject_as_content(s, found, grammar)
        named = roles.addressee is not None and roles.addressee_end > roles.addressee_start
        return cls(
            content=content or roles.content,
            subject=_judged_subject(s, found),
            fronted=_scoping(s, groups, grammar),
            addressee=(roles.addressee_start, roles.addressee_end) if named else None,
            is_subject=content is not None,
        )

    def for_names(self, s: Sentence, view: str, language: str) -> list[tuple[int, int]]:
        """Where places and frameworks are looked for, as offsets."""
        scope = self.fronted if self.fronted and _is_scope(s, self.fronted, view, language) else None
        return [offsets(s, zone) for zone in (self.addressee, self.content, scope, self.subject) if zone]

    def for_topics(self, s: Sentence, found: Found) -> list[tuple[int, int, float]]:
        """Where the topic is looked for, as offsets with weights: the content, with the subject that is judged, then what scopes it, the cue, the sentence."""
        zones: list[tuple[int, int, float]] = []
        if self.subject:
            end = self.content[1] if self.content and self.content[0] >= self.subject[1] else self.subject[1]
            zones.append((*offsets(s, (self.subject[0], end)), 1.0))
        elif self.content:
            zones.append((*offsets(s, self.content), 1.0))
        if self.fronted:
            zones.append((*offsets(s, self.fronted), 1.0))
        zones.append((*offsets(s, (found.start, min(len(s), found.end))), 1.0))
        zones.append((s.start, s.end, _AROUND))
        return zones


def offsets(s: Sentence, zone: tuple[int, int]) -> tuple[int, int]:
    """Character offsets of a token range."""
    return s.starts[zone[0]], s.ends[zone[1] - 1]


def fronted(s: Sentence, groups: Sequence[Predicate]) -> tuple[int, int] | None:
    """The phrase before the first main clause's subject."""
    main = next((p for p in groups if p.level == MAIN and p.form == "fin"), None)
    if main is None:
        return None
    end = main.start if main.subject is None or main.subject > main.start else phrase_left(s, main.subject)
    return (0, end) if end > 1 else None


def _scoping(s: Sentence, groups: Sequence[Predicate], grammar: Grammar) -> tuple[int, int] | None:
    """The phrase in front, unless it names the side that acts ("с российской стороны")."""
    zone = fronted(s, groups)
    sides = grammar.words["agent_sides"]
    return None if zone is None or any(lower in sides for lower in s.lowers[slice(*zone)]) else zone


def _judged_subject(s: Sentence, found: Found) -> tuple[int, int] | None:
    p = found.predicate
    if found.cue.speaker != "author" or p.subject is None or p.subject >= p.start:
        return None
    return (phrase_left(s, p.subject), p.start)


def _subject_as_content(s: Sentence, found: Found, grammar: Grammar) -> tuple[int, int] | None:
    """The subject where the cue is a passive or a judgement of its subject: that is what is said."""
    p = found.predicate
    inverse = p.passive and found.noun is None or found.cue.speaker == "author" and found.noun is not None
    if not inverse or p.subject is None or not found.start > p.subject < p.start or s.lowers[p.subject] in grammar.words["dummy_subjects"]:
        return None
    start = phrase_left(s, p.subject)
    return (start, p.start) if p.start > start else None


def _is_scope(s: Sentence, zone: tuple[int, int], view: str, language: str) -> bool:
    """Whether the phrase in front tells the subject rather than the occasion."""
    if s.upos[zone[0]] not in ("ADP", "ADV", "VERB", "NOUN", "SCONJ") or zone[1] - zone[0] < 2:
        return False
    start, end = offsets(s, zone)
    return not is_occasion(view[start:end], language)
