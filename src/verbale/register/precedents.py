"""Near-identical statements: the same said to and of the same in nearly the same words is one precedent, however often it was published.

The base forms of what is said are dealt out to three piles by a hash of each; a pile's fingerprint is the sum of the hashes of its distinct members (cf.
Manber, "Finding similar files", 1994). A word more or less changes one of the three fingerprints, so statements that share two of them are taken for the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
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
    sums = [0, 0, 0]
    for key in set(keys):
        pile, weight = _pile(key)
        sums[pile] += weight
    return Prints(*(total & 0x7FFFFFFF for total in sums))


@lru_cache(maxsize=1 << 16)  # the same words come back all the time
def _pile(key: str) -> tuple[int, int]:
    """Which pile a word is dealt to, and what it adds to the fingerprint there."""
    if key.isdigit():
        return 0, 0
    digest = zlib.crc32(key.encode("utf-8"))
    return digest % 3, digest * 0x9E3779B1 & 0x7FFFFFFF  # multiplied, so that sums of neighbours do not fall together (Knuth, vol. 3, 6.4)


#: The columns of a statement that must be equal: a name in a long sentence is only one word of many, and what is due on another day is another pledge.
SAME = ("act", "speaker", "addressee", "target", "places", "due_day")


class Candidate(NamedTuple):
    """What of a statement decides on its precedent: the values of :data:`SAME`, its fingerprints, and how many words it has."""

    same: tuple[int | None, ...]
    prints: Prints
    words: int


NO_PRINTS = Prints(0, 0, 0)
#: What is no precedent of anything.
NOBODY = Candidate((), NO_PRINTS, 0)


def group(candidates: Iterable[Candidate | tuple[tuple[int | None, ...], tuple[int, int, int], int]]) -> list[list[int]]:
    """Which of many statements are the same.

    Args:
        candidates: in the order of the result; plain tuples of the same form do as well.

    Returns:
        groups of their positions; the groups, and the members of each, in the order of the candidates.
    """
    whole: dict[object, int] = {}
    ab: dict[object, int] = {}
    bc: dict[object, int] = {}
    ac: dict[object, int] = {}
    groups: dict[int, list[int]] = {}
    for position, (same, (a, b, c), words) in enumerate(candidates):
        all_three = (same, a, b, c)
        found = whole.get(all_three, position)
        if words >= _ENOUGH:
            without_c, without_a, without_b = (same, a, b), (same, b, c), (same, a, c)
            found = min(found, ab.get(without_c, position), bc.get(without_a, position), ac.get(without_b, position))
            ab.setdefault(without_c, found)
            bc.setdefault(without_a, found)
            ac.setdefault(without_b, found)
        whole.setdefault(all_three, found)
        if found == position:
            groups[position] = [position]
        else:
            groups[found].append(position)
    return list(groups.values())
