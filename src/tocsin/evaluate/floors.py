"""Floors: every figure that was reached, pinned with the digest of its data; no run may fall below.

A floor stands a little below its figure, since int8 kernels differ between instruction sets: by .2 points (.002 for
shares), or by one case where the set is so small that one case is more; a count has no room, nor has one of none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import InputError, said_of
from tocsin.evaluate.figures import HIGHER, Evaluation, Figure, SetResult

HELD, DROPPED, SKIPPED = "held", "DROPPED", "SKIPPED"
_ROOM = {"percent": 0.2, "share": 0.002, "count": 0.0}
_WHOLE = {"percent": 100.0, "share": 1.0, "count": 0.0}
ABOUT = (
    "Every figure that was reached, with the SHA-256 of its data. `tocsin evaluate --floors` fails when one drops "
    "below its floor; `--pin` writes this file anew. Lowering a floor takes a reason in the commit."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One floor against one run. `reason` says why a floor was skipped, or that its data changed."""

    key: str
    state: str
    floor: float
    value: float | None = None
    reason: str = ""


def read_floors(path: Path) -> dict[str, Any]:
    """The floors file. Raises InputError when it is missing or malformed."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or not isinstance(found.get("sets"), dict):
            raise ValueError("no 'sets'")
    except (OSError, ValueError) as error:
        raise InputError(
            f"floors file {path}",
            found=said_of(error),
            expected="what --pin writes",
            advice="pin it: tocsin evaluate --pin",
        ) from error
    return found


def check(evaluation: Evaluation, floors: Mapping[str, Any], own: Iterable[str]) -> list[Check]:
    """Each floor: held, dropped, or skipped for lack of its data.

    The sets named in `own` lie in the repository: theirs may neither be absent nor have changed.
    """
    results = {result.set: result for result in evaluation.results}
    at_home = set(own)
    found = []
    for name, held in floors["sets"].items():
        found += _check_set(
            name, held, results.get(name), evaluation.absent.get(name, "not asked for"), name in at_home
        )
    return found


def _check_set(name: str, held: Mapping[str, Any], result: SetResult | None, absent: str, at_home: bool) -> list[Check]:
    state, reason = (DROPPED if at_home and absent != "not asked for" else SKIPPED), absent
    if result is not None and dict(result.digests) != held["data"]:
        result, reason = None, "its data is not that of the floor"
        state = DROPPED if at_home else SKIPPED
    if result is None:
        return [
            Check(f"{name}: {which}", state, floor["floor"], None, reason) for which, floor in held["figures"].items()
        ]
    figures = {figure.measure.name: figure for figure in result.figures}
    return [_check_one(name, which, floor["floor"], figures.get(which)) for which, floor in held["figures"].items()]


def _check_one(name: str, which: str, floor: float, figure: Figure | None) -> Check:
    if figure is None:
        return Check(f"{name}: {which}", DROPPED, floor, None, "no longer measured")
    holds = figure.measure.holds(figure.value, floor)
    return Check(f"{name}: {which}", HELD if holds else DROPPED, floor, figure.value)


def pinned(evaluation: Evaluation, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Floors from a run; sets that did not run keep theirs."""
    sets = dict((before or {}).get("sets", {}))
    for result in evaluation.results:
        figures = {figure.measure.name: _pin(figure) for figure in result.figures if not figure.measure.yardstick}
        sets[result.set] = {"data": dict(result.digests), "figures": figures}
    return {"about": ABOUT, "sets": sets}


def _pin(figure: Figure) -> dict[str, float]:
    room = tolerance(figure)
    # rounded away from the figure, so that it holds its own floor
    if figure.measure.better == HIGHER:
        floor = math.floor((figure.value - room) * 10_000) / 10_000
    else:
        floor = math.ceil((figure.value + room) * 10_000) / 10_000
    return {"floor": floor, "measured": round(figure.value, 4)}


def tolerance(figure: Figure) -> float:
    """How far a floor stands from its figure, in the figure's unit."""
    unit = figure.measure.unit
    return max(_ROOM[unit], _WHOLE[unit] / figure.cases if figure.cases else 0.0)


def write_floors(path: Path, floors: Mapping[str, Any]) -> None:
    """Write the file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)
