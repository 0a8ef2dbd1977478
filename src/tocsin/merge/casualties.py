"""Deaths and injuries told beside the act: 'Two lorries were hit. Seven drivers died.' is one event with its toll."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.merge.facts import Facts
from tocsin.merge.features import features

TOLL_STEMS = frozenset(
    """
    kill die dead death perish succumb injur wound hurt slain cost claim lost life lives toll number bodi fatal corps
    count victim peopl those
    """.split()
)
ACT_STEMS = frozenset({"attack", "incid", "violenc"})
"""Words for the act that add nothing: 'died in the attack'."""
ACTS = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
APART = frozenset({"day in conflict", "next day", "place in conflict", "towns in conflict", "roles swapped"})
NEAR, SAME_BREATH = 500, 300
"""Characters back to the act that a sentence of casualties belongs to; between the two within one sentence."""


def is_casualty(facts: Facts) -> bool:
    """Whether a report only counts the dead or hurt and names no act of its own."""
    counted = facts.counts.keys() & {"killed", "injured"}
    words = facts.triggers - ACT_STEMS
    return facts.type == "ASSAULT" and bool(counted) and facts.mode is None and bool(words) and words <= TOLL_STEMS


def hosts(article: Sequence[Facts]) -> dict[int, int]:
    """Index of a report of casualties to that of the act it belongs to; reports in the order of the text."""
    found = {}
    for index, facts in enumerate(article):
        if is_casualty(facts):
            host = _in_sentence(index, article)
            if host is None and not (facts.day_known or facts.places or facts.towns):
                host = _before(index, article)
            if host is not None:
                found[index] = host
    return found


def _in_sentence(index: int, article: Sequence[Facts]) -> int | None:
    facts = article[index]
    near = [
        (abs(other.position - facts.position), i)
        for i, other in enumerate(article)
        if _may_host(other, facts) and other.sentence == facts.sentence
    ]
    return min(near)[1] if near and min(near)[0] <= SAME_BREATH else None


def _before(index: int, article: Sequence[Facts]) -> int | None:
    facts = article[index]
    for i in range(index - 1, -1, -1):
        if facts.position - article[i].position > NEAR:
            return None
        if _may_host(article[i], facts):
            return i
    return None


def _may_host(act: Facts, casualty: Facts) -> bool:
    """Whether an act can have cost these lives: of a violent type, not itself a count, and of no other toll."""
    if act.type not in ACTS or is_casualty(act) or act.another or casualty.another:
        return False
    found = features(act, casualty)
    if act.counts.keys() & casualty.counts.keys() and "counts agree" not in found:
        return False
    return not APART & found.keys()
