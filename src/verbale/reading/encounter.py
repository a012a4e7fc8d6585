"""The encounter that a document reports: kind, date, place, framework and who took part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from verbale.codebook.actors import is_state, organisation
from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, LOCALITY, NAME, SEAT, VENUE, Mention
from verbale.reading.context import Vocabulary, vocabulary
from verbale.reading.dates import DateForms, date_forms, find_dates, first_year, weekday_before
from verbale.reading.heading import title_piece
from verbale.reading.persons import Person, find_persons, lone_offices, plural_owners, unique
from verbale.reading.phrases import Mentions
from verbale.reading.sieve import Rare
from verbale.reading.text import Piece
from verbale.record import Encounter, Participant, Place

#: How many body sentences are searched for the report of an encounter.
_LOOK_AHEAD = 6

#: How many of them may name participants.
_REPORTS = 4

#: How far behind those who met the verb that says so may stand, with its object.
_VERB = 120

#: How far a phrase of company may reach.
_COMPANY = 300

#: How far into a text somebody is said to have been called in.
_SUMMONS_HEAD = 1_200

#: How far into a sentence the office that opens it may stand.
_OPENING = 40

#: How near to a pair of names the word for their meeting stands, and what joins them.
_BESIDE = 25
_DASH = re.compile(r"\s?[-–—]\s?")

#: Offices that speak for others and meet nobody.
_SILENT = frozenset({"spokesperson", "counterpart"})

_Zone = tuple[int, int]


@dataclass(frozen=True)
class _Spec:
    """``encounter.yaml`` as far as it is about encounters, compiled."""

    kinds: tuple[tuple[str, Rare], ...]
    report: Rare
    announce: Rare
    announced: Rare
    elsewhere: Rare
    positions: re.Pattern[str]
    first_plural: re.Pattern[str]
    remote: re.Pattern[str]
    several: re.Pattern[str]
    spoke: re.Pattern[str]
    met: re.Pattern[str]
    hosting: re.Pattern[str]
    summons: re.Pattern[str]
    hosted: re.Pattern[str]
    place: re.Pattern[str]
    into: re.Pattern[str]
    venue: re.Pattern[str]
    framework: re.Pattern[str]
    today: re.Pattern[str]
    yesterday: re.Pattern[str]
    aside: re.Pattern[str]
    signed: re.Pattern[str]
    matter: re.Pattern[str]
    fresh: re.Pattern[str]
    company: re.Pattern[str]
    article: re.Pattern[str]
    listed: re.Pattern[str]
    composed: re.Pattern[str]
    members: re.Pattern[str]
    weekdays: dict[str, int]
    plural: re.Pattern[str]
    dates: DateForms


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
    articles = "|".join(data["articles"])
    made = ("kinds", "place", "venue", "framework", "weekdays", "plural", "dates", "company", "article", "listed")
    rare = ("report", "announce", "announced", "elsewhere")
    simple = [field.name for field in fields(_Spec) if field.name not in (*made, *rare)]
    company = "|".join(map(re.escape, load("languages", language, "grammar.yaml")["company_markers"]))
    additive = "|".join(map(re.escape, data["coordination"]))
    return _Spec(
        kinds=tuple((entry["kind"], Rare(entry["signals"])) for entry in data["kinds"]),
        report=Rare(data["report"]),
        announce=Rare(data["announce"]),
        announced=Rare(data["announced"]),
        elsewhere=Rare(data["elsewhere"]),
        place=re.compile(rf"(?<!\w)(?:{prepositions})\s?(?:{articles})?$", re.IGNORECASE),
        venue=any_of(data["venue_preposition"]),
        framework=re.compile("(?:" + "|".join(re.escape(p) for p in data["framework_phrases"]) + r")[^,.;:]{0,30}$", re.IGNORECASE),
        company=re.compile(rf"(?<!\w)(?:{company})\s", re.IGNORECASE),
        article=re.compile(rf"(?:{articles})*", re.IGNORECASE),
        listed=re.compile(rf"\s*(?:,\s*)?(?:(?:{additive})\s+)?(?:{articles})?", re.IGNORECASE),
        weekdays=data["weekdays"],
        plural=re.compile(data["plural_offices"]),
        dates=date_forms(language),
        **{key: any_of(data[key]) for key in simple},
    )


@dataclass(frozen=True, slots=True)
class _Party:
    """Somebody who took part; ``name`` is None where the text gives the office alone."""

    name: str | None
    role: str | None
    actor: str | None


def find_encounter(
    text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, published: str | None, issuer_hint: str | None
) -> tuple[Encounter | None, list[Person], str | None]:
    """The encounter of a document, the persons that its report introduces, and the body whose members met.

    Args:
        text: the document, plain.
        pieces: its sentences.
        mentions: its mentions.
        language: ISO 639-1 code.
        published: ISO date of publication, to complete dates from; None where unknown.
        issuer_hint: actor code of the issuer where the text's own words give it away.

    Returns:
        None in place of the encounter where the document reports none; the persons are those of the title and the report; the body's code where the
        report says that its members met ("réunion des ministres du G7"), else None.
    """
    search = _Search(text, pieces, mentions, language, published, issuer_hint)
    return search.encounter(), search.persons, search.assembly()


class _Search:
    """Looks for the encounter of one document."""

    def __init__(self, text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, published: str | None, issuer: str | None) -> None:
        self.s = spec(language)
        self.vocabulary = vocabulary(language)
        self.text, self.m, self.language, self.published, self.issuer = text, mentions, language, published, issuer
        self.struck = self._strike(pieces)
        title = title_piece(text, pieces, language)
        self.title: _Zone | None = (title.start, title.end) if title else None
        body = [(p.start, p.end) for p in pieces if p.kind in ("body", "item")]
        self.body = body
        self.year = self._year()
        self.dated = self._own_year()
        self.reports = self._find_reports(body)
        self.zones = ([self.title] if self.title else []) + self.reports
        self.persons = self._find_persons([*self.zones, *(zone for zone in self._delegations(pieces) if zone not in self.zones)])

    def _strike(self, pieces: Sequence[Piece]) -> str:
        """The text without what tells of other encounters; no such stretch goes on into the next line."""
        struck = self.text
        for piece in pieces:
            for match in self.s.elsewhere.finditer(self.text[piece.start : piece.end]):
                start, end = piece.start + match.start(), piece.start + match.end()
                struck = struck[:start] + " " * (end - start) + struck[end:]
        return struck

    # --- where it is reported ---------------------------------------------------------------------------------------------------------

    def _year(self) -> int | None:
        return self._own_year() or first_year(self.text)

    def _own_year(self) -> int | None:
        """The year that completes dates: of the publication or the title (codebook rule 18); a year elsewhere in the text is another one's."""
        if self.published:
            return int(self.published[:4])
        return first_year(self.text[slice(*self.title)]) if self.title else None

    def _find_reports(self, body: list[_Zone]) -> list[_Zone]:
        """Sentences that report it: by a finite verb, else by a noun, else one anywhere that announces it."""
        head = body[:_LOOK_AHEAD]
        position = bool(self.title and self.s.positions.search(self.struck[slice(*self.title)]))
        strong = [z for z in head if self.s.report.search(self.struck[slice(*z)])]
        if position:
            strong = [z for z in strong if self._is_own(z)]
        weak = [] if position or strong else [z for z in head[:3] if self.s.announce.search(self.struck[slice(*z)])]
        titled = self._in_title()
        within = head if titled else body
        announced = [] if strong or weak else [z for z in within if self.s.announced.search(self.struck[slice(*z)]) and self._is_own(z)]
        opening = body[:1] if titled and not position else []  # a title that reports it goes before a sentence that tells how it went
        return (strong or weak or announced or opening)[:_REPORTS]

    def _delegations(self, pieces: Sequence[Piece]) -> list[_Zone]:
        """Sentences that list who else took part, over semicolons: "The Kenyan delegation also included …; …"."""
        body = [p for p in pieces if p.kind in ("body", "item")] if self.reports else []
        found: list[_Zone] = []
        for piece in body:
            if found and found[-1][1] < piece.start <= found[-1][1] + 2 and self.text[found[-1][0] : piece.start].rstrip().endswith(";"):
                found[-1] = found[-1][0], piece.end
            elif self.s.composed.search(self.struck, piece.start, piece.end):
                found.append((piece.start, piece.end))
        return found

    def _is_own(self, zone: _Zone) -> bool:
        """Whether a sentence of a position paper tells of a meeting of its issuer: "we met", or an office, which at home needs no state."""
        words = self.text[slice(*zone)]
        if self.s.first_plural.search(words) or self.s.first_plural.search(self.text) is None:
            return True
        if any(m.code == self.issuer for m in self.m.within("name", *zone)):
            return True
        persons = find_persons(self.text, *zone, self.m, self.language, self.year)
        if persons and persons[0].office and not persons[0].qualified and not persons[0].counterpart and persons[0].begin - zone[0] < _OPENING:
            return True
        return self.s.announced.search(words) is not None

    def _in_title(self) -> bool:
        if self.title is None or self.s.positions.search(self.struck[slice(*self.title)]):
            return False
        words = self.struck[slice(*self.title)]
        return bool(self.s.report.search(words) or self.s.announce.search(words))

    def _find_persons(self, zones: Sequence[_Zone]) -> list[Person]:
        persons: list[Person] = []
        for start, end in zones:
            found = find_persons(self.text, start, end, self.m, self.language, self.year)
            persons += [person for person in found if self.struck[person.start] != " "]
        self.introduced = persons
        return unique(persons)

    # --- what it was ------------------------------------------------------------------------------------------------------------------

    def encounter(self) -> Encounter | None:
        """The encounter, None where none is reported."""
        if not self.reports and not self._in_title():
            return None
        place = self._place()
        kind = self._kind(place)
        participants = self._participants(kind) if kind else []
        titled = self.title is not None and self.s.report.search(self.struck[slice(*self.title)]) is not None
        if kind is None or (not participants and not self.reports and not titled):
            return None
        if kind == "call":
            place = None  # nobody calls in a place: what the text names there is spoken of
        if place is not None and place.country:
            participants = _sides(participants, place.country, kind)
        return Encounter(kind, self._date(), place, self._framework(), tuple(participants))

    def _kind(self, place: Place | None) -> str | None:
        title = self.struck[slice(*self.title)] if self.title else ""
        report = self.struck[slice(*self.reports[0])] if self.reports else ""
        both = f"{title} {report}"
        follow = " ".join(self.struck[slice(*z)] for z in self.reports)
        patterns = dict(self.s.kinds)
        if patterns["call"].search(both):
            return "call"
        if self.s.remote.search(both):
            return "meeting" if self.s.several.search(both) else "call"
        if place is None and self.s.spoke.search(both) and not self.s.met.search(both):
            return "call"
        if patterns["call"].search(follow) and not self.s.met.search(both) and place is None:
            return "call"
        return self._first_kind(title, report)

    def _first_kind(self, title: str, report: str) -> str | None:
        """The kind signalled first; a summit or a conference named beside a meeting is where the meeting took place."""
        follow = " ".join(self.struck[slice(*z)] for z in self.reports[1:])
        for zone in (self.s.aside.sub(" ", title), self.s.aside.sub(" ", report), self.s.aside.sub(" ", follow)):
            found = sorted((match.start(), kind) for kind, pattern in self.s.kinds if (match := pattern.search(zone)))
            if not found:
                continue
            kinds = [kind for _, kind in found]
            bilateral = bool(re.search(self.s.met, zone)) and len({p.actor for p in self.persons}) > 1
            for grand in ("summit", "conference"):
                if grand in kinds and not bilateral and "visit" not in kinds:
                    return grand
            return next((kind for kind in kinds if kind not in ("summit", "conference", "call")), kinds[0])
        return None

    # --- who took part ----------------------------------------------------------------------------------------------------------------

    def _participants(self, kind: str) -> list[Participant]:
        """Persons, and offices without a name, with actor and side.

        An actor that the text does not tell is the issuer, unless the person is called a counterpart.
        """
        people = [_Party(p.name, p.role, self._actor(p)) for p in self.persons]
        if self._summons():
            return self._summoned(people)
        covered = {party.actor for party in people}
        if len(covered) < 2:
            people += [party for party in self._linked() if party.actor not in covered]
            covered = {party.actor for party in people}
        if len(covered) < 2:
            people += [party for party in self._subjects() if party.actor not in covered]
            covered = {party.actor for party in people}
        if len(covered) < 2:
            people += self._company(covered)
            covered = {party.actor for party in people}
        if len(covered) < 2:
            people += self._unnamed(covered)
        elif self.issuer not in covered:
            people += [party for party in self._unnamed(covered) if party.actor == self.issuer]
        if len({party.actor for party in people}) < 2 and all(party.name is None for party in people):
            people = [_Party(None, None, code) for code in self._pair()]
        apart = [each for party in people for each in self._one_by_one(party)]
        return self._with_sides([p for i, p in enumerate(apart) if p.name or p.actor not in {q.actor for q in apart[:i]}], kind)

    def _one_by_one(self, party: _Party) -> list[_Party]:
        """A group that met, or its members where the report names each of them."""
        entry = organisation(party.actor)
        members = entry.get("members", ()) if entry.get("kind") == "group" and party.name is None else ()
        named = {m.code for zone in (*self.reports, *self.body[:_LOOK_AHEAD]) for m in self.m.within("name", *zone) if m.kind == NAME}
        return [_Party(None, party.role, code) for code in members] if members and named >= set(members) else [party]

    def _summons(self) -> bool:
        """Whether somebody was called in: the title or the first report says so."""
        return any(self.s.summons.search(self.struck[slice(*zone)]) for zone in self.zones[:2])

    def _summoned(self, people: Sequence[_Party]) -> list[Participant]:
        """Who was called in, and whom the text names of those who did: one of each; whoever speaks for the ministry need not be named."""
        called = [party for party in people if party.actor != self.issuer] or [party for party in self._unnamed({self.issuer}) if party.actor is not None]
        called += [party for party in self._called_together() if party.actor not in {p.actor for p in called}]
        first = {party.actor: party for party in reversed([*people, *called[:1], *called[1:]])}
        return [Participant(p.name, p.role, p.actor, "host" if p.actor == self.issuer else "guest") for p in first.values()][::-1]

    def _called_together(self) -> list[_Party]:
        """Those who were called in at once: "вызваны временные поверенные в делах Латвии, Литвы и Эстонии"."""
        codes: dict[str, _Party] = {}
        for start, end in (zone for zone in self.body[:_LOOK_AHEAD] if self.s.summons.search(self.struck[slice(*zone)])):
            for office, role, _ in lone_offices(self.text, start, end, self.m, self.language, self.persons):
                if self._is_plural(office):
                    codes.update((code, _Party(None, role, code)) for code in plural_owners(self.text, office, end, self.m, self.language))
        return [party for code, party in codes.items() if code != self.issuer]

    def _linked(self) -> list[_Party]:
        """The two whose names a dash joins behind the word for a summit or a meeting ("саммит Россия – ЕС", "the EU–Japan summit")."""
        for start, end in self.zones:
            for first, second in itertools.pairwise(m for m in self.m.within("name", start, end) if m.kind == NAME):
                around = self.struck[max(start, first.start - _BESIDE) : min(end, second.end + _BESIDE)]
                if _DASH.fullmatch(self.struck[first.end : second.start]) and any(pattern.search(around) for _, pattern in self.s.kinds):
                    return [_Party(None, None, code) for code in (first.code, second.code)]
        return []

    def _pair(self) -> list[str]:
        """The two states of a compound adjective, where nobody is named ("российско-бразильские консультации")."""
        for start, end in self.zones:
            named = self.m.within("name", start, end)
            for first, second in itertools.pairwise(named):
                if first.kind == COMBINING and second.kind == ADJECTIVE and second.start <= first.end + 1:
                    return [first.code, second.code]
        return []

    def _actor(self, person: Person) -> str | None:
        if person.actor or person.counterpart:
            return person.actor and person.actor.removesuffix(":GOV")
        return self.issuer

    def _unnamed(self, covered: set[str | None]) -> list[_Party]:
        """Offices that meet and are not named: "le Président de l'Ukraine". One a side; the issuer's own needs no state."""
        found: dict[str | None, _Party] = {}
        for start, end in self.zones:
            for office, role, actor in lone_offices(self.text, start, end, self.m, self.language, self.persons):
                code = actor or self.issuer
                if office.code in _SILENT or self.struck[office.start] == " ":
                    continue
                if self._is_plural(office):
                    listed = plural_owners(self.text, office, end, self.m, self.language) or [
                        code for code in (actor,) if code and code != self.issuer and not is_state(code)
                    ]
                    found.update((owner, _Party(None, role, owner)) for owner in listed if owner not in covered and owner not in found)
                elif code not in covered and code not in found:
                    found[code] = _Party(self._holder(office.code, code), role, code)
        return list(found.values())

    def _subjects(self) -> list[_Party]:
        """States and bodies that open a report and met: "A and B held a meeting of …"."""
        for start, end in self.reports[:1]:
            for first in [m for m in self.m.within("name", start, end) if m.kind == NAME][:1]:
                named = [first]
                for mention in self.m.within("name", first.end, end):
                    if mention.kind != NAME or not self.s.listed.fullmatch(self.struck[named[-1].end : mention.start].lower()):
                        break
                    named.append(mention)
                if len(named) > 1 and self.s.report.search(self.struck[named[-1].end : min(end, named[-1].end + _VERB)]):
                    return [_Party(None, self.text[m.start : m.end], m.code) for m in named]
        return []

    def _company(self, covered: set[str | None]) -> list[_Party]:
        """States and bodies with whose leaders or officials somebody met: "with the foreign ministers of Japan and Italy", "with G7 leaders"."""
        found: dict[str, _Party] = {}
        known = {*covered, self.issuer}
        for start, end in self.zones:
            for marker in self.s.company.finditer(self.struck, start, end):
                for code, role in self._named_company(marker.end(), end):
                    if code not in known:
                        found.setdefault(code, _Party(None, role, code))
        return list(found.values())

    def _named_company(self, at: int, end: int) -> list[tuple[str, str]]:
        """The actors of a phrase of company that begins at ``at``, each with the words that name its people."""
        named: list[tuple[str, str]] = []
        last = at
        for mention in self.m.within("name", at, min(end, at + _COMPANY)):
            words = self.text[last : mention.start].lower()
            allies = len(named) == 1 and not is_state(named[0][0]) and (not words.strip() or self._is_people(words.strip(), self.vocabulary))
            if allies:
                named.clear()  # "NATO Allies Estonia and Latvia"
            elif mention.start < last or not (self.s.listed.fullmatch(words) if named else self._are_people(words, self.vocabulary)):
                break
            following = self.text[mention.end : min(end, mention.end + 40)].lower().split()[:3]
            people = any(self._is_people(word.strip(",.;"), self.vocabulary) for word in following)
            if mention.kind == ADJECTIVE and not people:
                break
            if mention.kind not in (NAME, ADJECTIVE) or self.text.startswith("'", mention.end):
                break
            if not words.strip() and not named and not allies and is_state(mention.code) and not people:
                break
            named.append((mention.code, self.text[at : mention.end].strip()))
            last = mention.end
        return named

    def _are_people(self, words: str, vocabulary: Vocabulary) -> bool:
        """Whether a phrase before a name is one of offices and officials: "the foreign ministers of", "his counterparts from"."""
        return len(words) < 80 and (
            not words.strip(" ") or self.s.article.fullmatch(words) is not None or any(self._is_people(w, vocabulary) for w in words.split())
        )

    @staticmethod
    def _is_people(word: str, vocabulary: Vocabulary) -> bool:
        return word in vocabulary.offices or word in vocabulary.collectives or word in vocabulary.counterparts

    def _holder(self, office: str, actor: str | None) -> str | None:
        """The name that the rest of the text gives to the holder of an office."""
        for start, end in self.body:
            for person in find_persons(self.text, start, end, self.m, self.language, self.year):
                if person.office == office and person.actor in (actor, None) and not person.counterpart:
                    return person.name
        return None

    def _is_plural(self, office: Mention) -> bool:
        return self.s.plural.search(self.text[office.start : office.end].lower()) is not None

    def _with_sides(self, people: Sequence[_Party], kind: str) -> list[Participant]:
        words = " ".join(self.struck[slice(*z)] for z in self.zones[:2])
        hosted = bool(self.s.hosted.search(words))
        hosting = bool(self.s.hosting.search(words)) and not hosted
        own = self.issuer or (people[0].actor if people else None)
        result = []
        for party in people:
            side = "peer"
            if kind in ("meeting", "visit") and (hosting or hosted):
                side = "host" if (party.actor == own) == hosting else "guest"
            result.append(Participant(party.name, party.role, party.actor, side))
        return result

    def assembly(self) -> str | None:
        """The organisation whose members met."""
        for start, end in self.zones:
            for mention in self.m.within("name", start, end):
                before = self.struck[max(start, mention.start - 100) : mention.start]
                if mention.kind == NAME and not is_state(mention.code) and self.s.members.search(before) and not self._is_listed(mention, start):
                    return mention.code
        return None

    def _is_listed(self, mention: Mention, start: int) -> bool:
        """Whether a name goes on with a list of others ("министров России, США, Евросоюза")."""
        before = self.m.within("name", max(start, mention.start - _COMPANY), mention.start)
        link = self.struck[before[-1].end : mention.start].lower() if before else ""
        return bool(link.strip()) and self.s.listed.fullmatch(link) is not None

    # --- when and where ---------------------------------------------------------------------------------------------------------------

    def _date(self) -> str | None:
        """The first full date of the report, then of the title; else a weekday or "today", counted from the publication."""
        zones = [*self.reports[:2], *([self.title] if self.title else [])]
        for start, end in zones:
            for found in find_dates(self.struck[start:end], self.s.dates):
                iso = found.iso(self.dated)
                if iso and not self.s.signed.search(self.struck[max(start, start + found.start - 40) : start + found.start]):
                    return iso
        if not self.published:
            return None
        return self._relative_date(zones) or (self.published if self._is_fresh() else None)

    def _is_fresh(self) -> bool:
        """Whether the text comes out of the meeting itself: "nous sommes réunis", "à l'issue de leur rencontre"."""
        return any(self.s.fresh.search(self.struck[slice(*zone)]) for zone in self.reports[:1])

    def _relative_date(self, zones: Sequence[_Zone]) -> str | None:
        published = self.published or ""
        for zone in zones:
            words = self.struck[slice(*zone)].lower()
            if self.s.today.search(words):
                return published
            for name, weekday in self.s.weekdays.items():
                if re.search(rf"\b{name}\b", words):
                    return weekday_before(published, weekday)
            if self.s.yesterday.search(words):
                return (date.fromisoformat(published) - timedelta(days=1)).isoformat()
        return None

    def _place(self) -> Place | None:
        """The first city or venue after a preposition of place in a report; a state ("en visite au Sénégal") where there is none."""
        second: Place | None = None
        if self.reports and self.s.remote.search(self.struck[slice(*self.reports[0])]):
            return None
        for start, end in self.reports[:2] or ([self.title] if self.title else []):
            for mention in self.m.within("name", start, end):
                before = self.struck[max(start, mention.start - 60) : mention.start]
                if not self.s.place.search(before) or self._inside_office(mention.start) or self.s.signed.search(before):
                    continue
                if self.s.matter.search(self.struck, start, mention.start):
                    continue
                code = mention.code if is_state(mention.code) else None
                state_city = mention.kind == NAME and mention.code == "VAT"
                words = self.text[mention.start : mention.end]
                if mention.kind in (CAPITAL, LOCALITY, VENUE, SEAT) or state_city:
                    return Place(words, code)
                if mention.kind == NAME and second is None and code and self.s.into.search(before):
                    second = Place(words, code)
            venue = self._venue(start, end)
            if venue is not None and second is None:
                return venue
        return second or self._dateline_place()

    def _dateline_place(self) -> Place | None:
        """A body meets where it dates its text."""
        if not self.issuer or is_state(self.issuer) or not self.reports:
            return None
        for mention in self.m.within("name", 0, self.reports[0][0]):
            beside = self.struck[max(0, mention.start - 30) : mention.end + 30]
            if mention.kind == CAPITAL and find_dates(beside, self.s.dates):
                return Place(self.text[mention.start : mention.end], mention.code)
        return None

    def _inside_office(self, at: int) -> bool:
        """Whether a place stands in somebody's title ("ambassadeur de France à Bamako")."""
        return any(p.role is not None and p.role_start >= 0 and p.role_start <= at < max(p.start, p.role_start + len(p.role)) for p in self.introduced)

    def _venue(self, start: int, end: int) -> Place | None:
        """A building named after the word for the talks ("aux entretiens officiels au Bernerhof"); it stands where the issuer is at home."""
        for match in re.finditer(r"[A-ZÀ-ÖØ-Þ][\w'-]+", self.text[start:end]):
            before = self.struck[max(start, start + match.start() - 60) : start + match.start()]
            if self.s.venue.search(before) and not self.m.within("name", start + match.start(), start + match.end()):
                return Place(match.group(), self.issuer if self.issuer and is_state(self.issuer) else None)
        return None

    def _framework(self) -> str | None:
        """The format or body under which it was held: after a phrase that says so, or the body that issues the text and met."""
        zones = [*self.reports[:1], *([self.title] if self.title else [])]
        for start, end in zones:
            for mention in self.m.within("framework", start, end):
                if self.s.framework.search(self.struck[max(start, mention.start - 60) : mention.start]):
                    return mention.code
        if self.issuer and not is_state(self.issuer):
            named = [m.code for z in zones for m in self.m.within("framework", *z)]
            return self.issuer if self.issuer in named or self.reports else None
        return None


def summoned(text: str, encounter: Encounter | None, language: str) -> tuple[str, ...]:
    """Actors that were called in, where the head of the text tells of a summons."""
    if encounter is None or spec(language).summons.search(text[:_SUMMONS_HEAD]) is None:
        return ()
    return tuple(dict.fromkeys(p.actor.partition(":")[0] for p in encounter.participants if p.actor and p.side == "guest"))


def _sides(participants: list[Participant], country: str, kind: str) -> list[Participant]:
    """Whoever meets at home is the host."""
    if kind in ("call", "conference", "summit") or not any(p.actor == country for p in participants):
        return participants
    return [Participant(p.name, p.role, p.actor, "host" if p.actor == country else "guest") for p in participants]
