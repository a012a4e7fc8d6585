"""SQL that every document asks for, compiled once: SQLAlchemy's own work on a statement costs more than the database's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult

Values = Mapping[str, Any]


class Prepared:
    """A statement whose parameters all have names.

    Args:
        statement: the SQL; in a text, parameters are written as ``:name``.
        types: the types of parameters that the driver could not take as they are.
    """

    def __init__(self, statement: sa.ClauseElement, types: Mapping[str, sa.types.TypeEngine[Any]] | None = None) -> None:
        self._statement = statement
        self._types = types or {}
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}

    def __call__(self, connection: Connection, parameters: Values | Sequence[Values]) -> CursorResult[Any]:
        """Run it, once or for each of several sets of values.

        Args:
            connection: of the transaction.
            parameters: values by name.
        """
        name = connection.dialect.name
        if name not in self._compiled:
            self._compiled[name] = self._compile(connection.dialect)
        sql, bind = self._compiled[name]
        if bind:
            several = [parameters] if isinstance(parameters, Mapping) else parameters
            bound = [{**one, **{key: process(one[key]) for key, process in bind.items()}} for one in several]
            return connection.exec_driver_sql(sql, bound[0] if isinstance(parameters, Mapping) else bound)
        return connection.exec_driver_sql(sql, parameters)

    def _compile(self, dialect: Any) -> tuple[str, dict[str, Any]]:
        style = type(dialect)(paramstyle="named" if dialect.name == "sqlite" else "pyformat")
        bind = {key: process for key, kind in self._types.items() if (process := kind.bind_processor(dialect)) is not None}
        return str(self._statement.compile(dialect=style)), bind


def inserting(table: sa.Table, *, returning: bool = True) -> Prepared:
    """A new row with all columns; with ``returning``, ``id`` is left to the database and given back."""
    names = [column.name for column in table.c if not (returning and column.name == "id")]
    values = f"({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})" if names else "DEFAULT VALUES"
    kinds = {name: table.c[name].type for name in names if isinstance(table.c[name].type, sa.types.TypeDecorator)}
    return Prepared(sa.text(f"INSERT INTO {table.name} {values}" + (" RETURNING id" if returning else "")), kinds)
