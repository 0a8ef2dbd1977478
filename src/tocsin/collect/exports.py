"""Exports of the news archives LexisNexis and Factiva: many articles in one document, each with its facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.collect.documents import document_lines
from tocsin.collect.factiva import factiva_articles
from tocsin.collect.nexis import nexis_articles
from tocsin.collect.pieces import Piece
from tocsin.collect.told import Told
from tocsin.errors import UnreadablePageError
from tocsin.model import Page

TEXT = "text/plain"
FACTIVA = re.compile(r"Document [A-Z][A-Z0-9]{3,}\d{8}\w{4,}|AN[\s|]+(?:Document )?[A-Z][A-Z0-9]{3,}\d{8}\w{4,}")
NEXIS = re.compile(r"end of document|load-date\s*:.*|\d+ of \d+ documents", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """A news archive: the line that only its exports hold, and the reader of them."""

    mark: re.Pattern[str]
    read: Callable[[list[str]], Iterator[Told]]


ARCHIVES = (Archive(FACTIVA, factiva_articles), Archive(NEXIS, nexis_articles))


def export_pieces(path: Path) -> Iterator[Piece]:
    """A piece an article; a document that no archive wrote is one article, with nothing known of it but its text.

    Raises InputError where the file cannot be read, UnreadablePageError and TooLargeError where it is no document.
    """
    lines = [line.replace("\xa0", " ").strip() for line in document_lines(path)]
    archive = next((a for a in ARCHIVES if any(a.mark.fullmatch(line) for line in lines)), None)
    if archive is None:
        yield _whole(lines, path)
        return
    number = 0
    for told in archive.read(lines):
        number += 1
        yield _piece(told, f"{path.name}:{number}")
    if not number:
        raise UnreadablePageError(
            f"{path.name} holds no article", found="the marks of an export", expected="articles with their bodies"
        )


def _piece(told: Told, place: str) -> Piece:
    name = told.key or place
    if not told.body:
        return Piece(name, error=f"{place} has no text; found the title {told.title!r}; export the full text")
    text = "\n\n".join([told.title, *told.body] if told.title else told.body)
    page = Page(text, None, TEXT, told.title, told.outlet, told.published, told.byline)
    return Piece(name, page=page)


def _whole(lines: list[str], path: Path) -> Piece:
    text = "\n\n".join(line for line in lines if line)
    if not text:
        return Piece(path.name, error=f"{path.name} holds no text; expected articles")
    return Piece(path.name, page=Page(text, None, TEXT))
