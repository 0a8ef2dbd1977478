import pytest

from tocsin.annotate.encoder import SHIPPED
from tocsin.annotate.lemmas import Lemmatizer, by_rule, read_exceptions

LEMMAS = Lemmatizer(read_exceptions(SHIPPED / "lemmas.tsv"))


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("killed", "VERB", "VBN", "kill"),
        ("denied", "VERB", "VBD", "deny"),
        ("targeting", "VERB", "VBG", "target"),
        ("accusing", "VERB", "VBG", "accuse"),
        ("shelled", "VERB", "VBD", "shell"),
        ("evacuated", "VERB", "VBN", "evacuate"),
        ("struck", "VERB", "VBD", "strike"),
        ("said", "VERB", "VBD", "say"),
        ("stopping", "VERB", "VBG", "stop"),
        ("besieged", "VERB", "VBN", "besiege"),
        ("attacks", "NOUN", "NNS", "attack"),
        ("attacks", "VERB", "VBZ", "attack"),
        ("airstrikes", "NOUN", "NNS", "airstrike"),
        ("parties", "NOUN", "NNS", "party"),
        ("gunmen", "NOUN", "NNS", "gunman"),
        ("was", "AUX", "VBD", "be"),
        ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("larger", "ADJ", "JJR", "large"),
        ("Taliban", "PROPN", "NNPS", "Taliban"),
        ("Attacked", "VERB", "VBD", "attack"),
    ],
)
def test_base_forms(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert LEMMAS.lemma(form, upos, xpos) == lemma


def test_rules_alone_never_fail_on_odd_words() -> None:
    for form in ("s", "ed", "ing", "", "-", "bred", "Sing"):
        for upos, xpos in (("NOUN", "NNS"), ("VERB", "VBD"), ("VERB", "VBG"), ("ADJ", "JJS")):
            assert isinstance(by_rule(form, upos, xpos), str)
