"""A correction: what somebody holds of one field, above what was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody holds of one field of an event or report, and what would stand there without it.

    `subject` is the id of the event or report that it was said of, and `judgement` that of the judgement. `value` is
    nothing where the field is held empty; `machine` are the values that were read, the consensus first.
    """

    judgement: str
    subject: str
    field: str
    value: Any
    machine: tuple[Any, ...]
    by: str
    human: bool
    why: str
    recorded_at: datetime
