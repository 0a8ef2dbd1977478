"""One function a set: coded output and gold to named values, through the scorers of the bench."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.evaluate.scorers import (
    adapt,
    check_seed,
    score_attribution,
    score_extraction,
    score_factuality,
    score_geo,
    score_gsr,
    score_news,
    score_police,
    score_quad,
    score_timex,
    score_zones,
)

Values = dict[str, tuple[float, int | None]]


@dataclass(frozen=True, slots=True)
class Run:
    """The gold files of a set, the coder's bench output, the peer's output where one ran, and a folder to write in."""

    gold: tuple[Path, ...]
    output: Path
    work: Path
    peer: Path | None = None


def inputs(kind: str, gold: Path) -> list[str]:
    """Bench input lines of a gold file."""
    if kind == "seed":
        return [json.dumps(check_seed.as_input(gold.parent), ensure_ascii=False)]
    return [json.dumps(adapt.as_input(kind, row), ensure_ascii=False) for row in adapt.rows(str(gold))]


def gsr(run: Run) -> Values:
    """PLOVER gold sentences, strict types, in percent."""
    gold = adapt.rows(str(run.gold[0]))
    found, _ = score_gsr.score(gold, score_gsr.load(_adapted(adapt.gsr, run)))
    events, sentences = found["gold_events"], found["sentences"]
    return {
        "type_F1, strict": (found["type_F1"], events),
        "triple_acc, strict": (found["triple_acc"], events),
        "spurious_per_sentence": (found["spurious_per_sentence"], sentences),
        "silent_sentences": (found["silent_sentences_%"], sentences),
        "quad_F1": (found["quad_F1"], events),
        "source_text_F1": (found["source_text_F1"], events),
        "target_text_F1": (found["target_text_F1"], events),
    }


_MATCHED = {
    "status accuracy": "status accuracy",
    "status accuracy, gold not fact": "status accuracy where gold is not fact",
    "date same, null counted": "date same, null counted as a value",
    "recipient head": "recipients head match (gold has one)",
    "speaker, recall": "attribution speaker head, recall (gold has one)",
}
_OVER_ALL = {
    "trigger + type F1": "trigger + type",
    "full tuple F1": "FULL (type, actor ctry, recip ctry)",
    "full + status F1": "FULL + status",
}


def news(run: Run) -> Values:
    """Newsroom pages; the lines 'on matched events' count over matched events only."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = score_news.main([_adapted(adapt.news, run), "--gold", str(run.gold[1]), "--pages", str(run.gold[0])])
    values: Values = {name: (found[line]["F1"], found["gold_events"]) for name, line in _OVER_ALL.items()}
    values |= {name: (found[line]["value"] or 0.0, found[line]["n"]) for name, line in _MATCHED.items()}
    layer = found.get("attributions") or {"F1": 0.0, "speaker": 0.0}
    values["boilerplate events"] = (found["boilerplate_events"], None)
    values["attributions layer F1"] = (layer["F1"], None)
    values["attributions layer, speaker"] = (layer["speaker"], None)
    return values


def seed(run: Run) -> Values:
    """The article that started the project."""
    found = check_seed.measure(run.gold[0].parent, str(run.output))
    return {
        "checks passed of 77": (found["passed"], None),
        "traps failed": (found["traps"] - found["traps_held"], None),
    }


def attribution(run: Run) -> Values:
    """Source, cue and content spans."""
    gold = score_attribution.load(str(run.gold[0]))
    found = score_attribution.score(gold, score_attribution.load(_adapted(adapt.attribution, run)))
    cases = found["gold_attributions"]
    return {
        "source_head_acc": (found["source_head_acc"], cases),
        "relation_overlap F1": (found["relation_overlap"]["f1"], cases),
        "content overlap F1": (found["content"]["overlap"]["f1"], cases),
    }


def dates(run: Run) -> Values:
    """Time expressions as in TempEval-3, in percent."""
    found = score_timex.measure(str(run.gold[0]), _adapted(adapt.dates, run))
    return {
        "value F1": (found["value"]["F1"], found["gold"]),
        "strict F1": (found["strict"]["F1"], found["gold"]),
        "relaxed F1": (found["rel"]["F1"], found["gold"]),
    }


def factuality(run: Run) -> Values:
    """Correlation and macro-F1 a corpus."""
    values: Values = {}
    for found in score_factuality.measure(str(run.gold[0]), str(run.output)):
        values[f"{found['corpus']} r"] = (found["r"], found["n"])
        values[f"{found['corpus']} macro_F1"] = (found["macro_F1"], found["n"])
    return values


def zones(run: Run) -> Values:
    """Lines dropped and words lost, over all and for each extractor that the texts came from."""
    values: Values = {}
    for found in score_zones.measure(str(run.gold[0]), str(run.output)):
        which = "" if found["variant"] == "all" else f" ({found['variant']})"
        values[f"drop F1{which}"] = (found["drop_F1"], None)
        values[f"kept words lost{which}"] = (found["kept_words_lost"], None)
    return values


def extraction(run: Run) -> Values:
    """Ours, trafilatura's own, and the difference."""
    ours = score_extraction.measure(str(run.gold[0]), str(run.output))
    values: Values = {"4-word shingles F1": (ours["F1"], None)}
    if run.peer is not None:
        theirs = score_extraction.measure(str(run.gold[0]), str(run.peer))
        values["F1 above trafilatura's"] = (round(ours["F1"] - theirs["F1"], 4), None)
    return values


def places(run: Run) -> Values:
    """Place names with coordinates; a right GeoNames id counts as right."""
    found = score_geo.score(score_geo.read(str(run.gold[0])), score_geo.read(_adapted(adapt.places, run)), idmatch=True)
    return {
        "end to end F1@161 km": (found["end2end161"]["f1"], found["end2end161"]["gold"]),
        "recognition, overlap F1": (found["recog_overlap"]["f1"], found["recog_overlap"]["gold"]),
    }


def police(run: Run) -> Values:
    """Police action; most sentences hold none."""
    found = score_police.measure(str(run.gold[0]), str(run.output))
    values: Values = {
        f"{label} {what}": (found[label][what], found[label]["n"])
        for label in ("KILL", "ARREST", "FORCE")
        for what in ("P", "R", "F1")
    }
    values["false on empty"] = (found["false_on_empty"], None)
    return values


def quad(run: Run) -> Values:
    """Five classes of sentences, in percent: for development, since the same sentences may train."""
    found = score_quad.measure(str(run.gold[0]), _adapted(adapt.gsr, run))
    return {
        "macro-F1 of classes 1-4, any event": (found["macro_F1_any"], found["n"]),
        "source head F1": (found["source_head_F1"], found["n"]),
        "target head F1": (found["target_head_F1"], found["n"]),
    }


def _adapted(turn: Callable[[Any], Any], run: Run) -> str:
    """The output as the scorer reads it, in a file."""
    path = run.work / f"{run.output.stem}.adapted.jsonl"
    _write(path, (turn(row) for row in adapt.rows(str(run.output))))
    return str(path)


def _write(path: Path, rows: Iterable[Any]) -> None:
    with path.open("w", encoding="utf-8") as handle:
        handle.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
