"""Who issued a text is seldom written. It is weighed from evidence: each piece names an actor, a rule and a weight, so that a reader can be told why.

The words that the rules look for stand in ``encounter.yaml``; how much a rule counts is the same in every language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.codebook.actors import is_state, organisation
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, LOCALITY, NAME, SEAT, VENUE, Mention
from verbale.reading.dates import find_dates, first_year
from verbale.reading.heading import FOOT, HEAD, head_spec, is_dateline, title_piece
from verbale.reading.persons import Person, find_persons, leader_actor, lone_offices
from verbale.reading.phrases import Mentions
from verbale.reading.sieve import compiled
from verbale.reading.text import Piece

#: What each kind of evidence is worth. Positive: the actor issued the text; negative: it is the other side.
WEIGHTS = {
    "byline": 4,  # a line at the head or the foot that is only the name of a body
    "title subject": 3,  # the title says what the actor does
    "protagonist": 3,  # the first person or office of the title, or of the report, that is not spoken of as the other side
    "own office": 2,  # an office without its state, held by somebody whom the leaders table knows: at home one does not say of which country
    "foreign office": -1,  # an office with its state
    "other side": -2,  # after a word that introduces the other side
    "counterpart": -3,  # called a counterpart
    "office subject": 2,  # an office with its state that begins the report: "The President of Ukraine had a phone call with …"
    "at home": 2,  # where somebody of another state is received or visits
    "dateline": 2,  # the city before the date
    "convened": 4,  # the body whose session, or which itself, met to adopt the text
    "source": 3,  # who is named as having said it
    "takes a stand": 3,  # begins a sentence, followed by a verb of taking a stand
    "subject": 1,  # begins a sentence
}

#: How often one kind of evidence counts for one actor, so that a long text does not outweigh a clear one.
_AT_MOST = 3

#: Kinds of mention by which a text names who acts.
_NAMES = frozenset({NAME, SEAT, CAPITAL})


#: How far behind the verb of a visit the state stands that is visited.
_VISITED = 12

#: How far behind an office its state may end ("of the Republic of Ukraine").
_OWNER = 25

_DIGITS = re.compile(r"\d+")

#: What may stand before a sentence's first word: quotation marks, the number of a paragraph ("12.", "(3)").
_OPENING = re.compile(r"[\s\"«“(]{0,3}(?:\d{1,3}[.)]+\s*)?[\s\"«“(]{0,3}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to take an actor for the issuer, or not to."""

    actor: str
    rule: str
    weight: int


def issuer_scores(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None = None) -> Counter[str]:
    """How strongly a text's own words point to each possible issuer; ``year`` is that of its publication, None where unknown."""
    scores: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for evidence in issuer_evidence(text, pieces, mentions, language, year):
        actor = evidence.actor.partition(":")[0]  # a part of a state publishes for the state
        counts[actor, evidence.rule] += 1
        if counts[actor, evidence.rule] <= _AT_MOST:
            scores[actor] += evidence.weight
    return Counter({publisher(code, text, mentions, language): score for code, score in reversed(scores.most_common()) if score > 0})


def others_than_issuer(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None = None) -> set[str]:
    """Whom the evidence speaks against."""
    scores: Counter[str] = Counter()
    for evidence in issuer_evidence(text, pieces, mentions, language, year):
        scores[evidence.actor.partition(":")[0]] += evidence.weight
    return {code for code, score in scores.items() if score < 0}


def issuer_evidence(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None = None) -> Iterator[Evidence]:
    """Every reason for and against each possible issuer, in the order of the rules."""
    head = _Head(text, pieces, mentions, language, year)
    yield from head.references()
    yield from head.bylines()
    yield from head.title_subject()
    yield from head.people()
    yield from head.datelines()
    yield from head.convened()
    yield from head.sources()
    yield from head.subjects()


class _Head:
    """Collects the evidence of one document."""

    def __init__(self, text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None) -> None:
        self.text, self.pieces, self.m, self.language = text, pieces, mentions, language
        self.spec = head_spec(language)
        self.title = title_piece(text, pieces, language)
        self.spoken = [p for p in pieces if p.kind in ("body", "item")]
        self.year = year or first_year(text)

    def words(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.text[piece.start : piece.end]

    def at_subject(self, piece: Piece) -> int:
        """Where a sentence's first noun begins: after an article, a quotation mark and the like."""
        opening = _OPENING.match(self.words(piece))
        at = piece.start + (opening.end() if opening else 0)
        article = self.spec.article.match(self.text, at)
        return article.end() if article else at

    def references(self) -> Iterator[Evidence]:
        """Self-references that only one issuer uses."""
        for piece in self.pieces:
            start = self.at_subject(piece)
            words = self.text[start : piece.end]
            for number in self.spec.issuer_sieve.passing(words):
                pattern, actor, weight = self.spec.issuers[number]
                for match in compiled(pattern).finditer(words):
                    at = start + match.start(), start + match.end()
                    others = self._is_others(piece, *at) if is_state(actor) else self._introduced_as_other(piece, at[0], 90) and weight <= 3
                    if not others:
                        yield Evidence(actor, f"reference {pattern}", weight if match.start() == 0 or weight > 2 else min(weight, 2))
                        break

    def _is_others(self, piece: Piece, start: int, end: int) -> bool:
        """Whether an office belongs to the other side: its state follows, or a word that introduces the other side stands before."""
        if any(m.start < end < m.end and is_state(m.code) for m in self.m.within("name", start, piece.end) if m.start < end):
            return True  # the office's last word opens the state's own name: "Président de la [République du Bénin]"
        for mention in self.m.within("name", end, min(piece.end, end + 45)):
            tied = re.fullmatch(r"\s(?:[\w']{1,20} ){0,3}(?:[dl]')?", self.text[end : mention.start])
            if tied and mention.kind in (NAME, ADJECTIVE) and is_state(mention.code) and not self.spec.within.search(tied.group()):
                return True
        return self._introduced_as_other(piece, start, 90)

    def _introduced_as_other(self, piece: Piece, at: int, reach: int = 40) -> bool:
        return self.spec.other_side.search(self.text[max(piece.start, at - reach) : at]) is not None

    def bylines(self) -> Iterator[Evidence]:
        """Lines at the head or the foot that only name a body."""
        for piece in [*self.pieces[:HEAD], *self.pieces[max(HEAD, len(self.pieces) - FOOT) :]]:
            words = self.words(piece)
            if len(words) > 110 or piece.kind == "item" or words.rstrip().endswith((".", "?", "!")):
                continue
            named = [m for m in self.m.within("name", piece.start, piece.end) if m.kind in (NAME, SEAT)]
            if not named:
                continue
            last = named[-1].end  # "Embassy of Chad in Kenya": the state where the body has its seat is no part of its name
            named = [m for i, m in enumerate(named) if not i or not self.spec.within.search(self.text[named[0].end : m.start])]
            whole = named[0].start <= self.at_subject(piece) and named[0].end >= piece.end - 1
            rest = _DIGITS.sub("", self.spec.bylines.sub("", words[named[0].end - piece.start :].strip(), count=1)).strip(" .,:|–-")
            whole = whole or named[0].start <= self.at_subject(piece) and piece is not self.title and not rest and len(named) == 1
            official = whole and (not is_state(named[0].code) or " " in words) and piece is not self.title
            before, after = words[: named[0].start - piece.start], words[last - piece.start :]
            titled = self.spec.bylines.match(words) is not None and len(before.split()) <= 6 and (not after.strip(" ().,-–|") or not rest)
            if official or titled:
                told = len(self.text[named[0].end : named[-1].start].split()) > 1  # "МИД РФ прокомментировал заявление США"
                yield Evidence((named[0] if official or told else named[-1]).code, "byline", WEIGHTS["byline"])

    def title_subject(self) -> Iterator[Evidence]:
        """The state or body that the title says to do something: "Proche-Orient : la Suisse appelle à …"."""
        if self.title is None:
            return
        words = self.words(self.title)
        parts = [0, *(m.end() for m in re.finditer(r"\s?[:–—]\s|\s-\s", words))]
        for offset in parts[:3]:
            article = self.spec.article.match(words, offset)
            at = self.title.start + (article.end() if article else offset)
            mention = next((m for m in self.m.within("name", at, self.title.end) if m.start == at and m.kind in _NAMES), None)
            follows = self.text[mention.end : self.title.end] if mention else ""
            if mention and (article or offset) and (re.match(r"\s[a-zéèêàç]{2,}", follows) or self.spec.stands.match(follows)):
                yield Evidence(mention.code, "title subject", WEIGHTS["title subject"])
            owner = self._office_at(at, self.title.end)
            if owner is not None:
                yield Evidence(owner, "title subject", WEIGHTS["title subject"])

    def _office_at(self, at: int, end: int, persons: Sequence[Person] = ()) -> str | None:
        """For whom the office at the head of a title or a sentence speaks, if a verb of meeting or of taking a stand follows it; none that ``persons`` hold."""
        for office, role, actor in lone_offices(self.text, at, end, self.m, self.language, persons):
            after = office.start + len(role)
            follow = self.text[after : min(end, after + 30)]
            return actor if office.start == at and (self.spec.met.search(follow) or self.spec.stands.match(follow)) else None
        return None

    def _stated_office(self, piece: Piece, persons: Sequence[Person]) -> str | None:
        """The state in the office that begins a report, where nobody is named as its holder ("The President of Ukraine had a phone call")."""
        at = self.at_subject(piece)
        owner = self._office_at(at, piece.end, persons)
        office = next((m for m, _, actor in lone_offices(self.text, at, piece.end, self.m, self.language, persons) if actor == owner and m.start == at), None)
        if owner is None or office is None or not is_state(owner):
            return None
        return owner if any(m.code == owner for m in self.m.within("name", at, office.end + _OWNER)) else None

    def people(self) -> Iterator[Evidence]:
        """Offices and persons of the title and the first sentences: whose are they, and are they spoken of as the other side?"""
        seen_protagonist = False
        if self.title is not None:
            compound = [m.code for m in self.m.within("name", self.title.start, self.title.end) if m.kind == COMBINING]
            yield from (Evidence(code, "protagonist", WEIGHTS["protagonist"]) for code in compound[:1])  # "О российско-бразильских консультациях"
        zones = ([self.title] if self.title else []) + self.spoken[:5]
        for piece in zones:
            persons = [self._as_leader(p) for p in find_persons(self.text, piece.start, piece.end, self.m, self.language, self.year)]
            for person in persons:
                yield from self._person(piece, person)
            if piece in self.spoken[:1]:
                owner = self._stated_office(piece, persons)
                if owner is not None:
                    yield Evidence(owner, "office subject", WEIGHTS["office subject"])
            home = self._at_home(piece, persons)
            if home is not None:
                yield Evidence(home, "at home", WEIGHTS["at home"])
            for mention, _, actor in lone_offices(self.text, piece.start, piece.end, self.m, self.language, persons):
                if actor and mention.code == "counterpart":
                    yield Evidence(actor, "counterpart", WEIGHTS["counterpart"])
            if seen_protagonist:
                continue
            seen_protagonist, protagonist = self._protagonist(piece, persons)
            if protagonist is not None:
                yield Evidence(protagonist, "protagonist", WEIGHTS["protagonist"])

    def _as_leader(self, person: Person) -> Person:
        """Somebody whom a text names by office and family name alone, with the state that the leaders table knows ("President Biden")."""
        leads = leader_actor(person.name, self.year) if person.actor is None and person.office and person.name else None
        return replace(person, actor=leads, known=True) if leads else person

    def _is_possessor(self, person: Person) -> bool:
        """Whether what is told is something of the person's, and no encounter ("President Putin's war", not "President Biden's call")."""
        follows = self.text[person.end : person.end + 30]
        return self.spec.possessive.match(follows) is not None and self.spec.met.search(follows) is None

    def _at_home(self, piece: Piece, persons: Sequence[Person]) -> str | None:
        """The state that somebody of another one visits ("the Iranian minister visited Australia"), or in whose capital a person without a state meets them."""
        guests = {p.actor for p in persons if p.qualified and p.actor and is_state(p.actor)}
        if not guests:
            return None
        words = self.words(piece)
        unattached = self.spec.met.search(words) is not None and any(p.actor is None and p.office and not p.counterpart for p in persons)
        visits = [m.end() + piece.start for m in self.spec.hosted.finditer(words)]
        for mention in self.m.within("name", piece.start, piece.end):
            if not is_state(mention.code) or guests == {mention.code}:
                continue
            visited = mention.kind == NAME and any(0 < mention.start - end <= _VISITED for end in visits)
            received = (
                mention.code not in guests
                and unattached
                and mention.kind == CAPITAL
                and self.spec.within.search(self.text[piece.start : mention.start]) is not None
            )
            if visited or received:
                return mention.code
        return None

    def _person(self, piece: Piece, person: Person) -> Iterator[Evidence]:
        if not person.actor or self._is_possessor(person):
            return
        if person.counterpart:
            yield Evidence(person.actor, "counterpart", WEIGHTS["counterpart"])
        elif self._introduced_as_other(piece, person.begin):
            yield Evidence(person.actor, "other side", WEIGHTS["other side"])
        elif person.qualified and is_state(person.actor):
            yield Evidence(person.actor, "foreign office", WEIGHTS["foreign office"])
        elif person.office and person.known:
            yield Evidence(person.actor, "own office", WEIGHTS["own office"])

    def _protagonist(self, piece: Piece, persons: Sequence[Person]) -> tuple[bool, str | None]:
        """Whether a title or sentence has a first person or office that is not introduced as the other side, and for whom they speak.

        A person without a state is the issuer's own, whose state the text need not say.
        """
        opening = self.text[self.at_subject(piece) : piece.end]
        body = next((actor for pattern, actor, _ in self.spec.issuers if pattern.startswith("^") and compiled(pattern).match(opening)), None)
        if body is not None:
            return True, body
        offices = [(m.start, actor, m.code) for m, _, actor in lone_offices(self.text, piece.start, piece.end, self.m, self.language, persons)]
        told = [p for p in persons if not self._is_possessor(p)]
        candidates = sorted([(p.begin, p.actor, "counterpart" if p.counterpart else "") for p in told] + offices, key=lambda c: c[0])
        for at, actor, code in candidates:
            paired = at > 0 and self.text[at - 1] in "-–"  # "Japan-EU Foreign Ministers' Talk"
            if code == "counterpart" or paired or self._introduced_as_other(piece, at):
                continue
            named = any(p.begin == at for p in persons)
            known = actor if named or (actor and self._is_body(actor)) else None
            return named or known is not None, known
        return False, None

    def _is_body(self, code: str) -> bool:
        """Whether it is an organisation, or a group that says "we": one that speaks for itself."""
        entry = organisation(code)
        return bool(entry) and (entry.get("kind") != "group" or self.spec.first_plural.search(self.text) is not None)

    def datelines(self) -> Iterator[Evidence]:
        """The city or the seat before the date, on the same line or on one of its own beside it."""
        head = self.pieces[:HEAD]
        dated = {i for i, piece in enumerate(head) if is_dateline(self.words(piece), self.spec)}
        for i, piece in enumerate(head):
            alone = bool(dated & {i - 1, i + 1}) and i not in dated and piece.kind != "body"
            for mention in self.m.within("name", piece.start, min(piece.end, piece.start + 60)):
                if mention.kind not in (CAPITAL, LOCALITY, VENUE, SEAT) or not is_state(mention.code):
                    continue
                if self._dates(piece, mention) or (alone and mention.start == piece.start and len(self.words(piece)) <= 40):
                    yield Evidence(mention.code, "dateline", WEIGHTS["dateline"])

    def _dates(self, piece: Piece, mention: Mention) -> bool:
        """Whether a place at the head of a piece stands beside its date, or before a dash ("Rabat - Le Royaume …")."""
        start = self.at_subject(piece)
        if mention.start == start and piece.kind == "body" and re.match(r"\s+[-–—]\s", self.text[mention.end : mention.end + 4]):
            return True
        if mention.start - start >= 12 and len(self.words(piece)) >= 110:
            return False
        after = [d for d in find_dates(self.text[mention.end : min(piece.end, mention.end + 40)], self.spec.dates) if d.year]
        before = find_dates(self.text[piece.start : mention.start], self.spec.dates)
        return bool(after and after[0].start < 18) or bool(before and len(self.words(piece)) < 110)

    def convened(self) -> Iterator[Evidence]:
        """The body that met: an organisation named before the first verb of meeting of its own ("la session de la Conférence de … s'est tenue")."""
        for piece in self.spoken[:3]:
            words = self.words(piece)
            held = self.spec.convened.search(words[:600])
            if held is None:
                continue
            verb = piece.start + held.start()
            named = [m for m in self.m.within("name", piece.start, verb) if m.kind == NAME and self._is_organisation(m.code)]
            if named and not find_persons(self.text, named[-1].end, verb, self.m, self.language, self.year):  # not "the President of the Council, A, met …"
                yield Evidence(named[-1].code, "convened", WEIGHTS["convened"])
                return

    @staticmethod
    def _is_organisation(code: str) -> bool:
        return organisation(code).get("kind") in ("organisation", "body")

    def sources(self) -> Iterator[Evidence]:
        """Who is named as the source: "rapporte l'Élysée", "un communiqué du ministère belge"."""
        for mention in self.m.layers["name"]:
            before = self.text[max(0, mention.start - 90) : mention.start]
            if mention.kind in (NAME, SEAT, ADJECTIVE) and self.spec.sources.search(before):
                yield Evidence(mention.code, "source", WEIGHTS["source"])

    def subjects(self) -> Iterator[Evidence]:
        """States and bodies that begin sentences, the more so when they take a stand there."""
        for piece in self.spoken:
            at = self.at_subject(piece)
            for mention in self.m.within("name", at, min(piece.end, at + 60)):
                if mention.start != at or mention.kind not in (NAME, SEAT):
                    continue
                rule = "takes a stand" if self.spec.stands.match(self.text[mention.end : mention.end + 200]) else "subject"
                yield Evidence(mention.code, rule, WEIGHTS[rule])


def publisher(code: str, text: str, mentions: Mentions, language: str) -> str:
    """Who published what a group of states said: the group where it says "we", else the member whom the text, naming all, names first."""
    entry = organisation(code)
    members = entry.get("members") or ()
    if entry.get("kind") != "group" or not members or head_spec(language).first_plural.search(text):
        return code
    named = [m.code for m in mentions.layers["name"] if m.kind == NAME and m.code in members]
    return named[0] if set(named) == set(members) else code
