"""`tocsin backup`: the whole store in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.stored import StoreAt, existing_store


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; nothing is overwritten.")],
    store: StoreAt = None,
) -> None:
    """Write the whole store into one SQLite file, whatever database it is in; others may go on writing.

    The file is a store itself: open it with --store FILE. What is forgotten later stays in it.

    Example:

      tocsin backup tocsin-2025-10-11.db
    """
    from tocsin.errors import InputError
    from tocsin.export.terminal import safe

    if not file.absolute().parent.is_dir():
        raise InputError(f"no folder for the backup {file}", advice="make the folder first")
    with existing_store(store) as opened:
        opened.backup(file)
        print(f"{safe(opened.address)} is kept in {safe(str(file))} ({file.stat().st_size:,} bytes)")
