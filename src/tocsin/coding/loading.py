"""A coder with the shipped knowledge, or with a user's own files over it."""

from __future__ import annotations

from pathlib import Path

from tocsin.coding.coder import Coder
from tocsin.knowledge.actors import load_actors
from tocsin.knowledge.codebook import load_codebook
from tocsin.knowledge.gazetteer import open_gazetteer


def load_coder(
    codebook: Path | None = None,
    actors: Path | None = None,
    gazetteer: Path | None = None,
    *,
    version: str = "",
    model_sha256: str = "",
) -> Coder:
    """The coder. `codebook` and `actors` are YAML files that extend ours,
    `gazetteer` the folder filled by `tocsin gazetteer load`.

    Raises `KnowledgeError` when one of them is malformed.
    """
    return Coder(load_codebook(codebook), load_actors(actors), open_gazetteer(gazetteer), version, model_sha256)
