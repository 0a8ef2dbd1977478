"""What the store knows besides the nouns of the story: who fetched what when, what went wrong, what was forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from tocsin.model import Event, Judgement, Reading, Report

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """A value, and the stretch `[recorded_at, superseded_at)` of moments in which the store believed it.

    `digest` is a hash of the value with all that is kept with it: two versions of one digest are the same.
    """

    value: Value
    version: int
    recorded_at: datetime
    superseded_at: datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event and the moments in which the store learned of it first, and of its present version."""

    event: Event
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """An event as people hold it to be, to be asked in place of the version that was read.

    `fields` are what is held of the event itself, as judgements have it, nothing for a field that is held empty; `days`
    its first and last day where the date is among them; `reports` those of its reports that somebody corrected, by id.
    """

    event: Event
    fields: Mapping[str, Any]
    days: tuple[date | None, date | None] | None
    reports: Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class Written:
    """What writing one reading changed; `new`, `changed` and `ended` count reports, `reading` is as it was kept.

    `forgotten`: the article was erased on request, and nothing of it was written. `quarantined`: there was no text.
    """

    article: str
    article_changed: bool = False
    reading_changed: bool = False
    new: int = 0
    changed: int = 0
    ended: int = 0
    forgotten: bool = False
    quarantined: bool = False
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source that the user follows. `options` is whatever its kind needs, JSON only; `every` is in seconds."""

    address: str
    kind: str
    every: float | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a source: HTTP status, bytes, seconds, links found, articles that were new; `error` when it failed.

    `due_at` is when to look again.
    """

    source: str
    visited_at: datetime
    status: int | None = None
    not_modified: bool = False
    bytes: int = 0
    seconds: float = 0.0
    links: int = 0
    articles: int = 0
    error: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How a source does: `failures` in a row and since when, `articles` that were new at its visits."""

    source: str
    visits: int = 0
    failures: int = 0
    articles: int = 0
    last_visit: datetime | None = None
    last_success: datetime | None = None
    last_error: str | None = None
    due_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Yield:
    """What a source brought, as it stands: articles, their reports, and the events that these tell, each once."""

    articles: int = 0
    reports: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch of one URL; `article` is the id of what was read in it, if anything."""

    url: str
    fetched_at: datetime
    source: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_sha256: str | None = None
    article: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class FieldJudgement:
    """What somebody holds of one field of a report or event; `value` is JSON, nothing where the field is held empty."""

    subject: str
    field: str
    value: Any
    by: str
    human: bool
    why: str
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement under its id, by which it can be withdrawn."""

    id: str
    judgement: Judgement | FieldJudgement
    recorded_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What went wrong with a page. `kind` is issue (it was read, with a doubt) or quarantine (it was not read)."""

    page: str
    kind: str
    reason: str
    first_seen: datetime
    last_seen: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command over inputs that `key` names; not finished: killed, or still running."""

    id: str
    command: str
    key: str
    started_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What was forgotten: an article, or a name (which is not told). `reports` are the ids that are gone."""

    kind: str
    article: str | None
    reports: tuple[str, ...]
    why: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the doctor found wrong: which check, where, what, and what to do."""

    check: str
    where: str
    what: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; every part that is given must hold, and of several values in a part any one is enough.

    `text`: words that must all stand there, "phrases" in quotes. `actors` and `parties` (either side): a country code,
    an identity's id, or words of the name. `dyads`: (actor, recipient), or both among the actors of a mutual action.
    `countries`: of a party or place. `near`: latitude, longitude, kilometres. `since`, `until`: days, inclusive.
    `sources`: an outlet or an attributed speaker. `sort`: date, recorded (both latest first) or reports (most first).
    """

    text: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    dyads: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    near: tuple[float, float, float] | None = None
    since: date | None = None
    until: date | None = None
    statuses: tuple[str, ...] = ()
    verifications: tuple[str, ...] = ()
    happened: bool | None = None
    sources: tuple[str, ...] = ()
    sort: str = "date"
    limit: int | None = None
    offset: int = 0
