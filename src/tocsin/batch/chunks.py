"""Items in chunks: small enough to share out evenly and to hold in memory, large enough to be worth sending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tocsin.flow.items import Item

MOST_ITEMS, MOST_BYTES = 8, 200_000


def chunks_of(items: Iterable[Item], most: int = MOST_ITEMS) -> Iterator[list[Item]]:
    """Items in order, at most `most` of them and about `MOST_BYTES` together."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += item.size
        if len(chunk) >= most or size >= MOST_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
