"""The language of a text: by its function words where these are plain, by py3langid where they are not."""

from __future__ import annotations

import re

from tocsin.extract.words import STOP_WORDS

ENOUGH_WORDS = 8
"""A text with fewer words is English only where nothing speaks against it."""
FEW_WORDS = 25
"""Below this a text of plain letters with no function word of another language counts as English."""
PLAINLY, HARDLY = 0.28, 0.08
"""Shares of English function words above which a text is English, and below which it is asked about."""
SAMPLE = 6000
"""Characters that are looked at, from the start, the middle and the end."""

_WORD = re.compile(r"[^\W\d_]+")
_OTHER = frozenset(
    """der die das und ist nicht ein eine mit von zu den dem im auf für sich auch werden wurde le la les des une
    est dans que qui pour pas sur avec sont par plus el los las una del con por para como fue su il di che non
    per della sono gli o os um uma não em foi mais ao het een van niet voor zijn met och att det som är på til
    af er ikke w na się nie jest że do bir ve bu için dan yang dengan ini itu untuk di""".split()
) - {"die", "do", "per", "as", "on", "in", "for", "was", "van", "son", "o"}


def language_of(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of the language, or nothing where no word stands in the text.

    `hint`: the language that the page names for itself; it decides only where the text is too short to tell.
    """
    sample = _sample(text)
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words:
        return hint
    latin = sum(w.isascii() for w in words) / len(words)
    english = sum(w in STOP_WORDS for w in words) / len(words)
    other = sum(w in _OTHER for w in words) / len(words)
    if len(words) < ENOUGH_WORDS:
        return _short(latin, other, sample, hint)
    if latin > 0.7 and english > PLAINLY and english > 2 * other:
        return "en"
    guess = _asked(sample)
    if guess != "en" and latin > 0.95 and english > 0.15 and english > 2 * other:
        # headlines and lists of names mislead a model of letters; function words do not
        return "en"
    if len(words) < FEW_WORDS and latin > 0.97 and not other:
        return "en"
    return "en" if latin > 0.97 and other < 0.02 and english > HARDLY and hint == "en" else guess


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    part, middle = SAMPLE // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _short(latin: float, other: float, sample: str, hint: str | None) -> str | None:
    if hint:
        return hint
    return "en" if latin > 0.9 and other < 0.2 else _asked(sample)


def _asked(sample: str) -> str:
    import py3langid  # its first call takes most of a second, and most pages never need it

    return str(py3langid.classify(sample)[0])
