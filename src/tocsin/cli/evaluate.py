"""`tocsin evaluate`: every measure on every set that is found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Folder of the sets; default TOCSIN_DATA.")
    ] = None,
    sets: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME", help="Only this set; may be repeated.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Hold the figures to these floors; exit 1 when one drops.")
    ] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Write the floors anew from this run.")] = False,
    large: Annotated[bool, typer.Option("--all", help="The two largest sets too (WikToR, police).")] = False,
    workers: Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes; default one a core.")] = None,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Keep the coded output there, in the bench format.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure on every set found under --data or TOCSIN_DATA; peers' and people's figures stand beside ours.

    Examples:

      tocsin evaluate --data ../shared/data --set dates

      tocsin evaluate --floors evaluation/floors.json
    """
    from tocsin.evaluate import run_cli

    code = run_cli(sets, data=data, floors=floors, pin=pin, large=large, count=workers, keep=keep, as_json=as_json)
    raise typer.Exit(code)
