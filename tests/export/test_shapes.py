from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest
import yaml
from made_exports import ARMY, FIRST, LAST, ORAN, REBELS, TRADERS, about, made

from tocsin.export.away import beside, exporting
from tocsin.export.exported import Exported
from tocsin.export.shapes import SHAPES, LossReport, Shaped, load_shape
from tocsin.export.shapes.loss import LOST
from tocsin.export.shapes.shape import fips_code, numeric_code
from tocsin.export.shapes.ucdp import priogrid_cell
from tocsin.export.shapes.writing import NOT_HAPPENED
from tocsin.knowledge.codebook import load_codebook
from tocsin.model import Place, Toll, Value

SCHEMAS = Path(__file__).parents[2] / ".." / "shared" / "notes" / "interop-schemas.yaml"
CALLED = {"acled": "acled", "ucdp": "ucdp_ged", "gdelt": "gdelt2_events", "polecat": "polecat"}
POLICE = ("police", "DZA", ("COP",))
MILITIA = ("Night Guard", "DZA", ("PRM",))
SOMEBODY = ("somebody", "DZA", ())
MONTH = (date(2025, 10, 1), date(2025, 10, 31))
KINDS = [(type.name, mode) for type in load_codebook().types.values() for mode in (None, *type.modes)]


def cells(name: str, one: Exported) -> Any:
    return SHAPES[name](one, load_shape(name))


def lost(name: str, *events: Exported, everything: bool = False) -> LossReport:
    shaped = Shaped(io.BytesIO(), name, everything=everything)
    for one in events:
        shaped.write(one)
    return shaped.report


@pytest.mark.skipif(not SCHEMAS.is_file(), reason="no notes on other projects' columns: put ../shared/notes there")
@pytest.mark.parametrize("name", CALLED)
def test_columns_are_those_of_the_project_in_file_order(name: str) -> None:
    known = yaml.safe_load(SCHEMAS.read_text(encoding="utf8"))[CALLED[name]]
    assert list(load_shape(name).columns) == known["columns"]
    assert len(load_shape(name).columns) == known["n"]


@pytest.mark.skipif(not SCHEMAS.is_file(), reason="no notes on other projects' columns: put ../shared/notes there")
def test_tags_are_those_of_hdx_in_file_order() -> None:
    known = yaml.safe_load(SCHEMAS.read_text(encoding="utf8"))["hxl"]["ucdp_on_hdx"]
    assert list(load_shape("hxl").tags.items())[: len(known)] == list(known.items())


@pytest.mark.parametrize("name", SHAPES)
def test_files_of_shapes_hold_together(name: str) -> None:
    shape = load_shape(name)
    assert set(shape.losses) <= set(LOST)
    assert {"words", "dissent", "factuality", "not_happened", "coder"} <= set(shape.losses)
    assert "verification" in shape.losses or name == "hxl"
    assert not set(shape.empty) & set(shape.notes)
    assert not shape.tags or set(shape.tags) == set(shape.columns)


@pytest.mark.parametrize("name", SHAPES)
def test_every_type_and_mode_has_a_row_or_a_reason_and_fills_no_column_that_is_said_empty(name: str) -> None:
    shape = load_shape(name)
    for type, mode in KINDS:
        found = cells(name, made(type, mode, killed=(1, 2, 3)))
        if isinstance(found, str):
            assert found
            continue
        assert set(found) <= set(shape.columns)
        assert not {column for column, value in found.items() if value is not None} & set(shape.empty)


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_not_known_stays_empty(name: str) -> None:
    found = cells(name, made("PROTEST", "demo", actors=(), recipients=(), place=None, days=None, url=None, title=None))
    if isinstance(found, str):
        return
    text = " ".join(str(value) for column, value in found.items() if value is not None and column != "notes")
    assert "2025-10-14" not in text
    assert not re.search(r"\bNone\b|\bnan\b|DZA|Algeria", text)
    unknown = "latitude Latitude ActionGeo_Lat fatalities best country Country event_date Day"
    assert not [column for column in unknown.split() if found.get(column) is not None]


def test_acled() -> None:
    one = made(mode="heavy-weapons", killed=(12, 15, 18), outlets=("A", "B"), speakers=("the ministry",))
    found = cells("acled", one)
    expected = {
        "event_id_cnty": one.event.id, "event_date": "2025-10-14", "year": 2025, "time_precision": 1,
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Western Front", "inter1": "Rebel group",
        "actor2": "traders", "inter2": "Civilians", "interaction": "Rebel group-Civilians",
        "civilian_targeting": "Civilian targeting", "iso": 12, "country": "Algeria", "admin1": "Oran",
        "location": "Oran", "latitude": ORAN.lat, "longitude": ORAN.lon, "geo_precision": 1, "source": "A; B",
        "fatalities": 15, "timestamp": int(LAST.timestamp()),
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    assert "according to the ministry" in found["notes"]


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (made(mode="firearms"), ("Violence against civilians", "Attack")),
        (made(mode="firearms", actors=(ARMY,), recipients=(REBELS,)), ("Battles", "Armed clash")),
        (made(mode="firearms", actors=(ARMY, REBELS), recipients=(), reciprocal=True), ("Battles", "Armed clash")),
        (made(mode="firearms", recipients=(SOMEBODY,)), (None, None)),
        (made(mode="drone"), ("Explosions/Remote violence", "Air/drone strike")),
        (made(mode="crowd-control", actors=(POLICE,)), ("Protests", "Protest with intervention")),
        (made(mode="crowd-control", killed=(1, 1, 1)), ("Protests", "Excessive force against protesters")),
        (made("PROTEST", "riot", actors=(TRADERS,), recipients=()), ("Riots", None)),
        (made("COERCE", "arrest", actors=(POLICE,)), ("Strategic developments", "Arrests")),
        (made("RETREAT", "ceasefire", actors=(ARMY, REBELS), recipients=()), ("Strategic developments", "Agreement")),
    ],
)  # fmt: skip
def test_kinds_of_acled(one: Exported, kind: tuple[str | None, str | None]) -> None:
    found = cells("acled", one)
    assert (found["event_type"], found["sub_event_type"]) == kind


def test_values_of_acled_are_acled_s() -> None:
    enums: dict[str, list[str]] = {}
    if SCHEMAS.is_file():
        enums = yaml.safe_load(SCHEMAS.read_text(encoding="utf8"))["acled"]["enums"]["event_type/sub_event_type"]
    crosswalk = load_shape("acled").crosswalk
    kinds = [*crosswalk["events"].values(), *crosswalk["harm"].values(), *crosswalk["crowd"].values()]
    for _, type, sub_type in (kind for kind in kinds if isinstance(kind, list)):
        assert type is None or not enums or type in enums
        assert sub_type is None or not enums or sub_type in enums[type]


def test_acled_has_no_row_for_words() -> None:
    assert "THREATEN" in cells("acled", made("THREATEN", "violence"))
    assert "hunger" in cells("acled", made("PROTEST", "hunger"))


def test_acled_names_demonstrators_external_forces_and_crowds() -> None:
    march = made("PROTEST", "demo", actors=(TRADERS,), recipients=(), tolls=(Toll("size", 100, 500, None, ("r0",)),))
    found = cells("acled", march)
    assert (found["inter1"], found["interaction"], found["tags"]) == ("Protesters", "Protesters only", "crowd size=500")
    abroad = cells("acled", made(mode="aerial", actors=(("Air Force", "FRA", ("MIL",)),)))
    assert (abroad["inter1"], abroad["interaction"]) == ("External/Other forces", "Civilians-External/Other forces")


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [
        ((date(2025, 10, 14), date(2025, 10, 14)), ("2025-10-14", 1), 1),
        ((date(2025, 10, 13), date(2025, 10, 16)), (None, 2), 2),
        ((date(2025, 10, 6), date(2025, 10, 12)), (None, 2), 3),
        (MONTH, (None, 3), 4),
        ((date(2025, 1, 1), date(2025, 12, 31)), (None, 3), 5),
        (None, (None, None), None),
    ],
)
def test_days_are_only_given_where_they_are_known(days: Any, acled: Any, ucdp: Any) -> None:
    one = made(days=days, killed=(1, 1, 1))
    found = cells("acled", one)
    assert (found["event_date"], found["time_precision"]) == acled
    ged = cells("ucdp", one)
    assert ged["date_prec"] == ucdp
    assert (ged["date_start"], ged["date_end"]) == (tuple(day.isoformat() for day in days) if days else (None, None))
    assert cells("gdelt", one).get("Day") == (20251014 if acled[1] == 1 else None)
    assert cells("polecat", one)["Event Date"] == acled[0]


@pytest.mark.parametrize(
    ("actors", "recipients", "type", "sides"),
    [
        (ARMY, REBELS, 1, ("Army of Algeria", "Western Front")),
        (REBELS, ARMY, 1, ("Army of Algeria", "Western Front")),
        (ARMY, ("Army of Mali", "MLI", ("MIL",)), 1, ("Army of Algeria", "Army of Mali")),
        (REBELS, MILITIA, 2, ("Western Front", "Night Guard")),
        (REBELS, TRADERS, 3, ("Western Front", "Civilians")),
        (ARMY, TRADERS, 3, ("Army of Algeria", "Civilians")),
        (TRADERS, ARMY, None, None),
        (REBELS, SOMEBODY, None, None),
        (SOMEBODY, TRADERS, None, None),
        (("gunmen", None, ("MIL",)), REBELS, None, None),
    ],
)
def test_ucdp_s_types_follow_from_both_sides_or_there_is_no_row(
    actors: Any, recipients: Any, type: int | None, sides: Any
) -> None:
    found = cells("ucdp", made(actors=(actors,), recipients=(recipients,), killed=(2, 3, None)))
    if type is None:
        assert "sectors" in found
        return
    assert (found["type_of_violence"], found["side_a"], found["side_b"]) == (type, *sides)
    assert (found["low"], found["best"], found["high"], found["deaths_unknown"]) == (2, 3, None, 3)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (made("COERCE", "arrest", killed=(1, 1, 1)), "ASSAULT"),
        (made(), "death"),
        (made(killed=(0, 0, 2)), "death"),
        (made(tolls=(Toll("injured", 3, 3, 3, ("r0",)),)), "death"),
    ],
)
def test_ucdp_wants_force_and_a_death(one: Exported, reason: str) -> None:
    assert reason in cells("ucdp", one)


def test_ucdp_names_sources_and_cells() -> None:
    found = cells("ucdp", made(killed=(1, 1, 1), outlets=("A", "B"), speakers=("the mayor",)))
    assert found["number_of_sources"] == 2
    assert found["source_article"].split(";")[1] == '"B,2025-10-16,What happened in Oran" https://lantern.example/1'
    assert found["source_original"] == "the mayor"
    assert found["geom_wkt"] == f"POINT ({ORAN.lon} {ORAN.lat})"
    assert (priogrid_cell(-90, -180), priogrid_cell(90, 180), priogrid_cell(0.1, 0.1)) == (1, 259200, 129961)


@pytest.mark.parametrize(("type", "mode"), KINDS)
def test_gdelt_s_codes_are_whole(type: str, mode: str | None) -> None:
    for sides in ((REBELS, TRADERS), (ARMY, REBELS)):
        found = cells("gdelt", made(type, mode, actors=sides[:1], recipients=sides[1:]))
        code = found["EventCode"]
        assert code.startswith(found["EventBaseCode"])
        assert found["EventBaseCode"].startswith(found["EventRootCode"])
        assert -10 <= found["GoldsteinScale"] <= 10
        root = int(found["EventRootCode"])
        assert found["QuadClass"] == (1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4)


@pytest.mark.skipif(not SCHEMAS.is_file(), reason="no notes on other projects' columns: put ../shared/notes there")
def test_gdelt_s_codes_lead_back_to_the_type() -> None:
    ours = {"18-20": "ASSAULT", "081-083": "CONCEDE", "084-087": "RETREAT"}
    back = yaml.safe_load(SCHEMAS.read_text(encoding="utf8"))["cameo_to_plover_2021"]
    roots = {str(root): ours.get(str(root), str(told).split()[0]) for root, told in back.items()}
    # a court's verdict and an arrest warrant stand elsewhere in CAMEO, and so do force against a crowd and destruction
    elsewhere = {"SANCTION convict", "ASSAULT crowd-control", "ASSAULT destroy", "RETREAT resign", "RETREAT"}
    for kind, code in load_shape("gdelt").crosswalk["codes"].items():
        root = "084-087" if code[:3] in ("084", "086", "087") else "081-083" if code[:2] == "08" else code[:2]
        root = "18-20" if root in ("18", "19") else root
        told = roots.get(root) or roots.get(root.lstrip("0")) or ("ACCUSE" if root == "09" else None)
        assert told == kind.split()[0] or kind in elsewhere, kind


def test_gdelt_s_actors_places_and_counts() -> None:
    un = ("UN mission", "UNO", ("MIL",))
    one = made(mode="firearms", actors=(ARMY,), recipients=(REBELS,), outlets=("A", "A", "B"))
    found = cells("gdelt", one)
    expected = {
        "GlobalEventID": one.event.id, "Day": 20251014, "MonthYear": 202510, "Year": 2025, "FractionDate": 2025.8603,
        "Actor1Code": "DZAMIL", "Actor1CountryCode": "DZA", "Actor1Type1Code": "MIL", "Actor2Code": "DZAREB",
        "EventCode": "193", "NumMentions": 3, "NumSources": 2, "NumArticles": 3, "ActionGeo_Type": 4,
        "ActionGeo_Fullname": "Oran, Algeria", "ActionGeo_CountryCode": "AG", "DATEADDED": f"{FIRST:%Y%m%d%H%M%S}",
        "SOURCEURL": "https://lantern.example/0",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    peace = cells("gdelt", made("AID", actors=(un,), recipients=(("clinic", "ROU", ("MED",)),)))
    assert (peace["Actor1Code"], peace["Actor1CountryCode"], peace["Actor2Type1Code"]) == ("UNOIGOMIL", None, "HLH")
    assert peace["Actor2CountryCode"] is None
    texas = cells("gdelt", made(place=Place("Texas", "admin1", "USA", "TX", lat=31.0, lon=-99.0)))
    assert (texas["ActionGeo_Type"], texas["ActionGeo_CountryCode"]) == (2, "US")


def test_a_country_s_centre_is_no_place() -> None:
    one = made(place=Place("Algeria", "country", "DZA", lat=28.0, lon=3.0), killed=(1, 1, 1))
    for name, column in (("acled", "latitude"), ("ucdp", "latitude"), ("gdelt", "ActionGeo_Lat"), ("hxl", "latitude")):
        assert cells(name, one)[column] is None
        assert "coordinates" in [loss.field for loss in lost(name, one).losses]
    assert cells("ucdp", one)["where_prec"] == 6


def test_polecat_has_parallel_parties() -> None:
    pair = (("Council; of elders", "MLI", ("CVL", "REL")), SOMEBODY)
    found = cells("polecat", made("CONSULT", "visit", actors=pair, role="elder", contexts=True))
    assert found["Actor Name"] == "Council, of elders;somebody"
    sectors = (found["Actor Country"], found["Primary Actor Sector"], found["Actor Sectors"])
    assert sectors == ("MLI;DZA", "CVL;", "CVL,REL;")
    assert found["Actor Name Raw"] == "the Council, of elders;the somebody"
    assert found["Actor Title"] == "elder;elder"
    assert (found["Intensity"], found["Quad Code"], found["Contexts"]) == (2.5, "VERBAL COOPERATION", "military")
    assert (found["City"], found["Province"], found["Raw Placename"]) == ("Oran", "Oran", "Oran's market")


def test_polecat_s_scores_are_the_codebook_s() -> None:
    scores = load_shape("polecat").crosswalk["types"]
    assert {name: values[0] for name, values in scores.items()} == {
        type.name: type.score for type in load_codebook().types.values()
    }


def write(path: Path, name: str, events: Sequence[Exported], **options: Any) -> pandas.DataFrame:
    with exporting(path, about(name), **options) as under_way:
        for one in events:
            under_way.write(one)
    shape = load_shape(name)
    return pandas.read_csv(
        path, sep=shape.delimiter, dtype="string", keep_default_na=False,
        header=0 if shape.header else None, names=None if shape.header else list(shape.columns),
    )  # fmt: skip


HOSTILE = made(killed=(1, 1, 1), title="=1+1\t2", outlets=("@x",), actors=(("+cmd|' /C'!A0\n\"", "DZA", ("REB",)),))


@pytest.mark.parametrize("name", SHAPES)
def test_hostile_cells_stay_cells_and_run_nowhere(name: str, tmp_path: Path) -> None:
    found = write(tmp_path / "e.csv", name, [HOSTILE, HOSTILE])
    assert list(found.columns) == list(load_shape(name).columns)
    events = found.iloc[1:] if load_shape(name).tags else found
    assert len(events) == 2
    for cell in events.iloc[0]:
        assert not cell.lstrip().startswith(("=", "+", "@", "|", "\t")) or not cell
        assert not cell.startswith("-") or float(cell) < 0
    first = (tmp_path / "e.csv").read_text(encoding="utf8").splitlines()
    assert len(first) == 2 + load_shape(name).header + bool(load_shape(name).tags)


def test_hxl_has_its_tags_on_the_second_line(tmp_path: Path) -> None:
    found = write(tmp_path / "e.csv", "hxl", [made(killed=(1, 2, 2))])
    assert found["best"].tolist() == ["#affected+killed", "2"]
    assert found["verification"].tolist() == ["#status+verification", "single-source"]


def test_losses_are_counted_by_event() -> None:
    plain = made()
    rich = made(
        outlets=("A", "B"), speakers=("the mayor",), killed=(1, 2, 3), contexts=True, updated=FIRST,
        tolls=(Toll("injured", 4, 4, 4, ("r0",)),), other_types=(Value("COERCE", ("r1",)),),
    )  # fmt: skip
    report = lost("acled", plain, rich, made("THREATEN"), made(happened=False))
    counts = {loss.field: loss.events for loss in report.losses}
    assert report.written == 2
    assert counts == {
        "direction": 2, "verification": 2, "words": 2, "urls": 2, "radius": 2, "coder": 2, "attribution": 1,
        "dissent": 1, "toll_interval": 1, "injured_detained": 1, "origins": 1, "contexts": 1, "history": 1,
    }  # fmt: skip
    assert dict(report.left_out) == {"ACLED has no type for this kind of act: THREATEN": 1, NOT_HAPPENED: 1}
    assert [loss.events for loss in report.losses] == sorted(counts.values(), reverse=True)


def test_everything_means_also_what_did_not_happen_and_says_so() -> None:
    report = lost("polecat", made(happened=False), made(), everything=True)
    assert report.written == 2
    counts = {loss.field: loss.events for loss in report.losses}
    assert (counts["not_happened"], counts["factuality"]) == (1, 1)


def test_gdelt_loses_only_modes_that_cameo_has_not() -> None:
    counts = [loss.field for loss in lost("gdelt", made("PROTEST", "hunger", recipients=())).losses]
    assert "mode" not in counts
    assert "mode" in [loss.field for loss in lost("gdelt", made(mode="primitive")).losses]


def test_accounts_facts_and_losses_stand_beside(tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    write(path, "ucdp", [made(killed=(1, 1, 1), outlets=("A", "B")), made()])
    accounts = pandas.read_csv(beside(path, "accounts.csv"))
    assert accounts["url"].tolist() == ["https://lantern.example/0", "https://lantern.example/1"]
    facts = json.loads(beside(path, "about.json").read_bytes())
    assert facts["events"] == 1
    assert "another project" in facts["licences"][-1]
    told = json.loads(beside(path, "loss.json").read_bytes())
    assert (told["events_written"], told["events_left_out"]) == (1, 1)
    assert {column["column"] for column in told["empty_columns"]} == set(load_shape("ucdp").empty)
    filled = {column["column"]: column["filled"] for column in told["columns"]}
    assert (filled["best"], filled["side_a"]) == (1, 1)


def test_codes_of_countries() -> None:
    assert (numeric_code("AFG"), fips_code("AFG"), fips_code("NOR")) == (4, "AF", "NO")
    assert (numeric_code(None), fips_code("UNO"), numeric_code("XKX")) == (None, None, None)
