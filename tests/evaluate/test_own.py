from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from material import ROOT, write_lines

from tocsin.evaluate.own import paired, same_parties, sentences
from tocsin.evaluate.pages import examples, matched, trigger_span
from tocsin.evaluate.scoring import Run
from tocsin.knowledge.codebook import load_codebook

STATUSES = {"fact", "claim", "denied", "possible", "planned", "unreal"}


def wanted(type: str, actor: str | None, recipient: str | None, *status: str) -> dict[str, Any]:
    return {"type": type, "actor": actor, "recipient": recipient, "status": list(status or ("fact",))}


def event(type: str, actors: list[str], recipients: list[str], status: str = "fact", **more: Any) -> dict[str, Any]:
    sides = {"actors": actors, "recipients": recipients}
    return {
        "type": type,
        "status": status,
        "reciprocal": False,
        "triggers": [],
        "attributed_to": [],
        "date": None,
        **{side: [{"country": code} for code in codes] for side, codes in sides.items()},
        **more,
    }


def test_both_countries_must_be_found() -> None:
    assert same_parties(wanted("AID", "SWE", "UKR"), event("AID", ["SWE"], ["UKR", "POL"]))
    assert not same_parties(wanted("AID", "SWE", "UKR"), event("AID", ["UKR"], ["SWE"]))


def test_null_allows_no_country_and_any_allows_all() -> None:
    assert not same_parties(wanted("AID", "SWE", None), event("AID", ["SWE"], ["UKR"]))
    assert same_parties(wanted("AID", "SWE", "any"), event("AID", ["SWE"], ["UKR"]))


def test_of_a_mutual_act_both_may_stand_on_one_side() -> None:
    assert same_parties(wanted("CONSULT", "NOR", "CHL"), event("CONSULT", ["NOR", "CHL"], [], reciprocal=True))


def test_pairs_agree_in_type_first() -> None:
    gold = [wanted("ACCUSE", "RWA", "BDI"), wanted("ASSAULT", "BDI", "RWA", "claim")]
    found = [event("ASSAULT", ["BDI"], ["RWA"], "claim"), event("ACCUSE", ["RWA"], ["BDI"])]
    assert [(g["type"], e["type"]) for g, e in paired(gold, found)] == [("ACCUSE", "ACCUSE"), ("ASSAULT", "ASSAULT")]


def test_sentences_count_what_is_missed_and_what_is_made_up(tmp_path: Path) -> None:
    gold = [
        {"id": "1", "text": "x", "reports": [wanted("AID", "SWE", "UKR")]},
        {"id": "2", "text": "y", "reports": []},
        {"id": "3", "text": "z", "reports": [wanted("PROTEST", "SRB", "any", "planned", "possible")]},
    ]
    output = [
        {"id": "1", "events": [event("AID", ["SWE"], [])]},
        {"id": "2", "events": [event("ASSAULT", [], [])]},
        {"id": "3", "events": [event("PROTEST", ["SRB"], [], "possible")]},
    ]
    run = Run((write_lines(tmp_path / "gold.jsonl", gold),), write_lines(tmp_path / "out.jsonl", output), tmp_path)
    assert sentences(run) == {
        "type F1": (pytest.approx(80.0), 2),
        "full tuple F1": (pytest.approx(40.0), 2),
        "status accuracy": (100.0, 2),
        "events where none is told": (1, None),
    }


def test_a_trigger_is_looked_for_inside_its_passage() -> None:
    text = "They fired. Later they fired again."
    assert trigger_span(text, {"in": "Later they fired", "trigger": "fired"}) == (23, 28)
    assert trigger_span(text, {"in": "never said", "trigger": "said"}) == (-1, -1)


def test_pages_match_by_trigger_and_type() -> None:
    text = "Kenya withdrew. Kenya returned."
    gold = [{**wanted("RETREAT", "KEN", "any"), "in": "Kenya withdrew", "trigger": "withdrew"}]
    there = event("RETREAT", ["KEN"], [], triggers=[{"start": 6, "end": 14}])
    elsewhere = event("RETREAT", ["KEN"], [], triggers=[{"start": 22, "end": 30}])
    assert matched(gold, [elsewhere, there], text) == [(gold[0], there)]
    assert matched(gold, [elsewhere], text) == []


def test_reports_outside_the_article_are_counted(tmp_path: Path) -> None:
    page = {"page": "a.txt", "published": None, "silent": ["Minister resigns"], "reports": []}
    (tmp_path / "a.txt").write_text("Kenya withdrew.\n\nMinister resigns\n")
    (tmp_path / "expected.json").write_text(json.dumps({"pages": [page]}))
    output = [{"id": "a.txt", "events": [event("RETREAT", [], [], triggers=[{"start": 26, "end": 33}])]}]
    run = Run((tmp_path / "expected.json",), write_lines(tmp_path / "out.jsonl", output), tmp_path)
    assert examples(run)["events outside the article"] == (1, None)


def test_our_sentences_are_well_formed() -> None:
    lines = (ROOT / "evaluation" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    types = set(load_codebook().types)
    assert len(rows) >= 80
    assert len({row["id"] for row in rows}) == len(rows)
    assert {report["type"] for row in rows for report in row["reports"]} == types
    for report in (report for row in rows for report in row["reports"]):
        assert set(report) == {"type", "actor", "recipient", "status"}
        assert report["status"]
        assert set(report["status"]) <= STATUSES
