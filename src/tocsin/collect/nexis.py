"""LexisNexis exports: tagged lines around a body, from the old 'HEADLINE:' shape to that of Nexis Uni."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.collect.dates import stated
from tocsin.collect.told import Told, first_date, writer

END = re.compile(r"end of document", re.IGNORECASE)
COUNTED = re.compile(r"(?:document )?\d+ of \d+(?: documents?)?", re.IGNORECASE)
BODY = re.compile(r"body(?:$|:\s*)", re.IGNORECASE)
AFTER = re.compile(
    r"(?:graphic|classification|notes)$|(?:load-date|language|publication-type|journal[- ]code|correction-date|subject|"
    r"document-type|organization|geographic|company|industry|person|city|state|country|ticker|graphic)\s*:",
    re.IGNORECASE,
)
TAG = re.compile(r"(section|length|byline|dateline|headline|highlight|copyright|series|edition)\s*:\s*", re.IGNORECASE)
RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved|page \d+ of \d+)", re.IGNORECASE)


def nexis_articles(lines: list[str]) -> Iterator[Told]:
    """The articles of an export; what stands before the first of them, such as a list of all titles, is none."""
    for section in _sections(lines):
        start = next((i for i, line in enumerate(section) if BODY.match(line)), None)
        if start is None:
            continue
        tags, head = _head(section[:start])
        yield _article(tags, head, list(_body(section[start:])))


def _sections(lines: list[str]) -> Iterator[list[str]]:
    section: list[str] = []
    for line in lines:
        if END.fullmatch(line) or COUNTED.fullmatch(line):
            yield section
            section = []
        elif line:
            section.append(line)
    yield section


def _head(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The tagged lines by their tags, and the others."""
    tags: dict[str, str] = {}
    rest = []
    for line in lines:
        tag = TAG.match(line)
        if tag is not None:
            tags.setdefault(tag[1].lower(), line[tag.end() :].strip())
        elif not RIGHTS.match(line):
            rest.append(line)
    return tags, rest


def _body(lines: list[str]) -> Iterator[str]:
    first = lines[0][BODY.match(lines[0]).end() :].strip()  # type: ignore[union-attr]
    if first:
        yield first
    for line in lines[1:]:
        if AFTER.match(line):
            return
        yield line


def _article(tags: dict[str, str], head: list[str], body: list[str]) -> Told:
    """The date stands under the outlet; the title above both, or in a tag of its own."""
    dated = first_date(head)
    outlet = head[dated - 1] if dated else None
    title = tags.get("headline") or None
    if title is None and head and dated != 0:
        title = head[max(0, dated - 2)] if dated is not None and dated >= 2 else None if dated else head[0]
    return Told(
        tuple(body),
        title=title,
        outlet=outlet,
        published=stated(head[dated]) if dated is not None else None,
        byline=writer(tags.get("byline")),
    )
