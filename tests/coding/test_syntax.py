from hand_parsed import parsed

from tocsin.coding import syntax

PASSIVE = """
Three three NUM CD 2 nummod
soldiers soldier NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
killed kill VERB VBN 0 root
by by ADP IN 6 case
rebels rebel NOUN NNS 4 obl:agent
. . PUNCT . 4 punct
"""
CONTROL = """
Rebels rebel NOUN NNS 2 nsubj
vowed vow VERB VBD 0 root
to to PART TO 4 mark
attack attack VERB VB 2 xcomp
the the DET DT 6 det
port port NOUN NN 4 obj
. . PUNCT . 2 punct
"""
RELATIVE = """
Troops troop NOUN NNS 6 nsubj
who who PRON WP 3 nsubj
shelled shell VERB VBD 1 acl:relcl
Tareb Tareb PROPN NNP 3 obj
then then ADV RB 6 advmod
withdrew withdraw VERB VBD 0 root
. . PUNCT . 6 punct
"""
ACCUSED = """
Norland Norland PROPN NNP 2 nsubj
accused accuse VERB VBD 0 root
Sudra Sudra PROPN NNP 2 obj
of of SCONJ IN 5 mark
shelling shell VERB VBG 2 advcl
villages village NOUN NNS 5 obj
. . PUNCT . 2 punct
"""
NEITHER = """
Neither neither CCONJ CC 2 cc:preconj
Norland Norland PROPN NNP 5 nsubj
nor nor CCONJ CC 4 cc
Sudra Sudra PROPN NNP 2 conj
confirmed confirm VERB VBD 0 root
it it PRON PRP 5 obj
. . PUNCT . 5 punct
"""
FINITE_CONJUNCT = """
The the DET DT 2 det
minister minister NOUN NN 3 nsubj
says say VERB VBZ 0 root
rebels rebel NOUN NNS 5 nsubj
want want VERB VBP 3 ccomp
to to PART TO 7 mark
topple topple VERB VB 5 xcomp
him he PRON PRP 7 obj
and and CCONJ CC 10 cc
accuses accuse VERB VBZ 7 conj
Norland Norland PROPN NNP 10 obj
. . PUNCT . 3 punct
"""


def words(text, indices):
    return [text.tokens[i].text for i in indices]


def test_a_passive_verb_acts_on_its_subject_and_names_its_agent():
    text = parsed(PASSIVE)
    assert syntax.is_passive(text, 3)
    assert words(text, syntax.objects(text, 3)) == ["soldiers"]
    assert words(text, syntax.passive_agents(text, 3)) == ["rebels"]


def test_the_subject_of_an_infinitive_is_that_of_its_governor():
    text = parsed(CONTROL)
    assert words(text, syntax.subjects(text, 3)) == ["Rebels"]
    assert words(text, syntax.objects(text, 3)) == ["port"]


def test_a_relative_pronoun_stands_for_its_noun():
    text = parsed(RELATIVE)
    assert words(text, syntax.subjects(text, 2)) == ["Troops"]


def test_what_one_is_accused_of_is_a_complement():
    text = parsed(ACCUSED)
    assert words(text, syntax.complements(text, 1)) == ["shelling"]


def test_neither_nor_negates_the_verb():
    text = parsed(NEITHER)
    assert syntax.negated(text, 4) is not None
    assert words(text, syntax.conjuncts(text, 1)) == ["Norland", "Sudra"]


def test_a_plain_verb_is_not_negated():
    assert syntax.negated(parsed(CONTROL), 1) is None


def test_a_finite_verb_is_coordinated_with_a_finite_verb():
    text = parsed(FINITE_CONJUNCT)
    assert words(text, syntax.subjects(text, 9)) == ["rebels"]
    assert text.tokens[syntax.coordinated_with(text, 9)].xpos in syntax.FINITE


def test_clause_head_climbs_out_of_a_noun_phrase():
    text = parsed(PASSIVE)
    assert syntax.clause_head(text, 5) == 3
