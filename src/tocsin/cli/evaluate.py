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
) -> None:
    """Measure on every set found under --data or TOCSIN_DATA; peers' figures stand beside ours.

    Example:

      tocsin evaluate --data ../shared/data --set dates
    """
    from tocsin.evaluate.run import evaluate as run

    run(data, sets)
