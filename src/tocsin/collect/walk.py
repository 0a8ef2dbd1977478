"""From an address to its answer, redirect by redirect, each of them asked for as politely as the first."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tocsin.collect.addresses import host_of
from tocsin.collect.bodies import ACCEPTED, beginning_of, body_of
from tocsin.collect.hosts import Hosts
from tocsin.collect.outcomes import NOTHING_KNOWN, FetchOutcome, Result, Validators
from tocsin.collect.patience import within
from tocsin.collect.waiting import retry_after
from tocsin.errors import FetchError

if TYPE_CHECKING:
    import httpx2

MOST_REDIRECTS = 10
PATIENCE = 3  # a whole answer may take so many times the wait for its next bytes
PERMANENT = (301, 308)
GIVEN, GONE, BUSY = (200, 203), (404, 410), (429, 503)
TYPES = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
MEDIA = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip")
ACCEPT = TYPES + "application/xml;q=0.9, text/plain;q=0.9, */*;q=0.1"

# the delay in seconds that the host of a URL asks for; raises where the URL may not be fetched
Permit = Callable[[str], float | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The last answer of a walk; `moved` says whether all redirects to it were permanent, `seconds` what it took."""

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    content: bytes
    moved: bool
    seconds: float

    def outcome(self, asked: str, at: datetime, now: datetime, *, conditional: bool) -> FetchOutcome:
        """The answer as a fact about the address that was asked for."""
        result = self._result(conditional)
        wait = retry_after(self.headers.get("retry-after"), now) if self.status in BUSY else None
        return FetchOutcome(
            asked,
            at,
            result,
            status=self.status,
            size=len(self.content),
            seconds=self.seconds,
            final_url=self.url,
            moved_to=self.url if self.moved else None,
            validators=Validators(self.headers.get("etag"), self.headers.get("last-modified")),
            retry_at=now + timedelta(seconds=wait) if wait is not None else None,
            error=self._error(asked, result),
        )

    def _result(self, conditional: bool) -> Result:
        if self.status in GIVEN and self.content:
            return Result.FETCHED
        if self.status == 304 and conditional:
            return Result.NOT_MODIFIED
        if self.status in GONE:
            return Result.GONE
        return Result.BUSY if self.status in BUSY else Result.FAILED

    def _error(self, asked: str, result: Result) -> str | None:
        if result in (Result.FETCHED, Result.NOT_MODIFIED):
            return None
        if self.status in GIVEN and _is_media(self.headers):
            return f"{asked} is no page; found {self.headers['content-type']}; expected text"
        if self.status in GIVEN:
            return f"{asked} is empty; expected a page"
        return f"{asked} cannot be fetched; found HTTP {self.status} {self.reason}".rstrip()


class Walk:
    """A client that follows redirects itself, as every hop needs the host's permission and its turn."""

    def __init__(self, *, headers: Mapping[str, str], timeout: float, hosts: Hosts, guard: Mapping[str, Any]) -> None:
        self._timeout, self._hosts = timeout, hosts
        self._client = _client(headers, timeout, guard)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def to(
        self,
        url: str,
        limit: int,
        known: Validators = NOTHING_KNOWN,
        *,
        permit: Permit | None = None,
        beginning: bool = False,
    ) -> Answer:
        """The answer where the redirects end.

        `limit` bounds its body in bytes; a longer one is cut where the `beginning` is enough, else TooLargeError.
        Raises FetchError and its children, ValueError, and the HTTP library's own errors.
        """
        request: httpx2.Request | None = self._client.build_request("GET", url, headers=_conditions(known))
        moved: list[bool] = []
        seconds = 0.0
        while request is not None and len(moved) <= MOST_REDIRECTS:
            here = str(request.url)
            delay = permit(here) if permit is not None else None
            with self._hosts.turn(host_of(here), delay):
                started = time.monotonic()
                response, content = self._hop(request, limit, beginning)
                seconds += time.monotonic() - started
            if response.next_request is None:
                always = bool(moved) and all(moved)
                return Answer(
                    here, response.status_code, response.reason_phrase, response.headers, content, always, seconds
                )
            moved.append(response.status_code in PERMANENT)
            request = response.next_request
        raise FetchError(
            f"{url} redirects in circles",
            found=f"over {MOST_REDIRECTS} redirects",
            advice="give the page's last address",
        )

    def _hop(self, request: httpx2.Request, limit: int, beginning: bool) -> tuple[httpx2.Response, bytes]:
        """One request; the bodies of redirects and of errors are not read."""
        with within(PATIENCE * self._timeout):
            response = self._client.send(request, stream=True)
            try:
                if response.status_code not in GIVEN or _is_media(response.headers):
                    return response, b""
                return response, (beginning_of if beginning else body_of)(response, limit)
            finally:
                response.close()


def _client(headers: Mapping[str, str], timeout: float, guard: Mapping[str, Any]) -> httpx2.Client:
    import httpx2

    from tocsin.collect.guarded import GuardedTransport

    return httpx2.Client(
        transport=GuardedTransport(**guard),
        timeout=timeout,
        headers={**headers, "accept": ACCEPT, "accept-encoding": ACCEPTED},
        trust_env=False,  # a proxy would look names up for us, out of the guard's sight
    )


def _is_media(headers: Mapping[str, str]) -> bool:
    """What no reader could use is not even downloaded."""
    return headers.get("content-type", "").strip().lower().startswith(MEDIA)


def _conditions(known: Validators) -> dict[str, str]:
    headers = {}
    if known.etag:
        headers["if-none-match"] = known.etag
    if known.last_modified:
        headers["if-modified-since"] = known.last_modified
    return headers
