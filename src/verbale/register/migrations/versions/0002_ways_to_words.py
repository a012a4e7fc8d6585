"""Quicker ways to words: base forms are found by their beginnings; PostgreSQL's index also has the blocks of days in which a statement lies
(``verbale.register.stretches``), and SQLite's has the latest statement first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

#: Blocks of 2, 16, 128 and 1,024 days, as the search asks for them; written out, because a migration never changes.
_BLOCKS = (
    "ARRAY[CAST(id >> 29 AS integer) + 0, CAST(id >> 32 AS integer) + 268435456, CAST(id >> 35 AS integer) + 536870912, CAST(id >> 38 AS integer) + 805306368]"
)


def upgrade() -> None:
    """Make the indexes; on SQLite, the index of words is made anew by ``verbale.register.engine``."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("word", "key", type_=sa.String(length=64, collation="C"))
        op.execute("DROP INDEX statement_text_words")
        op.execute(f"CREATE INDEX statement_text_words ON statement_text USING gin (words, ({_BLOCKS})) WITH (fastupdate = off)")
    op.create_index("word_key", "word", ["language", "key"])
