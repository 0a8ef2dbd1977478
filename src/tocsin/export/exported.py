"""An event as it leaves the store: with its sources, its reports, and when the store learned of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tocsin.export.events import part
from tocsin.model import Coder, Correction, Event, Party, Report, When

PINS = frozenset({"site", "city"})
"""Precisions whose coordinates stand for the place itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells the event; `published` is ISO 8601 as far as it is known."""

    article: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """An actor or recipient: the name, who it is, and, as its reports have them, role and words."""

    name: str
    id: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: str | None = None
    words: str | None = None

    @property
    def sector(self) -> str | None:
        """The main one."""
        return self.sectors[0] if self.sectors else None


@dataclass(frozen=True, slots=True)
class Exported:
    """One event and what its rows are made of.

    `sources` are the articles of all accounts, each once; `reports` are by id; `recorded_at` and `updated_at` are the
    moments in which the store learned of it first and last. `region` and `country` are the names of the place's first
    division and country. `corrections` are what somebody holds of its fields and of its reports'; event and reports
    have the values that are held.
    """

    event: Event
    sources: tuple[Source, ...]
    reports: Mapping[str, Report]
    recorded_at: datetime
    updated_at: datetime
    region: str | None = None
    country: str | None = None
    corrections: tuple[Correction, ...] = ()
    parties: dict[str, tuple[Side, ...]] = field(default_factory=dict, compare=False)

    def value(self, name: str) -> Any:
        """The consensus of a field, if any report gives it."""
        found = self.event.field(name)
        return found.value if found else None

    @property
    def place(self) -> Any:
        """The sharpest place, if any."""
        return self.value("place")

    @property
    def precision(self) -> str | None:
        """How precise the place is: site, city, region, admin1, country; a country alone is one too."""
        found = part(self.place, "precision") or ("country" if self.value("country") else None)
        return None if found is None else str(found)

    @property
    def country_code(self) -> str | None:
        """ISO 3166-1 alpha-3 of the place."""
        found = part(self.place, "country") or self.value("country")
        return None if found is None else str(found)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of a site, a town or, with its precision, a region; a country's centre is no point."""
        lat, lon = part(self.place, "lat"), part(self.place, "lon")
        if lat is None or lon is None or self.precision in ("country", None):
            return None
        return float(lat), float(lon)

    @property
    def when(self) -> When | None:
        """The days that the reports behind the consensus leave open; nothing where no report gives a date."""
        found = self.event.field("date")
        if found is None or not found.values:
            return None
        first = found.values[0]
        told = [w for id in first.reports if (r := self.reports.get(id)) and (w := r.when) and w.iso == first.value]
        if not told:
            return days_of(str(first.value))
        precisions = {w.precision for w in told}
        precision = precisions.pop() if len(precisions) == 1 else "span"
        return When(min(w.earliest for w in told), max(w.latest for w in told), precision)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """What made the reports, each once, in order."""
        return tuple(dict.fromkeys(r.coder for id in self.members if (r := self.reports.get(id))))

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of all reports, those that make it happen first."""
        return (*self.event.reports, *self.event.attached)

    @property
    def reciprocal(self) -> bool:
        """Whether a report behind the first actor tells a mutual act; of actors that somebody holds, any report."""
        found = self.event.field("actor")
        told = found.values[0].reports if found and found.values else ()
        behind = [r for id in told if (r := self.reports.get(id))]
        if told and not behind and any(one.field == "actor" for one in self.corrections):
            behind = [r for id in self.event.reports if (r := self.reports.get(id))]
        return any(r.reciprocal for r in behind)

    def side(self, name: str) -> tuple[Side, ...]:
        """`actor` or `recipient`: the consensus, with what its reports name beside it."""
        if name not in self.parties:
            self.parties[name] = tuple(self._side(name))
        return self.parties[name]

    def _side(self, name: str) -> Iterator[Side]:
        found = self.event.field(name)
        if found is None or not found.values:
            return
        told = set(found.values[0].reports)
        given = [p for id in found.values[0].reports if (r := self.reports.get(id)) for p in getattr(r, f"{name}s")]
        for value in found.values:
            if told & set(value.reports):
                party = next((p for p in given if _same(p, value.value)), None)
                yield Side(
                    name=str(part(value.value, "name")),
                    id=part(value.value, "id"),
                    country=part(value.value, "country"),
                    sectors=tuple(part(value.value, "sectors") or ()),
                    role=party.identity.role if party else None,
                    words=party.text if party else None,
                )


def _same(party: Party, value: Any) -> bool:
    known = part(value, "id")
    if known:
        return bool(party.identity.id == known)
    return (party.identity.name or party.text).casefold() == str(part(value, "name")).casefold()


def days_of(iso: str) -> When:
    """The days of a day, month or year, or of a span 'YYYY-MM-DD/YYYY-MM-DD'. Raises ValueError for what is no date."""
    from calendar import monthrange

    if "/" in iso:
        first, last = map(date.fromisoformat, iso.split("/"))
        return When(first, last, "span")
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    if day:
        only = date(year, month, day)
        return When(only, only, "day")
    if "-" in iso:
        first = date(year, month, 1)
        return When(first, first.replace(day=monthrange(year, month)[1]), "month")
    return When(date(year, 1, 1), date(year, 12, 31), "year")
