"""Stretches of time in the index of words: PostgreSQL gathers everything that matches before it takes the latest, so it is asked stretch by stretch.

Numbers of statements are in the order of time (``schema.DAY_BITS``). Beside the words, PostgreSQL's index has the blocks of 2, 16, 128 and 1,024 days that a
statement lies in, so that a stretch of time narrows what is gathered as a word does; a stretch is covered by as few blocks as can be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.register.schema import DAY_BITS

#: How many lower bits of a statement's number the blocks of each size leave out.
LEVELS = tuple(DAY_BITS + bits for bits in (1, 4, 7, 10))
#: Above these bits, a block says of which size it is.
LEVEL_BITS = 28

#: A stretch is at least so many entries of the index long, as the server counts them: to ask once more costs as much.
_SHORTEST = 20_000
#: A stretch has so many times what seems to be needed, since matches do not come evenly.
_AMPLE = 2.0


def blocks(low: int, high: int) -> list[int]:
    """The blocks that cover the numbers from ``low`` to ``high``, and little more: always the largest that begins where the last one ended."""
    found = []
    at = low >> LEVELS[0] << LEVELS[0]
    while at <= high:
        level = max(level for level, bits in enumerate(LEVELS) if level == 0 or (at % (1 << bits) == 0 and at + (1 << bits) - 1 <= high))
        found.append((at >> LEVELS[level]) + (level << LEVEL_BITS))
        at += 1 << LEVELS[level]
    return found


@dataclass(frozen=True, slots=True)
class Spread:
    """How a server thinks that the numbers of its index are spread.

    Attributes:
        entries: how many there are.
        bounds: numbers between which equally many lie (``pg_stats.histogram_bounds``).
    """

    entries: float
    bounds: Sequence[int]

    def rank(self, number: int) -> float:
        """How many entries have lower numbers."""
        at = bisect_right(self.bounds, number) - 1
        if at < 0:
            return 0.0
        if at >= len(self.bounds) - 1:
            return self.entries
        low, high = self.bounds[at], self.bounds[at + 1]
        return self.entries * (at + (number - low) / (high - low)) / (len(self.bounds) - 1)

    def number(self, rank: float) -> int:
        """The number that so many entries are below."""
        place = max(0.0, min(1.0, rank / self.entries)) * (len(self.bounds) - 1)
        at = min(int(place), len(self.bounds) - 2)
        low, high = self.bounds[at], self.bounds[at + 1]
        return low + int((high - low) * (place - at))


@dataclass(frozen=True, slots=True)
class Reach:
    """Numbers of statements, from the lowest to the highest, and how many matches among them are wanted.

    Attributes:
        low, high: the lowest and the highest number.
        wanted: the most that is given.
        is_upwards: whether to begin with the lowest.
    """

    low: int
    high: int
    wanted: int
    is_upwards: bool = False


class Stretches:
    """The stretches in which to look for the first matches from one end.

    Goes on as long as it is asked; :attr:`found` says, before the next one, how much was found up to there, and so how long that one should be.

    Args:
        span: the numbers among which to look, how many matches are wanted, and where to begin.
        spread: how the numbers of the index are spread.
        expected: how many matches there seem to be in the whole index.
    """

    def __init__(self, span: Reach, spread: Spread, expected: float) -> None:
        self._span = span
        self._spread = spread
        self._expected = expected
        self.found = 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        low, high = self._span.low, self._span.high
        size = self._span.wanted * self._spread.entries / max(self._expected, 1.0) * _AMPLE
        while low <= high:
            edge = self._edge(low, high, max(size, _SHORTEST))
            if edge is None:
                yield low, high
                return
            if self._span.is_upwards:
                yield low, edge - 1
                low = edge
            else:
                yield edge, high
                high = edge - 1
            done = self._length(self._span.low, self._span.high) - self._length(low, high)
            size = (self._span.wanted - self.found) * done / max(self.found, 1) * _AMPLE

    def _length(self, low: int, high: int) -> float:
        return self._spread.rank(high) - self._spread.rank(low)

    def _edge(self, low: int, high: int, size: float) -> int | None:
        """The number that parts a stretch of a size from the rest, where blocks meet; None where the rest is not worth a stretch of its own."""
        if self._length(low, high) < 2 * size:
            return None
        exact = self._spread.number(self._spread.rank(low) + size if self._span.is_upwards else self._spread.rank(high) - size)
        leeway = (exact - low if self._span.is_upwards else high - exact) // 4
        bits = max((bits for bits in LEVELS if 1 << bits <= leeway), default=LEVELS[0])
        edge = exact >> bits << bits
        return edge if low < edge <= high else None
