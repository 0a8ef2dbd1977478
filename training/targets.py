"""Examples to tensors: the network's inputs and every head's targets, laid out by node."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from tocsin.annotate.packing import groups, pack
from tocsin.annotate.wordpiece import MASK, Pieces, Shape, WordPieces
from training.example import IGNORED, Example

CLASSES = ("upos", "xpos", "relation", "entity", "event", "status")
_MASKED = 0.02


@dataclass(slots=True)
class TrainingBatch:
    """``inputs`` as the network takes them; ``targets`` ``[M]`` (``attribution`` ``[M, 3]``), IGNORED where unknown.

    ``head`` holds the node of each word's head (IGNORED likewise); ``head_column`` its column in the sentence's row;
    ``entity_weight`` ``[M]``; ``role`` is ``[S, W, W]`` with 0 none, 1 actor, 2 recipient.
    """

    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]
    words: int


def cut(example: Example, pieces: WordPieces, chooser: random.Random | None) -> Pieces:
    """The word pieces of an example.

    With a chooser, a few words are masked, and the letters are at times all capitals, titled or all small.
    """
    found = pieces.sentence(example.words)
    if chooser is None:
        return found
    for position in range(1, len(found.ids) - 1):
        if chooser.random() < _MASKED:
            found.ids[position] = MASK
    draw = chooser.random()
    if draw > 0.09:
        return found
    if draw < 0.05:
        change = {Shape.LOWER: Shape.TITLE}
    elif draw < 0.07:
        change = {Shape.LOWER: Shape.UPPER, Shape.TITLE: Shape.UPPER, Shape.MIXED: Shape.UPPER}
    else:
        change = {Shape.TITLE: Shape.LOWER, Shape.UPPER: Shape.LOWER, Shape.MIXED: Shape.LOWER}
    return Pieces(found.ids, [int(change.get(Shape(look), look)) for look in found.shapes], found.firsts)


def batches(
    examples: Sequence[Example], pieces: WordPieces, most_pieces: int, chooser: random.Random | None = None
) -> list[list[tuple[Example, Pieces]]]:
    """Examples in batches of similar length, shortest first."""
    cuts = [(example, cut(example, pieces, chooser)) for example in examples]
    cuts = [(example, found) for example, found in cuts if len(found.ids) <= 300]
    return [[cuts[index] for index in group] for group in groups([len(found.ids) for _, found in cuts], most_pieces)]


def collate(batch: list[tuple[Example, Pieces]]) -> TrainingBatch:
    """The tensors of one batch."""
    packed = pack([found for _, found in batch])
    nodes, width = len(packed.nodes), packed.node_grid.shape[1]
    targets = {name: np.full(nodes, IGNORED, dtype=np.int64) for name in (*CLASSES, "head", "head_column")}
    targets["attribution"] = np.full((nodes, 3), IGNORED, dtype=np.int64)
    factuality = np.full(nodes, np.nan, dtype=np.float32)
    entity_weight = np.ones(nodes, dtype=np.float32)
    role = np.full((len(batch), width, width), IGNORED, dtype=np.int64)
    for row, (example, _) in enumerate(batch):
        _fill(targets, example, int(packed.node_grid[row, 0]))
        start = int(packed.node_grid[row, 1])
        for word, value in example.factuality.items():
            factuality[start + word] = value
        entity_weight[start : start + len(example.words)] = example.entity_weight
        for trigger in example.role_triggers:
            role[row, trigger + 1, 1 : len(example.words) + 1] = 0
        for trigger, word, kind in example.roles:
            role[row, trigger + 1, word + 1] = kind
    tensors = {name: torch.from_numpy(values) for name, values in targets.items()}
    tensors["factuality"] = torch.from_numpy(factuality)
    tensors["entity_weight"] = torch.from_numpy(entity_weight)
    tensors["role"] = torch.from_numpy(role)
    inputs = {name: torch.from_numpy(values) for name, values in packed.arrays().items()}
    return TrainingBatch(inputs, tensors, nodes - len(batch))


def _fill(targets: dict[str, np.ndarray], example: Example, root: int) -> None:
    first, stop = root + 1, root + 1 + len(example.words)
    known = {
        "upos": example.upos,
        "xpos": example.xpos,
        "relation": example.relations,
        "entity": example.entities,
        "event": example.events,
        "attribution": example.attribution,
    }
    for name, values in known.items():
        if values is not None:
            targets[name][first:stop] = values
    if example.heads is not None:
        targets["head_column"][first:stop] = example.heads
        targets["head"][first:stop] = np.array(example.heads) + root
    for word, status in example.statuses.items():
        targets["status"][first + word] = status
