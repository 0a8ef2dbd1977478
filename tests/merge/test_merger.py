from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import elsewhere, facts

from tocsin.merge import Merger, score
from tocsin.merge.facts import Side
from tocsin.model import Judgement, Verdict


def human(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(left, right, verdict, "ada", True, "she read both")


def merger_of(*articles: list) -> Merger:
    merger = Merger()
    for reports in articles:
        merger.add(reports)
    return merger


def partition(merger: Merger) -> set[frozenset[str]]:
    return {frozenset(reports) for reports in merger.events().values()}


def test_two_accounts_of_one_attack_are_one_event_under_the_first_reports_id():
    merger = merger_of([facts("one")], [facts("two")])
    assert merger.events() == {"eone0": ("rone0", "rtwo0")}
    assert merger.redirects() == {"etwo0": "eone0"}


def test_a_look_alike_on_another_day_in_another_town_stays_apart():
    merger = merger_of([facts("one")], [elsewhere("two")])
    assert len(merger.events()) == 2


def test_a_join_says_why():
    merger = merger_of([facts("one")], [facts("two")])
    (judgement,) = merger.why("eone0")
    assert judgement.verdict is Verdict.SAME
    assert not judgement.human
    assert judgement.features["day the same"] == 1.0
    assert "day the same" in judgement.why or "trigger the same" in judgement.why


def test_a_person_splits_what_the_machine_joined_and_can_take_it_back():
    merger = merger_of([facts("one")], [facts("two")])
    merger.judge(human("rone0", "rtwo0", Verdict.DIFFERENT))
    assert merger.events() == {"eone0": ("rone0",), "etwo0": ("rtwo0",)}
    assert merger.redirects() == {}
    merger.withdraw("rone0", "rtwo0")
    assert merger.events() == {"eone0": ("rone0", "rtwo0")}


def test_a_person_joins_what_the_machine_kept_apart_and_the_oldest_id_wins():
    merger = merger_of([elsewhere("one")], [facts("two")], [facts("three")])
    merger.judge(human("rthree0", "rone0", Verdict.SAME))
    assert merger.events() == {"eone0": ("rone0", "rtwo0", "rthree0")}
    assert merger.current("etwo0") == "eone0"
    merger.withdraw("rone0", "rthree0")
    assert merger.events() == {"eone0": ("rone0",), "etwo0": ("rtwo0", "rthree0")}


def test_unsure_leaves_apart():
    merger = merger_of([facts("one")], [facts("two")])
    merger.judge(human("rone0", "rtwo0", Verdict.UNSURE))
    assert len(merger.events()) == 2


def test_a_judgement_made_before_the_report_came_holds():
    merger = merger_of([facts("one")])
    merger.judge(human("rone0", "rtwo0", Verdict.DIFFERENT))
    merger.add([facts("two")])
    assert len(merger.events()) == 2


def test_the_same_article_twice_changes_nothing():
    merger = merger_of([facts("one")], [facts("two")])
    before = merger.events()
    assert merger.add([facts("two")]) == []
    assert merger.events() == before


def test_what_was_judged_is_restored_without_scoring():
    articles = [[facts("one")], [facts("two"), elsewhere("two", 1)], [elsewhere("three")]]
    merger = merger_of(*articles)
    merger.judge(human("rone0", "rtwo0", Verdict.DIFFERENT))
    judgements = {id(j): j for event in merger.events() for j in merger.why(event)}
    again = Merger()
    again.restore(articles, judgements.values())
    assert partition(again) == partition(merger)
    assert again.events().keys() == merger.events().keys()


def test_what_one_article_tells_twice_goes_by_its_first_report_also_when_restored():
    actors = Side(countries=frozenset({"NER"}))
    articles = [[replace(facts("one", at), actors=actors) for at in (0, 1)], [elsewhere("two")]]
    merger = merger_of(*articles)
    assert merger.event_of("rone1") == "eone0"
    assert merger.members("eone0") == ("rone0", "rone1")
    assert merger.members("enone") == ()
    again = Merger()
    again.restore(articles, [j for event in merger.events() for j in merger.why(event)])
    assert again.events() == merger.events()


def test_the_index_lets_the_oldest_go():
    merger = Merger(capacity=2)
    for name in ("one", "two", "three"):
        merger.add([facts(name)])
    merger.add([elsewhere("four")])
    merger.add([elsewhere("five", 1)])
    merger.add([elsewhere("six", 1)])
    assert merger.event_of("rone0") is None
    assert merger.event_of("rsix1") is not None


names = st.sampled_from(["one", "two", "three", "four"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(names, names, st.sampled_from(list(Verdict))), max_size=6))
def test_undoing_every_judgement_gives_back_what_the_machine_held(judged):
    articles = [[facts("one")], [facts("two")], [elsewhere("three")], [elsewhere("four")]]
    merger = merger_of(*articles)
    before, ids = partition(merger), merger.events().keys()
    made = [(f"r{a}0", f"r{b}0", verdict) for a, b, verdict in judged if a != b]
    for left, right, verdict in made:
        merger.judge(human(left, right, verdict))
        held = merger.event_of(left) == merger.event_of(right)
        assert not held or verdict is Verdict.SAME
    for left, right, _ in reversed(made):
        merger.withdraw(left, right)
    assert partition(merger) == before
    assert merger.events().keys() == ids


def test_the_score_is_the_same_both_ways_round():
    one, other = facts("one"), elsewhere("two")
    assert score(one, other).odds == score(other, one).odds
    assert score(one, facts("three")).odds > score(one, other).odds
