from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filled_store import BLAST, listed, of_type

from tocsin.cli.dossier import Dossier
from tocsin.cli.event_history import collected
from tocsin.cli.event_lines import input_id, printable
from tocsin.cli.event_reasons import strongest
from tocsin.cli.main import run
from tocsin.flow.corrected import Corrected
from tocsin.model import Judgement, Verdict
from tocsin.store import Capture, Version, open_store

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def test_table_reads_well_in_80_columns(said: Any, store: str) -> None:
    shown = said("events", "--store", store)
    assert max(map(len, shown.splitlines())) <= 80
    for words in ("2025-10-14", "ASSAULT", "Rebels > market", "Oran", "(DZA)", "12-15-15", "corroborated", "/2"):
        assert words in shown


def test_pages_can_neither_steer_the_terminal_nor_pass_for_markup(said: Any, store: str) -> None:
    event = next(e for e in listed(said, store, "--source", "Bad Outlet"))
    for shown in (said("events", "--store", store), said("show", "--store", store, event["id"])):
        assert not STEERING.search(shown)
        assert "[/bold]" in shown or "[red]" in shown
    as_json = said("show", "--store", store, event["id"], "--json")
    assert not STEERING.search(as_json)
    assert "\x1b" in json.loads(as_json)["accounts"][0]["outlet"]


@pytest.mark.parametrize(
    ("arguments", "types"),
    [
        (["shelled"], {"ASSAULT"}),
        (["--country", "dza"], {"ASSAULT"}),
        (["--country", "Algeria"], {"ASSAULT"}),
        (["--country", "UNO"], set()),
        (["--dyad", "CHL,PER", "--type", "coerce"], {"COERCE"}),
        (["--dyad", "PER>CHL", "--type", "coerce"], set()),
        (["--actor", "rebels"], {"ASSAULT"}),
        (["--party", "PER", "--since", "2025-10-13", "--until", "2025-10-13"], {"COERCE"}),
        (["--place", "Oran"], {"ASSAULT"}),
        (["--near", "35.7,-0.6,30"], {"ASSAULT"}),
        (["--near", "-18.5,-70.3,40"], {"COERCE"}),
        (["--since", "2025-10-14", "--until", "2025-10-14"], {"ASSAULT"}),
        (["--verification", "corroborated"], {"COERCE"}),
        (["--status", "planned"], {"CONSULT"}),
        (["--source", "Coast Daily"], {"COERCE"}),
        (["--source", "hospital officials"], {"ASSAULT"}),
        (["--as-of", "2001-01-01"], set()),
    ],
)
def test_filters(said: Any, store: str, arguments: list[str], types: set[str]) -> None:
    assert {event["type"] for event in listed(said, store, *arguments)} == types


def test_the_store_may_stand_before_or_after_the_command(said: Any, store: str, tmp_path: Path) -> None:
    before = said("--store", store, "events")
    assert before == said("events", "--store", store)
    assert before == said("--store", str(tmp_path / "none.db"), "events", "--store", store)
    assert "none.db" in said("--store", str(tmp_path / "none.db"), "events", code=1)


def test_sorts_and_limits(said: Any, store: str) -> None:
    found = listed(said, store, "--sort", "reports", "--limit", "2")
    assert len(found) == 2
    assert len(found[0]["accounts"]) == max(len(e["accounts"]) for e in listed(said, store, "--all"))
    number = len(listed(said, store))
    assert f"{number} events; the first 2" in said("events", "--store", store, "--limit", "2")
    assert "the first" not in said("events", "--store", store, "--limit", str(number))


def test_what_a_limit_left_out_of_json_is_told(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "--store", store, "--json", "--limit", "2"]) == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 2
    assert re.fullmatch(r"tocsin: the first 2 of \d+ events; --limit for more, --all for all\n", err)
    assert run(["events", "--store", store, "--json", "--all"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("width", [30, 40, 60, 71])
def test_a_narrow_window_has_three_columns_or_one_that_can_be_read(
    said: Any, store: str, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = said("events", "--store", store)
    assert max(map(len, shown.splitlines())) <= width
    for words in ("2025-10-14", "ASSAULT", "Rebels", "market", "Oran", "12-15-15", "corroborated"):
        assert re.search(rf"\b{words}\b", shown)


@pytest.mark.parametrize("width", [40, 60, 71])
def test_an_event_can_be_read_in_a_narrow_window(
    said: Any, store: str, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    event = next(e for e in listed(said, store, "--type", "ASSAULT"))
    monkeypatch.setenv("COLUMNS", str(width))
    shown = said("show", "--store", store, event["id"])
    assert max(map(len, shown.splitlines())) <= width
    for account in event["accounts"]:
        assert account["report"][:8] in shown
        assert (account["published"] or "")[:10] in shown


def test_a_terminal_with_few_letters_gets_marks_for_the_others(store: str) -> None:
    program = "from tocsin.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", program, "events", "--store", store],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert b"ASSAULT" in ended.stdout
    assert ended.stdout.isascii()


def test_json_is_whole_where_standard_output_has_few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "ascii"))
    text = printable({"place": "Puerto Bolívar"})
    assert text.isascii()
    assert json.loads(text) == {"place": "Puerto Bolívar"}


def test_a_moment_before_the_first_event_is_told(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["events", "--store", store, "--as-of", "2001-01-01"]) == 0
    assert "the store held no event at 2001-01-01 23:59 UTC" in capsys.readouterr().err


def test_bench_names_input_ids_and_points_at_the_words(said: Any, store: str, tmp_path: Path) -> None:
    output = tmp_path / "events.jsonl"
    said("--store", store, "events", "--all", "--format", "bench", "-o", str(output))
    rows = [json.loads(line) for line in output.read_text(encoding="utf8").splitlines()]
    blast = next(row for row in rows if row["type"] == "ASSAULT")
    assert {mention["article"] for mention in blast["mentions"]} == {"p3", "p4"}
    words = {BLAST[m["start"] : m["end"]] for m in blast["mentions"] if m["article"] == "p3"}
    assert "shelled" in words
    assert (blast["killed_low"], blast["killed_best"], blast["killed_high"]) == (12, 15, 15)
    assert (blast["date"], blast["country"], blast["origins"]) == ("2025-10-14", "DZA", 1)
    assert abs(blast["lat"] - 35.7) < 0.1


def test_coref_puts_mentions_of_one_event_into_one_cluster(said: Any, store: str) -> None:
    rows = [
        json.loads(line)
        for line in said("events", "--store", store, "--all", "--format", "coref").splitlines()
    ]  # fmt: skip
    clusters = {row["doc_id"]: {m["cluster"] for m in row["mentions"]} for row in rows}
    assert set(clusters) == {"p1", "p2", "p3", "p4", "p5", "p6"}
    assert clusters["p3"] & clusters["p4"]
    assert all(len(m["spans"][0]) == 2 for row in rows for m in row["mentions"])
    fewer = said("events", "--store", store, "--type", "ASSAULT", "--format", "coref").splitlines()
    assert {json.loads(line)["doc_id"] for line in fewer} == {"p3", "p4"}


def test_show_tells_accounts_dissent_history_and_reasons(said: Any, store: str) -> None:
    event = of_type(said, store, "ASSAULT")
    shown = said("show", "--store", store, event["id"][:8])
    flat = " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80
    for words in ("12-15-15 killed", "hospital", "Daily Example", "Where the accounts differ", "How it grew"):
        assert words in flat
    assert "Why one event" in flat
    assert "features:" not in flat
    everything = " ".join(said("show", "--store", store, event["id"], "--why").split())
    assert "same, says machine" in everything
    assert "features:" in everything


def test_show_tells_the_days_of_publication_and_collections_only_where_there_were_several(
    said: Any, store: str
) -> None:
    event = of_type(said, store, "ASSAULT")
    shown = said("show", "--store", store, event["id"])
    told = shown.partition("How it grew, by the days of publication\n")[2].partition("\n\n")[0]
    assert told.split()[:3] == ["2025-10-15", "Daily", "Example"]
    assert [line.split()[0] for line in told.splitlines() if line.lstrip().startswith("2025")] == [
        "2025-10-15", "2025-10-16",
    ]  # fmt: skip
    assert "12 killed" in told
    assert "12-15-15 killed" in told
    assert "As it was collected" not in shown
    found = json.loads(said("show", "--store", store, event["id"], "--json"))
    assert [day["day"] for day in found["growth"]] == ["2025-10-15", "2025-10-16"]
    assert sum(len(day["reports"]) for day in found["growth"]) == len(found["accounts"])


def test_collections_are_told_apart_by_the_time_between_them(said: Any, store: str) -> None:
    at = datetime(2025, 10, 15, 8, tzinfo=UTC)
    found = of_type(said, store, "ASSAULT")["id"]
    with open_store(store) as opened:
        event, *_, later = (version.value for version in opened.events.history(found))
    versions = tuple(
        Version(value, number, at + timedelta(minutes=minutes))
        for number, (value, minutes) in enumerate([(event, 0), (event, 5), (later, 600)], 1)
    )
    corrected = Corrected(later, later)
    assert list(collected(Dossier(event.id, corrected, {}, versions, (), ()))) == [
        "2025-10-15 08:05 UTC  told by Daily Example; single-source; 12 killed",
        "2025-10-15 18:00 UTC  told by Evening [b]Example[/b]\x1b[5m; 12-15-15 killed",
    ]
    assert list(collected(Dossier(event.id, corrected, {}, versions[:2], (), ()))) == []


def test_reasons_are_told_in_words_the_strongest_first_and_folded(said: Any, store: str) -> None:
    why = "one article tells both: day the same (+1.2), counts in conflict (-1.0), trigger the same (+0.7), x (+0.1)"
    assert strongest(why) == "one article tells both; day the same, trigger the same; in spite of counts in conflict"
    assert strongest("held together by hand") == "held together by hand"
    event = of_type(said, store, "ASSAULT")
    with open_store(store) as opened:
        first, second = event["reports"][:2]
        opened.judgements.add_many(
            [Judgement(first, f"r{n}", Verdict.SAME, "machine", False, "day the same (+1.2)", 1.0) for n in range(9)]
        )
        opened.judgements.add(Judgement(first, second, Verdict.SAME, "Ada", True, "one market"))
    found = json.loads(said("show", "--store", store, event["id"], "--json"))["judgements"]
    shown = said("show", "--store", store, event["id"]).partition("Why one event\n")[2]
    assert "same, says Ada: one market" in shown.splitlines()[0]
    (more,) = re.findall(r"and (\d+) more; --why shows all", shown)
    # people's are all told
    assert len(found) == 1 + 5 + int(more)
    assert "more; --why" not in said("show", "--store", store, event["id"], "--why")


def test_show_takes_words_that_find_one_event(said: Any, store: str) -> None:
    blast = of_type(said, store, "ASSAULT")
    assert blast["id"] in said("show", "--store", store, "market Oran hospital")
    assert "no event holds these words" in said("show", "--store", store, "zeppelin", code=2)
    several = said("show", "--store", store, "Chile", code=2)
    assert "events hold the words 'Chile'; give the id of one" in several
    assert len(re.findall(r"tocsin: e[0-9a-f]{7} [A-Z]", several)) == int(several.split()[1])
    assert not STEERING.search(several)


def test_show_as_json_and_as_of(said: Any, store: str) -> None:
    event = of_type(said, store, "ASSAULT")
    found = json.loads(said("show", "--store", store, event["id"], "--json"))
    assert found["event"] == event
    assert {account["status"] for account in found["accounts"]} == {"fact", "claim"}
    assert found["judgements"][0]["features"]
    assert len(found["history"]) == 2
    first = found["history"][0]["recorded_at"]
    then = json.loads(said("show", "--store", store, event["id"], "--json", "--as-of", first))
    assert {account["outlet"] for account in then["accounts"]} == {"Daily Example"}
    assert len(then["history"]) == 1


def test_show_follows_a_merged_id(said: Any, store: str) -> None:
    event = of_type(said, store, "ASSAULT")
    with open_store(store) as opened:
        opened.events.write([], {"e" + "0" * 20: event["id"]})
        opened.judgements.add(Judgement(*event["reports"][:2], Verdict.SAME, "Ada", True, "one \x1b[31mmarket"))
    shown = said("show", "--store", store, "e0000")
    assert f"event {event['id']}, which took over e00000" in " ".join(shown.split())
    assert "says Ada" in shown
    assert "\x1b" not in shown


def test_unknown_events_and_empty_stores_say_what_to_do(said: Any, store: str, tmp_path: Path) -> None:
    near = said("show", "--store", store, "e" + "f" * 20, code=2)
    assert "no such event" in near
    assert re.search(r"nearest are e[0-9a-f]{20}", near)
    assert "several events begin with e;" in said("show", "--store", store, "e", code=2)
    assert "tocsin collect" in said("events", "--store", str(tmp_path / "none.db"), code=1)
    empty = str(tmp_path / "empty.db")
    open_store(empty).close()
    assert "tocsin collect" in said("show", "--store", empty, "e12", code=2)
    assert said("events", "--store", empty) == ""
    assert json.loads(said("events", "--store", empty, "--json")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--near", "1,2"], ["--near", "91,0,1"], ["--dyad", "CHL"], ["--as-of", "soon"], ["--since", "x"],
        ["--type", "ASSULT"], ["--country", "Narnia"], ["--country", "XYZ"],
        ["--since", "2025-10", "--until", "2025-09"],
    ],
)  # fmt: skip
def test_wrong_use_is_explained(said: Any, store: str, arguments: list[str]) -> None:
    assert "expected" in said("events", "--store", store, *arguments, code=2)


@pytest.mark.parametrize(
    ("url", "source", "name"),
    [
        ("file:///news/a.jsonl#doc%201", "/news/a.jsonl", "doc 1"),
        ("file:///news/pages/b/c.html", "/news/pages", "b/c.html"),
        ("file:///news/pages/b.html", "/news/pages/b.html", "file:///news/pages/b.html"),
        ("https://example.org/a#b", "https://example.org/feed", "https://example.org/a#b"),
        ("p1", None, "p1"),
    ],
)
def test_pages_are_called_as_their_source_calls_them(url: str, source: str | None, name: str) -> None:
    assert input_id(Capture(url, datetime(2025, 10, 1, tzinfo=UTC), source)) == name
