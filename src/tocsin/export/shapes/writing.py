"""Writes events in a shape, and counts what is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from tocsin.export.about import About
from tocsin.export.csv import cells_line
from tocsin.export.exported import Exported
from tocsin.export.shapes.acled import acled_cells
from tocsin.export.shapes.gdelt import gdelt_cells
from tocsin.export.shapes.hxl import hxl_cells
from tocsin.export.shapes.loss import LossReport
from tocsin.export.shapes.polecat import polecat_cells
from tocsin.export.shapes.shape import Cells, Shape, load_shape
from tocsin.export.shapes.ucdp import ucdp_cells

# A shape's cells of an event, or why there is no row for it.
SHAPES: Mapping[str, Callable[[Exported, Shape], Cells | str]] = {
    "acled": acled_cells,
    "ucdp": ucdp_cells,
    "gdelt": gdelt_cells,
    "polecat": polecat_cells,
    "hxl": hxl_cells,
}
NOT_HAPPENED = "no account says that it happened, and a row of this shape would"


class Shaped:
    """Writes rows of a shape. `everything`: also what no account says to have happened.

    `write` tells whether there was a row for the event; `report` is what was lost.
    """

    def __init__(self, out: IO[bytes], name: str, *, everything: bool = False) -> None:
        self._out, self._cells_of, self._everything = out, SHAPES[name], everything
        shape = load_shape(name)
        self.report = LossReport(shape)
        if shape.header:
            self._line(dict(zip(shape.columns, shape.columns, strict=True)))
        if shape.tags:
            self._line(dict(shape.tags))

    def write(self, one: Exported) -> bool:
        """Write one event, if the shape has a row for it."""
        if not one.event.happened and not self._everything:
            self.report.leave(NOT_HAPPENED)
            return False
        cells = self._cells_of(one, self.report.shape)
        if isinstance(cells, str):
            self.report.leave(cells)
            return False
        self._line(cells)
        self.report.take(one, cells)
        return True

    def finish(self, about: About) -> None:
        """Nothing comes after the last line."""

    def _line(self, cells: Cells) -> None:
        shape = self.report.shape
        line = cells_line((cells.get(name) for name in shape.columns), shape.delimiter)
        self._out.write((line + "\n").encode("utf8"))
