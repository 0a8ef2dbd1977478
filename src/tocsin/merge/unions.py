"""Groups that grow together: a union of sets in which the smallest number stands for its group."""

from __future__ import annotations


class Unions:
    """Numbers 0 to n-1, each at first alone; `join` makes two groups one, `root` is the group's smallest number."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, item: int) -> int:
        """The smallest number of the group."""
        while self._parents[item] != item:
            self._parents[item] = self._parents[self._parents[item]]
            item = self._parents[item]
        return item

    def add(self) -> int:
        """A further number, alone at first."""
        self._parents.append(len(self._parents))
        return self._parents[-1]

    def join(self, one: int, other: int) -> None:
        """Make the groups of the two one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low
