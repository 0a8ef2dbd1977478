"""A coder whose reports carry the versions and hashes of all that made them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from tocsin import __version__
from tocsin.coding import Coder, load_coder
from tocsin.settings import settings


def stamped_coder(codebook: Path | None = None, actors: Path | None = None, gazetteer: Path | None = None) -> Coder:
    """The shipped coder, extended by the user's files.

    `gazetteer` is the folder of the user's own gazetteer (default: `TOCSIN_HOME`). Raises KnowledgeError or ModelError.
    """
    home = gazetteer if gazetteer is not None else settings().home
    return load_coder(codebook, actors, home, version=__version__, model_sha256=model_sha256())


@lru_cache(maxsize=1)
def model_sha256() -> str:
    """Hash of the language engine's weights. Raises ModelError where they are missing."""
    from tocsin.annotate.encoder import SHIPPED
    from tocsin.errors import ModelError, said_of

    try:
        with (SHIPPED / "encoder.onnx").open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise ModelError("the language engine", found=said_of(error), advice="install the package again") from error
