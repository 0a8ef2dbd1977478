from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tocsin.errors import InputError
from tocsin.flow.items import Hints, Item
from tocsin.flow.opening import id_of, open_item
from tocsin.flow.sources import check_inputs, items_of


def test_folder_gives_its_pages_by_name(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.html", "a.txt", "b/d.htm.gz", ".hidden.html", "style.css", "b/.e.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [item.name for item in items_of([str(tmp_path)])] == ["a.txt", "c.html", "b/d.htm.gz"]


def test_lines_keep_their_numbers_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "a"}\n\n  \n{"id": 2, "text": "b"}')
    items = list(items_of([str(file)]))
    assert [item.name for item in items] == [f"{file}:1", f"{file}:4"]
    assert [id_of(item) for item in items] == [1, 2]
    assert items[-1].consumed == file.stat().st_size == check_inputs([str(file)])


def test_gzip_is_known_by_its_content(tmp_path: Path) -> None:
    line = b'{"id": "a", "text": "b"}\n'
    for name in ("a.jsonl.gz", "b.jsonl"):
        (tmp_path / name).write_bytes(gzip.compress(line))
    assert [i.line for i in items_of([str(tmp_path / "a.jsonl.gz"), str(tmp_path / "b.jsonl")])] == [line, line]


@pytest.mark.parametrize(
    ("content", "ids"),
    [('[{"id": 1},\n {"id": 2}]', [1, 2]), ('{\n "id": 3\n}', [3]), ('{"id": 4}\n{"id": 5}\n', [4, 5]), ("[]", [])],
)
def test_json_may_be_a_list_an_object_or_lines(tmp_path: Path, content: str, ids: list[int]) -> None:
    file = tmp_path / "in.json"
    file.write_text(content)
    assert [id_of(item) for item in items_of([str(file)])] == ids


def test_pages_of_two_folders_do_not_share_names(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.html").write_bytes(b"x")
    found = items_of([str(tmp_path / "a"), str(tmp_path / "b")])
    assert [item.name for item in found] == ["a/x.html", "b/x.html"]


def test_text_of_a_record_is_unchanged_and_hints_fill_gaps() -> None:
    text = "<html> is a word here.\r\n\tYes\x00"
    line = json.dumps({"id": "a", "text": text, "published": None, "outlet": "The Own"}).encode()
    identity, page = open_item(Item("x:1", line=line, hints=Hints("2025-10-11", "The Other")))
    assert (identity, page.content, page.content_type) == ("a", text, "text/plain")
    assert (page.published, page.outlet) == ("2025-10-11", "The Own")


def test_html_file_is_found_beside_the_input(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.html.gz").write_bytes(gzip.compress(b"<p>a</p>"))
    line = json.dumps({"id": "a", "html_file": "pages/a.html.gz"}).encode()
    assert open_item(Item("x:1", line=line, folder=tmp_path))[1].content == b"<p>a</p>"


@pytest.mark.parametrize("name", ["../a.html", "/etc/hostname", "a/../../b", "a\x00b", "none.html"])
def test_html_file_stays_inside(tmp_path: Path, name: str) -> None:
    line = json.dumps({"id": "a", "html_file": name}).encode()
    with pytest.raises(InputError):
        open_item(Item("x:1", line=line, folder=tmp_path))


def test_inputs_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        check_inputs([str(tmp_path / "none")])
    with pytest.raises(InputError, match="holds no page"):
        check_inputs([str(tmp_path)])
