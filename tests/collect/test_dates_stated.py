from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.collect.dates import is_before, stated


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Sat, 11 Oct 2025 08:30:00 +0530", "2025-10-11T08:30:00+05:30"),
        ("Sat, 11 Oct 2025 08:30:00 EST", "2025-10-11T08:30:00-05:00"),
        ("11 Oct 2025 08:30 PKT", "2025-10-11T08:30:00"),
        ("Sat, 11 Oct 2025", "2025-10-11"),
        ("2025-10-11", "2025-10-11"),
        ("20251011", "2025-10-11"),
        ("2025-10", "2025-10"),
        ("2025-10-11T08:30:00.123Z", "2025-10-11T08:30:00+00:00"),
        ("2025-10-11 08:30", "2025-10-11T08:30:00"),
        ("March 12, 2022 Saturday 8:30 AM GMT", "2022-03-12"),
        ("12 March 2022", "2022-03-12"),
        ("Sept. 3, 2021", "2021-09-03"),
    ],
)
def test_read_as_far_as_it_goes(said: str, expected: str) -> None:
    assert stated(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        None, "", "now", "today", "yesterday", "2 hours ago", "Mon, 99 Foo 2025 10:00:00 GMT", "0000-00-00",
        "12/03/2022", "Tue, 30 Feb 2025 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z",
        "1728635400", "2025", "9999-12-31", "2025-13", "2025-10-11T99:99:99Z", "30 June", "Ma 3 2025",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_none(said: str | None) -> None:
    assert stated(said) is None


@given(st.text(alphabet="0123456789-:TZ+ ,.JanFebMarSat", max_size=40) | st.text())
def test_never_raises_and_never_makes_up(said: str) -> None:
    found = stated(said)
    if found is not None:
        assert found[2:4] in said
        assert is_before(found, datetime(2200, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, False),
        ("2025-10-09", True),
        ("2025-10-10", False),
        ("2025-10-11", False),
        ("2025-10", False),
        ("2025-09", True),
        ("2025-10-10T23:00:00-05:00", False),
        ("2025-10-11T01:00:00+05:00", True),
        ("2025-10-10T20:00:00", False),
    ],
)
def test_only_what_is_certain_is_before(said: str | None, expected: bool) -> None:
    assert is_before(said, datetime(2025, 10, 11, tzinfo=UTC)) is expected
