"""The encounter that a document reports: kind, date, place, framework and who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.languages.gazetteer import CAPITAL, LOCALITY, NAME, SEAT, VENUE
from verbale.reading.dates import find_dates, months_of, weekday_before, years_in
from verbale.reading.persons import Person, find_persons
from verbale.reading.phrases import Mentions
from verbale.reading.text import Piece
from verbale.record import Encounter, Participant, Place

#: How many body sentences are searched for the report of an encounter.
_LOOK_AHEAD = 4


@dataclass(frozen=True)
class _Spec:
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    report: re.Pattern[str]
    hosting: re.Pattern[str]
    hosted: re.Pattern[str]
    place: re.Pattern[str]
    framework: re.Pattern[str]
    today: re.Pattern[str]
    weekdays: dict[str, int]
    months: dict[str, int]


@lru_cache(maxsize=8)
def spec(language: str) -> _Spec:
    """``encounter.yaml`` of a language, compiled.

    Raises:
        KnowledgeError: when the file is missing or broken.
    """
    data: dict[str, Any] = load("languages", language, "encounter.yaml")

    def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)

    prepositions = "|".join(sorted(map(re.escape, data["place_prepositions"]), key=len, reverse=True))
    return _Spec(
        kinds=tuple((entry["kind"], any_of(entry["signals"])) for entry in data["kinds"]),
        report=any_of(data["report"]),
        hosting=any_of(data["hosting"]),
        hosted=any_of(data["hosted"]),
        place=re.compile(rf"(?<!\w)(?:{prepositions})\s?(?:la |le |l'|les )?$", re.IGNORECASE),
        framework=any_of([re.escape(p) for p in data["framework_phrases"]]),
        today=any_of(data["today"]),
        weekdays=data["weekdays"],
        months=months_of(data),
    )


def find_encounter(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, published: str | None, issuer_hint: str | None) -> tuple[Encounter | None, list[Person]]:
    """The encounter of a document and the persons that its report introduces.

    Args:
        text: the document, plain.
        pieces: its sentences.
        mentions: its mentions.
        language: ISO 639-1 code.
        published: ISO date of publication, to complete dates from; None where unknown.
        issuer_hint: actor code of the issuer where the text's own words give it away.

    Returns:
        None in place of the encounter where the document reports none; the persons are those of the title and the report.
    """
    s = spec(language)
    title = next((p for p in pieces if p.kind == "title"), None)
    body = [p for p in pieces if p.kind in ("body", "item")][:_LOOK_AHEAD]
    zones = [(title.start, title.end)] if title else []
    reports = [p for p in body if s.report.search(text[p.start : p.end])]
    title_reports = bool(title and s.report.search(text[title.start : title.end]))
    first_report = reports[0] if reports else None
    persons_zone = zones + [(p.start, p.end) for p in reports[:2]]
    year = _year(text, published, title)
    persons: list[Person] = []
    for start, end in persons_zone:
        persons += find_persons(text, start, end, mentions, language, year)
    persons = _merge(persons)
    if not reports and not title_reports:
        return None, persons
    report_text = " ".join(text[a:b] for a, b in ([*zones, (first_report.start, first_report.end)] if first_report else zones))
    kind = _kind(s, text[title.start : title.end] if title else "", text[first_report.start : first_report.end] if first_report else "")
    if kind is None or (len(persons) < 2 and kind not in ("visit", "summit", "conference", "meeting", "call")):
        return None, persons
    participants = _participants(persons, report_text, s, kind, issuer_hint)
    if not participants and not title_reports and kind not in ("summit", "conference", "visit"):
        return None, persons
    date = _date(s, text, [*[(p.start, p.end) for p in reports[:1]], *zones], published, year)
    place = _place(s, text, [(p.start, p.end) for p in reports[:2]], mentions)
    framework = _framework(s, text, [*[(p.start, p.end) for p in reports[:1]], *zones], mentions)
    if place is not None and place.country:
        participants = _sides(participants, place.country, kind)
    return Encounter(kind, date, place, framework, tuple(participants)), persons


def _year(text: str, published: str | None, title: Piece | None) -> int | None:
    if published:
        return int(published[:4])
    years = years_in(text[title.start : title.end]) if title else []
    return (years or years_in(text) or [None])[0]


def _kind(s: _Spec, title: str, report: str) -> str | None:
    for kind, signals in s.kinds:
        if kind == "call" and (signals.search(title) or signals.search(report)):
            return kind
    for zone in (title, report):
        for kind, signals in s.kinds:
            if kind in ("summit", "conference") and zone is report and any(k == "meeting" and p.search(report[:400]) for k, p in s.kinds):
                continue
            if zone and signals.search(zone):
                return kind
    return None


def _merge(persons: list[Person]) -> list[Person]:
    from verbale.reading.persons import _unique

    return _unique(persons)


def _participants(persons: list[Person], report: str, s: _Spec, kind: str, issuer: str | None) -> list[Participant]:
    """Persons with their actor and side. A person whose actor the text does not tell speaks for the issuer, unless called a counterpart."""
    actors = [p.actor for p in persons if p.actor]
    hosting = bool(s.hosting.search(report)) and not s.hosted.search(report)
    hosted = bool(s.hosted.search(report))
    result = []
    for person in persons:
        actor = person.actor or (issuer if not person.counterpart and (issuer or len(set(actors)) != 1) else None)
        own = actor is not None and actor == (issuer or (persons[0].actor or actor))
        side = "peer"
        if kind in ("meeting", "visit") and (hosting or hosted):
            side = ("host" if own else "guest") if hosting else ("guest" if own else "host")
        result.append(Participant(person.name, person.role, actor, side))
    return result


def _sides(participants: list[Participant], country: str, kind: str) -> list[Participant]:
    """Whoever meets at home is the host."""
    if kind in ("call", "conference", "summit") or not any(p.actor == country for p in participants):
        return participants
    return [Participant(p.name, p.role, p.actor, "host" if p.actor == country else "guest") for p in participants]


def _date(s: _Spec, text: str, zones: list[tuple[int, int]], published: str | None, year: int | None) -> str | None:
    for start, end in zones:
        for found in find_dates(text[start:end], s.months):
            iso = found.iso(year)
            if iso:
                return iso
    if published is None:
        return None
    for start, end in zones:
        words = text[start:end].lower()
        if s.today.search(words):
            return published
        for name, weekday in s.weekdays.items():
            if re.search(rf"\b{name}\b", words):
                return weekday_before(published, weekday)
    return None


def _place(s: _Spec, text: str, zones: list[tuple[int, int]], mentions: Mentions) -> Place | None:
    """The first city or venue after a preposition of place in the report; a state ("en visite au Sénégal") where there is none."""
    second: Place | None = None
    for start, end in zones:
        for mention in mentions.within("name", start, end):
            before = text[max(start, mention.start - 20) : mention.start]
            if not s.place.search(before):
                continue
            if mention.kind in (CAPITAL, LOCALITY, VENUE, SEAT):
                return Place(text[mention.start : mention.end], mention.code if len(mention.code) == 3 else None)
            if mention.kind == NAME and second is None and len(mention.code) == 3 and re.search(r"\b(?:visite|rendue?s?|déplacement|rend)\b", text[max(start, mention.start - 60) : mention.start]):
                second = Place(text[mention.start : mention.end], mention.code)
    return second


def _framework(s: _Spec, text: str, zones: list[tuple[int, int]], mentions: Mentions) -> str | None:
    for start, end in zones:
        for mention in mentions.within("framework", start, end):
            if s.framework.search(text[max(start, mention.start - 40) : mention.start]):
                return mention.code
    return None
