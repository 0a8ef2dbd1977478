"""Functions that worker processes can import."""

from __future__ import annotations

import os

CRASH = 13


def doubled(chunk: list[int]) -> list[int]:
    """Twice each number; a number that ends in 13 brings the process down."""
    for number in chunk:
        if number % 100 == CRASH:
            os._exit(1)
    return [2 * number for number in chunk]


def minus(number: int) -> int:
    """What stands for a number that crashed."""
    return -number
