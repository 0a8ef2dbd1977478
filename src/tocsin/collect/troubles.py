"""What went wrong on the way to a page, as an outcome that says it plainly."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from tocsin.collect.bodies import DamagedError
from tocsin.collect.outcomes import FetchOutcome, Result
from tocsin.errors import FetchError, PrivateAddressError, TocsinError, TooLargeError, said_of

Ours = TypeVar("Ours", bound=TocsinError)


class DisallowedError(FetchError):
    """A URL that its host does not want to be fetched."""


def as_outcome(error: Exception, url: str, at: datetime) -> FetchOutcome:
    """The outcome of a request that ended in an error."""
    known = wrapped(error, TocsinError)
    result = Result.FAILED
    for kind, meaning in (
        (PrivateAddressError, Result.PRIVATE),
        (DisallowedError, Result.DISALLOWED),
        (TooLargeError, Result.TOO_LARGE),
    ):
        if isinstance(known, kind):
            result = meaning
    return FetchOutcome(url, at, result, error=str(known) if known is not None else _said(error, url))


def plain(error: Exception, url: str) -> Exception:
    """The error as one of ours."""
    return wrapped(error, TocsinError) or FetchError(_said(error, url))


def is_passing(error: Exception) -> bool:
    """Whether asking once more may help."""
    import httpx2

    passing = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError, DamagedError)
    return isinstance(error, passing) and not isinstance(wrapped(error, TocsinError), PrivateAddressError)


def wrapped(error: BaseException | None, kind: type[Ours]) -> Ours | None:
    """Our own error of that kind, which the HTTP library may have wrapped."""
    while error is not None:
        if isinstance(error, kind):
            return error
        error = error.__cause__ or error.__context__
    return None


def _said(error: Exception, url: str) -> str:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return f"{url} does not answer in time; try later, or raise TOCSIN_FETCH_TIMEOUT"
    return f"{url} cannot be fetched; found {said_of(error)}"
