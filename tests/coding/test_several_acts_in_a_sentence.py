"""Sentences that tell of several acts, through the whole coder: each has its own day, place, parties and status."""

from __future__ import annotations

import pytest

from tocsin.annotate import annotate
from tocsin.coding import load_coder
from tocsin.extract import from_text
from tocsin.model import Reading, Report

PUBLISHED = "2025-06-04"
"""A Wednesday."""


def read(text: str) -> Reading:
    return load_coder().code(annotate(from_text(text, published=PUBLISHED)))


def told(text: str, word: str) -> Report:
    """The report with a trigger that holds the word, the shortest such."""
    reading = read(text)
    words = [(r, t.words(text)) for r in reading.reports for t in r.triggers]
    found = sorted((len(said), i) for i, (_, said) in enumerate(words) if word in said)
    assert found, f"nothing is told by {word!r}: {[r.type for r in reading.reports]}"
    return words[found[0][1]][0]


DAYS = [
    ("Thousands marched through Lima on Sunday after police shot dead a student last Monday.", "shot", "2025-05-26"),
    ("Thousands marched through Lima on Sunday after police shot dead a student last Monday.", "marched", "2025-06-01"),
    ("A union called for a strike in Lagos on Friday.", "strike", "2025-06-06"),
    ("Opposition leaders urged a march on parliament on Thursday.", "march", "2025-06-05"),
    ("They are accused of having planned the blockade of the port on Monday.", "blockade", "2025-06-02"),
    ("A meeting of the leaders of Ethiopia and Somalia that was to be held in Ankara on Friday has been called off.",
     "meeting", "2025-06-06"),
    ("The leaders spoke by telephone on Saturday, two days after their meeting in Vienna fell through.", "meeting",
     "2025-05-29"),
    ("Troops clashed with rebels on Friday near Rutshuru, where the two sides had fought on Tuesday.", "fought",
     "2025-05-27"),
    ("The assault on the army post is not linked with the raid on the customs house on Tuesday, police said.", "raid",
     "2025-06-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "day"), DAYS)
def test_each_act_has_its_own_day(text: str, word: str, day: str) -> None:
    when = told(text, word).when
    assert when is not None
    assert when.iso == day


def test_an_act_that_is_set_against_another_does_not_take_its_day() -> None:
    text = "The assault on the army post is not linked with the raid on the customs house on Tuesday, police said."
    assert told(text, "assault").when is None


PLACES = [
    ("Negotiators met in Geneva on Tuesday and agreed to exchange 40 prisoners next Friday.", "exchange", []),
    ("Negotiators met in Geneva on Tuesday and agreed to exchange 40 prisoners next Friday.", "met", ["Geneva"]),
    ("Ministers met in Accra on Sunday and agreed to send troops to Bamako.", "send", ["Bamako"]),
    ("A meeting of the leaders of Ethiopia and Somalia that was to be held in Ankara on Friday has been called off.",
     "meeting", ["Ankara"]),
    ("Gunmen attacked a convoy near Timbuktu, 300 kilometres north-west of Gao.", "attacked", ["Timbuktu"]),
    ("A mine went off on Monday 40 kilometres north of Gao.", "went off", ["40 kilometres north of Gao"]),
    ("A convoy reached Goma on Monday with food from the World Food Programme.", "reached", ["Goma"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "places"), PLACES)
def test_each_act_has_its_own_place(text: str, word: str, places: list[str]) -> None:
    assert [p.text for p in told(text, word).places] == places


STATUS = [
    ("The summit of the leaders of Ethiopia and Somalia has been called off.", "summit", "unreal"),
    ("Mediators put off the talks between Sudan and the rebels.", "talks", "unreal"),
    ("The two presidents met in Ankara to discuss the drone attack on Erbil.", "attack", "asserted"),
    ("The two presidents met in Ankara to discuss an attack on Erbil.", "attack", "planned"),
    ("Miners blocked a road on Monday. The blockade would last until a minister came, they said.", "block", "asserted"),
    ("The council demanded that the army leave before the hostages are released.", "released", "planned"),
    ("Police arrived before protesters attacked the office.", "attacked", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status"), STATUS)
def test_each_act_has_its_own_status(text: str, word: str, status: str) -> None:
    assert told(text, word).factuality.value == status


def test_those_who_are_exchanged_do_not_agree() -> None:
    agreed = told("Negotiators met in Geneva on Tuesday and agreed to exchange 40 prisoners next Friday.", "agreed")
    assert [p.text for p in agreed.actors] == ["Negotiators"]
    agreed = told("Kenya agreed to help Somalia.", "agreed")
    assert {p.identity.country for p in (*agreed.actors, *agreed.recipients)} == {"KEN", "SOM"}


def test_a_search_by_police_is_no_attack() -> None:
    assert told("Police raided the offices of an opposition newspaper in Lusaka on Monday.", "raided").type == "COERCE"
    raids = told("Police raids on opposition offices in Lusaka led to protests.", "raids")
    assert (raids.type, [p.text for p in raids.actors]) == ("COERCE", ["Police"])
    assert told("Gunmen raided a school in Kaduna on Monday and killed a teacher.", "raided").type == "ASSAULT"


def test_a_meeting_that_is_held_is_no_truce() -> None:
    assert {r.type for r in read("The talks were held in Doha on Monday.").reports} == {"CONSULT"}
    assert told("The ceasefire took effect on Monday.", "took effect").type == "RETREAT"


def test_the_dead_of_an_earlier_act_are_not_counted_again() -> None:
    text = "Rebels shelled the town of Minova, near Goma, where they had killed six people on Monday."
    assert told(text, "shelled").counts == ()
    assert [c.best for c in told(text, "killed").counts] == [6]


def test_history_is_not_joined_to_the_news() -> None:
    text = (
        "A car bomb went off outside a bank in Jalalabad on Tuesday. Police said that nine people had been killed.\n\n"
        "Three years ago a bomber attacked a restaurant in the city."
    )
    assert told(text, "attacked").when.earliest.year == 2022
    assert all(r.when is None or r.when.earliest.year == 2025 for r in read(text).reports if r.counts)


def test_two_acts_that_are_not_linked_stay_two() -> None:
    text = "There is no sign that the assault on the post is linked with the raid on the customs house on Tuesday."
    assert len([r for r in read(text).reports if r.type == "ASSAULT"]) == 2


def test_who_cancels_a_meeting_may_have_a_part_in_it() -> None:
    meeting = told("Pakistan cancelled a meeting with Indian officials on Monday.", "meeting")
    assert {p.identity.country for p in meeting.actors} == {"PAK", "IND"}
    assert meeting.factuality.value == "unreal"


def test_those_to_whom_something_is_promised_are_named() -> None:
    promised = told("The president promised to compensate the families of the dead.", "promised")
    assert [p.text for p in promised.recipients] == ["families"]
