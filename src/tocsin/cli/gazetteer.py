"""`tocsin gazetteer`: the places that are known, and how to know more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.messages import complain
from tocsin.cli.options import GazetteerHome

gazetteer = typer.Typer(help="The places that are known; load a full GeoNames dump.", no_args_is_help=True)


def home_or_default(home: Path | None) -> Path:
    """The folder of the user's own gazetteer."""
    from tocsin.settings import settings

    return home if home is not None else settings().home


@gazetteer.command()
def load(
    dump: Annotated[Path, typer.Argument(metavar="DUMP", help="allCountries.zip, or one country's, from GeoNames.")],
    alternates: Annotated[
        Path | None, typer.Option(metavar="FILE", help="alternateNamesV2.zip, for more English names.")
    ] = None,
    home: GazetteerHome = None,
) -> None:
    """Load a GeoNames dump beside the shipped gazetteer; every later run uses both.

    Example:

      tocsin gazetteer load allCountries.zip --alternates alternateNamesV2.zip
    """
    import sys

    from tocsin.knowledge.gazetteer import load_dump

    output = home_or_default(home) / "gazetteer.sqlite"
    shown = sys.stderr.isatty()
    done = load_dump(
        dump, output, alternates=alternates,
        progress=(lambda lines: print(f"\r{lines:,} lines", end="", file=sys.stderr)) if shown else None,
    )  # fmt: skip
    if shown:
        print(file=sys.stderr)
    skipped = (
        f"; {done.skipped:,} lines left out (countries, which are known, and damaged lines)" if done.skipped else ""
    )
    complain(f"{done.places:,} places and {done.names:,} names in {output}{skipped}")


@gazetteer.command()
def info(home: GazetteerHome = None) -> None:
    """Say which gazetteers are in use, and whom to credit."""
    from tocsin.knowledge.gazetteer import open_gazetteer

    folder = home_or_default(home)
    own = folder / "gazetteer.sqlite"
    found = open_gazetteer(folder)
    print(f"own: {own if own.is_file() else f'none ({own}; make it with: tocsin gazetteer load DUMP)'}")
    for line in found.attribution():
        print(f"credit: {line}")
    print(f"digest: {found.digest}")


@gazetteer.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place name as printed.")],
    home: GazetteerHome = None,
) -> None:
    """List the places of a name, best-known first.

    Example:

      tocsin gazetteer find Tripoli
    """
    from tocsin.export.terminal import safe
    from tocsin.knowledge.gazetteer import open_gazetteer

    found = open_gazetteer(home_or_default(home)).named(name)
    if not found:
        complain(f"no place named {name!r}; load more with: tocsin gazetteer load DUMP")
        raise typer.Exit(1)
    for entry in found:
        place = f"{entry.name} ({entry.kind}, {entry.country or 'no country'}, {entry.admin1 or '-'})"
        people = f", {entry.population:,} people" if entry.population else ""
        print(safe(f"{entry.id:>10}  {place}  {entry.lat:.4f} {entry.lon:.4f}, within {entry.radius:g} km{people}"))
