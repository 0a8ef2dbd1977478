"""Rules for words that mean a time without naming one: 'now', 'recently', 'the future'."""

from __future__ import annotations

import re

from tocsin.coding.dates.anchor import Anchor
from tocsin.coding.dates.rules import SPACE, Reading, Rule, rule, said, text_after, text_before

REFERENCES = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "current": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "at the moment": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "recently": "PAST_REF",
    "more recently": "PAST_REF",
    "lately": "PAST_REF",
    "the past": "PAST_REF",
    "soon": "FUTURE_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
}
_GOES_ON = re.compile(r"\s+(?:and|or|to|but|is|was|has|that|by|in|on|as)\b")


def _reference(found: re.Match[str], anchor: Anchor) -> Reading | None:
    words, before, after = said(found, "words"), text_before(found, 4).lower(), text_after(found, 12)
    if words == "soon" and (before.endswith(("as ", "too ", "so ")) or after.startswith((" as", " after"))):
        return None
    if words == "the past" and re.match(r"\s+\w", after) and not _GOES_ON.match(after):
        return None
    if words == "now" and re.match(r"[-,]?\s?that\b|-", after):
        return None
    return Reading("DATE", REFERENCES[words])


_WORDS = "|".join(sorted((words.replace(" ", SPACE) for words in REFERENCES), key=len, reverse=True))

RULES: tuple[Rule, ...] = (rule("reference", "reference", rf"(?P<words>{_WORDS})", _reference, re.IGNORECASE),)
