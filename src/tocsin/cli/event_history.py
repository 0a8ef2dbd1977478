"""How an event grew, in lines: by the days on which its accounts were published, and by collections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from tocsin.cli.messages import counted
from tocsin.export.in_words import toll_in_words

if TYPE_CHECKING:
    from tocsin.cli.dossier import Dossier
    from tocsin.model import Account, Event
    from tocsin.store import Version

PAUSE = timedelta(minutes=10)
"""Versions that come with less between them are of one collection, which writes one page after the other."""


def grown(found: Dossier) -> Iterator[str]:
    """A line a day: who told it, and what that changed."""
    before: Event | None = None
    for day in found.growth:
        told = f"{_outlets(day.accounts)} ({counted(len(day.accounts), 'account')})"
        yield "; ".join((f"{day.day or 'day not known'}  {told}", *_changes(before, day.event)))
        before = day.event


def collected(found: Dossier) -> Iterator[str]:
    """A line a collection, where there were several: what each brought."""
    collections = list(_collections(found.versions))
    if len(collections) < 2:
        return
    before: Event | None = None
    for versions in collections:
        last = versions[-1]
        yield f"{last.recorded_at:%Y-%m-%d %H:%M} UTC  {'; '.join(_news(before, last.value))}"
        before = last.value


def _collections(versions: Iterable[Version[Event]]) -> Iterator[list[Version[Event]]]:
    some: list[Version[Event]] = []
    for version in versions:
        if some and version.recorded_at - some[-1].recorded_at > PAUSE:
            yield some
            some = []
        some.append(version)
    if some:
        yield some


def _news(before: Event | None, event: Event) -> Iterator[str]:
    old = {account.report for account in before.accounts} if before else set()
    now = {account.report for account in event.accounts}
    new = [account for account in event.accounts if account.report not in old]
    if new:
        yield f"told by {_outlets(new)}"
    if old - now:
        yield f"{counted(len(old - now), 'account')} gone"
    changes = list(_changes(before, event))
    yield from changes
    if not (new or old - now or changes):
        yield f"{counted(len(now), 'account')} read anew"


def _changes(before: Event | None, event: Event) -> Iterator[str]:
    if before is None or before.verification != event.verification:
        yield event.verification.value
    tolls = [toll_in_words(toll) for toll in event.tolls]
    if tolls != ([toll_in_words(toll) for toll in before.tolls] if before else []):
        yield ", ".join(tolls) or "toll withdrawn"


def _outlets(accounts: Iterable[Account]) -> str:
    return ", ".join(dict.fromkeys(account.outlet or "outlet not known" for account in accounts))
