"""Sets of codes and other values that come back often, by number (table ``code_set``)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.register.prepared import Prepared
from verbale.register.schema import AnyRow, code_set


class Codes:
    """Numbers for sets of codes, each looked up once.

    One belongs to one register. What a transaction made is forgotten when it fails (:meth:`forget`), since the numbers went with it.
    """

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._codes: dict[int, str] = {}

    def forget(self) -> None:
        """Look everything up anew."""
        self._number.clear()
        self._codes.clear()

    def numbers(self, connection: Connection, texts: Iterable[str]) -> dict[str, int]:
        """The numbers of sets, each made where it is new.

        Args:
            connection: of a transaction that writes.
            texts: sets as :func:`joined` writes them.
        """
        wanted = set(texts)
        for text in sorted(text for text in wanted if text not in self._number):  # not "wanted - keys", which would go through all keys
            number = int(_PUT(connection, {"codes": text}).scalar_one())
            self._number[text], self._codes[number] = number, text
        return {text: self._number[text] for text in wanted}

    def known(self, connection: Connection, number: int) -> tuple[str, ...]:
        """The codes of a set."""
        if number not in self._codes:
            self._keep(connection.execute(sa.select(code_set.c.id, code_set.c.codes).where(code_set.c.id == number)))
        return split(self._codes[number])

    def prepare(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Look many sets up at once, so that :meth:`known` need not ask for each."""
        missing = sorted({number for number in numbers if number not in self._codes})
        for begin in range(0, len(missing), 1000):
            self._keep(connection.execute(sa.select(code_set.c.id, code_set.c.codes).where(code_set.c.id.in_(missing[begin : begin + 1000]))))

    def _keep(self, rows: Iterable[AnyRow]) -> None:
        for row in rows:
            self._number[row.codes] = row.id
            self._codes[row.id] = row.codes


@lru_cache(maxsize=1 << 16)  # the same sets come back all the time
def joined(codes: tuple[str, ...]) -> str:
    """A set of codes as it is kept: in the given order, one space between."""
    return " ".join(codes)


def split(text: str) -> tuple[str, ...]:
    """The codes of a set as it is kept."""
    return tuple(text.split())


#: The number of a set, whether it is new or not.
_PUT = Prepared(sa.text("INSERT INTO code_set (codes) VALUES (:codes) ON CONFLICT (codes) DO UPDATE SET codes = excluded.codes RETURNING id"))
