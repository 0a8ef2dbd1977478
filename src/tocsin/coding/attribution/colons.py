"""Candidates whose cue is a colon: 'Minister: Troops will stay', 'Troops will stay: minister', an interview's lines.

A dash does the same only at the end of a headline: 'Troops will stay - minister'.
"""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.sheet import Sheet
from tocsin.model.article import ZoneKind

_LONGEST_NAME = 7
_SHORTEST_CONTENT = 3


def colon_candidates(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """The words on the one side of a colon as what the party on the other side says."""
    first, last = sheet.sentence(index)
    line_first = _line_start(sheet, index, first)
    left, right = range(line_first, index), range(index + 1, last)
    colon = sheet.word(index) == ":"
    if colon and len(right) >= _SHORTEST_CONTENT and _only_name(sheet, left):
        yield _candidate(sheet, index, "name:", left, range(index + 1, _line_end(sheet, last)))
    elif (colon or _in_headline(sheet, index)) and len(left) >= _SHORTEST_CONTENT and _only_name(sheet, right):
        yield _candidate(sheet, index, ":name", right, left)


def _in_headline(sheet: Sheet, index: int) -> bool:
    return sheet.text.sentences[sheet.tokens[index].sentence].zone is ZoneKind.HEADLINE


def _candidate(sheet: Sheet, index: int, construction: str, name: range, content: range) -> Candidate:
    return Candidate(index, construction, tuple(sheet.trimmed(content)), _top(sheet, name))


def _only_name(sheet: Sheet, name: range) -> bool:
    """Whether the words are a short bare noun phrase and no place: a dateline or topic is nobody's name."""
    if not 0 < len(name) <= _LONGEST_NAME or sheet.entity_at.get(_top(sheet, name), "") == "PLACE":
        return False
    return any(sheet.tokens[i].upos in ("PROPN", "NOUN", "PRON") for i in name) and not any(
        sheet.tokens[i].upos in ("VERB", "AUX", "SCONJ") or sheet.quote_at[i] >= 0 for i in name
    )


def _top(sheet: Sheet, name: range) -> int:
    """The head of the phrase: the last name or noun that nothing inside the phrase governs, before any preposition."""
    nouns = [i for i in name if sheet.tokens[i].upos in ("PROPN", "NOUN", "PRON")]
    tops = [i for i in nouns if sheet.tokens[i].head not in name or sheet.tokens[i].head == i]
    return (tops or nouns or list(name))[0]


def _line_start(sheet: Sheet, index: int, first: int) -> int:
    text = sheet.text.article.text
    begin = text.rfind("\n", 0, sheet.tokens[index].start) + 1
    while first < index and sheet.tokens[first].start < begin:
        first += 1
    return first


def _line_end(sheet: Sheet, last: int) -> int:
    """The end of the paragraph, for an interview's answers run over several sentences."""
    text = sheet.text.article.text
    while last < len(sheet.tokens) and "\n" not in text[sheet.tokens[last - 1].end : sheet.tokens[last].start]:
        _, last = sheet.sentence(last)
    return last
