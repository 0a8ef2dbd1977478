"""Quotations meet their speakers: contents grow to whole quotations, and quotations without a cue go on with the
last speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.coding.attribution.scoring import Scored
from tocsin.coding.attribution.sheet import Sheet

_SHORT = 4
_SENTENCE_END = frozenset({".", "?", "!", "…"})


@dataclass(slots=True)
class Draft:
    """An attribution in the making: the chosen candidate, if it has a cue, and its content as it grows."""

    scored: Scored | None
    content: set[int]
    continues: Draft | None = None
    quotations: list[int] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """The token that places the attribution in the text."""
        return self.scored.candidate.head if self.scored else min(self.content)


def drafts_of(sheet: Sheet, chosen: list[Scored]) -> list[Draft]:
    """The chosen candidates with their whole quotations, and continued speech, in text order."""
    drafts = [Draft(s, set(s.candidate.content)) for s in chosen]
    owners = _owners(sheet, drafts)
    for number, draft in owners.items():
        draft.content |= set(range(*sheet.quote_range[number]))
        draft.quotations.append(number)
    drafts += _continued(sheet, owners)
    return sorted(drafts, key=lambda d: (d.anchor, min(d.content)))


def _owners(sheet: Sheet, drafts: list[Draft]) -> dict[int, Draft]:
    """Each quotation's likeliest draft among those whose content reaches into it from outside."""
    owners: dict[int, Draft] = {}
    for draft in drafts:
        assert draft.scored is not None
        head = draft.scored.candidate.head
        for number in {sheet.quote_at[i] for i in draft.scored.candidate.content} - {-1, sheet.quote_at[head]}:
            rival = owners.get(number)
            if rival is None or _rank(draft) > _rank(rival):
                owners[number] = draft
    return owners


def _rank(draft: Draft) -> tuple[bool, float]:
    assert draft.scored is not None
    return draft.scored.candidate.construction in ("aside", "clause", "quoted", "before", "loose"), draft.scored.probability


def _continued(sheet: Sheet, owners: dict[int, Draft]) -> list[Draft]:
    """Quotations without a cue of their own: part of the one just before in the same paragraph, else of its speaker."""
    found: list[Draft] = []
    last: Draft | None = None
    for number, (begin, end) in enumerate(sheet.quote_range):
        if number in owners:
            last = owners[number]
            continue
        if last is None or end - begin < _SHORT or not _whole(sheet, begin, end):
            continue
        previous = last.quotations[-1] if last.quotations else -1
        if previous < 0 or not _follows(sheet, previous, number):
            continue
        if "\n" in _between(sheet, previous, number):
            root = last.continues or last
            last = Draft(None, set(range(begin, end)), root, [number])
            found.append(last)
        else:
            last.content |= set(range(begin, end))
            last.quotations.append(number)
    return found


def _between(sheet: Sheet, one: int, other: int) -> str:
    return sheet.text.article.text[sheet.quotations[one].span.end : sheet.quotations[other].span.start]


def _follows(sheet: Sheet, one: int, other: int) -> bool:
    """Whether nothing but the cue's own clause stands between two quotations."""
    between = _between(sheet, one, other).strip()
    return between.count("\n") == 0 and len(between) < 120


def _whole(sheet: Sheet, begin: int, end: int) -> bool:
    """Whether the quotation begins a sentence and ends one: no part of somebody else's sentence."""
    first, _ = sheet.sentence(begin)
    _, last = sheet.sentence(end - 1)
    starts = all(sheet.tokens[i].upos == "PUNCT" for i in range(first, begin))
    tail = sheet.tokens[max(begin, end - 2)].text[-1:]
    ends = all(sheet.tokens[i].upos == "PUNCT" for i in range(end, last)) or tail in _SENTENCE_END
    return starts and ends
