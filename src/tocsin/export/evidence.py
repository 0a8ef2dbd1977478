"""A report field by field: what it says, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tocsin.model import Attribution, Count, Party, Place, Reading, Report, Span, When

ACT, ACTOR, RECIPIENT, PLACE, DATE, COUNT, SPEAKER, CERTAINTY, DOUBT = (
    "act", "actor", "recipient", "place", "date", "count", "according to", "certainty", "doubt",
)  # fmt: skip
FIELDS = (ACT, ACTOR, RECIPIENT, PLACE, DATE, COUNT, SPEAKER, CERTAINTY, DOUBT)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value of one field (of `FIELDS`), and its words; no spans where the value follows from another field's."""

    field: str
    value: str
    spans: tuple[Span, ...]


def evidence_of(report: Report, reading: Reading) -> list[Evidence]:
    """All fields of a report that hold something, in the order of `FIELDS`."""
    found = [Evidence(ACT, act_of(report), report.triggers)]
    found += [Evidence(ACTOR, party_in_words(p), _party_spans(p)) for p in report.actors]
    found += [Evidence(RECIPIENT, party_in_words(p), _party_spans(p)) for p in report.recipients]
    found += [Evidence(PLACE, place_in_words(p.text, p.place), (p.span,)) for p in report.places]
    if report.when is not None:
        found.append(Evidence(DATE, when_in_words(report.when), (report.when.span,) if report.when.span else ()))
    found += [Evidence(COUNT, count_in_words(c), (c.span,)) for c in report.counts]
    found += [_heard(reading.attributions[index]) for index in report.speakers]
    found.append(Evidence(CERTAINTY, report.status, report.factuality_cues))
    found += [Evidence(DOUBT, _doubt(d.by, d.stance), (d.span, *(p.span for p in d.by))) for d in report.doubts]
    return found


def act_of(report: Report) -> str:
    """'ASSAULT aerial'."""
    return " ".join(filter(None, (report.type, report.mode)))


def party_in_words(party: Party) -> str:
    """'the envoy (USA GOV, former special envoy)'; the words alone where nobody knows them."""
    who = party.identity
    codes = " ".join(filter(None, (who.country, *who.sectors)))
    role = " ".join(filter(None, (who.role_status if who.role_status != "current" else None, who.role)))
    name = who.name if who.name and who.name.lower() != party.text.lower() else None
    facts = ", ".join(filter(None, (codes, name, role)))
    return f"{party.text} ({facts})" if facts else party.text


def place_in_words(text: str, place: Place) -> str:
    """'Kabul (city, AFG, 34.53 69.17, within 20 km)'."""
    point = f"{place.lat:.2f} {place.lon:.2f}" if place.lat is not None and place.lon is not None else None
    around = f"within {place.radius_km:.0f} km" if place.radius_km is not None else None
    name = place.name if place.name.lower() != text.lower() else None
    facts = [name, place.part, place.precision, place.country, point, around]
    return f"{text} ({', '.join(filter(None, facts))})"


def when_in_words(when: When) -> str:
    """'2025-10-09' or '2025-10-06 to 2025-10-12 (week)'."""
    if when.earliest == when.latest:
        return when.earliest.isoformat()
    return f"{when.earliest.isoformat()} to {when.latest.isoformat()} ({when.precision})"


def counted(number: int, noun: str) -> str:
    """'1 report', '1,200 reports'."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def count_in_words(count: Count) -> str:
    """'12 killed', 'at least 3 injured', '20 to 30 detained'."""
    low, best, high, kind = count.lowest, count.best, count.highest, count.kind
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,} {kind}"
    if best is not None:
        least = low == best and high is None
        return f"{'at least ' if least else ''}{best:,} {kind}"
    if low is not None:
        return f"at least {low:,} {kind}"
    return f"at most {high:,} {kind}" if high is not None else f"{kind}, number not said"


def numbered_triggers(reading: Reading) -> list[tuple[Span, int]]:
    """Each trigger span with its report's number, counted from 1, in text order."""
    return sorted((span, number) for number, report in enumerate(reading.reports, 1) for span in report.triggers)


def segments(start: int, end: int, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """`[start, end)` cut wherever one of the spans begins or ends, so that no piece is half inside one."""
    cuts = {start, end}
    for span in spans:
        cuts.update(at for at in (span.start, span.end) if start < at < end)
    ordered = sorted(cuts)
    yield from pairwise(ordered)


def _party_spans(party: Party) -> tuple[Span, ...]:
    return (party.span,) if party.mention is None else (party.span, party.mention)


def _heard(heard: Attribution) -> Evidence:
    who = party_in_words(heard.speaker) if heard.speaker else "somebody who is not named"
    speaker = (heard.speaker.span,) if heard.speaker else ()
    medium = (heard.medium,) if heard.medium else ()
    spans = dict.fromkeys((*heard.source, *speaker, *heard.cue, *medium))
    return Evidence(SPEAKER, f"{who}: {heard.stance}", tuple(spans))


def _doubt(by: tuple[Party, ...], stance: str) -> str:
    return f"{', '.join(p.text for p in by) or 'nobody named'}: {stance}"
