"""What a document says about itself: title, issuer, kind and date of publication.

Who issued a text is seldom written. It is weighed from evidence (:func:`issuer_evidence`): each piece of evidence names an actor, a rule and a weight,
so that a reader can be told why. The words that the rules look for stand in ``encounter.yaml``; how much a rule counts is the same in every language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from verbale.codebook.actors import is_state, without_listed_members
from verbale.languages.data import load
from verbale.languages.gazetteer import ADJECTIVE, CAPITAL, COMBINING, LOCALITY, NAME, SEAT, VENUE, Mention
from verbale.reading.dates import DateForms, FoundDate, date_forms, find_dates, first_year
from verbale.reading.persons import Person, find_persons, leader_actor, lone_offices, plural_owners
from verbale.reading.phrases import Mentions
from verbale.reading.sieve import Rare, Sieve, compiled
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
    "at home": 2,  # where somebody of another state is received or visits
    "dateline": 2,  # the city before the date
    "convened": 4,  # the body whose session, or which itself, met to adopt the text
    "source": 3,  # who is named as having said it
    "takes a stand": 3,  # begins a sentence, followed by a verb of taking a stand
    "subject": 1,  # begins a sentence
}

#: How often one kind of evidence counts for one actor, so that a long text does not outweigh a clear one.
_AT_MOST = 3

#: How many pieces belong to the head, and how many to the foot, of a document.
_HEAD, _FOOT = 6, 5

#: Kinds of mention by which a text names who acts.
_NAMES = frozenset({NAME, SEAT, CAPITAL})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to take an actor for the issuer, or not to."""

    actor: str
    rule: str
    weight: int


@dataclass(frozen=True)
class _Spec:
    """The parts of ``encounter.yaml`` that are about a document's own data, compiled."""

    issuers: tuple[tuple[str, str, int], ...]
    issuer_sieve: Sieve
    kinds: tuple[tuple[str, Rare], ...]
    stands: re.Pattern[str]
    other_side: re.Pattern[str]
    sources: Rare
    convened: re.Pattern[str]
    hosted: re.Pattern[str]
    possessive: re.Pattern[str]
    bylines: re.Pattern[str]
    issued: Rare
    issued_until: re.Pattern[str]
    joint: re.Pattern[str]
    behalf: re.Pattern[str]
    we: re.Pattern[str]
    we_until: re.Pattern[str]
    released_by: re.Pattern[str]
    released: re.Pattern[str]
    released_until: re.Pattern[str]
    joins: re.Pattern[str]
    within: re.Pattern[str]
    before_date: re.Pattern[str]
    listing: re.Pattern[str]
    first_plural: re.Pattern[str]
    modified: re.Pattern[str]
    dated: re.Pattern[str]
    credits: re.Pattern[str]
    met: re.Pattern[str]
    article: re.Pattern[str]
    dates: DateForms


@lru_cache(maxsize=8)
def _spec(language: str) -> _Spec:
    data: dict[str, Any] = load("languages", language, "encounter.yaml")

    def any_of(key: str) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in data[key]), re.IGNORECASE)

    issuers = tuple((e["pattern"], e["actor"], e["weight"]) for e in data["issuers"])
    return _Spec(
        issuers=issuers,
        issuer_sieve=Sieve(pattern for pattern, _, _ in issuers),
        kinds=tuple((e["kind"], Rare(e["signals"])) for e in data["document_kinds"]),
        stands=any_of("stands"),
        other_side=any_of("other_side"),
        sources=Rare(data["sources"]),
        convened=any_of("convened"),
        hosted=any_of("hosted"),
        possessive=re.compile("|".join(rf"{re.escape(p)}(?!\w)" for p in data["possessive_endings"]) or "(?!)"),
        bylines=any_of("bylines"),
        issued=Rare(data["issued"]),
        issued_until=any_of("issued_until"),
        joint=any_of("joint"),
        behalf=any_of("behalf"),
        we=any_of("we"),
        we_until=any_of("we_until"),
        released_by=any_of("released_by"),
        released=any_of("released"),
        released_until=any_of("released_until"),
        joins=any_of("joins"),
        within=any_of("within"),
        before_date=re.compile(rf"(?:{'|'.join(['^', '[,|–—-]', *data['before_date']])})\s*[*_]*$"),
        listing=any_of("listing"),
        first_plural=any_of("first_plural"),
        modified=any_of("modified"),
        dated=any_of("dated"),
        credits=any_of("credits"),
        met=re.compile("|".join(f"(?:{p})" for key in ("report", "announce") for p in data[key]), re.IGNORECASE),
        article=any_of("articles"),
        dates=date_forms(language),
    )


def without_credits(text: str, pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces, those that a news agency opens with its own name ("ИНТЕРФАКС - Россия …") split behind it."""
    credit = _spec(language).credits
    result: list[Piece] = []
    for piece in pieces:
        match = credit.match(text, piece.start, piece.end) if piece.kind == "body" else None
        if match is not None and match.end() < piece.end:
            result.append(replace(piece, end=piece.start + len(match.group().rstrip()), kind="chrome"))
            piece = replace(piece, start=match.end())
        result.append(piece)
    return result


# --- title and date -----------------------------------------------------------------------------------------------------------------------


def title_piece(text: str, pieces: Sequence[Piece], language: str) -> Piece | None:
    """The piece that holds the title: the first of the opening lines that is neither a byline nor a dateline; None where a sentence opens the text."""
    spec = _spec(language)
    opening = []
    for piece in pieces[:_HEAD]:
        if piece.kind == "body":
            break
        if piece.kind in ("title", "heading"):
            opening.append(piece)
    for piece in opening:
        words = text[piece.start : piece.end]
        if not _is_dateline(words, spec) and not (spec.bylines.match(words) and len(opening) > 1):
            return piece
    return opening[0] if opening else None


def find_title(text: str, pieces: Sequence[Piece], language: str) -> str | None:
    """The title as written; None where the text opens with a sentence."""
    piece = title_piece(text, pieces, language)
    return text[piece.start : piece.end] if piece else None


def find_published(text: str, pieces: Sequence[Piece], language: str) -> str | None:
    """The date of publication: a line of its own, a "publié le", the dateline ("Paris, le 12 novembre 2021"), or the title's; None where there is none."""
    spec = _spec(language)
    title = title_piece(text, pieces, language)
    near = [*pieces[: _HEAD + 2], *pieces[max(_HEAD + 2, len(pieces) - 2) :]]
    for piece in near:
        found = _dated_line(text[piece.start : piece.end], spec)
        if found is not None:
            return found.iso(None)
    if title is None:
        return None
    words = text[title.start : title.end]
    for date in find_dates(words, spec.dates):
        if date.year and spec.dated.search(words[: date.start]):
            return date.iso(None)
    return None


def _dated_line(words: str, spec: _Spec) -> FoundDate | None:
    """The date that a line or an opening gives to the document: one that a line ends, or begins, or that a dash or a stroke sets off."""
    head = words[:160]
    if spec.modified.search(head):
        return None
    short = len(words.strip()) <= 110
    for date in find_dates(head, spec.dates):
        before, after = head[: date.start], head[date.end :]
        if not date.year:
            continue
        parenthesis = before.rstrip().endswith("(") and after.lstrip().startswith(")") and short
        alone = short and (not after.strip(" .)*_") or _PLACE_AFTER.fullmatch(after) is not None) and _is_opening(before, spec)
        set_off = re.match(r"\s*(?:[-–—/|:(]|,?\s*\d{1,2}[h:]\d\d)", after) is not None and _is_opening(before, spec)
        if parenthesis or alone or set_off:
            return date
    return None


#: How far into a text its issuers are named one by one.
_HEAD_CHARACTERS = 1_500

#: How far before the word for a text the word stands that calls it one of several ("Trilateral Leaders' Statement").
_JOINT_BEFORE = 40

#: How far behind the verb of a visit the state stands that is visited.
_VISITED = 12

_DIGITS = re.compile(r"\d+")

#: What may stand before a sentence's first word: quotation marks, the number of a paragraph ("12.", "(3)").
_OPENING = re.compile(r"[\s\"«“(]{0,3}(?:\d{1,3}[.)]+\s*)?[\s\"«“(]{0,3}")

#: A place after a date on a line of their own ("15 сентября 2021 года, Душанбе").
_PLACE_AFTER = re.compile(r",\s*[A-ZÀ-ÖØ-ÞŒА-ЯЁ][\w' -]{1,30}\s*")


def _is_opening(before: str, spec: _Spec) -> bool:
    """Whether what stands before a date is a place, a source or nothing: few words, and no sentence."""
    tied = spec.before_date.search(before.strip() + " ") is not None
    return tied and len(before.split()) <= 9 and re.search(r"[.!?;]\s", before) is None


def _is_dateline(words: str, spec: _Spec) -> bool:
    dates = find_dates(words, spec.dates) if len(words) <= 80 else []
    if not dates or words[dates[0].end :].strip(" .)/|-–"):
        return False
    before = words[: dates[0].start]
    return len(before.split()) <= 6 and _is_opening(before, spec)


# --- the issuer ---------------------------------------------------------------------------------------------------------------------------


def issuer_scores(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None = None) -> Counter[str]:
    """How strongly a text's own words point to each possible issuer; ``year`` is that of its publication, None where unknown."""
    scores: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for evidence in issuer_evidence(text, pieces, mentions, language, year):
        actor = evidence.actor.partition(":")[0]  # a part of a state publishes for the state
        counts[actor, evidence.rule] += 1
        if counts[actor, evidence.rule] <= _AT_MOST:
            scores[actor] += evidence.weight
    return Counter({_publisher(code, text, mentions, language): score for code, score in reversed(scores.most_common()) if score > 0})


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
        self.spec = _spec(language)
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
        for piece in [*self.pieces[:_HEAD], *self.pieces[max(_HEAD, len(self.pieces) - _FOOT) :]]:
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
            owner = self._title_office(at)
            if owner is not None:
                yield Evidence(owner, "title subject", WEIGHTS["title subject"])

    def _title_office(self, at: int) -> str | None:
        """For whom the office at the head of a title speaks, if a verb of meeting or of taking a stand follows it."""
        end = self.title.end if self.title else at
        for office, role, actor in lone_offices(self.text, at, end, self.m, self.language, ()):
            after = office.start + len(role)
            follow = self.text[after : min(end, after + 30)]
            return actor if office.start == at and (self.spec.met.search(follow) or self.spec.stands.match(follow)) else None
        return None

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
        entry = _organisations().get(code)
        return entry is not None and (entry.get("kind") != "group" or self.spec.first_plural.search(self.text) is not None)

    def datelines(self) -> Iterator[Evidence]:
        """The city or the seat before the date, on the same line or on one of its own beside it."""
        head = self.pieces[:_HEAD]
        dated = {i for i, piece in enumerate(head) if _is_dateline(self.words(piece), self.spec)}
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
        return (_organisations().get(code) or {}).get("kind") in ("organisation", "body")

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


@lru_cache(maxsize=1)
def _organisations() -> dict[str, Any]:
    found: dict[str, Any] = load("codebook", "organisations.yaml")
    return found


def _publisher(code: str, text: str, mentions: Mentions, language: str) -> str:
    """Who published what a group of states said: the group where it says "we", else the member whom the text, naming all, names first."""
    entry = _organisations().get(code) or {}
    members = entry.get("members") or ()
    if entry.get("kind") != "group" or not members or _spec(language).first_plural.search(text):
        return code
    named = [m.code for m in mentions.layers["name"] if m.kind == NAME and m.code in members]
    return named[0] if set(named) == set(members) else code


def title_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Issuers that the title and the lines under it name: "Déclaration conjointe de la France et de l'Allemagne", "Communiqué de la CEDEAO"."""
    spec = _spec(language)
    title = title_piece(text, pieces, language)
    year = first_year(text)
    alone: dict[str, None] = {}
    together: dict[str, None] = {}
    whole: list[str] = []
    joint = False
    for index, piece in enumerate(pieces[:_HEAD]):
        words = text[piece.start : piece.end]
        match = spec.issued.search(words[:500])
        if match is None or len(words) > 500 or (piece.kind in ("body", "item") and match.start() > 3):
            continue
        here = spec.joint.search(words, max(0, match.start() - _JOINT_BEFORE), match.end()) is not None
        joint = joint or here
        start, end = _issuer_zone(piece, words, match, spec)
        behalf = spec.behalf.search(text, start, piece.end)
        if behalf is not None:
            start, end = _issuer_zone(piece, words, behalf, spec, piece.start)
        named = _named_in(text, start, end, mentions, language, year)
        below = pieces[index + 1] if index + 1 < len(pieces) else piece
        if not named and match.end() == len(words) and (below.kind == "heading" or text[below.start].islower()):
            named = _named_in(text, below.start, below.end, mentions, language, year)  # a title in two lines
        before = _named_before(text, piece.start, piece.start + match.start(), mentions) if piece is title or piece.kind == "title" else []
        if before and not here:
            named = before  # "Security Council press statement was issued by the Council President, A (Japan)"
        if here and len(named) < 2 and piece.kind in ("title", "heading"):
            whole = _named_in(text, piece.start, piece.end, mentions, language, year)
        if here or len(named) > 1:
            together.update(dict.fromkeys(named))
        elif piece is title or piece.kind != "body":
            alone.update(dict.fromkeys(named))
    if joint and len(together) < 2:
        sides = _opening_sides(text, pieces, mentions, language, year)
        own = len(whole) > 1 and (not sides or bool(set(whole) & set(sides)))  # the title names the sides, not merely what they speak of
        return tuple(whole if own else sides or whole or together or alone)
    if together:
        return tuple(together)
    return tuple(_publisher(code, text, mentions, language) for code in list(alone)[:1])


def _named_before(text: str, start: int, end: int, mentions: Mentions) -> list[str]:
    """Who is named right before the word for a text ("UK Statement to the OSCE", "E3-Statement"): the states of a group where the text's head names each."""
    found = [m for m in mentions.within("name", start, end) if m.kind == NAME and text[m.end : end] in ("", " ", "-")]
    if not found:
        return []
    code = found[-1].code
    members = _organisations().get(code, {}).get("members") or ()
    named = {m.code for m in mentions.within("name", end, end + _HEAD_CHARACTERS)}
    return list(members) if members and named >= set(members) else [code]


def is_joint(title: str, language: str) -> bool:
    """Whether a title calls the text one of several."""
    spec = _spec(language)
    match = spec.issued.search(title)
    return match is not None and spec.joint.search(title, max(0, match.start() - _JOINT_BEFORE), match.end()) is not None


def _issuer_zone(piece: Piece, words: str, match: re.Match[str], spec: _Spec, offset: int = 0) -> tuple[int, int]:
    """Where in a title the issuer is named: from the word for the text to its subject; ``offset`` is where the searched text began in the document."""
    after = match.end() - offset
    stop = spec.issued_until.search(words, after)
    colon = words.find(":", after)
    ends = [end for end in (stop.start() if stop else -1, colon) if end >= 0]
    return piece.start + after, piece.start + min(ends) if ends else piece.end


def _named_in(text: str, start: int, end: int, mentions: Mentions, language: str, year: int | None) -> list[str]:
    """Actors that a stretch names, by name, demonym, seat or person, in order, each once."""
    persons = find_persons(text, start, end, mentions, language, year)
    within = _spec(language).within
    named = [m for m in mentions.within("name", start, end) if m.kind in (NAME, SEAT, ADJECTIVE, COMBINING)]
    found = [(m.start, m.code) for i, m in enumerate(named) if not i or not within.search(text[max(start, m.start - 40) : m.start])]
    found += [(p.begin, p.actor) for p in persons if p.actor]
    return list(dict.fromkeys(code for _, code in sorted(found)))


def _opening_sides(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str, year: int | None) -> list[str]:
    """The sides of a joint text whose title names fewer than two: who is named, or holds the offices, in the title or the first sentences.

    An office without its state is the one whose own words the text is in: the actor that the other evidence points to.
    """
    scores = issuer_scores(text, pieces, mentions, language)
    for piece in [p for p in pieces if p.kind in ("title", "body")][:4]:
        persons = find_persons(text, piece.start, piece.end, mentions, language, year)
        sides = [(p.begin, p.actor) for p in persons]
        listed: int | None = None
        for mention, _, actor in lone_offices(text, piece.start, piece.end, mentions, language, persons):
            if mention.code != "counterpart":
                owners: list[str | None] = [*plural_owners(text, mention, piece.end, mentions, language)]
                told_of = listed is not None and _spec(language).issued_until.search(text, listed, mention.start) is not None
                sides += [(mention.start, owner) for owner in owners or [actor] if not told_of]
                listed = mention.end if owners else listed
        ordered = [actor for _, actor in sorted(sides, key=lambda side: side[0])]
        stated = list(dict.fromkeys(actor for actor in ordered if actor))
        if len(stated) > 1:
            return stated
        own = next((code for code, _ in scores.most_common() if code not in stated), None)
        if stated and own and None in ordered:
            return list(dict.fromkeys(actor or own for actor in ordered))
    return []


def first_person_issuers(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Issuers that introduce themselves ("Nous, dirigeants de France, d'Allemagne et du Royaume-Uni, …"), or that sign at the end."""
    codes = (
        _introduced(text, pieces, mentions, language)
        or _released(text, pieces, mentions, language)
        or _listed_subject(text, pieces, mentions, language)
        or _signed(text, pieces, mentions, language)
        or _listed_at_the_end(text, pieces, mentions, language)
    )
    codes = without_listed_members(codes)
    titled = title_issuers(text, pieces, mentions, language) if codes else ()
    return titled if set(codes) == set(titled) else codes


def _introduced(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    spec = _spec(language)
    for piece in pieces[:10]:
        match = spec.we.search(text, piece.start, piece.end)
        if match is None:
            continue
        limit = min(piece.end, match.end() + 600)
        verb = spec.we_until.search(text, match.end(), limit)
        end = verb.start() if verb else limit
        codes = list(dict.fromkeys(m.code for m in mentions.within("name", match.start(), end) if m.kind in (NAME, ADJECTIVE)))
        if codes:
            return tuple(codes)
    return ()


def _released(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Two or more who are said to have issued the text: "The following statement was released by …", "the leaders of … issued the following statement"."""
    spec = _spec(language)
    year = first_year(text)
    for piece in [p for p in pieces[:_HEAD] if p.kind != "chrome"]:
        by = spec.released_by.search(text, piece.start, piece.end)
        following = spec.released.search(text, piece.start, piece.end)
        if by is not None:
            until = spec.released_until.search(text, by.end(), piece.end)
            end = until.start() if until else piece.end
            codes = _named_in(text, by.end(), end, mentions, language, year) if spec.joins.search(text, by.end(), end) else []
        elif following is not None and spec.joins.search(text, piece.start, following.start()):
            named = [m for m in mentions.within("name", piece.start, following.start()) if m.kind == NAME]
            codes = list(dict.fromkeys(m.code for m in named if not spec.within.search(text[max(piece.start, m.start - 40) : m.start])))
        else:
            continue
        if len(codes) > 1:
            return tuple(codes)
    return ()


def _listed_subject(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Several whom the first sentence lists before its verb ("France, Germany and Italy reiterate our …"), before its "we", or in parentheses.

    Two need a verb of taking a stand; the text speaks in the first person, or its title calls it one of several.
    """
    spec = _spec(language)
    listed = _in_parentheses(text, pieces, mentions)
    if listed:
        return listed
    first = next((p for p in pieces if p.kind == "body" and not spec.released_by.search(text, p.start, p.end)), None)
    title = title_piece(text, pieces, language)
    joint = title is not None and spec.joint.search(text, title.start, title.end) is not None
    if first is None or not joint and spec.first_plural.search(text) is None:
        return ()
    we = spec.first_plural.search(text, first.start, first.end)
    zone = [m for m in mentions.within("name", first.start, min(first.end, first.start + 700)) if m.kind == NAME]
    codes, at = _run(text, zone, first.start, spec)
    if len(codes) > 2 or len(codes) == 2 and spec.stands.match(text, at):
        return codes
    for position, mention in enumerate(zone):
        codes, at = _run(text, zone[position:], mention.start, spec)
        if len(codes) > 1 and we is not None and at < we.start() and text[at] == ",":
            return codes
    return ()


def _in_parentheses(text: str, pieces: Sequence[Piece], mentions: Mentions) -> tuple[str, ...]:
    """Three or more states that the head lists in parentheses and nothing else with them."""
    for piece in pieces[:3]:
        for match in re.finditer(r"\(([^()]{10,300})\)", text[piece.start : piece.end]):
            start = piece.start + match.start(1)
            codes = [m.code for m in mentions.within("name", start, piece.start + match.end(1)) if m.kind == NAME]
            if len(set(codes)) > 2 and match.group(1).count(",") >= len(codes) - 2:
                return tuple(dict.fromkeys(codes))
    return ()


def _run(text: str, names: Sequence[Mention], start: int, spec: _Spec) -> tuple[tuple[str, ...], int]:
    """The codes of names that follow on one another from ``start`` as a list does, each once, and where the list ends."""
    codes, at = [], start
    for mention in names:
        if not spec.listing.fullmatch(text, at, mention.start):
            break
        codes.append(mention.code)
        at = mention.end
    return tuple(dict.fromkeys(codes)), at


def _signed(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """Who signed: two or more lines at the end that are each a name with an office."""
    codes: list[str] = []
    for piece in reversed(pieces[-12:]):
        if piece.kind == "chrome":
            continue
        persons = find_persons(text, piece.start, piece.end, mentions, language, None) if piece.end - piece.start <= 120 else []
        if len(persons) != 1 or persons[0].role is None or persons[0].start - piece.start > 12 or not persons[0].actor:
            break
        codes.insert(0, persons[0].actor)
    distinct = tuple(dict.fromkeys(codes))
    return distinct if len(distinct) > 1 else ()


def _listed_at_the_end(text: str, pieces: Sequence[Piece], mentions: Mentions, language: str) -> tuple[str, ...]:
    """States that a last line merely lists, under a text that says "we"."""
    spec = _spec(language)
    last = next((p for p in reversed(pieces) if p.kind != "chrome"), None)
    if last is None or not last.first:
        return ()
    codes, at = [], last.start
    for mention in (m for m in mentions.within("name", last.start, last.end) if m.kind == NAME):
        if mention.start < at or not spec.listing.fullmatch(text, at, mention.start):
            return ()
        codes.append(mention.code)
        at = mention.end
    listed = len(codes) > 2 and not text[at : last.end].strip(" .)") and spec.first_plural.search(text) is not None
    return tuple(dict.fromkeys(codes)) if listed else ()


# --- the kind -----------------------------------------------------------------------------------------------------------------------------


def find_kind(title: str | None, text: str, issuer: tuple[str, ...], has_encounter: bool, organisations: dict[str, Any], language: str) -> str:
    """The document's kind (codebook section 1)."""
    head = (title or "") + "\n" + text[:300]
    body = bool(issuer) and issuer[0] in organisations
    for kind, pattern in _spec(language).kinds:
        if kind == "joint-statement" and len(issuer) < 2 and not pattern.search(title or ""):
            continue
        if kind in ("declaration", "statement") and not body:
            continue
        if pattern.search(head):
            return "joint-statement" if kind in ("declaration", "statement") and len(issuer) > 1 else kind
    if len(issuer) > 1:
        return "joint-statement"
    if has_encounter and _spec(language).met.search((title or "") + "\n" + text[:700]):
        return "readout"
    return "declaration" if body else "statement"
