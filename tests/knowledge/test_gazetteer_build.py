import pytest

from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer import build, sources
from tocsin.knowledge.gazetteer.rows import PlaceRow
from tocsin.knowledge.gazetteer.schema import NameSort


def row(number: int, name: str, kind: str, admin1: str | None = None, lat: float = 0.0, people: int = 1000) -> PlaceRow:
    place = PlaceRow(number, name, kind, "USA", lat, 10.0, admin1, people)
    place.call([name], NameSort.MAIN)
    return place


def test_states_get_their_short_forms() -> None:
    state = row(1, "Testas", "admin1", "TS")
    build.state_forms([state], "USA", {"TS": ["Tes."]})
    assert state.names["tes"] is NameSort.SHORT
    assert state.names["ts"] is NameSort.SHORT


def test_a_towns_alternate_name_gives_way_to_a_country() -> None:
    nation, town = row(1, "Testland", "country"), row(2, "Testland City", "city")
    town.call(["Testland", "Testtown"], NameSort.ALTERNATE)
    build.tidy([nation, town], {2: ["T-Town"]})
    assert set(town.names) == {"testland city", "testtown", "t town"}
    assert town.names["t town"] is NameSort.COMMON


def test_counties_are_the_middle_of_their_towns() -> None:
    towns = [row(1, "Easton", "city", "TS", 1.0, 3000), row(2, "Weston", "city", "TS", 3.0, 5000)]
    table = [((1.0, 10.0), "US", "Testas", "Test County"), ((3.0, 10.0), "US", "Testas", "Test County")]
    nation = row(9, "Testland", "country")
    counties = build.second_level(towns, table, {"US": nation}, {"USA": "US"})
    assert [(c.name, c.lat, c.admin1, c.population) for c in counties] == [("Test County", 2.0, "TS", 4000)]
    assert counties[0].id < 0


def test_a_county_that_is_called_as_its_town_is_left_out() -> None:
    table = [((1.0, 10.0), "US", "Testas", "Easton")]
    found = build.second_level(
        [row(1, "Easton", "city", "TS", 1.0)], table, {"US": row(9, "X", "country")}, {"USA": "US"}
    )
    assert found == []


def test_generic_words_are_no_part_of_a_units_name() -> None:
    assert sources.plain("Kunar Province") == sources.plain("Wilayat-e Kunar") == "kunar"
    assert sources.plain("Province") == "province"


def test_majority_breaks_ties_by_alphabet() -> None:
    assert sources.majority(iter([(1, "b"), (1, "a"), (1, "b"), (2, "d"), (2, "c")])) == {1: "b", 2: "c"}


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no-such-package"):
        sources.package_json("no-such-package", "x.json")
