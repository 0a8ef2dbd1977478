"""What went wrong on the way to a page, as an outcome that says it plainly."""

from __future__ import annotations

from datetime import datetime

from tocsin.collect.bodies import DamagedError
from tocsin.collect.outcomes import FetchOutcome, Result
from tocsin.errors import FetchError, PrivateAddressError, TocsinError, TooLargeError


class DisallowedError(FetchError):
    """A URL that its host does not want to be fetched."""


def as_outcome(error: Exception, url: str, at: datetime) -> FetchOutcome:
    """The outcome of a request that ended in an error."""
    known = _ours(error)
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
    return _ours(error) or FetchError(_said(error, url))


def is_passing(error: Exception) -> bool:
    """Whether asking once more may help."""
    import httpx2

    passing = (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError, DamagedError)
    return isinstance(error, passing) and not isinstance(_ours(error), PrivateAddressError)


def _ours(error: BaseException | None) -> TocsinError | None:
    """Our own error, which the HTTP library may have wrapped."""
    while error is not None:
        if isinstance(error, TocsinError):
            return error
        error = error.__cause__ or error.__context__
    return None


def _said(error: Exception, url: str) -> str:
    import httpx2

    if isinstance(error, httpx2.TimeoutException):
        return f"{url} does not answer in time; try later, or raise TOCSIN_FETCH_TIMEOUT"
    said = " ".join(str(error).split()) or type(error).__name__
    return f"{url} cannot be fetched; found {said}"
