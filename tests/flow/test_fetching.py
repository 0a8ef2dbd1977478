from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from server import STORY, running

from tocsin.collect.addresses import is_url
from tocsin.collect.guarded import GuardedBackend, is_public, never_fetched
from tocsin.errors import FetchError, PrivateAddressError, TooLargeError
from tocsin.flow.fetching import fetch


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running() as address:
        yield address


def test_page_comes_as_it_was_sent(site: str) -> None:
    page = fetch(f"{site}/story", allow_private=True)
    assert page.content == STORY
    assert page.url == f"{site}/story"
    assert page.content_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["story", "loop"])
def test_loopback_is_refused(site: str, path: str) -> None:
    with pytest.raises(PrivateAddressError, match="--allow-private"):
        fetch(f"{site}/{path}")
    with pytest.raises(PrivateAddressError):
        fetch(f"{site.replace('127.0.0.1', 'localhost')}/{path}")


def test_redirects_end(site: str) -> None:
    with pytest.raises(FetchError, match="circles"):
        fetch(f"{site}/loop", allow_private=True)


def test_status_is_told(site: str) -> None:
    with pytest.raises(FetchError, match="410"):
        fetch(f"{site}/gone", allow_private=True)


def test_packed_page_does_not_fill_the_memory(site: str) -> None:
    with pytest.raises(TooLargeError):
        fetch(f"{site}/bomb", allow_private=True)


def test_page_that_breaks_off_is_an_error(site: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"{site}/cut", allow_private=True)


@pytest.mark.parametrize("url", ["http://", "http://[bad", "http://no.such.host.invalid/", "http://127.0.0.1:1/"])
def test_what_is_no_address_is_an_error(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, allow_private=True)


def test_redirect_inside_is_refused_whatever_the_name_server_says(monkeypatch: pytest.MonkeyPatch) -> None:
    import tocsin.collect.guarded as guarded

    asked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8", "192.168.0.7"]

    monkeypatch.setattr(guarded, "resolved", lookup)
    with pytest.raises(PrivateAddressError, match=r"192\.168\.0\.7"):
        GuardedBackend().connect_tcp("two.faced.example", 80)
    assert asked == ["two.faced.example"]


def test_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpcore2

    import tocsin.collect.guarded as guarded

    reached: list[str] = []

    class Noting:
        def connect_tcp(self, host: str, *rest: object) -> None:
            reached.append(host)
            raise httpcore2.ConnectError("no")

    monkeypatch.setattr(guarded, "resolved", lambda host, port: ["8.8.8.8", "1.1.1.1"])
    backend = GuardedBackend()
    backend._plain = Noting()  # type: ignore[assignment]
    with pytest.raises(httpcore2.ConnectError):
        backend.connect_tcp("name.example", 443)
    assert reached == ["8.8.8.8", "1.1.1.1"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("169.254.169.254", "link-local"), ("fe80::1%eth0", "link-local"), ("::ffff:169.254.169.254", "link-local"),
        ("64:ff9b::a9fe:a9fe", "link-local"), ("2002:a9fe:a9fe::", "link-local"), ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"), ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("255.255.255.255", "reserved"),
        ("240.0.0.1", "reserved"), ("::169.254.169.254", "reserved"),
        ("127.0.0.1", None), ("::1", None), ("10.1.2.3", None), ("192.168.1.1", None), ("fc00::1", None),
        ("::ffff:127.0.0.1", None), ("64:ff9b::7f00:1", None), ("8.8.8.8", None), ("2606:4700::1111", None),
    ],
)  # fmt: skip
def test_addresses_that_are_never_fetched(address: str, kind: str | None) -> None:
    assert never_fetched(address) == kind


@pytest.mark.parametrize(
    ("name", "expected"), [("http://a/", True), ("HTTPS://a/", True), ("a.html", False), ("c:/a", False)]
)
def test_what_is_a_url(name: str, expected: bool) -> None:
    assert is_url(name) is expected


def test_files_are_read_without_a_network(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    import tocsin

    def refuse(*values: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = tmp_path / "a.html"
    page.write_bytes(STORY)
    assert tocsin.read(page).error is None
