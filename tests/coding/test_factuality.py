"""What changes whether an act is told to have happened, over hand-made parses."""

from __future__ import annotations

import pytest
from hand_parsed import at, parsed

from tocsin.coding.cues import factuality_cues
from tocsin.coding.factuality import FactualityReader

PLAIN = """
Rebels rebel NOUN NNS 2 nsubj
attacked attack VERB VBD 0 root
Tareb Tareb PROPN NNP 2 obj
. . PUNCT . 2 punct
"""
WILL = """
Rebels rebel NOUN NNS 3 nsubj
will will AUX MD 3 aux
attack attack VERB VB 0 root
Tareb Tareb PROPN NNP 3 obj
. . PUNCT . 3 punct
"""
MAY = WILL.replace("will will", "may may")
NOT = """
Rebels rebel NOUN NNS 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
attack attack VERB VB 0 root
Tareb Tareb PROPN NNP 4 obj
. . PUNCT . 4 punct
"""
THREATEN = """
Rebels rebel NOUN NNS 2 nsubj
threatened threaten VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 xcomp
Tareb Tareb PROPN NNP 4 obj
. . PUNCT . 2 punct
"""
REFUSE = THREATEN.replace("threatened threaten", "refused refuse")
PLAN = THREATEN.replace("threatened threaten", "planned plan")
IF = """
Norland Norland PROPN NNP 2 nsubj
answers answer VERB VBZ 0 root
if if SCONJ IN 5 mark
rebels rebel NOUN NNS 5 nsubj
attack attack VERB VBP 2 advcl
. . PUNCT . 2 punct
"""
COUNTERFACTUAL = """
Rebels rebel NOUN NNS 4 nsubj
would would AUX MD 4 aux
have have AUX VB 4 aux
attacked attack VERB VBN 0 root
Tareb Tareb PROPN NNP 4 obj
. . PUNCT . 4 punct
"""
QUESTION = """
Will will AUX MD 3 aux
rebels rebel NOUN NNS 3 nsubj
attack attack VERB VB 0 root
Tareb Tareb PROPN NNP 3 obj
? ? PUNCT . 3 punct
"""
PREVENTED = """
Police police NOUN NN 2 nsubj
prevented prevent VERB VBD 0 root
an a DET DT 4 det
attack attack NOUN NN 2 obj
. . PUNCT . 2 punct
"""
REPORTEDLY = """
Rebels rebel NOUN NNS 3 nsubj
reportedly reportedly ADV RB 3 advmod
attacked attack VERB VBD 0 root
Tareb Tareb PROPN NNP 3 obj
. . PUNCT . 3 punct
"""
PURPOSE = """
Norland Norland PROPN NNP 2 nsubj
sent send VERB VBD 0 root
troops troop NOUN NNS 2 obj
to to PART TO 5 mark
attack attack VERB VB 2 advcl
Tareb Tareb PROPN NNP 5 obj
. . PUNCT . 2 punct
"""


def judged(rows: str) -> str:
    text = parsed(rows)
    word = "attacked" if "attacked" in rows else "attack"
    return str(FactualityReader(text, factuality_cues()).judge(at(text, word)).factuality)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PLAIN, "asserted"),
        (WILL, "planned"),
        (MAY, "possible"),
        (NOT, "denied"),
        (THREATEN, "possible"),
        (REFUSE, "unreal"),
        (PLAN, "planned"),
        (IF, "unreal"),
        (COUNTERFACTUAL, "unreal"),
        (QUESTION, "unreal"),
        (PREVENTED, "unreal"),
        (REPORTEDLY, "possible"),
        (PURPOSE, "planned"),
    ],
)
def test_an_act_is_judged_by_what_stands_over_it(rows, expected):
    assert judged(rows) == expected


def test_the_words_that_changed_it_are_kept():
    text = parsed(MAY)
    verdict = FactualityReader(text, factuality_cues()).judge(at(text, "attack"))
    assert [text.words(span) for span in verdict.cues] == ["may"]


def test_a_governor_that_only_sets_the_time_changes_nothing():
    text = parsed("""
    Norland Norland PROPN NNP 2 nsubj
    promised promise VERB VBD 0 root
    aid aid NOUN NN 2 obj
    after after ADP IN 6 case
    the the DET DT 6 det
    attack attack NOUN NN 2 obl
    . . PUNCT . 2 punct
    """)
    assert FactualityReader(text, factuality_cues()).judge(at(text, "attack")).factuality == "asserted"
