from __future__ import annotations

from itertools import combinations

import pytest
from invented import elsewhere, facts

from tocsin.merge import score, weights
from tocsin.merge.scoring import odds_above

TOLD = [
    facts("one"),
    facts("two"),
    elsewhere("three"),
    facts("four", type="PROTEST", sentence={}, distinct={}),
    facts("five", another=True, towns=frozenset(), places=()),
]


@pytest.mark.parametrize("least", [-100.0, -6.0, -3.0, 0.0, 2.0, 5.0])
def test_a_verdict_before_the_end_is_that_of_the_end(least):
    settled = 0
    for one, other in combinations(TOLD, 2):
        for model in (weights().across, weights().within):
            found, odds = odds_above(one, other, model, least), score(one, other, model).odds
            assert found == odds if found is not None else odds < least
            settled += found is None
    assert settled == 0 if least < -50 else settled > 0
