"""Values that somebody holds, laid over an event; and what is taken for such a value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tocsin.errors import InputError
from tocsin.flow.corrected import Corrected, corrected
from tocsin.flow.field_values import Known, Standing, checked
from tocsin.knowledge.actors import load_actors
from tocsin.knowledge.gazetteer import Gazetteer
from tocsin.model import Event, Field, Toll, Value, Verification
from tocsin.store import FieldJudgement, StoredJudgement

NOW = datetime(2025, 10, 20, tzinfo=UTC)
ORAN = {"name": "Oran", "precision": "city", "country": "DZA", "geonameid": 2485926}
FEZ = {"name": "Fez", "precision": "city", "country": "MAR", "geonameid": 2548885}
REBELS = {"name": "rebels", "id": None, "country": "DZA", "sectors": ["REB"]}
ARMY = {"name": "army", "id": None, "country": "DZA", "sectors": ["MIL"]}
EVENT = Event(
    "e1", "ASSAULT", "beat",
    (
        Field("type", (Value("ASSAULT", ("r1", "r2")),)),
        Field("date", (Value("2025-10-14", ("r1",)), Value("2025-10-15", ("r2",)))),
        Field("country", (Value("DZA", ("r1", "r2")),)),
        Field("place", (Value(ORAN, ("r1", "r2")),)),
        Field("actor", (Value(REBELS, ("r1",)), Value(ARMY, ("r2",)))),
        Field("contexts", (Value("military", ("r1",)), Value("terrorism", ("r2",)))),
    ),
    (Toll("killed", 1, 2, 3, ("r1",)), Toll("detained", 4, 4, 4, ("r2",))),
    (), ("r1", "r2"), (), (), Verification.DISPUTED, True,
)  # fmt: skip


def said(*held: tuple[str, Any], human: bool = True) -> list[StoredJudgement]:
    return [
        StoredJudgement(f"j{n}{name}", FieldJudgement("e1", name, value, "ada", human, "x"), NOW)
        for n, (name, value) in enumerate(held)
    ]


def laid(*held: tuple[str, Any]) -> Corrected:
    return corrected(EVENT, said(*held))


def values(one: Corrected, name: str) -> list[Any]:
    found = one.event.field(name)
    return [value.value for value in found.values] if found else []


def test_nothing_held_changes_nothing() -> None:
    assert corrected(EVENT, []) == Corrected(EVENT, EVENT)


def test_every_field_can_be_held_empty_but_those_that_an_event_cannot_lack() -> None:
    names = ("mode", "date", "country", "place", "actor", "recipient", "contexts", "killed", "detained")
    one = laid(*((name, None) for name in names))
    assert [field.name for field in one.event.fields] == ["type"]
    assert (one.event.mode, one.event.tolls) == (None, ())
    assert {c.field for c in one.corrections} == set(names)
    assert laid(("type", None), ("verification", None)).event == EVENT


def test_what_agrees_with_the_word_stands_with_it_and_the_rest_behind() -> None:
    one = laid(("date", "2025-10-15"))
    date = one.event.field("date")
    assert date == Field("date", (Value("2025-10-15", ("j0date", "r2")), Value("2025-10-14", ("r1",))))
    assert one.corrections[0].machine == ("2025-10-14", "2025-10-15")


def test_parties_that_are_held_stand_alone_in_front() -> None:
    actor = laid(("actor", [ARMY, FEZ])).event.field("actor")
    assert actor == Field(
        "actor", (Value(ARMY, ("j0actor",)), Value(FEZ, ("j0actor",)), Value(REBELS, ("r1",)))
    )  # fmt: skip


def test_contexts_that_are_held_are_all_there_are() -> None:
    one = laid(("contexts", ["cyber"]))
    assert values(one, "contexts") == ["cyber"]
    assert one.corrections[0].machine == ("military", "terrorism")


def test_a_mode_counts_with_the_type_that_has_it() -> None:
    assert laid(("type", "PROTEST")).event.mode is None
    assert laid(("mode", "strike"), ("type", "PROTEST")).event.mode == "strike"
    one = laid(("mode", "strike"))
    assert (one.event.mode, one.corrections) == ("beat", ())


def test_places_and_countries_do_not_contradict_one_another() -> None:
    moved = laid(("country", "DZA"), ("place", FEZ))
    assert values(moved, "country") == ["MAR", "DZA"]
    assert values(moved, "place") == [FEZ, ORAN]
    back = laid(("place", FEZ), ("country", "DZA"))
    assert values(back, "place") == [ORAN]
    assert values(laid(("country", "TUN")), "place") == []


def test_a_human_stands_above_a_machine_that_speaks_later() -> None:
    both = said(("date", "2025-10-01")) + said(("date", "2025-10-02"), human=False)
    assert values(corrected(EVENT, both), "date")[0] == "2025-10-01"


def test_tolls_keep_their_order() -> None:
    one = laid(
        ("size", {"lowest": 100, "best": None, "highest": None}), ("killed", {"lowest": 9, "best": 9, "highest": 9})
    )
    assert [(t.kind, t.best) for t in one.event.tolls] == [("killed", 9), ("detained", 4), ("size", None)]


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(Gazetteer(), load_actors())


def taken(known: Known, name: str, *words: str, report: bool = False, country: str | None = None) -> Any:
    now = Standing("ASSAULT", date(2025, 10, 14), country)
    return checked({name: list(words)}, report, now, known).popitem()[1]


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("type", "protest", "PROTEST"), ("mode", "Beat", "beat"), ("mode", "", None), ("date", "2025-10", "2025-10"),
        ("date", "2025-10-11/2025-10-13", "2025-10-11/2025-10-13"), ("date", "2025-10-11/2025-10-11", "2025-10-11"),
        ("country", "afg", "AFG"), ("country", "Ecuador", "ECU"), ("verification", "Denied", "denied"),
        ("killed", "12", {"lowest": 12, "best": 12, "highest": 12}),
        ("wounded", "1-2-?", {"lowest": 1, "best": 2, "highest": None}),
    ],
)  # fmt: skip
def test_values_are_taken_as_they_are_meant(known: Known, name: str, words: str, value: Any) -> None:
    assert taken(known, name, words) == value


@pytest.mark.parametrize(
    ("name", "words", "complaint"),
    [
        ("type", ["STRIKE"], "expected AGREE, CONSULT,"),
        ("mode", ["strike"], "of ASSAULT; found strike; expected abduct,"),
        ("date", ["2025-02-30"], "no such date"), ("date", ["2025-10-13/2025-10-11"], "no such date"),
        ("date", ["20251013"], "no such date"), ("date", ["2025-W41"], "no such date"),
        ("date", ["0000"], "no such date"),
        ("country", ["QQQ"], "no such country"), ("killed", ["-1"], "lowest-best-highest"),
        ("killed", ["3-2-1"], "killed"),
        ("killed", ["?"], "killed"), ("killed", ["1-2"], "killed"), ("killed", ["1" * 10], "killed"),
        ("killed", ["1", "2"], "more than once"), ("type", [""], "cannot be held empty"),
        ("contexts", ["milit"], "expected military,"), ("verification", ["sure"], "expected corroborated,"),
        ("colour", ["red"], "expected type, mode,"), ("place", ["Nowhereburg"], "geonameid:NUMBER"),
        ("place", ["geonameid:1"], "no place of that id"), ("place", ["Tripoli"], "geonameid:2210247 Tripoli"),
        ("actor", ["police [QQQ]"], "ISO 3166-1"), ("actor", ["police []"], "ISO 3166-1"),
        ("actor", ["police", ""], "empty and not empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_is_allowed(
    known: Known, name: str, words: list[str], complaint: str
) -> None:  # fmt: skip
    with pytest.raises(InputError) as caught:
        taken(known, name, *words)
    assert complaint in str(caught.value)


def test_places_are_those_of_the_gazetteer(known: Known) -> None:
    assert taken(known, "place", "geonameid:2485926")["name"] == "Oran"
    assert taken(known, "place", "Tripoli, LBN")["country"] == "LBN"
    assert taken(known, "place", "Tripoli", country="LBY")["country"] == "LBY"
    herat = taken(known, "place", "Herat")
    assert (herat["precision"], herat["country"]) == ("city", "AFG")
    with pytest.raises(InputError, match="the place is not in the country"):
        checked({"place": ["Oran, DZA"], "country": ["MAR"]}, False, Standing("ASSAULT"), known)


def test_parties_are_known_of_the_actor_book_or_free_words(known: Known) -> None:
    taliban = taken(known, "actor", "the Taliban")[0]
    assert (taliban["country"], bool(taliban["id"])) == ("AFG", True)
    assert taken(known, "actor", "the men from  the hill")[0]["name"] == "the men from the hill"
    coded = taken(known, "recipient", "dock guards [ecu, prm]", "x")
    assert coded[0] == {"name": "dock guards", "id": None, "country": "ECU", "sectors": ["PRM"]}
    assert len(coded) == 2


def test_reports_have_their_own_fields(known: Known) -> None:
    assert taken(known, "status", "FACT", report=True) == "fact"
    assert taken(known, "factuality", "unreal", report=True) == "unreal"
    with pytest.raises(InputError, match="a report has no such field; found killed"):
        taken(known, "killed", "3", report=True)
    with pytest.raises(InputError, match="expected fact, claim, denied"):
        taken(known, "status", "asserted", report=True)
