from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tocsin.collect import is_url, tidy


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("HTTP://News.Example:80/A?b=1#c", "http://news.example/A?b=1"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://news.example/a?utm_source=rss&id=7&utm_medium=x&fbclid=1", "https://news.example/a?id=7"),
        ("https://news.example/a?q=a%20b;c", "https://news.example/a?q=a%20b;c"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        (" http://a.example/x ", "http://a.example/x"),
        ("mailto:a@b.example", None),
        ("javascript:alert(1)", None),
        ("file:///etc/hosts", None),
        ("http://[bad", None),
        ("http://a.example:port/", None),
        ("/relative", None),
        ("", None),
    ],
)
def test_one_page_one_address(said: str, expected: str | None) -> None:
    assert tidy(said) == expected


def test_relative_to_its_feed() -> None:
    assert tidy("../a", "https://news.example/feeds/world/rss") == "https://news.example/feeds/a"


@example("0\x85#")
@example("0?\x85#")
@given(st.text())
def test_any_string_is_an_address_or_none(said: str) -> None:
    found = tidy(said, "http://a.example/")
    assert found is None or tidy(found) == found


@pytest.mark.parametrize(
    ("name", "expected"),
    [("http://a/", True), ("HTTPS://a/", True), ("a.html", False), ("c:/a", False), ("c://", False)],
)
def test_what_is_a_url(name: str, expected: bool) -> None:
    assert is_url(name) is expected
