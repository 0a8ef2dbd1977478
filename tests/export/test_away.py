from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from made_exports import about, made

from tocsin.errors import InputError
from tocsin.export.away import FORMATS, exporting, format_of


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("e.csv", "csv"), ("e.JSONL", "jsonl"), ("e.jsonl.gz", "jsonl"), ("e.parquet", "parquet"), ("e.xlsx", "xlsx"),
        ("a.b.geojson", "geojson"), ("e.atom", "atom"), ("e.csv.gz", "csv"),
    ],
)  # fmt: skip
def test_endings_name_formats(name: str, format: str) -> None:
    assert format_of(Path(name)) == format


@pytest.mark.parametrize("name", ["e.json", "e.txt", "e.tsv", "e.xml", "events", "csv", "e.parquet.gz", "e.xlsx.gz"])
def test_endings_that_name_none_are_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"names no format; .*--format: csv, .*hxl"):
        format_of(Path(name))


@pytest.mark.parametrize("format", FORMATS)
def test_after_an_error_there_is_no_file_and_an_older_one_stands(tmp_path: Path, format: str) -> None:
    path = tmp_path / "out"
    path.write_text("older")
    with pytest.raises(AttributeError):
        _export(path, format, [made(killed=(1, 1, 1)), None])
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert path.read_text() == "older"


def _export(path: Path, format: str, events: list[Any]) -> None:
    with exporting(path, about(format)) as under_way:
        for one in events:
            under_way.write(one)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_events_make_the_same_bytes(tmp_path: Path, format: str) -> None:
    made_twice = []
    for number in (1, 2):
        path = tmp_path / f"{number}"
        with exporting(path, about(format)) as under_way:
            for one in (made(killed=(1, 1, 1)), made("COERCE", "arrest")):
                under_way.write(one)
        made_twice.append(path.read_bytes())
    assert made_twice[0] == made_twice[1]


@pytest.mark.parametrize("format", FORMATS)
def test_the_file_is_not_there_before_it_is_whole(tmp_path: Path, format: str) -> None:
    path = tmp_path / "out"
    with exporting(path, about(format)) as under_way:
        under_way.write(made())
        assert not path.exists()
    assert path.exists()
    assert not [each for each in tmp_path.iterdir() if each.suffix == ".part"]


@pytest.mark.parametrize(
    ("path", "found"), [("none/e.csv", "make its folder first"), (".", "found a folder")], ids=["no folder", "a folder"]
)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, path: str, found: str) -> None:
    with pytest.raises(InputError, match=found), exporting(tmp_path / path, about()):
        pass


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"), exporting(tmp_path / "e.csv", about()) as under_way:
        under_way.write(made())
    assert not list(tmp_path.iterdir())


def test_a_pipe_or_device_is_refused_and_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InputError, match=r"pipe cannot be written; found a device or pipe; expected a file; .*-o -"):
        _export(path, "csv", [made()])
    assert path.is_fifo()
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def test_the_file_that_a_link_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "out.csv"
    link.symlink_to(tmp_path / "there" / "real.csv")
    _export(link, "csv", [made()])
    assert link.is_symlink()
    assert "ASSAULT" in (tmp_path / "there" / "real.csv").read_text()


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    link = tmp_path / "out.csv"
    link.symlink_to(link)
    with pytest.raises(InputError, match=r"out.csv cannot be written"):
        _export(link, "csv", [made()])
    assert link.is_symlink()


def test_standard_output_takes_text_only() -> None:
    with pytest.raises(InputError, match="name a file"), exporting(None, about("xlsx")):
        pass
