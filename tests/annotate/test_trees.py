import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tocsin.annotate.trees import best_heads, best_tree


def is_tree(heads: NDArray[np.int64]) -> bool:
    if sum(heads[1:] == 0) != 1:
        return False
    for node in range(1, len(heads)):
        seen = set()
        at = node
        while at and at not in seen:
            seen.add(at)
            at = int(heads[at])
        if at:
            return False
    return True


def total(scores: NDArray[np.float32], heads: NDArray[np.int64]) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_the_best_tree_is_the_best_of_all_trees(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count)).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(found)
    others = (np.array([0, *heads]) for heads in itertools.product(range(count), repeat=count - 1))
    assert total(scores, found) >= max(total(scores, heads) for heads in others if is_tree(heads)) - 1e-4


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(2, 9), min_size=1, max_size=5), st.integers(0, 10_000))
def test_every_sentence_of_a_batch_becomes_a_tree(counts: list[int], seed: int) -> None:
    width = max(counts)
    scores = np.random.default_rng(seed).normal(size=(len(counts), width, width)).astype(np.float32)
    for row, count in enumerate(counts):
        scores[row, :, count:] = -1e4
    heads = best_heads(scores, np.array(counts))
    assert all(is_tree(heads[row, :count]) for row, count in enumerate(counts))


def test_heads_that_are_a_tree_stay_as_they_are() -> None:
    scores = np.full((1, 3, 3), -1.0, dtype=np.float32)
    scores[0, 1, 2] = scores[0, 2, 0] = 1.0
    assert best_heads(scores, np.array([3])).tolist() == [[0, 2, 0]]
