"""Where an outlet is at home: from a table of known ones, from a town in its name, or from its country's domain."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tocsin.coding.places.ranking import Home
from tocsin.knowledge.gazetteer.folding import fold
from tocsin.knowledge.gazetteer.lookup import Entry, Gazetteer
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.model.article import Article

TABLE = Path(__file__).with_name("outlets.yaml")
_PAPERS = re.compile(
    r"(?:the|daily|my|on|in|weekly|online|post|times|news|paper|papers|herald|tribune|journal|gazette|press|star|sun"
    r"|mail|echo|express|observer|chronicle|register|record|leader|advocate|review|telegraph|telegram|courier"
    r"|dispatch|standard|citizen|examiner|independent|evening|morning|today|live|local|report|reporter|beacon|sentinel"
    r"|free|world|guardian|monitor|radio|tv|fm|channel|\d)+"
)
_SMALLEST_TOWN = 5000
_TOP_DOMAINS = {"uk": "GB", "eu": "", "tv": "", "fm": "", "me": "", "io": "", "ai": "", "co": "", "cc": "", "ws": ""}


@lru_cache(maxsize=512)
def _home(host: str, outlet: str, gazetteer: Gazetteer) -> Home:
    for name in (host, host.partition(".")[2]):
        if name in _table():
            return _row(_table()[name], gazetteer)
    country = _country(host, gazetteer)
    for word in _names(host, outlet):
        town = _town(word, country, gazetteer)
        if town is not None:
            return Home(country, None, None, None, town)
    return Home(country)


def home_of(article: Article, gazetteer: Gazetteer) -> Home:
    """The outlet's home as far as its host name or its own name tells; an empty Home when neither does."""
    outlet = (article.outlet or "").strip()
    host = _host(article.url or "") or (outlet.lower() if re.fullmatch(r"[\w.-]+\.[a-z]{2,6}", outlet.lower()) else "")
    return _home(host.removeprefix("www."), "" if "." in outlet and " " not in outlet else outlet, gazetteer)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table: dict[str, str] = yaml.load(TABLE.read_text("utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return table


def _row(row: str, gazetteer: Gazetteer) -> Home:
    town, *rest = (part.strip() for part in row.split(","))
    if not rest:
        return Home(town)
    country, admin1 = rest[0], rest[1] if len(rest) > 1 else None
    for entry in gazetteer.named(town):
        if entry.kind == "city" and entry.country == country and admin1 in (None, entry.admin1):
            return Home(country, entry.admin1, entry.lat, entry.lon, fold(town))
    return Home(country, admin1)


def _country(host: str, gazetteer: Gazetteer) -> str | None:
    last = host.rpartition(".")[2]
    if len(last) != 2:
        return None
    return gazetteer.countries_by_code().get(_TOP_DOMAINS.get(last, last.upper()))


def _names(host: str, outlet: str) -> list[str]:
    """Words that may be a town: parts of the host without 'times', 'news' and so on, and runs of the outlet's name."""
    found: list[str] = []
    for label in host.split(".")[:-1]:
        for part in label.split("-"):
            stripped = re.sub(rf"^{_PAPERS.pattern}|{_PAPERS.pattern}$", "", part)
            found.extend(dict.fromkeys([part, stripped]))
    words = re.findall(r"[A-Z][\w.'’-]+", outlet)
    found.extend(" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1))
    return [name for name in found if len(name) > 4 and not _PAPERS.fullmatch(name.lower())]


def _town(name: str, country: str | None, gazetteer: Gazetteer) -> str | None:
    key = fold(name)
    return key if any(_is_town(e, country) for e in gazetteer.find(key)) else None


def _is_town(entry: Entry, country: str | None) -> bool:
    big = entry.kind == "city" and entry.population >= _SMALLEST_TOWN and entry.sort <= NameSort.COMMON
    return big and country in (None, entry.country)
