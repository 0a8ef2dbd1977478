"""The index of known events: a telling finds the few it may belong to, in the same time however many there are."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from tocsin.merge.facts import Facts
from tocsin.merge.features import compatible
from tocsin.merge.keys import Key, home_keys, search_keys, week_of
from tocsin.merge.tellings import Telling

BLOCK = 64
"""Tellings that a block holds; the newest push out the oldest."""
MOST_CANDIDATES = 20
"""Tellings that are compared in full."""
CAPACITY = 40_000
"""Tellings that the index holds; beyond that the longest untouched are let go."""


Load = Callable[[Collection[str]], Iterable[Telling]]
"""Gives the tellings of those names, as far as they can be had, and with them any others that come at no cost."""


class Index:
    """Tellings by block. Adding and asking take constant time; memory is bounded by `capacity`.

    Tellings of an earlier run are known by name until somebody asks in one of their weeks; that they were not loaded
    before makes no difference to any answer.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity, self.dropped = capacity, 0
        self._tellings: OrderedDict[str, tuple[Telling, list[Key]] | None] = OrderedDict()
        self._blocks: dict[Key, deque[str]] = {}
        self._expected: dict[str, list[str]] = {}
        self._load: Load = lambda _names: ()

    def __len__(self) -> int:
        return len(self._tellings)

    def __contains__(self, report: object) -> bool:
        return report in self._tellings

    def expect(self, names: Mapping[str, Collection[str]], load: Load) -> None:
        """Keep tellings that are loaded when they are asked for: names, the oldest first, with the weeks under which

        each may be kept. Only an empty index takes them; of more than the capacity the newest.
        """
        assert not self._tellings
        self._load = load
        kept = list(names)[max(0, len(names) - self.capacity) :]
        self._tellings.update(dict.fromkeys(kept))
        for name in kept:
            for week in names[name]:
                self._expected.setdefault(week, []).append(name)

    def add(self, telling: Telling) -> list[str]:
        """Keep a telling under its first report's id; gives back the names of those that were let go for it."""
        name, found = telling.facts.report, home_keys(telling.facts)
        self._have(found)
        self._tellings[name] = (telling, found)
        for key in found:
            self._enter(key, name)
        gone = []
        while len(self._tellings) > self.capacity:
            gone.append(next(iter(self._tellings)))
            self.drop(gone[-1])
        return gone

    def drop(self, name: str) -> None:
        """Forget a telling; `dropped` counts them."""
        kept = self._tellings.pop(name)
        self.dropped += 1
        for key in kept[1] if kept is not None else ():
            block = self._blocks.get(key)
            if block is not None:
                if name in block:
                    block.remove(name)
                if not block:
                    del self._blocks[key]

    def get_many(self, names: Iterable[str]) -> list[Telling]:
        """The tellings whose first reports have those ids; without any that can be had no longer."""
        names = list(names)
        self._take(names)
        return [kept[0] for name in names if (kept := self._tellings.get(name)) is not None]

    def candidates(self, facts: Facts, most: int = MOST_CANDIDATES) -> list[Telling]:
        """Tellings of other articles that share a block with these facts, those that share most blocks first."""
        shared, keys = Counter[str](), search_keys(facts)
        self._have(keys)
        for key in keys:
            if (block := self._blocks.get(key)) is not None:
                shared.update(block)
        found = (kept[0] for name in _by_count(shared) if (kept := self._tellings[name]) is not None)
        fitting = (t for t in found if t.facts.article != facts.article and compatible(t.facts.type, facts.type))
        return [t for t, _ in zip(fitting, range(most), strict=False)]

    def _enter(self, key: Key, name: str) -> None:
        self._blocks.setdefault(key, deque(maxlen=BLOCK)).append(name)

    def _have(self, keys: Iterable[Key]) -> None:
        """Fill the blocks of the keys' weeks with what was expected there."""
        weeks = sorted({week_of(key) for key in keys} & self._expected.keys())
        if not weeks:
            return
        expected = {week: self._expected.pop(week) for week in weeks}
        self._take([name for names in expected.values() for name in names])
        # a block belongs to one week, and gets its names in the order in which they were told
        for week, names in expected.items():
            for name in names:
                kept = self._tellings.get(name)
                for key in kept[1] if kept is not None else ():
                    if week_of(key) == week:
                        self._enter(key, name)

    def _take(self, names: Iterable[str]) -> None:
        """Load tellings that are expected; those that can be had no longer are forgotten."""
        missing = [n for n in dict.fromkeys(names) if n in self._tellings and self._tellings[n] is None]
        for telling in self._load(missing) if missing else ():
            name = telling.facts.report
            if name in self._tellings and self._tellings[name] is None:
                self._tellings[name] = (telling, home_keys(telling.facts))
        for name in missing:
            if self._tellings[name] is None:
                del self._tellings[name]


def candidates(tellings: Iterable[Telling], index: Index) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of a telling and a known one that may tell the same event."""
    for telling in tellings:
        for known in index.candidates(telling.facts):
            yield telling, known


def _by_count(shared: Mapping[str, int]) -> Iterator[str]:
    """The names with the highest counts first, those of one count by name; few are asked for, so few are sorted."""
    by_count: dict[int, list[str]] = {}
    for name, count in shared.items():
        by_count.setdefault(count, []).append(name)
    for count in sorted(by_count, reverse=True):
        yield from sorted(by_count[count])
