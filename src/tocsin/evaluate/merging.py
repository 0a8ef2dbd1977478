"""Figures of merging: events, origins, verification and tolls on the merge set; coreference and stories on ECB+."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from tocsin.evaluate.merge_gold import (
    Aligned,
    Row,
    account_recall,
    align,
    found_reports,
    lookalikes_joined,
    pair_shares,
)
from tocsin.evaluate.scorers import score_coref
from tocsin.evaluate.scorers.adapt import rows
from tocsin.evaluate.scoring import Run, Values
from tocsin.merge import (
    Merger,
    Model,
    article_bag,
    consolidate,
    facts_of,
    mention_clusters,
    mentions,
    stories,
)
from tocsin.merge.origins import contained
from tocsin.merge.wording import Bag, bag, cosine, shingles, stems
from tocsin.model import Event, Reading, Report, Span
from tocsin.store.codec import decode

Labels = Mapping[str, Hashable]
Runs = frozenset[int]
NEAR_DUPLICATE = 0.5
SHOWN = ("text", "url", "title", "outlet", "published")
"""What a coder is shown of an article of a merge set; the field `agency` is part of the answer."""


def lines(articles: Path) -> list[str]:
    """Input lines of a file of articles."""
    found = rows(str(articles))
    return [json.dumps({"id": _id(row), **{key: row.get(key) for key in SHOWN}}, ensure_ascii=False) for row in found]


def _id(row: Row) -> str:
    return str(row.get("id") or row["doc_id"])


def merge_set(run: Run) -> Values:
    """The project's own merge set."""
    return evaluate_merge_set(rows(str(run.gold[1])), _readings(run))


def ecbplus(run: Run) -> Values:
    """Coreference of events and likeness of stories on ECB+."""
    gold = rows(str(run.gold[0]))
    return evaluate_coref(gold, _readings(run)) | evaluate_stories(gold)


def likeness(run: Run) -> Values:
    """Likeness of two articles."""
    return evaluate_likeness(rows(str(run.gold[0])))


def _readings(run: Run) -> dict[str, Reading]:
    return {row["id"]: decode(Reading, row["reading"]) for row in rows(str(run.output))}


def evaluate_merge_set(gold: Iterable[Row], readings: Mapping[str, Reading]) -> Values:
    """Shares 0..1 over the merge set, ours and the baselines'; `readings` by article id (`read_articles`)."""
    aligned = align(gold, readings)
    labels = merged(aligned)
    values = pair_figures("", aligned, labels)
    for name, baseline in BASELINES.items():
        values.update(pair_figures(f"{name}: ", aligned, baseline(aligned)))
    values.update(event_figures(aligned, labels))
    return values


def merged(aligned: Aligned, model: Model | None = None) -> dict[str, str]:
    """Report to event, as the merger puts them, article by article in the order of publication; by default with the

    shipped weights.
    """
    merger = Merger(model=model)
    for reading in aligned.readings:
        merger.add(facts_of(reading, aligned.origins[reading.article.id].id))
    return {report: event for event, reports in merger.events().items() for report in reports}


def pair_figures(prefix: str, aligned: Aligned, labels: Labels) -> Values:
    """Shares over pairs of reports that `labels` put together."""
    precision, recall, pairs = pair_shares(aligned, labels)
    accounts, wanted = account_recall(aligned, labels)
    alike, looked = lookalikes_joined(aligned, labels)
    return {
        f"{prefix}pairwise precision": (precision, pairs),
        f"{prefix}pairwise recall": (recall, pairs),
        f"{prefix}articles of one event brought together": (accounts, wanted),
        f"{prefix}look-alikes merged": (alike, looked),
    }


def event_figures(aligned: Aligned, labels: Labels) -> Values:
    """Shares of the gold events of which origins, verification and toll came out as they should."""
    found = found_reports(aligned, labels)
    events = {
        name: (consolidate("e", aligned.readings, reports, aligned.origins), aligned.gold[name])
        for name, reports in found.items()
    }
    counted = [pair for pair in events.values() if _toll(pair[0]) != (None, None) or pair[1]["killed_low"] is not None]
    return {
        "origins exact": _share(len(e.origins) == g["origins"] for e, g in events.values()),
        "verification": _share(e.verification == g["verification"] for e, g in events.values()),
        "toll interval": _share(_toll(e) == (g["killed_low"], g["killed_high"]) for e, g in counted),
        "events found": (len(found) / max(1, len(aligned.gold)), len(aligned.gold)),
    }


def _share(answers: Iterable[bool]) -> tuple[float, int]:
    found = list(answers)
    return sum(found) / max(1, len(found)), len(found)


def _toll(event: Event) -> tuple[int | None, int | None]:
    killed = next((t for t in event.tolls if t.kind == "killed"), None)
    return (killed.lowest, killed.highest) if killed else (None, None)


def _each(aligned: Aligned, label: Callable[[Reading, Report], Hashable]) -> dict[str, Hashable]:
    return {report.id: label(reading, report) for reading in aligned.readings for report in reading.reports}


def by_type_and_place(aligned: Aligned) -> dict[str, Hashable]:
    """One event for all reports of one type at one place, by name; without a place by the article's day."""
    return _each(
        aligned,
        lambda reading, r: (r.type, min((p.place.name for p in r.places), default=f"{reading.article.published}")),
    )


def by_copies(aligned: Aligned) -> dict[str, Hashable]:
    """Reports of one type in articles that share half their runs of words, which MinHash estimates."""
    runs = {r.article.id: shingles(r.article.text) for r in aligned.readings}
    groups = _grouped(runs, lambda one, other: contained(one, other) >= NEAR_DUPLICATE)
    return _each(aligned, lambda reading, r: (groups[reading.article.id], r.type))


def by_words(aligned: Aligned) -> dict[str, Hashable]:
    """Reports of one type in articles of one story by TF-IDF."""
    groups = stories({r.article.id: article_bag(r.article) for r in aligned.readings})
    return _each(aligned, lambda reading, r: (groups[reading.article.id], r.type))


def by_stem(aligned: Aligned) -> dict[str, Hashable]:
    """Reports whose first trigger has the same stem."""
    return _each(aligned, lambda reading, r: tuple(stems(r.triggers[0].words(reading.article.text))))


BASELINES: Mapping[str, Callable[[Aligned], dict[str, Hashable]]] = {
    "type and place": by_type_and_place,
    "MinHash": by_copies,
    "TF-IDF": by_words,
    "stem": by_stem,
}


def _grouped(items: Mapping[str, Runs], alike: Callable[[Runs, Runs], bool]) -> dict[str, str]:
    first: dict[str, str] = {}
    for name, item in items.items():
        first[name] = next((first[other] for other in first if alike(items[other], item)), name)
    return first


def evaluate_coref(gold: Sequence[Row], readings: Mapping[str, Reading]) -> Values:
    """CoNLL F1 in percent on ECB+ with predicted mentions, singletons dropped: ours, and stems of the same mentions.

    `readings` by the gold's `doc_id`.
    """
    coded = [readings[row["doc_id"]] for row in gold]
    ours = mention_clusters(coded)
    by_stems = {r.article.id: [(m.span, m.stem) for m in mentions(r)] for r in coded}
    reached, stem = _conll(gold, readings, ours), _conll(gold, readings, by_stems)
    return {
        "CoNLL": (reached, len(gold)),
        "stem: CoNLL": (stem, len(gold)),
        "CoNLL above stem's": (reached - stem, len(gold)),
    }


def _conll(
    gold: Sequence[Row], readings: Mapping[str, Reading], found: Mapping[str, Sequence[tuple[Span, str]]]
) -> float:  # fmt: skip
    given = {
        doc: [{"spans": [[s.start, s.end]], "cluster": cluster} for s, cluster in found[reading.article.id]]
        for doc, reading in readings.items()
    }
    return 100 * float(score_coref.measure(gold, given)["CoNLL"])


def evaluate_stories(gold: Sequence[Row]) -> Values:
    """Mean average precision (0..1) of finding the articles of the same ECB+ story by likeness of words."""
    bags = [bag(stems(row["text"]), most=120) for row in gold]
    found = [p for i, row in enumerate(gold) if (p := _average_precision(i, row["story"], gold, bags)) is not None]
    return {"same-story MAP": (sum(found) / max(1, len(found)), len(found))}


def _average_precision(at: int, story: str, gold: Sequence[Row], bags: Sequence[Bag]) -> float | None:
    ranked = sorted((-cosine(bags[at], bags[j]), j) for j in range(len(gold)) if j != at)
    hits = [rank for rank, (_, j) in enumerate(ranked, 1) if gold[j]["story"] == story]
    return sum(i / rank for i, rank in enumerate(hits, 1)) / len(hits) if hits else None


def evaluate_likeness(pairs: Sequence[Row]) -> Values:
    """Pearson's r of our likeness of two articles with people's (1 same .. 4 unrelated, turned around)."""
    ours = [cosine(bag(stems(p["text1"]), most=120), bag(stems(p["text2"]), most=120)) for p in pairs]
    return {"likeness r": (_pearson(ours, [-float(p["overall"]) for p in pairs]), len(pairs))}


def _pearson(one: Sequence[float], other: Sequence[float]) -> float:
    a, b = sum(one) / len(one), sum(other) / len(other)
    shared = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    spread = sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other)
    return shared / spread**0.5 if spread else 0.0
