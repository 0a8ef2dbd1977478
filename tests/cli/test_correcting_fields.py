from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from filled_store import listed, of_type

from tocsin.store import open_store


@pytest.fixture
def blast(said: Any, store: str) -> dict[str, Any]:
    return of_type(said, store, "ASSAULT")


def correct(said: Any, store: str, subject: str, *fields: str, **more: Any) -> str:
    told: str = said("correct", "--store", store, subject, *fields, "--why", "counted again", "--by", "ada", **more)
    return told


def test_a_correction_is_shown_with_who_when_why_and_what_was_read(said: Any, store: str, blast: Any) -> None:
    told = correct(said, store, blast["id"][:8], "killed=9", "place=Mostaganem", "actor=the \x1b[31mfront")
    assert f"killed of {blast['id'][:8]} is 9; read: 12-15-15" in told
    assert "\x1b" not in told
    shown = " ".join(said("show", "--store", store, blast["id"]).split())
    assert "9 killed*" in shown
    assert "Mostaganem (DZA)*" in shown
    assert "Held by people (*)" in shown
    assert "killed: 9, says ada on " in shown
    assert ": counted again; read: 12-15-15" in shown
    assert "place: Mostaganem (DZA) [ada]; Oran (DZA) [" in shown
    table = said("events", "--store", store)
    assert "9 killed*" in table
    assert "*: a person's word" in " ".join(table.split())
    assert max(map(len, table.splitlines())) <= 80


def test_json_and_exports_have_the_values_and_who_corrected_them(said: Any, store: str, blast: Any) -> None:
    correct(said, store, blast["id"], "killed=9", "type=PROTEST", "mode=riot", "date=2025-10-13/2025-10-14")
    event = next(e for e in listed(said, store, "--all") if e["id"] == blast["id"])
    assert (event["type"], event["mode"], event["tolls"][0]["best"]) == ("PROTEST", "riot", 9)
    assert [(c["field"], c["by"], c["why"]) for c in event["corrections"]] == [
        (field, "ada", "counted again") for field in ("type", "mode", "date", "killed")
    ]
    assert event["corrections"][0]["machine"] == ["ASSAULT"]
    rows = list(csv.DictReader(io.StringIO(said("export", "--store", store, "-o", "-", "--format", "csv"))))
    row = next(row for row in rows if row["event"] == blast["id"])
    assert (row["type"], row["quad"], row["killed_best"], row["earliest"], row["latest"]) == (
        "PROTEST", "4", "9", "2025-10-13", "2025-10-14",
    )  # fmt: skip
    assert row["corrected"] == "type by ada; mode by ada; date by ada; killed by ada"
    assert [other["corrected"] for other in rows if other is not row] == [""] * (len(rows) - 1)
    lines = said("export", "--store", store, "-o", "-", "--format", "jsonl", "--all").splitlines()
    told = next(one for one in map(json.loads, lines) if one["id"] == blast["id"])
    assert told["corrections"] == event["corrections"]
    atom = said("export", "--store", store, "-o", "-", "--format", "atom")
    assert "killed: 9, says ada on" in atom


def test_scorers_ask_for_what_was_read_and_filters_for_what_is_held(said: Any, store: str, blast: Any) -> None:
    before = said("events", "--store", store, "--all", "--format", "bench")
    correct(said, store, blast["id"], "killed=9", "type=PROTEST", "actor=the Harbour Front")
    assert said("events", "--store", store, "--all", "--format", "bench") == before
    assert [e["id"] for e in listed(said, store, "--type", "PROTEST", "--actor", "harbour front")] == [blast["id"]]
    assert listed(said, store, "--type", "ASSAULT") == []
    assert listed(said, store, "--actor", "rebels") == []
    rows = said("export", "--store", store, "-o", "-", "--format", "jsonl", "--actor", "harbour front").splitlines()
    assert [json.loads(row)["id"] for row in rows] == [blast["id"]]
    assert "Harbour Front" in said("show", "--store", store, "harbour front")


def test_a_correction_made_later_is_not_seen(said: Any, store: str, blast: Any) -> None:
    with open_store(store) as opened:
        before = opened.moment()
    assert before is not None
    correct(said, store, blast["id"], "killed=9")
    then = json.loads(said("show", "--store", store, blast["id"], "--json", "--as-of", before.isoformat()))
    assert then["event"]["tolls"] == blast["tolls"]
    assert then["event"]["corrections"] == []
    assert listed(said, store, "--as-of", before.isoformat(), "--all") != listed(said, store, "--all")


def test_a_field_of_one_account_is_corrected_and_undone(said: Any, store: str, blast: Any) -> None:
    report = blast["reports"][0]
    done = json.loads(correct(said, store, report[:9], "status=planned", "--json"))
    assert (done["did"], done["subject"]) == ("corrected", report)
    assert [event["id"] for event in done["events"]] == [blast["id"]]
    shown = json.loads(said("show", "--store", store, blast["id"], "--json"))
    assert next(a for a in shown["accounts"] if a["report"] == report)["status"] == "planned"
    assert report in shown["event"]["attached"]
    table = said("show", "--store", store, blast["id"])
    assert "1*  Daily Example" in table or "1* Daily Example" in table
    act = said("undo", "--store", store).split()[0]
    assert f"status of {report[:8]} is planned: counted again" in said("undo", "--store", store)
    assert "Took back 1 judgement." in said("undo", "--store", store, act, "--why", "no", "--by", "ada")
    assert json.loads(said("show", "--store", store, blast["id"], "--json"))["event"] == blast


def test_what_a_later_word_stands_above_is_said(said: Any, store: str, blast: Any) -> None:
    correct(said, store, blast["id"], "killed=9")
    correct(said, store, blast["id"], "killed=")
    shown = " ".join(said("show", "--store", store, blast["id"]).split())
    assert "killed: 9, says ada; not in force" in shown
    assert "killed: nothing, says ada" in shown
    assert "?* killed" in " ".join(said("events", "--store", store).split())


@pytest.mark.parametrize(
    ("subject", "field", "complaint"),
    [
        (None, "killed", "expected FIELD=VALUE"), (None, "=3", "expected FIELD=VALUE"),
        (None, "colour=red", "an event has no such field"), (None, "type=STRIKE", "expected AGREE"),
        ("efff0000", "killed=1", "no such event"), ("rffff0000", "status=fact", "no such report"),
        ("r", "status=fact", "several reports begin with r"), ("Oran", "killed=1", "no such event"),
    ],
)  # fmt: skip
def test_wrong_corrections_are_explained(
    said: Any, store: str, blast: Any, subject: str | None, field: str, complaint: str
) -> None:
    assert complaint in correct(said, store, subject or blast["id"], field, code=2)
    assert said("undo", "--store", store) == ""
