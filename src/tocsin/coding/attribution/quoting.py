"""Quotations meet their speakers: contents grow to whole quotations, and quotations without a cue go on with the
last speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.coding.attribution.scoring import Scored
from tocsin.coding.attribution.sheet import Sheet

_SHORT = 4
_FAR = 120
_TELLING = frozenset({"aside", "clause", "quoted", "quoted+object", "after", "before", "loose"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making: the chosen candidate and its content as it grows."""

    scored: Scored
    content: set[int]
    quotations: list[int] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """The token that places the attribution in the text."""
        return self.scored.candidate.head


def drafts_of(sheet: Sheet, chosen: list[Scored]) -> list[Draft]:
    """The chosen candidates, in text order, their contents grown to whole quotations and continued ones."""
    drafts = [Draft(s, set(s.candidate.content)) for s in chosen]
    owners = _owners(sheet, drafts)
    for number, draft in owners.items():
        draft.content |= set(range(*sheet.quote_range[number]))
        draft.quotations.append(number)
    _continued(sheet, owners)
    return sorted(drafts, key=lambda d: (d.anchor, min(d.content)))


def _owners(sheet: Sheet, drafts: list[Draft]) -> dict[int, Draft]:
    """Each quotation's likeliest draft among those whose content reaches into it from outside."""
    owners: dict[int, Draft] = {}
    for draft in drafts:
        head = draft.scored.candidate.head
        for number in {sheet.quote_at[i] for i in draft.scored.candidate.content} - {-1, sheet.quote_at[head]}:
            rival = owners.get(number)
            if rival is None or _rank(draft) > _rank(rival):
                owners[number] = draft
    return owners


def _rank(draft: Draft) -> tuple[bool, float]:
    return draft.scored.candidate.construction in _TELLING, draft.scored.probability


def _continued(sheet: Sheet, owners: dict[int, Draft]) -> None:
    """A whole quotation without a cue of its own goes on with the speaker of the one before."""
    last: Draft | None = None
    for number, (begin, end) in enumerate(sheet.quote_range):
        if number in owners:
            last = owners[number]
            continue
        if last is None or end - begin < _SHORT or not _whole(sheet, begin, end):
            continue
        if _follows(sheet, last, max(last.quotations), number):
            last.content |= set(range(begin, end))
            last.quotations.append(number)


def _between(sheet: Sheet, one: int, other: int) -> str:
    return sheet.text.article.text[sheet.quotations[one].span.end : sheet.quotations[other].span.start]


def _follows(sheet: Sheet, last: Draft, one: int, other: int) -> bool:
    """Whether nothing but the rest of the cue's own sentence stands between two quotations."""
    end, begin = sheet.quote_range[one][1], sheet.quote_range[other][0]
    if begin - end > _FAR or "\n" in _between(sheet, one, other).strip():
        return False
    between = {sheet.tokens[i].sentence for i in range(end, begin) if sheet.tokens[i].upos != "PUNCT"}
    return between <= {sheet.tokens[last.anchor].sentence, sheet.tokens[end - 1].sentence}


def _whole(sheet: Sheet, begin: int, end: int) -> bool:
    """Whether the quotation begins a sentence and ends one: no part of somebody else's sentence."""
    first, _ = sheet.sentence(begin)
    _, last = sheet.sentence(end - 1)
    return all(sheet.tokens[i].upos == "PUNCT" for i in (*range(first, begin), *range(end, last)))
