"""What a store holds of earlier merging, brought back: the newest to be compared with, the rest as it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from tocsin.merge import Facts, Merger, Past, facts_of, home_weeks
from tocsin.model import Judgement
from tocsin.store import FirstTold, Store

BATCH = 2000
"""Reports that are brought back together."""
ARTICLES = 100
"""Articles whose readings are in memory together."""


class Recall:
    """Makes known to a merger what the store holds, as of the moment when this was made.

    What it brings back is what an uninterrupted run would know; when it is brought back makes no difference.
    """

    def __init__(self, store: Store, merger: Merger) -> None:
        self._store, self._merger, self._resumed = store, merger, False
        self._at, self._last = store.moment(), store.tellings.last()
        held = (stored.judgement for stored in store.judgements.human())
        merger.recall({}, [judgement for judgement in held if isinstance(judgement, Judgement)])

    def resume(self, new: Collection[str] = ()) -> None:
        """Bring back the newest tellings, as many as anything is compared with; `new` are reports yet to be merged."""
        if self._resumed:
            return
        self._resumed = True
        found, tellings = list[Past](), 0
        for told in self._store.tellings.backwards(self._last, BATCH):
            places = {report: place for one in told for report, place in one.places.items()}
            # what came later was brought back before
            self._bring(places, new, later=False)
            found += [_past(one) for one in told]
            tellings += sum(len(self._merger.tellings_of(tuple(one.places))) for one in told)
            if tellings >= self._merger.capacity:
                break
        self._merger.expect(found[::-1], self._facts)

    def reports(self, reports: Iterable[str], new: Collection[str] = ()) -> None:
        """Bring back reports that the merger does not know, with all that judgements hold together with them."""
        wanted = self._unknown(reports, new)
        if wanted:
            self._bring(self._store.tellings.places(wanted), new)

    def _bring(self, places: Mapping[str, int], new: Collection[str], *, later: bool = True) -> None:
        found = {report: places[report] for report in self._unknown(places, new)}
        known, judged = dict[str, int](), dict[int, Judgement]()
        while found:
            known.update(found)
            joining = self._store.tellings.joining(found, later=later)
            judged.update(joining)
            others = {end for j in joining.values() for end in (j.left, j.right)} | self._merger.partners(found)
            wanted = self._unknown(others, new) - known.keys()
            found, later = self._store.tellings.places(wanted) if wanted else {}, True
        if known:
            self._merger.recall(known, judged.values())

    def _unknown(self, reports: Iterable[str], new: Collection[str]) -> set[str]:
        return {report for report in reports if report not in new and self._merger.event_of(report) is None}

    def _facts(self, wanted: Collection[Past]) -> Iterator[tuple[Past, Sequence[Facts]]]:
        """What articles were read as at the moment when this was made; what was written since is not of the past."""
        coming = iter(wanted)
        while some := list(islice(coming, ARTICLES)):
            readings = self._store.tellings.readings({one.article for one in some}, self._at)
            for one in some:
                if one.article in readings:
                    told = set(one.reports)
                    yield one, [facts for facts in facts_of(readings[one.article]) if facts.report in told]


def _past(told: FirstTold) -> Past:
    weeks = frozenset[str]().union(*(home_weeks(*days) for days in told.days))
    return Past(told.article, tuple(told.places), weeks)
