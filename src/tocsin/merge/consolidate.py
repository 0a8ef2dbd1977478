"""From the reports of an event to the event: a consensus a field with the dissent kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tocsin.merge.accounts import Told, account, told
from tocsin.merge.tolls import tolls
from tocsin.merge.verification import verify
from tocsin.model import Event, Factuality, Field, Origin, Party, Place, Reading, Value

SHARP_FIRST = ("site", "city", "region", "admin1", "country")


def consolidate(
    event: str, readings: Sequence[Reading], reports: Sequence[str], origins: Mapping[str, Origin]
) -> Event:  # fmt: skip
    """The event of that id as the given reports tell it.

    `readings` hold the reports (others in them are passed over), `origins` maps article ids to origins. Raises
    ValueError when none of the reports is found.
    """
    accounts = told(readings, reports, origins)
    if not accounts:
        raise ValueError(f"no report of event {event} was found in {len(readings)} readings")
    asserted = [a for a in accounts if a.report.factuality is Factuality.ASSERTED]
    speaking = asserted or accounts
    fields = _fields(speaking)
    types = next(f for f in fields if f.name == "type")
    modes = [a for a in speaking if a.report.type == types.value]
    return Event(
        id=event,
        type=types.value,
        mode=_field("mode", [(a, a.report.mode) for a in modes if a.report.mode]).value,
        fields=fields,
        tolls=tolls(accounts),
        accounts=tuple(account(a) for a in accounts),
        reports=tuple(a.report.id for a in asserted),
        attached=tuple(a.report.id for a in accounts if a not in asserted),
        origins=tuple({a.origin.id: a.origin for a in accounts}.values()),
        verification=verify(accounts),
        happened=bool(asserted),
    )


def _fields(accounts: Sequence[Told]) -> tuple[Field, ...]:
    found = [
        _field("type", [(a, a.report.type) for a in accounts]),
        _field("date", [(a, a.report.when.iso) for a in accounts if a.report.when]),
        _field("country", [(a, c) for a in accounts for c in _countries(a)]),
        _places(accounts),
        _field("actor", [(a, _party(p)) for a in accounts for p in a.report.actors]),
        _field("recipient", [(a, _party(p)) for a in accounts for p in a.report.recipients]),
        _field("contexts", [(a, c) for a in accounts for c in a.report.contexts]),
    ]
    return tuple(f for f in found if f.values)


def _countries(one: Told) -> list[str]:
    return list(dict.fromkeys(p.place.country for p in one.report.places if p.place.country))


def _party(party: Party) -> dict[str, Any]:
    identity = party.identity
    name = identity.name or party.text
    return {"name": name, "id": identity.id, "country": identity.country, "sectors": list(identity.sectors)}


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "precision": place.precision,
        "country": place.country,
        "admin1": place.admin1,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
    }


def _places(accounts: Sequence[Told]) -> Field:
    """Places, the sharper before the vaguer: a country that all name does not outvote the town that two name."""
    ranked = _field("place", [(a, _place(p.place)) for a in accounts for p in a.report.places])
    order = {precision: i for i, precision in enumerate(SHARP_FIRST)}
    values = sorted(ranked.values, key=lambda v: order.get(v.value["precision"], len(order)) >= order["region"])
    return Field("place", tuple(values))


def _field(name: str, given: Iterable[tuple[Told, Any]]) -> Field:
    """All values; first the one that most origins give, then most reports, then the one given last."""
    values: dict[str, Any] = {}
    origins: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, list[str]] = defaultdict(list)
    newest: dict[str, tuple[str, str, int]] = {}
    for one, value in given:
        key = _key(value)
        values.setdefault(key, value)
        origins[key].add(one.origin.id)
        if one.report.id not in reports[key]:
            reports[key].append(one.report.id)
        newest[key] = max(newest.get(key, one.order), one.order)
    ranked = sorted(values, key=lambda k: (len(origins[k]), len(reports[k]), newest[k], k), reverse=True)
    return Field(name, tuple(Value(values[k], tuple(reports[k])) for k in ranked))


def _key(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return str(value.get("id") or value.get("geonameid") or (value["name"].casefold(), value.get("country")))
