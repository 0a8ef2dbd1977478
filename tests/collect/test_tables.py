from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tocsin.collect import Kind, Link, Source, Sweep
from tocsin.collect.records import jsonl_pieces
from tocsin.collect.tables import csv_pieces
from tocsin.errors import InputError
from tocsin.model import Page

TEXT = "Guards seized two boats off Bear Island on Friday, the police said."


def written(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


class TestRecords:
    def test_a_piece_a_line(self, tmp_path: Path) -> None:
        lines = [
            {
                "id": "a1",
                "text": TEXT,
                "title": "Boats",
                "outlet": "The News",
                "published": "2025-10-11",
                "byline": "A. B.",
            },
            {"html": "<p>x</p>", "url": "https://news.example/b"},
            {"id": 7, "url": "https://news.example/c?utm_source=x", "title": "C", "published": "2025-10-11"},
        ]
        path = written(tmp_path, "in.jsonl", "\n\n".join(map(json.dumps, lines)))
        first, second, third = jsonl_pieces(path)
        assert (first.name, first.page) == (
            "a1",
            Page(TEXT, None, "text/plain", "Boats", "The News", "2025-10-11", "A. B."),
        )
        assert (second.name, second.page) == (
            "https://news.example/b", Page("<p>x</p>", "https://news.example/b", "text/html")
        )  # fmt: skip
        assert (third.name, third.link) == ("7", Link("https://news.example/c", "C", None, "2025-10-11"))

    def test_bad_line_costs_itself_only(self, tmp_path: Path) -> None:
        bad = [b"{", b"[]", b'{"id": "x"}', b'{"text": 7}', b'{"text": "\xff"}', b'{"html_file": "../a"}']
        good = json.dumps({"text": TEXT}).encode()
        pieces = list(jsonl_pieces(written(tmp_path, "in.jsonl", b"\n".join([*bad, good]))))
        assert [bool(piece.error) for piece in pieces] == [True] * 6 + [False]
        assert pieces[-1].name == "in.jsonl:7"

    def test_packed_and_cut_off(self, tmp_path: Path) -> None:
        lines = "".join(json.dumps({"text": f"{n} {TEXT}"}) + "\n" for n in range(500))
        path = written(tmp_path, "in.jsonl.gz", gzip.compress(lines.encode())[:-100])
        pieces = list(jsonl_pieces(path))
        assert pieces[0].page is not None
        assert "cut off" in (pieces[-1].error or "")

    @pytest.mark.parametrize("content", ['[{"text": "a"},\n {"text": "b"}]', '{"text": "a"}\n{"text": "b"}'])
    def test_json_may_be_a_list_or_lines(self, tmp_path: Path, content: str) -> None:
        pieces = list(jsonl_pieces(written(tmp_path, "in.json", content)))
        assert [piece.page.content for piece in pieces if piece.page] == ["a", "b"]

    def test_page_beside_the_records(self, tmp_path: Path) -> None:
        written(tmp_path, "a.html", "<p>x</p>")
        (piece,) = jsonl_pieces(written(tmp_path, "in.jsonl", '{"html_file": "a.html"}'))
        assert piece.page is not None
        assert piece.page.content == b"<p>x</p>"


class TestTables:
    def test_columns_by_their_names(self, tmp_path: Path) -> None:
        content = (
            f'Article ID,Headline,Body,Publication,Pub Date,Author\n7,Boats,"{TEXT}\nMore.",The News,2025-10-11,A. B.\n'
        )
        (piece,) = csv_pieces(written(tmp_path, "in.csv", content))
        assert piece.name == "7"
        assert piece.page is not None
        assert piece.page.content == f"{TEXT}\nMore."
        assert (piece.page.title, piece.page.outlet, piece.page.byline) == ("Boats", "The News", "A. B.")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    def test_spreadsheets_of_all_kinds(self, tmp_path: Path, encoding: str, mark: str) -> None:
        content = mark.join(["url", "text"]) + "\r\n" + mark.join(["https://news.example/ü", '"Zürich, a; b"']) + "\r\n"
        (piece,) = csv_pieces(written(tmp_path, "in.csv", content, encoding))
        assert piece.page is not None
        assert piece.page.content == "Zürich, a; b"

    def test_addresses_alone_are_links(self, tmp_path: Path) -> None:
        pieces = list(csv_pieces(written(tmp_path, "in.csv", "link,title\nhttps://news.example/a,A\nnowhere,B\n,\n")))
        assert pieces[0].link == Link("https://news.example/a", "A")
        assert [bool(piece.error) for piece in pieces] == [False, True]

    def test_markup_in_the_text_is_a_page(self, tmp_path: Path) -> None:
        (piece,) = csv_pieces(written(tmp_path, "in.csv", f"content\n<div><p>{TEXT.replace(',', '')}</p></div>\n"))
        assert piece.page is not None
        assert piece.page.content_type == "text/html"

    def test_uneven_rows_and_odd_quotes(self, tmp_path: Path) -> None:
        content = (
            'url,text,x\nhttps://news.example/a,"one"\nhttps://news.example/b,two,3,4,5\nhttps://news.example/c,"thr'
        )
        *whole, cut_off = csv_pieces(written(tmp_path, "in.csv", content))
        assert [piece.name[-1] for piece in whole] == ["a", "b"]
        assert cut_off.error is not None

    @pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x00"])
    def test_no_column_that_we_know(self, tmp_path: Path, content: str) -> None:
        path = written(tmp_path, "in.csv", content)
        with pytest.raises(InputError, match="column named text, html or url"):
            list(csv_pieces(path))
        sweep = Sweep(Source(Kind.CSV, str(path)))
        assert list(sweep) == []
        assert sweep.outcome is not None
        assert not sweep.outcome.healthy

    def test_packed(self, tmp_path: Path) -> None:
        (piece,) = csv_pieces(written(tmp_path, "in.csv.gz", gzip.compress(f'text\n"{TEXT}"\n'.encode())))
        assert piece.page is not None
