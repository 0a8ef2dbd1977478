"""`python -m training.attribution.train DATA`: fits the weights and writes them where the coder reads them.

Run it again whenever the language engine changes, since the weights are fitted to its parses. Only weights of facts are
written: lemmas with their constructions, never text.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tocsin.coding.attribution import lexicon
from training.attribution.fit import Recipe, fit
from training.attribution.samples import samples


def main() -> None:
    """Reads `DATA/attribution/polnear_train.jsonl.gz`, writes `weights.json` of the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--output", type=Path, default=Path(lexicon.__file__).with_name("weights.json"))
    options = parser.parse_args()
    weights = fit(list(samples(options.data)), Recipe())
    options.output.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights written to {options.output}")


if __name__ == "__main__":
    main()
