"""An event told again: from other readings than those it was written from, or by some of its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tocsin.merge import article_facts, consolidate, origins
from tocsin.model import Account, Event, Origin, Reading


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which accounts of an event were published (nothing where none is known): these accounts, and the event

    as all accounts published until then tell it.
    """

    day: str | None
    accounts: tuple[Account, ...]
    event: Event


def readings_of(event: Event, read: Callable[[str], Reading | None]) -> list[Reading]:
    """What the articles of the event were read as; `read` gives it by the article's id."""
    found = map(read, dict.fromkeys(account.article for account in event.accounts))
    return [reading for reading in found if reading is not None]


def told_again(event: Event, readings: Sequence[Reading]) -> Event:
    """The event as its reports tell it in these readings."""
    return consolidate(event.id, readings, (*event.reports, *event.attached), _whence(readings))


def growth(event: Event, readings: Sequence[Reading]) -> Iterator[Day]:
    """The event day by day, as its accounts were published; those of which no day is known come last."""
    known = {report.id for reading in readings for report in reading.reports}
    accounts = sorted((a for a in event.accounts if a.report in known), key=lambda a: _day(a) or "9")
    so_far, whence = list[str](), _whence(readings)
    for day, some in groupby(accounts, key=_day):
        told = tuple(some)
        so_far += [account.report for account in told]
        yield Day(day, told, consolidate(event.id, readings, so_far, whence))


def _whence(readings: Sequence[Reading]) -> dict[str, Origin]:
    found = origins(article_facts(reading.article for reading in readings))
    return {article: origin for origin in found for article in origin.articles}


def _day(account: Account) -> str | None:
    return account.published[:10] if account.published else None
