"""The best tree over a sentence's words, given the score of every arc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Heads = npt.NDArray[np.int64]

#: Words up to which a sentence is one tree. A hundredth of a second there, and the time grows with the third power; communiqués' longest lists have fewer.
LONGEST_TREE = 200
_HEAVY, _LIGHT = frozenset(";.!?"), frozenset(",:–—")


def stretches(words: Sequence[str], longest: int = LONGEST_TREE) -> Iterator[tuple[int, int]]:
    """Cut a row of words where it is too long for one tree, after a mark that parts clauses if there is one in the second half; so time grows in proportion.

    Yields:
        First word, and the word after the last.
    """
    begin = 0
    while len(words) - begin > longest:
        middle, end = begin + longest // 2, begin + longest
        cut = next((k for marks in (_HEAVY, _LIGHT) for k in range(end, middle, -1) if words[k - 1] in marks), end)
        yield begin, cut
        begin = cut
    if begin < len(words):
        yield begin, len(words)


def best_tree(scores: npt.NDArray[np.float64]) -> Heads:
    """The heads of the best tree with one root and no crossing arcs: every word's own best head where these make such a tree already.

    (Trees without crossing arcs are no loss: in this prose nearly every crossing that the network makes, word by word, is a mistake.)

    Args:
        scores: ``scores[word, head]``; head 0 is the root, head ``h`` the word ``h - 1``.
    """
    heads: Heads = scores.argmax(axis=1)
    return heads if is_tree(heads.tolist()) else eisner(scores)


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads make one tree without crossing arcs.

    Args:
        heads: each word's head, counted from 1; 0 is the root, on which one word hangs, over which no arc passes.
    """
    if list(heads).count(0) != 1 or not _reach_root(heads):
        return False
    ends: list[int] = []  # where the arcs over this place end, the innermost last
    for left, right in sorted(((min(word, head), max(word, head)) for word, head in enumerate(heads, 1)), key=lambda arc: (arc[0], -arc[1])):
        while ends and ends[-1] <= left:
            ends.pop()
        if ends and ends[-1] < right:
            return False
        ends.append(right)
    return True


def _reach_root(heads: Sequence[int]) -> bool:
    """Whether one comes from every word to the root."""
    visited = [0] * (len(heads) + 1)
    for word in range(1, len(heads) + 1):
        at = word
        while at and not visited[at]:
            visited[at] = word
            at = heads[at - 1]
        if at and visited[at] == word:
            return False
    return True


def eisner(scores: npt.NDArray[np.float64]) -> Heads:
    """Eisner's algorithm (1996), all spans of one length at a time; see :func:`best_tree`.

    ``right`` spans have their first word for head, ``left`` spans their last. A span is kept under its length and under its first or its last word
    (``…_from``, ``…_to``), so that every sum over split points is one of two slices.
    """
    n = len(scores)
    arc = scores[:, 1:].T  # arc[head, word]
    right_from, right_to, left_from, left_to, arc_right, arc_left = (np.full((n, n), -np.inf) for _ in range(6))
    split_inner, split_right, split_left = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    for table in (right_from, right_to, left_from, left_to):
        table[:, 0] = 0
    for k in range(1, n):  # spans of k + 1 words
        first = np.arange(n - k)
        at, best = _best(right_from[: n - k, :k] + left_to[k:, :k][:, ::-1])  # the two words that an arc is to join
        split_inner[: n - k, k] = at
        arc_right[: n - k, k] = best + arc[first, first + k]
        arc_left[k:, k] = best + arc[first + k, first]
        at, best = _best(left_from[: n - k, :k] + arc_left[k:, 1 : k + 1][:, ::-1])
        split_left[: n - k, k] = at
        left_from[: n - k, k] = left_to[k:, k] = best
        at, best = _best(arc_right[: n - k, 1 : k + 1] + right_to[k:, :k][:, ::-1])
        split_right[: n - k, k] = at + 1
        right_from[: n - k, k] = right_to[k:, k] = best
    words = np.arange(n)
    root = int((left_from[0, words] + right_to[n - 1, n - 1 - words] + scores[:, 0]).argmax())
    return _unfold(root, split_inner, split_right, split_left)


def _best(sums: npt.NDArray[np.float64]) -> tuple[Heads, npt.NDArray[np.float64]]:
    """Where each row is greatest, and how great."""
    at = sums.argmax(axis=1)
    return at, sums[np.arange(len(sums)), at]


def _unfold(root: int, split_inner: Heads, split_right: Heads, split_left: Heads) -> Heads:
    """The arcs of the best spans, from the root down."""
    n = len(split_inner)
    heads = np.zeros(n, dtype=np.int64)
    todo = [("left", 0, root), ("right", root, n - 1)]
    while todo:
        kind, i, j = todo.pop()
        if i == j:
            continue
        if kind == "left":
            at = i + int(split_left[i, j - i])
            heads[at] = j + 1
            todo += [("left", i, at), ("inner", at, j)]
        elif kind == "right":
            at = i + int(split_right[i, j - i])
            heads[at] = i + 1
            todo += [("inner", i, at), ("right", at, j)]
        else:
            at = i + int(split_inner[i, j - i])
            todo += [("right", i, at), ("left", at + 1, j)]
    return heads
