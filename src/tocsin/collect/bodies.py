"""Bodies of answers, unpacked within bounds: neither a long nor a tightly packed one fills the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.errors import FetchError, TooLargeError, said_of

if TYPE_CHECKING:
    import httpx2

PIECE = 65_536
ACCEPTED = "gzip, deflate"
PACKED = ("gzip", "x-gzip", "deflate")
GZIP = b"\x1f\x8b"
EITHER, BARE = 47, -15  # window bits of zlib: gzip or zlib by their header, deflate without one


class DamagedError(FetchError):
    """A packed body that is damaged or cut off."""


def body_of(response: httpx2.Response, limit: int) -> bytes:
    """The unpacked body of a streamed answer.

    Raises TooLargeError above `limit` bytes and FetchError where it is packed in a way that was not asked for, or is
    damaged or cut off.
    """
    url = str(response.url)
    return _gathered(_unpacked(url, response.iter_raw(PIECE), _encoding(url, response)), url, limit)


def beginning_of(response: httpx2.Response, limit: int) -> bytes:
    """The first `limit` bytes of the body of a streamed answer, the rest left unread. Raises FetchError."""
    url, found = str(response.url), b""
    for piece in _unpacked(url, response.iter_raw(PIECE), _encoding(url, response)):
        found += piece
        if len(found) >= limit:
            break
    return found[:limit]


def opened(content: bytes, name: str, limit: int) -> bytes:
    """`content` itself, or what is in it where it is a gzip file. Raises TooLargeError and FetchError."""
    if not content.startswith(GZIP):
        return content
    return _gathered(_unpacked(name, iter([content]), "gzip"), name, limit)


def _gathered(pieces: Iterator[bytes], name: str, limit: int) -> bytes:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLargeError(
                f"{name} is too large",
                found=f"over {limit:,} bytes",
                expected="a page",
                advice="raise TOCSIN_MAX_PAGE_BYTES if it is one all the same",
            )
        found.append(piece)
    return b"".join(found)


def _encoding(url: str, response: httpx2.Response) -> str | None:
    """How the body is packed. Packing twice makes a bomb of any size out of a few bytes, and no server needs it."""
    said = [name.strip().lower() for name in response.headers.get("content-encoding", "").split(",")]
    names = [name for name in said if name not in ("", "identity")]
    if not names:
        return None
    if len(names) > 1 or names[0] not in PACKED:
        raise FetchError(f"{url} is packed in a strange way", found=", ".join(names), expected=ACCEPTED)
    return names[0]


def _unpacked(name: str, pieces: Iterator[bytes], encoding: str | None) -> Iterator[bytes]:
    if encoding is None:
        yield from pieces
        return
    first = next((piece for piece in pieces if piece), b"")
    if encoding != "deflate" and not first.startswith(GZIP[: len(first)]):
        # some servers say that they pack, and do not
        yield first
        yield from pieces
        return
    try:
        yield from _inflated(name, first, pieces)
    except zlib.error as error:
        raise DamagedError(f"{name} is damaged", found=said_of(error), advice="try later") from error


def _inflated(name: str, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    packed = zlib.decompressobj(_window(first))
    for piece in _all(first, rest):
        data = piece
        while data:
            yield packed.decompress(data, PIECE)
            data = packed.unconsumed_tail
            if packed.eof:
                data = packed.unused_data
                if not data.startswith(GZIP):
                    break
                packed = zlib.decompressobj(EITHER)
    while not packed.eof and (more := packed.decompress(packed.unconsumed_tail, PIECE)):
        yield more
    if first and not packed.eof:
        raise DamagedError(f"{name} is cut off", expected="the whole of its packed body", advice="try later")


def _window(first: bytes) -> int:
    """'deflate' means zlib, yet many servers send it without its header."""
    try:
        zlib.decompressobj(EITHER).decompress(first, 1)
    except zlib.error:
        return BARE
    return EITHER


def _all(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
