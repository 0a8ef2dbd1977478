"""Writes an export: whole or not at all, with what is to be known of it beside it."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Protocol, cast

from tocsin.errors import InputError, output_error
from tocsin.export.about import About
from tocsin.export.atom import Atom
from tocsin.export.event_text import csv_accounts, csv_events, jsonl_events
from tocsin.export.exported import Exported
from tocsin.export.geojson import GeoJson
from tocsin.export.shapes import SHAPES, LossReport, Shaped

PLAIN = ("csv", "jsonl", "parquet", "geojson", "xlsx", "atom")
BINARY = ("parquet", "xlsx")
FORMATS = (*PLAIN, *SHAPES)
ENDINGS = {f".{name}": name for name in PLAIN}


class Writer(Protocol):
    """Takes events one after the other; what `write` returns tells whether the event has a place in the format."""

    def write(self, one: Exported) -> bool | None:
        """Write one event."""

    def finish(self, about: About) -> None:
        """Write what comes last."""


def format_of(path: Path) -> str:
    """The format that a file's ending names, `.gz` aside. Raises InputError where it names none."""
    name = path.name.lower().removesuffix(".gz")
    found = next((format for ending, format in ENDINGS.items() if name.endswith(ending)), None)
    if found is None or (found in BINARY and path.name.lower().endswith(".gz")):
        advice = f"name the format with --format: {', '.join(FORMATS)}"
        raise InputError(f"the ending of {path.name} names no format", expected=", ".join(ENDINGS), advice=advice)
    return found


class Export:
    """An export under way; `exporting` makes it. `losses` is what a shape could not hold."""

    def __init__(self, writers: list[Writer], about: About) -> None:
        self._writers, self._about = writers, about
        self.files: list[Path] = []

    def write(self, one: Exported) -> None:
        """Write one event."""
        main, *beside = self._writers
        if main.write(one) is False:
            return
        for other in beside:
            other.write(one)
        self._about.count(one)

    def finish(self) -> None:
        """Write what comes last."""
        for writer in self._writers:
            writer.finish(self._about)

    @property
    def losses(self) -> LossReport | None:
        """Nothing where the format is no shape."""
        main = self._writers[0]
        return main.report if isinstance(main, Shaped) else None


@contextmanager
def exporting(
    output: Path | None, about: About, *, everything: bool = False, loss_file: Path | None = None
) -> Iterator[Export]:  # fmt: skip
    """Export within `with`: at its end all files are there, after an error none is, and older ones stand.

    `output` is a file, or nothing for standard output, which takes formats of text and has nothing beside it but
    `loss_file`. `everything`: shapes take also what no account says to have happened.
    """
    if output is None and about.format in BINARY:
        raise InputError(f"{about.format} is no text", found="-o -", advice="name a file")
    about.shaped = about.format in SHAPES
    with ExitStack() as stack:
        writers = [_writer(stack, output, about, everything)]
        if about.shaped and output is not None:
            accounts = stack.enter_context(unfinished(beside(output, "accounts.csv")))
            writers.append(csv_accounts(stack.enter_context(accounts.open("wb"))))
        export = Export(writers, about)
        yield export
        export.finish()
        if output is not None:
            export.files = [output, beside(output, "about.json")]
            stack.enter_context(_note(export.files[1], about.record()))
            export.files += [beside(output, "accounts.csv")] if about.shaped else []
        to = loss_file or (beside(output, "loss.json") if output else None)
        if export.losses is not None and to is not None:
            export.files.append(to)
            stack.enter_context(_note(to, export.losses.record()))


def beside(output: Path, what: str) -> Path:
    """The file of that kind beside an export: events.csv.about.json."""
    return output.with_name(f"{output.name}.{what}")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place at the end, and is gone after an error.

    A link stays one: the file that it leads to is written. Raises InputError for folders, devices and pipes, which
    would otherwise be replaced by a file.
    """
    if path.is_dir():
        raise InputError(f"{path} cannot be written", found="a folder", advice="name a file in it")
    if path.exists() and not path.is_file():
        found, advice = "a device or pipe", "name a file, or -o - for standard output"
        raise InputError(f"{path} cannot be written", found=found, expected="a file", advice=advice)
    try:
        path = path.resolve()
        part = path.with_name(path.name + ".part")
    except (OSError, RuntimeError) as error:
        raise InputError(f"{path} cannot be written", found="links in a circle", advice="choose another -o") from error
    try:
        part.touch()
        yield part
        part.replace(path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _writer(stack: ExitStack, output: Path | None, about: About, everything: bool) -> Writer:
    if output is None:
        return _text(sys.stdout.buffer, about, everything)
    part = stack.enter_context(unfinished(output))
    if about.format == "parquet":
        from tocsin.export.event_parquet import Parquet

        return stack.enter_context(closing(Parquet(part)))
    if about.format == "xlsx":
        from tocsin.export.excel import Excel

        return stack.enter_context(closing(Excel(part)))
    file: IO[bytes] = stack.enter_context(part.open("wb"))
    if output.name.lower().endswith(".gz"):
        # without the moment of writing, so that the same events make the same file
        file = cast("IO[bytes]", stack.enter_context(gzip.GzipFile("", "wb", fileobj=file, mtime=0)))
    return _text(file, about, everything)


def _text(out: IO[bytes], about: About, everything: bool) -> Writer:
    if about.shaped:
        return Shaped(out, about.format, everything=everything)
    if about.format == "atom":
        return Atom(out, about)
    makers: dict[str, Callable[[IO[bytes]], Writer]] = {"csv": csv_events, "jsonl": jsonl_events, "geojson": GeoJson}
    return makers[about.format](out)


@contextmanager
def _note(path: Path, record: dict[str, Any]) -> Iterator[None]:
    with unfinished(path) as part:
        text = json.dumps(record, ensure_ascii=False, indent=2)
        part.write_bytes(text.encode("utf8", "backslashreplace") + b"\n")
        yield
