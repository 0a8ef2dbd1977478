"""The options that ask for events, the same for every command that does."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from tocsin.cli.asking import countries_of, dyad_of, near_of, types_of, window_of
from tocsin.cli.options import checked_date
from tocsin.model import Verification

if TYPE_CHECKING:
    from tocsin.store import Query


class Sort(StrEnum):
    """Orders of events."""

    DATE = "date"
    RECORDED = "recorded"
    REPORTS = "reports"


class Status(StrEnum):
    """What an account may hold."""

    FACT = "fact"
    CLAIM = "claim"
    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    UNREAL = "unreal"


STATUSES = f"What some account holds: {', '.join(Status)}."
VERIFICATIONS = f"How far it is established: {', '.join(Verification)}."


def names(option: str, help: str, metavar: str = "NAME") -> typer.models.OptionInfo:
    """An option that may be given several times; any one value is enough."""
    found: typer.models.OptionInfo = typer.Option(option, metavar=metavar, help=help)
    return found


Day = typer.Option(callback=checked_date, metavar="DATE", help="Days of the event, inclusive.")
SortBy = Annotated[Sort, typer.Option(help="Latest day, latest recorded, or most reports first.")]


@dataclass(frozen=True, slots=True)
class Filters:
    """What events are asked for; several values of one option mean any of them, different options must all hold."""

    text: Annotated[str | None, typer.Argument(metavar="TEXT", help='Words that all stand there; "phrases".')] = None
    actor: Annotated[list[str] | None, names("--actor", "Who did it: a country code, an id, or words.")] = None
    recipient: Annotated[list[str] | None, names("--recipient", "To whom it was done.")] = None
    party: Annotated[list[str] | None, names("--party", "On either side.")] = None
    dyad: Annotated[list[str] | None, names("--dyad", "Who and to whom: PAK,AFG.", "WHO,WHOM")] = None
    country: Annotated[list[str] | None, names("--country", "Of a party or place: AFG or Chile.", "COUNTRY")] = None
    type: Annotated[list[str] | None, names("--type", "A PLOVER type: ASSAULT.", "TYPE")] = None
    place: Annotated[list[str] | None, names("--place", "Words of a place's name.")] = None
    near: Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres of a point.")] = None
    since: Annotated[str | None, Day] = None
    until: Annotated[str | None, Day] = None
    status: Annotated[list[Status] | None, typer.Option(metavar="STATUS", help=STATUSES)] = None
    verification: Annotated[list[Verification] | None, typer.Option(metavar="HOW", help=VERIFICATIONS)] = None
    source: Annotated[list[str] | None, names("--source", "An outlet, or a speaker whose word it is.")] = None

    @property
    def given(self) -> dict[str, Any]:
        """The options that were given, JSON-ready."""
        values = ((field.name, getattr(self, field.name)) for field in dataclasses.fields(self))
        return {name: [str(v) for v in value] if isinstance(value, list) else value for name, value in values if value}

    def happened(self, everything: bool) -> bool | None:
        """What to ask of the event: that it happened, unless another status is asked for, or everything."""
        return None if everything or self.status or self.verification else True

    def query(self, *, happened: bool | None, sort: Sort, limit: int | None) -> Query:
        """The same as the store understands it. Raises `typer.BadParameter` for values that say nothing."""
        from tocsin.store import Query

        since, until = window_of(self.since, self.until)
        return Query(
            self.text or None, actors=tuple(self.actor or ()), recipients=tuple(self.recipient or ()),
            parties=tuple(self.party or ()), dyads=tuple(map(dyad_of, self.dyad or ())),
            countries=countries_of(self.country or ()), types=types_of(self.type or ()), places=tuple(self.place or ()),
            near=near_of(self.near), since=since, until=until,
            statuses=tuple(map(str, self.status or ())), verifications=tuple(map(str, self.verification or ())),
            happened=happened, sources=tuple(self.source or ()), sort=sort.value, limit=limit,
        )  # fmt: skip


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `Filters` in front; it takes them as one, as its first argument."""
    kinds = get_type_hints(Filters, include_extras=True)
    given = [field.name for field in dataclasses.fields(Filters)]

    def with_filters(**values: Any) -> None:
        command(Filters(**{name: values.pop(name) for name in given}), **values)

    own = inspect.signature(command, eval_str=True)
    options = [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=kinds[f.name])
        for f in dataclasses.fields(Filters)
    ]
    others = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in list(own.parameters.values())[1:]]
    with_filters.__name__, with_filters.__doc__ = command.__name__, command.__doc__
    with_filters.__signature__ = own.replace(parameters=[*options, *others])  # type: ignore[attr-defined]
    with_filters.__annotations__ = {p.name: p.annotation for p in (*options, *others)}
    return with_filters
