from __future__ import annotations

from datetime import UTC, datetime

import pytest
from made_readings import NEWER, article, reading, report

from tocsin.errors import InputError
from tocsin.model import Judgement, Verdict
from tocsin.store import FieldJudgement, Store

MADE = datetime(2025, 10, 20, 12, tzinfo=UTC)
SAME = Judgement("r1", "r2", Verdict.SAME, "ana", True, "one attack", 0.8, {"day": 1.5}, MADE)
TYPE = FieldJudgement("r1", "type", "COERCE", "ana", True, "they were held, not shot", MADE)


def test_what_was_added_stands(store: Store) -> None:
    ids = [store.judgements.add(SAME), store.judgements.add(TYPE)]
    assert [s.id for s in store.judgements.all()] == ids
    assert [s.judgement for s in store.judgements.all()] == [SAME, TYPE]
    assert [s.judgement for s in store.judgements.about("r2")] == [SAME]
    assert store.judgements.pairs() == [SAME]
    assert store.judgements.fields("r1") == {"type": TYPE}


def test_the_same_judgement_again_changes_nothing(store: Store) -> None:
    assert store.judgements.add(SAME) == store.judgements.add(SAME)
    assert len(store.judgements.all()) == 1


def test_a_withdrawn_judgement_stays_on_record_and_can_be_made_again(store: Store) -> None:
    id = store.judgements.add(SAME)
    before = store.moment()
    store.judgements.withdraw(id, "ben", "two attacks after all")
    assert store.judgements.all() == []
    assert len(store.judgements.all(before)) == 1
    [record] = store.judgements.record()
    assert record.withdrawn_at == store.moment()
    assert store.judgements.record(before)[0].withdrawn_at is None
    with pytest.raises(InputError, match="no judgement"):
        store.judgements.withdraw(id, "ben", "again")
    again = store.judgements.add(SAME)
    assert again != id
    assert [s.judgement for s in store.judgements.all()] == [SAME]


def test_a_human_stands_above_a_machine_then_the_later_above_the_earlier(store: Store) -> None:
    machine = FieldJudgement("r1", "type", "ASSAULT", "model", False, "", MADE)
    later = FieldJudgement("r1", "type", "PROTEST", "ben", True, "", MADE)
    for judgement in (TYPE, machine):
        store.judgements.add(judgement)
    assert store.judgements.fields("r1")["type"] == TYPE
    store.judgements.add(later)
    assert store.judgements.fields("r1")["type"] == later


def test_judgements_stay_attached_when_an_article_is_recoded(store: Store) -> None:
    told = article()
    store.readings.write(reading(told))
    id = report(told).id
    store.judgements.add(FieldJudgement(id, "type", "COERCE", "ana", True, "held", MADE))
    store.readings.write(reading(told, report(told, "THREATEN", NEWER)))
    assert store.reports.get(id) == report(told, "THREATEN", NEWER)
    assert store.judgements.fields(id)["type"].value == "COERCE"


def test_a_judgement_without_a_moment_gets_that_of_its_record(store: Store) -> None:
    store.judgements.add_many([Judgement("r1", "r2", Verdict.UNSURE, "model", False, "")])
    [stored] = store.judgements.all()
    assert stored.judgement.made == stored.recorded_at
