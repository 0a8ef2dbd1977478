"""`tocsin doctor`: whether the store is sound."""

from __future__ import annotations

import typer

from tocsin.cli.messages import counted
from tocsin.cli.stored import StoreAt, existing_store


def doctor(store: StoreAt = None) -> None:
    """Examine the store: the file, versions, texts and the words that reports rest on, events and their members.

    Exits with 1 when something is wrong, and says where and what to do.

    Example:

      tocsin doctor
    """
    from tocsin.export.terminal import safe

    with existing_store(store) as opened:
        found, address = opened.doctor(), opened.address
    for finding in found:
        advice = f"; {finding.advice}" if finding.advice else ""
        print(safe(f"{finding.check}: {finding.where}: {finding.what}{advice}"))
    if found:
        print(f"{counted(len(found), 'finding')} in {safe(address)}")
        raise typer.Exit(1)
    print(f"{safe(address)} is sound")
