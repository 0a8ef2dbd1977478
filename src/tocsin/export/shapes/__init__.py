"""Events in the shapes of other projects' tables, each with a report of what the shape cannot hold.

A file of YAML a shape tells the columns in file order, what each holds or why it stays empty, and what is lost; the
crosswalks of types are YAML too. Nothing is invented: what an event does not have stays an empty cell.
"""

from tocsin.export.shapes.loss import LossReport
from tocsin.export.shapes.shape import Shape, load_shape
from tocsin.export.shapes.writing import SHAPES, Shaped

__all__ = ["SHAPES", "LossReport", "Shape", "Shaped", "load_shape"]
