"""The register: records that are kept, found again and corrected."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import QueryError, RegisterError
from verbale.record import Record, Statement
from verbale.register import backup, rereading, review, writing
from verbale.register import pledges as ledgers
from verbale.register import search as searching
from verbale.register.copying import index
from verbale.register.criteria import CODED, Query, acts_of, codes_of
from verbale.register.engine import connect, name_of, told
from verbale.register.engine import writing as transaction
from verbale.register.fulltext import full_text
from verbale.register.pledges import Outcome as PledgeOutcome
from verbale.register.pledges import Pledge
from verbale.register.rereading import Reread, Stale
from verbale.register.results import Hit, Result
from verbale.register.review import Anchor, Judgement, Verdict
from verbale.register.rows import document_of, prepare_codes, record_of, statement_of
from verbale.register.schema import SET_ASIDE, AnyRow, origin, reading, saved_search, statement, version
from verbale.register.writing import Memory, Outcome, Place, Source

_LONGEST_NAME = 80
_LONGEST_NUMBER = 9


class Register:
    """Many records, on SQLite or PostgreSQL.

    Args:
        where: a file, an address (``postgresql://user@host/database``), or None for the register of this user.
        create: False where a register that is not there is an error.

    Raises:
        RegisterError: when it cannot be opened, is no register, or was written by a newer program.

    Example:
        >>> with Register("notes.sqlite") as register:  # doctest: +SKIP
        ...     register.add(verbale.read("communique.txt"), "file:///communique.txt")
        ...     for hit in register.search("intégrité territoriale", act="condemn").hits:
        ...         print(hit.date, hit.statement.evidence.text)
    """

    def __init__(self, where: str | os.PathLike[str] | None = None, *, create: bool = True) -> None:
        self._engine = connect(where, create=create)
        self._memory = Memory.empty()
        #: What errors and reports call it; no password is in it.
        self.name = name_of(self._engine.url)

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(self.name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with told(self.name), transaction(self._engine) as connection:
                yield connection
        except BaseException:
            self._memory.forget()
            raise

    def look(self, uri: str, text: str, *, published: str | None = None) -> Place:
        """What adding a text would do, without reading it.

        Args:
            uri: where it comes from.
            text: the text.
            published: its date, where the user gives it.
        """
        with self._reading() as connection:
            return writing.place_of(connection, uri, writing.digest(text), published)

    def remember(self, uri: str, place: Place) -> None:
        """Note that a text that :meth:`look` found unchanged lies at this place as well."""
        if place.document is not None and not place.is_origin:
            with self._writing() as connection:
                writing.remember_origin(connection, uri, place.document)

    def add(self, record: Record, uri: str, *, asked: dict[str, Any] | None = None, program: tuple[str, str] | None = None) -> Outcome:
        """Keep a record, in one transaction: all of it is kept, or nothing.

        Args:
            record: what was read.
            uri: where the text comes from (``file:///…``, ``https://…``). Another text from the same place is a new version of the same document.
            asked: what the user said of the text besides (``language``, ``published``, ``issuer``); a later reading is told the same.
            program: version of the program and fingerprint of the knowledge that read it; those of this program where they are not given.

        Returns:
            ``added``, ``unchanged`` or ``new version``.

        Raises:
            InputError: when the record holds what no register keeps, such as a code with a blank in it.
            RegisterError: when it cannot be kept.
        """
        with self._writing() as connection:
            return writing.add(connection, record, Source(uri, asked or {}), self._memory, program or this_program())

    def search(self, text: str | Query = "", *, limit: int = 20, after: str | None = None, facets: bool = True, **filters: Any) -> Result:
        """Find statements.

        Args:
            text: words as ``verbale.register.query`` describes them, or a whole :class:`Query`.
            limit: how many precedents a page has, at least 1.
            after: ``next`` of the page before.
            facets: whether to count what occurs.
            filters: the other fields of :class:`Query`; codes as a string ("condemn,warn") or as a list.

        Returns:
            a page.

        Raises:
            QueryError: when the search cannot be understood.
            RegisterError: when the register cannot be read.
        """
        query = text if isinstance(text, Query) else query_of(text, **filters)
        if limit < 1:
            raise QueryError(f"limit: {limit} is not at least 1")
        with self._reading() as connection:
            return searching.search(connection, query, self._memory, limit=limit, after=after, facets=facets)

    def count(self, text: str | Query = "", **filters: Any) -> int:
        """How many statements match, however many there are; arguments as for :meth:`search`."""
        query = text if isinstance(text, Query) else query_of(text, **filters)
        with self._reading() as connection:
            return searching.count(connection, query, self._memory)

    def pages(self, query: Query, *, limit: int = 500) -> Iterator[Result]:
        """All pages of a search, one after the other; facets are counted on the first."""
        after: str | None = None
        while True:
            page = self.search(query, limit=limit, after=after, facets=after is None)
            yield page
            after = page.next
            if after is None:
                return

    def save_search(self, name: str, query: Query) -> None:
        """Keep a search under a name; one that has it already is replaced.

        Raises:
            QueryError: when the name is blank or longer than 80 characters, or the query cannot be understood.
        """
        if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
            raise QueryError(f"{name!r} is no name for a search: 1 to {_LONGEST_NAME} visible characters")
        self.search(query, limit=1, facets=False)
        with self._writing() as connection:
            connection.execute(sa.delete(saved_search).where(saved_search.c.name == name))
            connection.execute(sa.insert(saved_search).values(name=name, query=json.dumps(query.to_dict(), sort_keys=True)))

    def saved_searches(self) -> dict[str, Query]:
        """All kept searches by name."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(saved_search.c.name, saved_search.c.query).order_by(saved_search.c.name)).all()
        return {name: Query.from_dict(json.loads(text)) for name, text in rows}

    def saved_search(self, name: str) -> Query:
        """A kept search.

        Raises:
            QueryError: when there is none of that name.
        """
        kept = self.saved_searches()
        if name not in kept:
            raise QueryError(f"no search is kept as {name!r}; kept are: {', '.join(kept) or 'none'}")
        return kept[name]

    def forget_search(self, name: str) -> None:
        """Delete a kept search.

        Raises:
            QueryError: when there is none of that name.
        """
        self.saved_search(name)
        with self._writing() as connection:
            connection.execute(sa.delete(saved_search).where(saved_search.c.name == name))

    def record(self, number: int) -> Record:
        """The record of a version, persons' judgements included.

        Args:
            number: of the version; the first part of a statement's reference.

        Raises:
            RegisterError: when there is none.
        """
        with self._reading() as connection:
            return load_record(connection, number, self._memory)

    def judge(self, what: str, verdict: Verdict, value: Mapping[str, Any] | None = None, *, person: str, reason: str | None = None) -> Judgement:
        """Keep what a person says of a statement.

        Args:
            what: reference of the statement (``57.1204``); with ``add``, the number of a version.
            verdict: ``confirm``, ``correct``, ``reject`` or ``add``.
            value: with ``correct`` the fields and their values, with ``add`` the whole statement, as in the codebook's JSON; a span may be given by its words.
            person: who says it.
            reason: why.

        Raises:
            QueryError: when the reference is none.
            RegisterError: when there is no such statement, or what is said cannot be.
        """
        anchor = Anchor(_version_of(what), 0, 0) if verdict == "add" else review.anchor_of(what)
        with self._writing() as connection:
            return review.judge(connection, anchor, verdict, value, person, reason, self._memory)

    def undo(self, person: str) -> Judgement:
        """Take back a person's last judgement that holds.

        Raises:
            RegisterError: when there is none.
        """
        with self._writing() as connection:
            return review.undo(connection, person, self._memory)

    def redo(self, person: str) -> Judgement:
        """Let the judgement hold again that a person has undone last; not after they have judged anew.

        Raises:
            RegisterError: when there is none.
        """
        with self._writing() as connection:
            return review.redo(connection, person, self._memory)

    def judgements(self, what: str | None = None) -> list[Judgement]:
        """All judgements, those that were undone included, in their order.

        Args:
            what: reference of a statement, or the number of a version; of the whole register where it is not given.
        """
        anchor = review.anchor_of(what) if what and "." in what else None
        number = anchor.version if anchor else _version_of(what) if what else None
        with self._reading() as connection:
            return review.history(connection, number, anchor)

    def is_reviewed(self, number: int) -> bool:
        """Whether persons have judged every statement of a version."""
        query = sa.select(sa.func.count()).select_from(statement).join(reading, reading.c.id == statement.c.reading).where(reading.c.version == number)
        with self._reading() as connection:
            return not connection.scalar(query.where(statement.c.judged.is_(False), statement.c.standing < SET_ASIDE))

    def statement(self, what: str) -> Statement:
        """The statement that a reference names, as it holds.

        Raises:
            QueryError: when the reference is none.
            RegisterError: when there is no such statement.
        """
        anchor = review.anchor_of(what)
        with self._reading() as connection:
            held = load_statements(connection, anchor.version, self._memory)
        if anchor in held:
            return held[anchor]
        raise RegisterError(f"there is no statement {anchor.ref}; the search shows what there is")

    def versions(self) -> Iterator[int]:
        """The numbers of all versions, in the order in which they came."""
        with self._reading() as connection:
            numbers = connection.execute(sa.select(version.c.id).order_by(version.c.id)).scalars().all()
        yield from numbers

    def uris(self, number: int) -> tuple[str, ...]:
        """Where the document of a version was found."""
        query = sa.select(origin.c.uri).join(version, version.c.document == origin.c.document).where(version.c.id == number).order_by(origin.c.uri)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def size(self) -> dict[str, int]:
        """How many documents, versions and statements there are."""
        with self._reading() as connection:
            return {
                "documents": connection.scalar(sa.select(sa.func.count(sa.distinct(version.c.document)))) or 0,
                "versions": connection.scalar(sa.select(sa.func.count()).select_from(version)) or 0,
                "statements": connection.scalar(sa.select(sa.func.count()).select_from(statement).where(statement.c.standing == 0)) or 0,
            }

    def stale(self, *, everything: bool = False) -> list[int]:
        """The versions that another program, or other knowledge, has read; not those that came as records.

        Args:
            everything: also what this very program has read.
        """
        with self._reading() as connection:
            return rereading.stale(connection, this_program(), everything=everything)

    def text_of(self, number: int) -> Stale:
        """The text of a version, and what the user had said of it."""
        with self._reading() as connection:
            return rereading.text_of(connection, number)

    def replace_reading(self, number: int, record: Record) -> Reread:
        """Put a new reading of a version in the place of the old one; what persons have said stays.

        Args:
            number: the version.
            record: this program's reading of its text.

        Returns:
            what has changed, and where the new reading differs both from the old one and from a person.
        """
        with self._writing() as connection:
            return rereading.replace_reading(connection, number, record, self._memory, this_program())

    def pledges(self, *, status: str | None = None, text: str = "", **filters: Any) -> list[Pledge]:
        """The ledger of what was asked and promised: what is due first comes first.

        Args:
            status: ``open``, ``met``, ``lapsed`` or ``withdrawn``; all where it is not given.
            text: words, as for :meth:`search`.
            filters: as for :meth:`search`, ``by`` and ``due_before`` among them.

        Raises:
            QueryError: when what is asked for cannot be understood.
        """
        if status is not None and status not in ledgers.STATUSES:
            raise QueryError(f"status: {status!r} is none; choose from {', '.join(ledgers.STATUSES)}")
        query = query_of(text, **{"act": acts_of(*ledgers.SCALES), **filters, "sort": "oldest"})
        for name in query.act:
            if name not in acts_of(*ledgers.SCALES):
                raise QueryError(f"act: {name!r} neither asks nor promises; choose from {', '.join(acts_of(*ledgers.SCALES))}")
        hits = [hit for page in self.pages(query) for hit in page.hits]
        with self._reading() as connection:
            found = ledgers.ledger(connection, hits)
        return ledgers.in_order([one for one in found if status in (None, one.status) and (not query.by or ledgers.must_act(one, query.by))])

    def set_pledge(self, what: str, status: str, *, person: str, note: str | None = None, link: str | None = None) -> PledgeOutcome:
        """Say what became of a pledge; what was said before is kept.

        Args:
            what: reference of the statement.
            status: ``open``, ``met``, ``lapsed`` or ``withdrawn``.
            person: who says it.
            note: how one knows.
            link: where that is to be seen.

        Raises:
            QueryError: when the reference or the status is none.
            RegisterError: when there is no such statement, or it is no pledge.
        """
        found = self.statement(what)
        if found.act not in acts_of(*ledgers.SCALES):
            raise RegisterError(f"{what} neither asks nor promises: its act is {found.act}")
        with self._writing() as connection:
            return ledgers.set_status(connection, review.anchor_of(what), found.cue.end, status, note, link, person)

    def doubtful(self, query: Query, *, limit: int = 1) -> list[Hit]:
        """Statements that no person has judged yet, the least certain first.

        Args:
            query: which statements; its order does not matter.
            limit: how many.
        """
        with self._reading() as connection:
            return searching.doubtful(connection, query, self._memory, limit=limit)

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Write a copy into a new file, as the register is at this moment; the copy is itself a register.

        Raises:
            RegisterError: when the file is there or cannot be written.
        """
        backup.back_up(self._engine, Path(target))

    def restore(self, source: str | os.PathLike[str]) -> None:
        """Bring a backup back; this register must hold nothing yet.

        Raises:
            RegisterError: when the source is no register, or this one holds documents.
        """
        backup.restore(Path(source), self._engine)

    def reindex(self) -> None:
        """Make the index of words anew, and bring it into its best shape."""
        with self._writing() as connection:
            index(connection)
            full_text(connection).optimise(connection)

    def optimise(self) -> None:
        """Bring the index into its best shape, after much was added."""
        with self._writing() as connection:
            full_text(connection).optimise(connection)


def _version_of(text: str) -> int:
    """A version's number.

    Raises:
        QueryError: when it is none.
    """
    if not text.strip().isdecimal() or len(text) > _LONGEST_NUMBER:
        raise QueryError(f"{text!r} names no version; write its number, the first part of a statement's reference")
    return int(text)


def load_record(connection: Connection, number: int, memory: Memory) -> Record:
    """The record of a version.

    Raises:
        RegisterError: when there is none.
    """
    head = _head(connection, number)
    return record_of(document_of(head, memory.codes, connection), head.encounter, tuple(load_statements(connection, number, memory).values()))


def load_statements(connection: Connection, number: int, memory: Memory) -> dict[Anchor, Statement]:
    """The statements of a version as they hold, by what they are known by, in the order of the text.

    Raises:
        RegisterError: when there is no such version.
    """
    head = _head(connection, number)
    standing = sa.and_(statement.c.reading == head.id, statement.c.standing < SET_ASIDE)
    rows = list(connection.execute(sa.select(statement).where(standing).order_by(statement.c.cue_start, statement.c.nth)))
    prepare_codes(rows, memory.codes, connection)
    return {Anchor(number, row.cue_start, row.nth): statement_of(row, head.text, memory.codes, connection) for row in rows}


def _head(connection: Connection, number: int) -> AnyRow:
    query = sa.select(reading, version.c.text).join(version, version.c.id == reading.c.version).where(version.c.id == number)
    head = connection.execute(query).one_or_none()
    if head is None:
        raise RegisterError(f"there is no version {number} in this register")
    return head


def query_of(text: str, **filters: Any) -> Query:
    """A query from what a user gives: codes as a string with commas, or as a list.

    Raises:
        QueryError: when there is a filter that no search has.
    """
    tuples = {*CODED, "flag", "due", "by"}
    made = {name: _codes(value) if name in tuples else value for name, value in filters.items() if value is not None}
    return Query.from_dict({"text": text, **made})


def _codes(value: Any) -> tuple[str, ...]:
    parts = (value,) if isinstance(value, str) else tuple(value)
    return tuple(code for part in parts for code in codes_of(part))


@lru_cache(maxsize=1)
def this_program() -> tuple[str, str]:
    """Version of this program and fingerprint of its knowledge."""
    import verbale
    from verbale.languages.data import fingerprint

    return verbale.__version__, fingerprint()
