"""All that the store knows of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tocsin.errors import InputError

if TYPE_CHECKING:
    from tocsin.flow.corrected import Corrected
    from tocsin.flow.retelling import Day
    from tocsin.model import Account, Event, Report
    from tocsin.store import Store, StoredJudgement, Version


@dataclass(frozen=True, slots=True)
class Dossier:
    """An event under the id that was `asked` for, with what people hold of it.

    `reports` are by id, `versions` those of the event as it was read, `growth` the event by the days on which its
    accounts were published, `judgements` all that stands about it and its reports.
    """

    asked: str
    corrected: Corrected
    reports: Mapping[str, Report]
    versions: tuple[Version[Event], ...]
    growth: tuple[Day, ...]
    judgements: tuple[StoredJudgement, ...]

    @property
    def event(self) -> Event:
        """The event as it is to be shown."""
        return self.corrected.event

    @property
    def numbers(self) -> dict[str, int]:
        """Reports to the numbers of their accounts, from 1."""
        return {account.report: number for number, account in enumerate(self.event.accounts, 1)}


def dossier_of(store: Store, asked: str, as_of: datetime | None) -> Dossier:
    """The dossier of an event or of one that was merged into it. Raises `InputError` when it stands for nothing."""
    from tocsin.flow.corrector import Corrector
    from tocsin.flow.exporting import reports_of
    from tocsin.flow.retelling import growth

    event = store.events.get(asked, as_of)
    if event is None:
        advice = "ask with --as-of for a time when it was" if as_of is None else "see `tocsin events`"
        raise InputError("no such event now", found=asked, advice=advice)
    corrector = Corrector(store, as_of)
    about = (store.judgements.about(report, as_of) for report in (*event.reports, *event.attached))
    held = {stored.id: stored for some in (corrector.said_of(event), *about) for stored in some}
    now = corrector.one(event)
    reports = {**reports_of(store, [event], as_of), **now.reports}
    versions = tuple(store.events.history(event.id, as_of))
    return Dossier(
        asked, now, reports, versions, tuple(growth(now.event, corrector.readings(event))), tuple(held.values())
    )


def dossier_record(found: Dossier) -> dict[str, Any]:
    """The dossier as JSON-ready dictionaries."""
    from tocsin.export.events import corrected_record

    return {
        "asked": found.asked,
        "event": corrected_record(found.event, found.corrected.corrections),
        "accounts": [_account(found, account) for account in found.event.accounts],
        "growth": [_day(day) for day in found.growth],
        "history": [_version(version) for version in found.versions],
        "judgements": [judgement_record(stored) for stored in found.judgements],
    }


def status_of(account: Account) -> str:
    """fact, claim, or what the account holds instead."""
    if account.factuality != "asserted":
        return account.factuality
    return "claim" if account.speakers else "fact"


def _account(found: Dossier, account: Account) -> dict[str, Any]:
    from tocsin.export.plain import plain

    report = found.reports.get(account.report)
    counts = report.counts if report else ()
    return {
        **plain(account, ""),
        "status": status_of(account),
        "counts": [{"kind": c.kind, "lowest": c.lowest, "best": c.best, "highest": c.highest} for c in counts],
    }


def _day(day: Day) -> dict[str, Any]:
    return {"day": day.day, "reports": [account.report for account in day.accounts], **_state(day.event)}


def _version(version: Version[Event]) -> dict[str, Any]:
    event = version.value
    return {
        "version": version.version,
        "recorded_at": version.recorded_at.isoformat(),
        "superseded_at": version.superseded_at.isoformat() if version.superseded_at else None,
        "reports": list(event.reports),
        "attached": list(event.attached),
        **_state(event),
    }


def _state(event: Event) -> dict[str, Any]:
    return {
        "origins": len(event.origins),
        "verification": event.verification.value,
        "tolls": [{"kind": t.kind, "lowest": t.lowest, "best": t.best, "highest": t.highest} for t in event.tolls],
    }


def judgement_record(stored: StoredJudgement) -> dict[str, Any]:
    """A judgement under its id as JSON-ready dictionaries."""
    from tocsin.export.plain import plain

    return {"id": stored.id, "recorded_at": stored.recorded_at.isoformat(), **plain(stored.judgement, "")}
