from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pytest
from worker_functions import doubled, minus

from tocsin.batch.chunks import MOST_BYTES, chunks_of
from tocsin.batch.pool import AHEAD, Pool
from tocsin.flow.items import Item


def chunked(numbers: list[int], size: int) -> list[list[int]]:
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]


@pytest.mark.parametrize("size", [1, 7])
def test_results_keep_their_order(size: int) -> None:
    numbers = [n for n in range(200, 230) if n % 100 != 13]
    pool: Pool[int, int] = Pool(2, doubled, minus)
    assert list(chain.from_iterable(pool.results(chunked(numbers, size)))) == [2 * n for n in numbers]


def test_crash_is_charged_to_its_item_alone() -> None:
    numbers = list(range(8, 18))
    pool: Pool[int, int] = Pool(2, doubled, minus)
    found = list(chain.from_iterable(pool.results(chunked(numbers, 4))))
    assert found == [-n if n == 13 else 2 * n for n in numbers]


def test_input_is_read_only_a_few_chunks_ahead() -> None:
    read: list[int] = []

    def feed() -> Iterator[list[int]]:
        for number in range(20, 90):
            read.append(number)
            yield [number]

    results = Pool(1, doubled, minus).results(feed())
    assert next(results) == [40]
    assert len(read) <= AHEAD + 1
    results.close()


def test_chunks_are_bounded_in_number_and_size() -> None:
    items = [Item(str(n), line=b"x" * (MOST_BYTES if n == 3 else 1)) for n in range(20)]
    chunks = list(chunks_of(items, 8))
    assert [item for chunk in chunks for item in chunk] == items
    assert [len(chunk) for chunk in chunks] == [4, 8, 8]
