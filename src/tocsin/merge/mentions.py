"""Every word that names an act, grouped over articles: finer than reports, for following one word through a story.

Reports carry types, parties and places, and `Merger` makes events of them. This looks at all predicates: articles are
grouped into stories by their words, and in one story mentions with the same or an akin stem are one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.merge.facts import article_bag
from tocsin.merge.unions import Unions
from tocsin.merge.wording import Bag, cosine, stem, stems
from tocsin.model import Reading, Span

STORY = 0.25
"""Mean cosine to a story's articles from which an article belongs to it."""
MOST_ARTICLES = 12
"""Articles of a story, the latest, that a new one is compared with."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names an act: where it stands, its stem, and the report that it triggers, if any."""

    article: str
    span: Span
    stem: str
    report: str | None


@cache
def _acts() -> frozenset[str]:
    """Stems that name acts: verbs of treebanks, and words marked as events in news."""
    return frozenset(_lines("acts.txt"))


@cache
def akin() -> Mapping[str, frozenset[str]]:
    """Stem to the stems that tell the same event as it in several stories ('die', 'death')."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines("akin.txt"):
        one, other = line.split()
        found[one].add(other)
        found[other].add(one)
    return {name: frozenset(others) for name, others in found.items()}


def _lines(name: str) -> list[str]:
    lines = files("tocsin.merge").joinpath(name).read_text("utf8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def mentions(reading: Reading) -> list[Mention]:
    """The mentions of one article in text order: triggers of reports, and predicates that name an act."""
    article = reading.article
    spans: dict[Span, str | None] = {p.span: None for p in reading.predicates if _is_act(p.span.words(article.text))}
    for report in reading.reports:
        for trigger in report.triggers:
            touched = [s for s in spans if s.overlaps(trigger)] or [trigger]
            spans.update(dict.fromkeys(touched[:1], report.id))
    return [Mention(article.id, s, _head(s.words(article.text)), report) for s, report in sorted(spans.items())]


def _is_act(word: str) -> bool:
    return word.isalpha() and stem(word) in _acts()


def _head(words: str) -> str:
    found = stems(words)
    return next((s for s in found if s in _acts()), found[0] if found else words)


def stories(bags: Mapping[str, Bag]) -> dict[str, int]:
    """Article id to the number of its story; articles join, in the order given, the story that they are most like."""
    found: list[list[str]] = []
    for name, words in bags.items():
        scored = [(_likeness(words, [bags[a] for a in story[-MOST_ARTICLES:]]), -i) for i, story in enumerate(found)]
        best, at = max(scored, default=(0.0, 0))
        if best >= STORY:
            found[-at].append(name)
        else:
            found.append([name])
    return {name: i for i, story in enumerate(found) for name in story}


def _likeness(words: Bag, story: Sequence[Bag]) -> float:
    return sum(cosine(words, other) for other in story) / len(story)


def mention_clusters(
    readings: Sequence[Reading], events: Mapping[str, str] | None = None
) -> dict[str, list[tuple[Span, str]]]:  # fmt: skip
    """Article id to its mentions, each with the name of the cluster it belongs to.

    `events` maps ids of reports to ids of events: mentions that trigger reports of one event stay together.
    """
    found = [m for reading in readings for m in mentions(reading)]
    story = stories({r.article.id: article_bag(r.article) for r in readings})
    unions = Unions(len(found))
    first: dict[tuple[int, str], int] = {}
    for index, mention in enumerate(found):
        unions.join(index, first.setdefault((story[mention.article], mention.stem), index))
    for (number, name), index in list(first.items()):
        for other in akin().get(name, ()):
            unions.join(index, first.get((number, other), index))
    told: dict[str, int] = {}
    for index, mention in enumerate(found):
        event = (events or {}).get(mention.report or "")
        if event is not None:
            unions.join(index, told.setdefault(event, index))
    out: dict[str, list[tuple[Span, str]]] = {r.article.id: [] for r in readings}
    for index, mention in enumerate(found):
        out[mention.article].append((mention.span, f"m{unions.root(index)}"))
    return out
