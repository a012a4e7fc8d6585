"""Makes a register's records for its measurement: those of ``../shared/corpus``, read once and then varied.

Half of the states, drawn anew for each copy of the corpus, exchange their names among themselves, as do the leaders, and the dates move over some 35 years.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.run import ROOT

from verbale.record import Encounter, Participant, Record, Span, Statement

CORPUS = ROOT.parent / "shared" / "corpus" / "us-readouts.en.jsonl"
#: How far back a copy's dates may move.
YEARS_BACK = 35
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:, (?P<year>(?:19|20)\d\d))?|(?P<of>{_MONTH}) (?P<its>(?:19|20)\d\d)|(?P<alone>(?:19|20)\d\d))\b"
)


def say(text: str) -> None:
    """Tell how far things are."""
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


# --- The corpus, read once


def corpus(cache: Path) -> list[tuple[str, Record]]:
    """The records of the corpus with their addresses; read now, or in an earlier run by the same program and knowledge.

    Args:
        cache: folder where they are kept.
    """
    from verbale.exports.json import record_from_dict
    from verbale.register.store import this_program

    name = hashlib.sha256("\0".join((*this_program(), CORPUS.read_text(encoding="utf-8"))).encode()).hexdigest()[:16]
    path = cache / f"corpus-{name}.jsonl"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text("".join(f"{json.dumps(line)}\n" for line in _read()), encoding="utf-8")
        part.rename(path)
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        record = record_from_dict(one["record"])
        sure = tuple(replace(statement, confidence=value) for statement, value in zip(record.statements, one["confidence"], strict=True))
        found.append((one["uri"], replace(record, statements=sure)))
    return found


def _read() -> Iterator[dict[str, Any]]:
    from verbale.api import read_text

    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if number % 200 == 0:
            say(f"reading the corpus: {number:,} of {len(lines):,}")
        one = json.loads(line)
        record = read_text(f"{one['title'].strip()}\n\n{one['text']}", published=one["published"], explain=False)
        yield {"uri": one["url"], "record": record.to_dict(), "confidence": [statement.confidence for statement in record.statements]}


# --- Names and dates that can be exchanged


@dataclass(frozen=True, slots=True)
class Name:
    """A form of a name: whose it is, of which kind (``names``, ``adjectives`` …), and which of several."""

    whose: str
    kind: str
    rank: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is written, and the format that it is written in."""

    value: date
    form: str


class Forms:
    """The names of states and leaders in English, from the program's own knowledge."""

    KINDS = ("names", "adjectives", "inhabitants", "capitals")

    def __init__(self) -> None:
        from verbale.languages.data import load

        actors = load("languages", "en", "actors.yaml")
        self.states = {code: its for code, its in actors.items() if re.fullmatch("[A-Z]{3}", code) and all(its.get(kind) for kind in self.KINDS)}
        self.leaders: dict[str, list[str]] = {}
        for one in load("codebook", "leaders.yaml"):
            spellings = [one["name"], *(name for name in one.get("also", ()) if name.isascii())]
            self.leaders.setdefault(one["name"], [one["surname"], *spellings])
        self.known: dict[str, Name] = {}
        for kind in self.KINDS:
            for code, its in self.states.items():
                for rank, form in enumerate(its[kind]):
                    self.known.setdefault(form, Name(code, kind, rank))
        for leader, spellings in self.leaders.items():
            for rank, form in enumerate(spellings):
                self.known.setdefault(form, Name(leader, "leader", rank))

    def pattern(self, texts: str) -> re.Pattern[str]:
        """Finds the forms that occur in texts, the longest first."""
        forms = sorted((form for form in self.known if form in texts), key=lambda form: (-len(form), form))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")

    def form(self, name: Name) -> str:
        """The form that a name stands for; the first of its kind where there are not so many."""
        forms: Sequence[str] = self.leaders[name.whose] if name.kind == "leader" else self.states[name.whose][name.kind]
        return forms[name.rank] if name.rank < len(forms) else forms[-1 if name.kind == "leader" else 0]


def day_of(match: re.Match[str], year: int) -> Day | None:
    """The date that a match of the pattern stands for; None where no calendar has it.

    Args:
        match: what was found.
        year: the one that is meant where none is written.
    """
    found = match.groupdict()
    try:
        if found["alone"]:
            return Day(date(int(found["alone"]), 7, 1), "%Y")
        if found["of"]:
            return Day(date(int(found["its"]), MONTHS.index(found["of"]) + 1, 15), "%B %Y")
        value = date(int(found["year"] or year), MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None
    return Day(value, "%B %-d, %Y" if found["year"] else "%B %-d")


class Copy:
    """What one copy of the corpus exchanges.

    Args:
        number: of the copy; the same one always exchanges the same.
        forms: the names.
        pieces: every name and date of the corpus, as it stands there and as what it is.
    """

    def __init__(self, number: int, forms: Forms, pieces: Mapping[str | tuple[str, Day], Name | Day]) -> None:
        chance = random.Random(f"copy {number}")  # noqa: S311 - the same numbers each time are the point
        self.days = -int(number * 0.6180339887 % 1 * YEARS_BACK * 365.25)  # spread evenly, however many copies there are
        self.state = _exchanged(chance, list(forms.states)) if number else {}
        leader = _exchanged(chance, list(forms.leaders)) if number else {}
        self._codes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._dates: dict[str, str] = {}
        self.pieces = []
        for what in pieces.values():
            if isinstance(what, Day):
                self.pieces.append(f"{what.value + timedelta(self.days):{what.form}}")
            else:
                swapped = (leader if what.kind == "leader" else self.state).get(what.whose)
                self.pieces.append(forms.form(what if swapped is None else replace(what, whose=swapped)))

    def codes(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """A set of codes with the states exchanged, parts of states included."""
        found = self._codes.get(codes)
        if found is None:
            found = self._codes[codes] = tuple(self.code(code) for code in codes)
        return found

    def code(self, code: str) -> str:
        """One code likewise."""
        whole, colon, part = code.partition(":")
        return self.state.get(whole, whole) + colon + part

    def date(self, text: str | None) -> str | None:
        """An ISO 8601 date, month, year or interval, moved."""
        if text is None:
            return None
        found = self._dates.get(text)
        if found is None:
            found = self._dates[text] = "/".join(self._moved(part) for part in text.split("/"))
        return found

    def _moved(self, text: str) -> str:
        parts = [*map(int, text.split("-"))]
        middle = (*parts, *(7, 15)[len(parts) - 1 :]) if len(parts) < 3 else parts
        return (date(*middle) + timedelta(self.days)).isoformat()[: len(text)]


def _exchanged(chance: random.Random, names: list[str]) -> dict[str, str]:
    """Half of the names, each with another of them."""
    half = chance.sample(names, len(names) // 2)
    return dict(zip(half, [*half[1:], half[0]], strict=True))


# --- Records, varied


class Text:
    """A text cut where names and dates stand: what is between them, and the number of each.

    Args:
        text: the text.
        found: where they stand, in order, with their numbers.
    """

    __slots__ = ("between", "ends", "lengths", "numbers")

    def __init__(self, text: str, found: Sequence[tuple[int, int, int]]) -> None:
        starts = [0, *(end for _, end, _ in found)]
        stops = [*(start for start, _, _ in found), len(text)]
        self.between = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
        self.numbers = [number for _, _, number in found]
        self.ends = [end for _, end, _ in found]
        self.lengths = [end - start for start, end, _ in found]

    def made(self, copy: Copy) -> str:
        """The text of a copy."""
        if not self.numbers:
            return self.between[0]
        parts = [self.between[0]]
        for number, after in zip(self.numbers, self.between[1:], strict=True):
            parts += (copy.pieces[number], after)
        return "".join(parts)

    def moves(self, copy: Copy) -> list[int]:
        """By how much an offset moves, by the number of names that end at it or before."""
        moved = [0]
        for number, length in zip(self.numbers, self.lengths, strict=True):
            moved.append(moved[-1] + len(copy.pieces[number]) - length)
        return moved


@dataclass(frozen=True, slots=True)
class Place:
    """A span's offsets, and how many names end before each."""

    start: int
    names_at_start: int
    end: int
    names_at_end: int

    def span(self, text: str, moved: list[int]) -> Span:
        """The span in the text of a copy."""
        start, end = self.start + moved[self.names_at_start], self.end + moved[self.names_at_end]
        return Span(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Template:
    """A record of the corpus, ready to be varied; the places of a statement are those of cue, content and evidence."""

    uri: str
    record: Record
    text: Text
    title: Text | None
    others: dict[str, Text]  # names of participants, their roles, places, the words of a date that is due
    places: list[tuple[Place, Place | None, Place]]

    def made(self, copy: Copy) -> Record:
        """The record of a copy."""
        text, moved, head = self.text.made(copy), self.text.moves(copy), self.record.document
        text += f"\n\nReleased on {copy.date(head.published)}"  # some texts name neither a state nor a date, and no two copies may be the same
        codes = copy.codes
        statements = tuple(
            Statement(
                one.act,
                one.strength,
                codes(one.speaker),
                one.joint,
                codes(one.addressee),
                codes(one.target),
                one.topics,
                codes(one.places),
                one.frameworks,
                cue.span(text, moved),
                None if content is None else content.span(text, moved),
                evidence.span(text, moved),
                one.reiterated,
                one.hypothetical,
                one.negated,
                None if one.due is None else replace(one.due, value=copy.date(one.due.value), text=self._other(one.due.text, copy)),
                one.confidence,
            )
            for one, (cue, content, evidence) in zip(self.record.statements, self.places, strict=True)
        )
        title = None if self.title is None else self.title.made(copy)
        document = replace(head, text=text, title=title, issuer=codes(head.issuer), published=copy.date(head.published))
        return Record(document, self._encounter(copy), statements)

    def _other(self, text: str | None, copy: Copy) -> str | None:
        return None if text is None else self.others[text].made(copy)

    def _encounter(self, copy: Copy) -> Encounter | None:
        its = self.record.encounter
        if its is None:
            return None
        people = tuple(
            Participant(self._other(one.name, copy), self._other(one.role, copy), one.actor and copy.code(one.actor), one.side)  #
            for one in its.participants
        )
        place = its.place and replace(its.place, text=self._other(its.place.text, copy) or "", country=its.place.country and copy.code(its.place.country))
        return Encounter(its.kind, copy.date(its.date), place, its.framework, people)


class Maker:
    """Makes any number of records from those of the corpus; the same number always makes the same record.

    Args:
        records: those of the corpus, with their addresses.
    """

    def __init__(self, records: Sequence[tuple[str, Record]]) -> None:
        self._forms = Forms()
        self._pattern = self._forms.pattern("\n".join(record.document.text for _, record in records))
        self._pieces: dict[str | tuple[str, Day], Name | Day] = {}
        self._number: dict[str | tuple[str, Day], int] = {}
        self.templates = [self._template(uri, record) for uri, record in records]
        self._copy: tuple[int, Copy] | None = None

    def __call__(self, number: int) -> tuple[str, Record]:
        """The record of a number, and its address."""
        copy, which = divmod(number, len(self.templates))
        if self._copy is None or self._copy[0] != copy:
            self._copy = (copy, Copy(copy, self._forms, self._pieces))
        template = self.templates[which]
        return f"{template.uri}#{copy}", template.made(self._copy[1])

    def records(self, statements: int) -> Iterator[tuple[str, Record]]:
        """So many records that they hold as many statements, or a few more."""
        made = number = 0
        while made < statements:
            one = self(number)
            made += len(one[1].statements)
            number += 1
            yield one

    def _template(self, uri: str, record: Record) -> Template:
        head, its = record.document, record.encounter
        year = int((head.published or "2000")[:4])
        spans = [span for one in record.statements for span in (one.cue, one.content, one.evidence) if span is not None]
        text = self._text(head.text, year, frozenset(offset for span in spans for offset in (span.start, span.end)))
        others = [one.due.text for one in record.statements if one.due is not None]
        if its is not None:
            others += [its.place.text] if its.place is not None else []
            others += [part for one in its.participants for part in (one.name, one.role)]
        places = [
            (self._place(one.cue, text), None if one.content is None else self._place(one.content, text), self._place(one.evidence, text))
            for one in record.statements
        ]
        title = None if head.title is None else self._text(head.title, year)
        return Template(uri, record, text, title, {other: self._text(other, year) for other in others if other is not None}, places)

    def _place(self, span: Span, text: Text) -> Place:
        return Place(span.start, bisect_right(text.ends, span.start), span.end, bisect_right(text.ends, span.end))

    def _text(self, text: str, year: int, edges: frozenset[int] = frozenset()) -> Text:
        """A text, cut; a name stays as it is where a span begins or ends within it."""
        found: list[tuple[int, int, int]] = []
        for match in sorted((*self._pattern.finditer(text), *_DATE.finditer(text)), key=lambda match: match.start()):
            start, end = match.span()
            if (found and start < found[-1][1]) or any(offset in edges for offset in range(start + 1, end)):
                continue
            name = self._forms.known.get(match[0])
            what = name or day_of(match, year)
            if what is not None:
                key = match[0] if isinstance(what, Name) else (match[0], what)
                self._pieces.setdefault(key, what)
                found.append((start, end, self._number.setdefault(key, len(self._number))))
        return Text(text, found)


def check(maker: Maker, statements: int) -> None:
    """Hold a sample of what is made against what a record promises.

    Raises:
        ValueError: when a span does not stand where it says, or a copy is like another.
    """
    texts: set[str] = set()
    every = len(maker.templates) // 2 + 1  # so that each copy gives two or three
    for number in range(0, statements // 6, every):
        uri, record = maker(number)
        texts.add(record.document.text)
        for statement in record.statements:
            for span in (statement.cue, statement.content, statement.evidence):
                if span is not None and record.document.text[span.start : span.end] != span.text:
                    raise ValueError(f"{uri}: {span}")
    if len(texts) < len(range(0, statements // 6, every)) * 0.9:
        raise ValueError("the copies are too much alike")
