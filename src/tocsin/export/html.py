"""Readings as one self-contained HTML page: point at a field, see its words.

Hostile text stays text: all of it is escaped, the page may load nothing, and only the one script below, named by its
hash, may run. Without scripts each field is a link to its words.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from tocsin.export.evidence import DOUBT, Evidence, act_of, evidence_of, numbered_triggers, segments
from tocsin.export.terminal import UNSAFE, safe, sentence
from tocsin.model import CODED, Article, Reading, Report, Span, Zone

HERE = Path(__file__).parent
WEB = ("http://", "https://")


def html_page(readings: Sequence[Reading], names: Sequence[str] = ()) -> str:
    """The page. `names` stand for titles that are not known."""
    style, script = ((HERE / name).read_text(encoding="utf8") for name in ("page.css", "page.js"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    known = [*names, *[""] * len(readings)]
    articles = "\n".join(_article(reading, number, known[number]) for number, reading in enumerate(readings))
    title = _text(readings[0].article.title or "Tocsin reading") if len(readings) == 1 else "Tocsin readings"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{articles}
<script>{script}</script>
</body>
</html>
"""


class Fields:
    """Numbers the fields of one article, and remembers which characters each of them rests on."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.spans: list[tuple[Span, str, str]] = []
        self._count = 0

    def add(self, found: Evidence) -> str:
        """A field's id, its spans noted."""
        self._count += 1
        name = f"{self.prefix}f{self._count}"
        self.spans += [(span, name, found.field.split(" ")[0]) for span in found.spans]
        return name


def _article(reading: Reading, number: int, name: str) -> str:
    article, prefix = reading.article, f"a{number}"
    fields = Fields(prefix)
    reports = "\n".join(_report(r, reading, at, fields) for at, r in enumerate(reading.reports, 1))
    anchors: set[str] = set()
    zones = "\n".join(_zone(reading, zone, fields, anchors) for zone in article.zones)
    table = f"<section aria-label='Reports'><h2>Reports</h2>{_table(reports)}</section>" if reading.reports else ""
    if not reading.reports and reading.error is None:
        table = "<p class='note'>No act of one actor on another was found on this page.</p>"
    notes = [sentence(reading.error)] if reading.error else []
    told = "".join(f"<p class='note'>{_text(n)}</p>" for n in (*notes, *article.notes, *reading.notes))
    return f"""<main>
<h1>{_text(article.title or name or "untitled")}</h1>
{_facts(article)}{told}
<div class="columns"><section aria-label="Article" class="text">
{zones}
</section>
{table}</div>
</main>"""


def _facts(article: Article) -> str:
    published = f"{article.published.value} ({article.published.source})" if article.published else "date not known"
    facts = [_text(f) for f in (article.outlet, article.byline, published, article.language) if f]
    if article.url and article.url.lower().startswith(WEB):
        facts.append(f'<a rel="noopener noreferrer nofollow" href="{_text(article.url)}">{_text(article.url)}</a>')
    return f"<p class='facts'>{' · '.join(facts)}</p>"


def _zone(reading: Reading, zone: Zone, fields: Fields, anchors: set[str]) -> str:
    text = reading.article.text
    if zone.kind not in CODED:
        words = _text(zone.span.words(text))
        return (
            f"<div class='zone {zone.kind.value}'><b class='kind'>{zone.kind.value}, not coded</b><p>{words}</p></div>"
        )
    here = [entry for entry in fields.spans if entry[0].overlaps(zone.span)]
    numbers: dict[int, list[int]] = {}
    for span, number in numbered_triggers(reading):
        if span.overlaps(zone.span) and number not in numbers.setdefault(span.end, []):
            numbers[span.end].append(number)
    out = []
    for start, end in segments(zone.span.start, zone.span.end, (span for span, _, _ in here)):
        covering = [(name, field) for span, name, field in here if span.start <= start and end <= span.end]
        out.append(_piece(text[start:end], covering, anchors))
        if end in numbers:
            marks = (f"<a href='#{fields.prefix}r{n}'>{n}</a>" for n in numbers[end])
            out.append(f"<sup>{' '.join(marks)}</sup>")
    return _zone_box(zone, "", "".join(out))


def _zone_box(zone: Zone, remark: str, inside: str) -> str:
    kind = zone.kind.value
    return f"<div class='zone {kind}'><b class='kind'>{kind}{remark}</b><p>{inside}</p></div>"


def _piece(words: str, covering: Iterable[tuple[str, str]], anchors: set[str]) -> str:
    """Some words with the fields that rest on them; each field's first piece is where its link leads."""
    names = list(dict.fromkeys(covering))
    if not names:
        return _words(words)
    first = [name for name, _ in names if name not in anchors]
    anchors.update(first)
    opening = "".join(f"<span class='target' id='{name}'>" for name in first)
    kinds = " ".join(dict.fromkeys(field for _, field in names))
    marked = f"<mark class='{kinds}' data-fields='{' '.join(name for name, _ in names)}'>{_words(words)}</mark>"
    return opening + marked + "</span>" * len(first)


def _table(reports: str) -> str:
    return (
        f"<table><thead><tr><th>#</th><th>what, and what it rests on</th></tr></thead><tbody>{reports}</tbody></table>"
    )


def _report(report: Report, reading: Reading, number: int, fields: Fields) -> str:
    rows = "".join(_field(found, fields) for found in evidence_of(report, reading))
    because = f"{act_of(report)}: {report.because} ({report.pattern}), confidence {report.confidence:.2f}"
    return (
        f"<tr id='{fields.prefix}r{number}'><td>{number}</td><td><dl>{rows}</dl>"
        f"<p class='because'>Why: {_text(because)}</p></td></tr>"
    )


def _field(found: Evidence, fields: Fields) -> str:
    value = _text(found.value)
    if found.spans:
        name = fields.add(found)
        value = f"<a class='{found.field.split(' ')[0]}' data-field='{name}' href='#{name}'>{value}</a>"
    label = "not confirmed or denied" if found.field == DOUBT else found.field
    return f"<dt>{label}</dt><dd>{value}</dd>"


def _text(text: str) -> str:
    """Text as text: escaped, and without characters that hide or turn what stands there."""
    return escape(safe(text))


def _words(text: str) -> str:
    """Words of the article, its lines kept."""
    return escape(UNSAFE.sub("", text))


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf8")).digest()).decode("ascii")
