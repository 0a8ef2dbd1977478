from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_readings import ORAN, event, reading

from tocsin.model import Event, Factuality, Reading, Span
from tocsin.store.codec import decode, digest, encode


@dataclass(frozen=True)
class Odd:
    pair: tuple[str, float] = ("a", 1.0)
    many: tuple[int, ...] | None = None
    names: frozenset[str] = frozenset()
    scores: Mapping[str, float] = field(default_factory=dict)
    when: datetime | None = None
    anything: Any = None


def test_nouns_are_read_equal() -> None:
    told = reading()
    assert decode(Reading, encode(told)) == told
    written = event(*told.reports)
    assert decode(Event, encode(written)) == written


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates()
    | st.sampled_from([Span(1, 2), ORAN, Factuality.DENIED]) | st.datetimes(timezones=st.just(UTC)),
    lambda some: st.lists(some) | st.lists(some).map(tuple) | st.dictionaries(st.text(), some)
    | st.frozensets(st.text()),
    max_leaves=8,
)  # fmt: skip


@given(st.builds(Odd, st.tuples(st.text(), st.floats(allow_nan=False)), anything=anything))
def test_whatever_a_field_holds_is_read_equal(odd: Odd) -> None:
    assert decode(Odd, encode(odd)) == odd
    assert type(decode(Odd, encode(odd)).anything) is type(odd.anything)


def test_declared_kinds_come_back() -> None:
    odd = Odd(("b", 2), (1, 2), frozenset("xy"), {"k": 1.5}, datetime(2025, 1, 2, tzinfo=UTC), (date(2025, 1, 2),))
    assert decode(Odd, encode(odd)) == odd


def test_fields_of_another_version_do_no_harm() -> None:
    assert decode(Odd, '{"pair":["c",3],"unheard of":1}') == Odd(("c", 3.0))


def test_what_cannot_be_kept_says_so() -> None:
    with pytest.raises(TypeError, match="cannot keep"):
        encode(Odd(anything=object()))


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
