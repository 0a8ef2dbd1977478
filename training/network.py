"""The network: a small BERT encoder whose pieces lie end to end, and every head of the language engine."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.layers import LayerSizes

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ARC, LABEL, ROLE = 256, 256, 128
FAR = -1e4


class MaskPool:
    """Dropout masks cut from one random pool: drawing fresh ones takes longer on a processor than the layer itself."""

    def __init__(self, rate: float, size: int, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        self._pool = (torch.rand(size, generator=generator) >= rate).float() / (1 - rate)
        self._generator = generator

    def __call__(self, x: Tensor) -> Tensor:
        count = x.numel()
        start = int(torch.randint(0, len(self._pool) - count, (1,), generator=self._generator))
        return x * self._pool[start : start + count].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer over pieces laid end to end."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.merge = nn.Linear(HIDDEN, HIDDEN)
        self.merge_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.widen = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.narrow_norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, grid: Tensor, cells: Tensor, far: Tensor, drop: MaskPool | None) -> Tensor:
        """``x``: ``[P, 384]`` to the same shape; ``far``: ``[S, 1, 1, L]``, very low where the grid is empty."""
        query, key, value = (
            _laid_out(part, grid).view(grid.shape[0], grid.shape[1], HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in self.attend(x).split(HIDDEN, dim=-1)
        )
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + far, dim=-1)
        context = (weights.to(value.dtype) @ value).transpose(1, 2).reshape(-1, HIDDEN)[cells]
        merged = self.merge(context)
        x = self.merge_norm(x + (drop(merged) if drop else merged))
        inner = self.narrow(functional.gelu(self.widen(x)))
        return self.narrow_norm(x + (drop(inner) if drop else inner))


def _laid_out(x: Tensor, grid: Tensor) -> Tensor:
    """Rows of ``x`` (``[N, D]``) at ``grid`` (``[S, L]``): ``[S, L, D]``, zero where the grid says ``N``."""
    padded = torch.cat([x, x.new_zeros(1, x.shape[-1])])
    return padded[grid]


class Network(nn.Module):
    """Encoder and heads. ``forward`` takes the arrays of ``tocsin.annotate.packing.Batch`` as tensors."""

    def __init__(self, sizes: LayerSizes) -> None:
        super().__init__()
        self.word_embedding = nn.Embedding(30522, HIDDEN)
        self.position_embedding = nn.Embedding(512, HIDDEN)
        self.shape_embedding = nn.Embedding(8, HIDDEN)
        self.embedding_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.upos = nn.Linear(HIDDEN, sizes.upos)
        self.xpos = nn.Linear(HIDDEN, sizes.xpos)
        self.arc_dependent = nn.Linear(HIDDEN, ARC)
        self.arc_head = nn.Linear(HIDDEN, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1)
        self.label_dependent = nn.Linear(HIDDEN, LABEL)
        self.label_head = nn.Linear(HIDDEN, LABEL)
        self.relation = nn.Linear(3 * LABEL, sizes.relation)
        self.meaning = nn.Linear(HIDDEN, HIDDEN)
        self.entity = nn.Linear(HIDDEN, sizes.entity)
        self.attribution = nn.Linear(HIDDEN, sizes.attribution)
        self.factuality = nn.Linear(HIDDEN, 1)
        self.event = nn.Linear(HIDDEN, sizes.event)
        self.status = nn.Linear(HIDDEN, sizes.status)
        self.role_trigger = nn.Linear(HIDDEN, ROLE)
        self.role_mention = nn.Linear(HIDDEN, ROLE)
        self.role = nn.Linear(ROLE, 2 * ROLE)
        self.role_bias = nn.Linear(ROLE, 2)
        nn.init.zeros_(self.shape_embedding.weight)
        self.drop: MaskPool | None = None
        self.head_drop: MaskPool | None = None

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """The vector of every node, ``[M, 384]``."""
        grid, cells = batch["grid"], batch["cells"]
        x = self.word_embedding(batch["ids"]) + self.position_embedding(batch["positions"])
        x = self.embedding_norm(x + self.shape_embedding(batch["shapes"]))
        if self.drop:
            x = self.drop(x)
        far = (grid == batch["ids"].shape[0]).to(torch.float32)[:, None, None, :] * FAR
        for layer in self.layers:
            x = layer(x, grid, cells, far, self.drop)
        return x[batch["nodes"]]

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores by head: ``[M, classes]``; ``arc`` ``[S, W, W]`` (dependent, head); ``role`` ``[S, 2, W, W]``."""
        nodes = self.encode(batch)
        if self.head_drop:
            nodes = self.head_drop(nodes)
        meaning = functional.gelu(self.meaning(nodes))
        if self.head_drop:
            meaning = self.head_drop(meaning)
        scores = {"upos": self.upos(nodes), "xpos": self.xpos(nodes), "factuality": self.factuality(meaning)[:, 0]}
        for name in ("entity", "attribution", "event", "status"):
            scores[name] = getattr(self, name)(meaning)
        scores["arc"] = self._arcs(nodes, batch["node_grid"])
        scores["label_dependent"] = functional.gelu(self.label_dependent(nodes))
        scores["label_head"] = functional.gelu(self.label_head(nodes))
        scores["role"] = self._roles(meaning, batch["node_grid"])
        return scores

    def relations(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Relation scores ``[N, relations]`` of pairs given by their label vectors, ``[N, 256]`` each."""
        return self.relation(torch.cat([dependent, head, dependent * head], dim=-1))

    def _arcs(self, nodes: Tensor, node_grid: Tensor) -> Tensor:
        dependent = self.arc(functional.gelu(self.arc_dependent(nodes)))
        head = functional.gelu(self.arc_head(nodes))
        bias = _laid_out(self.arc_bias(head), node_grid)[:, None, :, 0]
        far = (node_grid == nodes.shape[0]).to(torch.float32)[:, None, :] * FAR
        return _laid_out(dependent, node_grid) @ _laid_out(head, node_grid).transpose(1, 2) / 16 + bias + far

    def _roles(self, meaning: Tensor, node_grid: Tensor) -> Tensor:
        trigger = self.role(functional.gelu(self.role_trigger(meaning)))
        mention = functional.gelu(self.role_mention(meaning))
        sentences, width = node_grid.shape
        trigger_grid = _laid_out(trigger, node_grid).view(sentences, width, 2, ROLE).transpose(1, 2)
        mention_grid = _laid_out(mention, node_grid)[:, None]
        bias = _laid_out(self.role_bias(mention), node_grid).transpose(1, 2)[:, :, None, :]
        return trigger_grid @ mention_grid.transpose(2, 3) / 8 + bias


def load_base(network: Network, path: Path) -> None:
    """Copy the weights of a BERT ``model.safetensors`` of the same sizes into the encoder."""
    weights = _read_safetensors(path)
    network.word_embedding.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    position = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    network.position_embedding.weight.data.copy_(position)
    _copy(network.embedding_norm, weights, "embeddings.LayerNorm")
    for index, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        prefix = f"encoder.layer.{index}."
        parts = [prefix + f"attention.self.{name}" for name in ("query", "key", "value")]
        layer.attend.weight.data.copy_(torch.cat([weights[part + ".weight"] for part in parts]))
        layer.attend.bias.data.copy_(torch.cat([weights[part + ".bias"] for part in parts]))
        _copy(layer.merge, weights, prefix + "attention.output.dense")
        _copy(layer.merge_norm, weights, prefix + "attention.output.LayerNorm")
        _copy(layer.widen, weights, prefix + "intermediate.dense")
        _copy(layer.narrow, weights, prefix + "output.dense")
        _copy(layer.narrow_norm, weights, prefix + "output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[name + ".weight"])
    module.bias.data.copy_(weights[name + ".bias"])


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float tensors of a safetensors file: an 8-byte length, a JSON header, then the raw values."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = (8 + size + offset for offset in entry["data_offsets"])
        values = np.frombuffer(raw[begin:end], dtype=np.float32).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors
