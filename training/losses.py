"""The loss of every head, each per word of the batch, so that a rare label never weighs more for being alone."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.example import IGNORED
from training.network import Network
from training.targets import TrainingBatch

WEIGHTS = {
    "upos": 0.5,
    "xpos": 0.5,
    "arc": 1.0,
    "relation": 1.0,
    "entity": 1.0,
    "attribution": 0.3,
    "factuality": 0.3,
    "event": 1.5,
    "status": 1.0,
    "role": 0.2,
}
_EVENT_WEIGHT = 3.0


def losses(network: Network, batch: TrainingBatch) -> dict[str, Tensor]:
    """The weighted loss of each head that the batch has targets for."""
    scores = {name: score.float() for name, score in network(batch.inputs).items()}
    targets = batch.targets
    found = {name: _classes(scores[name], targets[name]) for name in ("upos", "xpos", "status")}
    found["entity"] = _entities(scores["entity"], targets)
    found["arc"] = _arcs(scores["arc"], targets["head_column"], batch.inputs["node_grid"])
    found["relation"] = _relations(network, scores, targets)
    attribution = scores["attribution"].view(-1, 3)
    found["attribution"] = _classes(attribution, targets["attribution"].view(-1))
    found["factuality"] = _factuality(scores["factuality"], targets["factuality"])
    found["event"] = _events(scores["event"], targets["event"])
    found["role"] = _roles(scores["role"], targets["role"])
    return {name: WEIGHTS[name] * loss / batch.words for name, loss in found.items()}


def _classes(scores: Tensor, target: Tensor) -> Tensor:
    return functional.cross_entropy(scores, target, ignore_index=IGNORED, reduction="sum")


def _entities(scores: Tensor, targets: dict[str, Tensor]) -> Tensor:
    each = functional.cross_entropy(scores, targets["entity"], ignore_index=IGNORED, reduction="none")
    return (each * targets["entity_weight"]).sum()


def _arcs(scores: Tensor, head_column: Tensor, node_grid: Tensor) -> Tensor:
    padded = torch.cat([head_column, head_column.new_full((1,), IGNORED)])
    return _classes(scores.flatten(0, 1), padded[node_grid].flatten())


def _relations(network: Network, scores: dict[str, Tensor], targets: dict[str, Tensor]) -> Tensor:
    known = (targets["relation"] != IGNORED).nonzero()[:, 0]
    if not len(known):
        return scores["upos"].sum() * 0
    dependent, head = scores["label_dependent"][known], scores["label_head"][targets["head"][known]]
    return _classes(network.relations(dependent, head).float(), targets["relation"][known])


def _factuality(scores: Tensor, target: Tensor) -> Tensor:
    known = ~torch.isnan(target)
    return functional.smooth_l1_loss(scores[known], target[known], reduction="sum")


def _events(scores: Tensor, target: Tensor) -> Tensor:
    weight = torch.full((scores.shape[1],), _EVENT_WEIGHT)
    weight[0] = 1.0
    return functional.cross_entropy(scores, target, weight=weight, ignore_index=IGNORED, reduction="sum")


def _roles(scores: Tensor, target: Tensor) -> Tensor:
    """``scores`` ``[S, 2, W, W]``; 'none' scores zero."""
    classes = torch.cat([torch.zeros_like(scores[:, :1]), scores], dim=1)
    return functional.cross_entropy(classes, target, ignore_index=IGNORED, reduction="sum")
