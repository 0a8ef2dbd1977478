"""Fits the weights of place recognition and ranking on the development sets; only numbers leave this script.

    python scripts/train_places.py --data DATA            cross-validated figures, by outlet page
    python scripts/train_places.py --data DATA --write    the same, then weights.json from all of the data

DATA is the folder that holds `places/*_dev.jsonl`. Sentences are added as documents of their own at a lower weight, so
that a name needs no company to be found in a single sentence. Deterministic: no step is random but the seeded folds.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.annotate import annotate
from tocsin.coding.places import evidence, find, ranking, scan
from tocsin.coding.places.model import SHIPPED
from tocsin.coding.places.outlets import home_of
from tocsin.ids import text_sha256
from tocsin.knowledge.gazetteer import Entry, Gazetteer, open_gazetteer
from tocsin.knowledge.gazetteer.rows import kilometres
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import Article, Zone, ZoneKind
from tocsin.model.span import Span

# Sets of few documents count more, so that the large set of local American papers does not decide alone.
SETS = {"lgl": 0.6, "trnews": 1.5, "gwn": 1.2, "geovirus": 1.2}
SENTENCE_WEIGHT = 0.3
THRESHOLD = 0.42
NEAR_KM = 161.0
Array = npt.NDArray[np.float64]
Gold = dict[str, Any]


@dataclass
class Document:
    """One text with its mentions, their groups, and what people marked."""

    source: str
    page: str
    weight: float
    text: AnnotatedText
    groups: list[ranking.Group]
    gold: list[Gold]
    left_out: list[Gold]


def read(data: Path, gazetteer: Gazetteer, with_engine: bool) -> list[Document]:
    """All development documents, annotated."""
    documents = []
    for name, weight in SETS.items():
        for line in (data / "places" / f"{name}_dev.jsonl").read_text("utf8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            text = row["text"]
            zones = (Zone(ZoneKind.BODY, Span(0, len(text))),)
            page, outlet = row.get("url") or row["doc_id"], row.get("domain")
            annotated = annotate(
                Article(row["doc_id"], text, text_sha256(text), zones, url=row.get("url"), outlet=outlet)
            )
            if not with_engine:
                annotated = without_layers(annotated)
            documents.append(document(name, page, weight, annotated, row["toponyms"], gazetteer))
    return documents


def without_layers(annotated: AnnotatedText) -> AnnotatedText:
    """The same words without entities and parse, for the weights that work alone."""
    bare = tuple(replace(t, upos="", xpos="", deprel="", head=t.index) for t in annotated.tokens)
    return replace(annotated, tokens=bare, entities=())


def document(
    source: str, page: str, weight: float, text: AnnotatedText, marked: Iterable[Gold], gazetteer: Gazetteer
) -> Document:
    """Scans, groups and describes one text."""
    mentions = find._with_entities(text, scan.scan(text, gazetteer), gazetteer)
    evidence.weigh(text, mentions)
    groups = ranking.group(mentions)
    ranking.describe(groups, home_of(text.article, gazetteer))
    marked = list(marked)
    gold = [t for t in marked if t.get("cls") != "other"]
    return Document(source, page, weight, text, groups, gold, [t for t in marked if t.get("cls") == "other"])


def by_sentence(documents: Sequence[Document], gazetteer: Gazetteer) -> list[Document]:
    """Every sentence that has a mention, as a document of its own."""
    found = []
    for whole in documents:
        starts = {m.first for g in whole.groups for m in g.mentions}
        for sentence in whole.text.sentences:
            first, last = sentence.first, sentence.last
            if not any(first <= start < last for start in starts):
                continue
            tokens = tuple(
                replace(t, index=t.index - first, head=t.head - first, sentence=0)
                for t in whole.text.tokens[first:last]
            )
            entities = tuple(
                replace(e, first=e.first - first, last=e.last - first)
                for e in whole.text.entities
                if first <= e.first and e.last <= last
            )
            alone = replace(sentence, index=0, first=0, last=len(tokens))
            text = AnnotatedText(whole.text.article, (alone,), tokens, entities)
            marked = [
                t for t in [*whole.gold, *whole.left_out] if sentence.span.start <= t["start"] < sentence.span.end
            ]
            found.append(document(whole.source, whole.page, whole.weight * SENTENCE_WEIGHT, text, marked, gazetteer))
    return found


def right(entry: Entry, gold: Gold) -> bool:
    """Whether a candidate is what people marked; an area may lie as far from its point as it is wide."""
    if gold.get("geonameid") is not None and gold["geonameid"] == entry.id:
        return True
    limit = NEAR_KM if entry.kind in ("city", "site") else max(NEAR_KM, 1.2 * entry.radius)
    return kilometres(gold["lat"], gold["lon"], entry.lat, entry.lon) <= limit


def overlapping(span: Span, marked: Sequence[Gold]) -> list[Gold]:
    """The marked names that share a character with the span."""
    return [t for t in marked if span.start < t["end"] and t["start"] < span.end]


def fit_ranking(documents: Sequence[Document], shrink: float = 0.5, steps: int = 300) -> tuple[Array, Array]:
    """Weights of candidates and of none-of-these: softmax over each group, by Adam from zero."""
    rows, good, weights, owner = [], [], [], []
    for doc in documents:
        for group in doc.groups:
            votes, count = np.zeros(len(group.entries)), 0
            for mention in group.mentions:
                hit = next((t for t in overlapping(mention.span, doc.gold) if t.get("lat") is not None), None)
                if hit is not None:
                    count += 1
                    votes += np.array([right(e, hit) for e in group.entries], float)
            if not count:
                continue
            chosen = votes >= count / 2
            padded = np.pad(group.features, ((0, 0), (0, len(ranking.NULL_NAMES))))
            none = np.concatenate([np.zeros(len(ranking.NAMES)), group.null])
            rows.append(np.vstack([padded, none]))
            good.append(np.append(chosen, not chosen.any()).astype(float))
            weights.append(doc.weight * np.sqrt(count))
            owner.append(len(chosen) + 1)
    features, right_ones = np.vstack(rows), np.concatenate(good)
    groups = np.repeat(np.arange(len(owner)), owner)
    starts = np.concatenate([[0], np.cumsum(owner)[:-1]])
    weight = np.array(weights)[groups]
    theta, mean, square = (np.zeros(features.shape[1]) for _ in range(3))
    for step in range(1, steps + 1):
        score = features @ theta
        score = np.exp(score - np.maximum.reduceat(score, starts)[groups])
        chance = score / np.add.reduceat(score, starts)[groups]
        wanted = chance * right_ones
        wanted /= np.maximum(np.add.reduceat(wanted, starts)[groups], 1e-12)
        slope = features.T @ ((chance - wanted) * weight) + shrink * theta
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope * slope
        theta -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return theta[: len(ranking.NAMES)], theta[len(ranking.NAMES) :]


def set_chances(documents: Sequence[Document], candidates: Array, none: Array) -> None:
    """Ranks all groups and hands what ranking found on to recognition."""
    for doc in documents:
        for group in doc.groups:
            ranking.rank(group, candidates, none)
        evidence.add_company(doc.groups)


def fit_recognition(documents: Sequence[Document], shrink: float = 2.0) -> Array:
    """Logistic regression by Newton steps: is this mention a place name whose best candidate is the right one?"""
    rows, labels, weights = [], [], []
    for doc in documents:
        for group in doc.groups:
            best = group.entries[group.best]
            for mention in group.mentions:
                hits = overlapping(mention.span, doc.gold)
                if not hits and overlapping(mention.span, doc.left_out):
                    continue
                placed = [t for t in hits if t.get("lat") is not None]
                tail = bool(hits) and not placed and all(mention.span.start > t["start"] + 4 for t in hits)
                labels.append(
                    any(right(best, t) for t in placed) or bool(hits and len(placed) < len(hits) and not tail)
                )
                rows.append(mention.evidence)
                weights.append(doc.weight * (0.3 if hits and not placed else 1.0))
    features, wanted, weight = np.array(rows), np.array(labels, float), np.array(weights)
    theta = np.zeros(features.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ theta))
        slope = features.T @ (weight * (chance - wanted)) + shrink * theta
        curve = (features * (weight * chance * (1 - chance))[:, None]).T @ features + shrink * np.eye(len(theta))
        step = np.linalg.solve(curve, slope)
        theta -= step
        if np.abs(step).max() < 1e-6:
            break
    return theta


def f1(documents: Sequence[Document], recognition: Array) -> float:
    """End-to-end F1: a prediction counts where its best candidate lies within 161 km of the overlapping gold name."""
    hits = predicted = wanted = 0
    for doc in documents:
        wanted += sum(t.get("lat") is not None for t in doc.gold)
        for group in doc.groups:
            for mention in group.mentions:
                gold = overlapping(mention.span, doc.gold)
                unscored = overlapping(mention.span, doc.left_out) or any(t.get("lat") is None for t in gold)
                if np.dot(mention.evidence, recognition) < np.log(THRESHOLD / (1 - THRESHOLD)) or (
                    unscored and not gold
                ):
                    continue
                predicted += not unscored
                hits += any(right(group.entries[group.best], t) for t in gold if t.get("lat") is not None)
    return 2 * hits / max(1, predicted + wanted)


def cross_validate(documents: Sequence[Document], sentences: Sequence[Document], folds: int = 5) -> None:
    """Prints F1 by set with weights that never saw the page."""
    pages = sorted({d.page for d in documents})
    random.Random(0).shuffle(pages)
    fold_of = {page: i % folds for i, page in enumerate(pages)}
    scores: dict[str, list[tuple[int, float]]] = {name: [] for name in SETS}
    for fold in range(folds):
        known = [d for d in [*documents, *sentences] if fold_of[d.page] != fold]
        new = [d for d in documents if fold_of[d.page] == fold]
        candidates, none = fit_ranking(known)
        set_chances([*known, *new], candidates, none)
        recognition = fit_recognition(known)
        for name in SETS:
            part = [d for d in new if d.source == name]
            scores[name].append((len(part), f1(part, recognition)))
    for name, parts in scores.items():
        mean = sum(n * score for n, score in parts) / sum(n for n, _ in parts)
        print(f"  {name}: F1 {mean:.3f} (areas judged by their own radius)")


def named(names: Sequence[str], values: Array) -> dict[str, float]:
    """Weights under their names, rounded; what weighs nothing is left out."""
    return {name: round(float(v), 4) for name, v in zip(names, values, strict=True) if abs(v) > 1e-6}


def main() -> None:
    """Cross-validates, and writes the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    content: dict[str, Any] = {"threshold": THRESHOLD}
    for name, with_engine in (("recognition_alone", False), ("recognition", True)):
        documents = read(options.data, gazetteer, with_engine)
        sentences = by_sentence(documents, gazetteer)
        print(name)
        cross_validate(documents, sentences)
        candidates, none = fit_ranking([*documents, *sentences])
        set_chances([*documents, *sentences], candidates, none)
        content[name] = named(evidence.NAMES, fit_recognition([*documents, *sentences]))
        content["ranking"], content["none"] = named(ranking.NAMES, candidates), named(ranking.NULL_NAMES, none)
    if options.write:
        SHIPPED.write_text(json.dumps(content, indent=1) + "\n", "utf8")
        print(f"wrote {SHIPPED}")


if __name__ == "__main__":
    main()
