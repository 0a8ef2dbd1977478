"""Base forms of words: a table of those that no rule gives (from the training treebanks), rules for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_SILENT_E = re.compile(
    r"""(?: [^eao]at | [^aeiou][aiu]d | uad | [lr]od | [^aeo]ot | [^aeo]ut | [cuvz](?<!zz) | [aeiou]s | [nrlp]s(?<!ss)
    | [^aeo]g(?<!gg)(?<!ng) | [aeo]ng(?<=.{4}) | [bcdfgkptz]l | [^aeiou]ir | uir | [^aeo]ur | [^aeo]ar | [^aeiou][il]in
    | [bmfhpt]in | um | [^aeo]am | [^aeo][aiou]k(?<!ook) | [^aeo]ap | [iy]p(?<!ip) | [^aeiou]il | [^aeiou]ul | ib
    | stor | plor | gnor | tpon )$""",
    re.VERBOSE,
)
_DOUBLED = re.compile(r"[aeiou]([bdgmnprt])\1$|[^aeiou][eo]ll$(?<=.{6})")
_CLASSES = {"AUX": "VERB"}

Exceptions = Mapping[tuple[str, str], str]


class Lemmatizer:
    """Base forms by form and part of speech; ``exceptions`` are looked up first."""

    def __init__(self, exceptions: Exceptions) -> None:
        self._exceptions = exceptions
        self._seen = lru_cache(maxsize=100_000)(self._find)

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """The base form, in small letters unless the word is a proper noun, a number or a symbol."""
        return self._seen(form, upos, xpos)

    def _find(self, form: str, upos: str, xpos: str) -> str:
        small = form.lower().replace("’", "'")
        known = self._exceptions.get((upos, small))
        return known if known is not None else by_rule(form, upos, xpos)


def read_exceptions(path: Path) -> dict[tuple[str, str], str]:
    """The table ``part of speech, form, lemma``, one a line with tabs."""
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        upos, form, lemma = line.split("\t")
        table[upos, form] = lemma
    return table


def by_rule(form: str, upos: str, xpos: str) -> str:
    """The base form that the endings alone suggest."""
    small = form.lower().replace("’", "'")
    match _CLASSES.get(upos, upos), xpos:
        case (("PROPN" | "NUM" | "X" | "SYM" | "PUNCT"), _):
            return form
        case "NOUN", "NNS":
            return _without_s(small)
        case "VERB", "VBZ":
            return _without_s(small)
        case "VERB", ("VBD" | "VBN") if small.endswith("ed") and len(small) > 3:
            return small[:-3] + "y" if small.endswith("ied") and len(small) > 4 else _stem(small[:-2])
        case "VERB", "VBG" if small.endswith("ing") and len(small) > 4:
            return _stem(small[:-3])
        case (("ADJ" | "ADV"), ("JJR" | "RBR")) if small.endswith("er"):
            return _positive(small[:-2])
        case (("ADJ" | "ADV"), ("JJS" | "RBS")) if small.endswith("est"):
            return _positive(small[:-3])
    return small


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("men") and len(word) > 3:
        return word[:-2] + "an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _stem(stem: str) -> str:
    if not re.search("[aeiouy]", stem):
        return stem + "e" if len(stem) > 1 else stem
    if _DOUBLED.search(stem):
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem


def _positive(stem: str) -> str:
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if _DOUBLED.search(stem) else stem + "e" if _SILENT_E.search(stem) else stem
