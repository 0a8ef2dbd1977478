from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import article

from tocsin.merge import article_facts, origins
from tocsin.merge.producers import agency, credited, fold, heard_from

WIRE = (
    "ZINDER, Niger (Orbis) - Gunmen on motorcycles attacked a grain convoy outside Zinder on Monday and killed seven "
    "drivers, the governor of the region said. The convoy was on its way from the border to a warehouse of the "
    "national food office when it was stopped at a bridge. Two lorries were burnt and a third was driven off."
)
RECUT = (
    "Seven drivers were killed on Monday. Gunmen on motorcycles attacked a grain convoy outside Zinder on Monday and "
    "killed seven drivers, the governor of the region said. Two lorries were burnt and a third was driven off."
)
OWN = (
    "Relatives gathered at the hospital of Zinder to claim the dead. 'My brother called me from the bridge', said Ali, "
    "a baker, whose family has driven grain for decades. Our reporter counted four burnt lorries on the road."
)


def test_a_copy_and_a_recut_share_the_agencys_origin():
    articles = [article(WIRE, "Daily Lantern"), article(RECUT, "Evening Kite"), article(OWN, "River Post")]
    found = origins(article_facts(articles))
    assert sorted((o.producer, len(o.articles)) for o in found) == [("orbis", 2), ("river post", 1)]


def test_two_outlets_without_agency_copy_are_two_origins():
    other = "The bridge at Zinder was closed after an attack on lorries in which drivers died, a police officer said."
    found = origins(article_facts([article(OWN, "River Post"), article(other, "Evening Kite")]))
    assert len(found) == 2


def test_agencies_are_read_from_credits():
    assert credited(article(WIRE)) == "orbis"
    assert credited(article("The talks ended early. They will go on.\n\n(Reporting by Reuters)")) == "reuters"
    assert credited(article(WIRE, outlet="Orbis News Agency")) is None
    assert heard_from("The bridge was closed, according to Agence France-Presse.") == "afp"
    assert heard_from("The bridge was closed, the Orbis news agency reported.") == "orbis"
    assert heard_from("The bridge was closed, according to the mayor.") is None


def test_names_of_agencies_fold():
    assert fold("The Orbis Press Agency") == "orbis"
    assert agency("Associated Press") == "ap"
    assert agency("River Post") is None


@given(st.permutations(range(4)))
def test_the_order_of_articles_is_of_no_account(order):
    articles = [
        article(WIRE, "Daily Lantern"),
        article(RECUT, "Evening Kite"),
        article(OWN, "River Post"),
        article(WIRE, "Hill Gazette", day="2025-03-05"),
    ]
    assert origins(article_facts([articles[i] for i in order])) == origins(article_facts(articles))


def test_every_article_has_one_origin():
    articles = [article(WIRE, f"Outlet {i}") for i in range(5)] + [article(OWN)]
    found = origins(article_facts(articles))
    assert sorted(a for o in found for a in o.articles) == sorted(a.id for a in articles)
