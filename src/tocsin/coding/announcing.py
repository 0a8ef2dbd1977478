"""Announcements: 'said it would withdraw' is a promise or a threat, and a planned act inside it.

Patterns with `content_type` fire here, after the acts themselves are known: the type of the announced act decides
whether its announcement is AGREE or THREATEN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.coding.cast import Cast
from tocsin.coding.drafts import Draft
from tocsin.coding.factuality import Verdict
from tocsin.coding.syntax import complements, conjuncts, kids, negated, objects, subjects
from tocsin.coding.triggers import Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.certainty import Factuality
from tocsin.model.codebook import Codebook, Pattern
from tocsin.model.who import Party

ASSERTED = Verdict(Factuality.ASSERTED)
SAYING = frozenset({"say", "announce", "declare", "insist", "tell", "add", "vow", "state", "warn", "stress"})
FUTURE = frozenset({Factuality.PLANNED})


def announced(text: AnnotatedText, drafts: Sequence[Draft], codebook: Codebook, cast: Cast) -> list[Draft]:
    """Drafts of the announcements whose content is a planned act of the announcer."""
    by_token = {d.token: d for d in drafts}
    refusal = next((p for p in codebook.patterns if "negated_future" in p.flags), None)
    for draft in drafts:
        if refusal is not None and _will_not(text, draft):
            draft.type, draft.mode, draft.verdict = refusal.type, refusal.mode, ASSERTED
            draft.trigger = replace(draft.trigger, pattern=refusal)
        _vowed(text, draft, codebook, by_token)
    taken = {i for d in drafts for i in d.trigger.tokens}
    out = []
    for token in text.tokens:
        if token.upos not in ("VERB", "ADJ") or token.index in taken:
            continue
        refused = _refusal(text, token.index, codebook, by_token, cast)
        if refused:
            out.append(refused)
            continue
        for pattern, _phrase in codebook.index.get(("verb", token.lemma), ()):
            if "content_type" not in pattern.conditions:
                continue
            found = _announcement(text, token.index, pattern, by_token, cast)
            if found:
                out.append(found)
                break
    return out


def _announcement(
    text: AnnotatedText, index: int, pattern: Pattern, by_token: dict[int, Draft], cast: Cast
) -> Draft | None:
    announcers = subjects(text, index)
    if not announcers:
        return None
    for clause in complements(text, index):
        inner = _act(text, clause, by_token)
        if inner is None or inner.type not in pattern.conditions["content_type"]:
            continue
        if "content_future" in pattern.flags and not _to_come(text, clause, inner, pattern):
            continue
        if not _same_party(text, announcers, clause, inner, cast):
            continue
        parties = [cast.party(i, "subject") for a in announcers for i in conjuncts(text, a)]
        parties = [replace(p, identity=cast.local(p.identity, p.head)) for p in parties]
        trigger = Trigger(index, (index,), pattern, "verb", index)
        others: list[Party] = inner.recipients or [
            a for a in inner.actors if a.identity.country not in _countries(parties)
        ]
        return Draft(
            trigger,
            trigger.span(text),
            pattern.type,
            pattern.mode,
            parties,
            list(others),
            False,
            Verdict(Factuality.ASSERTED),
            (),
        )
    return None


def _to_come(text: AnnotatedText, clause: int, inner: Draft, pattern: Pattern) -> bool:
    """A planned act, or a hostile one announced for a case that the other side may bring about."""
    if inner.verdict.factuality in FUTURE:
        return True
    auxiliaries = {text.tokens[k].lemma for k in kids(text, clause, "aux")}
    conditional = any(
        text.tokens[m].lemma in ("if", "unless") for k in kids(text, clause, "advcl") for m in kids(text, k, "mark")
    )
    return pattern.type == "THREATEN" and conditional and bool(auxiliaries & {"will", "would", "shall"})


def _vowed(text: AnnotatedText, draft: Draft, codebook: Codebook, by_token: dict[int, Draft]) -> None:
    """A promise of a hostile act is a threat: the pattern that takes such content takes the draft over."""
    barred = draft.trigger.pattern.conditions.get("bar_content_type", frozenset())
    acts = [inner for clause in complements(text, draft.token) if (inner := _act(text, clause, by_token)) is not None]
    if not any(act.type in barred for act in acts):
        return
    lemma = text.tokens[draft.token].lemma
    for pattern, _phrase in codebook.index.get(("verb", lemma), ()):
        if any(act.type in pattern.conditions.get("content_type", ()) for act in acts):
            draft.type, draft.mode = pattern.type, pattern.mode
            draft.trigger = replace(draft.trigger, pattern=pattern)
            draft.recipients = draft.recipients or [r for act in acts for r in act.recipients]
            return


def _will_not(text: AnnotatedText, draft: Draft) -> bool:
    """'will not lift the ban': a refusal, told of an actor of his own act."""
    verb = draft.trigger.verb if draft.trigger.verb >= 0 else draft.token
    if not draft.actors or draft.trigger.word_class != "verb" or negated(text, verb) is None:
        return False
    words = {text.tokens[k].text.lower() for k in kids(text, verb, "aux")}
    return bool(words & {"will", "would", "wo", "shall", "can", "ca"}) and draft.type not in ("REJECT", "ASSAULT")


def _refusal(
    text: AnnotatedText, index: int, codebook: Codebook, by_token: dict[int, Draft], cast: Cast
) -> Draft | None:
    """'said it would not meet the demands': a refusal of the speaker's own."""
    if text.tokens[index].lemma not in SAYING:
        return None
    pattern = next((p for p in codebook.patterns if "negated_future" in p.flags), None)
    for clause in complements(text, index):
        auxiliaries = {text.tokens[k].lemma for k in kids(text, clause, "aux")}
        no = negated(text, clause)
        if clause in by_token and by_token[clause].type == "REJECT":
            continue
        if pattern is None or no is None or not auxiliaries & {"will", "would", "shall"}:
            continue
        announcers, doers = subjects(text, index), subjects(text, clause)
        if not announcers or not doers or text.tokens[clause].upos != "VERB":
            continue
        one = {cast.identify(i).country for i in announcers} - {None}
        two = {cast.identify(i).country for i in doers} - {None}
        if not (one & two or set(announcers) & set(doers)):
            continue
        parties = [cast.party(i, "subject") for a in announcers for i in conjuncts(text, a)]
        trigger = Trigger(clause, (no, clause), pattern, "verb", clause)
        inner = by_token.get(clause)
        others = [cast.party(o, "object") for o in objects(text, clause) if cast.identify(o).country]
        others = others or (list(inner.recipients) if inner else [])
        return Draft(trigger, trigger.span(text), pattern.type, pattern.mode, parties, others, False, ASSERTED, ())
    return None


def _act(text: AnnotatedText, clause: int, by_token: dict[int, Draft]) -> Draft | None:
    for index in (clause, *kids(text, clause, "xcomp", "conj", "obj")):
        if index in by_token:
            return by_token[index]
    return None


def _same_party(text: AnnotatedText, announcers: Sequence[int], clause: int, inner: Draft, cast: Cast) -> bool:
    """The announcer speaks of an act of his own, or of his state."""
    doers = subjects(text, clause)
    if not doers or set(doers) & set(announcers):
        return True
    one = {cast.identify(i).country for i in announcers} - {None}
    two = {cast.identify(i).country for i in doers} - {None}
    return bool(one & two)


def _countries(parties: Sequence[Party]) -> set[str | None]:
    return {p.identity.country for p in parties}
