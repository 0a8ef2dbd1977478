"""How news tells of force, closures, relief and truces, through the whole coder: what is told, and what looks alike."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.annotate import annotate
from tocsin.coding import load_coder
from tocsin.extract import from_text
from tocsin.knowledge.codebook import load_codebook

TOLD = {
    "A truck bomb exploded outside the courthouse in Herat on Monday morning.": "ASSAULT",
    "A mine went off under a bus near Kharan on Tuesday, killing four passengers.": "ASSAULT",
    "The blast wounded eleven people, a hospital said.": "ASSAULT",
    "On Friday, rockets fell on the market of Derna.": "ASSAULT",
    "Two mortar shells landed near the hospital in Marka.": "ASSAULT",
    "A drone crashed into an apartment block in Sumy overnight.": "ASSAULT",
    "A freighter was damaged by a Houthi drone in the Red Sea.": "ASSAULT",
    "A patrol of peacekeepers came under fire near Gao on Sunday.": "ASSAULT",
    "A farmer stepped on a mine near Izium and lost a leg.": "ASSAULT",
    "Fighting broke out around Rutshuru on Thursday.": "ASSAULT",
    "Clashes in the town on Tuesday left nine dead.": "ASSAULT",
    "Gunmen took six pupils from a school in Kaduna.": "ASSAULT",
    "Police closed three bookshops in Minsk on Friday.": "COERCE",
    "Iran has kept the border crossing shut since April.": "COERCE",
    "Canada froze the assets of five Haitian politicians.": "SANCTION",
    "The Norwegian Refugee Council suspended its operations in Darfur on Thursday.": "SANCTION",
    "The interior ministry sent four armoured vehicles to the bridge on Friday.": "MOBILIZE",
    "A battalion of Kenyan soldiers landed in Mombasa on Tuesday.": "MOBILIZE",
    "A convoy with flour and medicine reached Gaza City on Wednesday.": "AID",
    "The Red Crescent took 3,000 villagers to shelters.": "AID",
    "The truce took effect at midnight.": "RETREAT",
    "The barracks in Abéché will be vacated in June.": "RETREAT",
    "Truckers closed the highway at Talca for three hours.": "PROTEST",
    "Several thousand people walked through Lagos on Sunday to demand justice.": "PROTEST",
    "Two people were killed during the first march, on 3 May.": "PROTEST",
}
UNTOLD = {
    "The missile landed in the sea off Wonsan after a test.": "ASSAULT",
    "The minister came under fire from critics for his handling of the crisis.": "ASSAULT",
    "The wounded were taken to a hospital in Sebha.": "ASSAULT",
    "The teacher took the children to the museum.": "ASSAULT",
    "The plane landed in Geneva.": "MOBILIZE",
    "The shop closed at noon.": "COERCE",
    "The army's blockade of the enclave goes on.": "PROTEST",
}


def types_told(sentence: str) -> set[str]:
    article = from_text(sentence, published=date(2025, 6, 4).isoformat())
    return {report.type for report in load_coder().code(annotate(article)).reports}


@pytest.mark.parametrize(("sentence", "kind"), TOLD.items())
def test_it_is_told(sentence: str, kind: str) -> None:
    assert kind in types_told(sentence)


@pytest.mark.parametrize(("sentence", "kind"), UNTOLD.items())
def test_it_is_not_told(sentence: str, kind: str) -> None:
    assert kind not in types_told(sentence)


def test_on_and_off_are_words() -> None:
    patterns = load_codebook().patterns
    words = [w for p in patterns for some in (p.actor, p.recipient, *p.conditions.values()) for w in some]
    assert {"on", "off"} <= set(words)
    assert not {True, False, "True", "False", "None"} & set(words)


TOLLS = {
    "A bomb went off in Jalalabad on Monday. A night watchman was killed.": 1,
    "Shells hit Marka on Monday. A couple died in their house.": 2,
    "Two days after their treasurer was shot dead in his car, supporters marched.": 1,
    "A mayor was stabbed to death in Tumaco on Sunday.": 1,
    "A gunman shot at the crowd. The bodies of nine men were brought to the hospital.": 9,
    "The prosecutor raised the number of dead in Culiacán to nine after a gun battle.": 9,
    "Rebels attacked a village near Ménaka. Ten villagers died, the police said.": 10,
    "Gunmen assassinated Farid Karimi in Herat on Monday.": 1,
}


@pytest.mark.parametrize(("text", "killed"), TOLLS.items())
def test_the_dead_are_counted(text: str, killed: int) -> None:
    article = from_text(text, published=date(2025, 6, 4).isoformat())
    reports = load_coder().code(annotate(article)).reports
    assert killed in {c.best for report in reports for c in report.counts if c.kind == "killed"}


def test_the_dead_of_a_disaster_are_no_act_of_force() -> None:
    assert "ASSAULT" not in types_told(
        "A quake struck Herat on Monday. The death toll has risen to 14. Ten people died."
    )


def test_any_civilian_is_no_count() -> None:
    article = from_text("The minister denied that any civilian had been killed in Herat.", published="2025-06-04")
    assert [count for report in load_coder().code(annotate(article)).reports for count in report.counts] == []
