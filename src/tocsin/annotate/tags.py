"""Penn tags that agree with the part of speech: where the two heads differ, which is seldom, the form decides."""

from __future__ import annotations

_PARTICLES = frozenset("to not n't nt 's s ' na ta".split())
_BY_TAG = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "MD": "AUX", "DT": "DET", "PR": "PRON"}
_HELPERS = frozenset("have has had having 've 's 'd is are was were be been being am get gets got".split())
_BARE_AFTER = frozenset("to will would can could may might must should shall do does did 'll wo ca".split())
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})


def sensible(form: str, upos: str, xpos: str) -> str:
    """The part of speech, but a particle only for the few words that are particles: the tag decides for others."""
    if upos != "PART" or form.lower().replace("’", "'") in _PARTICLES:
        return upos
    if xpos.startswith("NNP"):
        return "PROPN"
    return _BY_TAG.get(xpos[:2], "NOUN" if not form.lower().endswith("ed") else "VERB")


def agreed(form: str, upos: str, xpos: str, before: str) -> str:
    """The Penn tag of a word; `before` is the word before it ('' at the start of a sentence)."""
    if upos == "VERB" and xpos not in _VERBAL:
        return _verb(form.lower(), before.lower().replace("’", "'"))
    if upos == "NOUN" and xpos not in _NOMINAL and xpos not in ("CD", "JJ", "VBG", "GW", "FW", "SYM", "ADD"):
        return "NNS" if form.lower().endswith("s") and not form.lower().endswith(("ss", "us", "is")) else "NN"
    if upos == "PROPN" and xpos not in _NOMINAL and xpos not in ("GW", "FW", "ADD", "CD"):
        return "NNP"
    return xpos


def _verb(small: str, before: str) -> str:
    if small.endswith("ing"):
        return "VBG"
    if small.endswith("ed"):
        return "VBN" if before in _HELPERS else "VBD"
    if before in _BARE_AFTER:
        return "VB"
    return "VBZ" if small.endswith("s") and not small.endswith("ss") else "VBP"
