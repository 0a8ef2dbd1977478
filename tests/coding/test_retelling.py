"""A verb that only speaks of an act gives it neither its subject nor its day."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.coding import load_coder
from tocsin.flow.steps import TEXT, read_page
from tocsin.model import Page, Report


def reports(text: str) -> dict[str, Report]:
    page = Page(text, None, TEXT, None, None, "2025-10-10")
    return {r.type: r for r in read_page(page, load_coder()).reports}


@pytest.mark.parametrize(
    "text",
    [
        "The United Nations condemned the bombing of a school near Zinder on Thursday.",
        "The council condemned on Thursday the bombing of a school near Zinder.",
    ],
)
def test_who_condemns_an_attack_did_not_do_it_and_not_that_day(text: str) -> None:
    found = reports(text)
    assert found["ACCUSE"].when is not None
    assert found["ACCUSE"].when.earliest == date(2025, 10, 9)
    assert found["ASSAULT"].when is None
    assert not found["ASSAULT"].actors


def test_what_is_threatened_does_not_happen_on_the_day_of_the_threat() -> None:
    found = reports("The defence minister of Niger threatened on Monday to bomb the port of Zinder.")
    assert found["THREATEN"].when is not None
    assert found["ASSAULT"].when is None


def test_what_comes_after_an_act_is_not_that_act() -> None:
    found = reports("It came two days after the bombing of a school near Zinder.")
    report = found["ASSAULT"]
    assert [t.end - t.start for t in report.triggers] == [len("bombing")]
    assert report.when is None


def test_the_day_of_saying_is_not_that_of_what_it_is_set_beside() -> None:
    found = reports("The rebels said on Saturday that they would leave Zinder, three days after they seized the town.")
    assert found["ASSAULT"].when is None or found["ASSAULT"].when.earliest != date(2025, 10, 4)
