"""What cannot be read on a disk is told, each thing by itself, and costs nothing else."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from tocsin.collect import Kind, Result, Source, Sweep, detect
from tocsin.collect.reading import pieces_of
from tocsin.errors import InputError, PageError

STORY = "The navy of Chile seized a Peruvian trawler near Arica on Monday, the ministry said."


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may not be looked into, also for those who may do everything."""
    folder = tmp_path / "pages" / "closed"
    folder.mkdir(parents=True)
    (tmp_path / "pages" / "open.txt").write_text(STORY)
    scandir, access = os.scandir, os.access

    def refused(path: Any = ".") -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and access(path, mode))
    return folder


def test_a_folder_inside_that_may_not_be_looked_into_is_told(closed: Path) -> None:
    found = list(pieces_of(Kind.FOLDER, closed.parent))
    assert [piece.name for piece in found] == ["open.txt", "closed"]
    assert found[1].error == f"{closed} may not be read; found no permission; change its mode or its owner"


def test_a_source_that_may_not_be_looked_into_is_failing(closed: Path) -> None:
    sweep = Sweep(Source(Kind.FOLDER, str(closed)))
    assert list(sweep) == []
    assert sweep.outcome is not None
    assert sweep.outcome.result is Result.FAILED
    assert sweep.outcome.error == f"{closed} cannot be read; found Permission denied; check the path"


def test_a_page_that_may_not_be_read_makes_its_source_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.txt"
    page.write_text(STORY)
    monkeypatch.setattr(Path, "open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    sweep = Sweep(Source(Kind.FILE, str(page)))
    assert [capture.page for capture in sweep] == [None]
    assert sweep.outcome is not None
    assert sweep.outcome.result is Result.FAILED


def test_a_link_that_leads_nowhere_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(STORY)
    first, second = pieces_of(Kind.FOLDER, tmp_path)
    assert first.error is not None
    assert first.error.startswith(f"{tmp_path / 'a.txt'} cannot be read; found ")
    assert "Errno" not in first.error
    assert second.page is not None


def test_links_in_a_circle_are_no_source(tmp_path: Path) -> None:
    link = tmp_path / "loop.txt"
    link.symlink_to(link)
    with pytest.raises(InputError, match=r"loop.txt.*check the path"):
        detect(str(link))


def test_a_name_that_is_no_text_is_no_source_but_read_in_its_folder(tmp_path: Path) -> None:
    page = os.fsencode(tmp_path) + b"/bad\xff.txt"
    with open(page, "w") as file:  # noqa: PTH123 - the name is bytes
        file.write(STORY)
    with pytest.raises(InputError, match=r"found a name that is no UTF-8; rename it, or give the folder"):
        detect(os.fsdecode(page))
    (piece,) = pieces_of(Kind.FOLDER, tmp_path)
    assert piece.page is not None


@pytest.mark.parametrize("tail", ['b,"The army of Peru', 'b,"The army of Peru\nkilled\n', '"'])
def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path, tail: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'id,text\na,"{STORY}"\n{tail}')
    first, second = pieces_of(Kind.CSV, table)
    assert first.page is not None
    assert second.page is None
    assert second.error is not None
    assert second.error.startswith("t.csv is cut off, or a quotation mark is missing, from line 3 on; found its end")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_last_row_needs_no_end_of_line(tmp_path: Path, end: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'id,text\na,"{STORY}\nTwo lines."{end}', newline="")
    (piece,) = pieces_of(Kind.CSV, table)
    assert piece.page is not None


def test_an_rtf_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.rtf"
    path.write_text("{\\rtf1\\ansi{\\b Title\\}\\par} " + STORY)
    with pytest.raises(PageError, match=r"export.rtf is damaged; found its end inside of a group: it is cut off"):
        list(pieces_of(Kind.EXPORT, path))
    path.write_text("{\\rtf1\\ansi{\\b Title\\{\\par} " + STORY + "}")
    assert len(list(pieces_of(Kind.EXPORT, path))) == 1


def test_a_docx_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.docx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 40)
    with pytest.raises(PageError, match=r"export.docx is damaged; found .*cut off; export it again"):
        list(pieces_of(Kind.EXPORT, path))


def test_a_broken_head_in_an_archive_is_told_without_words_about_python(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(b"WARC/1.0\r\nContent-Length: 99999\r\nWARC-Type: response\r\n\r\nabc"))
    (piece,) = pieces_of(Kind.WARC, path)
    assert piece.error == "a.warc.gz is damaged or cut off; found a record whose head is broken; expected a WARC"
