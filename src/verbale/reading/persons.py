"""Persons that a text introduces: name, office as written, and the state or body they speak for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.codebook.actors import is_state
from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, LOCALITY, NAME, SEAT, Mention
from verbale.languages.personal_names import PersonalNames, personal_names
from verbale.reading.context import vocabulary
from verbale.reading.phrases import Mentions

#: One word of a name: an initial, or a capital and what follows it. Possessive, so that hostile input costs linear time.
_UPPER = "[A-ZÀ-ÖØ-ÞŒА-ЯЁ]"
_INITIAL = rf"{_UPPER}\w?\."
_CAP = rf"(?:(?:{_INITIAL}-?){{1,3}}+(?:(?=[ ])|{_UPPER}[\w'\-]++)|{_UPPER}[\w'\-]*+)"

#: Initials written onto a family name ("С.В.Вымыслов").
_INITIALS = re.compile(rf"^(?:{_INITIAL}-?)+")

#: What tells a son from his father behind a name.
GENERATION = re.compile(r",? (?:Jr|Sr)\b\.?")

#: How far from a name its office may stand.
_REACH = 220

#: A shorter part of a name tells nobody.
_SHORTEST = 3

#: Offices of those who are sent to somebody.
_SENT = frozenset({"special-envoy", "ambassador"})

#: Kinds of mention that tell for whom an office speaks.
_OWNERS = frozenset({NAME, ADJECTIVE, CAPITAL, SEAT})


@dataclass(frozen=True, slots=True)
class Person:
    """A person at ``start`` to ``end``; ``actor`` is None where neither the text nor the leaders table tells whom they speak for.

    ``body`` is an organisation for which the person also holds an office ("OSCE Chairperson-in-Office, Swiss Foreign Minister A").
    ``office`` is the class of the office; ``qualified``: the text names the state or body itself (an issuer rarely does so of its own people).
    """

    name: str
    start: int
    end: int
    role: str | None
    actor: str | None
    counterpart: bool = False
    known: bool = False
    office: str | None = None
    qualified: bool = False
    role_start: int = -1
    body: str | None = None

    @property
    def begin(self) -> int:
        """Where the whole introduction, office and name, begins."""
        return self.start if self.role_start < 0 else min(self.start, self.role_start)


@dataclass(frozen=True)
class _Forms:
    """The words of one language around names, compiled."""

    name: re.Pattern[str]
    honorific: re.Pattern[str]
    honorific_before: re.Pattern[str]
    gap: re.Pattern[str]
    tie: re.Pattern[str]
    direct: re.Pattern[str]
    delegation: re.Pattern[str]
    composed: re.Pattern[str]
    apposition: re.Pattern[str]
    link: re.Pattern[str]
    complement: re.Pattern[str]
    breaks: re.Pattern[str]
    counterpart: re.Pattern[str]
    titles: frozenset[str]
    never: frozenset[str]
    owner_link: re.Pattern[str]
    owned_body: re.Pattern[str]
    represented: re.Pattern[str]
    side: re.Pattern[str]
    possessive: re.Pattern[str]
    listing: re.Pattern[str]
    owner_after: re.Pattern[str]
    owner_ends: re.Pattern[str]
    within: re.Pattern[str]
    plural: re.Pattern[str]
    talk_of: re.Pattern[str]
    names: PersonalNames
    language: str


@lru_cache(maxsize=8)
def _forms(language: str) -> _Forms:
    words: dict[str, Any] = load("languages", language, "encounter.yaml")
    spaced = "|".join(re.escape(p) for p in words["particles"] if p[-1].isalpha())
    glued = "|".join(re.escape(p) for p in words["particles"] if not p[-1].isalpha())
    part = rf"(?:{glued})?{_CAP}"
    glued_initials = rf"(?:(?:{_UPPER}\.-?){{1,3}}(?:{spaced})[ ])?"  # "Р.де Вымысел"
    name = rf"{glued_initials}{part}(?:[ ](?:(?:{spaced})[ ]){{0,3}}{part}){{0,6}}(?:,? (?:Jr|Sr)\b\.?)?"
    honorific = "|".join(sorted(words["honorifics"], key=len, reverse=True))
    articles = "|".join(words["articles"])
    small = "|".join(re.escape(w) for w in words["between_office_and_name"])
    tie = "|".join(re.escape(w) for w in words["between_office_and_name"] if w not in words["coordination"])
    bodies = "|".join(map(re.escape, sorted(vocabulary(language).institutions)))
    small_links = "|".join(map(re.escape, (*words["owner_after"], *words["coordination"])))
    return _Forms(
        name=re.compile(name),
        honorific=re.compile(rf"(?<!\w)(?:{honorific})\s{{1,3}}(?=(?:{glued})?{_UPPER})"),
        honorific_before=re.compile(rf"(?<!\w)(?:{honorific})\s{{1,3}}$"),
        gap=re.compile(rf"(?:[\s,]|(?<!\w)(?:{small}|{honorific})(?!\w))*+"),
        tie=re.compile(rf"(?:[\s,]|(?<!\w)(?:{tie})(?!\w))*+"),
        direct=re.compile(rf"(?:[\s,]|(?<!\w)(?:{'|'.join(words['beside_name'])}|{honorific})(?!\w))*+"),
        delegation=re.compile("|".join(words["delegation"]), re.IGNORECASE),
        composed=re.compile("|".join(words["composed"]), re.IGNORECASE),
        apposition=re.compile(rf"\s*[,(]\s*(?:(?:{articles})\s*|(?:{'|'.join(words['before_office'])})\s+){{0,3}}"),
        link=re.compile(rf"(?:\s*,\s*|\s+)(?:(?:{'|'.join(words['coordination'])})\s+|)(?:(?:{honorific})\s+){{0,3}}"),
        complement=re.compile(rf",?\s+(?:{'|'.join(words['office_complements'])})(?<![^\W\d_](?=[^\W\d_]))"),
        breaks=re.compile(rf"[.;:!?]\s|(?<!\w)(?:{'|'.join(words['office_breaks'])})(?!\w)"),
        counterpart=re.compile("|".join(words["counterpart"])),
        titles=frozenset(fold(w) for w in words["name_titles"]),
        never=frozenset(fold(w) for w in words["never_names"]),
        owner_after=re.compile(rf"\s(?:{'|'.join(words['owner_after'])})\s?"),
        owner_ends=re.compile(rf"\s(?:{'|'.join(words['owner_after'])})$"),
        within=re.compile("|".join(words["within"])),
        possessive=re.compile("|".join(rf"{re.escape(p)}(?!\w)" for p in words["possessive_endings"]) or "(?!)"),
        side=re.compile(rf"\s*(?:{'|'.join(words['delegation'])})?\s*", re.IGNORECASE),
        listing=re.compile("|".join(words["listing"]), re.IGNORECASE),
        represented=re.compile("|".join(words["represented_by"]) or "(?!)"),
        owner_link=re.compile("|".join(words["owner_links"]) or "(?!)"),
        plural=re.compile(words["plural_offices"]),
        talk_of=re.compile("|".join(words["talk_of"]) or "(?!)"),
        names=personal_names(language),
        language=language,
        owned_body=re.compile(rf"(?:{'|'.join(words['owner_links'])})(?:{_CAP} ){{0,3}}(?i:{bodies}) (?:\([A-Z]{{2,6}}\) )?(?:(?:{_CAP}|{small_links})[ ])*")
        if words["owner_links"]
        else re.compile("(?!)"),
    )


def fold(name: str) -> str:
    """Lower case without accents, so that "OUATTARA" and "Ouattara", "CONDE" and "Condé" agree."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


# --- the leaders table --------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def leaders() -> dict[str, list[dict[str, Any]]]:
    """The leaders table, by folded name, by each other spelling, and by folded surname."""
    table: dict[str, list[dict[str, Any]]] = {}
    for entry in load("codebook", "leaders.yaml"):
        spellings = {entry["name"], *(entry.get("names") or {}).values(), *(entry.get("also") or ()), entry.get("surname") or entry["name"]}
        if entry.get("surname") == entry["name"].split()[-1]:
            spellings |= {spelling.split()[-1] for spelling in (*(entry.get("names") or {}).values(), *(entry.get("also") or ())) if " " in spelling}
        for key in {fold(spelling) for spelling in spellings}:
            table.setdefault(key, []).append(entry)
    return table


def leader_actor(name: str, year: int | None, office: str | None = None) -> str | None:
    """For whom a leader speaks, by full name or by surname.

    Args:
        name: as written.
        year: year of the document; None where unknown.
        office: class of the office that the text gives; it chooses among several terms of one person.

    Returns:
        None where the table does not know the name, or a surname belongs to several.
    """
    entries = leaders().get(fold(name))
    if not entries:
        return None
    in_time = [e for e in entries if year is not None and _held(e, year)]
    if len(name.split()) == 1 and year is not None:
        entries = in_time
    matching = [e for e in in_time or entries if e["office"] == office]
    chosen = matching or in_time or entries
    if len({e["name"] for e in chosen}) > 1 and len({e["actor"] for e in chosen}) > 1:
        return None
    return str(chosen[0]["actor"] if year is not None or matching else chosen[-1]["actor"]) if chosen else None


def _held(entry: dict[str, Any], year: int) -> bool:
    return int(str(entry.get("from") or "0000")[:4]) <= year <= int(str(entry.get("to") or "9999")[:4])


# --- finding persons ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name found: where, as what, whether the leaders table knows it, the office it shares with the names before it, and the case that
    the words before it say it is in.
    """

    start: int
    end: int
    code: str
    known: bool
    shared: Mention | None = None
    case: str = ""


def find_persons(text: str, start: int, end: int, mentions: Mentions, language: str, year: int | None) -> list[Person]:
    """Persons introduced between ``start`` and ``end``, in order, each once.

    Args:
        text: the document, plain.
        start: where to look.
        end: where to stop.
        mentions: the document's mentions.
        language: ISO 639-1 code.
        year: year of the document, for the leaders table; None where unknown.
    """
    known: list[Person] | None = mentions.memo.get((start, end, language, year))
    if known is not None:
        return list(known)
    finder = _Finder(text, start, end, mentions, _forms(language))
    spots = finder.spots()
    persons = []
    for index, spot in enumerate(spots):
        left = spots[index - 1].end if index else start
        right = spots[index + 1].start if index + 1 < len(spots) else end
        persons.append(finder.person(spot, left, right, year))
    found = mentions.memo[start, end, language, year] = unique(persons)
    return list(found)


class _Finder:
    """Finds names in a stretch of text by what stands beside them: an honorific, an office, another name of a list."""

    def __init__(self, text: str, start: int, end: int, mentions: Mentions, forms: _Forms) -> None:
        self.text, self.start, self.end, self.m, self.f = text, start, end, mentions, forms
        self.offices = self.offices_within(start, end)
        self.found: dict[int, _Spot] = {}

    def offices_within(self, start: int, end: int) -> list[Mention]:
        """Offices in a stretch, each with the state before it: "Turkish Foreign Minister", "Kenya's President"."""
        found = []
        for office in self.m.within("office", start, end):
            before = self.m.within("name", max(start, office.start - 60), office.start)
            owner = before[-1] if before and before[-1].kind in _OWNERS and self._owns(before[-1], office.start) else None
            found.append(Mention(owner.start, office.end, office.code, office.kind) if owner else office)
        return found

    def _owns(self, owner: Mention, at: int) -> bool:
        """Whether a link, or one with the capitalised words of a body, ties a state to the office at ``at`` ("Australian Department of Trade Secretary")."""
        if self.f.names.rules and owner.kind != ADJECTIVE:
            return False  # "в МИД России посол …": what stands before an office agrees with it
        between = self.text[owner.end : at]
        return self.f.owner_link.fullmatch(between) is not None or self.f.owned_body.fullmatch(between) is not None

    def spots(self) -> list[_Spot]:
        """Names in order, without overlaps."""
        for mention in self.m.within("person", self.start, self.end):
            self._add_known(mention)
        for match in self.f.honorific.finditer(self.text, self.start, self.end):
            self._add(match.end(), None, bare=True)
        for match in self.f.talk_of.finditer(self.text, self.start, self.end):
            spot = self._add(match.end(), None, bare=False)
            if spot is not None:
                self.found[spot.start] = replace(spot, case="gen")
        for office in self.offices:
            self._after_office(office)
        self._before_office()
        for mention in self.m.within("name", self.start, self.end) if self.offices else ():
            if mention.kind == NAME and self.text.startswith("(", mention.end + 1):
                spot = self._add(mention.end + 2, None, bare=False)
                if spot is not None and not self.text.startswith(")", spot.end):
                    del self.found[spot.start]
        return [self.found[at] for at in sorted(self.found)]

    def person(self, spot: _Spot, left: int, right: int, year: int | None) -> Person:
        """Role and actor of a name, looking no further than the names beside it."""
        office, stated = spot.shared, None
        limit = spot.start
        if office is None:
            office = self._office_before(spot, left)
            after = self._office_after(spot, right)
            if after is not None and (office is None or self._is_apposition(left, office)):
                office, limit = after, right
            elif office is not None and self._is_apposition(left, office) and "," in self.text[office.end : spot.start]:
                office = None
            elif after is not None and office is not None and self.owner(office, spot.start) is None and self.owner(after, right) is not None:
                office, limit = after, right  # "le Maréchal A, Président de la République du Tchad": the rank has no state, the office has
        before = self.text[max(left, spot.start - 80) : spot.start]
        counterpart = bool(office and office.code == "counterpart") or bool(self.f.counterpart.search(before))
        if office is not None:
            stated = self.owner(office, limit if office.start >= spot.end else spot.start)
        if stated is None and counterpart:
            near = [m for m in self.m.within("name", max(left, spot.start - 90), spot.start) if m.kind in (ADJECTIVE, NAME)]
            stated = near[-1].code if near else None
        represented = self._represented(left, spot.start)
        if represented is not None and not is_state(represented):
            stated = represented  # "the GCC delegation was led by the Foreign Minister of Kuwait, A"
        stated = stated or self._in_brackets(spot.start) or represented
        stated = stated or (self._owner_after(spot, right) if office is not None and office.end <= spot.start else None) or self._delegation(spot.start)
        name = self._nominative(spot, office)
        if stated is not None and ":" in stated and leader_actor(spot.code if spot.known else name, year) == stated.partition(":")[0]:
            stated = stated.partition(":")[0]  # an office of the ruling party beside that of the state
        actor = stated or leader_actor(spot.code if spot.known else name, year, office.code if office else None)
        role = self._role_of(spot, office, limit) if office else None
        known = spot.known or (stated is None and actor is not None)
        return Person(
            name,
            spot.start,
            spot.end,
            role,
            actor,
            counterpart,
            known,
            office.code if office else None,
            stated is not None,
            office.start if office else -1,
            self._body(left, spot.start, actor),
        )

    def _nominative(self, spot: _Spot, office: Mention | None) -> str:
        """The name as the text has it, in the nominative: the case is the office's, or the honorific's, before it."""
        written = self.text[spot.start : spot.end]
        citation = self._citation(spot.code, written) if spot.known and self.f.names.rules else ""
        if citation:
            return citation
        if spot.known and spot.end - spot.start < 4:
            return spot.code
        before = self.f.honorific_before.search(self.text, max(self.start, spot.start - 30), spot.start)
        if spot.case and not before and (office is None or office.start > spot.start):
            return self.f.names.in_nominative(written, (spot.case,))
        leading = self.text[office.start : office.end] if office is not None and office.start < spot.start else before.group() if before else ""
        return self.f.names.nominative(written, leading)

    def _citation(self, code: str, written: str) -> str:
        """The spelling of a leader that a text has in another case; "" where the table has no such spelling."""
        spellings = (
            spelling for entry in leaders().get(fold(code), ()) for spelling in ((entry.get("names") or {}).get(self.f.language), *(entry.get("also") or ()))
        )
        return next((spelling for spelling in spellings if spelling and written in self.f.names.forms(spelling)), "")

    def _body(self, left: int, at: int, actor: str | None) -> str | None:
        """The organisation of another office that stands before a name, beside that of the state."""
        first = at
        for office in reversed(self.offices_within(max(left, at - _REACH), at)):
            between = self.text[self._past_owner(office) : first]
            if first < at and not self.f.link.fullmatch(between + " ") and not self.f.gap.fullmatch(between):
                return None
            owner = self.owner(office, first)
            if owner is not None and not is_state(owner) and owner != actor:
                return owner
            first = office.start
        return None

    def _in_brackets(self, at: int) -> str | None:
        """The state right before a bracketed name: "the ministers of Kazakhstan (A) and Turkmenistan (B)"."""
        if not self.text.endswith((" (", "\xa0("), 0, at):
            return None
        return next((m.code for m in self.m.within("name", max(self.start, at - 80), at - 1) if m.end == at - 2 and m.kind == NAME), None)

    def _represented(self, left: int, at: int) -> str | None:
        """The state or body that somebody is said to represent: "the European Union was represented by the High Representative, A"."""
        match = next(iter(self.f.represented.finditer(self.text, max(left, at - _REACH), at)), None)
        if match is None:
            return None
        near = [m for m in self.m.within("name", max(self.start, match.start() - 60), match.start()) if m.kind in _OWNERS]
        return near[-1].code if near and self.f.side.fullmatch(self.text, near[-1].end, match.start()) else None

    def _owner_after(self, spot: _Spot, right: int) -> str | None:
        """The state that follows a name: "President Wafula Kiprono of Kenya"."""
        link = self.f.owner_after.match(self.text, spot.end + self.text.startswith(".", spot.end))  # "Ferdinand Marcos Jr. of the Philippines"
        if link is None:
            return None
        return next((m.code for m in self.m.within("name", link.end(), max(right, link.end() + 60)) if m.start == link.end() and m.kind == NAME), None)

    def _is_apposition(self, left: int, office: Mention) -> bool:
        """Whether an office already belongs to the name before it: "A, ministre …, B, président …"."""
        return left > self.start and self.f.apposition.fullmatch(self.text, left, office.start) is not None

    def _delegation(self, at: int) -> str | None:
        """Whose delegation is being listed before ``at``: "la délégation française était constituée de …"."""
        last = None
        for match in self.f.delegation.finditer(self.text, self.start, at):
            after = next((m.code for m in self.m.within("name", match.end(), at) if m.start - match.end() <= 6 and m.kind in _OWNERS), None)
            before = self.m.within("name", max(self.start, match.start() - 40), match.start())
            led = before and before[-1].kind in _OWNERS and before[-1].end + 1 == match.start() and self.f.composed.match(self.text, match.start(), at)
            last = after or (before[-1].code if led else None)  # "la délégation française", "the Kenyan delegation included"
        return last

    # --- names ------------------------------------------------------------------------------------------------------------------------

    def _add_known(self, mention: Mention) -> None:
        at, _ = self._trim(mention.start, mention.end)
        suffix = GENERATION.match(self.text, mention.end)
        if mention.start not in self.found and at < mention.end:
            self.found[at] = _Spot(at, suffix.end() if suffix else mention.end, mention.code, True)

    def _add(self, at: int, shared: Mention | None, *, bare: bool) -> _Spot | None:
        """Note the name at ``at``; ``bare`` allows a single word, which elsewhere is too often no name."""
        match = self.f.name.match(self.text, at, self.end)
        if match is None:
            return None
        at, stop = self._trim(match.start(), match.end())
        name = self.text[at:stop]
        if not self._is_name(at, stop, name, bare=bare) or any(s.start < stop and at < s.end for s in self.found.values()):
            return None
        self.found[at] = _Spot(at, stop, name, False, shared)
        return self.found[at]

    def _trim(self, at: int, stop: int) -> tuple[int, int]:
        """A name without the titles in front of it, and cut where a known name of a state, an office or a framework begins."""
        for layer in ("name", "office", "framework"):
            for mention in self.m.within(layer, at + 1, stop + 40):
                if at < mention.start < stop and mention.kind != LOCALITY and mention.kind != ADJECTIVE:
                    stop = mention.start
        possessive = self.f.possessive.search(self.text, at, stop)
        stop = possessive.start() if possessive else stop
        stop = at + len(self.text[at:stop].rstrip())
        words = self.text[at:stop].split(" ")
        while len(words) > 1 and words[-1].islower():
            stop -= len(words.pop()) + 1  # a particle that led to what was cut off
        while len(words) > 1 and fold(words[0]).rstrip(".") in self.f.titles:
            at += len(words.pop(0)) + 1
        return at, at + len(self.text[at:stop].rstrip(" '-,."))

    def _is_name(self, at: int, stop: int, name: str, *, bare: bool) -> bool:
        words = name.split()
        if not words or len(name) < 3 or fold(words[0]) in self.f.never or fold(words[0]) in self.f.titles:
            return False
        if len(words) == 1 and "." not in name and (not bare or (name.isupper() and len(name) < 5)):
            return False
        first = at + len(words[0])
        covering = [m for m in self.m.within("name", max(0, at - 60), stop + 1) if m.kind not in (LOCALITY, ADJECTIVE)]
        if any(m.start <= at and (m.end >= first or m.start < at < m.end) for m in covering):
            return False
        beside = self.offices_within(max(0, at - 60), stop + 40)
        return not any(o.start <= at < o.end for o in beside) and not self.m.within("framework", at, stop + 1)

    def _after_office(self, office: Mention) -> None:
        """Names after an office: "président ukrainien Volodymyr Zelensky", "les conseillers fédéraux A, B et C"."""
        at = self._past_owner(office)
        gap = self.f.direct.match(self.text, at, min(self.end, at + 60))
        if gap is None or gap.end() == at:
            self._after_complement(office)
            return
        plural = self._is_plural(office)
        spot = self.found.get(gap.end()) or self._add(gap.end(), office if plural else None, bare=True)
        if spot is None:
            self._after_complement(office)
        while spot is not None and plural:
            self.found[spot.start] = replace(spot, shared=office)
            link = self.f.link.match(self.text, spot.end, min(self.end, spot.end + 40))
            if link is None:
                return
            spot = self.found.get(link.end()) or self._add(link.end(), office, bare="," not in link.group())

    def _after_complement(self, office: Mention) -> None:
        """A full name after an office's long complement: "ministre de l'Enseignement supérieur et de la Recherche, Jeanne Dupont"."""
        base = self._past_owner(office)
        limit = min(self.end, base + 160)
        if self.f.names.rules and self._straight_after_complement(base, limit):
            return
        for comma in re.finditer(r",\s", self.text[base : max(base, limit)]):
            between = self.text[base : base + comma.start()]
            if between and (self.f.breaks.search(between) or not self.f.complement.match(between)):
                return
            gap = self.f.direct.match(self.text, base + comma.start(), limit)
            if gap is not None and self._add(gap.end(), None, bare=False):
                return

    def _straight_after_complement(self, base: int, limit: int) -> bool:
        """As in "Специального представителя ЕС по Центральной Азии Я.Вымыслова": no comma stands before the name."""
        match = self.f.name.search(self.text, base, limit)
        while match is not None:
            between = self.text[base : match.start()]
            if "," in between or self.f.breaks.search(between) or not self.f.complement.match(between):
                return False
            if self._add(match.start(), None, bare=False):
                return True
            named = [m.end for layer in ("name", "framework") for m in self.m.within(layer, match.start(), limit) if m.start == match.start()]
            match = self.f.name.search(self.text, max(named, default=match.end()), limit)
        return False

    def _is_plural(self, office: Mention) -> bool:
        return self.f.plural.search(self.text[office.start : office.end].lower()) is not None

    def _past_owner(self, office: Mention) -> int:
        """The end of the states and bodies that go with an office: "président de la République française", "Premier ministre du Canada"."""
        at = office.end
        for mention in self.m.within("name", office.start, min(self.end, at + 80)):
            if mention.end <= at:
                continue
            between = self.text[at : mention.start]
            if mention.start > at and not self.f.tie.fullmatch(between):
                if mention.kind == ADJECTIVE and at == office.end and self._completes(between):
                    at = mention.end  # "secrétaire d'État aux Affaires étrangères allemand"
                break
            at = mention.end
        return at

    def _completes(self, between: str) -> bool:
        """Whether the words between an office and a demonym are the office's own complement."""
        return "," not in between and self.f.complement.match(between) is not None and not self.f.breaks.search(between)

    def _before_office(self) -> None:
        """Names that an office follows: "Jean Dupont, ministre …". One word alone is none there: "Aujourd'hui, le premier ministre"."""
        for office in self.offices:
            left = self.text[max(self.start, office.start - 90) : office.start]
            base = office.start - len(left)
            for match in self.f.name.finditer(left):
                if self.f.apposition.fullmatch(left, match.end()):
                    self._add(base + match.start(), None, bare=False)

    # --- offices ----------------------------------------------------------------------------------------------------------------------

    def _office_before(self, spot: _Spot, left: int) -> Mention | None:
        """The office whose phrase ends at the name, joined with the one it goes on from ("vice-Premier ministre et ministre …")."""
        offices = self.offices_within(max(left, spot.start - _REACH), spot.start)
        if not offices or not self._reaches(offices[-1], spot.start):
            return None
        first = offices[-1]
        for previous in reversed(offices[:-1]):
            between = self.text[previous.end : first.start]
            if not self.f.gap.fullmatch(between) and not (self.f.complement.match(between) and not self.f.breaks.search(between)):
                break
            if self.f.names.rules and self.f.within.search(self.text[max(left, previous.start - 8) : previous.start]):
                break  # "в МИД России посол …": where somebody was called in
            first = previous
        return Mention(first.start, offices[-1].end, first.code, first.kind)

    def _reaches(self, office: Mention, at: int) -> bool:
        """Whether only the office's own complement, a state, honorifics and commas stand between an office and a name."""
        stop = self._past_owner(office)
        gap = self.text[min(stop, at) : at]
        if self.f.gap.fullmatch(gap):
            return True
        whole = self.text[min(stop, at) : at]
        return bool(self.f.complement.match(whole)) and not self.f.breaks.search(whole) and whole.count(",") <= 4

    def _office_after(self, spot: _Spot, right: int) -> Mention | None:
        for office in self.offices_within(spot.end, min(right, spot.end + _REACH)):
            if not self.f.apposition.fullmatch(self.text[spot.end : office.start]):
                return None
            return None if self._belongs_to_next(office, right) else office
        return None

    def _belongs_to_next(self, office: Mention, right: int) -> bool:
        """Whether another name follows the office without a comma: "A, le Premier ministre B"."""
        if right >= self.end or right not in self.found:
            return False
        gap = self.text[self._past_owner(office) : right]
        return "," not in gap and self.f.direct.fullmatch(gap) is not None

    def appended(self, end: int, at: int) -> bool:
        """Whether what stands at ``at`` is in apposition to what ends at ``end``."""
        return end <= at <= end + 40 and self.f.apposition.fullmatch(self.text, end, at) is not None

    def apart(self, one: Mention, other: Mention, end: int) -> bool:
        """Whether two offices that a word joins are those of two states, in a language with cases ("Министр … России и Государственный секретарь США")."""
        if not self.f.names.rules:
            return False
        owners = self.owner(one, other.start), self.owner(other, min(end, other.end + _REACH))
        return None not in owners and owners[0] != owners[1]

    def is_complement(self, between: str) -> bool:
        """Whether these are only the words that tie a second office to the first ("Représentant spécial *du* Secrétaire général")."""
        match = self.f.complement.match(between)
        return match is not None and not between[match.end() :].strip()

    def role(self, office: Mention, limit: int) -> str:
        """The office as written, with the state that belongs to it."""
        stop = min(self._past_owner(office), max(limit, office.end))
        return self.text[office.start : stop].strip(" ,")

    def _role_of(self, spot: _Spot, office: Mention, limit: int) -> str:
        """The office as written; with all of its complement where the name follows it."""
        if office.start >= spot.end or spot.shared is not None:
            return self.role(office, limit)
        words = self.text[office.start : spot.start]
        trailing = next(m.start() for m in re.finditer(r"(?=[\s,])|$", words) if self.f.direct.fullmatch(words, m.start()))
        return words[:trailing] if trailing + office.start >= office.end else self.text[office.start : office.end]

    def owner(self, office: Mention, limit: int) -> str | None:
        """The state or body in an office phrase that ends before ``limit``: a demonym, or a name after a word of belonging."""
        stop = max(office.end, limit)
        locality = None
        for mention in self.m.within("name", office.start, min(stop, office.end + _REACH)):
            if mention.kind == LOCALITY and locality is None and self.is_complement(self.text[office.end : mention.start]):
                locality = mention.code
            if mention.kind not in _OWNERS:
                continue
            between = self.text[office.end : mention.start]
            tied = not between.strip(" ,") or (self.f.complement.match(between) and not self.f.breaks.search(between) and "," not in between)
            if mention.start >= office.end and mention.kind == ADJECTIVE and not tied:
                continue
            if mention.start >= office.end and (self.f.breaks.search(between) or re.search(r",\s(?!d[eu]\b|d')", between)):
                return locality
            if mention.start >= office.end and office.code in _SENT and between.strip() and not self.f.owner_after.match(between):
                return locality  # "Special Representative for Syria", "Ambassador to Kenya" speak for whoever sent them
            inside = self.text[office.start : mention.start].rstrip()
            if office.code in _SENT and inside and mention.end <= office.end and not self.f.owner_ends.search(inside):
                continue
            return _speaks_for(office.code, mention.code)
        return locality


def _speaks_for(office: str, body: str) -> str:
    """For whom the holder of an office speaks: the body that it belongs to, or another (``speaks_for`` in offices.yaml)."""
    spoken: str = load("codebook", "offices.yaml").get(office, {}).get("speaks_for", {}).get(body, body)
    return spoken


def lone_offices(text: str, start: int, end: int, mentions: Mentions, language: str, persons: Sequence[Person]) -> Iterator[tuple[Mention, str, str | None]]:
    """Offices that no name goes with: the mention, the role as written, and the actor that the text names.

    An office inside another one's phrase ("Représentant spécial du Secrétaire général …") is part of it.
    """
    finder = _Finder(text, start, end, mentions, _forms(language))
    reach = start
    for office in finder.offices:
        beside = any(p.begin <= office.start <= p.end or p.role_start == office.start or finder.appended(p.end, office.start) for p in persons)
        if office.start < reach or beside:
            continue
        near = [o for o in finder.offices_within(office.end, min(end, office.end + _REACH)) if o.start > office.end]
        nested = [o for o in near if finder.is_complement(text[office.end : o.start]) and not finder.apart(office, o, end)]
        beyond = [p.begin for p in persons if p.begin >= office.end]
        beyond += [o.start for o in near if o not in nested]
        limit = min([end, office.end + _REACH, *beyond])
        role = finder.role(office, limit)
        reach = max(office.start + len(role), *(o.end for o in nested), office.end) if nested else office.start + len(role)
        yield office, role, finder.owner(office, limit)


def plural_owners(text: str, office: Mention, end: int, mentions: Mentions, language: str) -> list[str]:
    """For whom the holders of an office in the plural speak, where the text lists two or more ("министров России, США и Ирана"); else nobody."""
    forms = _forms(language)
    codes: list[str] = []
    at = office.end
    for mention in mentions.within("name", office.start, end):
        if mention.end <= office.end:
            codes = [mention.code] if mention.kind in (NAME, SEAT) else codes
            continue
        between = text[at : mention.start]
        if codes:
            tied = not between.strip() or forms.link.fullmatch(between) is not None or forms.listing.fullmatch(between) is not None
        else:
            tied = not between.strip() or "," not in between and forms.complement.match(between) is not None
        if not tied or forms.breaks.search(between) or mention.kind not in (NAME, SEAT):
            break
        codes.append(mention.code)
        at = mention.end
    return list(dict.fromkeys(codes)) if len(set(codes)) > 1 else []


def unique(persons: Sequence[Person]) -> list[Person]:
    """One entry a person: a surname alone later is the person named in full before."""
    kept: list[Person] = []
    for person in persons:
        index = next((i for i, k in enumerate(kept) if _is_same(k, person)), None)
        if index is None:
            kept.append(person)
            continue
        kept[index] = _merged(kept[index], person)
    return kept


def _is_same(one: Person, other: Person) -> bool:
    """Whether two names are one person's: the same family name, or a part of the fuller name alone, as where the family name stands first."""
    if fold(one.name) == fold(other.name) or _family_name(one.name) == _family_name(other.name):
        return True
    parts = [set(fold(GENERATION.sub("", person.name)).split()) for person in (one, other)]
    shorter, longer = sorted(parts, key=len)
    alike = one.actor == other.actor or one.actor is None or other.actor is None
    return alike and len(shorter) == 1 and shorter < longer and len(min(shorter)) > _SHORTEST


def _family_name(name: str) -> str:
    """The last part of a name, folded, without what tells a son from his father."""
    return fold(_INITIALS.sub("", GENERATION.sub("", name).split()[-1]))


def _merged(one: Person, other: Person) -> Person:
    """What two mentions of one person tell together; a stated actor outweighs the leaders table's."""
    fuller = one if len(one.name) >= len(other.name) else other
    first, second = (one, other) if one.qualified or not other.qualified else (other, one)
    return replace(
        one,
        name=fuller.name,
        role=one.role or other.role,
        body=one.body or other.body,
        actor=first.actor or second.actor,
        counterpart=one.counterpart or other.counterpart,
        known=one.known or other.known,
        office=one.office or other.office,
        qualified=one.qualified or other.qualified,
    )
