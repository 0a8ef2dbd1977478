"""What came of one request, for the store to keep: a source's health is read from these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tocsin.model import Page


class Result(StrEnum):
    """How a request ended."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not-modified"
    GONE = "gone"
    BUSY = "busy"
    DISALLOWED = "disallowed"
    PRIVATE = "private"
    TOO_LARGE = "too-large"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last fetch left behind to ask with: 'has it changed since?'.

    For a file `etag` is made of its size and time of change.
    """

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What came of fetching one address.

    `at` is when it was asked for (UTC), `seconds` how long it took, waiting for the host's turn left out; `size` is in
    bytes after unpacking; `sha256` is the hash of the content; `final_url` is where redirects led, `moved_to` the same
    if all of them were permanent; `retry_at` is the time before which the host asked not to be asked again.
    """

    url: str
    at: datetime
    result: Result
    status: int | None = None
    size: int = 0
    seconds: float = 0.0
    final_url: str | None = None
    moved_to: str | None = None
    sha256: str | None = None
    validators: Validators = NOTHING_KNOWN
    retry_at: datetime | None = None
    error: str | None = None

    @property
    def healthy(self) -> bool:
        """Whether the source did what it should: it gave a page, or said that nothing is new."""
        return self.result in (Result.FETCHED, Result.NOT_MODIFIED)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An outcome, and the page if there is one."""

    outcome: FetchOutcome
    page: Page | None = None
