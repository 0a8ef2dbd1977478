from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from four_pages import ARRESTED, SEIZED, TAKEN, take_up
from test_store_judging import BY, WHY, events, stands

from tocsin.coding import Coder
from tocsin.flow.coders import stamped_coder
from tocsin.flow.eventing import Joiner
from tocsin.flow.judging import acts, merge, split, undo
from tocsin.flow.recoding import Chosen, Recoded, recode, without_report
from tocsin.store import Store

MINE = """lang: en
type: COERCE
actor: [subject, by]
recipient: [object, of]
classes:
  craft: [trawler, boat, vessel, ship, tanker]
patterns:
  - id: board
    says: armed people board a vessel
    mode: seize
    verb: [board]
    object: "@craft"
"""
BOARDED = "Police in Lima arrested a captain on Monday. Indian sailors boarded two tankers off Somalia on Sunday.\n"


class Killed(BaseException):
    """Stands for a signal that ends the process."""


@pytest.fixture(scope="module")
def shipped() -> Coder:
    return stamped_coder()


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    file: Path = tmp_path_factory.mktemp("mine") / "mine.yaml"
    file.write_text(MINE)
    return stamped_coder(file)


@pytest.fixture
def read(store: Store) -> Store:
    for outlet, text in (("one", SEIZED), ("two", TAKEN), ("three", BOARDED), ("four", ARRESTED)):
        take_up(store, text, outlet)
    return store


def versions(store: Store) -> dict[str, int]:
    return {report.id: len(store.reports.history(report.id)) for report in store.reports.all()}


def test_an_unchanged_coder_changes_nothing(read: Store, shipped: Coder) -> None:
    before, at = events(read), read.moment()
    assert recode(read, shipped, Chosen()).total == 0
    tally = recode(read, shipped, Chosen(again=True))
    assert (tally.total, tally.same, tally.different, tally.new, tally.changed, tally.ended) == (4, 4, 0, 0, 0, 0)
    assert (events(read), read.moment()) == (before, at)


def test_a_newer_coder_writes_only_what_it_reads_differently(read: Store, newer: Coder) -> None:
    at, before = read.moment(), events(read)
    tally = recode(read, newer, Chosen())
    assert (tally.total, tally.same, tally.different, tally.new, tally.changed, tally.ended) == (4, 3, 1, 1, 0, 0)
    assert set(versions(read).values()) == {1}
    (boarded,) = (e for id, e in events(read).items() if id not in before)
    assert "boarded" in boarded.accounts[0].words
    assert {e.id for e in read.events.all(at)} == set(before)
    assert stands(read)
    again = recode(read, newer, Chosen())
    assert (again.total, again.different) == (0, 0)


def test_a_coder_that_reads_less_leaves_judgements_on_record(read: Store, shipped: Coder, newer: Coder) -> None:
    recode(read, newer, Chosen())
    boarded = next(e for e in read.events.all() if "boarded" in e.accounts[0].words and e.type == "COERCE")
    other = next(e for e in read.events.all() if "Nairobi" in e.accounts[0].words)
    done = merge(read, [boarded.id, other.id], BY, WHY)
    at = read.moment()
    assert without_report(read, at) == 0
    tally = recode(read, shipped, Chosen())
    assert tally.ended == 1
    assert without_report(read, at) == 1
    # they were lost then, and not once more by what comes later
    assert without_report(read, read.moment()) == 0
    assert [stored.id for act in acts(read) for stored in act.judgements] == list(done.judgements)
    assert stands(read)
    recode(read, newer, Chosen())
    assert without_report(read, at) == 0
    assert set(read.events.get(other.id).reports) == {*boarded.reports, *other.reports}  # type: ignore[union-attr]
    undo(read, done.judgements[0], BY, "not so")
    assert stands(read)


def test_a_split_of_an_event_with_reports_told_no_longer_loses_nothing(read: Store, shipped: Coder) -> None:
    # the page told the seizure until it changed
    take_up(read, SEIZED.replace("Monday", "Monday morning"), "two")
    (event,) = (e for e in read.events.all() if len(e.reports) > 1)
    ghosts = {*Joiner(read).members(event.id)} - {*event.reports}
    assert ghosts
    done = split(read, event.id, event.reports[1:], BY, WHY)
    about = {
        id for j in done.judgements if (s := read.judgements.get(j)) for id in (s.judgement.left, s.judgement.right)
    }  # type: ignore[union-attr]
    assert about & ghosts
    at = read.moment()
    recode(read, shipped, Chosen(again=True))
    assert without_report(read, at) == 0


def test_articles_are_chosen_by_name_and_by_day(read: Store, newer: Coder) -> None:
    assert recode(read, newer, Chosen(("https://one.example/1",))).total == 1
    assert recode(read, newer, Chosen(since=date(2025, 10, 15))).total == 0
    assert recode(read, newer, Chosen(until=date(2025, 10, 14))).total == 3


def test_killed_and_given_again_it_goes_on(read: Store, newer: Coder) -> None:
    def kill(tally: Recoded) -> None:
        if tally.done == 2:
            raise Killed

    with pytest.raises(Killed):
        recode(read, newer, Chosen(), kill)
    assert recode(read, newer, Chosen()).total == 2
    assert stands(read)


def test_an_article_that_breaks_the_coder_keeps_what_it_told(
    read: Store, newer: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("no such case")

    monkeypatch.setattr("tocsin.flow.recoding.code_article", broken)
    before = events(read)
    tally = recode(read, newer, Chosen())
    assert (tally.failed, len(tally.first_errors)) == (4, 4)
    assert events(read) == before
