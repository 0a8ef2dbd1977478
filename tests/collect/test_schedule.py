from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.collect import FetchOutcome, Result, Schedule, change_due, next_revisit, retry_due, revisit_due

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
    assert Schedule.starting("s1", NOW).due == NOW
    assert Schedule.starting("s1", NOW).after(outcome(), NOW).due > NOW + timedelta(minutes=28)


def test_what_changes_is_asked_as_usual() -> None:
    assert waits(outcome(sha256="1"), outcome(sha256="2")) == [30, 30]


def test_what_does_not_change_is_asked_less_often() -> None:
    same = outcome(Result.NOT_MODIFIED)
    assert waits(same, same, outcome(sha256="1"), outcome(sha256="1"), outcome(sha256="2")) == [45, 67.5, 30, 45, 30]
    assert waits(*[same] * 50)[-1] == 24 * 60


def test_trouble_doubles_the_wait_until_it_ends() -> None:
    bad = replace(outcome(Result.FAILED), status=500)
    assert waits(bad, bad, bad, outcome(sha256="1")) == [60, 120, 240, 30]
    assert waits(*[bad] * 50)[-1] == 24 * 60


def test_a_source_that_gives_no_answer_is_asked_every_hour_as_the_network_may_be_down() -> None:
    assert waits(*[outcome(Result.FAILED)] * 50)[-1] == 60


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


def test_next_revisit_is_the_first_age_after_the_last_fetch() -> None:
    assert next_revisit(NOW, NOW + timedelta(hours=2)) == NOW + timedelta(hours=6)
    assert next_revisit(NOW, NOW + timedelta(days=40)) is None


@pytest.mark.parametrize(
    ("changed", "last", "now", "expected"),
    [
        (None, 2, 9, False),
        ("2025-10-11T03:00:00+00:00", 2, 9, True),
        ("2025-10-11T03:00:00+00:00", 4, 9, False),
        ("2025-10-11T03:00:00+02:00", 2, 9, False),
        # a source that says 'changed just now' of all its pages: an old page is not asked for each time
        ("2025-10-11T09:00:00+00:00", 8.5, 9, False),
        ("2025-12-20T09:00:00+00:00", 1675, 1690, False),
        ("2025-12-20T09:00:00+00:00", 1200, 1690, True),
        # not so, or not yet
        ("2031-01-01", 2, 9, False),
        # a day counts when it is over everywhere
        ("2025-10-11", 2, 9, False),
        ("2025-10-11", 2, 37, True),
    ],
)
def test_a_change_that_the_source_states_is_a_reason_to_look(
    changed: str | None, last: float, now: float, expected: bool
) -> None:
    assert change_due(changed, NOW, NOW + timedelta(hours=last), NOW + timedelta(hours=now)) is expected


def test_what_could_not_be_had_is_tried_ever_later_at_most_a_day() -> None:
    minutes = [next(m for m in range(3000) if retry_due(n, NOW, NOW + timedelta(minutes=m))) for n in (1, 2, 3, 99)]
    assert minutes == [15, 30, 60, 1440]
