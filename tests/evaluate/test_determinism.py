"""The same input gives the same bytes, whatever the number of workers and the order."""

from __future__ import annotations

import importlib.util

import pytest
from material import ROOT


@pytest.mark.slow
def test_output_does_not_depend_on_workers_or_order() -> None:
    spec = importlib.util.spec_from_file_location("determinism", ROOT / "benchmarks" / "determinism.py")
    assert spec is not None
    assert spec.loader is not None
    determinism = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(determinism)
    ways = determinism.differing(determinism.texts(None, 40))
    assert {name: articles for name, articles in ways.items() if articles} == {}
