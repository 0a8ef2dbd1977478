"""Names as keys: folded words, plurals, and how strictly a name's case must agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_]?(?![^\W_])")
SPECIAL = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"})
NO_PLURAL = ("s", "police", "people", "children", "men", "troops", "crew", "press", "staff")

UPPER, CAPITAL, ANY, EXACT = "U", "C", "L", "E"


@lru_cache(maxsize=65536)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without accents, hyphens or dots ('U.S.-led' is 'us', 'led')."""
    joined = ABBREVIATION.sub(lambda match: match.group().replace(".", "") + " ", text)
    plain = joined.lower().translate(SPECIAL)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(word.lower() for word in WORD.findall(plain))


def key_of(text: str) -> str:
    """The key under which a name is kept: its folded words, without a leading 'the' and a final possessive."""
    words = fold_words(text)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[-1] == "s" and re.search(r"['’]s\s*$", text):
        words = words[:-1]
    return " ".join(words)


def case_rule(name: str) -> str:
    """How text must be written to be this name: in capitals for short abbreviations, else with its first capital.

    Short names of mixed case ('LeT') must be written just so; their rule holds the name.
    """
    letters = [c for c in name if c.isalpha()]
    if letters and len(letters) <= 6 and all(c.isupper() for c in letters):
        return UPPER
    if len(letters) <= 4 and sum(c.isupper() for c in letters) > 1 and " " not in name:
        return EXACT + name
    return CAPITAL if letters and letters[0].isupper() else ANY


def case_agrees(rule: str, written: Sequence[str]) -> bool:
    """Whether the written words satisfy a name's case rule."""
    first = next((word for word in written if word[:1].isalnum()), "")
    if rule[:1] == EXACT:
        return "".join(written) == rule[1:]
    if rule == UPPER:
        return all(word == word.upper() for word in written)
    if rule == CAPITAL:
        return first[:1].isupper() or first[:1].isdigit() or any(word[:1].isupper() for word in written[1:])
    return True


def plurals(phrase: str) -> list[str]:
    """The phrase and its regular plural; the last word carries the plural."""
    head, _, last = phrase.rpartition(" ")
    if last.endswith(NO_PLURAL) and not last.endswith(("ss", "ps")):
        return [phrase]
    if last.endswith("man") and not last.endswith(("human", "shaman", "talisman")):
        plural = last[:-3] + "men"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        plural = last[:-1] + "ies"
    elif last.endswith(("ch", "sh", "ss", "x", "z")):
        plural = last + "es"
    elif last.endswith("thief"):
        plural = last[:-1] + "ves"
    else:
        plural = last + "s"
    return [phrase, f"{head} {plural}".strip()]
