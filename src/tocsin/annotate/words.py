"""Splits text into words as the Universal Dependencies English treebanks do, with true offsets.

Contractions are two words (``do`` + ``n't``, ``Iran`` + ``'s``), hyphenated compounds are three
(``short`` + ``-`` + ``term``), abbreviations keep their full stop.
"""

from __future__ import annotations

import re

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon st sr jr messrs
    gen lt col capt cpl sgt maj adm cmdr brig pvt cpt insp det
    gov sen rep pres amb atty govs sens reps drs profs gens spc asst ald supt
    jan feb mar apr jun jul aug sept sep oct nov dec
    mon tue tues wed thu thur thurs fri
    no nos vs etc al inc ltd co corp bros llc dept univ assn
    ave blvd rd mt ft fig vol pp approx est
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla
    ore pa penn tenn tex va vt wash wis wyo
    """.split()
)

# Prefixes that the treebanks leave joined to the word after the hyphen.
_PREFIXES = (
    "e|a|u|x|agro|ante|anti|arch|bi|bio|co|counter|cross|cyber|de|eco|ex|extra|inter|intra|macro|mega|micro|mid|mini"
    "|mono|multi|neo|non|over|pan|para|peri|post|pre|pro|pseudo|quasi|re|semi|sub|super|tri|ultra|un|uni|vice"
)
# Words of ordinary English that are abbreviations only where no sentence can end.
_AMBIGUOUS = frozenset("no co la pa ill ind ore miss mass wash mar mon fri sat sun del det est fig mo st rep".split())

_LONGEST_WORD = 200
_TOKEN = re.compile(
    rf"""
      (?i:https?://|www\.)[^\s<>"“”]{{1,2000}}
    | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,4}}
    | [@\#]\w{{1,64}}
    | \b[\w-]{{1,40}}\.(?:com|org|net|gov|edu|co\.uk)\b
    | (?:[^\W\d_]\.){{2,12}}(?:[^\W\d_]\b)?
    | \b(?i:{_PREFIXES})-[^\W\d_]{{2,}}
    | \b[A-Z]\.(?=\s+[A-Z])
    | \b\d{1, 4}/\d{1, 2}/\d{2, 4}\b
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])
    | \d+(?:[.,:]\d+)*
    | [^\W\d_][^\W_]*(?:['’][^\W\d_]+)*
    | \.{{2,}} | -{{2,}} | !+\?*!* | \?+!*\?* | [=_*~]{{2,200}}
    | \S
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_MERGED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3}
_TRAILING = ".,;:!?)]}'\"’”"


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words of ``text[start:end]`` as half-open character offsets into ``text``, in order."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    position = start
    while (match := _TOKEN.search(text, position, stop)) is not None:
        begin, finish = match.span()
        if match.group()[:4].lower() in ("http", "www."):
            while finish > begin + 1 and text[finish - 1] in _TRAILING:
                finish -= 1
        elif finish < stop and text[finish] == "." and _is_abbreviation(text, begin, finish, stop):
            finish += 1
        position = finish
        _add(text, begin, finish, found)
    return found


def _is_abbreviation(text: str, begin: int, finish: int, stop: int) -> bool:
    word = text[begin:finish].lower()
    if word not in ABBREVIATIONS:
        return False
    if word not in _AMBIGUOUS:
        return True
    after = text[finish + 1 : min(finish + 3, stop)].lstrip()
    if word in ("no", "nos"):
        return after[:1].isdigit()
    return text[begin].isupper() and bool(after)


def _add(text: str, begin: int, finish: int, found: list[tuple[int, int]]) -> None:
    length = finish - begin
    if length > _LONGEST_WORD:
        found.extend((cut, min(cut + _LONGEST_WORD, finish)) for cut in range(begin, finish, _LONGEST_WORD))
        return
    surface = text[begin:finish]
    if length > 2 and ("'" in surface or "’" in surface):
        clitic = _CLITIC.search(surface)
        if clitic is not None and clitic.start() > 0:
            found.append((begin, begin + clitic.start()))
            found.append((begin + clitic.start(), finish))
            return
    cut_at = _MERGED.get(surface.lower()) if 5 <= length <= 6 else None
    if cut_at is not None:
        found.append((begin, begin + cut_at))
        found.append((begin + cut_at, finish))
        return
    found.append((begin, finish))
