"""Values of fields as a person writes them, checked as strictly as the nouns hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.errors import InputError
from tocsin.export.events import part
from tocsin.export.exported import days_of
from tocsin.flow.corrected import EVENT_FIELDS, TOLLS
from tocsin.flow.corrected_reports import REPORT_FIELDS, STATUSES
from tocsin.flow.named import party_of, place_meant
from tocsin.knowledge.actors import ActorBook
from tocsin.knowledge.codebook import load_ontology
from tocsin.knowledge.gazetteer import Gazetteer
from tocsin.model import Event, Factuality, Report, Verification

OTHER_NAMES = {"wounded": "injured", "actors": "actor", "recipients": "recipient", "context": "contexts"}
SEVERAL = frozenset({"actor", "recipient", "contexts"})
NEVER_EMPTY = frozenset({"type", "verification", "factuality", "status"})
TOLL = re.compile(r"(\d{1,9}|\?)(?:-(\d{1,9}|\?)-(\d{1,9}|\?))?")
DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
DATE = re.compile(rf"{DAY}|\d{{4}}-\d\d-\d\d/\d{{4}}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Known:
    """What values are checked against, besides the ontology."""

    gazetteer: Gazetteer
    actors: ActorBook


@dataclass(frozen=True, slots=True)
class Standing:
    """What the event or report is now: modes hang on its type, offices on its day, namesakes on its country."""

    type: str
    day: date | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    known: Known
    type: str
    day: date | None
    country: str | None


def standing_of(event: Event, report: Report | None) -> Standing:
    """What a report is, or the event that it tells; the event's day and country serve for both."""
    day, country = (found.value if (found := event.field(name)) else None for name in ("date", "country"))
    return Standing(report.type if report else event.type, days_of(str(day)).earliest if day else None, country)


def checked(given: Mapping[str, Sequence[str]], is_report: bool, now: Standing, known: Known) -> dict[str, Any]:
    """The values as judgements hold them, in the order in which they are to be laid; nothing for a field held empty.

    Raises `InputError` for a field that there is not, or a value that it cannot have, with what is allowed.
    """
    fields, what = (REPORT_FIELDS, "a report") if is_report else (EVENT_FIELDS, "an event")
    named: dict[str, list[str]] = {}
    for name, words in given.items():
        named.setdefault(OTHER_NAMES.get(name, name), []).extend(words)
    if unknown := [name for name in named if name not in fields]:
        raise InputError(f"{what} has no such field", found=", ".join(unknown), expected=", ".join(fields))
    asked = _asked(now, named, known)
    found = {name: _value(name, named[name], asked) for name in fields if name in named}
    place, country = part(found.get("place"), "country"), found.get("country")
    if place and country and place != country:
        raise InputError("the place is not in the country", found=f"{part(found['place'], 'name')} in {place}",
                         expected=f"a place in {country}")  # fmt: skip
    return found


def _asked(now: Standing, named: Mapping[str, Sequence[str]], known: Known) -> _Asked:
    type, country = (next(iter(named.get(name, ())), "").strip() for name in ("type", "country"))
    return _Asked(known, type.upper() or now.type, now.day, _code(country, known) or now.country)


def _value(name: str, words: Sequence[str], asked: _Asked) -> Any:
    texts = [" ".join(each.split()) for each in words]
    if len(texts) > 1 and name not in SEVERAL:
        raise InputError(f"{name} is given more than once", found=", ".join(texts), expected="one value")
    if not any(texts):
        if name in NEVER_EMPTY:
            raise InputError(f"{name} cannot be held empty", expected="a value")
        return None
    if not all(texts):
        raise InputError(f"{name} is held empty and not empty", found=", ".join(texts), expected="one of both")
    values = [_CHECK[name](name, text, asked) for text in texts]
    return values if name in SEVERAL else values[0]


def _one_of(name: str, text: str, allowed: Sequence[str]) -> str:
    found = next((each for each in allowed if each.casefold() == text.casefold()), None)
    if found is None:
        expected = ", ".join(allowed) or "nothing: this type has no modes"
        raise InputError(f"no such {name}", found=text, expected=expected)
    return found


def _type(name: str, text: str, _: _Asked) -> str:
    return _one_of(name, text, list(load_ontology().types))


def _mode(name: str, text: str, asked: _Asked) -> str:
    # a wrong type was complained of before: it comes first
    return _one_of(f"{name} of {asked.type}", text, load_ontology().types[asked.type].modes)


def _date(name: str, text: str, _: _Asked) -> str:
    try:
        if not DATE.fullmatch(text):
            raise ValueError("no ISO date")
        when = days_of(text)
        if when.earliest > when.latest:
            raise ValueError("ends before it begins")
    except ValueError as error:
        expected = "a day, month or year such as 2025-10-11, 2025-10, 2025, or two days 2025-10-11/2025-10-13"
        raise InputError(f"no such {name}", found=text, expected=expected) from error
    return text if when.precision != "span" or when.earliest != when.latest else when.earliest.isoformat()


def _code(text: str, known: Known) -> str | None:
    if not text:
        return None
    if found := known.gazetteer.country(text.upper()):
        return found.country
    return next((e.country for e in known.gazetteer.named(text) if e.kind == "country"), None)


def _country(name: str, text: str, asked: _Asked) -> str:
    code = _code(text, asked.known)
    if code is None:
        raise InputError(f"no such {name}", found=text, expected="a country's name or ISO 3166-1 code such as AFG")
    return code


def _place(_: str, text: str, asked: _Asked) -> dict[str, Any]:
    return place_meant(text, asked.country, asked.known.gazetteer)


def _party(name: str, text: str, asked: _Asked) -> dict[str, Any]:
    return party_of(name, text, asked.day, asked.known.actors, asked.known.gazetteer)


def _toll(name: str, text: str, _: _Asked) -> dict[str, int | None]:
    match = TOLL.fullmatch(text)
    ends = [None if each == "?" else int(each) for each in _three(match)] if match else []
    numbers = [each for each in ends if each is not None]
    if not numbers or numbers != sorted(numbers):
        expected = "a number, or lowest-best-highest such as 12-15-15, with ? for one that is not known"
        raise InputError(f"no such number of {name}", found=text, expected=expected)
    return dict(zip(("lowest", "best", "highest"), ends, strict=True))


def _three(match: re.Match[str]) -> list[str]:
    lowest, best, highest = match.groups()
    return [lowest, lowest if best is None else best, lowest if highest is None else highest]


_CHECK: Mapping[str, Callable[[str, str, _Asked], Any]] = {
    "type": _type, "mode": _mode, "date": _date, "country": _country, "place": _place, "actor": _party,
    "recipient": _party, "contexts": lambda name, text, _: _one_of(name, text, load_ontology().contexts),
    "verification": lambda name, text, _: _one_of(name, text, [v.value for v in Verification]),
    "factuality": lambda name, text, _: _one_of(name, text, [f.value for f in Factuality]),
    "status": lambda name, text, _: _one_of(name, text, STATUSES),
    **dict.fromkeys(TOLLS, _toll),
}  # fmt: skip
