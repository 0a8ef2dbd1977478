import itertools
from datetime import date

import pytest
from hand_parsed import plain
from hypothesis import given
from hypothesis import strategies as st

from tocsin.coding.dates import find_times
from tocsin.coding.dates.values import days_covered
from tocsin.model.article import ZoneKind
from tocsin.model.when import TimeExpression


def read(text: str, published: str | None = "2025-10-11") -> list[tuple[str, str, str]]:
    annotated = plain(text, published)
    return [(annotated.words(t.span), t.type, t.value) for t in find_times(annotated)]


def only(text: str, published: str | None = "2025-10-11") -> TimeExpression:
    (found,) = find_times(plain(text, published))
    return found


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("The base was stormed on 2025-04-09.", "2025-04-09", "DATE", "2025-04-09"),
        ("He was freed on 23/04/2025.", "23/04/2025", "DATE", "2025-04-23"),
        ("The bridge fell on Oct. 7, 2023.", "Oct. 7, 2023", "DATE", "2023-10-07"),
        ("The bridge fell on 7 October 2023.", "7 October 2023", "DATE", "2023-10-07"),
        ("The bridge fell on September 29.", "September 29", "DATE", "2025-09-29"),
        ("The bridge fell on the 14th of June.", "14th of June", "DATE", "2025-06-14"),
        ("It began in March 2019.", "March 2019", "DATE", "2019-03"),
        ("It began in late November.", "late November", "DATE", "2024-11"),
        ("It began in June last year.", "June last year", "DATE", "2024-06"),
        ("It began last November.", "last November", "DATE", "2024-11"),
        ("They have fought since 2011.", "2011", "DATE", "2011"),
        ("They fought until mid-2014.", "mid-2014", "DATE", "2014"),
        ("In the 1990s they fought.", "the 1990s", "DATE", "199"),
        ("A relic of the 19th century burned.", "the 19th century", "DATE", "18"),
        ("Gunmen came on Thursday night.", "Thursday night", "TIME", "2025-10-09TNI"),
        ("Gunmen came early on Monday.", "early on Monday", "DATE", "2025-10-06"),
        ("Gunmen came overnight.", "overnight", "TIME", "2025-10-10TNI"),
        ("Gunmen came yesterday.", "yesterday", "DATE", "2025-10-10"),
        ("The vote will be held on Thursday.", "Thursday", "DATE", "2025-10-16"),
        ("He came last week.", "last week", "DATE", "2025-W40"),
        ("He came earlier this month.", "earlier this month", "DATE", "2025-10"),
        ("He came late last year.", "late last year", "DATE", "2024"),
        ("He came last spring.", "last spring", "DATE", "2025-SP"),
        ("He came in the summer of 2019.", "the summer of 2019", "DATE", "2019-SU"),
        ("He came two days ago.", "two days ago", "DATE", "2025-10-09"),
        ("He came a couple of years ago.", "a couple of years ago", "DATE", "2023"),
        ("Sales fell in the first quarter of 2025.", "the first quarter of 2025", "DATE", "2025-Q1"),
        ("Spending rose in fiscal 2024.", "fiscal 2024", "DATE", "2024"),
        ("Bombs went off on Christmas Day 2023.", "Christmas Day 2023", "DATE", "2023-12-25"),
        ("Easter Sunday 2024 was quiet.", "Easter Sunday 2024", "DATE", "2024-03-31"),
        ("He walked for two weeks.", "two weeks", "DURATION", "P2W"),
        ("He walked for the past three years.", "the past three years", "DURATION", "P3Y"),
        ("A four-day truce held.", "four-day", "DURATION", "P4D"),
        ("It took two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
        ("They meet every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
        ("They meet every other week.", "every other week", "SET", "P2W"),
        ("It happened at 5 p.m. on Friday.", "5 p.m. on Friday", "TIME", "2025-10-10T17:00"),
        ("At 10:30 a.m. local time on 5 May it fell.", "10:30 a.m. local time on 5 May", "TIME", "2025-05-05T10:30"),
        ("On the night of 12 March 2024 it fell.", "the night of 12 March 2024", "TIME", "2024-03-12TNI"),
        ("In the early hours of Sunday it fell.", "the early hours of Sunday", "DATE", "2025-10-05"),
        ("The last quarter of 2024 was calm.", "The last quarter of 2024", "DATE", "2024-Q4"),
        ("He signed on 11/10/2025.", "11/10/2025", "DATE", "2025-11-10"),
        ("He signed on 12/09/2025.", "12/09/2025", "DATE", "2025-09-12"),
        ("Monday's vote was close.", "Monday", "DATE", "2025-10-06"),
        ("In five weeks' time they vote.", "In five weeks' time", "DATE", "2025-W46"),
        ("He is now in Geneva.", "now", "DATE", "PRESENT_REF"),
        ("He fell recently.", "recently", "DATE", "PAST_REF"),
    ],
)
def test_expressions_and_their_values(text: str, words: str, kind: str, value: str) -> None:
    assert read(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Residents may march, and the march may be long.",
        "Some 2000 people fled.",
        "They paid $1999 for it.",
        "A five-year-old boy fell ill.",
        "About three-quarters of the houses burned.",
        "He saw the fall of the city.",
        "He spoke as soon as he could.",
        "Shops were full on Black Friday.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert read(text) == []


def test_the_days_that_a_date_covers() -> None:
    found = only("He came in February 2024.")
    assert (found.earliest, found.latest) == (date(2024, 2, 1), date(2024, 2, 29))
    week = only("He came last week.")
    assert (week.earliest, week.latest) == (date(2025, 9, 29), date(2025, 10, 5))


def test_a_date_of_another_event_is_marked_with_its_distance() -> None:
    found = only("Talks began two days after the strikes.")
    assert (found.type, found.value, found.relative_to, found.offset_days) == ("DURATION", "P2D", "event", 2)
    eve = only("They agreed on the eve of the summit.")
    assert (eve.relative_to, eve.offset_days, eve.earliest) == ("event", -1, None)


def test_a_day_later_counts_from_the_day_that_the_text_named() -> None:
    assert [v for _, _, v in read("On 3 May 2024 shells fell.\nA day later troops came.")] == [
        "2024-05-03",
        "2024-05-04",
    ]
    assert only("A day later troops came.").earliest is None


def test_without_a_day_of_publication_nothing_relative_is_placed() -> None:
    for text in ("Troops came on Monday.", "Troops came yesterday.", "Troops came last week.", "Troops left on 5 May."):
        found = only(text, None)
        assert found.earliest is None
        assert found.latest is None
    assert only("Troops came on 5 May 2024.", None).earliest == date(2024, 5, 5)


def test_a_month_abbreviation_at_a_false_sentence_end() -> None:
    assert read("The offer is open until Nov.\n9, 2025, he said.")[0][2] == "2025-11-09"


def test_the_quarter_a_year_ago() -> None:
    values = [v for _, _, v in read("Profit fell in the third quarter of 2024, from a loss a year earlier.")]
    assert values == ["2024-Q3", "2023-Q3"]


def test_a_range_of_years() -> None:
    assert [v for _, _, v in read("He ruled from 1998-2003.")] == ["1998", "2003"]


def test_only_coded_zones_are_read() -> None:
    assert find_times(plain("Read more: war began on Friday", kind=ZoneKind.RELATED)) == ()


@given(
    st.text(alphabet="0123456789 -/:.,'abdeghimnorstuyADJMNOST\n", min_size=1, max_size=120),
    st.dates(date(1600, 1, 1), date(2300, 1, 1)),
)
def test_any_text_is_read_in_order_and_without_overlap(text: str, day: date) -> None:
    found = find_times(plain(text, day.isoformat()))
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    for one in found:
        assert (one.earliest is None) == (one.latest is None)
        if one.earliest and one.latest:
            assert one.earliest <= one.latest
            assert days_covered(one.value) == (one.earliest, one.latest)


PHRASES = st.lists(
    st.sampled_from(
        "last next this the previous following two days weeks years ago later earlier after before Monday Friday night "
        "October 7 2024 , in on of spring quarter first third week month year decade century every past three a few "
        "several yesterday today overnight end mid- early late 5 p.m. noon Easter Christmas Q3 fiscal now".split()
    ),
    max_size=12,
).map(lambda words: " ".join(["So", *words]))


@given(PHRASES, st.sampled_from(["2025-10-11", "2024-02-29", "0001-01-01", "9999-12-31", None]))
def test_any_string_of_time_words_can_be_read(text: str, published: str | None) -> None:
    for one in find_times(plain(text, published)):
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
