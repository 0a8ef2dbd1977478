"""The network's own parse of sentences that nobody parsed by hand.

Phase 2 learns names and events on sentences without a treebank's analysis. What phase 1 reads there is held fast as
their target: else the words that trigger events drift away from what they are as verbs and nouns.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from tocsin.annotate.wordpiece import WordPieces
from training.example import Example
from training.network import Network
from training.targets import collate


def parse(network: Network, pieces: WordPieces, examples: Sequence[Example]) -> list[list[int]]:
    """The best head of every word (1-based, 0 is the root) by the network's own arc scores."""
    network.eval()
    with torch.inference_mode():
        return [_heads(network(collate([(e, pieces.sentence(e.words))]).inputs)).tolist() for e in examples]


def hold(network: Network, pieces: WordPieces, examples: Sequence[Example]) -> None:
    """Set parts of speech, heads and relations of the examples that have none to what the network reads."""
    network.eval()
    with torch.inference_mode():
        for example in examples:
            if example.heads is None:
                _hold(network, example, network(collate([(example, pieces.sentence(example.words))]).inputs))


def _hold(network: Network, example: Example, scores: dict[str, Tensor]) -> None:
    heads = _heads(scores)
    example.heads = heads.tolist()
    example.upos = scores["upos"][1:].argmax(dim=-1).tolist()
    example.xpos = scores["xpos"][1:].argmax(dim=-1).tolist()
    relations = network.relations(scores["label_dependent"][1:], scores["label_head"][heads])
    example.relations = relations.argmax(dim=-1).tolist()


def _heads(scores: dict[str, Tensor]) -> Tensor:
    arcs = scores["arc"][0]
    arcs.fill_diagonal_(-1e9)
    return arcs[1:].argmax(dim=-1)
