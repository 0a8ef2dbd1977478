import pytest
from hand_parsed import at, parsed, plain

from tocsin.coding.places import event_place, find_places, places_at, places_in
from tocsin.knowledge.gazetteer import open_gazetteer
from tocsin.model.annotated import AnnotatedText
from tocsin.model.span import Span

GAZETTEER = open_gazetteer()

BOMBED = """
Kabul Kabul PROPN NNP 3 nsubj:pass
was be AUX VBD 3 aux:pass
bombed bomb VERB VBN 0 root
from from ADP IN 5 case
Iran Iran PROPN NNP 3 obl
"""
SAID = """
Kabul Kabul PROPN NNP 2 nsubj
said say VERB VBD 0 root
rockets rocket NOUN NNS 4 nsubj
fell fall VERB VBD 2 ccomp
in in ADP IN 6 case
Kandahar Kandahar PROPN NNP 4 obl
, , PUNCT , 8 punct
Afghanistan Afghanistan PROPN NNP 6 appos
"""
TWO = """
Rockets rocket NOUN NNS 2 nsubj
hit hit VERB VBD 0 root
homes home NOUN NNS 2 obj
in in ADP IN 5 case
Aleppo Aleppo PROPN NNP 3 nmod
and and CCONJ CC 7 cc
killed kill VERB VBD 2 conj
two two NUM CD 7 obj
in in ADP IN 10 case
Homs Homs PROPN NNP 7 obl
"""


def role(annotated: AnnotatedText, word: str) -> str:
    return next(t.role for t in find_places(annotated, GAZETTEER) if t.text == word)


def test_a_capital_that_speaks_is_a_metonym_and_one_that_suffers_is_a_place() -> None:
    assert role(parsed(SAID), "Kabul") == "associative"
    assert role(parsed(BOMBED), "Kabul") == "literal"


def test_a_dateline_is_literal() -> None:
    assert role(plain("KABUL (Reuters) - Kabul said the talks with Iran went well."), "KABUL") == "literal"


def test_without_a_parse_the_next_word_decides() -> None:
    assert role(plain("On Monday Islamabad said that the talks with Iran went well."), "Islamabad") == "associative"


def test_places_of_a_trigger_stay_in_its_clause_and_the_finest_wins() -> None:
    annotated = parsed(SAID)
    toponyms = find_places(annotated, GAZETTEER)
    assert [p.text for p in places_at(annotated, toponyms, at(annotated, "fell"))] == ["Kandahar"]
    assert places_at(annotated, toponyms, at(annotated, "said")) == ()


def test_a_joined_verb_keeps_its_own_place() -> None:
    annotated = parsed(TWO)
    toponyms = find_places(annotated, GAZETTEER)
    assert [p.text for p in places_at(annotated, toponyms, at(annotated, "killed"))] == ["Homs"]
    assert [p.text for p in places_at(annotated, toponyms, at(annotated, "homes"))] == ["Aleppo"]
    assert places_at(annotated, toponyms, at(annotated, "hit")) == ()


def test_places_in_a_span() -> None:
    annotated = plain("Convoys left Aleppo for Homs.")
    toponyms = find_places(annotated, GAZETTEER)
    start = annotated.article.text.index("Homs")
    assert [t.text for t in places_in(toponyms, Span(start, start + 4))] == ["Homs"]


@pytest.mark.parametrize(
    ("words", "north", "east"),
    [
        ("40 km north of", 40, 0),
        ("25 miles (40 kilometers) east of", 0, 40),
        ("100 kilometres southwest of", -70.7, -70.7),
    ],
)
def test_a_distance_moves_the_place_and_widens_it(words: str, north: float, east: float) -> None:
    annotated = plain(f"A convoy was ambushed {words} Aleppo in Syria.")
    toponym = next(t for t in find_places(annotated, GAZETTEER) if t.text == "Aleppo")
    found = event_place(annotated, toponym)
    assert found is not None
    assert toponym.place is not None
    assert found.text == f"{words} Aleppo"
    assert found.place.lat is not None
    assert found.place.lon is not None
    assert toponym.place.lat is not None
    assert toponym.place.lon is not None
    assert (found.place.lat - toponym.place.lat) * 111.2 == pytest.approx(north, abs=1)
    assert (found.place.lon - toponym.place.lon) * 111.2 * 0.809 == pytest.approx(east, abs=1.5)
    assert found.place.precision == "region"
    assert (found.place.radius_km or 0) > (toponym.place.radius_km or 0)


def test_a_plain_place_is_not_moved() -> None:
    annotated = plain("Rebels north of Aleppo waited.")
    toponym = next(t for t in find_places(annotated, GAZETTEER) if t.text == "Aleppo")
    found = event_place(annotated, toponym)
    assert found is not None
    assert found.place == toponym.place


BORDER = """
Rebels rebel NOUN NNS 2 nsubj
fired fire VERB VBD 0 root
on on ADP IN 6 case
the the DET DT 6 det
Thai thai ADJ JJ 6 amod
border border NOUN NN 2 obl
"""


def test_an_adjective_before_land_is_literal() -> None:
    assert role(parsed(BORDER), "Thai") == "literal"
    assert role(parsed(BORDER.replace("border border", "troops troop")), "Thai") == "associative"
