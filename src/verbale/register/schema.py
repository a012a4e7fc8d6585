"""The register's tables, the same on SQLite and PostgreSQL; what differs between the two, the index of words, is in ``fulltext``.

Sets of codes (the speakers of a statement, its topics) and other values that come back ten thousand times are kept once, in ``code_set``, and named by
number. A statement's own number begins with its day (:data:`DAY_BITS`), so that the order of numbers is the order of time and a span of time is a span
of numbers.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

#: A row of any columns.
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"

metadata = MetaData()

#: A statement's number is its day, 1 for the first of January of the year 1 and 0 where it is not known, and in the lower bits a running number.
DAY_BITS = 28
#: Numbers below this are of statements without a date.
DATED = 1 << DAY_BITS


class Packed(TypeDecorator[str]):
    """A text, compressed (RFC 1950). Lone surrogates, which a text of unknown origin may hold, come back as they were."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Compress."""
        return None if value is None else zlib.compress(value.encode("utf-8", "surrogatepass"), 6)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - as above
        """Expand."""
        return None if value is None else zlib.decompress(value).decode("utf-8", "surrogatepass")


class Verbatim(TypeDecorator[str]):
    """A few words of a text as they are, NUL and lone surrogates included, which a database's own text cannot hold."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To bytes."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - as above
        """And back."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


def _code(name: str) -> Column[int]:
    """The number of a set of codes; no foreign key, since a million of them would be checked for nothing: sets are never deleted."""
    return Column(name, Integer, nullable=False)


code_set = Table(
    "code_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("codes", Text, nullable=False, unique=True),  # "DEU FRA": as coded, one space between
)

counter = Table("counter", metadata, Column("name", String(20), primary_key=True), Column("value", BigInteger, nullable=False))

#: One communiqué, whatever became of its text.
document = Table("document", metadata, Column("id", Integer, primary_key=True))

#: Where a communiqué was found: the URI of a file, or the address that a record names.
origin = Table(
    "origin",
    metadata,
    Column("uri", Text, primary_key=True),
    Column("document", ForeignKey("document.id"), nullable=False, index=True),
)

#: One text of a communiqué; a changed text is a new version beside the old.
version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("document.id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2 …
    Column("sha256", LargeBinary(32), nullable=False, index=True),  # of the text in UTF-8
    Column("text", Packed, nullable=False),
    Column("added", String(20), nullable=False),  # ISO 8601, UTC
    UniqueConstraint("document", "number"),
)

#: What the program made of a version, and which program it was.
reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", ForeignKey("version.id"), nullable=False, unique=True),
    Column("program", String(40), nullable=False),  # version of Verbale
    Column("knowledge", String(16), nullable=False),  # fingerprint of the YAML files
    Column("title", Verbatim),
    _code("issuer"),
    _code("language"),
    _code("kind"),
    Column("published", String(10)),
    Column("encounter", Packed),  # JSON, codebook section 10
    Column("asked", Text),  # JSON: what the user said of the text (published, issuer, language), so that a later reading is told the same
)

#: Bits of a statement's standing.
EARLIER, SET_ASIDE = 1, 2

#: The facets of a statement: columns that hold the number of a set of codes.
FACETS = ("act", "speaker", "addressee", "target", "topics", "places", "frameworks", "issuer", "language")

statement = Table(
    "statement",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),  # INTEGER is SQLite's own number of a row
    Column("reading", ForeignKey("reading.id"), nullable=False, index=True),
    Column("standing", SmallInteger, nullable=False),  # 0, or bits: of an earlier version 1, set aside by a person's judgement 2
    *(_code(name) for name in FACETS),
    Column("strength", SmallInteger, nullable=False),
    Column("flags", SmallInteger, nullable=False),  # bits: joint 1, reiterated 2, hypothetical 4, negated 8
    Column("confidence", SmallInteger),  # per cent; null where a record came without
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("nth", SmallInteger, nullable=False),  # which of the reading's statements whose cue begins there, from 0
    Column("content_start", Integer),
    Column("content_end", Integer),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("due_kind", String(10)),
    Column("due_value", String(24)),
    Column("due_text", Verbatim),
    Column("due_day", Integer),  # the last day on which it is due, counted as in ``id``
    Column("words", SmallInteger, nullable=False),  # of the evidence
    Column("print_a", Integer, nullable=False),  # three fingerprints of what is said: near-identical statements share two (precedents.py)
    Column("print_b", Integer, nullable=False),
    Column("print_c", Integer, nullable=False),
    Column("judged", Boolean, nullable=False),  # a person has confirmed, corrected or added it
)

#: A word, in the order of its letters' numbers, so that all that begin in the same way are a stretch of an index.
_WORD = String(64).with_variant(String(64, collation="C"), "postgresql")

#: Every word of the indexed texts with its base form, so that a query needs no dictionary.
word = Table(
    "word",
    metadata,
    Column("language", String(3), primary_key=True),
    Column("form", _WORD, primary_key=True),
    Column("key", _WORD, nullable=False),
)
Index("word_key", word.c.language, word.c.key)

#: What persons have said of statements; never changed but by undo and redo, and never by a reading.
judgement = Table(
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", ForeignKey("version.id"), nullable=False, index=True),
    Column("cue_start", Integer, nullable=False),  # with cue_end and nth: which statement of the version, whatever reading found it
    Column("cue_end", Integer, nullable=False),
    Column("nth", SmallInteger, nullable=False),
    Column("verdict", String(8), nullable=False),  # confirm, correct, reject, add
    Column("value", Text),  # JSON: of a correction the fields and what they should be; of a missed statement all of it
    Column("machine", Text),  # JSON: the whole statement as the machine had read it
    Column("person", Verbatim, nullable=False),
    Column("reason", Verbatim),
    Column("made", String(27), nullable=False),  # ISO 8601, UTC
    Column("undone", String(27)),
)

#: What became of a pledge; the latest entry holds.
outcome = Table(
    "outcome",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", ForeignKey("version.id"), nullable=False, index=True),
    Column("cue_start", Integer, nullable=False),
    Column("cue_end", Integer, nullable=False),
    Column("nth", SmallInteger, nullable=False),
    Column("status", String(10), nullable=False),  # open, met, lapsed, withdrawn
    Column("note", Verbatim),
    Column("link", Verbatim),
    Column("person", Verbatim, nullable=False),
    Column("made", String(27), nullable=False),
)

saved_search = Table(
    "saved_search",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("query", Text, nullable=False),  # JSON: the arguments of a search
)

Index("statement_due", statement.c.due_day, sqlite_where=statement.c.due_day.is_not(None), postgresql_where=statement.c.due_day.is_not(None))
