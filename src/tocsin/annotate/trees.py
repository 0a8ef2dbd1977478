"""Dependency trees from arc scores: the best head of every word, and the best tree where those make none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

_NEVER = np.float32(-1e9)
_ROOT_COST = np.float32(1e6)


def best_heads(scores: Scores, counts: NDArray[np.int64]) -> Heads:
    """Heads ``[S, W]`` from scores ``[S, W, W]`` (dependent, head); node 0 of each sentence is its root.

    ``counts`` gives each sentence's nodes, root included; columns beyond hold 0. Every sentence comes out as a tree in
    which exactly one word hangs on the root.
    """
    width = scores.shape[1]
    scores = scores.copy()
    scores[:, np.arange(width), np.arange(width)] = _NEVER
    heads: Heads = scores.argmax(axis=2).astype(np.int64)
    heads[np.arange(width)[None, :] >= counts[:, None]] = 0
    heads[:, 0] = 0
    for row in np.flatnonzero(~_are_trees(heads, counts)):
        count = int(counts[row])
        heads[row, :count] = best_tree(scores[row, :count, :count])
    return heads


def _are_trees(heads: Heads, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each row has one word on the root and no cycle."""
    width = heads.shape[1]
    words = (np.arange(width)[None, :] < counts[:, None]) & (np.arange(width)[None, :] > 0)
    single = ((heads == 0) & words).sum(axis=1) == 1
    reached = heads
    for _ in range(max(1, width.bit_length())):
        reached = np.take_along_axis(reached, reached, axis=1)
    return np.asarray(single & (reached == 0).all(axis=1))


def best_tree(scores: Scores) -> Heads:
    """Heads ``[W]`` of the highest-scoring tree with one word on the root (Chu-Liu-Edmonds)."""
    costly = scores.astype(np.float64)
    np.fill_diagonal(costly, _NEVER)
    # A cost that outweighs every score: the best tree then uses the fewest root arcs possible, which is one.
    costly[1:, 0] -= _ROOT_COST
    heads = _spanning(costly)
    heads[0] = 0
    return heads


def _spanning(scores: NDArray[np.float64]) -> Heads:
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return np.asarray(heads, dtype=np.int64)
    outside = np.setdiff1d(np.arange(len(heads)), cycle)
    into = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    out_of = scores[np.ix_(outside, cycle)]
    smaller = np.empty((len(outside) + 1, len(outside) + 1))
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out_of.max(axis=1)
    smaller[-1, -1] = _NEVER
    chosen = _spanning(smaller)
    result: Heads = heads.astype(np.int64)
    for position, node in enumerate(outside):
        head = chosen[position]
        result[node] = cycle[out_of[position].argmax()] if head == len(outside) else outside[head]
    entry = chosen[-1]
    broken = cycle[into[:, entry].argmax()]
    result[broken] = outside[entry]
    result[0] = 0
    return result


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The nodes of one cycle, or nothing; the root is never part of one."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None
