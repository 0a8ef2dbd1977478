"""What the learned heads think of each word as an event's trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tocsin.annotate.encoder import Reading
from tocsin.model.annotated import Hint

LEAST_TYPE = 0.02
LEAST_ROLE = 0.05


def hints_of(reading: Reading, labels: Mapping[str, Sequence[str]], first: int) -> dict[int, Hint]:
    """Hints by document-wide token index; ``first`` is the index of the sentence's first token.

    A word that is no trigger of any type with a probability above .02 has none.
    """
    events, statuses = labels["events"], labels["statuses"]
    # Class 0 says that the word is no trigger.
    likely = np.flatnonzero((reading.event[:, 1:] > LEAST_TYPE).any(axis=1))
    return {first + int(word): _hint(reading, events, statuses, int(word), first) for word in likely}


def _hint(reading: Reading, events: Sequence[str], statuses: Sequence[str], word: int, first: int) -> Hint:
    types = {
        events[index]: round(float(score), 4)
        for index, score in enumerate(reading.event[word])
        if index and score > LEAST_TYPE
    }
    status = {name: round(float(score), 4) for name, score in zip(statuses, reading.status[word], strict=True)}
    scores = reading.role[:, word]
    roles = {
        first + int(other): (round(float(scores[0, other]), 4), round(float(scores[1, other]), 4))
        for other in np.flatnonzero((scores > LEAST_ROLE).any(axis=0))
    }
    return Hint(types, status, roles)
