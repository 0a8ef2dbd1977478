"""English number words and figures: from the words to a number."""

from __future__ import annotations

import re

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}

PART = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+/\d+|\d+(?:\.\d+)?|[a-z]+")
SKIPPED = frozenset({"and", "a", "an"})


def number(words: str) -> float | None:
    """The value of 'fifty-eight', '1.2 million', 'two and a half', '2 1/2' or '1,200'; nothing if a word is no number.

    'a dozen' is 12 and 'a hundred' 100; 'half' adds .5 to what precedes it. Vague words such as 'several' give nothing.
    """
    total, current, seen = 0.0, 0.0, False
    for part in PART.findall(words.lower()):
        value = _plain(part)
        if value is not None:
            current, seen = current + value, True
        elif part in SCALES:
            scaled = (current if seen and current else 1.0) * SCALES[part]
            current, seen = (scaled, True) if part == "hundred" else (0.0, True)
            total += 0.0 if part == "hundred" else scaled
        elif part in ("dozen", "dozens"):
            current, seen = (current if seen and current else 1.0) * 12, True
        elif part not in SKIPPED:
            return None
    if not seen:
        return 1.0 if words.lower().strip() in ("a", "an") else None
    return total + current


def _plain(part: str) -> float | None:
    if part[0].isdigit():
        if "/" in part:
            above, below = part.split("/")
            return int(above) / int(below) if int(below) else None
        return float(part.replace(",", ""))
    if part == "half":
        return 0.5
    return SMALL.get(part, TENS.get(part))


def spoken_year(words: str) -> int | None:
    """The year in 'nineteen ninety-seven' or 'twenty twelve'; nothing if the words are no year."""
    parts = re.findall(r"[a-z]+", words.lower())
    if not parts:
        return None
    century = SMALL.get(parts[0], TENS.get(parts[0]))
    rest = number(" ".join(parts[1:])) if len(parts) > 1 else None
    if century is None or rest is None or not 14 <= century <= 20 or not 10 <= rest < 100:
        return None
    return int(century * 100 + rest)
