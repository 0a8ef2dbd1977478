"""Plain text to zones: what is coded, what is kept aside, and that every character keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.extract import from_text, zones_of
from tocsin.model.article import CODED, ZoneKind

PROSE = [
    "The army of Norland said on Tuesday that its troops had crossed the river Osk and taken two villages near "
    "the border town of Hale.",
    "A spokesman for the government of Sudovia denied the claim and said that its forces still held both "
    "villages after a night of shelling.",
    "At least nine people were wounded, according to the regional hospital, which said that three of them were "
    "children from one family.",
    "The two countries have fought over the valley since 2019, and talks in the capital of a third state broke "
    "down in the spring.",
    "“We will answer every shell,” the minister of defence told reporters, adding that the army had called up "
    "its reserves.",
    "Observers of the regional union were not let into the valley, and it was not possible to verify either account.",
]
HEADLINES = [
    "Grand Museum Opens New Wing for Ancient Ceramics",
    "Seven Ways to Save Money on Your Summer Holiday",
    "Film Festival Crowns Young Director From Lima",
    "Central Bank Keeps Rates Steady for Third Month",
]


def kinds(text: str, title: str | None = None) -> dict[str, ZoneKind]:
    zones, _ = zones_of(text, title)
    return {z.span.words(text): z.kind for z in zones}


@pytest.mark.parametrize(
    "heading",
    ["Recommended for you", "Read more", "MOST READ", "Related articles:", "Trending", "Don't miss", "Also read"],
)
def test_headlines_under_a_heading_are_related(heading: str) -> None:
    text = "\n".join([*PROSE, heading, *HEADLINES])
    found = kinds(text)
    assert all(found[line] is ZoneKind.RELATED for line in (heading, *HEADLINES))
    assert all(found[line] in CODED for line in PROSE)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
def test_headlines_without_a_heading_are_related(gap: str) -> None:
    found = kinds(gap.join([*PROSE, *HEADLINES]))
    assert all(found[line] not in CODED for line in HEADLINES)
    assert all(found[line] in CODED for line in PROSE)


def test_headlines_between_paragraphs_are_related() -> None:
    found = kinds("\n".join([*PROSE[:3], "Read more", *HEADLINES[:2], *PROSE[3:]]))
    assert found[HEADLINES[0]] is ZoneKind.RELATED
    assert all(found[line] in CODED for line in PROSE)


def test_a_prefixed_line_is_a_link_without_its_prefix() -> None:
    text = "\n".join([*PROSE[:3], f"Also read: {HEADLINES[0]}", *PROSE[3:]])
    _, links = zones_of(text)
    assert [link.title for link in links] == [HEADLINES[0]]
    assert links[0].span is not None
    assert links[0].span.words(text) == HEADLINES[0]


def test_a_list_inside_the_article_stays() -> None:
    points = [
        "- Norland says that it holds two villages on the eastern bank of the river",
        "- Sudovia denies that it has lost any ground and speaks of heavy shelling",
        "- Nine people are in hospital, three of them children from one family",
    ]
    found = kinds("\n".join([*PROSE[:2], *points, *PROSE[2:]]))
    assert all(found[line] in CODED for line in points)


@pytest.mark.parametrize(
    "line",
    ["by", "By Ada Marlow", "By Ada Marlow and Tom Reyes", "Advertisement", "Share this article", "12:45 GMT",
    "October 14, 2025", "Published 7:30 pm, 14 October 2025",
     "© 2025 The Hale Courier. All rights reserved.", "Copy link", "Tags: Norland, Sudovia, border",
     "Sign up for our newsletter", "* * *"],
)  # fmt: skip
def test_furniture_is_not_coded(line: str) -> None:
    found = kinds("\n".join([PROSE[0], line, *PROSE[1:]]))
    assert found[line] not in CODED
    assert all(found[other] in CODED for other in PROSE)


def test_a_name_after_by_is_not_coded() -> None:
    found = kinds("\n\n".join(["Norland Troops Cross the River Osk at Night", "by", "Ada Marlow", *PROSE]))
    assert found["Ada Marlow"] is ZoneKind.BOILERPLATE
    assert found["Norland Troops Cross the River Osk at Night"] is ZoneKind.HEADLINE


def test_the_title_names_the_headline() -> None:
    found = kinds("\n".join(["World", "Norland troops cross the river", *PROSE]), "Norland troops cross the river")
    assert found["Norland troops cross the river"] is ZoneKind.HEADLINE


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [("HALE, Norland (Osk Press) —", PROSE[0]), ("HALE (Reuters) -", PROSE[0]), ("Hale, October 14 (NNA) —", PROSE
    [0]), ("HALE, Oct. 14. /NNA/.", PROSE[0]),
     ("HALE:", PROSE[0]), ("HALE –", PROSE[0])],
)  # fmt: skip
def test_an_agency_dateline_is_cut_from_its_paragraph(dateline: str, rest: str) -> None:
    text = "\n".join([f"{dateline} {rest}", *PROSE[1:]])
    found = kinds(text)
    assert found[dateline] is ZoneKind.DATELINE
    assert found[rest] is ZoneKind.BODY


def test_a_dateline_may_stand_alone() -> None:
    found = kinds("\n".join(["Norland troops cross the river Osk at night", "HALE", *PROSE]))
    assert found["HALE"] is ZoneKind.DATELINE


def test_a_caption_with_a_credit_is_a_caption_and_an_old_picture_is_not() -> None:
    new = "Soldiers stand beside a bridge near Hale on Monday (Ada Marlow/AP)"
    old = "FILE - Soldiers stand beside a bridge near Hale in May 2019 (AP Photo/Ada Marlow)"
    found = kinds("\n".join([PROSE[0], new, old, *PROSE[1:]]))
    assert found[new] is ZoneKind.CAPTION
    assert found[old] is ZoneKind.BOILERPLATE


@pytest.mark.parametrize(
    "text", [PROSE[0], f"{PROSE[0]} {PROSE[1]}", "Norland troops cross the river Osk", f"{PROSE[0]}\n{PROSE[1]}"]
)
def test_short_texts_are_coded_whole(text: str) -> None:
    assert all(kind in CODED for kind in kinds(text).values())


def test_wrapped_text_is_judged_by_paragraph() -> None:
    import textwrap

    text = "\n\n".join("\n".join(textwrap.wrap(p, 72)) for p in PROSE)
    zones, _ = zones_of(text)
    assert [" ".join(z.span.words(text).split()) for z in zones if z.kind in CODED] == PROSE


def test_given_text_is_unchanged() -> None:
    text = "\n  " + "\n\n\t".join(PROSE) + " \n"
    assert from_text(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PROSE + HEADLINES), st.text(max_size=60)), max_size=12).map("\n".join))
def test_zones_partition_what_is_not_blank(text: str) -> None:
    zones, links = zones_of(text)
    covered = bytearray(len(text))
    at = 0
    for zone in zones:
        assert zone.span.start >= at
        at = zone.span.end
        covered[zone.span.start : zone.span.end] = b"\1" * len(zone.span)
    assert all(covered[i] or text[i].isspace() for i in range(len(text)))
    assert all(link.span is None or link.span.words(text) == link.title for link in links)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400))
def test_the_same_text_gives_the_same_zones(text: str) -> None:
    assert zones_of(text) == zones_of(text)
