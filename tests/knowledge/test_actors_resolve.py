"""Noun phrases to identities."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.knowledge.actors import load_actors

BOOK = load_actors()
DAY = date(2025, 3, 10)


def sectors(phrase: str, on: date | None = DAY) -> tuple[str | None, str]:
    identity = BOOK.resolve(phrase, "", on)
    return identity.country, " ".join(identity.sectors)


@pytest.mark.parametrize(
    ("phrase", "country", "expected"),
    [
        ("Egyptian warplanes", "EGY", "MIL"),
        ("Chile's finance minister and police chief", "CHL", "GOV COP"),
        ("the leader of the Pakistan Taliban", "PAK", "REB"),
        ("the Taliban government", "AFG", "GOV"),
        ("Taliban fighters", "AFG", "MIL"),
        ("Israeli settlers", "ISR", "CVL"),
        ("Palestinian gunmen", "PSE", "UAF"),
        ("the Iraqi Kurdish leader", "IRQ", "GOV"),
        ("EU foreign policy chief", "EUR", "GOV"),
        ("UN peacekeepers", "UNO", "MIL"),
        ("the Afghan capital", "AFG", "GOV"),
        ("Chinese state media", "CHN", "JRN"),
        ("Oslo", "NOR", "GOV"),
        ("Norway", "NOR", "GOV"),
        ("Norwegians", "NOR", "CVL"),
        ("hundreds of Malian refugees", "MLI", "REF"),
        ("rebels in Darfur", "SDN", "REB"),
        ("soldiers of Burkina Faso", "BFA", "MIL"),
        ("a Saudi-led coalition", "SAU", "MIL"),
        ("the Venezuelan National Guard", "VEN", "MIL"),
        ("Abkhaz leader", "GEO", "GOV PRE"),
        ("Serbs in northern Kosovo", "XKX", "CVL"),
        ("the former Soviet republic of Georgia", "GEO", "GOV"),
        ("the Portuguese ambassador to Angola", "PRT", "GOV"),
        ("the UN envoy for Yemen", "UNO", "GOV"),
        ("British journalists", "GBR", "JRN"),
        ("Peru's Congress president", "PER", "LEG"),
        ("Lebanese Hezbollah", "LBN", "REB PTY"),
        ("aid agencies", "NGO", "SOC"),
        ("Swedish aid agencies", "SWE", "SOC"),
        ("Turkish and Greek fishermen", "TUR", "AGR"),
        ("at least 40 Nigerian soldiers", "NGA", "MIL"),
        ("Russian-occupied Ukraine", "UKR", "GOV"),
        ("the Kenyan-led mission in Haiti", "KEN", "GOV"),
        ("airstrikes by the Israeli military", "ISR", "MIL"),
        ("a spokesman for the Iraqi army", "IRQ", "MIL"),
        ("rebels loyal to former vice president Riek Machar", "SSD", "REB"),
        ("Pakistan's minister for railways Mohsin Naqvi", "PAK", "GOV"),
        ("Hamas leader Yahya Sinwar", "PSE", "REB"),
        ("Gen. Asim Munir", "PAK", "MIL"),
        ("Red Cross officials", "NGO", "MED"),
        ("UN officials", "UNO", "GOV"),
        ("the WHO", "UNO", "MED"),
        ("the Houthi authorities", "YEM", "REB"),
        ("CIA operatives", "USA", "SPY"),
        ("Syrian government airstrikes", "SYR", "MIL"),
        ("the people of Gaza", "PSE", "CVL"),
        ("the leader of Chechnya", "RUS", "GOV"),
        ("junta chief Min Aung Hlaing", "MMR", "GOV MIL"),
    ],
)
def test_country_and_sectors(phrase: str, country: str, expected: str) -> None:
    assert sectors(phrase) == (country, expected)


@pytest.mark.parametrize(
    "phrase",
    [
        "US-backed rebels",
        "Russian-speaking residents",
        "a Turkish-made drone",
        "pro-Iranian militias",
        "the two soldiers",
        "ethnic Albanian guerrillas",
        "the envoy to Bolivia",
        "Ukraine's allies",
        "Power companies",
        "Let",
        "Latin American leaders",
        "the Persian Gulf states",
        "the Oslo accords",
        "the west",
        "",
    ],
)
def test_no_country_without_evidence(phrase: str) -> None:
    assert BOOK.resolve(phrase, "", DAY).country is None


def test_context_serves_roles_that_name_no_country() -> None:
    assert BOOK.resolve("the soldiers", "soldiers", DAY, "KEN").country == "KEN"
    assert BOOK.resolve("Ugandan soldiers", "soldiers", DAY, "KEN").country == "UGA"
    assert BOOK.resolve("aid agencies", "agencies", DAY, "KEN").country == "NGO"


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(1999, 5, 1), "GOV"), (date(2010, 5, 1), "REB"), (date(2021, 8, 14), "REB"), (date(2021, 8, 15), "GOV")],
)
def test_the_taliban_change_with_the_day(on: date, expected: str) -> None:
    assert sectors("the Taliban", on) == ("AFG", expected)


def test_a_change_of_power_in_syria() -> None:
    assert sectors("HTS", date(2024, 6, 1)) == ("SYR", "REB")
    assert sectors("HTS", date(2025, 6, 1)) == ("SYR", "GOV")


@pytest.mark.parametrize(
    ("phrase", "status", "expected"),
    [
        ("Angela Merkel", "former", "ELI"),
        ("Chancellor Friedrich Merz", "current", "GOV"),
        ("former chancellor Olaf Scholz", "former", "ELI"),
        ("then-President Barack Obama", "then", "GOV"),
        ("President Barack Obama", "then", "GOV"),
        ("the late Yasser Arafat", "former", "ELI"),
        ("ex-president Vicente Fox", "former", "ELI"),
        ("Syria's interim president", "current", "GOV"),
        ("a former rebel commander", "former", "REB"),
    ],
)
def test_role_status(phrase: str, status: str, expected: str) -> None:
    identity = BOOK.resolve(phrase, "", DAY if "Merz" not in phrase else date(2025, 7, 1))
    assert (identity.role_status, " ".join(identity.sectors)) == (status, expected)


def test_the_day_of_office_counts() -> None:
    assert BOOK.resolve("Angela Merkel", "", date(2015, 1, 1)).role == "chancellor"
    assert BOOK.resolve("Angela Merkel", "", date(2015, 1, 1)).role_status == "current"


def test_without_a_day_the_highest_office_counts() -> None:
    identity = BOOK.resolve("Laurent Gbagbo")
    assert (identity.sectors, identity.role) == (("GOV",), "president")
    assert BOOK.resolve("French National Assembly president Laurent Fabius").sectors == ("LEG",)


def test_apposition_joins_name_and_role() -> None:
    identity = BOOK.resolve("Jane Okello, the former Kenyan envoy for peace in Somalia", "Okello", DAY)
    assert (identity.country, identity.sectors, identity.name) == ("KEN", ("ELI",), "Jane Okello")
    assert (identity.role, identity.role_status) == ("envoy", "former")
    known = BOOK.resolve("the leader of the Pakistan Taliban, Noor Wali Mehsud", "leader", DAY)
    assert (known.country, known.sectors, known.name) == ("PAK", ("REB",), "Noor Wali Mehsud")


def test_a_title_before_an_unknown_name() -> None:
    identity = BOOK.resolve("Danish Defence Minister Mads Ukendt", "Ukendt", DAY)
    assert (identity.country, identity.sectors, identity.name) == ("DNK", ("GOV", "MIL"), "Mads Ukendt")


def test_namesakes_are_not_mixed_up() -> None:
    assert BOOK.resolve("Yahya Khan", "Khan", DAY).id is None
    assert BOOK.resolve("Mr Khan", "Khan", DAY).id is None
    assert BOOK.resolve("Spanish Prime Minister Pedro Sanchez", "Sanchez", DAY).country == "ESP"
    assert BOOK.resolve("Colombian Defence Minister Pedro Sanchez", "Sanchez", DAY).country == "COL"


def test_what_groups_own_is_theirs() -> None:
    identity = BOOK.resolve("Hamas militants", "militants", DAY)
    assert (identity.id, identity.country) == ("group:hamas", "PSE")
    assert sectors("RSF drones", date(2024, 1, 1)) == ("SDN", "REB")
    assert sectors("RSF fighters", date(2018, 1, 1)) == ("SDN", "PRM")


@given(st.text(max_size=80))
def test_any_text_resolves_to_known_codes(text: str) -> None:
    identity = BOOK.resolve(text, "", DAY)
    assert identity.country is None or len(identity.country) == 3
    assert all(len(sector) == 3 for sector in identity.sectors)
    assert identity.role_status in (None, "current", "former", "then")
