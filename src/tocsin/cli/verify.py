"""`tocsin verify`: every span's words are the words of the text, or it says where not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.messages import complain, counted

MOST_SHOWN = 20


def verify(
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORTS", help="Files that `tocsin code` or `read` wrote as jsonl (.gz too)."),
    ],
) -> None:
    """Check that every span's words equal the text, hashes and ids hold, and no event stands outside of the story.

    Example:

      tocsin code pages/ -o reports.jsonl && tocsin verify reports.jsonl

    Exits with 1 when anything does not hold.
    """
    from tocsin.errors import InputError
    from tocsin.export.verify import faults_of, spans_in
    from tocsin.flow.opening import record_of
    from tocsin.flow.sources import check_inputs, items_of

    for name in reports:
        if Path(name).is_dir():
            raise InputError(f"{name} is a folder", expected="a file of reports", advice="name the file")
    check_inputs(reports)
    records = spans = faulty = 0
    for item in items_of(reports):
        records += 1
        try:
            if item.error is not None or item.line is None:
                raise InputError(
                    item.error or f"{item.name} is no JSONL file", expected="a name that ends in .jsonl or .jsonl.gz"
                )
            record = record_of(item)
            faults = faults_of(record)
            spans += sum(1 for _ in spans_in(record))
        except InputError as error:
            faults = [str(error)]
        faulty += bool(faults)
        for fault in faults[: MOST_SHOWN if faulty <= MOST_SHOWN else 0]:
            complain(fault if item.name in fault else f"{item.name}: {fault}")
    checked = f"{counted(records, 'record')}, {counted(spans, 'span')}"
    if faulty:
        complain(f"{counted(faulty, 'record')} of {checked} do not hold")
        raise typer.Exit(1)
    if not records:
        raise InputError("nothing to verify", found="no record", advice="check the file")
    print(f"all words hold: {checked}")
