from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tocsin.collect import documents
from tocsin.collect.exports import export_pieces
from tocsin.collect.pieces import Piece
from tocsin.errors import PageError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NEXIS_UNI = """Guards seize two boats
The Northern Herald
October 11, 2025 Saturday
Copyright 2025 Northern Herald Ltd. All Rights Reserved
Section: NEWS; Pg. 3
Length: 31 words
Byline: By Kari Nor and Ola Sor
Dateline: TROMSO
Body
Coast guards seized two boats off Bear Island on Friday, the police said.
The crews were brought to a harbour in the north.
Classification
Language: ENGLISH
Publication-Type: Newspaper
Subject: COAST GUARD (90%)
Load-Date: October 12, 2025
End of Document"""
NEXIS_OLD = """2 of 2 DOCUMENTS
The Southern Post
October 13, 2025 Monday 8:30 AM GMT
SECTION: WORLD
LENGTH: 20 words
HEADLINE: Crews of seized boats go free
BYLINE: Ana Sul
BODY: A court set the crews free on Sunday.
The boats remain in the harbour.
LOAD-DATE: October 13, 2025
LANGUAGE: ENGLISH"""
FACTIVA = """World News
Guards seize two boats
By Kari Nor
31 words
11 October 2025
08:30
Northern News Service
NNSX
English
Copyright 2025. Northern News Service. All rights reserved.

Coast guards seized two boats off Bear Island on Friday, the police said.
The crews were brought to a harbour in the north.

Document NNSX000020251011elab0001x

Crews go free
20 words
13 October 2025
The Southern Post
SPOST
14
English
(c) 2025 Southern Post
A court set the crews free on Sunday.
Document SPOST00020251013elad0002y"""
FACTIVA_MARKS = """SE\tWorld
HD\tGuards seize two boats
BY\tBy Kari Nor
WC\t31 words
PD\t11 October 2025
ET\t08:30
SN\tNorthern News Service
SC\tNNSX
LA\tEnglish
CY\tCopyright 2025.
LP
Coast guards seized two boats off Bear Island on Friday, the police said.
TD
IN a note, the police named the boats.
RE the crews, nothing was said.
IN\tiship : Shipping
RE\tnorw : Norway
AN\tDocument NNSX000020251011elab0001x"""


def docx(folder: Path, text: str, name: str = "export.docx") -> Path:
    lines = (f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.split("\n"))
    body = "".join(lines).replace("\t", "</w:t><w:tab/><w:t>")
    return packed(folder, f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode(), name)


def packed(folder: Path, document: bytes, name: str = "export.docx") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return path


def rtf(folder: Path, text: str) -> Path:
    path = folder / "export.rtf"
    body = text.replace("\t", "\\tab ").replace("\n", "\\par\n")
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + body.encode("ascii") + b"}")
    return path


def facts(piece: Piece) -> tuple[str | None, ...]:
    page = piece.page
    assert page is not None
    return page.title, page.outlet, page.published, page.byline


BOATS = ("Guards seize two boats", "The Northern Herald", "2025-10-11", "Kari Nor and Ola Sor")
CREWS = ("Crews of seized boats go free", "The Southern Post", "2025-10-13", "Ana Sul")


@pytest.mark.parametrize("write", [docx, rtf])
class TestBothShapes:
    def test_nexis(self, tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
        first, second = export_pieces(write(tmp_path, NEXIS_UNI + "\n" + NEXIS_OLD))
        assert facts(first) == BOATS
        assert facts(second) == CREWS
        assert first.page is not None
        assert first.page.content == (
            "Guards seize two boats\n\nCoast guards seized two boats off Bear Island on Friday, the police said.\n\n"
            "The crews were brought to a harbour in the north."
        )
        assert first.page.content_type == "text/plain"
        assert (first.name, second.name) == (f"export.{write.__name__}:1", f"export.{write.__name__}:2")

    def test_factiva(self, tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
        first, second = export_pieces(write(tmp_path, FACTIVA))
        assert facts(first) == ("Guards seize two boats", "Northern News Service", "2025-10-11", "Kari Nor")
        assert facts(second) == ("Crews go free", "The Southern Post", "2025-10-13", None)
        assert (first.name, second.name) == ("NNSX000020251011elab0001x", "SPOST00020251013elad0002y")
        assert second.page is not None
        assert second.page.content == "Crews go free\n\nA court set the crews free on Sunday."

    def test_factiva_with_marks(self, tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
        (piece,) = export_pieces(write(tmp_path, FACTIVA_MARKS))
        assert facts(piece) == ("Guards seize two boats", "Northern News Service", "2025-10-11", "Kari Nor")
        assert piece.page is not None
        assert str(piece.page.content).endswith(
            "the police said.\n\nIN a note, the police named the boats.\n\nRE the crews, nothing was said."
        )


def test_article_without_a_date_stays_undated(tmp_path: Path) -> None:
    (piece,) = export_pieces(docx(tmp_path, NEXIS_UNI.replace("October 11, 2025 Saturday", "Saturday")))
    assert piece.page is not None
    assert piece.page.published is None


def test_list_of_titles_before_the_articles_is_none(tmp_path: Path) -> None:
    head = "Documents (2)\n1. Guards seize two boats\nClient/Matter: -None-\n1 of 2\n"
    assert [facts(piece) for piece in export_pieces(docx(tmp_path, head + NEXIS_UNI))] == [BOATS]


def test_article_without_text_is_told(tmp_path: Path) -> None:
    lines = NEXIS_UNI.split("\n")
    (piece,) = export_pieces(docx(tmp_path, "\n".join(lines[:9] + lines[11:])))
    assert "no text" in (piece.error or "")


def test_any_other_document_is_one_article(tmp_path: Path) -> None:
    (piece,) = export_pieces(docx(tmp_path, "A report\n\nGuards seized two boats."))
    assert piece.page is not None
    assert (piece.page.content, piece.page.published) == ("A report\n\nGuards seized two boats.", None)


def test_letters_of_rtf(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 Z\\'fcrich \\u8212? \\u321\\'3fodz\\par Done.}")
    (piece,) = export_pieces(path)
    assert piece.page is not None
    assert piece.page.content == "Zürich — Łodz\n\nDone."


@pytest.mark.parametrize("content", [b"", b"plain", b"PK\x03\x04 broken", b"\x00" * 99])
def test_what_is_no_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(PageError):
        list(export_pieces(path))


def test_zip_without_a_document(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    path = tmp_path / "a.docx"
    path.write_bytes(made.getvalue())
    with pytest.raises(PageError, match="no docx"):
        list(export_pieces(path))


@pytest.mark.parametrize(
    "filler", [b"<w:p/>" * 60_000, (b"<w:p><w:r><w:t>" + b" " * 900_000 + b"</w:t></w:r></w:p>") * 20]
)
def test_zip_bomb_is_refused(tmp_path: Path, filler: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST", 50_000)
    monkeypatch.setattr(documents, "MOST_PIECES", 200)
    document = b'<w:document xmlns:w="%s"><w:body>' % WORD.encode() + filler
    with pytest.raises(PageError, match="too large"):
        list(export_pieces(packed(tmp_path, document)))


def test_entities_open_no_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    document = f'<!DOCTYPE d [<!ENTITY f SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
    document += "<w:t>Guards &f; boats</w:t></w:r></w:p></w:body></w:document>"
    for piece in export_pieces(packed(tmp_path, document.encode())):
        assert "secret" not in str(piece.page)
