"""Candidates whose cue is a verb, or an adjective that is a predicate ('is confident that')."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.subjects import SUBJECTS, agent, source_of_verb

_CLAUSES = ("ccomp", "csubj:pass")
_OPEN = ("xcomp",)
_OBLIQUE = ("obl", "obl:unmarked", "nmod")
_WHERE_IT_WAS_SAID = frozenset({"in", "on", "at", "during", "after", "before", "by", "since", "until", "from", "via"})
_NEAR = 12
_ASIDE = ("parataxis", "discourse")


def verb_candidates(sheet: Sheet, index: int) -> Iterator[Candidate]:
    """Every way in which this verb or predicate may report something."""
    source = source_of_verb(sheet, index)
    seen: set[tuple[int, ...]] = set()
    for construction, content in _contents(sheet, index):
        own = sheet.subtree(source, without=(index,)) if source is not None and construction != "aside" else set()
        left = tuple(sheet.trimmed(content - {index} - (own if source not in content else set())))
        if left and left not in seen:
            seen.add(left)
            yield Candidate(index, construction, left, source)


def _contents(sheet: Sheet, index: int) -> Iterator[tuple[str, set[int]]]:
    clauses = sheet.related(index, *_CLAUSES)
    objects = sheet.related(index, "obj", "iobj")
    opens = sheet.related(index, *_OPEN)
    if clauses:
        joined_on = [j for c in clauses for j in _joined_on(sheet, c, index)]
        yield "clause", _union(sheet, clauses) - _union(sheet, joined_on)
    yield from _asides(sheet, index)
    yield from _quoted_beside(sheet, index, clauses)
    if opens and objects:
        yield "object+open", _union(sheet, objects + opens)
    if opens:
        yield "open", _union(sheet, opens)
    if objects and not clauses:
        yield "object", _union(sheet, objects[-1:])
        rest = [k for k in sheet.related(index, "obl", "advcl", "xcomp") if k > objects[-1]]
        if rest:
            yield "object+rest", _union(sheet, [*objects, *rest])
    if not objects and not clauses:
        yield from _obliques(sheet, index)
        suffering = sheet.related(index, "nsubj:pass")
        if suffering:
            beside = _beside(sheet, index)
            if not (sheet.tokens[index].lemma == "accuse" and beside):
                yield "suffering", _union(sheet, suffering + opens)
            yield "suffering+rest", _union(sheet, suffering + opens + beside)
    for kid in sheet.related(index, "advcl"):
        if not clauses and sheet.tokens[kid].xpos in ("VB", "VBG") and kid > index:
            yield "purpose", _union(sheet, [*objects, kid])


def _union(sheet: Sheet, heads: list[int]) -> set[int]:
    found: set[int] = set()
    for head in heads:
        found |= sheet.subtree(head)
    return found


def _asides(sheet: Sheet, index: int) -> Iterator[tuple[str, set[int]]]:
    """'..., he said', 'as he said': the verb hangs on what it reports, or what it reports hangs loosely on it."""
    token = sheet.tokens[index]
    if token.head != index and sheet.related(index, *SUBJECTS):
        if token.deprel in _ASIDE:
            yield "aside", sheet.subtree(token.head, without=(index, *_joined_on(sheet, token.head, index)))
        elif token.deprel in ("advcl", "advcl:relcl") and any(sheet.word(k) == "as" for k in sheet.kids[index]):
            yield "as", sheet.subtree(token.head, without=(index,))
    loose = [k for k in sheet.related(index, "parataxis", "dep", "dislocated") if k > index]
    if loose:
        yield "loose", _union(sheet, loose)
    before = [k for k in sheet.related(index, "parataxis", "advcl", "dislocated") if k < index]
    if before:
        yield "before", _union(sheet, before[:1])


def _joined_on(sheet: Sheet, told: int, index: int) -> list[int]:
    """'..., he said, adding that ...': the participle goes on with the speaker, though it hangs on what is said."""
    if told > index:
        return []
    return [k for k in sheet.related(told, "advcl") if k > index and sheet.tokens[k].xpos == "VBG"]


def _obliques(sheet: Sheet, index: int) -> Iterator[tuple[str, set[int]]]:
    for kid in sheet.related(index, *_OBLIQUE):
        preposition = sheet.preposition(kid)
        if kid > index and preposition and preposition not in _WHERE_IT_WAS_SAID:
            yield "about", sheet.subtree(kid, without=_case(sheet, kid))
            return


def _beside(sheet: Sheet, index: int) -> list[int]:
    """The phrases beside a passive; in 'accused by X of doing Y' the last one is often hung on X."""
    doer = agent(sheet, index)
    misplaced = [k for k in sheet.related(doer, "acl") if sheet.related(k, "mark")] if doer is not None else []
    return [k for k in sheet.related(index, *_OBLIQUE) if k != doer] + misplaced


def _case(sheet: Sheet, index: int) -> list[int]:
    return sheet.related(index, "case")


def _quoted_beside(sheet: Sheet, index: int, clauses: list[int]) -> Iterator[tuple[str, set[int]]]:
    """A quotation in the same sentence whose words do not hang on the cue in the parse, or right after its colon."""
    first, last = sheet.sentence(index)
    inside = sheet.quote_at[index]
    numbers = {q for q in sheet.quote_at[first:last] if q >= 0 and q != inside}
    for number in sorted(numbers):
        begin, end = sheet.quote_range[number]
        yield "quoted", set(range(max(begin, first), min(end, last)))
    yield from _after_quotation(sheet, index, first, clauses)
    if last < len(sheet.tokens) and sheet.word(last - 1) == ":" and last - index < 12 and not clauses:
        number = sheet.quote_at[last]
        if number >= 0:
            yield "quoted", set(range(*sheet.quote_range[number]))
        else:
            yield "colon", set(range(*sheet.sentence(last)))


def _after_quotation(sheet: Sheet, index: int, first: int, clauses: list[int]) -> Iterator[tuple[str, set[int]]]:
    """'"...?" he asked.': the quotation was taken for a sentence of its own."""
    number = sheet.quote_at[first - 1] if first else -1
    if number < 0 or clauses or sheet.quote_at[first] == number or index - first > _NEAR:
        return
    if "\n" not in sheet.text.article.text[sheet.tokens[first - 1].end : sheet.tokens[first].start]:
        yield "after", set(range(*sheet.quote_range[number]))
