"""A source that is followed, in words and as a record: how it does, what it brought, when it is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any

from tocsin.cli.messages import counted, harmless
from tocsin.store import Health, StoredSource, Yield


def told(
    source: StoredSource, health: Health, brought: Yield, due_at: datetime | None, width: int | None = None
) -> str:
    """The source in a few lines, all times in UTC; in a window of some `width` they are broken between words.

    An address stays whole, so that it can be copied.
    """
    outlet = source.options.get("outlet")
    every = f", every {timedelta(seconds=source.every)}" if source.every else ""
    lines = [
        f"{harmless(source.address)}  ({source.kind}{f', {harmless(outlet)}' if outlet else ''}{every})",
        f"  {_health(health)}; next due {_minute(due_at) if due_at else 'now'}",
        f"  brought {counted(brought.articles, 'article')}, {counted(brought.reports, 'report')}, "
        f"{counted(brought.events, 'event')}",
    ]
    if health.last_error is not None:
        lines.append(f"  found: {' '.join(harmless(health.last_error).split())}")
    return "\n".join(lines if width is None else (part for line in lines for part in _broken(line, width)))


def _broken(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(
        line, width, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def source_record(source: StoredSource, health: Health, brought: Yield, due_at: datetime | None) -> dict[str, Any]:
    """The same for programs; moments are ISO 8601 in UTC, `health` is well, failing or never collected."""
    moments = {
        "failing_since": health.failing_since,
        "last_visit": health.last_visit,
        "last_success": health.last_success,
        "due": due_at,
    }
    return {
        "address": source.address,
        "kind": source.kind,
        "every_seconds": source.every,
        "outlet": source.options.get("outlet"),
        "health": _word(health),
        "visits": health.visits,
        "articles": brought.articles,
        "reports": brought.reports,
        "events": brought.events,
        "failures": health.failures,
        "last_error": health.last_error,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def _word(health: Health) -> str:
    if health.last_visit is None:
        return "never collected"
    return "failing" if health.failures else "well"


def _health(health: Health) -> str:
    word = _word(health)
    success = f"last success {_minute(health.last_success)}" if health.last_success else "no success so far"
    if not health.failures or health.failing_since is None:
        return word if health.last_visit is None else f"{word}; {success}"
    since = f"failing since {_minute(health.failing_since)}, {counted(health.failures, 'time')} in a row"
    return f"{since}; {success}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
