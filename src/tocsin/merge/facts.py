"""What merging needs to know of one report: compact, comparable, free of the article's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.merge.wording import Bag, bag, sentence_bounds, stem, stems
from tocsin.model import CODED, Article, Factuality, Party, Place, Reading, Report, Span

NO_PLACE: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """All actors, or all recipients, of a report: identities, countries, sectors, and the stems of their words."""

    ids: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """One report as merging compares it.

    `published` is the article's day. `earliest` and `latest` bound the event's days; `day_known` says that they were
    read to the day from words (not taken from the tense). `counts` maps a kind to (lowest, highest). `sentence`,
    `around` and `headline` are bags of stems of the sentence, the article and its headline.
    """

    report: str
    article: str
    position: int
    published: date | None
    type: str
    mode: str | None
    quad: int
    triggers: frozenset[str]
    actors: Side
    recipients: Side
    places: tuple[Place, ...]
    earliest: date | None
    latest: date | None
    day_known: bool
    counts: Mapping[str, tuple[int, int]]
    factuality: Factuality
    sentence: Bag
    around: Bag
    headline: Bag
    origin: str = ""

    @property
    def order(self) -> tuple[date, str, int, str]:
        """The order in which reports are taken up: by day, article and place in the article."""
        return (self.published or date.max, self.article, self.position, self.report)


def coded_text(article: Article) -> str:
    """The words of the article that may be coded, zones joined by line ends."""
    return "\n".join(z.span.words(article.text) for z in article.zones if z.kind in CODED)


def headline_of(article: Article) -> str:
    """The headline: the page's title, else its headline zones."""
    zones = (z.span.words(article.text) for z in article.zones if z.kind == "headline")
    return article.title or " ".join(zones)


def facts_of(reading: Reading, origin: str = "") -> list[Facts]:
    """The facts of all reports of one reading, in text order; `origin` is the id of the article's origin."""
    if not reading.reports:
        return []
    around, headline = article_bag(reading.article), bag(stems(headline_of(reading.article)))
    return [_facts(reading.article, report, around, headline, origin) for report in reading.reports]


def article_bag(article: Article) -> Bag:
    """The weighted words of an article's coded text and headline."""
    return bag(stems(f"{headline_of(article)}\n{coded_text(article)}"), most=120)


def _facts(article: Article, report: Report, around: Bag, headline: Bag, origin: str) -> Facts:
    when = report.when
    return Facts(
        report=report.id,
        article=article.id,
        position=report.triggers[0].start,
        published=article.published.day if article.published else None,
        type=report.type,
        mode=report.mode,
        quad=report.quad,
        triggers=frozenset(s for t in report.triggers for s in _trigger_stems(article.text, t)),
        actors=side_of(report.actors),
        recipients=side_of(report.recipients),
        places=tuple(dict.fromkeys(p.place for p in report.places)),
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        day_known=bool(when and when.precision == "day" and when.anchor != "tense"),
        counts=_counts(report),
        factuality=report.factuality,
        sentence=sentence_bag(article.text, report.triggers[:3]),
        around=around,
        headline=headline,
        origin=origin,
    )


def _trigger_stems(text: str, span: Span) -> list[str]:
    return stems(span.words(text))


def sentence_bag(text: str, spans: Sequence[Span]) -> Bag:
    """The weighted words of the sentences around the spans."""
    bounds = dict.fromkeys(sentence_bounds(text, s.start, s.end) for s in spans)
    return bag([s for begin, end in bounds for s in stems(text[begin:end])], most=40)


def side_of(parties: Iterable[Party]) -> Side:
    """The parties of one side, taken together."""
    found = list(parties)
    return Side(
        ids=frozenset(p.identity.id for p in found if p.identity.id),
        countries=frozenset(p.identity.country for p in found if p.identity.country),
        sectors=frozenset(s for p in found for s in p.identity.sectors[:1]),
        words=frozenset(s for p in found for s in stems(p.text) if len(s) > 2 and s != stem("the")),
    )


def _counts(report: Report) -> dict[str, tuple[int, int]]:
    out: dict[str, tuple[int, int]] = {}
    for count in report.counts:
        figures = [f for f in (count.lowest, count.best, count.highest) if f is not None]
        if not figures:
            continue
        low, high = out.get(count.kind, (min(figures), max(figures)))
        out[count.kind] = (min(low, *figures), max(high, *figures))
    return out


def days(facts: Facts) -> tuple[date, date] | None:
    """The days in which the event may lie: as read, else the week that ends on the day of publication."""
    if facts.earliest and facts.latest:
        return facts.earliest, facts.latest
    if facts.published:
        return facts.published - timedelta(days=6), facts.published
    return None
