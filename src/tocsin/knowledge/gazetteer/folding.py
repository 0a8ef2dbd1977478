"""How names are folded, so that 'Al-Fashir', 'al Fashir' and 'Al Fāshir' meet under one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e",
        "-": " ", "–": " ", "‑": " ", "/": " ", "'": None, "’": None, "‘": None, "`": None, "ʻ": None, "ʼ": None,
        "ʿ": None, "ʾ": None, "′": None, ".": " ", ",": " ", "(": " ", ")": " ", "&": " and ",
    }
)  # fmt: skip
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?)+(?:[a-z]\.|[a-z]\b)")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "is": "island"}
_ARTICLES = ("al ", "el ", "ad ", "as ", "ash ", "an ", "ar ", "az ", "at ")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, plain Latin letters, one space between words, 'St.' written out.

    'U.S.' and 'US' share a key; the empty string comes back for a name with no Latin letters.
    """
    key = name.lower()
    if "." in key:
        key = _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m.group()) + " ", key)
    key = key.translate(_LETTERS)
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKD", key) if c.isascii() and (c.isalnum() or c == " "))
    words = key.split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def sound(key: str) -> str:
    """A coarser key for transliterated names, for use only where the exact key is unknown.

    Drops the Arabic article, doubled letters and hyphenation; q and k, ou and u, ee and i, y and i are one.
    """
    for article in _ARTICLES:
        if key.startswith(article):
            key = key[len(article) :]
            break
    key = key.replace(" ", "").replace("q", "k").replace("ou", "u").replace("oo", "u").replace("ee", "i")
    key = key.replace("kh", "h").replace("gh", "g").replace("dh", "d").replace("y", "i").replace("e", "a")
    return re.sub(r"(.)\1+", r"\1", key).rstrip("h")
