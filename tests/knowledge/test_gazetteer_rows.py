from pathlib import Path

import pytest
import yaml

from tocsin.knowledge.gazetteer import schema
from tocsin.knowledge.gazetteer.rows import PlaceRow, kilometres, town_radius, usable
from tocsin.knowledge.gazetteer.schema import NameSort
from tocsin.knowledge.gazetteer.write import write

HERE = Path(schema.__file__).parent


def test_only_names_that_english_news_prints_are_usable() -> None:
    assert usable("Kandahār")
    assert not usable("kandahar")
    assert not usable("KDH")
    assert not usable("Кандагар")
    assert not usable("District 9")


def test_a_better_sort_wins() -> None:
    row = PlaceRow(1, "Testville", "city", "USA", 1.0, 2.0)
    row.call(["Testville", "the Testville"], NameSort.ALTERNATE)
    row.call(["Testville"], NameSort.MAIN)
    row.call(["Testville"], NameSort.SHORT)
    assert row.names == {"testville": NameSort.MAIN}


def test_distances_and_radii() -> None:
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.2, abs=0.2)
    assert kilometres(10, 20, 10, 20) == 0
    assert town_radius(500) < town_radius(500_000) < town_radius(10_000_000)


def test_writing_is_repeatable(tmp_path: Path) -> None:
    row = PlaceRow(1, "Testville", "city", "USA", 1.0, 2.0)
    row.call(["Testville", "Test Town"], NameSort.MAIN)
    write(tmp_path / "one.sqlite", [row])
    write(tmp_path / "two.sqlite", [row])
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_hand_written_rows_are_sound() -> None:
    countries = yaml.safe_load((HERE / "countries.yaml").read_text("utf8"))
    regions = yaml.safe_load((HERE / "regions.yaml").read_text("utf8"))
    names = [row["name"] for row in regions]
    assert len(names) == len(set(names))
    assert len(names) > 60
    for row in [*countries.values(), *regions]:
        lat, lon = row["at"]
        assert -90 <= lat <= 90, row
        assert -180 <= lon <= 180, row
    for row in regions:
        assert row.get("country") in (None, *countries), row
        assert row["radius"] > 0
        assert row.get("kind", "region") in {"continent", "admin1", "admin2", "city", "region", "water", "site"}, row
    ids = [row["id"] for row in regions if "id" in row]
    assert len(ids) == len(set(ids))
