"""The evaluation as one table: rich on a terminal, plain columns elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tocsin.evaluate.figures import HIGHER, Evaluation, Figure, SetResult, shown
from tocsin.evaluate.floors import DROPPED, SKIPPED, Check

HEADS = ("set", "figure", "value", "target", "floor", "other coders", "people")
_DIGITS = 12
_GAP = "  "


def rows(evaluation: Evaluation, checks: Sequence[Check] = ()) -> list[tuple[str, ...]]:
    """One row a figure, in the order of `HEADS`."""
    floors = {check.key: check.floor for check in checks}
    return [_row(figure, floors.get(figure.key)) for figure in evaluation.figures]


def _row(figure: Figure, floor: float | None) -> tuple[str, ...]:
    measure = figure.measure
    sign = "≥" if measure.better == HIGHER else "≤"
    target = f"{sign} {shown(measure.target, measure.unit)}" if measure.target is not None else ""
    missed = measure.target is not None and not measure.holds(round(figure.value, 6), measure.target)
    value = shown(figure.value, measure.unit) + (" !" if missed else "")
    bound = f"{sign} {shown(floor, measure.unit)}" if floor is not None else ""
    return figure.set, measure.name, value, target, bound, measure.peers, measure.people


def plain(evaluation: Evaluation, checks: Sequence[Check] = ()) -> str:
    """The table as text: figures, then data, then floors that did not hold and the count of those skipped."""
    table = [HEADS, *rows(evaluation, checks)]
    widths = [max(len(row[i]) for row in table) for i in range(len(HEADS))]
    lines = [_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([*lines, "", *data_lines(evaluation), *floor_lines(checks)])


def data_lines(evaluation: Evaluation) -> Iterator[str]:
    """One line a set: documents, seconds, files with the first digits of their SHA-256; then what is absent."""
    for result in evaluation.results:
        yield _data_line(result)
    for name, reason in evaluation.absent.items():
        yield f"{name}: absent; {reason}"
    yield f"{len(evaluation.results)} sets in {evaluation.seconds:.0f} s; '!' marks a figure short of its target"


def _data_line(result: SetResult) -> str:
    files = ", ".join(f"{name} sha256 {sha[:_DIGITS]}" for name, sha in result.digests.items())
    failed = f", {result.failed} not coded" if result.failed else ""
    return f"{result.set}: {result.documents} documents{failed}, {result.seconds:.1f} s; {files}"


def floor_lines(checks: Sequence[Check]) -> Iterator[str]:
    """Floors that dropped or were skipped, and last how many were skipped."""
    if not checks:
        return
    for check in checks:
        if check.state == DROPPED:
            found = "nothing" if check.value is None else f"{check.value:.4g}"
            why = f" ({check.reason})" if check.reason else ""
            yield f"DROPPED {check.key}: {found}, floor {check.floor:.4g}{why}"
        elif check.state == SKIPPED:
            yield f"SKIPPED {check.key}: {check.reason}"
    held = sum(check.state not in (DROPPED, SKIPPED) for check in checks)
    yield f"{held} floors held, {sum(check.state == DROPPED for check in checks)} dropped"
    yield f"{sum(check.state == SKIPPED for check in checks)} floors skipped"


def as_dict(evaluation: Evaluation, checks: Sequence[Check] = ()) -> dict[str, Any]:
    """The same for programs."""
    return {
        "seconds": round(evaluation.seconds, 1),
        "sets": [
            {
                "set": result.set,
                "documents": result.documents,
                "not_coded": result.failed,
                "seconds": round(result.seconds, 1),
                "data": dict(result.digests),
                "figures": [_figure(figure) for figure in result.figures],
            }
            for result in evaluation.results
        ],
        "absent": dict(evaluation.absent),
        "floors": [
            {"figure": c.key, "state": c.state, "floor": c.floor, "value": c.value, "reason": c.reason} for c in checks
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    measure = figure.measure
    return {
        "name": measure.name,
        "value": round(figure.value, 4),
        "unit": measure.unit,
        "better": measure.better,
        "target": measure.target,
        "peers": measure.peers,
        "people": measure.people,
        "cases": figure.cases,
    }
