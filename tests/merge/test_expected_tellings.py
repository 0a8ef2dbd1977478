"""What an earlier run told is loaded when somebody asks for it, and that makes no difference to what is merged."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from invented import elsewhere, facts

from tocsin.merge import Facts, Merger, Past, home_weeks
from tocsin.merge.keys import UNDATED, home_keys, week_of
from tocsin.model import Judgement, Verdict

WORDS = (
    "Gunmen attacked a grain convoy outside Zinder, killing seven drivers",
    "Three soldiers died on Thursday when a patrol was attacked near Agadez",
    "A grain convoy was attacked near Zinder by gunmen",
)


def stream(articles: int, seed: int) -> list[list[Facts]]:
    """Articles over some weeks, each with one to three reports of attacks that resemble one another."""
    draw = random.Random(seed)
    told = []
    for number in range(articles):
        reports = []
        for place in range(draw.randint(1, 3)):
            make = draw.choice((facts, elsewhere))
            shift = timedelta(days=draw.choice((0, 0, 1, 7, 20, 21)))
            one = make(f"{number:03}x", place)
            undated = draw.random() < 0.2
            more: dict[str, Any] = {
                "published": one.published and one.published + timedelta(days=number // 2),
                "earliest": None if undated or one.earliest is None else one.earliest + shift,
                "latest": None if undated or one.latest is None else one.latest + shift,
                "counts": {"killed": (draw.randint(1, 9),) * 2},
            }
            if make is facts:
                more["words"] = draw.choice(WORDS)
            reports.append(facts(f"{number:03}x", place, **more) if make is facts else replace(one, **more))
        told.append(reports)
    return told


def machine(judgements: Iterable[Judgement]) -> list[tuple[str, str, Verdict, float | None]]:
    return [(j.left, j.right, j.verdict, j.score) for j in judgements]


def past_of(told: Sequence[Sequence[Facts]]) -> list[Past]:
    return [
        Past(
            reports[0].article,
            tuple(f.report for f in reports),
            frozenset().union(*(home_weeks(f.earliest, f.latest, f.published) for f in reports)),
        )
        for reports in told
    ]


@pytest.mark.parametrize("capacity", [3, 10, 30, 1000])
@pytest.mark.parametrize("seed", range(6))
def test_an_interruption_makes_no_difference(capacity: int, seed: int) -> None:
    told = stream(40, seed)
    whole, made = Merger(capacity), list[Judgement]()
    held = Judgement(told[3][0].report, told[30][0].report, Verdict.DIFFERENT, "ada", True, "she read both")
    whole.judge(held)
    for cut, reports in enumerate(told):
        after, before = Merger(capacity), list(made)
        after.restore(told[:cut], [held, *before])
        made += whole.add(reports)
        assert machine(after.add(reports)) == machine(made[len(before) :])
        assert {e: after.members(e) for e in after.events()} == {e: whole.members(e) for e in whole.events()}
    joined = [j for j in made if j.verdict is Verdict.SAME and j.left[:4] != j.right[:4]]
    assert len(joined) > (5 if capacity > 3 else 1)


def test_only_what_is_asked_for_is_loaded() -> None:
    told = stream(40, 7)
    wanted = list[str]()

    def facts_of(past: Collection[Past]) -> Iterable[tuple[Past, Sequence[Facts]]]:
        wanted.extend(one.article for one in past)
        known = {reports[0].article: reports for reports in told}
        return [(one, known[one.article]) for one in past]

    merger, places = Merger(), {f.report: place for place, f in enumerate(f for reports in told for f in reports)}
    merger.recall(places, [])
    merger.expect(past_of(told), facts_of)
    assert wanted == []
    years_later = date(2035, 3, 4)
    merger.add([facts("late", published=years_later, earliest=years_later, latest=years_later)])
    assert wanted == []
    merger.add([facts("again", words=WORDS[0])])
    assert 0 < len(wanted) <= len(told)
    assert len(set(wanted)) == len(wanted)


def test_what_can_be_had_no_longer_is_passed_over() -> None:
    told = [[facts("one")], [facts("two", words=WORDS[2])]]
    whole = Merger()
    judgements = [j for reports in told for j in whole.add(reports)]
    merger = Merger()
    merger.recall({"rone0": 0, "rtwo0": 1}, judgements)
    merger.expect(past_of(told), lambda past: [(one, told[0]) for one in past if one.article == "aone"])
    merger.add([facts("three")])
    assert merger.event_of("rthree0") == "eone0"
    assert merger.members("eone0") == ("rone0", "rtwo0", "rthree0")


def test_all_blocks_of_a_telling_lie_in_its_weeks() -> None:
    for reports in stream(60, 3):
        for one in reports:
            weeks = home_weeks(one.earliest, one.latest, one.published)
            assert {week_of(key) for key in home_keys(one)} <= weeks
            assert UNDATED not in weeks
    undated = replace(facts("one"), published=None, earliest=None, latest=None)
    assert {week_of(key) for key in home_keys(undated)} == home_weeks(None, None, None) == {UNDATED}


def test_an_event_whose_last_telling_makes_way_for_a_new_one_of_it_lives_on() -> None:
    merger = Merger(capacity=1)
    merger.add([facts("one")])
    (judgement,) = merger.add([facts("two")])
    assert judgement.verdict is Verdict.SAME
    assert merger.members("eone0") == ("rone0", "rtwo0")
    assert merger.event_of("rtwo0") == "eone0"


def test_what_was_only_recalled_is_let_go_again_and_can_be_recalled_anew() -> None:
    apart = Merger()
    joined = [j for reports in ([facts("one")], [facts("two")]) for j in apart.add(reports)]
    merger = Merger(capacity=1)
    merger.judge(Judgement("rone0", "rtwo0", Verdict.DIFFERENT, "ada", True, "she read both"))
    merger.add([elsewhere("three")])
    for _ in range(2):
        merger.recall({"rone0": 0, "rtwo0": 1}, joined)
        # what a person held is not forgotten with the event
        assert merger.event_of("rtwo0") == "etwo0"
        merger.release()
        assert merger.event_of("rone0") is None
        assert merger.event_of("rthree0") == "ethree0"
