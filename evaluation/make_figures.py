"""Write the table of docs/reference/figures.md from floors.json: ``python evaluation/make_figures.py``.

What stands outside the two marks is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tocsin.evaluate.figures import HIGHER, shown
from tocsin.evaluate.floors import read_floors
from tocsin.evaluate.goldset import GoldSet
from tocsin.evaluate.sets import OWN, SETS

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "reference" / "figures.md"
BEGIN, END = "<!-- figures: written by evaluation/make_figures.py -->", "<!-- end of figures -->"


def table() -> str:
    """Every pinned figure in the order of the sets."""
    held = read_floors(HERE / "floors.json")["sets"]
    lines = ["| set | figure | ours | target | other coders | people |", "| --- | --- | --- | --- | --- | --- |"]
    for one in (*OWN, *SETS):
        lines += _rows(one, held.get(one.name, {"figures": {}})["figures"])
    return "\n".join(lines)


def _rows(one: GoldSet, figures: Mapping[str, Any]) -> Iterator[str]:
    for name, floor in figures.items():
        measure = one.measure(name)
        sign = "≥" if measure.better == HIGHER else "≤"
        target = f"{sign} {shown(measure.target, measure.unit)}" if measure.target is not None else ""
        cells = (one.name, name, shown(floor["measured"], measure.unit), target, measure.peers, measure.people)
        yield "| " + " | ".join(cells) + " |"


def main() -> None:
    """Put the table between the marks."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
