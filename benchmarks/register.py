"""Measure a register of a million statements, on SQLite and on PostgreSQL; writes ``benchmarks/REGISTER.md``. Run it with ``make bench-register``.

The statements are those of ``../shared/corpus``, read once and then varied: half of the states, drawn anew for each copy of the corpus, exchange their names
among themselves, as do the leaders, and the dates move over some 35 years. Only the adding and the searching are timed, never the making.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from benchmarks.run import ROOT, Result, child, machine, table

from verbale.record import Encounter, Participant, Record, Span, Statement

CORPUS = ROOT.parent / "shared" / "corpus" / "us-readouts.en.jsonl"
#: How far back a copy's dates may move.
YEARS_BACK = 35
#: The settings that docs/register.md tells a team to make; all others are the server's own.
SETTINGS = {
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
}
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


# --- Searches as people make them


@dataclass(frozen=True, slots=True)
class Search:
    """Words and filters."""

    text: str
    filters: dict[str, Any]

    def __str__(self) -> str:
        return " ".join([self.text, *(f"{name}={value}" for name, value in self.filters.items())])


class Searches:
    """Draws searches from statements of the register, so that most of them find something.

    Args:
        maker: makes the records.
        statements: how many of them the smallest register holds.
    """

    def __init__(self, maker: Maker, statements: int) -> None:
        self._maker = maker
        self._chance = random.Random("searches")  # noqa: S311 - the same numbers each time are the point
        self._records = sum(1 for _ in maker.records(statements))
        self._times = Counter(word for template in maker.templates for one in template.record.statements for word in _words(one.evidence.text))

    def draw(self, count: int) -> list[Search]:
        """So many searches."""
        return [self._one() for _ in range(count)]

    def _statement(self) -> tuple[Record, Statement]:
        while True:
            _, record = self._maker(self._chance.randrange(self._records))
            if record.statements:
                return record, self._chance.choice(record.statements)

    def _one(self) -> Search:
        record, statement = self._statement()
        words = _words(statement.evidence.text)
        filters = self._filters(record, statement)
        if self._chance.random() < 0.1:
            filters["sort"] = self._chance.choice(("newest", "oldest", "strongest"))
        return Search(self._text(words), filters)

    def _text(self, words: list[str]) -> str:
        """One to three words, a phrase, or a beginning."""
        chance = self._chance
        kind = chance.choices(("words", "phrase", "beginning"), (60, 25, 15))[0]
        if kind == "phrase" and len(words) > 1:
            length = min(chance.choice((2, 2, 3, 4)), len(words))
            begin = chance.randrange(len(words) - length + 1)
            return f'"{" ".join(words[begin : begin + length])}"'
        long = [word for word in words if len(word) > 3] or words
        if kind == "beginning":
            word = self._word(long)
            return f"{word[: max(4, len(word) * 2 // 3)]}*"
        return " ".join(dict.fromkeys(self._word(long) for _ in range(chance.choice((1, 1, 2, 2, 3)))))

    def _word(self, words: list[str]) -> str:
        """Any of them, so that frequent ones come often; or the rarest of a few."""
        few = [self._chance.choice(words) for _ in range(self._chance.choice((1, 1, 4)))]
        return min(few, key=lambda word: self._times[word])

    def _filters(self, record: Record, statement: Statement) -> dict[str, Any]:
        """One to three; one in ten from another statement, so that some searches find little or nothing."""
        chosen: dict[str, Any] = {}
        for _ in range(self._chance.choice((1, 1, 2, 2, 3))):
            its = self._statement() if self._chance.random() < 0.1 else (record, statement)
            name, value = self._chance.choice(_possible(*its, self._chance))
            chosen[name] = value
        return chosen


def _words(text: str) -> list[str]:
    from verbale.register.words import tokens

    return [text[token.start : token.end] for token in tokens(text)]


def _possible(record: Record, statement: Statement, chance: random.Random) -> list[tuple[str, Any]]:
    """The filters that find a statement."""
    year = int((record.document.published or "2000")[:4])
    found: list[tuple[str, Any]] = [
        ("act", statement.act if chance.random() < 0.7 else f"{statement.act},support"),
        ("speaker", chance.choice(statement.speaker)),
        ("since", str(year - chance.randrange(6))),
        ("until", f"{year + chance.randrange(6)}-12"),
    ]
    if statement.strength > 1:
        found.append(("min_strength", statement.strength))
    for name, codes in (("addressee", statement.addressee), ("target", statement.target), ("topic", statement.topics), ("place", statement.places)):
        if codes:
            found.append((name, chance.choice(codes)))
    return found


# --- The engines


def binary(name: str) -> str:
    """A program of the system's PostgreSQL.

    Raises:
        RuntimeError: when there is none.
    """
    found = shutil.which(name)
    if found is None:
        places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
        if not places:
            raise RuntimeError(f"{name}: PostgreSQL is not installed; install it, or measure with --engines sqlite")
        found = str(places[-1])
    return found


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server of our own, on a socket in its folder. As root it runs as the user postgres, since it refuses to run as root."""

    folder: Path

    def _run(self, *command: str) -> None:
        prefix = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
        ended = subprocess.run((*prefix, *command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, cwd=self.folder)
        if ended.returncode:
            raise RuntimeError(f"{Path(command[0]).name}: {ended.stderr.strip()}")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Start it, making its folder where there is none, and stop it in the end."""
        data = self.folder / "data"
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            if os.geteuid() == 0:
                shutil.chown(self.folder, "postgres", "postgres")
            self._run(binary("initdb"), "-D", str(data), "-A", "trust", "-U", "verbale", "-E", "UTF8", "--locale=C.UTF-8")
        options = {**SETTINGS, "unix_socket_directories": str(self.folder), "listen_addresses": "''"}
        text = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run(binary("pg_ctl"), "-D", str(data), "-w", "-l", str(self.folder / "log"), "-o", text, "start")
        try:
            yield
        finally:
            self._run(binary("pg_ctl"), "-D", str(data), "-w", "-m", "fast", "stop")

    def address(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://verbale@/{database}?host={self.folder}"

    def fresh(self, database: str) -> None:
        """Make a database anew."""
        engine = sa.create_engine(self.address("postgres").replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE IF EXISTS {database}"))
            connection.execute(sa.text(f"CREATE DATABASE {database}"))
        engine.dispose()

    def version(self) -> str:
        """The server's version."""
        engine = sa.create_engine(self.address("postgres").replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            found: str = connection.scalar(sa.text("SHOW server_version")) or ""
        engine.dispose()
        return found.split()[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A register that was filled, and how that went."""

    engine: str
    where: str
    statements: int
    text_bytes: int
    seconds: float
    cpu_s: float  # of this process; a server's comes on top
    last_tenth: float  # statements a second
    optimise_s: float
    size: int  # bytes on disk, after a checkpoint; 0 where the engine has no file of its own


def fill(engine: str, where: str, maker: Maker, statements: int) -> Made:
    """Add so many statements to a new register; only the adding is timed."""
    from verbale.register import Register

    marks: list[tuple[int, float]] = [(0, 0.0)]  # how many statements after how many seconds
    text_bytes, spent, cpu_s, begun = 0, 0.0, 0.0, time.perf_counter()
    with Register(where) as register:
        for number, (uri, record) in enumerate(maker.records(statements), start=1):
            begin, cpu_begin = time.perf_counter(), time.process_time()
            outcome = register.add(record, uri)
            spent += time.perf_counter() - begin
            cpu_s += time.process_time() - cpu_begin
            if outcome != "added":
                raise RuntimeError(f"{uri}: {outcome}")
            text_bytes += len(record.document.text.encode())
            marks.append((marks[-1][0] + len(record.statements), spent))
            if number % 10_000 == 0:
                say(f"{engine}: {marks[-1][0]:,} of {statements:,} statements, {marks[-1][0] / spent:,.0f}/s; {time.perf_counter() - begun:.0f} s in all")
        begin = time.perf_counter()
        register.optimise()
        optimise_s = time.perf_counter() - begin
    first = next(mark for mark in marks if mark[0] >= marks[-1][0] * 0.9)
    last_tenth = (marks[-1][0] - first[0]) / (spent - first[1])
    return Made(engine, where, marks[-1][0], text_bytes, spent, cpu_s, last_tenth, optimise_s, size_of(where))


def size_of(where: str) -> int:
    """Bytes of a SQLite file after a checkpoint, or of a database of a server."""
    if "://" not in where:
        with closing(sqlite3.connect(where)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(where).stat().st_size
    engine = sa.create_engine(where.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        found = int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    engine.dispose()
    return found


@dataclass(slots=True)
class Shelf:
    """Registers that were made, in a folder; a later run with the same folder uses them again."""

    folder: Path
    server: Server | None
    _known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get(self, engine: str, maker: Maker, statements: int) -> Made:
        """A register of so many statements, made now or before."""
        path, name = self.folder / "made.json", f"{engine}_{statements}"
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if name not in known:
            made = fill(engine, self._place(engine, statements), maker, statements)
            known[name] = {slot: getattr(made, slot) for slot in Made.__slots__}
            path.write_text(json.dumps(known, indent=1), encoding="utf-8")
        return Made(**known[name])

    def restored(self, engine: str, source: Made) -> Made:
        """A register with the content of another, by way of ``Register.restore``; much quicker than to add everything once more."""
        from verbale.register import Register

        path, name = self.folder / "made.json", f"{engine}_{source.statements}_restored"
        known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if name not in known:
            where = self._place(engine, source.statements)
            say(f"{engine}: restoring {source.statements:,} statements")
            begin, cpu_begin = time.perf_counter(), time.process_time()
            with Register(where) as register:
                register.restore(source.where)
                seconds, cpu_s = time.perf_counter() - begin, time.process_time() - cpu_begin
                register.optimise()
            optimise_s = time.perf_counter() - begin - seconds
            known[name] = {**{slot: getattr(source, slot) for slot in Made.__slots__}, "engine": engine, "where": where, "seconds": seconds, "cpu_s": cpu_s}
            known[name] |= {"last_tenth": 0.0, "optimise_s": optimise_s, "size": size_of(where)}
            path.write_text(json.dumps(known, indent=1), encoding="utf-8")
        return Made(**known[name])

    def _place(self, engine: str, statements: int) -> str:
        """Where a new register may lie; nothing is there."""
        name = f"register_{statements}"
        if engine == "postgresql":
            assert self.server is not None
            self.server.fresh(name)
            return self.server.address(name)
        for path in self.folder.glob(f"{name}.sqlite*"):
            path.unlink()
        return str(self.folder / f"{name}.sqlite")


# --- Measuring

#: Hits on a page.
_PAGE = 20


@dataclass(frozen=True, slots=True)
class Timed:
    """A search, how long it took, and how much it found."""

    search: Search
    ms: float
    total: int
    is_exact: bool
    hits: int


def timed(where: str, searches: Sequence[Search], rounds: int) -> list[Timed]:
    """Every search's median time; each was run once before, in the same process."""
    from verbale.register import Register

    found: list[Timed] = []
    with Register(where, create=False) as register:

        def run(search: Search) -> Callable[[], Any]:
            return lambda: register.search(search.text, limit=_PAGE, **search.filters)

        for search in searches:
            run(search)()
        for search in searches:
            times = []
            for _ in range(rounds):
                begin = time.perf_counter()
                result = run(search)()
                times.append(time.perf_counter() - begin)
            found.append(Timed(search, statistics.median(times) * 1000, result.total, result.is_exact, len(result.hits)))
    return found


def quantile(times: Sequence[Timed], share: float) -> float:
    """The time in which a share of the searches has answered."""
    return sorted(one.ms for one in times)[max(0, math.ceil(share * len(times)) - 1)]


def has_search() -> bool:
    """Whether the command line can search."""
    ended = subprocess.run((sys.executable, "-m", "verbale", "search", "--help"), capture_output=True, check=False, cwd=ROOT)
    return ended.returncode == 0


def adding(made: Made) -> list[Result]:
    """What was measured while a register was filled."""
    name, bound = NAMES[made.engine], ("≥", 3000.0) if made.engine == "sqlite" else None
    results = [
        Result(
            f"{name}: adding",
            made.statements / made.seconds,
            "statements/s",
            bound,
            f"{made.statements:,} statements in {made.seconds:.0f} s, {made.cpu_s:.0f} s of them CPU of this process",
        ),
        Result(f"{name}: adding, the last tenth", made.last_tenth, "statements/s", bound, "one transaction a document"),
        Result(f"{name}: bringing the index into its best shape", made.optimise_s, "s", None, "`Register.optimise`, once after everything"),
    ]
    size = f"{made.size / 1e6:,.0f} MB ÷ {made.text_bytes / 1e6:,.0f} MB"
    what = "file ÷ its texts" if made.engine == "sqlite" else "database ÷ its texts"
    return [*results, Result(f"{name}: {what}", made.size / made.text_bytes, "×", ("≤", 3.0) if made.engine == "sqlite" else None, size)]


def restoring(made: Made) -> Result:
    """What was measured while a register was restored."""
    detail = f"{made.statements:,} statements in {made.seconds:.0f} s, from the SQLite register above"
    return Result(f"{NAMES[made.engine]}: restoring a backup", made.statements / made.seconds, "statements/s", None, detail)


def searching(whole: Made, tenth: Made, searches: Sequence[Search], rounds: int) -> tuple[list[Result], str]:
    """How long searches take in a register and in one of a tenth of its size, and the slowest of them."""
    from verbale.register.search import WINDOW

    name = NAMES[whole.engine]
    say(f"{name}: {len(searches)} searches, {rounds} times each")
    small, large = timed(tenth.where, searches, rounds), timed(whole.where, searches, rounds)
    cut = sum(not one.is_exact for one in large)
    nothing = sum(one.total == 0 for one in large)
    median, p95, p99 = (quantile(large, share) for share in (0.5, 0.95, 0.99))
    median_small, p95_small = quantile(small, 0.5), quantile(small, 0.95)
    detail = f"{len(searches)} searches, {cut} of them with more than {WINDOW:,} hits, {nothing} with none"
    results = [
        Result(f"{name}: search, median", median, "ms", None, detail),
        Result(f"{name}: search, 95th percentile", p95, "ms", ("≤", 100.0), f"{whole.statements:,} statements"),
        Result(f"{name}: search, 99th percentile", p99, "ms", None, f"slowest {max(one.ms for one in large):.0f} ms"),
        Result(f"{name}: 95th percentile ÷ that of a tenth of the register", p95 / p95_small, "×", ("≤", 2.0), f"{p95:.1f} ms ÷ {p95_small:.1f} ms"),
        *_of_full_pages(name, small, large),
        Result(f"{name}: median of all ÷ that of a tenth, with fewer full pages", median / median_small, "×", None, f"{median:.1f} ms ÷ {median_small:.1f} ms"),
    ]
    lines = [f"Slowest on {name}:", "", "| ms | found | search |", "| ---: | ---: | --- |"]
    slowest = sorted(large, key=lambda one: -one.ms)[:5]
    return results, "\n".join([*lines, *(f"| {one.ms:.0f} | {one.total:,}{'' if one.is_exact else ' or more'} | `{one.search}` |" for one in slowest)])


def _of_full_pages(name: str, small: Sequence[Timed], large: Sequence[Timed]) -> list[Result]:
    """The same page in both registers: searches whose first page is full in the small one and so in the large."""
    both = [(one, other) for one, other in zip(small, large, strict=True) if one.hits == other.hits == _PAGE]
    median_small, median = (statistics.median(pair[side].ms for pair in both) for side in (0, 1))
    detail = f"{median:.1f} ms ÷ {median_small:.1f} ms; {len(both)} searches"
    return [Result(f"{name}: median of full pages ÷ that of a tenth of the register", median / median_small, "×", ("≤", 2.0), detail)]


def cold(made: Made, searches: Sequence[Search], rounds: int) -> list[Result]:
    """A search in a new process."""
    search = searches[0]
    options = [part for name, value in search.filters.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    command = (sys.executable, "-m", "verbale", "search", search.text, *options, "--register", made.where)
    times = [child(*command).wall_s for _ in range(rounds + 1)][1:]
    return [Result(f"{NAMES[made.engine]}: cold start of `verbale search`", statistics.median(times), "s", None, f"on the clock: `{search}`")]


NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def report(arguments: argparse.Namespace, results: list[Result], slowest: list[str], server: Server | None) -> str:
    """The file that is written."""
    engines = [f"SQLite {sqlite3.sqlite_version}", *([f"PostgreSQL {server.version()}"] if server is not None else [])]
    settings = ", ".join(f"`{name} = {value}`" for name, value in SETTINGS.items())
    lists = "\n\n".join(slowest)
    return f"""# The register: speed and size

Measured with `make bench-register` on {datetime.now(UTC):%Y-%m-%d}: {machine()}; {", ".join(engines)}.
{arguments.statements:,} statements, made from readouts and statements of the United States, 2021 to 2026, as `verbale` reads them:
in each copy of the corpus half of the states exchange their names, as do half of the leaders, and dates move by up to {YEARS_BACK} years.
Adding: records already read, one transaction a document; the making is not timed.
Searching: the first page of 20 with facets; {arguments.searches} searches of one to three words, a phrase or a beginning, with one to three filters,
drawn from the statements; each was run once before in the same process; medians of {arguments.rounds} rounds on the clock.
PostgreSQL runs on the same machine with its default settings, but for {settings}.

{table(results)}

{lists}
"""


def parse_arguments() -> argparse.Namespace:
    """What the user asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=1_000_000, help="how many statements the register holds (default 1,000,000)")
    parser.add_argument("--engines", default="sqlite,postgresql", help="which to measure (default sqlite,postgresql)")
    parser.add_argument("--searches", type=int, default=400, help="how many searches are drawn (default 400)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each search is timed (default 3)")
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "verbale-benchmark", metavar="FOLDER", help="where the corpus is kept once it is read"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the registers there, and use those that are there")
    parser.add_argument("--dry-run", action="store_true", help="print the results and write nothing")
    arguments = parser.parse_args()
    arguments.engines = arguments.engines.split(",")
    if unknown := set(arguments.engines) - NAMES.keys():
        parser.error(f"--engines: {', '.join(sorted(unknown))}: choose from {', '.join(NAMES)}")
    return arguments


def main() -> int:
    """Measure, write the results, and fail where a bound is missed."""
    arguments = parse_arguments()
    maker = Maker(corpus(arguments.cache))
    check(maker, arguments.statements)
    with ExitStack() as stack:
        folder = arguments.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        server = None
        if "postgresql" in arguments.engines:
            if not arguments.keep:
                folder.chmod(0o711)  # the server may run as another user
            server = Server(folder.resolve() / "postgresql")
            stack.enter_context(server.running())
        shelf = Shelf(folder, server)
        searches = Searches(maker, arguments.statements // 10).draw(arguments.searches)
        results: list[Result] = []
        slowest: list[str] = []
        for engine in arguments.engines:
            tenth = shelf.get(engine, maker, arguments.statements // 10)
            if engine == "postgresql" and "sqlite" in arguments.engines:  # to add a million takes most of an hour there; a tenth shows the rate
                whole = shelf.restored(engine, shelf.get("sqlite", maker, arguments.statements))
                made = [*adding(tenth), restoring(whole)]
            else:
                whole = shelf.get(engine, maker, arguments.statements)
                made = adding(whole)
            found, slow = searching(whole, tenth, searches, arguments.rounds)
            results += [*made, *found, *(cold(whole, searches, arguments.rounds) if has_search() else [])]
            slowest.append(slow)
        text = report(arguments, results, slowest, server)
    print(text)
    if not arguments.dry_run:
        (ROOT / "benchmarks" / "REGISTER.md").write_text(text, encoding="utf-8")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
