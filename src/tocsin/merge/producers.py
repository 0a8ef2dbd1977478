"""Who produced a text: the agency that it credits, or else the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from tocsin.merge.facts import REMEMBERED, coded_text
from tocsin.merge.wording import WORD
from tocsin.model import Article

_GENERIC = frozenset(
    "agency agencia agence press news newswire wire service services media group network online the of com www".split()
)
_NAME = r"[A-Z][\w.&'’-]*(?:[ /][A-Z][\w.&'’-]*){0,3}"
_DATELINE = re.compile(rf"^\W*[^\n()]{{0,60}}\((?P<name>{_NAME})\)\s*[-–—:]", re.MULTILINE)
_CLOSING = re.compile(
    rf"^\W*(?:source|credit|via|from|copyright|©|by|reporting by|additional reporting by|with reporting (?:by|from))"
    rf"\W+(?P<name>{_NAME})\W*$",
    re.MULTILINE | re.IGNORECASE,
)
_BARE = re.compile(rf"^\s*[-–—(\[]+\s*(?P<name>{_NAME})\s*[)\]]?\s*$", re.MULTILINE)
_HEARD = (
    re.compile(rf"(?i:according to|as reported by|citing|quoted by|cited by|told|by)\s+(?:the )?(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME}),?\s+(?:has |had )?(?:reported|reports)\b"),
)
_SO_CALLED = re.compile(
    rf"(?P<name>{_NAME}) (?:news |press )?agency,?\s+(?:has |had )?(?:reported|reports|said|quoted)\b"
)  # fmt: skip


@cache
def _agencies() -> dict[str, str]:
    """Folded name, and folded other names, to the folded main name."""
    out: dict[str, str] = {}
    for line in files("tocsin.merge").joinpath("agencies.txt").read_text("utf8").splitlines():
        names = [fold(n) for n in line.partition("#")[0].split("|") if n.strip()]
        out.update(dict.fromkeys(names, names[0]) if names else {})
    return out


def fold(name: str) -> str:
    """A producer's name in folded letters, without words such as 'news agency'; never empty for a name with letters."""
    words = [w.casefold().replace("’", "'").removesuffix("'s") for w in WORD.findall(name)]
    return " ".join([w for w in words if w not in _GENERIC] or words)


def agency(name: str) -> str | None:
    """The folded main name of a news agency that is known by this name, or that calls itself one."""
    known = _agencies().get(fold(name))
    if known:
        return known
    said = {w.casefold() for w in WORD.findall(name)}
    return fold(name) if said & {"newswire", "agence"} or ("agency" in said and said & {"news", "press"}) else None


def credited(article: Article, others: frozenset[str] = frozenset()) -> str | None:
    """The agency whose text this is by its own credit: dateline, byline or closing line.

    `others` are folded names of agencies seen in the same collection. A name in brackets before the dash of a dateline
    is an agency whoever it is, unless it is the outlet's own.
    """
    own = fold(article.outlet or "")
    text = coded_text(article)
    head = _DATELINE.search(text[:600])
    if head and fold(head["name"]) != own:
        return agency(head["name"]) or fold(head["name"])
    known = (found for name in _credits(article) if (found := _known(name, others)) and found != own)
    return next(known, None)


def _credits(article: Article) -> Iterator[str]:
    """What stands where an agency is credited: in the byline, and at the end of the text."""
    if article.byline:
        yield article.byline
    for pattern in (_CLOSING, _BARE):
        for match in pattern.finditer(article.text[-400:]):
            yield match["name"]


def _known(name: str, others: frozenset[str]) -> str | None:
    found = agency(name)
    if found:
        return found
    return fold(name) if fold(name) in others else None


def heard_from(text: str, others: frozenset[str] = frozenset()) -> str | None:
    """The agency that the words credit ('according to Reuters', 'told AFP', 'Xinhua reported'), if one is known."""
    for name in _heard(text):
        if found := _known(name, others):
            return found
    called = _SO_CALLED.search(text)
    return fold(called["name"]) if called else None


def _heard(text: str) -> Iterator[str]:
    """What stands where an agency is quoted, the longest names first."""
    for pattern in _HEARD:
        for match in pattern.finditer(text):
            words = match["name"].split()
            for size in range(len(words), 0, -1):
                yield " ".join(words[:size])


@lru_cache(maxsize=REMEMBERED)
def names_in(article: Article) -> frozenset[str]:
    """The folded names that stand where an agency is credited or quoted, agencies or not."""
    return frozenset(fold(name) for name in chain(_credits(article), _heard(coded_text(article))))
