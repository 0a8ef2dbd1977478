"""A person's word on single fields: on record, above what was read, and attached whatever becomes of the event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from four_pages import LATER, take_up
from sqlalchemy import event as hook

from tocsin.errors import InputError
from tocsin.flow.corrected import Corrected
from tocsin.flow.correcting import Done, correct
from tocsin.flow.corrector import Corrector
from tocsin.flow.eventing import Joiner
from tocsin.flow.exporting import exported
from tocsin.flow.field_values import Known
from tocsin.flow.judging import acts, merge, split, undo
from tocsin.model import Event
from tocsin.store import Query, Store

BY, WHY = "ada", "she was there"


def hold(store: Store, known: Known, subject: str, by: str = BY, **given: Any) -> Done:
    words = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return correct(store, subject, words, by, WHY, known)


def shown(store: Store, id: str, as_of: datetime | None = None) -> Corrected:
    event = store.events.get(id, as_of)
    assert event is not None
    return Corrector(store, as_of).one(event)


def first(one: Corrected, name: str) -> Any:
    field = one.event.field(name)
    return field.value if field else None


def test_a_word_stands_above_what_was_read_which_stays_on_record(filled: Store, known: Known, seized: Event) -> None:
    done = hold(filled, known, seized.id, type="protest", mode="obstruct", date="2025-10-12/2025-10-13", killed="3")
    one = shown(filled, seized.id)
    assert (one.event.type, one.event.mode) == ("PROTEST", "obstruct")
    assert first(one, "type") == "PROTEST"
    assert first(one, "date") == "2025-10-12/2025-10-13"
    assert [(t.kind, t.lowest, t.best, t.highest) for t in one.event.tolls] == [("killed", 3, 3, 3)]
    dates = one.event.field("date")
    assert dates is not None
    assert dates.values[0].reports == (done.judgements[2],)
    assert [value.value for value in dates.values[1:]] == ["2025-10-13"]
    assert [(c.field, c.machine, c.by, c.why) for c in one.corrections] == [
        ("type", ("COERCE",), BY, WHY), ("mode", ("seize",), BY, WHY), ("date", ("2025-10-13",), BY, WHY),
        ("killed", (), BY, WHY),
    ]  # fmt: skip
    assert filled.events.get(seized.id) == one.read == seized
    assert filled.doctor() == []


def test_what_was_held_later_is_not_seen_before(filled: Store, known: Known, seized: Event) -> None:
    before = filled.moment()
    hold(filled, known, seized.id, verification="denied")
    held = filled.moment()
    hold(filled, known, seized.id, verification="disputed")
    assert shown(filled, seized.id, before) == Corrected(seized, seized)
    assert shown(filled, seized.id, held).event.verification == "denied"
    assert shown(filled, seized.id).event.verification == "disputed"


def test_undo_takes_a_whole_command_back_and_what_was_held_before_holds_again(
    filled: Store, known: Known, seized: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(filled, known, seized.id, killed="1")
    hold(filled, known, seized.id, "ben", killed="2", place="Lima")
    assert [[s.judgement.by for s in act.judgements] for act in acts(filled)] == [["ben", "ben"], ["ada"]]

    def settled(*_: Any, **__: Any) -> int:
        raise AssertionError("fields change no event that is stored")

    monkeypatch.setattr(Joiner, "settle", settled)
    done = undo(filled, seized.id, BY, "not so")
    assert len(done.judgements) == 2
    assert [event.id for event in done.events] == [seized.id]
    one = shown(filled, seized.id)
    assert one.event.tolls[0].best == 1
    assert first(one, "place")["name"] == "Arica"
    undo(filled, acts(filled)[0].id, BY, "nor so")
    assert shown(filled, seized.id) == Corrected(seized, seized)
    with pytest.raises(InputError, match="no person has judged"):
        undo(filled, seized.id, BY, "again")


def test_words_go_with_the_id_through_merge_and_undo_and_the_later_stands(
    filled: Store, known: Known, seized: Event, arrested: Event
) -> None:
    hold(filled, known, seized.id, detained="7")
    hold(filled, known, arrested.id, detained="20", verification="denied")
    (one,) = merge(filled, [seized.id, arrested.id], BY, WHY).events
    assert one.id == seized.id
    both = shown(filled, arrested.id)
    assert {(c.field, c.subject, c.value if c.field != "detained" else c.value["best"]) for c in both.corrections} == {
        ("detained", arrested.id, 20), ("verification", arrested.id, "denied"),
    }  # fmt: skip
    hold(filled, known, seized.id, detained="8")
    assert shown(filled, seized.id).event.tolls[0].best == 8
    undo(filled, acts(filled)[0].id, BY, "no")
    assert undo(filled, seized.id, BY, "two after all").events != ()
    assert {shown(filled, id).event.tolls[0].best for id in (seized.id, arrested.id)} == {7, 20}
    # the word on an event that is merged away can be taken back by the id that took it over
    merge(filled, [seized.id, arrested.id], BY, WHY)
    undo(filled, seized.id, BY, "apart")
    undo(filled, arrested.id, BY, "not so")
    assert [shown(filled, id).corrections != () for id in (seized.id, arrested.id)] == [True, False]


def test_words_go_with_the_id_through_split(filled: Store, known: Known, seized: Event) -> None:
    hold(filled, known, seized.id, country="PER")
    gone, stays = split(filled, seized.id, seized.reports[1:], BY, WHY).events
    assert stays.id == seized.id
    assert first(shown(filled, stays.id), "country") == "PER"
    assert shown(filled, gone.id).corrections == ()


def test_words_stay_when_later_pages_come_and_when_pages_are_read_anew(
    filled: Store, known: Known, seized: Event
) -> None:
    report = seized.reports[0]
    hold(filled, known, seized.id, killed="2")
    hold(filled, known, report, date="2025-10-12")
    take_up(filled, LATER, "five")
    told = filled.reports.get(report)
    assert told is not None
    reading = filled.readings.get(told.article)
    assert reading is not None
    newer = replace(told, confidence=0.123, coder=replace(told.coder, version="9.9"))
    with filled.transaction():
        joiner = Joiner(filled)
        now = replace(reading, reports=tuple(newer if r.id == report else r for r in reading.reports))
        filled.readings.write(now)
        joiner.take_up(now)
    assert len(filled.reports.history(report)) == 2
    one = shown(filled, seized.id)
    assert len(one.event.accounts) == 4
    assert one.event.tolls[0].best == 2
    assert one.reports[report].when.iso == "2025-10-12"  # type: ignore[union-attr]
    assert one.reports[report].confidence == 0.123


def test_a_word_on_a_report_changes_what_its_event_adds_up_to(filled: Store, known: Known, seized: Event) -> None:
    one, *others = seized.reports
    hold(filled, known, one, status="denied", actor=["Peru's navy"])
    now = shown(filled, seized.id)
    assert now.event.attached == (one,)
    assert set(now.event.reports) == set(others)
    assert {c.subject for c in now.corrections} == {one}
    assert now.own == ()
    assert now.reports[one].status == "denied"
    assert now.reports[one].actors[0].identity.country == "PER"
    for report in others:
        hold(filled, known, report, factuality="planned")
    assert not shown(filled, seized.id).event.happened
    assert filled.events.get(seized.id) == seized
    for report in seized.reports:
        hold(filled, known, report, status="fact")
    accounts = shown(filled, seized.id).event.accounts
    assert {(a.speakers, a.factuality) for a in accounts} == {((), "asserted")}
    hold(filled, known, one, status="claim")
    claimed = next(a for a in shown(filled, seized.id).event.accounts if a.report == one)
    assert claimed.speakers == next(a.speakers for a in seized.accounts if a.report == one) != ()


def test_a_claim_of_nobody_known_is_held_where_no_speaker_was_read(
    filled: Store, known: Known, arrested: Event
) -> None:
    (report,) = arrested.reports
    assert arrested.accounts[0].speakers == ()
    hold(filled, known, report, status="claim")
    one = shown(filled, arrested.id)
    assert one.event.accounts[0].speakers == ("unnamed",)
    assert one.reports[report].status == "claim"


def test_an_event_is_never_said_to_have_changed_earlier_than_before(
    filled: Store, known: Known, seized: Event, arrested: Event
) -> None:
    def updated(as_of: datetime | None = None) -> dict[str, datetime]:
        return {one.event.id: one.updated_at for one in exported(filled, Query(), as_of, known.gazetteer)[1]}

    seen = [(filled.moment(), updated())]

    def watched(id: str) -> None:
        now, moment = updated(), filled.moment()
        assert all(now[each] >= before for each, before in seen[-1][1].items() if each in now)
        assert now[id] == moment
        seen.append((moment, {**seen[-1][1], **now}))

    hold(filled, known, seized.id, killed="1")
    watched(seized.id)
    undo(filled, seized.id, BY, "not so")
    watched(seized.id)
    hold(filled, known, seized.reports[1], status="denied")
    watched(seized.id)
    undo(filled, seized.id, BY, "not so")
    watched(seized.id)
    hold(filled, known, arrested.id, killed="1")
    watched(arrested.id)
    (one,) = merge(filled, [seized.id, arrested.id], BY, WHY).events
    watched(one.id)
    # of the event that was merged away, and then of the one that took it over
    undo(filled, acts(filled)[-1].id, BY, "nobody died")
    watched(one.id)
    undo(filled, one.id, BY, "two after all")
    watched(seized.id)
    assert [updated(moment) for moment, _ in seen[:5]] == [now for _, now in seen[:5]]


def test_it_is_asked_once_for_many_events(filled: Store, known: Known) -> None:
    events = list(filled.events.all())
    assert len(events) > 1
    asked = list[str]()
    engine = filled._database.engine
    hook.listen(engine, "before_cursor_execute", lambda *a: asked.append(str(a[2])))
    assert Corrector(filled).over(events) == [Corrected(event, event) for event in events]
    questions = [each for each in asked if each.lstrip().startswith("SELECT")]
    assert len(questions) == 3


def test_a_wrong_value_records_nothing(filled: Store, known: Known, seized: Event) -> None:
    before = filled.moment()
    with pytest.raises(InputError, match=r"no such mode of PROTEST; found arrest; expected demo, riot"):
        hold(filled, known, seized.id, type="PROTEST", mode="arrest", killed="2")
    with pytest.raises(InputError, match="no reason"):
        correct(filled, seized.id, {"killed": ["2"]}, BY, " ", known)
    with pytest.raises(InputError, match="no such event or report"):
        hold(filled, known, "r" + "0" * 20, type="PROTEST")
    assert filled.moment() == before
    assert filled.judgements.human() == []


def test_what_was_said_of_an_event_is_emptied_when_all_its_articles_are_forgotten(
    filled: Store, known: Known, arrested: Event
) -> None:
    hold(filled, known, arrested.id, actor=["Officer Juma Otieno"])
    filled.forget(arrested.accounts[0].article, "asked to")
    (held,) = filled.judgements.on_events()
    assert (held.judgement.value, held.judgement.why) == (None, "")  # type: ignore[union-attr]
    assert filled.doctor() == []
