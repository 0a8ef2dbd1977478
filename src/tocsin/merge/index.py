"""The index of known events: a telling finds the few it may belong to, in the same time however many there are."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterable, Iterator

from tocsin.merge.facts import Facts
from tocsin.merge.features import compatible
from tocsin.merge.keys import Key, home_keys, search_keys
from tocsin.merge.tellings import Telling

BLOCK = 64
"""Tellings that a block holds; the newest push out the oldest."""
MOST_CANDIDATES = 20
"""Tellings that are compared in full."""
CAPACITY = 40_000
"""Tellings that the index holds; beyond that the longest untouched are let go."""


class Index:
    """Tellings by block. Adding and asking take constant time; memory is bounded by `capacity`."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._tellings: OrderedDict[str, tuple[Telling, list[Key]]] = OrderedDict()
        self._blocks: dict[Key, deque[str]] = {}

    def __len__(self) -> int:
        return len(self._tellings)

    def __contains__(self, report: object) -> bool:
        return report in self._tellings

    def add(self, telling: Telling) -> list[Telling]:
        """Keep a telling under its first report's id; gives back those that were let go for it."""
        name, found = telling.facts.report, home_keys(telling.facts)
        self._tellings[name] = (telling, found)
        for key in found:
            self._blocks.setdefault(key, deque(maxlen=BLOCK)).append(name)
        gone = []
        while len(self._tellings) > self._capacity:
            gone.append(self.drop(next(iter(self._tellings))))
        return gone

    def drop(self, name: str) -> Telling:
        """Forget a telling."""
        telling, found = self._tellings.pop(name)
        for key in found:
            block = self._blocks.get(key)
            if block is not None:
                if name in block:
                    block.remove(name)
                if not block:
                    del self._blocks[key]
        return telling

    def get(self, name: str) -> Telling:
        """The telling whose first report has that id."""
        return self._tellings[name][0]

    def candidates(self, facts: Facts, most: int = MOST_CANDIDATES) -> list[Telling]:
        """Tellings of other articles that share a block with these facts, those that share most blocks first."""
        shared: Counter[str] = Counter()
        for key in search_keys(facts):
            shared.update(self._blocks.get(key, ()))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        found = (self._tellings[name][0] for name, _ in ranked)
        fitting = (t for t in found if t.facts.article != facts.article and compatible(t.facts.type, facts.type))
        return [t for t, _ in zip(fitting, range(most), strict=False)]


def candidates(tellings: Iterable[Telling], index: Index) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of a telling and a known one that may tell the same event."""
    for telling in tellings:
        for known in index.candidates(telling.facts):
            yield telling, known
