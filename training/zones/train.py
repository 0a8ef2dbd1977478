"""Train the line scorers and print their cross-validated figures.

usage: python -m training.zones.train DATA [--check-only]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.extract.features import NAMES
from tocsin.extract.main_text import NAMES as BLOCK_NAMES
from tocsin.extract.scorer import from_dict
from training.zones.blocks import pages
from training.zones.fit import Recipe, fit_several
from training.zones.lines import Sample, silver, stacked, with_headlines

FOLDS = 5
SEEDS = 3
LINES = Recipe()
BLOCKS = Recipe(epochs=40, decay=1e-2, dropout=0.5)
OUT = Path(__file__).parents[2] / "src/tocsin/extract/weights"


def folds(samples: list[Sample], seed: int = 0) -> list[int]:
    """A fold a sample, so that all texts of one page stand in the same one."""
    pages = sorted({s.page for s in samples})
    order = np.random.default_rng(seed).permutation(len(pages))
    fold = {pages[p]: i % FOLDS for i, p in enumerate(order)}
    return [fold[s.page] for s in samples]


def cross_validated(samples: list[Sample], names: tuple[str, ...], recipe: Recipe) -> list[NDArray[np.float32]]:
    """The score of every paragraph by a scorer that never saw its page."""
    fold = folds(samples)
    scores: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(samples)
    for number in range(FOLDS):
        seen = [s for s, f in zip(samples, fold, strict=True) if f != number]
        scorer = from_dict(fit_several(*stacked(seen), recipe, SEEDS) | {"names": names}, names, "training")
        for at, s in enumerate(samples):
            if fold[at] == number:
                scores[at] = scorer(s.rows)
    return scores


def report(
    samples: list[Sample], scores: list[NDArray[np.float32]], base: float, by_words: float, longest: int
) -> None:
    """Precision, recall and F1 of dropped paragraphs, and the share of kept words that were lost, by variant."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for s, score in zip(samples, scores, strict=True):
        for label, words, p in zip(s.labels, s.words, score, strict=True):
            if label < 0:
                continue
            drop = words <= longest and p > 1 / (1 + np.exp(-(base + by_words * np.log1p(words))))
            for name in (s.variant, *(("all",) if s.variant != "made" else ())):
                c = count[name]
                c["tp" if drop and label else "fp" if drop else "fn" if label else "tn"] += 1
                c["kept"] += 0 if label else words
                c["lost"] += words if drop and not label else 0
    for name, c in sorted(count.items()):
        p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        f1 = 2 * p * r / max(1e-9, p + r)
        print(f"{name:16} P {p:.3f} R {r:.3f} F1 {f1:.3f} kept words lost {c['lost'] / max(1, c['kept']):.4f}")


def write(samples: list[Sample], names: tuple[str, ...], recipe: Recipe, file: str) -> None:
    """Train on everything and write the weights, rounded so that the file stays small."""
    found = fit_several(*stacked(samples), recipe, SEEDS)
    raw = {k: np.round(v, 4).tolist() if isinstance(v, np.ndarray) else round(v, 4) for k, v in found.items()}
    OUT.mkdir(exist_ok=True)
    text = json.dumps({"names": names, **raw}, ensure_ascii=True, separators=(",", ":"))
    (OUT / file).write_text(text + "\n", encoding="utf8")


def main() -> None:
    """Read the labelled texts, cross-validate, train, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--no-check", action="store_true", help="train and write only")
    options = arguments.parse_args()
    samples = [*silver(options.data), *with_headlines(options.data, 500)]
    whole = list(pages(options.data))
    if not options.no_check:
        from tocsin.extract.zones import BASE, BY_WORDS, LONGEST_DROPPED

        report(samples, cross_validated(samples, NAMES, LINES), BASE, BY_WORDS, LONGEST_DROPPED)
        report(whole, cross_validated(whole, BLOCK_NAMES, BLOCKS), 0.0, 0.0, 10_000)
    write(samples, NAMES, LINES, "lines.json")
    write(whole, BLOCK_NAMES, BLOCKS, "blocks.json")


if __name__ == "__main__":
    main()
