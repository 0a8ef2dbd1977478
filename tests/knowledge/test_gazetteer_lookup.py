from pathlib import Path

import pytest

from tocsin.errors import KnowledgeError
from tocsin.knowledge.gazetteer import Gazetteer, NameSort, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def first(gazetteer: Gazetteer, name: str, kind: str) -> tuple[str | None, str | None]:
    entry = next(e for e in gazetteer.named(name) if e.kind == kind)
    return entry.country, entry.admin1


def test_countries_and_their_other_names(gazetteer: Gazetteer) -> None:
    for name, code in [
        ("Afghanistan", "AFG"), ("U.S.", "USA"), ("Ivory Coast", "CIV"), ("DRC", "COD"), ("Burma", "MMR"),
        ("Britain", "GBR"), ("Kosovo", "XKX"), ("North Korea", "PRK"), ("Palestine", "PSE"),
    ]:  # fmt: skip
        assert first(gazetteer, name, "country")[0] == code, name


def test_adjectives_name_their_country_and_say_so(gazetteer: Gazetteer) -> None:
    entry = gazetteer.named("Afghan")[0]
    assert (entry.country, entry.sort) == ("AFG", NameSort.ADJECTIVE)
    assert gazetteer.named("Russians")[0].sort is NameSort.PEOPLE


def test_first_level_units_with_codes(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "Paktika", "admin1")[0] == "AFG"
    assert first(gazetteer, "Texas", "admin1") == ("USA", "TX")
    assert first(gazetteer, "Tex.", "admin1") == ("USA", "TX")
    assert first(gazetteer, "Scotland", "admin1") == ("GBR", "SCT")
    assert first(gazetteer, "Hamilton County", "admin2")[0] == "USA"


def test_regions_seas_and_sites(gazetteer: Gazetteer) -> None:
    for name, kind in [
        ("Darfur", "region"), ("Middle East", "region"), ("Korean Peninsula", "region"), ("Donbas", "region"),
        ("Sahel", "region"), ("Durand Line", "region"), ("Strait of Hormuz", "water"), ("Euphrates", "water"),
        ("Gaza Strip", "admin1"), ("West Bank", "admin1"), ("Kremlin", "site"), ("Kashmir", "region"),
    ]:  # fmt: skip
        assert gazetteer.named(name)[0].kind == kind, name


def test_capitals(gazetteer: Gazetteer) -> None:
    kabul = gazetteer.capital("AFG")
    assert kabul is not None
    assert kabul.name == "Kabul"
    assert gazetteer.capital("XXX") is None


def test_look_up_by_id_and_unknown_names(gazetteer: Gazetteer) -> None:
    kabul = gazetteer.capital("AFG")
    assert kabul is not None
    assert gazetteer.place(kabul.id) == kabul
    assert gazetteer.place(-5) is None
    assert gazetteer.named("Xqzzyvort") == ()
    assert gazetteer.named("") == ()


def test_credit_is_given(gazetteer: Gazetteer) -> None:
    assert "GeoNames" in gazetteer.attribution()[0]
    assert "CC BY 4.0" in gazetteer.attribution()[0]
    assert len(gazetteer.digest) == 64


def test_a_missing_or_foreign_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file"):
        Gazetteer([tmp_path / "none.sqlite"])
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_bytes(b"not a database at all" * 100)
    with pytest.raises(KnowledgeError, match="expected a Tocsin gazetteer"):
        Gazetteer([foreign])


def test_countries_and_divisions_by_code() -> None:
    gazetteer = open_gazetteer()
    country, division = gazetteer.country("DZA"), gazetteer.division("DZA", "09")
    assert country is not None
    assert division is not None
    assert (country.name, division.name, division.country) == ("Algeria", "Oran", "DZA")
    assert gazetteer.country("XXX") is gazetteer.division("DZA", "none") is None
