from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tocsin.evaluate.figures import Evaluation, Figure, Measure, SetResult

ROOT = Path(__file__).resolve().parents[2]


def result(name: str, *figures: Figure, digests: dict[str, str] | None = None) -> SetResult:
    return SetResult(name, figures, digests or {"a.jsonl": "00"}, 10, 0, 1.0)


def evaluation(*results: SetResult, absent: dict[str, str] | None = None) -> Evaluation:
    return Evaluation(results, absent or {}, 1.0)


def figure(set: str, name: str, value: float, *, cases: int | None = None, **measure: Any) -> Figure:
    return Figure(set, Measure(name, measure.pop("unit", "percent"), **measure), value, cases)


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
