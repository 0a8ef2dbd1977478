"""What the scorer looks at: short names of the facts about a candidate."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.coding.attribution.candidates import Candidate
from tocsin.coding.attribution.lexicon import groups_of
from tocsin.coding.attribution.sheet import Sheet
from tocsin.coding.attribution.subjects import is_passive

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def features(sheet: Sheet, candidate: Candidate) -> Iterator[str]:
    """Names of the facts that hold of a candidate; each stands for one weight."""
    token = sheet.tokens[candidate.head]
    lemma, way = token.lemma.lower(), candidate.construction
    kind = _kind(token.upos)
    yield "bias"
    yield f"{kind}"
    yield f"{kind} {way}"
    yield f"l {kind} {lemma}"
    yield f"l {kind} {lemma} {way}"
    yield f"{way} form {token.xpos}"
    yield f"{kind} under {token.deprel}"
    source = _source_kind(sheet, candidate)
    yield f"{kind} by {source}"
    yield f"{way} by {source}"
    yield f"l {kind} {lemma} by {source[:4]}"
    for group in groups_of(lemma):
        yield f"{group} {kind} {way}"
        yield f"{group} {kind} by {source}"
    yield from _manner(sheet, candidate, kind)
    yield from _content(sheet, candidate, way)


def _kind(upos: str) -> str:
    return {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADV": "a", "ADJ": "j"}.get(upos, "o")


def _source_kind(sheet: Sheet, candidate: Candidate) -> str:
    if candidate.source is None:
        return "nobody"
    token = sheet.tokens[candidate.source]
    if token.upos == "PRON" or token.xpos == "PRP$":
        return token.text.lower()
    label = sheet.entity_at.get(candidate.source)
    return label or token.upos


def _manner(sheet: Sheet, candidate: Candidate, kind: str) -> Iterator[str]:
    token = sheet.tokens[candidate.head]
    helping = sheet.related(candidate.head, "aux", "advmod", "cop", "compound:prt")
    helpers = {sheet.tokens[k].lemma.lower() for k in helping}
    for helper in sorted(helpers):
        yield f"{kind} with {helper}"
    if token.upos == "VERB" and is_passive(sheet, candidate.head):
        yield "passive"
        yield f"l passive {token.lemma.lower()}"
    if sheet.quote_at[candidate.head] >= 0:
        yield "inside quotation"
        yield f"{candidate.construction} inside quotation"
    if candidate.source is not None:
        yield "source after" if candidate.source > candidate.head else "source before"
        if abs(candidate.source - candidate.head) > 12:
            yield "source far"
    for kid in sheet.related(candidate.head, "obl", "nmod"):
        yield f"{kind} beside {sheet.preposition(kid)}"
    if token.deprel in ("xcomp", "advcl", "conj", "ccomp") and token.head != token.index:
        yield f"{kind} {token.deprel} of {sheet.tokens[token.head].lemma.lower()}"


def _content(sheet: Sheet, candidate: Candidate, way: str) -> Iterator[str]:
    content = candidate.content
    size = len(content)
    yield f"{way} size {min(size, 3) if size < 4 else 'few' if size < 8 else 'some' if size < 20 else 'many'}"
    quoted = sum(1 for i in content if sheet.quote_at[i] >= 0 and sheet.quote_at[i] != sheet.quote_at[candidate.head])
    share = "none" if not quoted else "all" if quoted >= size - 1 else "part"
    yield f"{way} quoted {share}"
    yield f"quoted {share}"
    if size == 1:
        yield f"{way} only {sheet.tokens[content[0]].upos}"
    head = next((i for i in content if sheet.tokens[i].head not in content), content[0])
    top = sheet.tokens[head]
    yield f"{way} of {top.upos}"
    yield f"{way} label {sheet.entity_at.get(head, '')}"
    if way in ("clause", "open", "noun clause"):
        marks = sorted(sheet.word(k) for k in sheet.related(head, "mark"))
        yield f"{way} mark {' '.join(marks)}"
        yield f"{way} verb {top.xpos in _FINITE or bool(sheet.related(head, 'aux', 'cop'))}"
    if way == "about":
        yield f"about {sheet.preposition(head)}"
