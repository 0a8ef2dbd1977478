"""How long a host asks to be left alone: Retry-After, in seconds or as a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 30 * 24 * 3600.0


def retry_after(said: str | None, now: datetime) -> float | None:
    """Seconds from `now`, between 0 and thirty days; nothing where the header is missing or says nothing."""
    said = (said or "").strip()
    if re.fullmatch(r"\d+", said, re.ASCII):
        return min(float(said[:12]), LONGEST)
    try:
        until = parsedate_to_datetime(said)
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        return min(max(0.0, (until - now).total_seconds()), LONGEST)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
