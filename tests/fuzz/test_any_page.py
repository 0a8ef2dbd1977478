"""Any page at all: no error but ours, spans that hold, formats that stay whole. Bounded by the number of cases."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.export import json_schema, lines_of, to_dict
from tocsin.export.html import html_page
from tocsin.export.terminal import safe
from tocsin.export.verify import faults_of
from tocsin.flow.coders import stamped_coder
from tocsin.flow.items import Item
from tocsin.flow.run import Outcome, read_item

pytestmark = pytest.mark.fuzz
CASES = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
VALIDATOR = jsonschema.Draft202012Validator(json_schema())

TAGS = [
    "p",
    "div",
    "a href='/x'",
    "h1",
    "li",
    "table",
    "td",
    "script",
    "style",
    "b",
    "article",
    "time",
    "figure",
    "/p",
    "/div",
    "/h1",
    "!--",
    "svg",
]
WORDS = [
    "Rebels", "troops", "killed", "said", "denied", "that", "the", "minister", "of", "Chad",
    "in", "Oslo", "on", "Monday", "12", "people",
    "“", "”", ",", ".",
    "will", "not", "attack", "he", "and", "talks", "with", "'s",
    "Read more:", "\n", "\n\n", "\t", "\u202e", "\x00", "—", "(", "=1",
]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
texts = st.one_of(st.text(max_size=300), sentences)
pieces = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    texts,
    st.sampled_from(["&amp;", "&#0;", "&#x110000;", "<", ">", "]]>"]),
)
markup = st.lists(pieces, max_size=40).map(lambda parts: "<html><body>" + "".join(parts))


def checked(outcome: Outcome) -> None:
    """All that must hold of any outcome."""
    reading = outcome.reading
    assert "please report it" not in str(reading.error)
    record = to_dict(reading, outcome.id)
    assert not faults_of(record)
    VALIDATOR.validate(record)
    for format in ("jsonl", "bench", "csv"):
        lines = lines_of(reading, outcome.id, format, given=outcome.given)
        lines.encode("utf8")
        if format != "csv":
            assert lines.count("\n") == 1
            json.loads(lines)
    html_page([reading]).encode("utf8")
    assert not re.search("[\x00-\x1f\x7f-\x9f]", safe(reading.article.text))


@CASES
@given(texts)
def test_any_text(text: str) -> None:
    line = json.dumps({"id": "a", "text": text, "published": "2025-10-14"}).encode()
    outcome = read_item(Item("x:1", line=line), stamped_coder())
    assert outcome.reading.article.text == text or outcome.reading.error
    checked(outcome)


@CASES
@given(markup)
def test_any_markup(html: str) -> None:
    checked(read_item(Item("x:1", line=json.dumps({"id": "a", "html": html}).encode()), stamped_coder()))


@CASES
@given(st.binary(max_size=600), st.sampled_from(["a.html", "a.txt", "a.html.gz", "a"]))
def test_any_bytes(content: bytes, name: str) -> None:
    checked(read_item(Item(name, content=content), stamped_coder()))


@CASES
@given(st.binary(max_size=200))
def test_any_line(line: bytes) -> None:
    checked(read_item(Item("x:1", line=line), stamped_coder()))
