"""Merging on stories that its weights have not seen: six times, a sixth of the merge set's stories held out.

    python -m training.merge_held_out evaluation/merge_set DATA/coreference

Each time the weights are learned from the other stories and ECB+, and all articles are merged; what the held-out
stories' reports were put into is kept. Over all six, the figures of `tocsin evaluate --set merge`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tocsin.evaluate.merge_gold import align, read_articles
from tocsin.evaluate.merging import event_figures, merged, pair_figures
from training import merge

FOLDS = 6


def main(own: Path, coreference: Path) -> None:
    """Print the figures."""
    aligned = align(merge.rows(own / "gold.jsonl"), read_articles(merge.rows(own / "articles.jsonl")))
    documents, ecb = merge.merge_set(aligned), merge.ecbplus(merge.ecb_rows(coreference))
    stories, put = sorted({d.story for d in documents}), dict[str, str]()
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        found = merged(aligned, merge.model([d for d in documents if d.story not in held], ecb))
        mine = {f.report for d in documents if d.story in held for f in d.facts}
        put |= {report: f"{fold} {event}" for report, event in found.items() if report in mine}
    for name, (value, cases) in (pair_figures("", aligned, put) | event_figures(aligned, put)).items():
        print(f"{name:42} {value:.3f}  of {cases}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
