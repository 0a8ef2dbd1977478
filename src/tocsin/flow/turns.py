"""Whose turn it is: when each source is to be looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.collect import FetchOutcome, Kind, Schedule, Source
from tocsin.collect.sources import ON_THE_WEB
from tocsin.store import Store, StoredSource

DISK_PACE = timedelta(minutes=10)
"""How often what lies on a disk is looked at, unless the user said otherwise."""
WEB_PACE = timedelta(minutes=30)
"""How often what is on the web is asked while it has something new each time, unless the user said otherwise."""


def due(store: Store, now: datetime, only: Collection[str] | None = None, *, disks: bool = False) -> list[StoredSource]:
    """The sources whose time has come, the one that waits longest first; one never visited comes before all.

    `only` are the addresses of those that are followed. With `disks`, all that lies on a disk is due: for a person who
    asks, it costs nobody anything.
    """
    waiting = [
        (at is not None, at or now, source)
        for source in _followed(store, only)
        if (at := due_at(store, source)) is None or at <= now or (disks and not _on_the_web(source))
    ]
    return [source for _, _, source in sorted(waiting, key=lambda found: (*found[:2], found[2].address))]


def next_due(store: Store, now: datetime, only: Collection[str] | None = None) -> datetime | None:
    """When the next source is due; nothing when none is followed."""
    return min((due_at(store, source) or now for source in _followed(store, only)), default=None)


def due_at(store: Store, source: StoredSource) -> datetime | None:
    """When a source is to be looked at next; nothing where it never was."""
    health = store.sources.health(source.address)
    if health.last_visit is None or health.failures or _on_the_web(source):
        return health.due_at
    return health.last_visit + _pace(source)


def due_after(store: Store, source: Source, outcome: FetchOutcome) -> datetime:
    """When a source is to be looked at after a sweep that ended in `outcome`."""
    stored = store.sources.get(source.where) or StoredSource(source.where, source.kind.value)
    if outcome.healthy and not source.on_the_web:
        return outcome.at + _pace(stored)
    health = store.sources.health(source.where)
    schedule = replace(Schedule.starting(source.id, outcome.at, _pace(stored)), failures=health.failures)
    last = [capture for capture in store.sources.captures(source.where) if capture.content_sha256]
    if last and source.on_the_web:
        schedule = replace(schedule, sha256=last[-1].content_sha256)
    if health.due_at is not None and health.last_visit is not None and not health.failures:
        schedule = replace(schedule, interval=health.due_at - health.last_visit)
    return schedule.after(outcome, outcome.at).due


def _followed(store: Store, only: Collection[str] | None) -> list[StoredSource]:
    return [source for source in store.sources.all() if only is None or source.address in only]


def _pace(source: StoredSource) -> timedelta:
    if source.every:
        return timedelta(seconds=source.every)
    return WEB_PACE if _on_the_web(source) else DISK_PACE


def _on_the_web(source: StoredSource) -> bool:
    return Kind(source.kind) in ON_THE_WEB
