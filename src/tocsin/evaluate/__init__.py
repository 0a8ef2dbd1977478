"""Gold sets, the scorers of the bench, and pinned floors."""

from tocsin.evaluate.command import run_cli
from tocsin.evaluate.figures import Evaluation, Figure, Measure, SetResult
from tocsin.evaluate.run import evaluate

__all__ = ["Evaluation", "Figure", "Measure", "SetResult", "evaluate", "run_cli"]
