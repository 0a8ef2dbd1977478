"""Events of which people hold something, asked as they are held to be instead of as they were read.

There are few of them beside all events. Each is asked here what `search` asks the database of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection

from tocsin.model import Report
from tocsin.store import tables, words
from tocsin.store.database import true_at
from tocsin.store.events import most_given, words_of_event
from tocsin.store.geography import great_circle_km
from tocsin.store.keys import fold
from tocsin.store.parties import ACTOR, RECIPIENT, SPEAKER, folded, folded_names
from tocsin.store.places import POINTS, columns_of, folded_place
from tocsin.store.records import Held, Query

BATCH = 200
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Listed:
    """A version of an event, and what a list of events is sorted by."""

    row: int
    earliest: date | None
    members: int


@dataclass(frozen=True, slots=True)
class _Party:
    role: str
    country: str | None
    folded: str


@dataclass(frozen=True, slots=True)
class _Place:
    country: str | None
    folded: str = ""
    precision: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with what it can be found by."""

    id: str
    status: str
    factuality: str
    reciprocal: bool
    outlet: str | None
    earliest: date | None
    latest: date | None
    parties: tuple[_Party, ...] = ()
    places: tuple[_Place, ...] = ()


def matching(connection: Connection, asked: Query, as_of: datetime | None, held: Sequence[Held]) -> Iterator[Listed]:
    """Those of the events for which the query holds, in no order."""
    by_id, table = {one.event.id: one for one in held}, tables.events
    ids = sorted(by_id)
    for first in range(0, len(ids), BATCH):
        some = (table.c.id.in_(ids[first : first + BATCH]), true_at(table, as_of))
        rows = connection.execute(select(table.c.row, table.c.id, table.c.members, table.c.words).where(*some)).all()
        told = _told(connection, [row.row for row in rows])
        texts = {row.id: f"{row.words}\n{words_of_event(by_id[row.id].event)}" for row in rows}
        worded = texts.keys() if asked.text is None else words.found_in(asked.text, texts)
        for row in rows:
            one = by_id[row.id]
            reports = [_corrected(each, one.reports.get(each.id)) for each in told[row.row]]
            days = one.days or _days(one, reports)
            if row.id in worded and _holds(asked, one, days, reports):
                yield Listed(row.row, days[0], row.members)


def _days(one: Held, reports: Sequence[_Told]) -> tuple[date | None, date | None]:
    by_id, event = {each.id: each for each in reports}, one.event
    told = (by_id[id] for id in event.reports or event.attached if id in by_id)
    return most_given([(each.earliest, each.latest) for each in told if each.earliest and each.latest])


def _told(connection: Connection, event_rows: Sequence[int]) -> Mapping[int, list[_Told]]:
    """The reports of events, by the rows of the events."""
    members, report, found = tables.event_reports, tables.reports, defaultdict[int, list[_Told]](list)
    columns = report.c["row", "id", "status", "factuality", "reciprocal", "outlet_folded", "earliest", "latest"]
    query = select(members.c.event_row, *columns).join(report, report.c.row == members.c.report_row)
    parties = _parts(connection, tables.parties, _Party, event_rows)
    places = _parts(connection, tables.places, _Place, event_rows)
    for row in connection.execute(query.where(members.c.event_row.in_(event_rows))):
        found[row.event_row].append(
            _Told(
                row.id, row.status, row.factuality, row.reciprocal, row.outlet_folded, row.earliest, row.latest,
                tuple(parties[row.row]), tuple(places[row.row]),
            )
        )  # fmt: skip
    return found


def _parts(connection: Connection, table: Table, kind: type[Part], event_rows: Sequence[int]) -> dict[int, list[Part]]:
    """The parties or places of the events' reports, by the rows of the reports."""
    members, found = tables.event_reports, defaultdict[int, list[Part]](list)
    columns = [table.c[name] for name in kind.__dataclass_fields__]  # type: ignore[attr-defined]
    query = select(table.c.report_row, *columns).join(members, members.c.report_row == table.c.report_row)
    for row, *values in connection.execute(query.where(members.c.event_row.in_(event_rows)).distinct()):
        found[row].append(kind(*values))
    return found


def _corrected(told: _Told, held: Report | None) -> _Told:
    """The report as somebody holds it to be; who tells and who doubts it stays."""
    if held is None:
        return told
    speakers = [p for p in told.parties if p.role not in (ACTOR, RECIPIENT) and (held.speakers or p.role != SPEAKER)]
    sides = [
        _Party(role, party.identity.country, folded(party))
        for role, parties in ((ACTOR, held.actors), (RECIPIENT, held.recipients))
        for party in parties
    ]
    when = held.when
    return replace(
        told, status=held.status, factuality=held.factuality.value, reciprocal=held.reciprocal,
        earliest=when.earliest if when else None, latest=when.latest if when else None,
        parties=(*sides, *speakers), places=tuple(_Place(**columns_of(each)) for each in held.places),
    )  # fmt: skip


def _holds(asked: Query, one: Held, days: tuple[date | None, date | None], reports: Sequence[_Told]) -> bool:
    event, (earliest, latest) = one.event, days
    return (
        (not asked.types or event.type in [each.upper() for each in asked.types])
        and (not asked.verifications or event.verification.value in asked.verifications)
        and (asked.happened is None or event.happened is asked.happened)
        and (asked.since is None or (latest is not None and latest >= asked.since))
        and (asked.until is None or (earliest is not None and earliest <= asked.until))
        and (not _asks_reports(asked) or any(_told_so(asked, _laid_over(each, one)) for each in reports))
    )


def _asks_reports(asked: Query) -> bool:
    of_report = (asked.actors, asked.recipients, asked.parties, asked.dyads, asked.countries, asked.places,
                 asked.near, asked.statuses, asked.sources)  # fmt: skip
    return any(of_report)


def _laid_over(told: _Told, one: Held) -> _Told:
    """The report with the parties and places that are held of its event in place of its own."""
    held = one.fields
    parties = [party for party in told.parties if party.role not in held]
    for role in (ACTOR, RECIPIENT):
        parties += [_Party(role, who["country"], _names(who)) for who in held.get(role) or ()]
    return replace(told, parties=tuple(parties), places=tuple(_places(told, one)))


def _names(who: Mapping[str, Any]) -> str:
    return folded_names([who["name"], who["id"], who["country"], *who["sectors"]])


def _places(told: _Told, one: Held) -> Iterator[_Place]:
    held = one.fields
    if "place" not in held and "country" not in held:
        yield from told.places
        return
    country = field.value if (field := one.event.field("country")) else None
    if "place" not in held:
        inside = [place for place in told.places if country is None or place.country in (country, None)]
        yield from (replace(place, country=country) for place in inside)
    elif (place := held["place"]) is not None:
        spot = {name: place[name] for name in ("precision", "lat", "lon", "radius_km")}
        yield _Place(place["country"], folded_place([place["name"]]), **spot)
    yield _Place(country)


def _told_so(asked: Query, told: _Told) -> bool:
    outlets = (f" {fold(name)} " in (told.outlet or "") for name in asked.sources)
    return (
        (not asked.actors or _has(told, asked.actors, ACTOR))
        and (not asked.recipients or _has(told, asked.recipients, RECIPIENT))
        and (not asked.parties or _has(told, asked.parties, ACTOR, RECIPIENT))
        and (not asked.dyads or any(_dyad(told, *dyad) for dyad in asked.dyads))
        and (not asked.countries or _of_country(told, {each.upper() for each in asked.countries}))
        and (
            not asked.places or any(f" {fold(name)} " in place.folded for name in asked.places for place in told.places)
        )
        and (asked.near is None or any(_near(place, *asked.near) for place in told.places))
        and (not asked.statuses or told.status in asked.statuses or told.factuality in asked.statuses)
        and (not asked.sources or any(outlets) or _has(told, asked.sources, SPEAKER))
    )


def _has(told: _Told, names: Sequence[str], *roles: str) -> bool:
    return any(_called(party, name) for party in told.parties if party.role in roles for name in names)


def _called(party: _Party, name: str) -> bool:
    """As `parties.called`."""
    is_code = len(name) == 3 and name.isupper()
    return (is_code and party.country == name) or f" {fold(name)} " in party.folded


def _dyad(told: _Told, actor: str, recipient: str) -> bool:
    if not _has(told, [actor], ACTOR):
        return False
    return _has(told, [recipient], RECIPIENT) or (told.reciprocal and _has(told, [recipient], ACTOR))


def _of_country(told: _Told, countries: set[str]) -> bool:
    sides = (party.country for party in told.parties if party.role in (ACTOR, RECIPIENT))
    return not countries.isdisjoint((*sides, *(place.country for place in told.places)))


def _near(place: _Place, lat: float, lon: float, km: float) -> bool:
    """As `places.near`."""
    distance = great_circle_km(place.lat, place.lon, lat, lon)
    exact = place.precision in POINTS or (place.radius_km is not None and place.radius_km <= km)
    return exact and distance is not None and distance <= km
