"""Triggers over hand-made parses: what fires, and what looks alike and must not."""

from __future__ import annotations

import pytest
from hand_parsed import parsed

from tocsin.coding.conditions import Conditions
from tocsin.coding.kinds import Kinds
from tocsin.coding.triggers import TriggerFinder
from tocsin.knowledge.codebook import load_codebook
from tocsin.model import AnnotatedText, Identity

CODEBOOK = load_codebook()


def triggers(text: AnnotatedText, spoken: bool = False) -> list[tuple[str, str]]:
    kinds = Kinds(text, CODEBOOK.classes, lambda _: Identity(), lambda _: True)
    found = TriggerFinder(text, CODEBOOK, Conditions(text, kinds, lambda _: spoken)).find()
    return [(t.pattern.type, text.words(t.span(text))) for t in found]


def test_a_light_verb_and_its_noun_are_one_trigger():
    text = parsed("""
    Rebels rebel NOUN NNS 2 nsubj
    carried carry VERB VBD 0 root
    out out ADP RP 2 compound:prt
    an a DET DT 5 det
    attack attack NOUN NN 2 obj
    . . PUNCT . 2 punct
    """)
    assert triggers(text) == [("ASSAULT", "carried out an attack")]


def test_a_verb_and_its_noun_of_the_same_type_are_one_trigger():
    text = parsed("""
    Norland Norland PROPN NNP 2 nsubj
    imposed impose VERB VBD 0 root
    sanctions sanction NOUN NNS 2 obj
    on on ADP IN 5 case
    Sudra Sudra PROPN NNP 2 obl
    . . PUNCT . 2 punct
    """)
    found = triggers(text)
    assert [t for t, _ in found] == ["SANCTION"]


@pytest.mark.parametrize(("noun", "expected"), [("talks", True), ("hunger", False)])
def test_a_barred_modifier_keeps_a_noun_from_firing(noun, expected):
    text = parsed(f"""
    The the DET DT 3 det
    {noun} {noun.rstrip("s")} NOUN NN 3 compound
    strike strike NOUN NN 4 nsubj
    began begin VERB VBD 0 root
    . . PUNCT . 4 punct
    """)
    assault = any(kind == "ASSAULT" for kind, _ in triggers(text))
    assert assault is expected


def test_a_lifted_curfew_is_a_concession_and_no_curfew():
    text = parsed("""
    The the DET DT 2 det
    government government NOUN NN 3 nsubj
    lifted lift VERB VBD 0 root
    the the DET DT 5 det
    curfew curfew NOUN NN 3 obj
    imposed impose VERB VBN 5 acl
    in in ADP IN 8 case
    Tareb Tareb PROPN NNP 6 obl
    . . PUNCT . 3 punct
    """)
    assert [t for t, _ in triggers(text)] == ["CONCEDE"]


def test_must_is_a_demand_only_in_somebodys_words():
    rows = """
    Norland Norland PROPN NNP 3 nsubj
    must must AUX MD 3 aux
    leave leave VERB VB 0 root
    . . PUNCT . 3 punct
    """
    assert ("REQUEST", "must") in triggers(parsed(rows), spoken=True)
    assert ("REQUEST", "must") not in triggers(parsed(rows), spoken=False)


def test_half_of_a_compound_tells_who_backs_whom():
    text = parsed("""
    Norland-backed norland-backed ADJ JJ 2 amod
    rebels rebel NOUN NNS 3 nsubj
    fled flee VERB VBD 0 root
    . . PUNCT . 3 punct
    """)
    assert triggers(text) == [("AID", "Norland-backed")]


def test_an_accident_kills_nobody_on_purpose():
    text = parsed("""
    The the DET DT 2 det
    earthquake earthquake NOUN NN 3 nsubj
    killed kill VERB VBD 0 root
    ten ten NUM CD 5 nummod
    villagers villager NOUN NNS 3 obj
    . . PUNCT . 3 punct
    """)
    assert triggers(text) == []
