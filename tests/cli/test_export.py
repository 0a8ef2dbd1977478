from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from filled_store import listed, of_type

from tocsin.cli.main import run
from tocsin.store import open_store


def exported(said: Any, store: str, path: Path, *arguments: str) -> str:
    told: str = said("export", "--store", store, "-o", str(path), *arguments)
    return told


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["--all"], ["--type", "coerce"], ["--dyad", "CHL,PER"], ["--near", "35.7,-0.6,30"], ["--status", "planned"],
        ["shelled"], ["--verification", "corroborated"], ["--sort", "reports"], ["--limit", "2"],
        ["--as-of", "2001-01-01"],
    ],
)  # fmt: skip
def test_an_export_has_the_events_that_are_listed(said: Any, store: str, tmp_path: Path, arguments: list[str]) -> None:
    wanted = [event["id"] for event in listed(said, store, *arguments)]
    exported(said, store, tmp_path / "e.csv", *arguments)
    assert list(pandas.read_csv(tmp_path / "e.csv", dtype="string")["event"]) == wanted


def test_as_of_gives_what_was_known_then(said: Any, store: str, tmp_path: Path) -> None:
    event = of_type(said, store, "ASSAULT")
    history = json.loads(said("show", "--store", store, event["id"], "--json"))["history"]
    told = {}
    for name, more in (("then", ["--as-of", history[0]["recorded_at"]]), ("now", [])):
        exported(said, store, tmp_path / f"{name}.jsonl", "--type", "ASSAULT", *more)
        told[name] = json.loads((tmp_path / f"{name}.jsonl").read_text(encoding="utf8").splitlines()[0])
    assert told["then"]["recorded_at"] == told["now"]["recorded_at"] == history[0]["recorded_at"]
    assert told["then"]["updated_at"] < told["now"]["updated_at"] == history[-1]["recorded_at"]
    assert [source["outlet"] for source in told["then"]["sources"]] == ["Daily Example"]
    assert len(told["now"]["sources"]) == 2


def test_facts_stand_beside_the_file(said: Any, store: str, tmp_path: Path) -> None:
    message = exported(said, store, tmp_path / "e.csv", "--country", "DZA", "--limit", "5")
    facts = json.loads((tmp_path / "e.csv.about.json").read_bytes())
    assert facts["query"] == {"country": ["DZA"], "sort": "date", "all": False, "limit": 5}
    with open_store(store) as opened:
        assert facts["store_moment"] == opened.moment().isoformat()  # type: ignore[union-attr]
    assert facts["events"] == 1
    assert len(facts["coders"][0]["model"]) > 8
    assert "e.csv.about.json" in " ".join(message.split()).replace(" ", "")


def test_a_shape_says_what_it_lost(said: Any, store: str, tmp_path: Path) -> None:
    message = exported(said, store, tmp_path / "a.csv", "--format", "acled")
    assert "attribution" in message
    assert "4 of 31 columns stay empty" in message
    told = json.loads((tmp_path / "a.csv.loss.json").read_bytes())
    events = listed(said, store, "--all")
    assert told["events_written"] + told["events_left_out"] == len(events)
    rows = pandas.read_csv(tmp_path / "a.csv")
    kept = [event for event in events if event["id"] in set(rows["event_id_cnty"])]
    lost = {loss["field"]: loss["events"] for loss in told["lost"]}
    assert lost["attribution"] == sum(any(a["speakers"] for a in event["accounts"]) for event in kept)
    assert lost["origins"] == sum(len(event["origins"]) > 1 for event in kept)
    accounts = pandas.read_csv(tmp_path / "a.csv.accounts.csv")
    assert len(accounts) == sum(len(event["accounts"]) for event in kept)
    assert rows.set_index("event_id_cnty")["fatalities"].dropna().tolist() == [15]


def test_a_loss_report_goes_where_it_is_wanted(said: Any, store: str, tmp_path: Path) -> None:
    exported(said, store, tmp_path / "g.csv", "-f", "gdelt", "--loss-report", str(tmp_path / "lost.json"))
    assert json.loads((tmp_path / "lost.json").read_bytes())["shape"] == "gdelt"
    assert not (tmp_path / "g.csv.loss.json").exists()


@pytest.mark.parametrize("format", ["csv", "jsonl", "geojson", "atom", "acled", "gdelt"])
def test_standard_output_holds_the_events_alone(
    store: str, format: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["export", "--store", store, "-o", str(tmp_path / "e"), "-f", format]) == 0
    capfdbinary.readouterr()
    assert run(["export", "--store", store, "-o", "-", "-f", format]) == 0
    out, err = capfdbinary.readouterr()
    assert out == (tmp_path / "e").read_bytes()
    assert b"standard output" in err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-o", "e.txt"], "names no format"),
        (["-o", "-"], "needs --format"),
        (["-o", "-", "-f", "parquet"], "name a file"),
        (["-o", "none/e.csv"], "make its folder first"),
        (["-o", "e.csv", "--near", "1,2"], "expected degrees"),
        (["-o", "e.csv", "-f", "shapefile"], "shapefile"),
        (["-o", "e.csv", "--loss-report", "lost.json"], "has no --loss-report"),
        ([], "--output"),
    ],
)
def test_wrong_use_is_explained(
    said: Any, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    assert expected in said("export", "--store", store, *arguments, code=2)
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {"store.db-wal", "store.db-shm"}


def test_an_empty_store_makes_an_empty_file(said: Any, tmp_path: Path) -> None:
    empty = str(tmp_path / "empty.db")
    open_store(empty).close()
    assert "0 events" in exported(said, empty, tmp_path / "e.csv")
    assert (tmp_path / "e.csv").read_text(encoding="utf8").count("\n") == 1
    assert "0 events" in exported(said, empty, tmp_path / "e.atom")
