"""What somebody holds of single fields of a report, laid over the reading that holds the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.export.exported import days_of
from tocsin.flow.corrected import correction, standing
from tocsin.knowledge.codebook import load_ontology
from tocsin.model import (
    Attribution,
    Correction,
    EventPlace,
    Factuality,
    Identity,
    Party,
    Place,
    Reading,
    Report,
)
from tocsin.store import StoredJudgement

REPORT_FIELDS = ("type", "mode", "date", "place", "actor", "recipient", "factuality", "status")
FACT, CLAIM = "fact", "claim"
STATUSES = (FACT, CLAIM, *(f.value for f in Factuality if f is not Factuality.ASSERTED))
SAYS = "a person's word"


@dataclass(frozen=True, slots=True)
class CorrectedReading:
    """A reading whose reports are as they are held to be, and the corrections."""

    reading: Reading
    corrections: tuple[Correction, ...]


def corrected_reading(reading: Reading, judgements: Mapping[str, Sequence[StoredJudgement]]) -> CorrectedReading:
    """The reading with what is held of fields of its reports above what was read; `judgements` are by report."""
    corrections, now = list[Correction](), reading
    for report in reading.reports:
        for held in standing(judgements.get(report.id, ())):
            name, value = held.judgement.field, held.judgement.value
            laid = _LAY[name](now, _report(now, report.id), value) if name in _LAY else None
            if laid is not None:
                now = laid
                corrections.append(correction(held, tuple(_read(report, name))))
    return CorrectedReading(now, tuple(corrections))


def _report(reading: Reading, id: str) -> Report:
    return next(report for report in reading.reports if report.id == id)


def _read(report: Report, name: str) -> Iterator[Any]:
    if name in ("type", "mode", "status"):
        yield from filter(None, [getattr(report, name)])
    elif name == "factuality":
        yield report.factuality.value
    elif name == "date":
        yield from [report.when.iso] if report.when else []
    elif name == "place":
        yield from (place.place.name for place in report.places)
    else:
        yield from (party.identity.name or party.text for party in getattr(report, f"{name}s"))


def _with(reading: Reading, report: Report, **changed: Any) -> Reading:
    now = replace(report, **changed)
    return replace(reading, reports=tuple(now if each.id == now.id else each for each in reading.reports))


def _type(reading: Reading, report: Report, value: Any) -> Reading | None:
    known = load_ontology().types.get(value)
    if known is None:
        return None
    return _with(reading, report, type=value, quad=known.quad, mode=report.mode if report.type == value else None)


def _mode(reading: Reading, report: Report, value: Any) -> Reading | None:
    fits = value is None or value in load_ontology().types[report.type].modes
    return _with(reading, report, mode=value) if fits else None


def _date(reading: Reading, report: Report, value: Any) -> Reading:
    return _with(reading, report, when=None if value is None else replace(days_of(value), anchor=SAYS))


def _place(reading: Reading, report: Report, value: Any) -> Reading:
    # a person's word rests on no words of the article; the act stands for them
    place = value and EventPlace(report.triggers[0], value["name"], Place(**value))
    return _with(reading, report, places=(place,) if place else ())


def _parties(name: str) -> Callable[[Reading, Report, Any], Reading]:
    def lay(reading: Reading, report: Report, value: Any) -> Reading:
        parties = tuple(_party(report, each) for each in value or ())
        return _with(reading, report, **{f"{name}s": parties})

    return lay


def _party(report: Report, value: Mapping[str, Any]) -> Party:
    who = Identity(value["country"], tuple(value["sectors"]), value["id"], value["name"])
    return Party(report.triggers[0], value["name"], who, how=SAYS)


def _factuality(reading: Reading, report: Report, value: Any) -> Reading | None:
    return _with(reading, report, factuality=Factuality(value)) if value in tuple(Factuality) else None


def _status(reading: Reading, report: Report, value: Any) -> Reading | None:
    if value not in STATUSES:
        return None
    if value not in (FACT, CLAIM):
        return _with(reading, report, factuality=Factuality(value))
    speakers = report.speakers if value == CLAIM else ()
    if value == CLAIM and not speakers:
        # somebody's word, and nobody has said whose
        reading = replace(reading, attributions=(*reading.attributions, Attribution((), (), ())))
        speakers = (len(reading.attributions) - 1,)
    return _with(reading, report, factuality=Factuality.ASSERTED, speakers=speakers)


_LAY: Mapping[str, Callable[[Reading, Report, Any], Reading | None]] = {
    "type": _type, "mode": _mode, "date": _date, "place": _place, "actor": _parties("actor"),
    "recipient": _parties("recipient"), "factuality": _factuality, "status": _status,
}  # fmt: skip
