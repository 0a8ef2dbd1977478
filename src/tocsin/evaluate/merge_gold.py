"""Gold of merging beside what was coded: which report tells which gold event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tocsin.coding import load_coder
from tocsin.flow.steps import TEXT, read_page
from tocsin.merge import article_facts, origins
from tocsin.model import Origin, Page, Reading, Report, Span

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Coded articles and gold.

    `event_of` maps a report to the gold event that its words tell (reports on words of two events are left out),
    `article_of` a report to the gold id of its article, `places` a gold event to its mentions as (article, report id
    or nothing where the coder saw none).
    """

    readings: tuple[Reading, ...]
    gold: Mapping[str, Row]
    event_of: Mapping[str, str]
    article_of: Mapping[str, str]
    places: Mapping[str, tuple[tuple[str, str | None], ...]]
    origins: Mapping[str, Origin]


def read_articles(rows: Iterable[Row]) -> dict[str, Reading]:
    """Every article of a merge set coded, by its id; the gold field `agency` is not shown to the coder."""
    coder = load_coder()
    return {
        row["id"]: read_page(
            Page(row["text"], row.get("url"), TEXT, row.get("title"), row.get("outlet"), row.get("published")), coder
        )
        for row in rows
    }


def align(gold: Iterable[Row], readings: Mapping[str, Reading]) -> Aligned:
    """The gold events laid over the coded articles."""
    events = {event["event"]: event for event in gold}
    told: dict[str, set[str]] = defaultdict(set)
    places: dict[str, list[tuple[str, str | None]]] = {name: [] for name in events}
    for name, event in events.items():
        for mention in event["mentions"]:
            report = _report_at(readings[mention["article"]], mention, event["type"])
            places[name].append((mention["article"], report.id if report else None))
            if report:
                told[report.id].add(name)
    order = sorted(readings, key=lambda a: (_published(readings[a]), a))
    coded = tuple(readings[a] for a in order)
    found = origins(article_facts(r.article for r in coded))
    return Aligned(
        readings=coded,
        gold=events,
        event_of={report: next(iter(names)) for report, names in told.items() if len(names) == 1},
        article_of={report.id: a for a in order for report in readings[a].reports},
        places={name: tuple(mentions) for name, mentions in places.items()},
        origins={a: o for o in found for a in o.articles},
    )


def words_at(text: str, mention: Row) -> Span:
    """Where the words of a mention stand: its `nth` occurrence as whole words, the first without."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(mention['words'])}(?!\w)", text)]
    return Span(*found[mention.get("nth", 1) - 1])


def _report_at(reading: Reading, mention: Row, event_type: str) -> Report | None:
    at = words_at(reading.article.text, mention)
    touching = [r for r in reading.reports if any(t.overlaps(at) for t in r.triggers)]
    return min(touching, key=lambda r: r.type != event_type, default=None)


def pair_shares(aligned: Aligned, label_of: Mapping[str, Hashable], across: bool = True) -> tuple[float, float, int]:
    """Precision and recall of joined pairs of reports, and the number of gold pairs; `across`: of two articles only."""
    right = joined = wanted = 0
    for one, other in combinations(sorted(aligned.event_of), 2):
        if across and aligned.article_of[one] == aligned.article_of[other]:
            continue
        same = aligned.event_of[one] == aligned.event_of[other]
        put = label_of[one] == label_of[other]
        right, joined, wanted = right + (same and put), joined + put, wanted + same
    return right / max(1, joined), right / max(1, wanted), wanted


def account_recall(aligned: Aligned, label_of: Mapping[str, Hashable]) -> tuple[float, int]:
    """Share of pairs of articles that tell one event which are brought together, reports that were not coded missed."""
    right = wanted = 0
    for mentions in aligned.places.values():
        labels: dict[str, set[Hashable]] = {article: set() for article, _ in mentions}
        for article, report in mentions:
            if report in label_of and report is not None:
                labels[article].add(label_of[report])
        for one, other in combinations(sorted(labels), 2):
            wanted += 1
            right += bool(labels[one] & labels[other])
    return right / max(1, wanted), wanted


def lookalikes_joined(aligned: Aligned, label_of: Mapping[str, Hashable]) -> tuple[float, int]:
    """Share of look-alike pairs of events, both of them coded, of which any two reports were joined."""
    labels: dict[str, set[Hashable]] = defaultdict(set)
    for report, event in aligned.event_of.items():
        labels[event].add(label_of[report])
    pairs = {
        tuple(sorted((n, o))) for n, e in aligned.gold.items() for o in e.get("lookalikes", ()) if o in aligned.gold
    }
    coded = [(one, other) for one, other in sorted(pairs) if labels[one] and labels[other]]
    return sum(bool(labels[a] & labels[b]) for a, b in coded) / max(1, len(coded)), len(coded)


def found_reports(aligned: Aligned, label_of: Mapping[str, Hashable]) -> dict[str, list[str]]:
    """Gold event to the reports of the found event that holds most of its reports; events nobody coded are left out."""
    members: dict[Hashable, list[str]] = defaultdict(list)
    for report, label in label_of.items():
        members[label].append(report)
    out = {}
    for name in aligned.gold:
        votes = sorted(r for r, event in aligned.event_of.items() if event == name)
        if votes:
            labels: Sequence[Hashable] = [label_of[r] for r in votes]
            out[name] = members[max(labels, key=labels.count)]
    return out


def _published(reading: Reading) -> str:
    published = reading.article.published
    return published.value if published else "9"
