from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import evaluation, figure, result

from tocsin.errors import InputError
from tocsin.evaluate.floors import DROPPED, HELD, SKIPPED, check, pinned, read_floors, tolerance, write_floors
from tocsin.evaluate.table import floor_lines


def test_a_figure_holds_its_own_floor() -> None:
    run = evaluation(
        result("gsr", figure("gsr", "type_F1", 70.0), figure("gsr", "spurious", 0.3, unit="share", better="lower"))
    )
    assert [c.state for c in check(run, pinned(run, None), [])] == [HELD, HELD]


def test_a_figure_below_its_floor_drops_with_both_values() -> None:
    floors = pinned(evaluation(result("gsr", figure("gsr", "type_F1", 70.0))), None)
    checks = check(evaluation(result("gsr", figure("gsr", "type_F1", 69.7))), floors, [])
    assert [(c.key, c.state, c.value, c.floor) for c in checks] == [
        ("gsr: type_F1", DROPPED, 69.7, pytest.approx(69.8))
    ]
    assert "DROPPED gsr: type_F1: 69.7, floor 69.8" in list(floor_lines(checks))


def test_a_figure_for_which_less_is_better_drops_when_it_rises() -> None:
    floors = pinned(evaluation(result("p", figure("p", "false", 0.01, unit="share", better="lower"))), None)
    rising = evaluation(result("p", figure("p", "false", 0.02, unit="share", better="lower")))
    assert check(rising, floors, [])[0].state == DROPPED


def test_a_count_has_no_room() -> None:
    floors = pinned(evaluation(result("seed", figure("seed", "passed", 60, unit="count"))), None)
    assert check(evaluation(result("seed", figure("seed", "passed", 59, unit="count"))), floors, [])[0].state == DROPPED


def test_a_small_set_may_lose_one_case() -> None:
    assert tolerance(figure("a", "b", 50.0, cases=50)) == pytest.approx(2.0)
    assert tolerance(figure("a", "b", 50.0, cases=5000)) == pytest.approx(0.2)
    assert tolerance(figure("a", "b", 0.5, unit="share")) == pytest.approx(0.002)


def test_floors_without_their_data_are_skipped_and_counted_last() -> None:
    floors = pinned(evaluation(result("gsr", figure("gsr", "type_F1", 70.0))), None)
    checks = check(evaluation(absent={"gsr": "no data folder"}), floors, [])
    assert checks[0].state == SKIPPED
    lines = list(floor_lines(checks))
    assert lines[0] == "SKIPPED gsr: type_F1: no data folder"
    assert lines[-1] == "1 floors skipped"


def test_other_data_is_skipped_but_not_where_it_is_our_own() -> None:
    floors = pinned(evaluation(result("s", figure("s", "F1", 70.0))), None)
    changed = evaluation(result("s", figure("s", "F1", 90.0), digests={"a.jsonl": "11"}))
    assert check(changed, floors, [])[0].state == SKIPPED
    assert check(changed, floors, ["s"])[0].state == DROPPED


def test_our_own_data_may_not_be_missing() -> None:
    floors = pinned(evaluation(result("s", figure("s", "F1", 70.0))), None)
    assert check(evaluation(absent={"s": "s.jsonl is not there"}), floors, ["s"])[0].state == DROPPED


def test_a_figure_that_is_no_longer_measured_drops() -> None:
    floors = pinned(evaluation(result("s", figure("s", "F1", 70.0))), None)
    assert check(evaluation(result("s", figure("s", "recall", 70.0))), floors, [])[0].state == DROPPED


def test_pinning_keeps_the_sets_that_did_not_run() -> None:
    before = pinned(evaluation(result("a", figure("a", "F1", 70.0)), result("b", figure("b", "F1", 50.0))), None)
    after = pinned(evaluation(result("a", figure("a", "F1", 75.0))), before)
    assert after["sets"]["a"]["figures"]["F1"] == {"floor": pytest.approx(74.8), "measured": 75.0}
    assert after["sets"]["b"] == before["sets"]["b"]


def test_floors_come_back_as_written(tmp_path: Path) -> None:
    floors = pinned(evaluation(result("a", figure("a", "F1", 70.0))), None)
    write_floors(tmp_path / "new" / "floors.json", floors)
    assert read_floors(tmp_path / "new" / "floors.json") == floors


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sets": []}', "{"])
def test_a_broken_floors_file_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "floors.json").write_text(content)
    with pytest.raises(InputError, match="pin it"):
        read_floors(tmp_path / "floors.json")


@given(
    st.floats(0, 100), st.sampled_from(["higher", "lower"]), st.sampled_from(["percent", "share", "count"]),
    st.none() | st.integers(1, 10_000),
)  # fmt: skip
def test_whatever_is_pinned_holds(value: float, better: str, unit: str, cases: int | None) -> None:
    run = evaluation(result("a", figure("a", "F1", value, better=better, unit=unit, cases=cases)))
    floors = json.loads(json.dumps(pinned(run, None)))
    assert check(run, floors, [])[0].state == HELD
