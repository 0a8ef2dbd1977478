"""`tocsin explain`: which pattern fired, in words, with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.options import ActorsFile, AllowPrivate, CodebookFile, GazetteerHome, Outlet, Published
from tocsin.cli.read import Pages, Url, end

if TYPE_CHECKING:
    from rich.text import Text

    from tocsin.model import Reading, Report


def explain(
    pages: Pages,
    report: Annotated[
        int | None, typer.Option("--report", "-r", min=1, help="Only the report of that number in `tocsin read`.")
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    url: Url = None,
    allow_private: AllowPrivate = False,
    codebook: CodebookFile = None,
    actors: ActorsFile = None,
    gazetteer: GazetteerHome = None,
) -> None:
    """Say of each report which pattern of the codebook fired, and on which words every field rests.

    Examples:

      tocsin explain page.html

      tocsin explain story.txt --published 2025-10-11 --report 3
    """
    from rich.console import Console

    from tocsin.cli.reading import outcomes_of
    from tocsin.errors import InputError
    from tocsin.flow.items import Hints

    console = Console()
    found = list(
        outcomes_of(
            pages, Hints(published, outlet, url), codebook, actors, gazetteer, allow_private=allow_private
        )
    )  # fmt: skip
    for outcome in found:
        reports = outcome.reading.reports
        if report is not None and report > len(reports) and outcome.reading.error is None:
            raise InputError(
                f"report {report} of {outcome.id}", found=f"{len(reports)} reports", expected="one of them"
            )
        for number, each in enumerate(reports, 1):
            if report in (None, number):
                console.print(explained(each, outcome.reading, number))
        if not reports and outcome.reading.error is None:
            console.print("No act of one actor on another was found on this page.", highlight=False)
    end(found)


def explained(report: Report, reading: Reading, number: int) -> Text:
    """A report in words: the pattern, then field by field what it says and the sentence's words for it."""
    from rich.text import Text

    from tocsin.export.evidence import FIELDS, act_of, evidence_of
    from tocsin.export.terminal import safe

    text = reading.article.text
    out = Text(f"{number}. {act_of(report)}", style="bold")
    out.append(f"\n   because of the pattern {safe(report.pattern)}: {safe(report.because)}\n", "not bold")
    width = max(map(len, FIELDS))
    for found in evidence_of(report, reading):
        words = ", ".join(f"'{safe(span.words(text))}' at {span.start}" for span in found.spans)
        out.append(f"   {found.field:>{width}}: {safe(found.value)}", "not bold")
        out.append(f"  <- {words}\n" if words else "\n", "not bold dim")
    for party in (*report.actors, *report.recipients):
        if party.how:
            out.append(f"   {'':>{width}}  {safe(party.text)} was found as {safe(party.how)}\n", "not bold dim")
    out.append(f"   {'confidence':>{width}}: {report.confidence:.2f}\n", "not bold")
    return out
