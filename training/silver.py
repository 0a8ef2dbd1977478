"""The network's own parse of sentences that nobody parsed by hand."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from tocsin.annotate.wordpiece import WordPieces
from training.example import Example
from training.network import Network
from training.targets import collate


def parse(network: Network, pieces: WordPieces, examples: Sequence[Example]) -> list[list[int]]:
    """The best head of every word (1-based, 0 is the root) by the network's own arc scores."""
    heads = []
    network.eval()
    with torch.inference_mode():
        for example in examples:
            batch = collate([(example, pieces.sentence(example.words))])
            scores = network(batch.inputs)["arc"][0]
            scores.fill_diagonal_(-1e9)
            heads.append(scores[1:].argmax(dim=-1).tolist())
    return heads
