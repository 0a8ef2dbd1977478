"""What merging needs to know of one report: compact, comparable, free of the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from tocsin.merge.wording import WORD, Bag, bag, scaled, sentence_bounds, stem, stems
from tocsin.model import CODED, Article, Factuality, Party, Place, Reading, Report, Span, ZoneKind

REMEMBERED = 2048
"""Articles whose words are kept at hand, since each page of a story asks for those before it."""
NEARBY = 70
"""Characters on each side of a trigger whose figures and words such as 'another' are taken to be about it."""
UNKNOWN = frozenset({"UAF"})
"""Sectors of those of whom it is not known who they are: they may turn out to be anybody."""
_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,])\d{1,6}(?!\w)")
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
}
_ANOTHER = re.compile(
    r"\b(?:another|the other|second|third|fourth|separate(?:ly)?|previous(?:ly)?|earlier|again|anniversary|years? ago|"
    r"years? (?:earlier|before|after)|months? (?:earlier|before|after)|last (?:year|month)|similar|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"threat|warn|will\b|would\b|may\b|might\b|could\b|call|cancel|postpone|scrap|refus|if\b", re.IGNORECASE
)
"""Words that make of an act one that is still to come, if it comes."""
_FIRST = re.compile(r"\bfirst\s(?:[\w-]+\s)?$", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his|her)\s(?:[\w-]+\s)?$", re.IGNORECASE)


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
    `around`, `headline` and `paragraph` are bags of stems of the sentence, the article, its headline and the paragraph;
    `distinct` holds the words of the sentence that no sentence of another report in the article has. `towns` are the
    place names below a country, known or not, that belong to the report, `numbers` the figures near it; `another` says
    that words there set the event beside one told before ('a second boat', 'a year earlier'). `named`, `dated` and
    `lands` are all towns, days and countries that the article names anywhere, `alone` says that it tells nothing else
    of such a type, `looks_back` that the report's first word stands with 'the', 'this' or the like, `ahead` that the
    act was still to be done when the article was written: planned, threatened or called off. `again` holds the stems of
    recipients that stand with 'the' or the like, as what was named before does ('a tanker', 'the tanker').
    `patterns` are the codebook's patterns that told it, each of which stands for words of one meaning.
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
    paragraph: Bag = field(default_factory=dict)
    distinct: Bag = field(default_factory=dict)
    towns: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    another: bool = False
    named: frozenset[str] = frozenset()
    dated: frozenset[date] = frozenset()
    lands: frozenset[str] = frozenset()
    alone: bool = False
    looks_back: bool = False
    ahead: bool = False
    again: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
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
    found = [_facts(reading, report, around, headline, origin) for report in reading.reports]
    named, dated, lands = _all_towns(reading), _all_days(reading), _all_lands(reading)
    return [replace(one, distinct=_distinct(one, found), named=named, dated=dated, lands=lands) for one in found]


def _all_towns(reading: Reading) -> frozenset[str]:
    """All towns that the article names, its dateline left out, where it was written."""
    return frozenset(
        t.text.casefold()
        for t in reading.toponyms
        if (t.place is None or t.place.precision in ("site", "city"))
        and reading.article.zone_at(t.span.start) is not ZoneKind.DATELINE
    )


def _all_lands(reading: Reading) -> frozenset[str]:
    """The countries of all places and parties that the article names."""
    places = {t.place.country for t in reading.toponyms if t.place and t.place.country}
    parties = {p.identity.country for r in reading.reports for p in (*r.actors, *r.recipients) if p.identity.country}
    return frozenset(places | parties)


def _all_days(reading: Reading) -> frozenset[date]:
    """All days that the article names or on which it has an event happen."""
    named = {t.earliest for t in reading.times if t.earliest is not None and t.earliest == t.latest}
    told = {r.when.earliest for r in reading.reports if r.when and r.when.precision == "day"}
    return frozenset(named | told)


def _distinct(one: Facts, article: Sequence[Facts]) -> Bag:
    """The words of a report's sentence that are not in the sentences of the article's other reports."""
    others = {
        s
        for f in article
        if f is not one and f.sentence is not one.sentence and f.sentence != one.sentence
        for s in f.sentence
    }
    return scaled({s: w for s, w in one.sentence.items() if s not in others})


@lru_cache(maxsize=REMEMBERED)
def article_bag(article: Article) -> Bag:
    """The weighted words of an article's coded text and headline."""
    return bag(stems(f"{headline_of(article)}\n{coded_text(article)}"), most=120)


def _facts(reading: Reading, report: Report, around: Bag, headline: Bag, origin: str) -> Facts:
    when, article = report.when, reading.article
    told = sentences_of(article.text, report.triggers[:3])
    clause = " ".join(article.text[begin:end] for begin, end in told)
    near = " ".join(_nearby(article.text, t) for t in report.triggers[:3])
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
        sentence=_bag(clause, 40),
        paragraph=_bag(_paragraphs(article.text, report.triggers[:3]), 60),
        around=around,
        headline=headline,
        towns=_towns(reading, report, told),
        numbers=numbers_in(near),
        another=bool(_ANOTHER.search(near)) or _one_of_several(article.text, report.triggers[0]),
        looks_back=_looks_back(article.text, report.triggers[0]),
        ahead=_lies_ahead(reading, report),
        again=_named_again(article.text, report.recipients),
        patterns=frozenset({report.pattern}),
        origin=origin,
    )


@lru_cache(maxsize=REMEMBERED)
def _bag(words: str, most: int) -> Bag:
    """The bag of words that several reports often share."""
    return bag(stems(words), most)


def _named_again(text: str, recipients: Iterable[Party]) -> frozenset[str]:
    """The stems of the last words of recipients that are nobody in particular and stand with 'the' or the like."""
    found = (
        p
        for p in recipients
        if p.identity.id is None and _DEFINITE.search(text[max(0, p.span.start - 30) : p.span.start])
    )
    return frozenset(s for p in found for s in stems(p.text)[-1:])


def _lies_ahead(reading: Reading, report: Report) -> bool:
    """Planned, or spoken of in words such as 'threatened to', and not for a day that had passed."""
    text, published = reading.article.text, reading.article.published
    told = any(AHEAD.match(cue.words(text)) for cue in report.factuality_cues)
    if report.factuality is not Factuality.PLANNED and (report.factuality is Factuality.ASSERTED or not told):
        return False
    day = published.day if published else None
    return not (report.when and day and report.when.latest < day)


def _looks_back(text: str, trigger: Span) -> bool:
    """'The attack', 'that first raid': words that stand for an act told before."""
    return bool(_DEFINITE.search(text[max(0, trigger.start - 30) : trigger.start]))


def _one_of_several(text: str, trigger: Span) -> bool:
    """'A first round of talks'."""
    return bool(_FIRST.search(text[max(0, trigger.start - 30) : trigger.start]))


def _trigger_stems(text: str, span: Span) -> list[str]:
    return stems(span.words(text))


def sentences_of(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Bounds of the sentences around the spans, each once."""
    return list(dict.fromkeys(sentence_bounds(text, s.start, s.end) for s in spans))


def _paragraphs(text: str, spans: Sequence[Span]) -> str:
    """The paragraphs that hold the spans, each once."""
    bounds = dict.fromkeys((text.rfind("\n", 0, s.start) + 1, text.find("\n", s.end)) for s in spans)
    return "\n".join(text[begin : end if end >= 0 else len(text)] for begin, end in bounds)


def _nearby(text: str, span: Span) -> str:
    """The words around a trigger, within its sentence."""
    begin, end = sentence_bounds(text, span.start, span.end)
    return text[max(begin, span.start - NEARBY) : min(end, span.end + NEARBY)]


def _towns(reading: Reading, report: Report, told: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The towns that the report names as its place, else the one that stands nearest to its trigger."""
    named = {p.text.casefold() for p in report.places if p.place.precision in ("site", "city")}
    if named:
        return frozenset(named)
    at, text = report.triggers[0].start, reading.article.text
    found = [
        (abs(t.span.start - at), t.text.casefold())
        for t in reading.toponyms
        if t.role == "literal"
        and (t.place is None or t.place.precision in ("site", "city"))
        and reading.article.zone_at(t.span.start) is not ZoneKind.DATELINE
        and any(begin <= t.span.start < end for begin, end in told)
        and text[t.span.start - 1 : t.span.start] != "("
    ]
    return frozenset({min(found)[1]} if found else ())


def numbers_in(text: str) -> frozenset[int]:
    """The whole numbers in a text, in digits or words up to twenty; years and days of months are among them."""
    found = {int(m.replace(",", "")) for m in _DIGITS.findall(text)}
    return frozenset(found | {n for w in WORD.findall(text) if (n := _NUMBERS.get(w.casefold()))})


def side_of(parties: Iterable[Party]) -> Side:
    """The parties of one side, taken together."""
    found = list(parties)
    return Side(
        ids=frozenset(p.identity.id for p in found if p.identity.id),
        countries=frozenset(p.identity.country for p in found if p.identity.country),
        sectors=frozenset(s for p in found for s in p.identity.sectors[:1] if s not in UNKNOWN),
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
