"""The register's first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: "VBRG", as in ``verbale.register.engine``; written out, because a migration never changes.
_APPLICATION_ID = 0x56425247


def upgrade() -> None:
    """Make the tables, and the index of words."""
    op.create_table(
        "code_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("codes"),
    )
    op.create_table(
        "counter", sa.Column("name", sa.String(length=20), nullable=False), sa.Column("value", sa.BigInteger(), nullable=False), sa.PrimaryKeyConstraint("name")
    )
    op.create_table("document", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "saved_search", sa.Column("name", sa.String(length=80), nullable=False), sa.Column("query", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("name")
    )
    op.create_table(
        "word",
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("form", sa.String(length=64).with_variant(sa.String(length=64, collation="C"), "postgresql"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("language", "form"),
    )
    op.create_table(
        "origin",
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.id"],
        ),
        sa.PrimaryKeyConstraint("uri"),
    )
    op.create_index(op.f("ix_origin_document"), "origin", ["document"], unique=False)
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["document.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document", "number"),
    )
    op.create_index(op.f("ix_version_sha256"), "version", ["sha256"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("machine", sa.Text(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("made", sa.String(length=27), nullable=False),
        sa.Column("undone", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_judgement_version"), "judgement", ["version"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("link", sa.LargeBinary(), nullable=True),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_outcome_version"), "outcome", ["version"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(length=40), nullable=False),
        sa.Column("knowledge", sa.String(length=16), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("issuer", sa.Integer(), nullable=False),
        sa.Column("language", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("encounter", sa.LargeBinary(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version"],
            ["version.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("version"),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("standing", sa.SmallInteger(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("topics", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("frameworks", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Integer(), nullable=False),
        sa.Column("language", sa.Integer(), nullable=False),
        sa.Column("strength", sa.SmallInteger(), nullable=False),
        sa.Column("flags", sa.SmallInteger(), nullable=False),
        sa.Column("confidence", sa.SmallInteger(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("content_start", sa.Integer(), nullable=True),
        sa.Column("content_end", sa.Integer(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("due_kind", sa.String(length=10), nullable=True),
        sa.Column("due_value", sa.String(length=24), nullable=True),
        sa.Column("due_text", sa.LargeBinary(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("words", sa.SmallInteger(), nullable=False),
        sa.Column("print_a", sa.Integer(), nullable=False),
        sa.Column("print_b", sa.Integer(), nullable=False),
        sa.Column("print_c", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["reading.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_statement_reading"), "statement", ["reading"], unique=False)
    op.create_index(
        "statement_due",
        "statement",
        ["due_day"],
        unique=False,
        sqlite_where=sa.text("due_day IS NOT NULL"),
        postgresql_where=sa.text("due_day IS NOT NULL"),
    )
    op.bulk_insert(sa.table("counter", sa.column("name"), sa.column("value")), [{"name": "statement", "value": 0}])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        op.execute("CREATE VIRTUAL TABLE statement_text USING fts5(words, content = '', columnsize = 0, tokenize = 'ascii')")
    else:
        op.execute("CREATE TABLE statement_text (id bigint PRIMARY KEY, words tsvector NOT NULL)")
        op.execute("CREATE INDEX statement_text_words ON statement_text USING gin (words) WITH (fastupdate = off)")
