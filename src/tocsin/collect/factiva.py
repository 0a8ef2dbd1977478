"""Factiva exports: articles with two-letter field marks, or with the bare lines of its article format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.collect.dates import stated
from tocsin.collect.told import Told, first_date, writer

NUMBER = re.compile(r"(?:AN[\s|]+)?Document ([A-Z][A-Z0-9]{3,}\d{8}\w{4,})|AN[\s|]+([A-Z][A-Z0-9]{3,}\d{8}\w{4,})")
FIELDS = "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE PUB IPD IPC ART CX AN"
FIELD = re.compile(rf"({'|'.join(FIELDS.split())})(?:\s*[|\t]\s*|\s{{2,}}|$)(.*?)\|?")
LOOSE = re.compile(r"(SE|HD|WC|PD|ET|SN|SC|LA|CY|LP|TD|PUB) (?=\S)(.*)")
WORDS = re.compile(r"[\d,.]+ words", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}:\d{2}")
CODE = re.compile(r"[A-Z0-9]{2,10}|(?:volume|page|pg\.?|issue|edition)\b.{0,40}|[A-Z]?\d+", re.IGNORECASE)
RIGHTS = re.compile(r"copyright|©|\(c\)|all rights reserved", re.IGNORECASE)
HEAD_LINES = 8  # from the source's name to the rights: code, edition, page, language and the like


def factiva_articles(lines: list[str]) -> Iterator[Told]:
    """The articles of an export, each ending in Factiva's number of it."""
    section: list[str] = []
    for line in lines:
        number = NUMBER.fullmatch(line)
        if number is None:
            section.append(line)
            continue
        yield _article(section, number[1] or number[2])
        section = []


def _article(lines: list[str], key: str) -> Told:
    marks = {found[1] for line in lines if (found := FIELD.fullmatch(line) or LOOSE.fullmatch(line))}
    return _by_marks(lines, key) if {"HD", "PD"} <= marks else _by_order([line for line in lines if line], key)


def _by_marks(lines: list[str], key: str) -> Told:
    fields: dict[str, list[str]] = {}
    here = ""
    for line in lines:
        found = FIELD.fullmatch(line) or LOOSE.fullmatch(line)
        if found is not None and found[1] not in fields:
            here, line = found[1], found[2].strip()
            fields[here] = []
        if line and here:
            fields[here].append(line)
    title, outlet, day, by = (" ".join(fields.get(mark, ())) or None for mark in ("HD", "SN", "PD", "BY"))
    body = (*fields.get("LP", ()), *fields.get("TD", ()))
    return Told(body, title, outlet, stated(day), writer(by), key)


def _by_order(lines: list[str], key: str) -> Told:
    """The count of words parts title and writer above it from date, source and text below it."""
    counted = next((i for i, line in enumerate(lines) if WORDS.fullmatch(line)), None)
    if counted is None:
        return Told(tuple(lines), key=key)
    above, below = lines[:counted], lines[counted + 1 :]
    by = above.pop() if len(above) > 1 and _is_writer(above[-1]) else None
    dated = first_date(below[:3])
    rest = below if dated is None else below[dated + 1 :]
    rest = rest[1:] if rest and CLOCK.fullmatch(rest[0]) else rest
    outlet = rest[0] if dated is not None and rest else None
    body = _after_rights(rest[1:] if outlet else rest)
    published = stated(below[dated]) if dated is not None else None
    return Told(tuple(body), above[-1] if above else None, outlet, published, writer(by), key)


def _is_writer(line: str) -> bool:
    return line.lower().startswith("by ") and len(line) <= 120


def _after_rights(lines: list[str]) -> list[str]:
    """The text: what follows the line of rights, or else the codes and the language."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        if RIGHTS.match(line):
            return lines[place + 1 :]
    place = 0
    while place < len(lines) and (CODE.fullmatch(lines[place]) or lines[place] == "English"):
        place += 1
    return lines[place:]
