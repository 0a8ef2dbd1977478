import pytest

from tocsin.annotate.tags import agreed, sensible


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "before", "expected"),
    [
        ("threatened", "VERB", "RBS", "has", "VBN"),
        ("suspended", "VERB", "AFX", "officials", "VBD"),
        ("allowing", "VERB", "$", "by", "VBG"),
        ("attack", "VERB", "NN", "to", "VB"),
        ("demands", "VERB", "NNS", "Kanu", "VBZ"),
        ("attacked", "VERB", "VBD", "rebels", "VBD"),
        ("strikes", "NOUN", "VBZ", "air", "NNS"),
        ("crisis", "NOUN", "VB", "the", "NN"),
        ("Lusaka", "PROPN", "JJ", "in", "NNP"),
        ("quickly", "ADV", "RB", "", "RB"),
    ],
)
def test_the_penn_tag_agrees_with_the_part_of_speech(form, upos, xpos, before, expected):
    assert agreed(form, upos, xpos, before) == expected


def test_a_particle_is_one_of_the_few_words_that_are():
    assert sensible("declined", "PART", "VBD") == "VERB"
    assert sensible("Lusaka", "PART", "NNP") == "PROPN"
    assert sensible("to", "PART", "TO") == "PART"
    assert sensible("n’t", "PART", "RB") == "PART"
