"""Who a report can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, or_

from tocsin.model import Party, Reading, Report
from tocsin.store import tables
from tocsin.store.keys import fold

ACTOR, RECIPIENT, SPEAKER, DOUBTER = "actor", "recipient", "speaker", "doubter"


def parties_of(report: Report, reading: Reading) -> Iterator[dict[str, Any]]:
    """The parties of a report as rows: its actors and recipients, who tells it, and who doubts it."""
    heard = [reading.attributions[index].speaker for index in report.speakers if index < len(reading.attributions)]
    for role, parties in (
        (ACTOR, report.actors),
        (RECIPIENT, report.recipients),
        (SPEAKER, [speaker for speaker in heard if speaker is not None]),
        (DOUBTER, [party for doubt in report.doubts for party in doubt.by]),
    ):
        for party in parties:
            yield {"role": role, "country": party.identity.country, "folded": folded(party)}


def folded(party: Party) -> str:
    """All that a party is called, in folded words between spaces: ' the envoy | jane doe | usa '."""
    who = party.identity
    return folded_names([party.text, who.name, who.id, who.country, *who.sectors])


def folded_names(names: Iterable[str | None]) -> str:
    """Names in folded words between spaces."""
    return f" {' | '.join(dict.fromkeys(fold(name) for name in names if name))} "


def called(name: str) -> ColumnElement[bool]:
    """The rows of `parties` that a name stands for: a country code in capitals, or whole words."""
    table = tables.parties
    words = table.c.folded.like(f"% {fold(name)} %")
    is_code = len(name) == 3 and name.isupper()
    return or_(table.c.country == name, words) if is_code else words
