"""What somebody holds of single fields, laid over an event: the word first, what was read behind it as dissent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tocsin.knowledge.codebook import load_ontology
from tocsin.model import Correction, Event, Field, Report, Toll, Value, Verification
from tocsin.store import FieldJudgement, StoredJudgement

TOLLS = ("killed", "injured", "detained", "size")
EVENT_FIELDS = (
    "type", "mode", "date", "country", "place", "actor", "recipient", "contexts", "verification", *TOLLS,
)  # fmt: skip
SIDES = frozenset({"actor", "recipient"})
ALL_COUNT = frozenset({"contexts"})
"""Fields of which every value counts, not the first alone: what was read does not stay behind in them."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An event as it is to be shown.

    `read` is the event as it was read. The reports of a value that somebody holds are the id of the judgement.
    `corrections` are those of the event, then those of its reports; `reports` are the reports that somebody corrected,
    by id.
    """

    event: Event
    read: Event
    corrections: tuple[Correction, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)

    @property
    def own(self) -> tuple[Correction, ...]:
        """The corrections of the event itself."""
        return tuple(each for each in self.corrections if each.subject not in self.reports)


def corrected(event: Event, judgements: Iterable[StoredJudgement]) -> Corrected:
    """The event with what is held of its fields above what was read.

    A human stands above a machine, then the later judgement above the earlier. A mode that the type does not have is
    left out, and so is a place in another country than the one that is held; a place brings its country along.
    """
    corrections, now = [], event
    for stored in standing(judgements):
        held = stored.judgement
        laid = _LAY[held.field](now, held.value, stored.id) if held.field in _LAY else None
        if laid is not None:
            now = laid
            corrections.append(correction(stored, tuple(_read(event, held.field))))
    return Corrected(now, event, tuple(corrections))


@dataclass(frozen=True, slots=True)
class OnField:
    """A judgement on a field under its id."""

    id: str
    judgement: FieldJudgement
    stored: StoredJudgement


def standing(judgements: Iterable[StoredJudgement]) -> list[OnField]:
    """The last word on each field; that on the type first, since modes hang on it, the others in their order."""
    found = [OnField(s.id, s.judgement, s) for s in judgements if isinstance(s.judgement, FieldJudgement)]
    last: dict[str, OnField] = {}
    for each in sorted(found, key=lambda one: one.judgement.human):
        last.pop(each.judgement.field, None)
        last[each.judgement.field] = each
    return sorted(last.values(), key=lambda one: one.judgement.field != "type")


def correction(held: OnField, machine: tuple[Any, ...]) -> Correction:
    """The judgement beside the values that it stands above."""
    said = held.judgement
    return Correction(
        held.id, said.subject, said.field, said.value, machine, said.by, said.human, said.why, held.stored.recorded_at
    )


def _read(event: Event, name: str) -> Iterator[Any]:
    if name == "mode":
        yield from [event.mode] if event.mode else []
    elif name == "verification":
        yield event.verification.value
    elif name in TOLLS:
        yield from (toll_value(toll) for toll in event.tolls if toll.kind == name)
    elif (found := event.field(name)) is not None:
        yield from (value.value for value in found.values)


def toll_value(toll: Toll) -> dict[str, int | None]:
    """A toll as judgements hold it."""
    return {"lowest": toll.lowest, "best": toll.best, "highest": toll.highest}


def _type(event: Event, value: Any, id: str) -> Event | None:
    if value not in load_ontology().types:
        return None
    mode = event.mode if event.type == value else None
    return replace(_held(event, "type", value, id), type=value, mode=mode)


def _mode(event: Event, value: Any, _: str) -> Event | None:
    fits = value is None or value in load_ontology().types[event.type].modes
    return replace(event, mode=value) if fits else None


def _country(event: Event, value: Any, id: str) -> Event:
    now = _held(event, "country", value, id)
    places = event.field("place")
    if value is None or places is None:
        return now
    inside = tuple(place for place in places.values if _country_of(place.value) in (value, None))
    return _with(now, Field("place", inside))


def _place(event: Event, value: Any, id: str) -> Event:
    now = _held(event, "place", value, id)
    country = _country_of(value)
    return _held(now, "country", country, id) if country else now


def _country_of(place: Any) -> Any:
    return place.get("country") if isinstance(place, Mapping) else getattr(place, "country", None)


def _verification(event: Event, value: Any, _: str) -> Event | None:
    return replace(event, verification=Verification(value)) if value in tuple(Verification) else None


def _plain(name: str) -> Callable[[Event, Any, str], Event]:
    return lambda event, value, id: _held(event, name, value, id)


def _toll(kind: str) -> Callable[[Event, Any, str], Event]:
    def lay(event: Event, value: Any, id: str) -> Event:
        tolls = {toll.kind: toll for toll in event.tolls if toll.kind != kind}
        if value is not None:
            tolls[kind] = Toll(kind, value["lowest"], value["best"], value["highest"], (id,))
        return replace(event, tolls=tuple(tolls[each] for each in dict.fromkeys((*TOLLS, *tolls)) if each in tolls))

    return lay


def _held(event: Event, name: str, value: Any, id: str) -> Event:
    """The event with the value in front, or several of them; without any where the field is held empty."""
    if value is None:
        return _with(event, Field(name, ()))
    values = value if name in SIDES | ALL_COUNT else [value]
    before = found.values if (found := event.field(name)) else ()
    agreeing = {i: old for i, old in enumerate(before) if any(_same(old.value, each) for each in values)}
    # what else the reports of a party name counts with it: a person's party stands alone
    told = tuple(r for old in agreeing.values() for r in old.reports) if name not in SIDES | ALL_COUNT else ()
    first = tuple(Value(each, (id, *told)) for each in values)
    rest = tuple(old for i, old in enumerate(before) if i not in agreeing) if name not in ALL_COUNT else ()
    return _with(event, Field(name, (*first, *rest)))


def _same(one: Any, other: Any) -> bool:
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return bool(one == other)
    keys = [(v.get("id") or v.get("geonameid"), str(v.get("name")).casefold(), v.get("country")) for v in (one, other)]
    return keys[0] == keys[1]


def _with(event: Event, changed: Field) -> Event:
    fields = {each.name: each for each in event.fields} | {changed.name: changed}
    ordered: Sequence[str] = [*dict.fromkeys((*EVENT_FIELDS, *fields))]
    return replace(event, fields=tuple(fields[n] for n in ordered if n in fields and fields[n].values))


_LAY: Mapping[str, Callable[[Event, Any, str], Event | None]] = {
    "type": _type, "mode": _mode, "country": _country, "place": _place, "verification": _verification,
    **{name: _plain(name) for name in ("date", "actor", "recipient", "contexts")},
    **{kind: _toll(kind) for kind in TOLLS},
}  # fmt: skip
