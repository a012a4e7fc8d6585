"""Trees over scores: against brute force where that is possible, by their laws where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.pipelines.slovnet.tree import best_tree, eisner, is_tree, stretches


def is_tree_by_definition(heads: Sequence[int]) -> bool:
    """One word hangs on the root, every word is below it, and every word between a word and its head is below that head."""

    def above(word: int) -> list[int]:
        path = [word]
        while path[-1] and len(path) <= len(heads):
            path.append(heads[path[-1] - 1])
        return path

    paths = [above(word) for word in range(1, len(heads) + 1)]
    if list(heads).count(0) != 1 or any(path[-1] for path in paths):
        return False
    return all(head in paths[between - 1] for word, head in enumerate(heads, 1) for between in range(min(word, head) + 1, max(word, head)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_trees_are_those_of_the_definition(size: int) -> None:
    for heads in product(range(size + 1), repeat=size):
        assert is_tree(heads) == is_tree_by_definition(heads), heads


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_eisner_finds_what_brute_force_finds(size: int) -> None:
    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree_by_definition(heads)]
    random = np.random.default_rng(size)
    for _ in range(40):
        scores = random.normal(size=(size, size + 1))
        best = max(trees, key=lambda heads: sum(scores[word, head] for word, head in enumerate(heads)))
        assert tuple(eisner(scores).tolist()) == best


@pytest.mark.parametrize("size", [6, 17, 60, 200])
def test_eisner_makes_trees_that_are_no_worse_than_a_chain(size: int) -> None:
    scores = np.random.default_rng(size).normal(size=(size, size + 1))
    heads = eisner(scores)
    words = np.arange(size)
    assert is_tree(heads.tolist())
    assert scores[words, heads].sum() >= scores[words, words].sum()


def test_a_tree_that_every_word_votes_for_is_taken() -> None:
    scores = np.zeros((3, 4))
    scores[[0, 1, 2], [2, 0, 2]] = 1
    assert best_tree(scores).tolist() == [2, 0, 2]


@pytest.mark.parametrize("heads", [[2, 1], [0, 0], [0, 4, 1, 1], [3, 0, 2, 1]])
def test_cycles_two_roots_and_crossings_are_mended(heads: list[int]) -> None:
    scores = np.zeros((len(heads), len(heads) + 1))
    scores[np.arange(len(heads)), heads] = 1
    assert not is_tree(heads)
    assert is_tree(best_tree(scores).tolist())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["а", ";", ",", "."]), max_size=60), st.integers(2, 12))
def test_stretches_hold_every_word_once_and_none_is_too_long(words: list[str], longest: int) -> None:
    spans = list(stretches(words, longest))
    assert [k for begin, end in spans for k in range(begin, end)] == list(range(len(words)))
    assert all(0 < end - begin <= longest for begin, end in spans)


def test_a_long_row_is_cut_after_a_mark() -> None:
    assert list(stretches(["а"] * 6 + [","] + ["а"] * 7, 10)) == [(0, 7), (7, 14)]
