"""Which actor codes are states, what the others are, and which a group already stands for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from verbale.languages.data import load


def organisation(code: str | None) -> dict[str, Any]:
    """What the codebook says of an actor that is no state (``kind``, ``members``, ``parent`` …, see organisations.yaml); nothing where it is none."""
    entry: dict[str, Any] = load("codebook", "organisations.yaml").get(code, {})
    return entry


def without_bodies(codes: Iterable[str]) -> list[str]:
    """Codes less the bodies whose organisation stands among them (``UNSC`` beside ``UN``)."""
    kept = list(codes)
    return [code for code in kept if organisation(code).get("parent") not in kept]


@lru_cache(maxsize=4096)
def is_state(code: str) -> bool:
    """Whether an actor code without sector is a state's (ISO 3166-1 alpha-3), and no acronym of three letters (``RSF``, ``OIF``)."""
    return len(code) == 3 and code.isalpha() and not organisation(code)


def without_listed_members(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes less the members of a group that stands among them, where at least two are listed: "the G7 Foreign Ministers of Canada, France, …".

    Args:
        codes: actor codes, each once.

    Returns:
        The codes in their order. A group speaks under its own name there (codebook rule 12); with all its members listed, those who
        attend its meetings go with them (``attended`` in organisations.yaml: the European Union at the G7).
    """
    kept = tuple(codes)
    for code in kept:
        entry = organisation(code)
        members = set(entry.get("members", ())) if entry.get("kind") == "group" else set()
        listed = members & set(kept)
        if len(listed) > 1:
            beside = set(entry.get("attended", ())) if listed == members else set()
            kept = tuple(c for c in kept if c not in listed | beside)
    return kept
