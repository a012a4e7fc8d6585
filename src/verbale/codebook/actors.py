"""Which actor codes are states."""

from __future__ import annotations

from functools import lru_cache

from verbale.languages.data import load


@lru_cache(maxsize=1)
def _organisations() -> frozenset[str]:
    return frozenset(load("codebook", "organisations.yaml"))


@lru_cache(maxsize=4096)
def is_state(code: str) -> bool:
    """Whether an actor code without sector is a state's (ISO 3166-1 alpha-3), and no acronym of three letters (``RSF``, ``OIF``)."""
    return len(code) == 3 and code.isalpha() and code not in _organisations()
