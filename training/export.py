"""Exports trained weights as the two ONNX graphs that the run time reads, int8 where it saves time and space.

``python -m training.export --weights FILE --out FOLDER`` writes ``encoder.onnx``, ``relations.onnx``, ``labels.json``
and ``vocabulary.txt``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tocsin.annotate.packing import INPUTS, pack
from tocsin.annotate.wordpiece import WordPieces
from training import layers
from training.base import base_files
from training.network import Network

OUTPUTS = (
    "upos",
    "xpos",
    "arc",
    "label_dependent",
    "label_head",
    "entity",
    "attribution",
    "factuality",
    "event",
    "status",
    "role",
)
_AXES = {
    "ids": {0: "pieces"},
    "positions": {0: "pieces"},
    "shapes": {0: "pieces"},
    "cells": {0: "pieces"},
    "grid": {0: "sentences", 1: "longest"},
    "nodes": {0: "nodes"},
    "node_grid": {0: "sentences", 1: "width"},
    "arc": {0: "sentences", 1: "width", 2: "width"},
    "role": {0: "sentences", 2: "width", 3: "width"},
}


class _Encoder(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(dict(zip(INPUTS, inputs, strict=True)))
        scores["upos"] = scores["upos"].argmax(dim=-1)
        scores["xpos"] = scores["xpos"].argmax(dim=-1)
        return tuple(scores[name] for name in OUTPUTS)


class _Relations(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        return self.network.relations(dependent, head).argmax(dim=-1)


def export(weights: Path, out: Path) -> None:
    """Write the run-time files for the weights of a finished (or unfinished) training."""
    network = Network(layers.LayerSizes())
    state = torch.load(weights)
    network.load_state_dict(state["network"])
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "encoder.onnx"
        _export_encoder(network, exact)
        quantize_dynamic(
            exact,
            out / "encoder.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            nodes_to_exclude=_kept_exact(exact),
        )
    _export_relations(network, out / "relations.onnx")
    (out / "labels.json").write_text(
        json.dumps(layers.as_json(list(state["plan"]["quotas"])), indent=1) + "\n", encoding="utf-8"
    )
    (out / "vocabulary.txt").write_bytes(base_files().vocabulary_file.read_bytes())


def _export_encoder(network: Network, path: Path) -> None:
    pieces = WordPieces(base_files().vocabulary())
    batch = pack(
        [pieces.sentence(words.split()) for words in ("Troops crossed the border .", "They denied it today .")]
    )
    example = tuple(torch.from_numpy(batch.arrays()[name]) for name in INPUTS)
    axes = {name: _AXES.get(name, {0: "nodes"}) for name in (*INPUTS, *OUTPUTS)}
    _to_onnx(_Encoder(network), example, path, list(INPUTS), list(OUTPUTS), axes)


def _export_relations(network: Network, path: Path) -> None:
    example = (torch.zeros(3, 256), torch.zeros(3, 256))
    axes = {name: {0: "pairs"} for name in ("dependent", "head", "relation")}
    _to_onnx(_Relations(network), example, path, ["dependent", "head"], ["relation"], axes)


def _to_onnx(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module.eval(),
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def _kept_exact(path: Path) -> list[str]:
    """The heads' layers: they are a twentieth of the work, and exact ones cost no accuracy."""
    graph = onnx.load(str(path)).graph
    return [
        node.name
        for node in graph.node
        if node.op_type in ("MatMul", "Gemm", "Gather")
        and "/layers." not in node.name
        and "word_embedding" not in node.name
    ]


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(arguments.weights, arguments.out)


if __name__ == "__main__":
    main()
