"""Sentences to the arrays that the network reads: pieces laid end to end, padded only where attention needs a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.annotate.wordpiece import Pieces

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """The arrays of one batch of ``S`` sentences with ``P`` pieces and ``M`` nodes (each sentence's root and words).

    ``ids``, ``positions``, ``shapes``, ``cells``: ``[P]``. ``grid``: ``[S, L]`` indices into the pieces, ``P`` where
    empty; ``cells`` are the pieces' places in the flattened grid. ``nodes``: ``[M]`` the piece that stands for each
    node. ``node_grid``: ``[S, W]`` indices into the nodes, ``M`` where empty; column 0 is the root.
    """

    ids: Indices
    positions: Indices
    shapes: Indices
    grid: Indices
    cells: Indices
    nodes: Indices
    node_grid: Indices

    def arrays(self) -> dict[str, Indices]:
        """The arrays by the names of the network's inputs."""
        return {name: getattr(self, name) for name in INPUTS}


INPUTS = ("ids", "positions", "shapes", "grid", "cells", "nodes", "node_grid")


def pack(sentences: Sequence[Pieces]) -> Batch:
    """The batch of these sentences, in their order."""
    lengths = np.array([len(sentence.ids) for sentence in sentences])
    node_counts = np.array([len(sentence.firsts) + 1 for sentence in sentences])
    piece_starts = np.cumsum(lengths) - lengths
    ids = np.array([index for sentence in sentences for index in sentence.ids], dtype=np.int64)
    shapes = np.array([index for sentence in sentences for index in sentence.shapes], dtype=np.int64)
    positions = np.concatenate([np.arange(length, dtype=np.int64) for length in lengths])
    nodes = np.concatenate(
        [
            np.array([0, *sentence.firsts], dtype=np.int64) + start
            for sentence, start in zip(sentences, piece_starts, strict=True)
        ]
    )
    rows = np.repeat(np.arange(len(sentences), dtype=np.int64), lengths)
    grid = _grid(lengths)
    return Batch(ids, positions, shapes, grid, rows * grid.shape[1] + positions, nodes, _grid(node_counts))


def _grid(counts: NDArray[np.int64]) -> Indices:
    """Running numbers laid out in rows of ``counts`` entries; the total where a row is empty."""
    columns = np.arange(int(counts.max()), dtype=np.int64)[None, :]
    starts = (np.cumsum(counts) - counts)[:, None]
    return np.where(columns < counts[:, None], starts + columns, int(counts.sum()))


def groups(lengths: Sequence[int], most_pieces: int) -> list[list[int]]:
    """Indices of sentences, shortest first, in groups of at most ``most_pieces`` cells with padding counted.

    The order depends on nothing but the lengths, so the same sentences always share the same batches.
    """
    found: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda index: (lengths[index], index)):
        if found and (len(found[-1]) + 1) * lengths[index] <= most_pieces:
            found[-1].append(index)
        else:
            found.append([index])
    return found
