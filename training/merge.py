"""How the weights of merging were learned: a logistic model over pairs of reports, with signs held, by gradient.

    python -m training.merge evaluation/merge_set DATA/coreference src/tocsin/merge/weights.json

First the weights within one article, over pairs of its reports; then, over what these bring together (tellings), the
weights across articles. Positive are pairs that tell one event. Agreement may not speak against and conflict not for a
merge, so that few stories cannot teach nonsense, and the hardest conflicts weigh at least `FLOORS`, because dates and
places that the coder misread teach too mild a weight. ECB+ counts a fifth: its stories hold few look-alikes.
Thresholds, ridge and floors were chosen on the merge set, story by story held out, for at most 3 % false merges.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluate.merge_gold import Aligned, align, read_articles
from tocsin.merge.facts import Facts, facts_of
from tocsin.merge.features import NAMES, compatible, features
from tocsin.merge.scoring import Model, Weights
from tocsin.merge.tellings import Telling, tellings, within_features

Array = NDArray[np.float64]
Row = tuple[Mapping[str, float], bool, float]
AGAINST = ("conflict", "far apart", "swapped", "next day", "compatible", "between", "far in", "bare")
FREE = ("status differs",)
FLOORS = {
    "day in conflict": -4.0,
    "next day": -2.5,
    "counts in conflict": -2.0,
    "place in conflict": -4.0,
    "towns in conflict": -1.0,
    "still to come in conflict": -2.5,
}
FLOORS_ACROSS = FLOORS | {
    "nothing shared in conflict": -3.0,
    "articles' matter in conflict": -4.0,
    "roles swapped": -2.0,
    "actor in conflict": -1.6,
    "another in conflict": -1.0,
    "lands in conflict": -3.0,
}
RIDGE, STEPS, RATE = 0.1, 4000, 0.3
ECB_SHARE, ECB_NEGATIVES = 0.2, 0.3
WITHIN, ACROSS = 0.5, 0.3


@dataclass(frozen=True)
class Document:
    """The facts of one article, its story, and the gold event of each report that has one."""

    story: str
    facts: Sequence[Facts]
    events: Mapping[str, str]


def merge_set(aligned: Aligned) -> list[Document]:
    """The project's own merge set."""
    told = {aligned.article_of[report]: aligned.gold[event]["story"] for report, event in aligned.event_of.items()}
    found = []
    for reading in aligned.readings:
        story = told.get(
            aligned.article_of.get(reading.reports[0].id, "") if reading.reports else "", reading.article.id
        )
        found.append(Document(story, facts_of(reading, aligned.origins[reading.article.id].id), aligned.event_of))
    return found


def ecbplus(articles: Sequence[Mapping[str, Any]]) -> list[Document]:
    """ECB+: the reports whose first trigger touches a validated mention."""
    readings = read_articles({"id": row["doc_id"], **row} for row in articles)
    out = []
    for row in articles:
        reading, events = readings[row["doc_id"]], {}
        for report in reading.reports:
            first = report.triggers[0]
            for mention in row["event_mentions"]:
                if mention["validated"] and any(b < first.end and first.start < e for b, e in mention["spans"]):
                    events[report.id] = mention["cluster"]
                    break
        out.append(Document(f"topic {row['topic']}", facts_of(reading), events))
    return out


def rows_within(documents: Sequence[Document]) -> list[Row]:
    """Pairs of reports of one article."""
    return [
        (within_features(one, other, d.facts), d.events[one.report] == d.events[other.report], 1.0)
        for d in documents
        for one, other in combinations(d.facts, 2)
        if one.report in d.events and other.report in d.events
    ]


def rows_across(documents: Sequence[Document], within: Weights, negatives: float = 1.0) -> list[Row]:
    """Pairs of tellings of two articles of one story; of different events only the given share, by a fixed draw."""
    draw = np.random.default_rng(1)
    stories: dict[str, list[tuple[Telling, str]]] = defaultdict(list)
    for document in documents:
        for telling in tellings(document.facts, model=within, echoes=False):
            votes = Counter(document.events[r.report] for r in telling.reports if r.report in document.events)
            if votes:
                stories[document.story].append((telling, votes.most_common(1)[0][0]))
    out: list[Row] = []
    for found in stories.values():
        for (one, event), (other, second) in combinations(found, 2):
            a, b = one.facts, other.facts
            if a.article == b.article or not compatible(a.type, b.type):
                continue
            if event == second or draw.random() <= negatives:
                out.append((features(a, b), event == second, 1.0))
    return out


def model(own: Sequence[Document], ecb: Sequence[Document]) -> Model:
    """Both sets of weights."""
    within = fit(_shared(rows_within(own), rows_within(ecb)), WITHIN, FLOORS)
    across = _shared(rows_across(own, within), rows_across(ecb, within, ECB_NEGATIVES))
    return Model(within, fit(across, ACROSS, FLOORS_ACROSS))


def _shared(own: list[Row], ecb: list[Row]) -> list[Row]:
    weight = ECB_SHARE * len(own) / max(1, len(ecb))
    return own + [(found, same, weight) for found, same, _ in ecb]


def fit(rows: Sequence[Row], threshold: float, floors: Mapping[str, float]) -> Weights:
    """Weights by projected gradient descent with momentum, floors laid under them at the end."""
    values = np.array([[found.get(name, 0.0) for name in NAMES] for found, *_ in rows])
    labels = np.array([float(same) for _, same, _ in rows])
    weight = np.array([w for *_, w in rows])
    low, high = bounds()
    weights, bias = np.zeros(len(NAMES)), -2.0
    speed, bias_speed = np.zeros_like(weights), 0.0
    for _ in range(STEPS):
        odds = np.clip(values @ weights + bias, -50, 50)
        miss = (1 / (1 + np.exp(-odds)) - labels) * weight / weight.sum()
        speed = 0.9 * speed - RATE * (values.T @ miss + RIDGE / len(NAMES) * weights)
        bias_speed = 0.9 * bias_speed - RATE * float(miss.sum())
        weights, bias = np.clip(weights + speed, low, high), bias + bias_speed
    found = {name: float(w) for name, w in zip(NAMES, weights, strict=True)}
    floored = {name: min(w, floors.get(name, w)) for name, w in found.items()}
    return Weights(round(bias, 2), {n: round(w, 2) for n, w in floored.items() if abs(w) >= 0.005}, threshold)


def bounds() -> tuple[Array, Array]:
    """Lowest and highest weight of each feature."""
    against = np.array([any(word in name for word in AGAINST) for name in NAMES])
    free = np.array([name in FREE for name in NAMES])
    return np.where(against | free, -8.0, 0.0), np.where(against & ~free, 0.0, 8.0)


def ecb_rows(folder: Path) -> list[dict[str, Any]]:
    """ECB+, what may be trained on and the development part."""
    return rows(folder / "ecbplus_train.jsonl.gz") + rows(folder / "ecbplus_dev.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf8")
    return [json.loads(line) for line in text.splitlines()]


def main(own: Path, coreference: Path, out: Path) -> None:
    """Learn from everything and write the weights."""
    aligned = align(rows(own / "gold.jsonl"), read_articles(rows(own / "articles.jsonl")))
    learned = model(merge_set(aligned), ecbplus(ecb_rows(coreference)))
    content = {
        "about": "Log odds that two reports tell one event; made by training/merge.py from ECB+ and the merge set.",
        **{
            name: {"bias": w.bias, "threshold": w.threshold, "features": dict(w.features)}
            for name, w in (("within", learned.within), ("across", learned.across))
        },
    }
    out.write_text(json.dumps(content, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
