"""From judgements to events: human above machine, the strongest first, nothing joined that somebody holds apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.merge.unions import Unions
from tocsin.model import Judgement, Verdict


class Opinions:
    """What people hold of pairs of reports; the last word on a pair counts, and it can be withdrawn."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._said: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            self.add(judgement)

    def __bool__(self) -> bool:
        return bool(self._said)

    def add(self, judgement: Judgement) -> None:
        """Take up a human judgement; a machine's is ignored."""
        if judgement.human:
            self._said[pair(judgement.left, judgement.right)].append(judgement)

    def withdraw(self, left: str, right: str) -> Judgement | None:
        """Take back the last judgement on a pair; what was said before it holds again."""
        said = self._said.get(pair(left, right))
        return said.pop() if said else None

    def apart(self, left: str, right: str) -> bool | None:
        """True for different or unsure, False for the same, None where nobody has said."""
        said = self._said.get(pair(left, right))
        return said[-1].verdict is not Verdict.SAME if said else None

    def standing(self) -> list[Judgement]:
        """The judgements that hold, one a pair, in the order in which pairs were first judged."""
        return [said[-1] for said in self._said.values() if said]


def pair(left: str, right: str) -> tuple[str, str]:
    """Two ids in a fixed order."""
    return (left, right) if left <= right else (right, left)


def partition(reports: Sequence[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """The groups of reports that tell one event each, in the order of their first report.

    Human 'same' first, then the machine's from the strongest to the weakest; a join that would bring together two
    reports which a person holds different, or is unsure of, is left out. Judgements on reports not given are ignored.
    """
    place = {report: i for i, report in enumerate(reports)}
    known = [j for j in judgements if j.left in place and j.right in place]
    human = Opinions(j for j in known if j.human).standing()
    held = _held_apart(human, place)
    unions = Unions(len(reports))
    members = {i: {i} for i in range(len(reports))}
    machine = [j for j in known if not j.human and j.verdict is Verdict.SAME]
    machine.sort(key=lambda j: (-(j.score or 0.0), pair(j.left, j.right)))
    for judgement in [j for j in human if j.verdict is Verdict.SAME] + machine:
        a, b = unions.root(place[judgement.left]), unions.root(place[judgement.right])
        if a == b or any(held.get(x, set()) & members[b] for x in members[a]):
            continue
        low, high = min(a, b), max(a, b)
        unions.join(low, high)
        members[low] |= members.pop(high)
    return [[reports[i] for i in sorted(group)] for _, group in sorted(members.items())]


def _held_apart(human: Iterable[Judgement], place: Mapping[str, int]) -> dict[int, set[int]]:
    held: dict[int, set[int]] = defaultdict(set)
    for judgement in human:
        if judgement.verdict is not Verdict.SAME:
            a, b = place[judgement.left], place[judgement.right]
            held[a].add(b)
            held[b].add(a)
    return held
