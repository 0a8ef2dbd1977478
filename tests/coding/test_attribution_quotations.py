"""Quotation marks: which of them open and close, and which are apostrophes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.coding.attribution import find_quotations


def quoted(text: str) -> list[str]:
    return [q.span.words(text) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we go” and left.", ["“we go”"]),
        ('He said "we go" and "we stay".', ['"we go"', '"we stay"']),
        ("Elle dit « on part » hier.", ["« on part »"]),
        ("The union said ‘the talks are over’ today.", ["‘the talks are over’"]),
        ("Ministers call it 'a grave error' again.", ["'a grave error'"]),
        ("It's Kabul's move, the workers' union says.", []),
        ("He came in the '90s, rock 'em style.", []),
        ("The workers’ leader said ‘the bosses’ plan is bad’ today.", ["‘the bosses’ plan is bad’"]),
        ("“We said ‘no’ to them,” he said.", ["“We said ‘no’ to them,”"]),
        ('A wall 5\'10" tall and "nice" too.', ['"nice"']),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_over_paragraphs_that_open_anew() -> None:
    text = "“We wait.\n\n“We watch.\n\n“We act,” she said."
    (found,) = find_quotations(text)
    assert found.span.words(text) == "“We wait.\n\n“We watch.\n\n“We act,”"
    assert found.closed


def test_a_missing_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "She said “we wait.\n\nThe town was calm."
    (found,) = find_quotations(text)
    assert found.span.words(text) == "“we wait."
    assert not found.closed


def test_a_wrapped_line_does_not_end_a_quotation() -> None:
    text = "She said “we wait\nfor the others” at noon."
    assert quoted(text) == ["“we wait\nfor the others”"]


@given(st.text(alphabet="ab .,'\"“”‘’«»\n", max_size=80))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    found = find_quotations(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(q.span.end <= len(text) for q in found)
