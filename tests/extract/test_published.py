"""Dates as pages write them."""

from __future__ import annotations

import pytest

from tocsin.extract.published import from_caller, from_url, parsed


@pytest.mark.parametrize(
    ("said", "value", "precision"),
    [
        ("2025-10-14", "2025-10-14", "day"),
        ("2025-10-14T08:30:00+05:30", "2025-10-14T08:30:00+05:30", "second"),
        ("2025-10-14T08:30:15.123Z", "2025-10-14T08:30:15+00:00", "second"),
        ("2025-10-14T08:30-0400", "2025-10-14T08:30-04:00", "minute"),
        ("2025-10-14T00:00:00Z", "2025-10-14", "day"),
        ("20251014", "2025-10-14", "day"),
        ("October 14, 2025", "2025-10-14", "day"),
        ("14th Oct. 2025 at 8:30 pm EDT", "2025-10-14T20:30-04:00", "minute"),
        ("Published 7:07 PM EST Nov 4, 2024", "2024-11-04T19:07-05:00", "minute"),
        ("Tue, 14 Oct 2025 06:12:01 +0000", "2025-10-14T06:12:01+00:00", "second"),
        ("14 de outubro de 2025", "2025-10-14", "day"),
        ("October 2025", "2025-10", "month"),
        ("2025-10", "2025-10", "month"),
        ("2025", "2025", "year"),
    ],
)
def test_what_is_said_is_kept_and_no_more(said: str, value: str, precision: str) -> None:
    found = parsed(said, "meta")
    assert found is not None
    assert (found.value, found.precision, found.source) == (value, precision, "meta")


@pytest.mark.parametrize(
    "said", ["", "soon", "today", "2025-13-45", "9/10/2025", "Lorem 5, 2025", "0001-01-01", "1234567890"]
)
def test_what_is_no_plain_date_stays_unknown(said: str) -> None:
    assert parsed(said, "meta") is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.org/world/2025/10/14/troops-cross", "2025-10-14"),
        ("https://example.org/2025/10/troops-cross", "2025-10"),
        ("https://example.org/story-20251014-troops.html", "2025-10-14"),
        ("https://example.org/2025-10-14-troops", "2025-10-14"),
    ],
)
def test_the_path_may_hold_the_date(url: str, value: str) -> None:
    found = from_url(url)
    assert found is not None
    assert (found.value, found.source) == (value, "url")


@pytest.mark.parametrize("url", ["https://example.org/a/14848253.php", "https://example.org/", "http://[broken"])
def test_a_number_in_the_path_is_no_date(url: str) -> None:
    assert from_url(url) is None


def test_the_caller_is_named_as_the_source() -> None:
    found = from_caller("2025-10-14")
    assert found is not None
    assert found.source == "caller"
    assert from_caller(None) is None
