"""One page from the web: bounded in size, time and redirects, and never from inside the reader's own network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.collect.bodies import ACCEPTED, body_of
from tocsin.errors import FetchError, PrivateAddressError, said_of
from tocsin.model import Page
from tocsin.settings import settings

if TYPE_CHECKING:
    import httpx2

MOST_REDIRECTS = 10
TYPES = "text/html, text/plain;q=0.9, */*;q=0.1"
PATIENCE = 3  # a whole page may take so many times the wait for one answer


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """The page at a URL, as the server sent it.

    Raises PrivateAddressError when the URL, or one that it redirects to, leads to a private or loopback address;
    TooLargeError above `TOCSIN_MAX_PAGE_BYTES`; FetchError for all else.
    """
    import httpx2

    from tocsin.collect.patience import within
    from tocsin.collect.troubles import wrapped

    try:
        patience = PATIENCE * settings().fetch_timeout
        with _client(allow_private) as client, within(patience), client.stream("GET", url) as response:
            _check(url, response)
            content = body_of(response, settings().max_page_bytes)
            return Page(content, str(response.url), response.headers.get("content-type"))
    except httpx2.TooManyRedirects as error:
        raise FetchError(
            f"{url} redirects in circles",
            found=f"over {MOST_REDIRECTS} redirects",
            advice="give the page's last address",
        ) from error
    except httpx2.TimeoutException as error:
        seconds = settings().fetch_timeout
        raise FetchError(
            f"{url} does not answer",
            found=f"nothing in {seconds:g} s",
            advice="try later, or raise TOCSIN_FETCH_TIMEOUT",
        ) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError, ValueError) as error:
        private = wrapped(error, PrivateAddressError)
        if private is not None:
            raise private from error
        raise FetchError(
            f"{url} cannot be fetched",
            found=said_of(error),
            advice="check the address in a browser",
        ) from error


def _client(allow_private: bool) -> httpx2.Client:
    import httpx2

    from tocsin.collect.fetcher import naming
    from tocsin.collect.guarded import GuardedTransport

    limits = settings()
    return httpx2.Client(
        transport=GuardedTransport(allow_private=allow_private),
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=limits.fetch_timeout,
        headers={
            **naming(limits.user_agent, limits.contact),
            "accept": TYPES,
            "accept-encoding": ACCEPTED,
        },
        trust_env=False,  # a proxy would look names up for us, out of the guard's sight
    )


def _check(url: str, response: httpx2.Response) -> None:
    if response.status_code >= 400:
        raise FetchError(
            f"{url} cannot be fetched",
            found=f"HTTP {response.status_code} {response.reason_phrase}",
            advice="check the address in a browser",
        )
