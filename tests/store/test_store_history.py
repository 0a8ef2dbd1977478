"""Whatever is written in whatever order, every past moment is read as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_readings import CODER, NEWER, TEXT, Clock, article, event, reading, report
from plain_store import PlainStore, State

from tocsin.model import Judgement, Reading, Verdict
from tocsin.store import Store, StoredSource, open_store

TEXTS = (TEXT, TEXT + " More.", TEXT.replace("12", "9 or 12"))
URLS = ("https://a.example/1", "https://b.example/1")
KINDS = ("ASSAULT", "COERCE")
SMALL = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from(URLS), st.sampled_from(TEXTS), st.sampled_from(KINDS), SMALL),
        st.tuples(st.just("fail"), st.sampled_from(URLS)),
        st.tuples(st.just("events"), st.lists(SMALL, min_size=1, max_size=3, unique=True)),
        st.tuples(st.just("merge"), SMALL, SMALL),
        st.tuples(st.just("end"), SMALL),
        st.tuples(st.just("judge"), SMALL, st.sampled_from(list(Verdict))),
        st.tuples(st.just("withdraw"), SMALL),
        st.tuples(st.just("follow"), SMALL, SMALL),
        st.tuples(st.just("leave"), SMALL),
    ),
    max_size=12,
)


@pytest.fixture(params=("memory", "sqlite", "postgresql"))
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    if request.param == "memory":
        return lambda: "memory:"
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("store") / "store.db")
    lend: Callable[[], str] = request.getfixturevalue("postgresql")
    return lend


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_every_moment_is_read_as_it_was(fresh: Callable[[], str], steps: list[tuple[Any, ...]]) -> None:
    plain = PlainStore()
    with open_store(fresh(), clock=Clock()) as store:
        for name, *arguments in steps:
            DO[name](store, plain.now, *arguments)
            plain.record(store.moment())
        assert seen(store, None) == expected(plain.now)
        for moment in moments(plain):
            assert seen(store, moment) == expected(plain.at(moment))
        assert [f for f in store.doctor() if f.check not in ("orphans", "redirects")] == []


def moments(plain: PlainStore) -> Iterator[datetime]:
    for since, _ in plain.states:
        yield since - timedelta(microseconds=1)
        yield since
        yield since + timedelta(microseconds=1)


def seen(store: Store, as_of: datetime | None) -> dict[str, Any]:
    told = {page: store.articles.at(page, as_of) for page in URLS}
    return {
        "pages": {page: store.readings.get(found.id, as_of) for page, found in told.items() if found},
        "all": sorted((r.article.id for r in store.readings.all(as_of)), key=str),
        "reports": {r.id: r for r in store.reports.all(as_of)},
        "events": {e.id: e for e in store.events.all(as_of)},
        "redirects": store.events.redirects(as_of),
        "judgements": [s.judgement for s in store.judgements.all(as_of)],
        "sources": store.sources.all(as_of),
        "issues": {(i.page, i.reason) for i in store.issues.all(as_of=as_of)},
    }


def expected(state: State) -> dict[str, Any]:
    return {
        "pages": state.pages,
        "all": sorted(r.article.id for r in state.pages.values()),
        "reports": state.reports,
        "events": state.events,
        "redirects": state.redirects,
        "judgements": list(state.judgements.values()),
        "sources": sorted(state.sources.values(), key=lambda s: s.address),
        "issues": state.issues,
    }


def read(store: Store, now: State, url: str, text: str, kind: str, coder: int) -> None:
    told = article(text, url=url)
    reports = [report(told, kind, (CODER, NEWER)[coder % 2])] if coder else []
    written = reading(told, *reports) if reports else Reading(told)
    store.readings.write(written)
    now.pages[url] = written
    now.issues -= {(page, reason) for page, reason in now.issues if page == url}


def fail(store: Store, now: State, url: str) -> None:
    store.readings.write(Reading(article("", url=url), error="no text"))
    now.issues.add((url, "no text"))


def write_events(store: Store, now: State, numbers: list[int]) -> None:
    told = list(now.reports.values())[:1] or [report(article())]
    written = [event(*told, id=f"e{number}") for number in numbers]
    store.events.write(written)
    for each in written:
        now.events[each.id] = each
        now.redirects.pop(each.id, None)


def merge(store: Store, now: State, old: int, new: int) -> None:
    if old != new:
        store.events.write([], redirects={f"e{old}": f"e{new}"})
        now.events.pop(f"e{old}", None)
        now.redirects[f"e{old}"] = f"e{new}"


def end(store: Store, now: State, number: int) -> None:
    store.events.write([], ended=[f"e{number}"])
    now.events.pop(f"e{number}", None)


def judge(store: Store, now: State, number: int, verdict: Verdict) -> None:
    made = datetime.fromisoformat("2025-10-01T12:00:00+00:00")
    judgement = Judgement(f"r{number}", "r9", verdict, "ana", True, "because", made=made)
    id = store.judgements.add(judgement)
    if id not in now.judgements:
        now.judgements[id] = judgement


def withdraw(store: Store, now: State, number: int) -> None:
    standing = list(now.judgements)
    if number < len(standing):
        store.judgements.withdraw(standing[number], "ben", "no")
        del now.judgements[standing[number]]


def follow(store: Store, now: State, number: int, every: int) -> None:
    source = StoredSource(f"s{number}", "feed", float(every))
    store.sources.add(source)
    now.sources[source.address] = source


def leave(store: Store, now: State, number: int) -> None:
    store.sources.remove(f"s{number}")
    now.sources.pop(f"s{number}", None)


DO: dict[str, Callable[..., None]] = {
    "read": read, "fail": fail, "events": write_events, "merge": merge, "end": end, "judge": judge,
    "withdraw": withdraw, "follow": follow, "leave": leave,
}  # fmt: skip
