"""Codes as sets, equal where the codebook says that they are equal."""

from __future__ import annotations

from collections.abc import Iterable

#: Groups that stand for their members, one by one (codebook, rule 12). A body such as AU-PSC or EUCO is not its parent.
SAME_AS: dict[str, tuple[str, ...]] = {"E3": ("FRA", "DEU", "GBR")}


def actor_set(codes: Iterable[str]) -> frozenset[str]:
    """Actor codes as a set, with the groups of :data:`SAME_AS` replaced by their members."""
    return frozenset(member for code in codes for member in SAME_AS.get(code, (code,)))
