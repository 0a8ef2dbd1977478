"""An HTTP transport that connects only to public addresses, and to private ones where these are trusted.

Link-local addresses, under which clouds hand out the keys of a machine, and addresses that belong to no one server are
never connected to, whoever is trusted.

The name is looked up once, every address is judged, and the connection goes to the very address that was judged, so
that neither a redirect nor a name server that changes its answer leads inside.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore2
import httpx2

from tocsin.collect.patience import PatientStream
from tocsin.errors import PrivateAddressError

# from a host and a port to its IP addresses
Resolver = Callable[[str, int], list[str]]

# IPv4 addresses may hide in these: NAT64 and 6to4
NAT64, SIX_TO_FOUR = ip_network("64:ff9b::/96"), ip_network("2002::/16")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ip_address(address.split("%", 1)[0])
    hidden = _hidden(found)
    if found in NAT64:  # a network of IPv6 alone reaches all of the old internet so
        return all(map(_public, hidden))
    return _public(found) and all(map(_public, hidden))


def never_fetched(address: str) -> str | None:
    """What an IP address is that is not fetched from even where private ones are trusted; nothing for all others."""
    found = ip_address(address.split("%", 1)[0])
    kinds = [_kind_of(each) for each in (*_hidden(found), *([] if _is_other_form(found) else [found]))]
    return next((kind for kind in kinds if kind is not None), None)


class GuardedTransport(httpx2.HTTPTransport):
    """An `httpx2` transport that refuses private addresses unless `allow_private` or in a network of `allowed`.

    Addresses that are `never_fetched` from are refused always. `resolve` stands in for the name server.
    """

    def __init__(
        self, *, allow_private: bool = False, allowed: Iterable[str] = (), resolve: Resolver | None = None
    ) -> None:
        super().__init__(trust_env=False)
        backend = GuardedBackend(allow_private=allow_private, allowed=allowed, resolve=resolve)
        self._pool = httpcore2.ConnectionPool(ssl_context=_certificates(), network_backend=backend)


class GuardedBackend(httpcore2.NetworkBackend):
    """Connects to public addresses, and to private ones as `GuardedTransport` says.

    Raises PrivateAddressError, and httpcore2's own errors.
    """

    def __init__(
        self, *, allow_private: bool = False, allowed: Iterable[str] = (), resolve: Resolver | None = None
    ) -> None:
        self._plain = httpcore2.SyncBackend()
        self._all, self._allowed = allow_private, [ip_network(network) for network in allowed]
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that answers, if all of its addresses may be reached."""
        addresses = (self._resolve or resolved)(host, port)
        for address in addresses:
            if (kind := never_fetched(address)) is not None:
                raise PrivateAddressError(
                    f"{host} is not fetched",
                    found=f"the {kind} address {address}",
                    expected="the address of a server",
                    advice="no option allows such an address",
                )
            if not self._may_reach(address):
                raise PrivateAddressError(
                    f"{host} is not fetched",
                    found=f"the private address {address}",
                    expected="a public one",
                    advice="use --allow-private if you trust the page",
                )
        failure: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                plain = self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
                return PatientStream(plain)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    def _may_reach(self, address: str) -> bool:
        if self._all or is_public(address):
            return True
        found = ip_address(address.split("%", 1)[0])
        return any(found in network for network in self._allowed)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Never: a page is not on this machine."""
        raise PrivateAddressError(f"the socket {path} is not fetched", expected="a public address")


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Those that are trusted, read once: it takes longer than a page."""
    return httpx2.create_ssl_context(trust_env=False)


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a name, in the system's order. Raises httpcore2.ConnectError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"no such server: {host}") from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def _public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _kind_of(address: IPv4Address | IPv6Address) -> str | None:
    if address.is_loopback:  # Python counts it among the reserved ones, too
        return None
    kinds = {
        "link-local": address.is_link_local,
        "multicast": address.is_multicast,
        "unspecified": address.is_unspecified,
        "reserved": address.is_reserved,
    }
    return next((kind for kind, is_so in kinds.items() if is_so), None)


def _is_other_form(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IPv6 address is but another way to write the IPv4 address that hides in it."""
    return address in NAT64 or (isinstance(address, IPv6Address) and address.ipv4_mapped is not None)


def _hidden(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped] if address.ipv4_mapped else []
    if address in NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    if address in SIX_TO_FOUR:
        found.append(IPv4Address((int(address) >> 80) & 0xFFFFFFFF))
    return found
