"""Links and pages from wherever a user finds them: feeds, sitemaps, addresses, folders, archives, exports.

    source = detect("https://news.example/feed", fetcher)
    sweep = Sweep(source, fetcher, since=yesterday, known=validators_of_last_time)
    for capture in sweep:
        ...            # capture.page, or capture.outcome.error
    sweep.outcome      # the source's own health

`links` and `pages` are the short way where nobody asks why something is missing.
"""

from tocsin.collect.addresses import is_url, tidy
from tocsin.collect.clock import Clock, ManualClock, SystemClock
from tocsin.collect.detect import detect
from tocsin.collect.fetcher import Fetcher
from tocsin.collect.outcomes import NOTHING_KNOWN, Fetched, FetchOutcome, Result, Validators
from tocsin.collect.schedule import REVISITS, Schedule, change_due, next_revisit, retry_due, revisit_due
from tocsin.collect.sources import Kind, Link, Source
from tocsin.collect.sweep import Capture, Sweep, captured, links, pages

__all__ = [
    "NOTHING_KNOWN",
    "REVISITS",
    "Capture",
    "Clock",
    "FetchOutcome",
    "Fetched",
    "Fetcher",
    "Kind",
    "Link",
    "ManualClock",
    "Result",
    "Schedule",
    "Source",
    "Sweep",
    "SystemClock",
    "Validators",
    "captured",
    "change_due",
    "detect",
    "is_url",
    "links",
    "next_revisit",
    "pages",
    "retry_due",
    "revisit_due",
    "tidy",
]
