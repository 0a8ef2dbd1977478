from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.collect import FetchOutcome, Result, Schedule, revisit_due

NOW = datetime(2025, 10, 11, tzinfo=UTC)
HALF = timedelta(minutes=30)


def outcome(result: Result = Result.FETCHED, sha256: str | None = None, retry: timedelta | None = None) -> FetchOutcome:
    return FetchOutcome("u", NOW, result, sha256=sha256, retry_at=NOW + retry if retry else None)


def waits(*outcomes: FetchOutcome) -> list[float]:
    """Minutes from each sweep to the next."""
    schedule = Schedule(NOW, share=0.5)
    found = []
    for each in outcomes:
        schedule = schedule.after(each, NOW)
        found.append((schedule.due - NOW) / timedelta(minutes=1))
    return found


def test_new_source_is_due_at_once() -> None:
    assert Schedule.starting("s1", NOW).is_due(NOW)
    assert not Schedule.starting("s1", NOW).after(outcome(), NOW).is_due(NOW + timedelta(minutes=28))


def test_what_changes_is_asked_as_usual() -> None:
    assert waits(outcome(sha256="1"), outcome(sha256="2")) == [30, 30]


def test_what_does_not_change_is_asked_less_often() -> None:
    same = outcome(Result.NOT_MODIFIED)
    assert waits(same, same, outcome(sha256="1"), outcome(sha256="1"), outcome(sha256="2")) == [45, 67.5, 30, 45, 30]
    assert waits(*[same] * 50)[-1] == 24 * 60


def test_trouble_doubles_the_wait_until_it_ends() -> None:
    bad = outcome(Result.FAILED)
    assert waits(bad, bad, bad, outcome(sha256="1")) == [60, 120, 240, 30]
    assert waits(*[bad] * 50)[-1] == 24 * 60


@pytest.mark.parametrize("result", [Result.GONE, Result.DISALLOWED, Result.PRIVATE])
def test_lasting_trouble_is_looked_at_once_a_day(result: Result) -> None:
    assert waits(outcome(result)) == [24 * 60]


def test_pause_that_the_host_asks_for_is_kept() -> None:
    assert waits(outcome(Result.BUSY, retry=timedelta(days=3))) == [3 * 24 * 60]


def test_sources_are_spread() -> None:
    dues = {Schedule.starting(f"s{n}", NOW).after(outcome(), NOW).due for n in range(20)}
    assert len(dues) == 20
    assert all(timedelta(minutes=28) < due - NOW < timedelta(minutes=32) for due in dues)


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [(0, 0.5, False), (0, 1, True), (1, 5, False), (2, 7, True), (7, 23, False), (0, 2000, True), (721, 9000, False)],
)
def test_pages_are_looked_at_again_while_they_are_young(last: float, now: float, expected: bool) -> None:
    assert revisit_due(NOW, NOW + timedelta(hours=last), NOW + timedelta(hours=now)) is expected
