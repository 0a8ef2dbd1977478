"""The shipped model: sentences of words in, every head's scores out. The only door to onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tocsin.annotate.packing import groups, pack
from tocsin.annotate.trees import best_heads
from tocsin.annotate.wordpiece import Pieces, WordPieces

SHIPPED = Path(__file__).parent / "model"
"""Folder of the model that comes with the package."""

_MOST_CELLS = 384
_LONGEST = 510

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of one sentence of ``W`` words; the first axis of every array is its words.

    ``upos``, ``xpos``, ``relations``: class indices. ``heads``: 1-based, 0 is the root. ``entity``, ``attribution``
    ``[W, 3, 3]`` (role; outside, begins, inside), ``event``, ``status``: probabilities. ``factuality``: -3..3.
    ``role``: ``[2, W, W]``, probabilities that word 3 is actor (0) or recipient (1) of trigger word 2.
    """

    upos: Integers
    xpos: Integers
    heads: Integers
    relations: Integers
    entity: Floats
    attribution: Floats
    factuality: Floats
    event: Floats
    status: Floats
    role: Floats


class Encoder:
    """The model of one folder (``encoder.onnx``, ``relations.onnx``, ``labels.json``, ``vocabulary.txt``).

    One thread; the result for some sentences depends on those sentences alone, so pass one article at a time.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.labels: Mapping[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.pieces = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        self._encoder = _session(folder / "encoder.onnx")
        self._relations = _session(folder / "relations.onnx")
        self._outputs = [output.name for output in self._encoder.get_outputs()]

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """One reading a sentence, in their order. A sentence without words is an error (ValueError)."""
        if not all(sentences):
            raise ValueError("a sentence without words cannot be read")
        cut = [_shortened(self.pieces.sentence(sentence)) for sentence in sentences]
        readings: dict[int, Reading] = {}
        for group in groups([len(found.ids) for found in cut], _MOST_CELLS):
            readings.update(zip(group, self._read_batch([cut[index] for index in group]), strict=True))
        return [readings[index] for index in range(len(sentences))]

    def _read_batch(self, sentences: list[Pieces]) -> list[Reading]:
        batch = pack(sentences)
        scores = dict(zip(self._outputs, self._encoder.run(None, batch.arrays()), strict=True))
        counts = np.array([len(sentence.firsts) + 1 for sentence in sentences])
        heads = best_heads(scores["arc"], counts)
        starts = np.cumsum(counts) - counts
        flat = np.concatenate([heads[row, :count] + starts[row] for row, count in enumerate(counts)])
        vectors = {"dependent": scores["label_dependent"], "head": scores["label_head"][flat]}
        relations = self._relations.run(None, vectors)[0]
        for name in ("entity", "event", "status"):
            scores[name] = _softmax(scores[name])
        scores["attribution"] = _softmax(scores["attribution"].reshape(len(flat), 3, 3))
        scores["role"] = _softmax_with_none(scores["role"])
        scores["factuality"] = np.clip(scores["factuality"], -3, 3)
        return [
            self._slice(scores, relations, heads[row, 1:count], row, slice(start + 1, start + count))
            for row, (start, count) in enumerate(zip(starts.tolist(), counts.tolist(), strict=True))
        ]

    @staticmethod
    def _slice(scores: dict[str, Floats], relations: Integers, heads: Integers, row: int, words: slice) -> Reading:
        length = words.stop - words.start + 1
        return Reading(
            upos=np.asarray(scores["upos"][words], dtype=np.int64),
            xpos=np.asarray(scores["xpos"][words], dtype=np.int64),
            heads=heads,
            relations=relations[words],
            entity=scores["entity"][words],
            attribution=scores["attribution"][words],
            factuality=scores["factuality"][words],
            event=scores["event"][words],
            status=scores["status"][words],
            role=scores["role"][row, :, 1:length, 1:length],
        )


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """The package's own model, loaded once a process."""
    return Encoder()


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _shortened(pieces: Pieces) -> Pieces:
    """The same sentence within the encoder's positions: words that do not fit share the last piece."""
    if len(pieces.ids) <= _LONGEST + 2:
        return pieces
    end = pieces.ids[-1]
    firsts = [min(first, _LONGEST) for first in pieces.firsts]
    return Pieces([*pieces.ids[: _LONGEST + 1], end], [*pieces.shapes[: _LONGEST + 1], 0], firsts)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def _softmax_with_none(scores: Floats) -> Floats:
    """Probabilities of the classes on axis 1, when a further class 'none' always scores zero."""
    top = np.maximum(scores.max(axis=1, keepdims=True), 0)
    powers = np.exp(scores - top)
    return np.asarray(powers / (powers.sum(axis=1, keepdims=True) + np.exp(-top)), dtype=np.float32)
