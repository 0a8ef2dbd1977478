"""What a person holds of single fields of an event or report: checked, and put on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.errors import InputError
from tocsin.flow.corrected import Corrected
from tocsin.flow.corrector import Corrector
from tocsin.flow.field_values import Known, checked, standing_of
from tocsin.flow.judging import check
from tocsin.model import Correction, Event
from tocsin.store import FieldJudgement, Store


@dataclass(frozen=True, slots=True)
class Done:
    """What was recorded: ids of judgements, what is held now of the fields named, and the events that show it."""

    judgements: tuple[str, ...]
    corrections: tuple[Correction, ...]
    events: tuple[Corrected, ...]


def correct(store: Store, subject: str, given: Mapping[str, Sequence[str]], by: str, why: str, known: Known) -> Done:
    """Hold that fields of an event or report are what is given, as a person writes it; empty words hold one empty.

    All is recorded, or nothing. What was read stays on record. Raises `InputError` with what would be allowed.
    """
    check(by, why)
    with store.transaction():
        events = _shown_in(store, subject)
        before = Corrector(store).over(events)
        report = before[0].reports.get(subject) or store.reports.get(subject)
        values = checked(given, subject.startswith("r"), standing_of(before[0].event, report), known)
        made = [store.judgements.add(FieldJudgement(subject, f, value, by, True, why)) for f, value in values.items()]
        now = Corrector(store).over(events)
    laid = tuple(each for each in now[0].corrections if each.subject == subject and each.field in values)
    return Done(tuple(made), laid, tuple(now))


def _shown_in(store: Store, subject: str) -> list[Event]:
    ids = store.events.of_report(subject) if subject.startswith("r") else [subject]
    events = [event for id in ids if (event := store.events.get(id)) is not None]
    if not events:
        advice = "`tocsin events` lists events, `tocsin show EVENT` its reports"
        raise InputError("no such event or report now", found=subject, advice=advice)
    return events
