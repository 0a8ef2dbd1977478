"""`tocsin read`: a page, read before your eyes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain
from tocsin.cli.options import ActorsFile, AllowPrivate, CodebookFile, GazetteerHome, Outlet, Published

if TYPE_CHECKING:
    from tocsin.flow import Outcome

Pages = Annotated[list[str], typer.Argument(metavar="PAGE", help="Files of HTML or text (.gz too), URLs, or - .")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="Where the page came from.")]


class ReadFormat(StrEnum):
    """Formats of `tocsin read`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def read(
    pages: Pages,
    format: Annotated[ReadFormat, typer.Option("--format", "-f", help="What to print.")] = ReadFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of printing.")
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    url: Url = None,
    allow_private: AllowPrivate = False,
    codebook: CodebookFile = None,
    actors: ActorsFile = None,
    gazetteer: GazetteerHome = None,
) -> None:
    """Read pages: the article with its zones, the evidence marked, and a table of reports.

    Examples:

      tocsin read page.html

      tocsin read story.txt --published 2025-10-11

      tocsin read https://example.org/story --format html -o story.html

      cat page.html | tocsin read - --format json

    Exits with 1 when a page could not be read, and with 3 when one is in a language that is not coded.
    """
    from tocsin.cli.reading import outcomes_of
    from tocsin.flow.items import Hints

    hints = Hints(published, outlet, url)
    found = list(outcomes_of(pages, hints, codebook, actors, gazetteer, allow_private=allow_private))
    shown = [outcome for outcome in found if outcome.reading.article.text]
    if format in (ReadFormat.JSONL, ReadFormat.CSV, ReadFormat.JSON):
        shown = found
    if shown:
        _write(shown, format, output)
    end(found)


def _write(outcomes: list[Outcome], format: ReadFormat, output: Path | None) -> None:
    if format is ReadFormat.TEXT:
        _show(outcomes, output)
        return
    content = "".join(_written(outcomes, format)).encode("utf8")
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with opened(output) as file:
        file.write(content.decode("utf8"))


@contextmanager
def opened(output: Path) -> Iterator[IO[str]]:
    """The output file, open for text: at the end it is there whole, after an error an older one stands.

    A device or pipe is written as it comes. Raises InputError when it cannot be written.
    """
    from tocsin.export.away import unfinished

    if output.exists() and not output.is_file() and not output.is_dir():
        with output.open("w", encoding="utf8", newline="\n") as file:
            yield file
        return
    with unfinished(output) as part, part.open("w", encoding="utf8", newline="\n") as file:
        yield file


def _show(outcomes: list[Outcome], output: Path | None) -> None:
    from rich.console import Console

    from tocsin.export.terminal import show

    if output is not None:
        with opened(output) as file:
            for outcome in outcomes:
                show(outcome.reading, Console(file=file, width=100), str(outcome.id))
        return
    console = Console()
    for outcome in outcomes:
        show(outcome.reading, console, str(outcome.id))


def _written(outcomes: list[Outcome], format: ReadFormat) -> Iterator[str]:
    from tocsin.export import header, lines_of, to_dict
    from tocsin.export.html import html_page

    if format is ReadFormat.HTML:
        yield html_page([o.reading for o in outcomes], [str(o.id) for o in outcomes])
    elif format is ReadFormat.JSON:
        records = [to_dict(o.reading, o.id) for o in outcomes]
        yield _printable(records[0] if len(records) == 1 else records) + "\n"
    else:
        yield header(format.value)
        for outcome in outcomes:
            yield lines_of(outcome.reading, outcome.id, format.value, given=False)


def _printable(record: object) -> str:
    text = json.dumps(record, ensure_ascii=False, indent=2)
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return json.dumps(record, indent=2)
    return text


def end(outcomes: list[Outcome]) -> None:
    """Say which pages failed, and leave with 1 for them, or with 3 where all are in a language that is not coded."""
    from tocsin.flow.limits import is_foreign

    failed = [o for o in outcomes if o.reading.error is not None]
    for outcome in failed:
        error = outcome.reading.error or ""
        complain(error if str(outcome.id) in error else f"{outcome.id}: {error}")
    if failed:
        raise typer.Exit(3 if all(is_foreign(o.reading.article) for o in failed) else 1)
