from __future__ import annotations

from typing import Any

import pytest
from invented import OTHER_TOWN, TOWN, article, party, reading, report

from tocsin.merge import consolidate
from tocsin.model import Doubt, Event, Factuality, Origin, Reading, Span, Verification

TEXT = "The army said that rebels attacked the depot. Rebels and the army were not to be reached. Medics spoke too."


def story(*told: dict[str, Any]) -> Event:
    """An event told by one article each: outlet, day, producer, speaker, and what the report takes."""
    readings: list[Reading] = []
    origins: dict[str, Origin] = {}
    for number, given in enumerate(told):
        one = dict(given)
        outlet = one.pop("outlet", f"Outlet {number}")
        on = article(TEXT + " " * number, outlet, one.pop("day_published", "2025-03-04"))
        origins[on.id] = Origin(f"o{number}", one.pop("producer", outlet.casefold()), (on.id,))
        speaker = one.pop("speaker", None)
        speakers = [party(TEXT, speaker)] if speaker else []
        actors = (party(TEXT, "rebels"),)
        made = report(on, "attacked", actors=actors, speakers=tuple(range(len(speakers))), **one)
        readings.append(reading(on, [made], speakers))
    return consolidate("e1", readings, [r.id for x in readings for r in x.reports], origins)


def test_two_producers_corroborate_and_five_copies_do_not():
    assert story({}, {}).verification is Verification.CORROBORATED
    copies = [{"producer": "orbis"} for _ in range(5)]
    assert story(*copies).verification is Verification.SINGLE_SOURCE


def test_a_party_denies_what_a_third_party_supports():
    denial = {"speaker": "Rebels", "factuality": Factuality.DENIED}
    assert story({}, denial).verification is Verification.DISPUTED
    assert story({"speaker": "Medics"}, denial).verification is Verification.DISPUTED


def test_a_party_denies_what_only_the_other_asserts():
    claim = {"speaker": "army", "recipients": (party(TEXT, "the army"),)}
    denial = {"speaker": "Rebels", "factuality": Factuality.DENIED}
    assert story(claim, denial).verification is Verification.DENIED


def test_a_denial_beside_the_report_counts():
    doubt = Doubt(Span(0, 3), (party(TEXT, "Rebels"),), "denies")
    assert story({"doubts": (doubt,)}).verification is Verification.DISPUTED


@pytest.mark.parametrize("kind", [Factuality.PLANNED, Factuality.POSSIBLE, Factuality.UNREAL])
def test_what_is_only_planned_or_possible_has_not_happened(kind):
    event = story({"factuality": kind})
    assert event.verification is Verification.NOT_CONFIRMED
    assert not event.happened
    assert event.reports == ()
    assert len(event.attached) == 1


def test_a_planned_event_that_came_about_is_one_event_that_happened():
    event = story({"factuality": Factuality.PLANNED}, {"day_published": "2025-03-06"})
    assert event.happened
    assert (len(event.reports), len(event.attached)) == (1, 1)
    assert event.verification is Verification.SINGLE_SOURCE


def test_a_later_figure_of_the_same_side_replaces_the_earlier():
    event = story(
        {"speaker": "army", "killed": 11},
        {"speaker": "Medics", "killed": 14, "day_published": "2025-03-05"},
        {"speaker": "army", "killed": 17, "day_published": "2025-03-09"},
    )
    (toll,) = event.tolls
    assert (toll.kind, toll.lowest, toll.best, toll.highest) == ("killed", 14, 17, 17)


def test_sides_that_disagree_both_stand():
    event = story({"speaker": "army", "killed": 23}, {"speaker": "Rebels", "killed": 58})
    (toll,) = event.tolls
    assert (toll.lowest, toll.highest) == (23, 58)
    assert event.verification is not Verification.DISPUTED


def test_without_figures_there_is_no_toll():
    assert story({}).tolls == ()


def test_fields_keep_the_dissent_and_count_origins_not_copies():
    event = story(
        {"place": TOWN, "day": "2025-03-03", "producer": "orbis"},
        {"place": OTHER_TOWN, "day": "2025-03-02"},
        {"place": OTHER_TOWN, "day": "2025-03-03"},
    )
    place, day = event.field("place"), event.field("date")
    assert place is not None
    assert day is not None
    assert [v.value["name"] for v in place.values] == ["Agadez", "Zinder"]
    assert day.value == "2025-03-03"
    assert len(day.values) == 2


def test_accounts_say_who_says_it_where():
    event = story({"speaker": "army", "outlet": "River Post"})
    (account,) = event.accounts
    assert account.outlet == "River Post"
    assert account.speakers == ("army",)
    assert account.words == "The army said that rebels attacked the depot."


def test_an_event_without_reports_is_an_error():
    with pytest.raises(ValueError, match="no report of event"):
        consolidate("e1", [], ["r1"], {})
