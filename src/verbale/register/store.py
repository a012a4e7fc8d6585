"""The register: records that are kept, found again and corrected."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.errors import RegisterError
from verbale.record import Document, Record
from verbale.register import search as searching
from verbale.register import writing
from verbale.register.engine import connect, name_of, told
from verbale.register.engine import writing as transaction
from verbale.register.fulltext import full_text
from verbale.register.rows import prepare_codes, record_of, statement_of
from verbale.register.schema import origin, reading, statement, version
from verbale.register.search import Query, Result
from verbale.register.writing import Memory, Outcome, Place, Source


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
            raise searching.QueryError(f"limit: {limit} is not at least 1")
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

    def record(self, number: int) -> Record:
        """The record of a version, persons' judgements included.

        Args:
            number: of the version; the first part of a statement's reference.

        Raises:
            RegisterError: when there is none.
        """
        with self._reading() as connection:
            return load_record(connection, number, self._memory)

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
                "statements": connection.scalar(sa.select(sa.func.count()).select_from(statement).where(statement.c.current.is_(True))) or 0,
            }

    def optimise(self) -> None:
        """Bring the index into its best shape, after much was added."""
        with self._writing() as connection:
            full_text(connection).optimise(connection)


def load_record(connection: Connection, number: int, memory: Memory) -> Record:
    """The record of a version.

    Raises:
        RegisterError: when there is none.
    """
    query = sa.select(reading, version.c.text).join(version, version.c.id == reading.c.version).where(version.c.id == number)
    head = connection.execute(query).one_or_none()
    if head is None:
        raise RegisterError(f"there is no version {number} in this register")
    rows = list(connection.execute(sa.select(statement).where(statement.c.reading == head.id).order_by(statement.c.cue_start, statement.c.id)))
    rows = [row for row in rows if row.current or not any(other.current for other in rows)]
    prepare_codes(rows, memory.codes, connection)
    document = Document(
        text=head.text,
        title=head.title,
        issuer=memory.codes.known(connection, head.issuer),
        language=memory.codes.known(connection, head.language)[0],
        kind=memory.codes.known(connection, head.kind)[0],
        published=head.published,
    )
    return record_of(document, head.encounter, tuple(statement_of(row, head.text, memory.codes, connection) for row in rows))


def query_of(text: str, **filters: Any) -> Query:
    """A query from what a user gives: codes as a string with commas, or as a list.

    Raises:
        QueryError: when there is a filter that no search has.
    """
    tuples = {*searching.CODED, "flag", "due"}
    made = {name: _codes(value) if name in tuples else value for name, value in filters.items() if value is not None}
    return Query.from_dict({"text": text, **made})


def _codes(value: Any) -> tuple[str, ...]:
    parts = (value,) if isinstance(value, str) else tuple(value)
    return tuple(code for part in parts for code in searching.codes_of(part))


def this_program() -> tuple[str, str]:
    """Version of this program and fingerprint of its knowledge."""
    import verbale
    from verbale.languages.data import fingerprint

    return verbale.__version__, fingerprint()
