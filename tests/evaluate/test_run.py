from __future__ import annotations

import json
from pathlib import Path

import pytest
from material import ROOT, evaluation, figure, result, write_lines

from tocsin.errors import InputError
from tocsin.evaluate import evaluate, run_cli
from tocsin.evaluate.coding import CODE, EXTRACT, run_task, tasks_of
from tocsin.evaluate.figures import digest
from tocsin.evaluate.scoring import inputs
from tocsin.evaluate.sets import OWN, SETS
from tocsin.evaluate.table import HEADS, as_dict, plain, rows


@pytest.fixture
def nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from tocsin.settings import settings

    monkeypatch.delenv("TOCSIN_DATA", raising=False)
    settings.cache_clear()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    line = (ROOT / "evaluation" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()[:4]
    write_lines(tmp_path / "sentences.jsonl", [json.loads(one) for one in line])
    return tmp_path


@pytest.mark.usefixtures("nothing")
def test_sets_without_data_are_absent_with_the_reason(tmp_path: Path) -> None:
    found = evaluate(None, own=tmp_path, count=1)
    assert not found.results
    assert found.absent["gsr"] == "no data folder: give --data or set TOCSIN_DATA"
    assert "sentences.jsonl" in found.absent["sentences"]


def test_a_set_that_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="found nosuch"):
        evaluate(tmp_path, ["gsr", "nosuch"], count=1)


def test_a_small_gold_set_is_coded_scored_and_signed(tmp_path: Path) -> None:
    parties = {"sources": [{"text": "Kenya", "country": "KEN"}], "targets": [{"text": "Uganda", "country": "UGA"}]}
    gold = [
        {"id": "a", "text": "Kenya accused Uganda of theft.", "events": [{"id": "a", "type": "ACCUSE", **parties}]},
        {"id": "b", "text": "The weather was fine.", "events": [{"id": "b", "type": "PROTEST", **parties}]},
    ]
    path = tmp_path / "events" / "plover_gsr_dev.json"
    path.parent.mkdir()
    path.write_text(json.dumps(gold))
    found = evaluate(tmp_path, ["GSR"], count=1)
    (held,) = found.results
    values = {f.measure.name: f.value for f in held.figures}
    assert values["silent_sentences"] == 50.0
    assert values["type_F1, strict"] == pytest.approx(66.7)
    assert held.digests == {"events/plover_gsr_dev.json": digest(path)}


def test_floors_pass_and_fail_by_exit_code(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors = own / "floors.json"
    assert run_cli(["sentences"], floors=floors, pin=True, count=1) == 0
    assert run_cli(floors=floors, count=1) == 0
    assert capsys.readouterr().out.rstrip().endswith("0 floors skipped")
    held = json.loads(floors.read_text())
    held["sets"]["sentences"]["figures"]["type F1"]["floor"] = 100.1
    floors.write_text(json.dumps(held))
    assert run_cli(floors=floors, count=1) == 1
    assert "DROPPED sentences: type F1" in capsys.readouterr().out


def test_json_output_is_json(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_cli(["sentences"], floors=own / "floors.json", pin=True, count=1, as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert [one["set"] for one in found["sets"]] == ["sentences"]
    assert {floor["state"] for floor in found["floors"]} == {"held"}


def test_a_document_that_fails_keeps_its_line(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": ""}), json.dumps({"id": "b", "text": "Kenya accused Uganda."})]
    for stage in (CODE, EXTRACT):
        (task,) = tasks_of(stage, lines, tmp_path)
        records = [json.loads(line) for line in run_task(task)]
        assert records[0]["error"]
        assert records[1]["error"] is None
        assert len(records) == 2


def test_tasks_keep_all_lines_in_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": i, "text": "x" * (i * 997 % 9000)}) for i in range(60)]
    tasks = list(tasks_of(CODE, lines, tmp_path))
    assert len(tasks) > 1
    assert [line for task in tasks for line in task.lines] == lines


def test_names_of_sets_are_unique_and_every_set_measures_something() -> None:
    names = [one.name.casefold() for one in (*OWN, *SETS)]
    assert len(set(names)) == len(names)
    assert all(one.measures for one in (*OWN, *SETS))


def test_a_variant_is_measured_like_its_measure_without_the_target() -> None:
    zones = next(one for one in SETS if one.name == "zones")
    variant = zones.measure("kept words lost (some extractor)")
    assert (variant.better, variant.target) == ("lower", None)


def test_police_sentences_get_an_id_of_article_and_sentence(tmp_path: Path) -> None:
    gold = write_lines(tmp_path / "g.jsonl", [{"doc_id": 3, "sent_id": 7, "sent_text": "x", "sent_labels": []}])
    assert json.loads(inputs("police", gold)[0])["id"] == "3|7"


def test_the_table_marks_what_is_short_of_its_target() -> None:
    short = figure("gsr", "type_F1", 50.0, target=62.0, peers="others 36.4", people="80")
    table = rows(evaluation(result("gsr", short)))
    assert table == [("gsr", "type_F1", "50.0 !", "≥ 62.0", "", "others 36.4", "80")]
    assert len(table[0]) == len(HEADS)
    text = plain(evaluation(result("gsr", short), absent={"news": "not there"}))
    assert "news: absent; not there" in text
    assert "sha256 00" in text


def test_numbers_for_programs_are_whole() -> None:
    found = as_dict(evaluation(result("gsr", figure("gsr", "type_F1", 62.5, cases=4))))
    assert found["sets"][0]["figures"][0]["value"] == 62.5
