"""A parsed sentence as the engine knows it; which program made it does not matter to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Sentence:
    """One parsed sentence as parallel arrays; ``start`` and ``end`` of a token are offsets in the document.

    ``head`` holds token indices (a root is its own head); ``feats`` holds UD features as ``Name=Value|Name=Value``.
    """

    start: int
    end: int
    forms: list[str]
    lowers: list[str]
    upos: list[str]
    feats: list[str]
    heads: list[int]
    rels: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)
