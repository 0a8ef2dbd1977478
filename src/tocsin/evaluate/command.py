"""What `tocsin evaluate` does: runs, prints, holds against floors, pins."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tocsin.evaluate.figures import Evaluation
from tocsin.evaluate.floors import DROPPED, Check, check, pinned, read_floors, write_floors
from tocsin.evaluate.run import Progress, evaluate
from tocsin.evaluate.sets import OWN
from tocsin.evaluate.table import HEADS, as_dict, data_lines, floor_lines, plain, rows


def run_cli(
    sets: Sequence[str] | None = None,
    *,
    data: Path | None = None,
    floors: Path | None = None,
    pin: bool = False,
    large: bool = False,
    count: int | None = None,
    keep: Path | None = None,
    as_json: bool = False,
) -> int:
    """Evaluate, print, and return the exit code: 1 when a floor dropped, else 0.

    With `floors` and without `pin` every set that has a floor runs (the largest only with `large`); with `pin` the
    file is written anew from the run. Raises InputError for a set that nobody knows or a malformed floors file.
    """
    held = read_floors(floors) if floors and (floors.exists() or not pin) else None
    if held and not sets and not pin:
        sets = None if large else _small(held["sets"])
    own = floors.parent if floors else None
    with _bar() as progress:
        found = evaluate(data, sets, own=own, large=large, count=count, keep=keep, progress=progress)
    if pin:
        path = floors or Path("evaluation/floors.json")
        held = pinned(found, read_floors(path) if path.exists() else None)
        write_floors(path, held)
    checks = check(found, held, [one.name for one in OWN]) if held else []
    _print(found, checks, as_json)
    return 1 if any(one.state == DROPPED for one in checks) else 0


def _small(names: Sequence[str]) -> list[str]:
    from tocsin.evaluate.sets import SETS

    large = {one.name for one in SETS if one.large}
    return [name for name in names if name not in large]


def _print(found: Evaluation, checks: Sequence[Check], as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_dict(found, checks), indent=1, ensure_ascii=False))
    elif sys.stdout.isatty():
        _print_rich(found, checks)
    else:
        print(plain(found, checks))


def _print_rich(found: Evaluation, checks: Sequence[Check]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in HEADS:
        table.add_column(head, justify="right" if head in ("value", "target", "floor") else "left")
    for row in rows(found, checks):
        short = "!" in row[2]
        table.add_row(*(Text(cell, "yellow" if short and at == 2 else "") for at, cell in enumerate(row)))
    console = Console()
    console.print(table)
    for line in [*data_lines(found), *floor_lines(checks)]:
        console.print(Text(line, "red" if line.startswith("DROPPED") else ""))


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """A progress bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def report(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total)
            bar.update(tasks[name], completed=done)  # type: ignore[arg-type]

        yield report
