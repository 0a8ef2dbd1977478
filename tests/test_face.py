from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import tocsin

STORY = "Soldiers of Mali killed four rebels near Gao on Monday, the army said."


def test_face_is_complete() -> None:
    for name in tocsin.__all__:
        assert getattr(tocsin, name) is not None
    assert set(tocsin.__all__) == {*tocsin._MODULE_OF, "__version__"}
    assert dir(tocsin) == sorted(tocsin.__all__)
    with pytest.raises(AttributeError):
        tocsin.nonsense  # noqa: B018


def test_type_checkers_see_the_same_names() -> None:
    source = Path(str(tocsin.__file__)).read_text(encoding="utf8")
    block = source.split("if TYPE_CHECKING:", 1)[1].split("__version__ =", 1)[0]
    imported = re.findall(r"\b(\w+)\b", " ".join(re.findall(r"import \(?([\w\s,]+)", block)))
    assert {n for n in imported if n != "from"} - {"tocsin"} >= set(tocsin._MODULE_OF)


def test_import_brings_nothing_with_it() -> None:
    check = "import sys, tocsin; print([m for m in sys.modules if m.startswith('tocsin.') or m in ('numpy', 'lxml')])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_text_file_and_html_are_read(tmp_path: Path) -> None:
    reading = tocsin.read(text=STORY, published="2025-10-15")
    assert reading.article.text == STORY
    assert reading.reports
    assert tocsin.to_dict(reading)["reports"][0]["type"] == reading.reports[0].type
    page = tmp_path / "a.txt"
    page.write_text(STORY)
    assert tocsin.read(page).reports
    assert tocsin.read(str(page), coder=tocsin.load_coder()).reports
    assert tocsin.read(html=f"<html><body><article><p>{STORY}</p></article></body></html>").reports


def test_wrong_use_says_so(tmp_path: Path) -> None:
    with pytest.raises(tocsin.InputError, match="exactly one"):
        tocsin.read()
    with pytest.raises(tocsin.InputError, match="exactly one"):
        tocsin.read("a", text="b")
    with pytest.raises(tocsin.InputError, match="read_url"):
        tocsin.read("https://example.org/")
    with pytest.raises(tocsin.InputError, match="does not exist"):
        tocsin.read(tmp_path / "none.html")
    with pytest.raises(tocsin.FetchError):
        tocsin.read_url("http://127.0.0.1:1/")
    with pytest.raises(tocsin.PageError):
        tocsin.read(text="")
