from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from built import TEXT, article, reading
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tocsin.export.evidence import FIELDS, count_in_words, evidence_of, segments
from tocsin.export.html import html_page
from tocsin.export.terminal import safe, show
from tocsin.model import Count, Reading, Span

HOSTILE = (
    "<script>alert(1)</script>\n\"onmouseover='x' \x1b]0;title\x07\x1b[2J "
    "\u202egnp.exe & <img src=x onerror=y>\nRead more"
)


class Tags(HTMLParser):
    """Collects tags, attributes and the visible text of zones."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def printed(found: Reading, width: int = 80) -> str:
    out = io.StringIO()
    show(found, Console(file=out, width=width, force_terminal=False), "page.html")
    return out.getvalue()


def test_evidence_names_every_field_with_its_words() -> None:
    found = evidence_of(reading().reports[0], reading())
    assert [e.field for e in found] == [f for f in FIELDS if f != "recipient"]
    assert all(e.spans for e in found)
    assert all(e.value for e in found)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((3, 3, None), "at least 3 killed"), ((3, 3, 3), "3 killed"),
        ((None, 4, None), "4 killed"), ((2, None, 5), "2 to 5 killed"),
        ((None, None, 9), "at most 9 killed"), ((None, None, None), "killed, number not said"),
    ],
)  # fmt: skip
def test_counts_in_words(count: tuple[int | None, int | None, int | None], words: str) -> None:
    assert count_in_words(Count("killed", *count, Span(0, 1))) == words


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8))
def test_segments_cover_and_never_split_a_span(spans: list[tuple[int, int]]) -> None:
    made = [Span(start, start + size) for start, size in spans]
    pieces = list(segments(0, 50, made))
    assert "".join("x" * (end - start) for start, end in pieces) == "x" * 50
    assert all(not (start < edge < end) for start, end in pieces for s in made for edge in (s.start, s.end))


def test_terminal_shows_zones_evidence_and_table_without_colour() -> None:
    shown = printed(reading())
    assert "headline" in shown
    assert "related" in shown
    assert "shelled[1]" in shown
    assert "claim (0.75)" in re.sub(r"\s+", " ", shown)
    assert "\x1b" not in shown


@pytest.mark.parametrize("width", [30, 40, 60, 71, 72, 80, 120])
def test_terminal_keeps_to_its_width(width: int) -> None:
    assert max(map(len, printed(reading(), width).splitlines())) <= width


@pytest.mark.parametrize("width", [40, 60, 71])
def test_a_narrow_terminal_breaks_no_word(width: int) -> None:
    given = {word for word in re.findall(r"[\w'-]+", printed(reading(), 400)) if len(word) < 20}
    assert given <= set(re.findall(r"[\w'-]+", printed(reading(), width)))


def test_terminal_is_not_steered_by_the_page() -> None:
    found = Reading(article(HOSTILE, title=HOSTILE), error="bad \x1b[31m", notes=("\x9b5n",))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", printed(found))


@given(st.text())
def test_safe_text_has_no_control_characters(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", safe(text))


def test_page_marks_the_words_of_each_field() -> None:
    page = html_page([reading()])
    fields = set(re.findall(r'data-field=[\'"](\w+)', page))
    marked = {name for names in re.findall(r'data-fields=[\'"]([\w ]+)', page) for name in names.split()}
    assert fields
    assert fields == marked
    assert all(f"id='{name}'" in page for name in fields)
    assert "Content-Security-Policy" in page


def test_page_has_each_id_once() -> None:
    ids = [value for name, value in parsed(html_page([reading(), reading()])).attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_page_keeps_the_article_as_it_is() -> None:
    page = re.sub(r"<sup>.*?</sup>", "", html_page([reading()]))
    zones = re.findall(r"<div class='zone \w+'><b class='kind'>.*?</b><p>(.*?)</p></div>", page, re.S)
    assert [re.sub("<[^>]+>", "", zone) for zone in zones] == TEXT.split("\n")


def test_page_runs_and_loads_nothing_of_the_text() -> None:
    source = replace(article(HOSTILE, title=HOSTILE), url="javascript:alert(1)", outlet=HOSTILE, byline=HOSTILE)
    found = Reading(source, error=HOSTILE, notes=(HOSTILE,))
    tags = parsed(html_page([found, replace(found, error=None)], [HOSTILE, HOSTILE]))
    assert tags.tags.count("script") == 1
    assert "img" not in tags.tags
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert not [value for _, value in tags.attributes if value and value.startswith("javascript:")]


@given(st.text(min_size=1))
def test_any_title_stays_text(title: str) -> None:
    plain = parsed(html_page([Reading(article(title="plain"))]))
    assert parsed(html_page([Reading(article(title=title))])).tags == plain.tags


def test_policy_names_the_hash_of_the_very_script() -> None:
    import base64
    import hashlib

    page = html_page([reading()])
    for tag in ("script", "style"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", page, re.S)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
