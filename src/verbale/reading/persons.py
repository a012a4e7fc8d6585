"""Persons that a text introduces: name, office as written, and the state or body they speak for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, LOCALITY, NAME, REGION, REGION_ADJECTIVE, SEAT, VENUE, Mention
from verbale.reading.phrases import Mentions

_CAP = r"[A-ZÀ-ÖØ-ÞŒ][\w'\-]*+\.?+"


@dataclass(frozen=True, slots=True)
class Person:
    """A person at ``start`` to ``end``; ``actor`` is None where the text does not tell whom they speak for."""

    name: str
    start: int
    end: int
    role: str | None
    actor: str | None
    counterpart: bool = False
    known: bool = False


@lru_cache(maxsize=1)
def leaders() -> dict[str, list[dict[str, Any]]]:
    """The leaders table by name."""
    table: dict[str, list[dict[str, Any]]] = {}
    for entry in load("codebook", "leaders.yaml"):
        table.setdefault(entry["name"], []).append(entry)
    return table


def leader_actor(name: str, year: int | None) -> str | None:
    """For whom a leader speaks: the office held in ``year`` where the table has several."""
    entries = leaders().get(name)
    if not entries:
        return None
    if year is not None:
        for entry in entries:
            begin, end = str(entry.get("from") or "0000")[:4], str(entry.get("to") or "9999")[:4]
            if int(begin) <= year <= int(end):
                return str(entry["actor"])
    return str(entries[-1]["actor"])


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    spec = load("languages", language, "encounter.yaml")
    spaced = "|".join(re.escape(p) for p in spec["particles"] if p[-1].isalpha())
    glued = "|".join(re.escape(p) for p in spec["particles"] if not p[-1].isalpha())
    name = rf"{_CAP}(?:[ ](?:(?:{spaced})[ ]){{0,3}}(?:{glued})?{_CAP}){{0,6}}"
    honorific = "|".join(spec["honorifics"])
    return re.compile(name), re.compile(rf"(?<!\w)(?:{honorific})\s+(?:le |la |l')?({name})")


def find_persons(text: str, start: int, end: int, mentions: Mentions, language: str, year: int | None) -> list[Person]:
    """Persons introduced between ``start`` and ``end``, in order, each once.

    Args:
        text: the document, plain.
        mentions: its mentions.
        year: year of the document, for the leaders table; None where unknown.
    """
    name_pattern, honorific_pattern = _patterns(language)
    spots: dict[int, tuple[int, str, bool]] = {}
    for mention in mentions.within("person", start, end):
        spots[mention.start] = (_extend_name(text, mention.end, end), mention.code, True)
    for match in honorific_pattern.finditer(text, start, end):
        _add(spots, match.start(1), match.end(1), text, mentions)
    for office in mentions.within("office", start, end):
        _after_office(text, office, end, name_pattern, mentions, spots)
    for match in re.finditer(rf"({name_pattern.pattern})\s*,\s+(?:(?:le|la|l')\s*)?", text[start:end]):
        follows = start + match.end()
        if any(o.start - follows <= 1 and o.start >= follows - 1 for o in mentions.within("office", follows - 1, end)):
            _add(spots, start + match.start(1), start + match.end(1), text, mentions)
    persons: list[Person] = []
    ordered = sorted(spots.items())
    for index, (at, (stop, code, known)) in enumerate(ordered):
        if persons and at < persons[-1].end:
            continue
        before = ordered[index - 1][1][0] if index else start
        after = ordered[index + 1][0] if index + 1 < len(ordered) else end
        persons.append(_person(text, at, stop, code, known, max(before, start), after, mentions, year))
    return _unique(persons)


def _extend_name(text: str, stop: int, end: int) -> int:
    return stop


def _add(spots: dict[int, tuple[int, str, bool]], at: int, stop: int, text: str, mentions: Mentions) -> None:
    """Note a name unless it overlaps a known one or is the name of a place or a body."""
    if any(a <= at < b or at <= a < stop for a, (b, _, _) in spots.items()):
        return
    name = text[at:stop].rstrip(" '-,")
    if not name or any(m.start <= at and m.end >= at + len(name.split()[0]) and m.kind not in (LOCALITY,) for m in mentions.within("name", at, stop + 1)):
        return
    if any(o.start <= at < o.end for o in mentions.within("office", at - 60 if at > 60 else 0, stop + 40)) or mentions.within("framework", at, stop + 1):
        return
    if len(name) < 3 or name.isupper() and len(name) < 5:
        return
    spots[at] = (at + len(name), name, False)


def _after_office(text: str, office: Mention, end: int, name: re.Pattern[str], mentions: Mentions, spots: dict[int, tuple[int, str, bool]]) -> None:
    """A name after an office: "président ukrainien Volodymyr Zelensky", "ministre des Affaires étrangères, Jean Asselborn"."""
    at = office.end
    for mention in mentions.within("name", at, min(end, at + 80)):
        gap = text[at : mention.start]
        if re.fullmatch(r"\s*(?:de la |de l'|du |des |de |d')?(?:(?:République|Royaume|Fédération|État|Confédération|Union) (?:de |du |d'|des )?)?", gap):
            at = mention.end
    match = re.compile(r"\s*,?\s+(?:(?:M\.|Mme|S\.E\.M?\.?|Son Excellence|Monsieur|Madame|le général|général)\s+)?").match(text, at)
    if match is None:
        return
    found = name.match(text, match.end(), end)
    if found is not None:
        _add(spots, found.start(), found.end(), text, mentions)


def _person(text: str, at: int, stop: int, code: str, known: bool, left: int, right: int, mentions: Mentions, year: int | None) -> Person:
    """Role and actor of the person at ``at`` to ``stop``, looking no further than the persons beside."""
    offices_before = [o for o in mentions.within("office", max(left, at - 200), at)]
    sentence_break = max((m.end() for m in re.finditer(r"[;:]\s|[a-zé]\.\s", text[left:at])), default=0) + left
    offices_before = [o for o in offices_before if o.start >= sentence_break]
    office: Mention | None = None
    role_end = stop
    if offices_before and _adjacent_before(text, offices_before[-1], at, mentions):
        office, role_end = offices_before[-1], at
        first = offices_before[-1]
        for previous in reversed(offices_before[:-1]):
            if first.start - previous.end < 4:
                first = previous
        office = Mention(first.start, office.end, office.code, office.kind)
    else:
        after = [o for o in mentions.within("office", stop, min(right, stop + 160)) if re.fullmatch(r"\s*[,(]\s*(?:le |la |l'|actuel |nouveau |nouvelle )?", text[stop : o.start])]
        if after:
            office, role_end = after[0], right
    role = text[office.start : office.end].strip() if office else None
    actor = leader_actor(code, year) if known else None
    stated = _state_of(text, office, at, stop, role_end, mentions) if office else None
    counterpart = bool(office and office.code == "counterpart") or bool(re.search(r"homologues?\b", text[max(left, at - 80) : at]))
    if stated is None and counterpart:
        near = [m for m in mentions.within("name", max(left, at - 90), at) if m.kind in (ADJECTIVE, NAME)]
        stated = near[-1].code if near else None
    name = code if known and text[at:stop].lower() != code.lower() and len(text[at:stop]) < 4 else text[at:stop]
    return Person(name, at, stop, role, stated or actor, counterpart, known)


def _adjacent_before(text: str, office: Mention, at: int, mentions: Mentions) -> bool:
    """Whether only a state, an honorific, commas and short words stand between an office and a name."""
    gap = text[office.end : at]
    for mention in sorted(mentions.within("name", office.end, at), key=lambda m: -m.start):
        gap = gap[: mention.start - office.end] + gap[mention.end - office.end :]
    return re.fullmatch(r"[\s,]*(?:(?:de|du|des|d'|la|le|l'|les|République|Royaume|Fédération|Confédération|M\.|MM\.|Mme|S\.E\.|S\.E\.M\.|Son Excellence|Monsieur|Madame|général|Général|Dr|et|,)[\s,]*)*", gap) is not None


def _state_of(text: str, office: Mention, at: int, stop: int, limit: int, mentions: Mentions) -> str | None:
    """The state in an office phrase: a demonym or a name after the office, before the person or the next phrase."""
    zone_end = at if office.start < at else min(limit, office.end + 80)
    for mention in mentions.within("name", office.start, zone_end):
        if mention.kind in (REGION, REGION_ADJECTIVE, LOCALITY, VENUE, COMBINING):
            continue
        if mention.start >= office.end and mention.kind == ADJECTIVE and not re.fullmatch(r"[\s,]*", text[office.end : mention.start]):
            continue
        if mention.start >= office.end and re.search(r"[.;]|, (?!de|du|d')", text[office.end : mention.start]):
            continue
        if mention.kind in (NAME, ADJECTIVE, CAPITAL, SEAT):
            return mention.code
    return None


def _unique(persons: list[Person]) -> list[Person]:
    """One entry a person: a surname alone later is the person named in full before."""
    kept: list[Person] = []
    for person in persons:
        last = person.name.split()[-1].lower()
        same = next((k for k in kept if k.name.lower() == person.name.lower() or k.name.split()[-1].lower() == last), None)
        if same is None:
            kept.append(person)
            continue
        better = Person(
            same.name if len(same.name) >= len(person.name) else person.name,
            same.start,
            same.end,
            same.role or person.role,
            same.actor or person.actor,
            same.counterpart or person.counterpart,
            same.known or person.known,
        )
        kept[kept.index(same)] = better
    return kept
