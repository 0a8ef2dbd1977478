"""Date strings as pages write them, read as far as they go and no further: never 'now', never a guess."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from tocsin.model.article import Published

_MONTHS = {name: number for number, names in enumerate((
    "jan january janvier enero januar janeiro gennaio", "feb february février febrero februar fevereiro febbraio",
    "mar march mars marzo märz março", "apr april avril abril aprile", "may mai mayo maio maggio",
    "jun june juin junio juni junho giugno",
    "jul july juillet julio juli julho luglio", "aug august août agosto",
    "sep sept september septembre septiembre setembro settembre",
    "oct october octobre octubre oktober outubro ottobre", "nov november novembre noviembre novembro",
    "dec december décembre diciembre dezember dezembro dicembre",
), start=1) for name in names.split()}  # fmt: skip
_OFFSETS = {
    "gmt": 0, "utc": 0, "z": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt"
    : -360, "pst": -480,
    "pdt": -420, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "pkt": 300, "hkt": 480,
    "sgt": 480, "jst": 540,
    "kst": 540, "aest": 600, "aedt": 660,
}  # fmt: skip

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\d)"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?$")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})", re.IGNORECASE
)
_NAMED_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_MONTH_ONLY = re.compile(r"^\W*([^\W\d_]{3,10})\.?,?\s+(\d{4})\W*$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap])?\.?m?\.?\s*\(?(?:([+-]\d{2}:?\d{2})|([a-z]{1,4}))?\b", re.IGNORECASE
)
_IN_URL = re.compile(r"(?:^|[/_-])((?:19|20)\d{2})[/_-](\d{1,2})(?:[/_-](\d{1,2}))?(?=[/_.-]|$)")
_IN_URL_COMPACT = re.compile(r"[/_-]((?:19|20)\d{2})([01]\d)([0-3]\d)(?=[/_.-]|$)")
_EARLIEST = 1990


def parsed(said: str, source: str) -> Published | None:
    """The date that a string states, with the precision that it states it in; nothing where it states none."""
    said = said.strip()[:200]
    compact = _COMPACT.match(said)
    found = compact or _ISO.search(said)
    if found:
        year, month, day, hour, minute, second, offset = found.groups()
        return _made(source, year, month, day, hour, minute, second, _offset(offset))
    for pattern, order in ((_NAMED_FIRST, (3, 1, 2)), (_NAMED, (3, 2, 1))):
        found = pattern.search(said)
        if found and _month(found[order[1]]):
            year, month, day = found[order[0]], str(_month(found[order[1]])), found[order[2]]
            return _with_clock(source, year, month, day, said[: found.start()] + " " + said[found.end() :])
    found = _MONTH_ONLY.match(said)
    if found and _month(found[1]):
        return _made(source, found[2], str(_month(found[1])), None, None, None, None, None)
    return _made(source, said, None, None, None, None, None, None) if re.fullmatch(r"(?:19|20)\d\d", said) else None


def from_caller(said: str | None) -> Published | None:
    """The date that the caller gave, ISO 8601 or as a page would write it."""
    return parsed(said, "caller") if said else None


def from_url(url: str) -> Published | None:
    """The date in a URL's path ('/2025/10/11/', '-20251011'); a month where no day stands there."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    found = _IN_URL.search(path) or _IN_URL_COMPACT.search(path)
    return _made("url", found[1], found[2], found[3], None, None, None, None) if found else None


def _month(word: str) -> int | None:
    return _MONTHS.get(word.lower().rstrip("."))


def _offset(said: str | None) -> int | None:
    """Minutes east of UTC."""
    if not said:
        return None
    if said.lower() in _OFFSETS:
        return _OFFSETS[said.lower()]
    digits = said[1:].replace(":", "")
    if said[0] not in "+-" or not digits.isdigit():
        return None
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if said[0] == "-" else minutes


def _with_clock(source: str, year: str, month: str, day: str, rest: str) -> Published | None:
    clock = _CLOCK.search(rest)
    if not clock:
        return _made(source, year, month, day, None, None, None, None)
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _made(source, year, month, day, str(hour), clock[2], clock[3], _offset(clock[5] or clock[6]))


def _made(
    source: str, year: str, month: str | None, day: str | None,
    hour: str | None, minute: str | None, second: str | None, offset: int | None,
) -> Published | None:  # fmt: skip
    """A date of the parts that are there; a clock of exactly midnight is what a day without a clock is stored as."""
    try:
        if source != "caller" and int(year) < _EARLIEST:
            return None
        if not month:
            return Published(f"{int(year):04}", "year", source)
        if not day:
            return Published(datetime(int(year), int(month), 1).strftime("%Y-%m"), "month", source)
        zone = None if offset is None else timezone(timedelta(minutes=offset))
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
    except ValueError:
        return None
    if hour is None or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return Published(moment.date().isoformat(), "day", source)
    if second is None:
        return Published(moment.isoformat(timespec="minutes"), "minute", source)
    return Published(moment.isoformat(timespec="seconds"), "second", source)
