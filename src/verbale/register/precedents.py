"""Near-identical statements: the same act by the same speaker in nearly the same words is one precedent, however often it was published.

The base forms of what is said are dealt out to three piles by a hash of each; a pile's fingerprint is that of its sorted, distinct members (cf. Manber,
"Finding similar files", 1994). Two statements that differ in a word or two share two of the three fingerprints.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

#: With fewer words, two piles of three say too little: such statements are the same only when all three agree.
_ENOUGH = 9


class Prints(NamedTuple):
    """The three fingerprints, 31 bits each."""

    a: int
    b: int
    c: int


def prints(keys: Iterable[str]) -> Prints:
    """The fingerprints of a statement.

    Args:
        keys: base forms of its words; numbers do not count, so that a date makes no difference.
    """
    piles: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for key in keys:
        if not key.isdigit():
            piles[zlib.crc32(key.encode("utf-8")) % 3].add(key)
    return Prints(*(zlib.crc32(" ".join(sorted(pile)).encode("utf-8")) & 0x7FFFFFFF for pile in piles))


class Candidate(NamedTuple):
    """What of a statement decides on its precedent."""

    act: int
    speaker: int
    prints: Prints
    words: int


def group(candidates: Sequence[Candidate]) -> list[list[int]]:
    """Which of many statements are the same.

    Args:
        candidates: in the order of the result.

    Returns:
        groups of their positions; the groups, and the members of each, in the order of the candidates.
    """
    leader: dict[object, int] = {}
    groups: dict[int, list[int]] = {}
    for position, (act, speaker, (a, b, c), words) in enumerate(candidates):
        who = (act, speaker)
        names: tuple[object, ...] = ((who, a, b, c),)
        if words >= _ENOUGH:
            names += ((who, a, b), (who, b, c, 0, 0), (who, a, 0, c, 0, 0))
        found = min((leader[name] for name in names if name in leader), default=position)
        for name in names:
            leader.setdefault(name, found)
        groups.setdefault(found, []).append(position)
    return list(groups.values())
