"""The sets on which merging is measured: our own stories, ECB+, and pairs of articles that people compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tocsin.evaluate import merging
from tocsin.evaluate.coding import READ
from tocsin.evaluate.figures import LOWER, Measure
from tocsin.evaluate.goldset import GoldSet

PERCENT, SHARE = "percent", "share"


def _pairs(baseline: str = "") -> Iterator[Measure]:
    """What is measured of pairs of reports; for a baseline without targets."""
    ours = not baseline
    prefix = f"{baseline}: " if baseline else ""
    yield Measure(f"{prefix}pairwise precision", SHARE, 0.97 if ours else None, yardstick=not ours)
    yield Measure(f"{prefix}pairwise recall", SHARE, 0.75 if ours else None, yardstick=not ours)
    yield Measure(f"{prefix}articles of one event brought together", SHARE, yardstick=not ours)
    yield Measure(f"{prefix}look-alikes merged", SHARE, 0.03 if ours else None, LOWER, yardstick=not ours)


def _no_lines(gold: Path) -> list[str]:
    """Nothing is coded: the words alone are compared."""
    return []


MERGE = GoldSet(
    "merge",
    ("merge_set/articles.jsonl", "merge_set/gold.jsonl"),
    "merge",
    merging.merge_set,
    (
        *_pairs(),
        Measure("origins exact", SHARE, 0.80),
        Measure("verification", SHARE, 0.75),
        Measure("toll interval", SHARE, 0.75),
        Measure("events found", SHARE),
        *(measure for name in merging.BASELINES for measure in _pairs(name)),
    ),
    stage=READ,
    inputs=merging.lines,
)
ECBPLUS = GoldSet(
    "ECB+",
    ("coreference/ecbplus_dev.jsonl",),
    "ecbplus",
    merging.ecbplus,
    (
        Measure("CoNLL", PERCENT),
        Measure("stem: CoNLL", PERCENT, yardstick=True),
        Measure("CoNLL above stem's", PERCENT, 8),
        Measure("same-story MAP", SHARE, 0.93),
    ),
    stage=READ,
    inputs=merging.lines,
)
LIKENESS = GoldSet(
    "likeness",
    ("similarity/newssim_dev.jsonl",),
    "likeness",
    merging.likeness,
    (Measure("likeness r", SHARE),),
    stage=READ,
    inputs=_no_lines,
)
