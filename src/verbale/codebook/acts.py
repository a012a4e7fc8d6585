"""The acts of the codebook (section 4) with their scales, base strengths and codes in PLOVER and CAMEO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from verbale.languages.data import load


@dataclass(frozen=True, slots=True)
class Act:
    """One act; ``plover`` is None where that ontology has no event for it, ``label`` is English."""

    name: str
    scale: str
    strength: int
    plover: str | None
    cameo: str
    label: str


@lru_cache(maxsize=1)
def act_table() -> dict[str, Act]:
    """All acts by name, in the codebook's order.

    Raises:
        KnowledgeError: when ``acts.yaml`` is missing or broken.
    """
    return {
        name: Act(name, entry["scale"], entry["strength"], entry.get("plover"), str(entry["cameo"]), entry["label"])
        for name, entry in load("codebook", "acts.yaml").items()
    }
