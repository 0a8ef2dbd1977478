"""A reading on a terminal: the article with its zones and marked evidence, and a table of reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tocsin.export.evidence import (
    ACT,
    ACTOR,
    COUNT,
    DATE,
    PLACE,
    RECIPIENT,
    act_of,
    counted,
    evidence_of,
    numbered_triggers,
    segments,
    when_in_words,
)  # fmt: skip
from tocsin.model import CODED, Article, Party, Reading, Report, Span, Zone

# what moves the cursor, changes colours, rings the bell, or turns the direction of writing
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
STYLES: Mapping[str, str] = {
    ACT: "bold reverse", ACTOR: "green underline", RECIPIENT: "magenta underline", PLACE: "cyan underline",
    DATE: "yellow underline", COUNT: "red underline",
}  # fmt: skip
GUTTER = 11
WIDE, NARROW = 72, 50
"""Columns that a table of reports needs, and a zone beside its name."""


def show(reading: Reading, console: Console, name: str = "") -> None:
    """Print a reading; readable from 30 columns on, with or without colours."""
    console.print(render(reading, name, console.width))


def render(reading: Reading, name: str = "", width: int = WIDE) -> RenderableType:
    """The reading as something that rich can print in so many columns."""
    parts: list[RenderableType] = [
        Rule(Text(safe(reading.article.title or name or "untitled"))),
        _facts(reading.article),
    ]
    if reading.article.zones:
        parts.append(_zones(reading, width))
    if reading.error:
        parts.append(Padding(Text(sentence(safe(reading.error)), style="bold"), (1, 0)))
    elif reading.reports:
        parts.append(_reports(reading) if width >= WIDE else _reports_below_one_another(reading))
    else:
        parts.append(Padding(Text("No act of one actor on another was found on this page."), (1, 0)))
    parts += [Text(f"Note: {safe(note)}", style="dim") for note in (*reading.article.notes, *reading.notes)]
    return Group(*parts)


def sentence(text: str) -> str:
    """`text` with a capital."""
    return text[:1].upper() + text[1:]


def safe(text: str) -> str:
    """`text` without anything that would steer the terminal; tabs and line ends become spaces."""
    return re.sub(r"[\t\n]+", " ", UNSAFE.sub("", text))


def _facts(article: Article) -> Text:
    published = f"{article.published.value} ({article.published.source})" if article.published else "date not known"
    facts = [article.outlet, article.byline, published, article.language, article.url]
    return Text(safe(" · ".join(filter(None, facts))), style="dim")


def _zones(reading: Reading, width: int) -> Table:
    """Each zone beside its name; below it in a narrow window."""
    table = Table(box=None, show_header=False, padding=(0, 1, 1, 0), pad_edge=False)
    if width >= NARROW:
        table.add_column(width=GUTTER, style="dim", no_wrap=True, overflow="fold")
    table.add_column(overflow="fold")
    for kind, words in _zone_texts(reading):
        if width >= NARROW:
            table.add_row(kind, words)
        else:
            table.add_row(Group(Text(kind, style="dim"), words))
    return table


def _zone_texts(reading: Reading) -> Iterator[tuple[str, Text]]:
    styles = _styles(reading)
    for kind, zones in groupby(reading.article.zones, key=lambda zone: zone.kind):
        if kind in CODED:
            for zone in zones:
                yield kind.value, _marked(reading, zone, styles)
        else:
            lines = (safe(zone.span.words(reading.article.text)) for zone in zones)
            yield kind.value, Text("\n".join(lines), style="dim")


def _styles(reading: Reading) -> list[tuple[Span, str]]:
    return [
        (span, STYLES[found.field])
        for report in reading.reports
        for found in evidence_of(report, reading)
        if found.field in STYLES
        for span in found.spans
    ]


def _marked(reading: Reading, zone: Zone, styles: list[tuple[Span, str]]) -> Text:
    """A zone's words; behind each trigger stands the number of its report, so that colour is not needed."""
    text, out = reading.article.text, Text()
    here = [(span, style) for span, style in styles if span.overlaps(zone.span)]
    numbers: dict[int, list[int]] = {}
    for span, number in numbered_triggers(reading):
        if span.overlaps(zone.span) and number not in numbers.setdefault(span.end, []):
            numbers[span.end].append(number)
    for start, end in segments(zone.span.start, zone.span.end, (span for span, _ in here)):
        piece = Span(start, end)
        style = next((s for span, s in sorted(here, key=lambda h: h[1] != STYLES[ACT]) if span.contains(piece)), "")
        out.append(safe(text[start:end]), style)
        if end in numbers:
            out.append(f"[{','.join(map(str, numbers[end]))}]", "bold")
    return out


def _reports(reading: Reading) -> Table:
    table = Table(
        title=counted(len(reading.reports), "report"),
        title_justify="left",
        show_lines=True,
        expand=True,
        padding=(0, 1),
    )
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("what", ratio=3, overflow="fold")
    table.add_column("who > whom", ratio=5, overflow="fold")
    table.add_column("where, when, how many", ratio=4, overflow="fold")
    table.add_column("how sure, says who", ratio=4, overflow="fold")
    for number, report in enumerate(reading.reports, 1):
        table.add_row(str(number), *(Text(safe(c)) for c in _cells(report, reading)))
    return table


def _reports_below_one_another(reading: Reading) -> Table:
    """What the table holds in its columns, in lines."""
    head = f"{counted(len(reading.reports), 'report')}: what; who > whom; where, when, how many; how sure, says who"
    table = Table(
        box=None, title=head, title_justify="left", show_header=False, padding=(0, 1, 1, 0), pad_edge=False, expand=True
    )
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for number, report in enumerate(reading.reports, 1):
        table.add_row(str(number), Text("\n".join(map(safe, _cells(report, reading)))))
    return table


def _cells(report: Report, reading: Reading) -> tuple[str, str, str, str]:
    text = reading.article.text
    words = "; ".join(dict.fromkeys(span.words(text) for span in report.triggers))
    between = " <> " if report.reciprocal and not report.recipients else ", "
    sides = between.join(map(_short, report.actors)) or "?"
    if report.recipients:
        sides += " > " + ", ".join(map(_short, report.recipients))
    scene = [
        f"{p.text} ({p.place.precision}{', ' + p.place.country if p.place.country else ''})" for p in report.places
    ]
    scene += [when_in_words(report.when)] if report.when else []
    scene += [f.value for f in evidence_of(report, reading) if f.field == COUNT]
    heard = [reading.attributions[i].speaker for i in report.speakers]
    speakers = " > ".join(p.text if p else "somebody" for p in heard)
    sure = f"{report.status} ({report.confidence:.2f})" + (f", {speakers}" if speakers else "")
    doubts = "".join(f"; {d.stance}: {', '.join(p.text for p in d.by)}" for d in report.doubts)
    return f"{act_of(report)} '{words}'", sides, "; ".join(scene) or "not said", sure + doubts


def _short(party: Party) -> str:
    codes = " ".join(filter(None, (party.identity.country, *party.identity.sectors[:1])))
    return f"{party.text} [{codes}]" if codes else party.text
