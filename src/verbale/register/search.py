"""Searching a register: which statements match, in which order, how often what occurs among them, and which of them are one precedent.

Only so many statements are looked at in one go (:data:`WINDOW`, the latest ones): they are ranked, grouped and counted together. Where more match, the result
says so, and its ``next`` goes on; nothing is left out silently. So the first page costs the same however large the register is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from verbale.codebook.acts import act_table
from verbale.errors import QueryError
from verbale.languages.data import languages, load
from verbale.record import Statement
from verbale.register.codes import split
from verbale.register.fulltext import full_text, index
from verbale.register.marks import FLAGS, mark
from verbale.register.precedents import Candidate, Prints, group
from verbale.register.query import And, Node, Not, Or, Phrase, Term, grounded, parse, resolve, sought
from verbale.register.rows import date_of, prepare_codes, statement_of
from verbale.register.schema import DAY_BITS, FACETS, FIRST_DAY, SET_ASIDE, origin, reading, statement, version, word
from verbale.register.words import Keys, tokens
from verbale.register.writing import Memory

#: How many statements are ranked, grouped and counted together.
WINDOW = 10_000

#: How many words of the register a beginning ("negotiat*") may stand for.
MOST_WORDS = 1000

Order = Literal["relevance", "newest", "oldest", "strongest"]

#: The filters that stand for codes; each is an argument of a search and an option of the command.
CODED = ("act", "speaker", "addressee", "target", "topic", "place", "framework", "issuer", "language", "kind")
KINDS = ("readout", "joint-statement", "statement", "declaration", "briefing", "other")
DUES = ("date", "month", "year", "interval", "immediate", "soon")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. Several codes of one filter are alternatives; different filters, and the words, must all hold.

    Attributes:
        text: words (``verbale.register.query`` says how they may be written); empty for all.
        act, speaker, addressee, target, topic, place, framework, issuer, language, kind: codes of the codebook. A state stands also for its parts (``MLI`` finds
            ``MLI:GOV``); a ``*`` at the end stands for any ending (``UNSCR*``).
        flag: ``joint``, ``reiterated``, ``hypothetical``, ``negated``; all that are given must hold.
        due: when the thing is due: a year, month or day, or one of the codebook's kinds (``soon``); ``any`` for all that are due.
        due_before: the last day, month or year by the end of which the thing is due; what is due at no certain time does not count.
        by: who must act on it: who promises, or of whom something is asked; only statements of the scales pressure and commitment have one.
        since, until: first and last day, as ISO 8601 dates, months or years.
        min_strength: 1 to 5.
        versions: ``latest`` looks at the latest text of each document only, ``all`` at the earlier ones as well.
        sort: the order of the result.
    """

    text: str = ""
    act: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    due_before: str | None = None
    by: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    min_strength: int = 1
    versions: Literal["latest", "all"] = "latest"
    sort: Order = "relevance"

    def to_dict(self) -> dict[str, Any]:
        """What was given, for JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value != _DEFAULTS[name]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Query:
        """The other way round.

        Raises:
            QueryError: when there is an argument that no search has.
        """
        for name in data:
            if name not in _DEFAULTS:
                raise QueryError(f"a search has no {name!r}; it has {', '.join(_DEFAULTS)}")
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()})


_DEFAULTS = {one.name: one.default for one in fields(Query)}


@dataclass(frozen=True, slots=True)
class Mention:
    """One of the places where a precedent was published."""

    ref: str
    date: str | None
    document: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    Attributes:
        ref: what names it, in the register and across readings: version, place of its cue.
        date: of its document, ISO 8601.
        statement: the statement.
        title, issuer, language: of its document.
        uri: where its document comes from.
        before, after: the text around the evidence.
        marked: where the words that were looked for stand in the evidence, as offsets in it.
        repeated: the other places where the same was said in nearly the same words, in the order of the search.
        score: between 0 and 5; why it stands where it stands.
        judged: whether a person has confirmed or corrected it.
    """

    ref: str
    date: str | None
    statement: Statement
    title: str | None
    issuer: tuple[str, ...]
    language: str
    uri: str | None
    before: str
    after: str
    marked: tuple[tuple[int, int], ...]
    repeated: tuple[Mention, ...]
    score: float
    judged: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A page of what was found.

    Attributes:
        total: how many statements match, up to and with those that were looked at for this page.
        is_exact: False where more match than that: ``total`` is then a lower bound.
        hits: the page.
        facets: by name, the codes that occur among the statements looked at for this page (at most :data:`WINDOW`) and how often, most frequent first; of years
            and strengths likewise.
        next: what to give as ``after`` for the next page; None on the last one.
    """

    total: int
    is_exact: bool
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    next: str | None = None


#: Facets by the name that users know.
FACET_NAMES = {"topics": "topic", "places": "place", "frameworks": "framework"}
_NARROW = [
    statement.c.id,
    *(statement.c[name] for name in FACETS),
    *(statement.c[name] for name in ("strength", "words", "print_a", "print_b", "print_c")),
]


def search(connection: Connection, query: Query, memory: Memory, *, limit: int, after: str | None, facets: bool) -> Result:
    """A page of a search.

    Args:
        connection: to the register.
        query: what is searched for.
        memory: the register's.
        limit: how many precedents a page has.
        after: ``next`` of the page before.
        facets: whether to count what occurs.

    Raises:
        QueryError: when the query cannot be understood.
    """
    low, high = _span_of_days(query)
    cursor = _Cursor(low if query.sort == "oldest" else high, 0, 0) if after is None else _Cursor.read(after)
    low, high = (max(low, cursor.number), high) if query.sort == "oldest" else (low, min(high, cursor.number))
    asked = parse(query.text)
    look_up = _LookUp(connection, memory.keys, query.language)
    node = _whole(query, None if asked is None else resolve(asked, look_up))
    rows, has_more = _window(connection, node, low, high, query)
    scores = _scores(connection, query, asked, look_up, rows, low, high)
    order = _order(query, rows, scores)
    groups = group([_candidate(rows[position]) for position in order])
    page = [[order[member] for member in members] for members in groups[cursor.skip : cursor.skip + limit]]
    hits = _hits(connection, memory, rows, page, scores, asked, look_up)
    counted = _facets(connection, memory, rows) if facets else {}
    following = None
    if cursor.skip + limit < len(groups):
        following = _Cursor(rows[0].id, cursor.skip + limit, cursor.seen)
    elif has_more:
        following = _Cursor(rows[-1].id + (1 if query.sort == "oldest" else -1), 0, cursor.seen + len(rows))
    return Result(cursor.seen + len(rows), not has_more, hits, counted, None if following is None else following.write())


def count(connection: Connection, query: Query, memory: Memory) -> int:
    """How many statements match, however many there are.

    Raises:
        QueryError: when the query cannot be understood.
    """
    low, high = _span_of_days(query)
    asked = parse(query.text)
    node = _whole(query, None if asked is None else resolve(asked, _LookUp(connection, memory.keys, query.language)))
    return int(connection.execute(_select(connection, [sa.func.count()], node, low, high, query)).scalar_one())


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a page begins: the statement that its window begins with, how many precedents of that window come before, how many statements came in windows before.

    So a search can be gone on with while statements are added: those that are later than its first page do not move it.
    """

    number: int
    skip: int
    seen: int

    def write(self) -> str:
        return f"{self.number}.{self.skip}.{self.seen}"

    @classmethod
    def read(cls, text: str) -> _Cursor:
        match = re.fullmatch(r"(\d{1,18})\.(\d{1,9})\.(\d{1,12})", text)
        if match is None:
            raise QueryError(f"{text!r} is no place to go on from; give the one that the page before ended with")
        return cls(*map(int, match.groups()))


def doubtful(connection: Connection, query: Query, memory: Memory, *, limit: int) -> list[Hit]:
    """Statements that no person has judged, the least certain first; of those that are as certain the latest.

    Raises:
        QueryError: when the query cannot be understood.
    """
    low, high = _span_of_days(query)
    asked = parse(query.text)
    look_up = _LookUp(connection, memory.keys, query.language)
    node = _whole(query, None if asked is None else resolve(asked, look_up))
    found = _select(connection, _NARROW, node, low, high, query).where(statement.c.judged.is_(False))
    rows = list(connection.execute(found.order_by(statement.c.confidence, statement.c.id.desc()).limit(limit)))
    return list(_hits(connection, memory, rows, [[position] for position in range(len(rows))], [0.0] * len(rows), asked, look_up))


def _span_of_days(query: Query) -> tuple[int, int]:
    """The numbers that statements of the query's span of time have."""
    low = 0 if query.since is None else (_day("since", query.since, is_end=False) - FIRST_DAY).days << DAY_BITS
    high = (1 << 62) if query.until is None else (((_day("until", query.until, is_end=True) - FIRST_DAY).days + 1) << DAY_BITS) - 1
    return max(low, 0), high


def _day(name: str, text: str, *, is_end: bool) -> date:
    from calendar import monthrange

    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if match is None:
        raise QueryError(f"{name}: {text!r} is no date; write 2021-11-12, 2021-11 or 2021")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        month = month or (12 if is_end else 1)
        return date(year or 0, month, day or (monthrange(year or 1, month)[1] if is_end else 1))
    except ValueError:
        raise QueryError(f"{name}: {text!r} is no date of the calendar") from None


def _whole(query: Query, words: Node | None) -> Node | None:
    """Words and filters as one query of the index; None where everything is asked for."""
    _check(query)
    parts: list[Node] = [] if words is None else [words]
    for name in CODED:
        parts += _alternatives(name, getattr(query, name))
    parts += [Phrase((mark("is", flag),)) for flag in query.flag]
    parts += _alternatives("due", tuple(kind for value in query.due for kind in (DUES if value == "any" else (value,))))
    if query.by:
        parts.append(_by(query.by))
    if query.min_strength > 1:
        parts += _alternatives("strength", tuple(str(strength) for strength in range(query.min_strength, 6)))
    if not parts:
        return None
    everything = Or(tuple(Phrase((mark("language", language),)) for language in languages()))
    return grounded(And(tuple(_flat(parts))), everything)


def _by(codes: tuple[str, ...]) -> Node:
    """Whoever must act: the speaker of a commitment, the addressee or target of a demand."""

    def those(kind: str, values: Iterable[str]) -> Node:
        return Or(tuple(_alternatives(kind, tuple(values))))

    promised = And((those("act", acts_of("commitment")), those("speaker", codes)))
    asked = And((those("act", acts_of("pressure")), Or((those("addressee", codes), those("target", codes)))))
    return Or((promised, asked))


def acts_of(*scales: str) -> tuple[str, ...]:
    """The acts of some scales of the codebook."""
    return tuple(name for name, act in act_table().items() if act.scale in scales)


def _flat(parts: Sequence[Node]) -> Iterator[Node]:
    for part in parts:
        yield from part.parts if isinstance(part, And) else (part,)


def _alternatives(kind: str, values: tuple[str, ...]) -> list[Node]:
    found = tuple(Phrase((mark(kind, value.removesuffix("*")),), is_prefix=value.endswith("*")) for value in values)
    return [] if not found else [found[0]] if len(found) == 1 else [Or(found)]


def _check(query: Query) -> None:
    """Say which values no statement can have, instead of finding nothing."""
    for name, known in (
        ("act", tuple(act_table())),
        ("topic", tuple(load("codebook", "topics.yaml"))),
        ("language", languages()),
        ("kind", KINDS),
        ("flag", FLAGS),
    ):
        for value in getattr(query, name):
            if value not in known and not value.endswith("*"):
                raise QueryError(f"{name}: {value!r} is none; choose from {', '.join(known)}")
    for value in query.due:
        if value not in (*DUES, "any") and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            raise QueryError(f"due: {value!r} is neither a year, month or day (2022-02) nor one of any, {', '.join(DUES)}")
    if not 1 <= query.min_strength <= 5:
        raise QueryError(f"min_strength: {query.min_strength} is not between 1 and 5")


class _LookUp:
    """What stands for a term in the index: its base form in every language that knows the word."""

    def __init__(self, connection: Connection, keys: Keys, only: tuple[str, ...]) -> None:
        self._connection = connection
        self._keys = keys
        self._languages = tuple(code for code in languages() if not only or code in only)
        self._found: dict[Term, Node] = {}

    def __call__(self, term: Term) -> Node:
        found = self._found.get(term)
        if found is None:
            phrases = tuple(dict.fromkeys(self._phrases(term)))
            found = self._found[term] = phrases[0] if len(phrases) == 1 else Or(phrases)
        return found

    def _phrases(self, term: Term) -> Iterator[Phrase]:
        *before, last = term.forms
        begun = self._begun(last) if term.is_prefix else {}
        for language, known in self._known(term.forms).items():
            keys = tuple(known.get(form, form) for form in before)
            if not term.is_prefix:
                yield Phrase((*keys, known.get(last, last)))
                continue
            yield Phrase((*keys, last), is_prefix=True)
            for key in begun.get(language, ()):
                yield Phrase((*keys, key))

    def _known(self, forms: Sequence[str]) -> dict[str, dict[str, str]]:
        """For every language, the base forms of words; those of the register's vocabulary where it has the word in any language, else those of the tables."""
        wanted = sorted(set(forms))
        found: dict[str, dict[str, str]] = {language: {} for language in self._languages}
        query = sa.select(word.c.language, word.c.form, word.c.key).where(word.c.form.in_(wanted), word.c.language.in_(self._languages))
        for language, form, key in self._connection.execute(query):
            found[language][form] = key
        for form in wanted:
            if not any(form in known for known in found.values()):
                for language in self._languages:
                    if form.isascii() != (language == "ru"):
                        found[language][form] = self._keys.of(language, form)
        return found

    def _begun(self, beginning: str) -> dict[str, list[str]]:
        """The base forms of the register's words that begin so, by language."""
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        query = (
            sa.select(word.c.language, word.c.key)
            .where(word.c.form >= beginning, word.c.form < end, word.c.language.in_(self._languages))
            .distinct()
            .order_by(word.c.language, word.c.key)
            .limit(MOST_WORDS + 1)
        )
        rows = self._connection.execute(query).all()
        if len(rows) > MOST_WORDS:
            raise QueryError(f"more than {MOST_WORDS:,} words begin with {beginning!r}; write more letters before the *")
        found: dict[str, list[str]] = {}
        for language, key in rows:
            if not key.startswith(beginning):
                found.setdefault(language, []).append(key)
        return found


def _select(connection: Connection, columns: Sequence[Any], node: Node | None, low: int, high: int, query: Query) -> sa.Select[Any]:
    found = sa.select(*columns)
    if node is None:
        found = found.select_from(statement).where(statement.c.id >= low, statement.c.id <= high)
    else:
        words = full_text(connection)
        found = found.select_from(index.join(statement, statement.c.id == words.number)).where(words.matches(node))
        found = found.where(words.number >= low, words.number <= high)
    if query.due_before is not None:
        found = found.where(statement.c.due_day <= (_day("due_before", query.due_before, is_end=True) - FIRST_DAY).days)
    return found.where(statement.c.standing < SET_ASIDE if query.versions == "all" else statement.c.standing == 0)


def _window(connection: Connection, node: Node | None, low: int, high: int, query: Query) -> tuple[list[Row[Any]], bool]:
    """The latest statements that match, the latest first, and whether there are more."""
    number = statement.c.id if node is None else full_text(connection).number
    ascending = query.sort == "oldest"
    found = _select(connection, _NARROW, node, low, high, query).order_by(number.asc() if ascending else number.desc()).limit(WINDOW + 1)
    rows = list(connection.execute(found))
    return rows[:WINDOW], len(rows) > WINDOW


def _candidate(row: Row[Any]) -> Candidate:
    return Candidate(row.act, row.speaker, Prints(row.print_a, row.print_b, row.print_c), row.words)


def _scores(connection: Connection, query: Query, asked: Node | None, look_up: _LookUp, rows: list[Row[Any]], low: int, high: int) -> list[float]:
    """How well each row answers: 2 where words that are asked for one by one stand side by side, up to 1 each for how much of the evidence they are, for how
    recent it is beside the latest that was found (half as much every four years), and for its strength.
    """
    if query.sort != "relevance" or not rows:
        return [0.0] * len(rows)
    together = _side_by_side(connection, query, asked, look_up, rows, low, high)
    latest = rows[0].id >> DAY_BITS
    half_life = 4 * 365.25
    return [
        2.0 * (row.id in together) + min(1.0, 10 / max(row.words, 1)) + 0.5 ** ((latest - (row.id >> DAY_BITS)) / half_life) + (row.strength - 1) / 4  #
        for row in rows
    ]


def _side_by_side(connection: Connection, query: Query, asked: Node | None, look_up: _LookUp, rows: list[Row[Any]], low: int, high: int) -> frozenset[int]:
    """The rows where single words of the query stand side by side, in the order in which they were typed."""
    if not isinstance(asked, And) or not all(isinstance(part, Term) and not part.is_prefix for part in asked.parts):
        return frozenset()
    forms = tuple(form for part in asked.parts if isinstance(part, Term) for form in part.forms)
    node = _whole(replace(query, text=""), look_up(Term(forms)))
    floor = max(low, min(rows[0].id, rows[-1].id))
    return frozenset(connection.execute(_select(connection, [statement.c.id], node, floor, high, query).limit(WINDOW)).scalars())


def _order(query: Query, rows: list[Row[Any]], scores: list[float]) -> list[int]:
    positions = range(len(rows))
    if query.sort == "relevance":
        return sorted(positions, key=lambda position: (-scores[position], -rows[position].id))
    if query.sort == "strongest":
        return sorted(positions, key=lambda position: (-rows[position].strength, -rows[position].id))
    return list(positions)


def _facets(connection: Connection, memory: Memory, rows: list[Row[Any]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """What occurs among rows, and how often."""
    columns = dict(zip(("id", *FACETS, "strength"), zip(*rows, strict=True), strict=False)) if rows else {}
    found: dict[str, Counter[str]] = {}
    for name in FACETS:
        sets = Counter(columns.get(name, ()))
        memory.codes.prepare(connection, sets)
        codes: Counter[str] = Counter()
        for number, times in sets.items():
            for code in memory.codes.known(connection, number):
                codes[code] += times
        found[FACET_NAMES.get(name, name)] = codes
    found["strength"] = Counter(map(str, columns.get("strength", ())))
    days = Counter(number >> DAY_BITS for number in columns.get("id", ()))
    years: Counter[str] = Counter()
    for day, times in days.items():
        years[(date_of(day << DAY_BITS) or "")[:4]] += times
    found["year"] = years
    return {
        name: tuple(sorted(((code, times) for code, times in counter.items() if code), key=lambda one: (-one[1], one[0]))) for name, counter in found.items()
    }


def _hits(
    connection: Connection,
    memory: Memory,
    rows: list[Row[Any]],
    page: list[list[int]],
    scores: list[float],
    asked: Node | None,
    look_up: _LookUp,
) -> tuple[Hit, ...]:
    if not page:
        return ()
    members = [rows[position].id for positions in page for position in positions]
    mentions = _mentions(connection, members)
    full = _full(connection, [rows[positions[0]].id for positions in page])
    prepare_codes(list(full.values()), memory.codes, connection)
    uris = _uris(connection, {row.document for row in full.values()})
    marker = _Marker(connection, look_up, asked)
    hits = []
    for first, *others in page:
        row = full[rows[first].id]
        found = statement_of(row, row.text, memory.codes, connection)
        language = memory.codes.known(connection, row.language)[0]
        evidence = found.evidence
        hits.append(
            Hit(
                ref=mentions[row.id].ref,
                date=date_of(row.id),
                statement=found,
                title=row.title,
                issuer=memory.codes.known(connection, row.issuer),
                language=language,
                uri=uris.get(row.document),
                before=row.text[max(0, evidence.start - 120) : evidence.start],
                after=row.text[evidence.end : evidence.end + 120],
                marked=marker.marked(evidence.text, language),
                repeated=tuple(mentions[rows[other].id] for other in others),
                score=round(scores[first], 3),
                judged=row.judged,
            )
        )
    return tuple(hits)


def ref(version_number: int, cue_start: int, nth: int) -> str:
    """What names a statement: its version and where its cue begins; of several statements under one cue the later ones with their rank."""
    return f"{version_number}.{cue_start}" + (f".{nth + 1}" if nth else "")


def parse_ref(text: str) -> tuple[int, int, int]:
    """Version, beginning of the cue, and rank that a reference names.

    Raises:
        QueryError: when it is none.
    """
    match = re.fullmatch(r"(\d{1,9})\.(\d{1,9})(?:\.(\d{1,4}))?", text.strip())
    if match is None:
        raise QueryError(f"{text!r} names no statement; write it as the search shows it, e.g. 57.1204")
    return int(match[1]), int(match[2]), int(match[3] or 1) - 1


def _mentions(connection: Connection, numbers: Sequence[int]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for begin in range(0, len(numbers), 1000):
        part = numbers[begin : begin + 1000]
        query = (
            sa.select(statement.c.id, statement.c.cue_start, statement.c.nth, reading.c.version, version.c.document)
            .join(reading, reading.c.id == statement.c.reading)
            .join(version, version.c.id == reading.c.version)
            .where(statement.c.id.in_(part))
        )
        for row in connection.execute(query):
            found[row.id] = Mention(ref(row.version, row.cue_start, row.nth), date_of(row.id), row.document)
    return found


def _full(connection: Connection, numbers: Sequence[int]) -> dict[int, Row[Any]]:
    query = (
        sa.select(statement, reading.c.title, reading.c.version, version.c.document, version.c.text)
        .join(reading, reading.c.id == statement.c.reading)
        .join(version, version.c.id == reading.c.version)
        .where(statement.c.id.in_(numbers))
    )
    return {row.id: row for row in connection.execute(query)}


def _uris(connection: Connection, documents: set[int]) -> dict[int, str]:
    query = sa.select(origin.c.document, sa.func.min(origin.c.uri)).where(origin.c.document.in_(sorted(documents))).group_by(origin.c.document)
    return {number: uri for number, uri in connection.execute(query)}


class _Marker:
    """Finds the words of a query in an evidence."""

    def __init__(self, connection: Connection, look_up: _LookUp, asked: Node | None) -> None:
        self._connection = connection
        self._phrases = [] if asked is None else [phrase for term in sought(asked) for phrase in _leaves(look_up(term))]

    def marked(self, text: str, language: str) -> tuple[tuple[int, int], ...]:
        """Where they stand; spans that overlap are one."""
        if not self._phrases:
            return ()
        found = list(tokens(text))
        query = sa.select(word.c.form, word.c.key).where(word.c.language == language, word.c.form.in_(sorted({token.form for token in found})))
        known = {form: key for form, key in self._connection.execute(query)}
        keys = [known.get(token.form, token.form) for token in found]
        spans = sorted(
            (found[at].start, found[at + len(phrase.keys) - 1].end)
            for phrase in self._phrases
            for at in range(len(keys) - len(phrase.keys) + 1)
            if _fits(phrase, keys[at : at + len(phrase.keys)])
        )
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)


def _fits(phrase: Phrase, keys: Sequence[str]) -> bool:
    *before, last = phrase.keys
    return list(keys[:-1]) == before and (keys[-1].startswith(last) if phrase.is_prefix else keys[-1] == last)


def _leaves(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Or | And):
        for part in node.parts:
            yield from _leaves(part)
    elif isinstance(node, Not):
        return


def codes_of(text: str) -> tuple[str, ...]:
    """Codes as a user lists them: with commas or spaces between."""
    return split(text.replace(",", " "))
