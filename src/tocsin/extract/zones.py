"""Plain text to zones: a learned score for every paragraph, then what the order of the lines says.

A zone is one paragraph, or a dateline and the rest of its paragraph. Everything that is not blank lies in one zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log1p

from tocsin.extract import cues
from tocsin.extract.dateline import dateline_length, is_dateline
from tocsin.extract.features import NAMES, Look, is_timestamp, look, rows
from tocsin.extract.main_text import plain
from tocsin.extract.paragraphs import Paragraph, paragraphs
from tocsin.extract.scorer import load
from tocsin.model.article import Link, Zone, ZoneKind
from tocsin.model.span import Span

WEIGHTS = "lines.json"
BASE, BY_WORDS = 2.0, 0.5
"""The log-odds that a paragraph must pass to be dropped: the base, and more the longer it is."""
LONGEST_DROPPED = 90
"""Words; a longer paragraph of prose is never dropped on its score alone."""
FEW = 3
"""With fewer paragraphs than this there is nothing to compare: only set phrases drop a line."""


@dataclass(slots=True)
class Line:
    """One paragraph under judgement."""

    unit: Paragraph
    look: Look
    kind: ZoneKind = ZoneKind.BODY
    score: float = 0.0

    @property
    def text(self) -> str:
        """The paragraph itself."""
        return self.unit.text

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def headline_like(self) -> bool:
        """Three to thirty words, no full stop at the end, not the set phrases of a page."""
        return 3 <= self.words <= 30 and not self.look.is_prose and not _ends_sentence(self.text)


def zones_of(text: str, title: str | None = None) -> tuple[tuple[Zone, ...], tuple[Link, ...]]:
    """The zones of `text` in order, and the headlines of other pages that stand in it.

    `title`: the page's title, where it is known; the line that says it is the headline.
    """
    lines = judged(text)
    if not lines:
        return (), ()
    _related_runs(lines)
    _set_phrases(lines)
    _unannounced_runs(lines)
    _headline(lines, title)
    _datelines_alone(lines)
    _keep_something(lines)
    _name_dropped(lines)
    return tuple(_zones(lines)), tuple(_links(lines))


def judged(text: str) -> list[Line]:
    """Every paragraph with what the learned score says of it: body or boilerplate."""
    units, wrapped = paragraphs(text)
    if not units:
        return []
    looks = [look(unit.text, unit.gap) for unit in units]
    lines = [Line(unit, seen) for unit, seen in zip(units, looks, strict=True)]
    if len(lines) >= FEW:
        for line, score in zip(lines, load(WEIGHTS, NAMES)(rows(looks, wrapped)).tolist(), strict=True):
            line.score = score
            if line.words <= LONGEST_DROPPED and score > 1 / (1 + exp(-(BASE + BY_WORDS * log1p(line.words)))):
                line.kind = ZoneKind.BOILERPLATE
    return lines


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»)] ").endswith((".", "!", "。", "؟")) and not text.endswith("...")


def _related_runs(lines: Sequence[Line]) -> None:
    """After 'Recommended for you' the headlines that follow belong to it, until prose begins again."""
    at = 0
    while at < len(lines):
        if len(lines[at].text) > 80 or not cues.RELATED_HEADING.search(lines[at].text):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _in_run(lines[end]):
            end += 1
        at_end = end == len(lines)
        # a sub-heading of the article may sound like one: something must follow it, or nothing at all
        if end > at + 1 or at_end or lines[at].kind is ZoneKind.BOILERPLATE:
            for line in lines[at:end] if at_end or _is_run(lines[at + 1 : end]) else lines[at : at + 1]:
                line.kind = ZoneKind.RELATED
        at = max(end, at + 1)


def _in_run(line: Line) -> bool:
    return line.words <= 30 and not line.look.is_prose and not (_ends_sentence(line.text) and line.words > 6)


def _is_run(lines: Sequence[Line]) -> bool:
    """Whether the lines read like headlines rather than like a sub-heading and a list of the article."""
    strong = sum(line.headline_like or line.kind is not ZoneKind.BODY for line in lines)
    return bool(lines) and strong * 2 >= len(lines)


def _unannounced_runs(lines: Sequence[Line]) -> None:
    """Headlines that follow the prose, or break it, without 'Recommended for you' above them.

    They have no full stop, most of their words begin with a capital, and they share few words with the article.
    """
    prose = [at for at, line in enumerate(lines) if line.look.is_prose and line.kind is ZoneKind.BODY]
    if not prose or not _punctuated(lines):
        return
    at = prose[0] + 1
    while at < len(lines):
        end = at
        while end < len(lines) and _may_be_headline(lines[end]):
            end += 1
        if end > at and _unrelated(lines[at:end], trailing=at > prose[-1]):
            for line in lines[at:end]:
                line.kind = ZoneKind.RELATED
        at = max(end, at + 1)


def _punctuated(lines: Sequence[Line]) -> bool:
    prose = [line for line in lines if line.look.is_prose]
    return sum(_ends_sentence(line.text) for line in prose) >= 0.7 * len(prose)


def _may_be_headline(line: Line) -> bool:
    lists = line.text[0] in "*•-–—·▪●#" or line.text[0].isdigit() or line.text.endswith((":", ",", ";"))
    lists = lists or cues.FURNITURE["day"].search(line.text[:20]) is not None
    return line.headline_like and line.words >= 5 and not lists and "@" not in line.text and " – " not in line.text


def _unrelated(run: Sequence[Line], trailing: bool) -> bool:
    count = len(run)
    overlap = sum(line.look.overlap for line in run) / count
    title = sum(line.look.title_case for line in run) / count
    if count == 1:
        # one line alone is more often a sub-heading, unless it is long and about something else
        return run[0].words >= 7 and title >= 0.75 and overlap < (0.25 if trailing else 0.15)
    if trailing:
        return overlap < 0.3 or (title >= 0.75 and overlap < 0.6)
    return title >= 0.75 and overlap < 0.3


def _set_phrases(lines: Sequence[Line]) -> None:
    """Lines that are nothing but a byline, a time, a share button, a link, or a picture's caption."""
    for at, line in enumerate(lines):
        if line.kind is ZoneKind.RELATED:
            continue
        text = line.text
        if len(text) <= 240 and cues.RELATED_PREFIX.match(text) and line.words <= 30 and not _ends_sentence(text):
            line.kind = ZoneKind.RELATED
        elif _is_furniture(text) or _name_after_by(lines, at):
            line.kind = ZoneKind.BOILERPLATE
        elif line.words >= 4 and len(text) <= 600 and cues.CAPTION.search(text):
            line.kind = ZoneKind.BOILERPLATE if cues.FILE_PICTURE.search(text) else ZoneKind.CAPTION


def _is_furniture(text: str) -> bool:
    if not any(c.isalnum() for c in text):
        return True
    if len(text) > 240:
        return False
    byline = len(text) < 120 and cues.BYLINE.search(text) is not None and not _ends_sentence(text)
    return (
        byline
        or cues.SIGNED_AND_DATED.search(text) is not None
        or is_timestamp(text)
        or cues.ALONE.search(text) is not None
    )


def _name_after_by(lines: Sequence[Line], at: int) -> bool:
    """A name on a line of its own after a line that says only 'by'."""
    before = lines[at - 1].text.lower().rstrip(":") if at else ""
    return before == "by" and lines[at].words <= 6 and not _ends_sentence(lines[at].text)


def _headline(lines: Sequence[Line], title: str | None) -> None:
    """The line that says the title; else the first line of a text that goes straight on to its prose."""
    if title:
        wanted = plain(title)
        for line in lines:
            said = plain(line.text)
            if (
                len(said) >= 12
                and line.kind is not ZoneKind.RELATED
                and (said == wanted or (wanted.startswith(said) and len(said) > 25))
            ):
                line.kind = ZoneKind.HEADLINE
                return
    prose = next((at for at, line in enumerate(lines) if line.look.is_prose and line.kind is ZoneKind.BODY), None)
    if prose is None or not 1 <= prose <= 8:
        return
    for line in lines[:prose]:
        able = line.kind in (ZoneKind.BODY, ZoneKind.BOILERPLATE) and line.headline_like and line.words >= 4
        if able and not _is_furniture(line.text) and not is_dateline(line.text):
            line.kind = ZoneKind.HEADLINE
            return


def _datelines_alone(lines: Sequence[Line]) -> None:
    """A place on a line of its own, between the headline and the first sentence."""
    for at, line in enumerate(lines[:8]):
        follows = at + 1 < len(lines) and any(x.look.is_prose for x in lines[at + 1 : at + 3])
        if follows and line.kind in (ZoneKind.BODY, ZoneKind.BOILERPLATE) and is_dateline(line.text):
            if not _is_furniture(line.text):
                line.kind = ZoneKind.DATELINE
            return
        if line.look.is_prose:
            return


def _keep_something(lines: Sequence[Line]) -> None:
    """A text that was dropped whole was misjudged: its sentences, or else all that is no set phrase, are its body."""
    if any(line.kind in (ZoneKind.BODY, ZoneKind.CAPTION) for line in lines):
        return
    mended = [line for line in lines if line.look.is_prose] or [
        line for line in lines if line.kind is ZoneKind.BOILERPLATE and not _is_furniture(line.text)
    ]
    for line in mended:
        line.kind = ZoneKind.BODY


def _name_dropped(lines: Sequence[Line]) -> None:
    """A dropped line is related where it reads like a headline and another such line, or their heading, is near."""
    dropped = [line.kind in (ZoneKind.BOILERPLATE, ZoneKind.RELATED) for line in lines]
    alike = [
        gone and line.words >= 5 and line.headline_like and not _is_furniture(line.text)
        for gone, line in zip(dropped, lines, strict=True)
    ]
    for at, line in enumerate(lines):
        beside = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        if alike[at] and (
            any(alike[max(0, at - 2) : at] + alike[at + 1 : at + 3]) or any(x.kind is ZoneKind.RELATED for x in beside)
        ):
            line.kind = ZoneKind.RELATED


def _zones(lines: Sequence[Line]) -> Iterator[Zone]:
    bodies = 0
    for line in lines:
        start, end = line.unit.start, line.unit.end
        if line.kind is ZoneKind.BODY:
            bodies += 1
            length = dateline_length(line.text) if bodies <= 3 else 0
            if length:
                yield Zone(ZoneKind.DATELINE, Span(start, start + length))
                start += length + len(line.text[length:]) - len(line.text[length:].lstrip())
        yield Zone(line.kind, Span(start, end))


def _links(lines: Sequence[Line]) -> Iterator[Link]:
    for line in lines:
        if line.kind is ZoneKind.RELATED and not (len(line.text) <= 80 and cues.RELATED_HEADING.search(line.text)):
            prefix = cues.RELATED_PREFIX.match(line.text)
            start = line.unit.start + (prefix.end() if prefix else 0)
            title = line.text[prefix.end() if prefix else 0 :].strip()
            if title:
                yield Link(title, None, Span(start, line.unit.end))
