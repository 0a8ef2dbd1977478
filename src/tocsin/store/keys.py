"""The names under which things are kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from tocsin.ids import text_sha256

LONGEST = 1000
"""Characters of a page's name in an index; a longer URL is kept under its hash."""
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def page_key(name: str) -> str:
    """The name of a page: its URL, or its article's id where it has none."""
    return name if len(name.encode("utf8", "surrogatepass")) <= LONGEST else f"sha256:{text_sha256(name)}"


def source_id(address: str) -> str:
    """`s` and 20 hex digits of the hash of the address."""
    return "s" + text_sha256(address)[:20]


def item_key(item: str) -> str:
    """A run's item, by its hash, so that a forgotten page leaves no name behind."""
    return text_sha256(item)


def short_id(letter: str, *parts: str) -> str:
    """A letter and 20 hex digits of the hash of the parts."""
    return letter + hashlib.sha256("\x1f".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:20]


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words stand: runs of letters and digits, `[start, end)`."""
    return [match.span() for match in _WORD.finditer(text)]


def fold(text: str) -> str:
    """Words only, without case and accents, one space between: 'Al-Ṣadr' -> 'al sadr'."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))
