"""From a file or folder to its pieces, whatever its kind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tocsin.collect.exports import export_pieces
from tocsin.collect.files import PAGES, pages_in, read_bytes, stamp_of
from tocsin.collect.outcomes import NOTHING_KNOWN, Validators
from tocsin.collect.pieces import Piece
from tocsin.collect.records import TEXT, jsonl_pieces
from tocsin.collect.sources import Kind
from tocsin.collect.tables import csv_pieces
from tocsin.collect.warc import warc_pieces
from tocsin.errors import InputError, TocsinError, said_of
from tocsin.model import Page

READERS: Mapping[Kind, Callable[[Path], Iterator[Piece]]] = {
    Kind.JSONL: jsonl_pieces,
    Kind.CSV: csv_pieces,
    Kind.WARC: warc_pieces,
    Kind.EXPORT: export_pieces,
}
# what a folder may hold beside pages; tables and records often list the very pages beside them
INSIDE: Mapping[tuple[str, ...], Kind] = {(".warc", ".arc"): Kind.WARC, (".docx", ".rtf"): Kind.EXPORT}
SUFFIXES = (*PAGES, *(suffix for suffixes in INSIDE for suffix in suffixes))
"""Endings of what is read in a folder."""


def pieces_of(
    kind: Kind, path: Path, known: Callable[[str], Validators] = lambda key: NOTHING_KNOWN
) -> Iterator[Piece]:
    """The pieces of a file or folder; a page file whose stamp is `known` by its name is not opened.

    In a folder a file that cannot be read costs itself only. Raises InputError, PageError or OSError where `path`
    itself cannot be read.
    """
    if kind is Kind.FOLDER:
        yield from _in_folder(path, known)
    elif kind is Kind.FILE:
        yield _file(path, path.name, known)
    else:
        yield from READERS[kind](path)


def no_pieces(kind: Kind, path: Path) -> InputError:
    """The error of a file or folder in which there is nothing at all to read."""
    if kind is not Kind.FOLDER:
        expected = "one article at least"
        return InputError(f"{path} holds no article", expected=expected, advice="check that it is the right file")
    others = any(file.is_file() for file in path.iterdir())
    found = "files of other kinds only" if others else ""
    advice = "name files of other kinds one by one" if others else "put pages there, or name another folder"
    return InputError(f"{path} holds no page", found=found, expected="files named " + " ".join(SUFFIXES), advice=advice)


def has_pieces(folder: Path) -> bool:
    """Whether a folder holds a file that is read as a page or as an archive of pages."""
    return next(pages_in(folder, SUFFIXES), None) is not None


def _in_folder(folder: Path, known: Callable[[str], Validators]) -> Iterator[Piece]:
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such folder", str(folder))
    os.scandir(folder).close()
    for file in pages_in(folder, SUFFIXES):
        name = file.relative_to(folder).as_posix()
        ending = file.name.lower().removesuffix(".gz")
        kind = next((kind for suffixes, kind in INSIDE.items() if ending.endswith(suffixes)), Kind.FILE)
        try:
            yield from _inside(kind, file, name, known)
        except TocsinError as error:
            yield Piece(name, error=str(error))
        except OSError as error:
            yield Piece(name, error=f"{file} cannot be read; found {said_of(error)}; check the path")


def _inside(kind: Kind, file: Path, name: str, known: Callable[[str], Validators]) -> Iterator[Piece]:
    """The pieces of a file in a folder. An archive's last piece tells that it is read, and by which stamp."""
    if kind is Kind.FILE:
        yield _file(file, name, known)
        return
    stamp = stamp_of(file)
    if stamp != known(name):
        folder = name.rpartition("/")[0]
        for piece in READERS[kind](file):
            own = piece.name.startswith(file.name)
            yield replace(piece, name=f"{folder}/{piece.name}") if own and folder else piece
    yield Piece(name, unchanged=True, stamp=stamp)


def _file(path: Path, name: str, known: Callable[[str], Validators]) -> Piece:
    stamp = stamp_of(path)
    if stamp == known(name):
        return Piece(name, unchanged=True, stamp=stamp)
    try:
        content = read_bytes(path)
        plain = name.lower().removesuffix(".gz").endswith((".txt", ".text"))
        return Piece(name, page=Page(content, content_type=TEXT if plain else None), stamp=stamp)
    except TocsinError as error:
        return Piece(name, error=str(error))
