"""The one-to-one matching of gold and system statements (codebook, section 9).

A pair *may* match when the cues overlap, or when both cues begin in the same sentence and the acts are equal. Of all one-to-one matchings the one
with the most pairs is taken. There may be several such; then, in this order, the one

1. with more pairs of equal acts,
2. with more pairs of overlapping cues,
3. with more pairs that agree in speaker and addressee (two statements on one cue, "called on A to X and on B to Y", differ in nothing else),
4. whose spans lie closer together (cue, then content, by overlap and distance).

What still ties is settled by the order of the statements in the text, never by the order in which they are given.

The criteria are one number for each pair: each criterion weighs more than all those below it could together, so that an assignment of the greatest
sum (:func:`scipy.optimize.linear_sum_assignment`) is the matching sought. All weights are whole numbers, exact in floating point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.evaluation.codes import actor_set
from verbale.evaluation.sentences import Sentences
from verbale.record import Span, Statement

#: The finest criterion, nearness, is counted in steps of a hundredth.
_STEPS = 100

#: Assertions of the issuer's own are coded, but never scored (rule 7).
UNSCORED = frozenset({"inform"})


@dataclass(frozen=True, slots=True)
class Matching:
    """Which gold statement belongs to which system statement; all three in the order of the text. Unscored acts are in none."""

    pairs: tuple[tuple[Statement, Statement], ...]
    missed: tuple[Statement, ...]
    spurious: tuple[Statement, ...]


def scored(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that count, in an order that depends on nothing but themselves."""
    return sorted((s for s in statements if s.act not in UNSCORED), key=_order)


def may_match(gold: Statement, system: Statement, sentences: Sentences) -> bool:
    """Whether the codebook allows the two to be the same statement."""
    return overlap(gold.cue, system.cue) > 0 or (gold.act == system.act and sentences.index(gold.cue.start) == sentences.index(system.cue.start))


def match(gold: Sequence[Statement], system: Sequence[Statement], text: str) -> Matching:
    """Match the statements of one document.

    Args:
        gold: the statements as coded by hand.
        system: the statements as read.
        text: the document's text, to which the offsets of both refer.
    """
    left, right = scored(gold), scored(system)
    chosen = _assign(left, right, Sentences(text))
    taken_left, taken_right = {i for i, _ in chosen}, {j for _, j in chosen}
    return Matching(
        pairs=tuple((left[i], right[j]) for i, j in chosen),
        missed=tuple(statement for i, statement in enumerate(left) if i not in taken_left),
        spurious=tuple(statement for j, statement in enumerate(right) if j not in taken_right),
    )


def overlap(one: Span, other: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _assign(left: Sequence[Statement], right: Sequence[Statement], sentences: Sentences) -> list[tuple[int, int]]:
    """Indices of the matched pairs, by the order of ``left``."""
    allowed = [(i, j) for i, one in enumerate(left) for j, other in enumerate(right) if may_match(one, other, sentences)]
    return sorted(pair for part in _parts(allowed) for pair in _assign_part(part, left, right))


def _assign_part(part: Sequence[tuple[int, int]], left: Sequence[Statement], right: Sequence[Statement]) -> list[tuple[int, int]]:
    """The best matching among pairs that hang together."""
    if len(part) == 1:
        return list(part)
    import numpy as np  # only here: most pairs stand alone, and both libraries take their time to load
    from scipy.optimize import linear_sum_assignment

    rows, columns = sorted({i for i, _ in part}), sorted({j for _, j in part})
    most = min(len(rows), len(columns))
    weights = np.zeros((len(rows), len(columns)))
    for i, j in part:
        weights[rows.index(i), columns.index(j)] = _weight(left[i], right[j], most)
    allowed = set(part)
    found = [(rows[int(r)], columns[int(c)]) for r, c in zip(*linear_sum_assignment(weights, maximize=True), strict=True)]
    return [pair for pair in found if pair in allowed]


def _parts(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs grouped so that groups share no statement: a few statements each, so that the weights stay exact on a text of any length."""
    by_left: dict[int, list[tuple[int, int]]] = {}
    by_right: dict[int, list[tuple[int, int]]] = {}
    for pair in pairs:
        by_left.setdefault(pair[0], []).append(pair)
        by_right.setdefault(pair[1], []).append(pair)
    parts: list[list[tuple[int, int]]] = []
    seen: set[tuple[int, int]] = set()
    for first in pairs:
        if first in seen:
            continue
        seen.add(first)
        part, waiting = [], [first]
        while waiting:
            pair = waiting.pop()
            part.append(pair)
            fresh = {p for p in by_left[pair[0]] + by_right[pair[1]] if p not in seen}
            seen |= fresh
            waiting.extend(fresh)
        parts.append(sorted(part))
    return parts


def _weight(gold: Statement, system: Statement, most: int) -> int:
    """The criteria of the module's text as one number, for at most ``most`` pairs."""
    weight = 1
    for held in (
        gold.act == system.act,
        overlap(gold.cue, system.cue) > 0,
        actor_set(gold.speaker) == actor_set(system.speaker) and actor_set(gold.addressee) == actor_set(system.addressee),
    ):
        weight = weight * (most + 1) + held
    return weight * (most * _STEPS + 1) + _nearness(gold, system)


def _nearness(gold: Statement, system: Statement) -> int:
    """0 to :data:`_STEPS`: how much the spans coincide."""
    cue = overlap(gold.cue, system.cue) / max(1, max(gold.cue.end, system.cue.end) - min(gold.cue.start, system.cue.start))
    content = 0.0
    if gold.content and system.content:
        content = overlap(gold.content, system.content) / max(1, max(gold.content.end, system.content.end) - min(gold.content.start, system.content.start))
    distance = 1 / (1 + abs(gold.cue.start - system.cue.start))
    return round(_STEPS * (0.4 * cue + 0.4 * content + 0.2 * distance))


def _order(statement: Statement) -> tuple[object, ...]:
    content = statement.content
    return (
        statement.cue.start,
        statement.cue.end,
        content.start if content else -1,
        content.end if content else -1,
        statement.evidence.start,
        statement.evidence.end,
        statement.act,
        statement.strength,
        sorted(statement.speaker),
        sorted(statement.addressee),
        repr(statement),
    )
