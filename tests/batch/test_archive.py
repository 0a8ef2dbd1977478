from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tocsin.batch import Order, Tally, code_archive
from tocsin.batch import archive as module
from tocsin.batch.journal import Journal
from tocsin.batch.work import Recipe
from tocsin.errors import InputError

PLACES = ("Oslo", "Quito", "Accra", "Hanoi", "Lima", "Dakar", "Riga")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    lines = []
    for number in range(13):
        place = PLACES[number % len(PLACES)]
        text = f"Police in {place} arrested {number + 2} protesters on Sunday, officials said."
        lines.append(json.dumps({"id": f"p{number}", "text": text, "published": "2025-10-14"}))
    lines[4] = '{"id": "p4", "text": '
    lines[9] = json.dumps({"id": "p9", "text": ""})
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


def order(source: Path, output: Path, format: str = "bench", **rest: int) -> Order:
    return Order((str(source),), str(output), Recipe(format), **{"workers": 0, **rest})  # type: ignore[arg-type]


def test_every_input_has_its_line_in_order(archive: Path, tmp_path: Path) -> None:
    tally = code_archive(order(archive, tmp_path / "out.jsonl"))
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    expected = [f"p{n}" if n != 4 else f"{archive}:5" for n in range(13)]
    assert [record["id"] for record in records] == expected
    assert [n for n, record in enumerate(records) if record["error"]] == [4, 9]
    assert (tally.inputs, tally.failed) == (13, 2)
    assert tally.reports == sum(len(record["events"]) for record in records) > 5
    assert not list(tmp_path.glob("*.progress*"))


def test_output_does_not_depend_on_workers_or_chunks(archive: Path, tmp_path: Path) -> None:
    found = set()
    for workers, chunk in ((0, 8), (0, 1), (2, 2)):
        output = tmp_path / f"{workers}-{chunk}.jsonl.gz"
        code_archive(order(archive, output, "jsonl", workers=workers, chunk=chunk))
        found.add(output.read_bytes())
    assert len(found) == 1
    assert len(gzip.decompress(found.pop()).splitlines()) == 13


@pytest.mark.parametrize(("format", "stop"), [("bench", 1), ("jsonl", 5), ("csv", 11), ("parquet", 5)])
def test_interrupted_run_goes_on_without_doubling(
    archive: Path, tmp_path: Path, format: str, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if format == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(module, "COMMIT", 4)
    suffix = "jsonl.gz" if format == "jsonl" else format
    whole, output = tmp_path / f"whole.{suffix}", tmp_path / f"out.{suffix}"
    code_archive(order(archive, whole, format))

    def interrupt(tally: Tally) -> None:
        if tally.inputs == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_archive(order(archive, output, format), interrupt)
    tally = code_archive(order(archive, output, format))
    assert tally.skipped == stop // 4 * 4
    assert (tally.inputs, tally.failed) == (13, 2)
    assert output.read_bytes() == whole.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["in.jsonl", whole.name, output.name])


def test_torn_last_line_is_cut(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMMIT", 4)
    whole, output = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    code_archive(order(archive, whole))

    def interrupt(tally: Tally) -> None:
        if tally.inputs == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_archive(order(archive, output), interrupt)
    with output.open("ab") as handle:
        handle.write(b'{"id": "p8", "err')
    code_archive(order(archive, output))
    assert output.read_bytes() == whole.read_bytes()


def test_another_run_does_not_go_on_where_this_one_stopped(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMIT", 4)
    output = tmp_path / "out"

    def interrupt(tally: Tally) -> None:
        if tally.inputs == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_archive(order(archive, output), interrupt)
    assert code_archive(order(archive, output, "csv")).skipped == 0


def test_what_another_run_left_is_not_taken_for_the_beginning(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMIT", 4)
    whole, output = tmp_path / "whole", tmp_path / "out"
    code_archive(order(archive, whole))

    def interrupt(tally: Tally) -> None:
        if tally.inputs == 5:
            raise KeyboardInterrupt

    def killed(journal: Journal, *counts: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_archive(order(archive, output), interrupt)
    # another is killed when its first lines are written and its journal is not
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            code_archive(order(archive, output, "jsonl"))
    assert code_archive(order(archive, output)).skipped == 0
    assert output.read_bytes() == whole.read_bytes()


def test_folder_of_pages(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "b.txt").write_text("Troops of Chad crossed the border of Niger on Monday.")
    (pages / "a.html").write_bytes(b"\x89PNG\r\n")
    tally = code_archive(order(pages, tmp_path / "out.jsonl", "jsonl"))
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [record["id"] for record in records] == ["a.html", "b.txt"]
    assert "PNG" in records[0]["error"]
    assert tally.failed == 1


def test_output_is_checked_first(archive: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "none" / "out.jsonl", tmp_path, archive):
        with pytest.raises(InputError):
            code_archive(order(archive, output))
    with pytest.raises(InputError, match="standard output"):
        code_archive(Order((str(archive),), "-", Recipe("parquet"), workers=0))
    assert archive.stat().st_size > 0
