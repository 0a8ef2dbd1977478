from dataclasses import replace
from itertools import pairwise

import pytest
from hand_parsed import plain
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.coding.places import find_places
from tocsin.coding.places.find import UNKNOWN
from tocsin.knowledge.gazetteer import Gazetteer, open_gazetteer
from tocsin.model.annotated import AnnotatedText, Entity
from tocsin.model.span import Span
from tocsin.model.where import Toponym

GAZETTEER = open_gazetteer()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return GAZETTEER


def found(text: str, outlet: str | None = None, url: str | None = None) -> dict[str, Toponym]:
    annotated = plain(text)
    annotated = replace(annotated, article=replace(annotated.article, outlet=outlet, url=url))
    return {t.text: t for t in find_places(annotated, GAZETTEER)}


def where(toponym: Toponym) -> tuple[str | None, str | None, str]:
    assert toponym.place is not None
    return toponym.place.country, toponym.place.admin1, toponym.place.precision


def test_towns_units_countries_and_regions_have_their_precision() -> None:
    places = found(
        "Shells fell on Kharkiv in Ukraine. Farmers left Helmand in Afghanistan. Others left Darfur for the West Bank."
    )
    assert where(places["Kharkiv"])[::2] == ("UKR", "city")
    assert where(places["Ukraine"])[::2] == ("UKR", "country")
    assert where(places["Helmand"])[::2] == ("AFG", "admin1")
    assert where(places["Darfur"])[::2] == ("SDN", "region")
    assert where(places["West Bank"])[::2] == ("PSE", "admin1")
    for toponym in places.values():
        assert toponym.place is not None
        assert toponym.place.radius_km is not None
        assert toponym.place.radius_km > 0
        assert 0 < toponym.place.confidence <= 1


def test_a_named_container_decides() -> None:
    assert where(found("A barn burned in Paris, Texas, overnight.")["Paris"])[:2] == ("USA", "TX")
    assert where(found("A barn burned in Paris, France, overnight.")["Paris"])[0] == "FRA"
    assert where(found("The fair opened in London, Ontario, on Sunday.")["London"])[0] == "CAN"


def test_company_decides_without_a_container() -> None:
    text = "Deputies from Knoxville and Chattanooga met in Athens, and farmers came from Nashville, Tennessee."
    assert where(found(text)["Athens"])[:2] == ("USA", "TN")
    assert (
        where(found("Ferries from Piraeus and Patras were late, and Athens blamed Greece's unions.")["Athens"])[0]
        == "GRC"
    )


def test_the_outlets_home_decides() -> None:
    text = "Springfield firefighters saved two dogs in Springfield on Monday."
    assert where(found(text, "springfieldnewssun.com")["Springfield"])[:2] == ("USA", "OH")
    assert where(found(text, "sj-r.com")["Springfield"])[:2] == ("USA", "IL")


def test_one_name_has_one_sense() -> None:
    annotated = plain("The plant in Cambridge, Ontario, closed. Cambridge has other plants. People in Cambridge wept.")
    countries = {t.place.country for t in find_places(annotated, GAZETTEER) if t.text == "Cambridge" and t.place}
    assert countries == {"CAN"}


def test_words_and_people_are_not_places() -> None:
    assert "Houston" not in found("Later Mr. Houston said that he was tired.")
    assert "March" not in found("They will meet again in March.")
    assert "Reading" not in found("Reading is fun, and reading is cheap.")
    assert not found("The Mobile phone rang.")


def test_us_needs_its_capitals() -> None:
    assert "US" in found("Troops from the US landed in Poland.")
    assert "us" not in found("They told us in Poland to wait. Us too.")


def test_adjectives_and_peoples_are_associative() -> None:
    places = found("Afghan soldiers and many Pakistanis crossed into Iran.")
    assert places["Afghan"].role == "associative"
    assert where(places["Afghan"])[0] == "AFG"
    assert places["Iran"].role == "literal"


def test_part_and_parent_are_kept() -> None:
    toponym = found("Floods hit villages in southern Guyana after days of rain.")["Guyana"]
    assert toponym.place is not None
    assert (toponym.place.country, toponym.place.part) == ("GUY", "south")


def test_a_unit_word_asks_for_the_unit() -> None:
    assert where(found("Two died in Herat province in Afghanistan.")["Herat"])[2] == "admin1"
    assert where(found("Two died in Herat in Afghanistan.")["Herat"])[2] == "city"


def test_an_adjective_and_capital_make_the_capital() -> None:
    toponym = found("Rockets hit the Afghan capital on Monday.")["capital"]
    assert toponym.place is not None
    assert toponym.place.name == "Kabul"
    assert "capital" not in found("Rockets hit the Afghan capital Kabul on Monday.")


def with_entity(text: str, words: str, label: str) -> AnnotatedText:
    annotated = plain(text)
    begin = text.index(words)
    inside = [t.index for t in annotated.tokens if begin <= t.start < begin + len(words)]
    entity = Entity(Span(begin, begin + len(words)), label, inside[0], inside[-1] + 1)
    return replace(annotated, entities=(entity,))


def test_an_unknown_place_of_the_engine_is_kept_with_its_reason() -> None:
    annotated = with_entity("Gunmen raided Xovrentil and then Kabul.", "Xovrentil", "PLACE")
    toponyms = {t.text: t for t in find_places(annotated, GAZETTEER)}
    assert toponyms["Xovrentil"].place is None
    assert toponyms["Xovrentil"].reason == UNKNOWN
    assert "Kabul" in toponyms


def test_another_spelling_of_the_engines_place_is_found() -> None:
    annotated = with_entity("Soldiers left El Hudaydah on foot.", "El Hudaydah", "PLACE")
    toponym = next(t for t in find_places(annotated, GAZETTEER) if "Hudaydah" in t.text)
    assert toponym.place is not None
    assert toponym.place.country == "YEM"


def test_the_engine_says_person() -> None:
    assert not find_places(with_entity("Later Lincoln spoke of his farm.", "Lincoln", "PERSON"), GAZETTEER)
    assert not find_places(with_entity("He read a book by Jack London.", "Jack London", "PERSON"), GAZETTEER)


def test_a_lone_well_known_town_needs_no_company() -> None:
    places = find_places(with_entity("The talks were held in Dubai on Monday.", "Dubai", "PLACE"), GAZETTEER)
    assert [where(t)[0] for t in places] == ["ARE"]
    assert places[0].place is not None
    assert places[0].place.confidence > 0.7


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from("Paris Kabul said the in , . Afghan U.S. 40 km north of capital ’s St. O'Higgins É".split()),
        min_size=1,
    )
)
def test_spans_are_true_sorted_and_apart(words: list[str]) -> None:
    annotated = plain(" ".join(words))
    toponyms = find_places(annotated, GAZETTEER)
    for toponym in toponyms:
        assert annotated.words(toponym.span) == toponym.text
    for left, right in pairwise(toponyms):
        assert left.span.end <= right.span.start


def test_the_same_text_gives_the_same_places(gazetteer: Gazetteer) -> None:
    annotated = plain("Police in Springfield, Illinois, told Reuters in Cairo that Alexandria was quiet.")
    assert find_places(annotated, gazetteer) == find_places(annotated, open_gazetteer())


def test_no_text_no_places() -> None:
    assert find_places(plain("x"), GAZETTEER) == ()
