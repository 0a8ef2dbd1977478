"""`tocsin actors`: who is known, and whether a file of your own is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.messages import complain
from tocsin.cli.options import ActorsFile, checked_date, first_day

if TYPE_CHECKING:
    from tocsin.knowledge.actors import ActorEntry

actors = typer.Typer(help="The actors that are known; check or import files of your own.", no_args_is_help=True)


@actors.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or words such as 'the Afghan army'.")],
    on: Annotated[
        str | None, typer.Option(callback=checked_date, metavar="DATE", help="The day that is asked about.")
    ] = None,
    actors: ActorsFile = None,
) -> None:
    """Say who a name or phrase stands for, with the terms of office.

    Examples:

      tocsin actors find Taliban --on 2020-05-01

      tocsin actors find "the Afghan army"
    """
    from tocsin.knowledge.actors import load_actors

    day = first_day(on) if on else None
    book = load_actors(actors)
    entries = book.find(name, day)
    for entry in entries:
        for line in described(entry):
            print(line)
    who = book.resolve(name, "", day, None)
    if who.country or who.sectors or who.id:
        facts = [who.name, who.country, " ".join(who.sectors) or None, who.role_status, who.role]
        print(f"read as: {', '.join(filter(None, facts))}")
    elif not entries:
        complain(f"nobody known as {name!r}; add them in a file of your own (--actors FILE)")
        raise typer.Exit(1)


def described(entry: ActorEntry) -> list[str]:
    """An entry in lines: who it is, then term by term."""
    lines = [f"{entry.name}  {entry.kind}  id {entry.id}"]
    for term in entry.terms:
        dates = f"{term.since or '...'} to {term.until or '...'}" if term.since or term.until else ""
        facts = [term.country, " ".join(term.sectors) or None, term.role or None, dates or None]
        hosts = f"in {' '.join(term.hosts)}" if term.hosts else None
        lines.append("  " + ", ".join(filter(None, (*facts, hosts))))
    return lines


@actors.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of your own actors.")]) -> None:
    """Check a file of your own; says what is wrong and where.

    Example:

      tocsin actors check mine.yaml
    """
    from tocsin.knowledge.actors import load_actors

    more = len(load_actors(file)) - len(load_actors())
    print(f"{file} is sound: {more:,} entries besides {len(load_actors()):,} of ours")


@actors.command(name="import")
def import_dictionary(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An actor or agent dictionary in PETRARCH's format.")],
) -> None:
    """Print a PETRARCH dictionary as a file for --actors.

    Example:

      tocsin actors import Phoenix.Countries.actors.txt > mine.yaml
    """
    import yaml

    from tocsin.knowledge.actors import import_petrarch

    whole = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"  # else YAML escapes what is missing there
    print(yaml.safe_dump(import_petrarch(file), allow_unicode=whole, sort_keys=False), end="")
