"""The register: records kept in SQLite or PostgreSQL, searched, and corrected by persons."""

from __future__ import annotations

from verbale.register.criteria import Query
from verbale.register.results import Hit, Mention, Result
from verbale.register.store import Register

__all__ = ["Hit", "Mention", "Query", "Register", "Result"]
