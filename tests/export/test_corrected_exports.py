from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from made_exports import REBELS, about, made

from tocsin.export.event_rows import account_rows, event_row
from tocsin.export.exported import days_of
from tocsin.export.in_words import correction_in_words, value_in_words
from tocsin.export.shapes import SHAPES, load_shape
from tocsin.model import Correction, Field, Value

LATER = datetime(2025, 10, 20, tzinfo=UTC)
KILLED = Correction(
    "j1", "e1", "killed", {"lowest": 1, "best": 2, "highest": 3}, ({"lowest": 9, "best": 9, "highest": 9},),
    "ada", True, "counted", LATER,
)  # fmt: skip
STATUS = replace(KILLED, judgement="j2", subject="r0", field="status", value="denied", machine=("fact",), by="ben")


def test_rows_say_which_fields_were_corrected_by_whom() -> None:
    one = replace(made(outlets=("Lantern", "Example")), corrections=(KILLED, STATUS))
    assert event_row(one)["corrected"] == "killed by ada; status of r0 by ben"
    assert [(row["corrected"], row["event_corrected"]) for row in account_rows(one)] == [
        ("status of r0 by ben", "killed by ada"), (None, "killed by ada"),
    ]  # fmt: skip
    assert event_row(made())["corrected"] is None


def test_the_facts_of_an_export_count_corrected_events() -> None:
    facts = about()
    for one in (made(), replace(made("PROTEST"), corrections=(KILLED,))):
        facts.count(one)
    assert (facts.record()["events"], facts.record()["corrected_events"]) == (2, 1)


def test_a_type_that_no_report_tells_has_its_quad_class_and_a_place_in_every_shape() -> None:
    one = made(killed=(1, 1, 1))
    fields = tuple(f for f in one.event.fields if f.name != "type")
    held = replace(
        one.event, type="PROTEST", mode="riot", fields=(Field("type", (Value("PROTEST", ("j1",)),)), *fields)
    )
    now = replace(one, event=held, corrections=(replace(KILLED, field="type", value="PROTEST"),))
    assert event_row(now)["quad"] == 4
    for name, cells_of in SHAPES.items():
        cells = cells_of(now, load_shape(name))
        assert isinstance(cells, dict) == (name != "ucdp")


def test_parties_that_are_held_stand_for_the_side() -> None:
    one = made()
    side = Field("actor", (Value({"name": "navy", "id": None, "country": "CHL", "sectors": ["MIL"]}, ("j1",)),
                           *(one.event.field("actor") or Field("actor", ())).values))  # fmt: skip
    fields = tuple(side if f.name == "actor" else f for f in one.event.fields)
    now = replace(
        one, event=replace(one.event, fields=fields), corrections=(replace(KILLED, field="actor"),), parties={}
    )
    assert [party.name for party in now.side("actor")] == ["navy"]
    assert not now.reciprocal
    mutual = made(actors=(REBELS, ("navy", "CHL", ("MIL",))), recipients=(), reciprocal=True)
    assert mutual.reciprocal


@pytest.mark.parametrize(
    ("iso", "days", "precision"),
    [
        ("2025-10-14", ("2025-10-14", "2025-10-14"), "day"), ("2024-02", ("2024-02-01", "2024-02-29"), "month"),
        ("2025", ("2025-01-01", "2025-12-31"), "year"), ("2025-10-12/2025-11-01", ("2025-10-12", "2025-11-01"), "span"),
    ],
)  # fmt: skip
def test_days_of_a_date(iso: str, days: tuple[str, str], precision: str) -> None:
    when = days_of(iso)
    assert ((when.earliest.isoformat(), when.latest.isoformat()), when.precision) == (days, precision)


def test_corrections_in_words() -> None:
    assert correction_in_words(KILLED) == "killed: 1-2-3, says ada on 2025-10-20: counted; read: 9"
    empty = replace(KILLED, field="place", value=None, machine=(), human=False)
    assert correction_in_words(empty) == "place: nothing, says ada (machine) on 2025-10-20: counted; read: nothing"
    several = replace(KILLED, field="date", value="2025", machine=tuple(f"2025-10-0{n}" for n in range(1, 6)))
    assert correction_in_words(several).endswith("read: 2025-10-01 | 2025-10-02 | 2025-10-03 +2")
    assert value_in_words([{"name": "navy", "country": "CHL"}, {"name": "men", "country": None}]) == "navy (CHL), men"
