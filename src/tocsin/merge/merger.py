"""Online merging: articles come in, their reports join known events or found new ones; people overrule, and undo."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.merge.facts import Facts
from tocsin.merge.index import CAPACITY, Index
from tocsin.merge.judging import Opinions, pair, partition
from tocsin.merge.keys import home_weeks
from tocsin.merge.past import FactsOf, Past
from tocsin.merge.scoring import Model, ScoredPair, odds_above, score, weights
from tocsin.merge.tellings import Telling, combined, seen_together, tellings
from tocsin.model import Judgement, Verdict

MACHINE = "machine"
CLEARLY = 0.7
"""Log odds by which the best event must fit better than the next, or lose the difference."""
HOPELESS = -3.0
"""Log odds below which an event does not come into question."""
UNSURE_BELOW = 1.5
"""Log odds below the threshold down to which a pair is put before people."""
REPRESENTATIVES = 8
"""Tellings of an event that a new one is compared with."""
MOST_ASKED = 200
"""Reports of an event of which it is asked whether a person holds a new one apart from them."""
LEAST_APART, MOST_APART, APART = 1.0, 4.0, 0.8
"""Bounds of the log odds by which a second telling of one article must fit better to join the event of the first, and
the share in them of what speaks against the two being one."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a telling fits an event: log odds against all its tellings together (`known`)."""

    odds: float
    event: str
    known: Facts


class Merger:
    """The events of a stream of reports.

    Reports must come article by article; the same stream gives the same events. `judgements` of the machine explain
    every join, and those marked unsure wait for a person.
    """

    def __init__(self, capacity: int = CAPACITY, model: Model | None = None) -> None:
        self._model = model or weights()
        self._index = Index(capacity)
        self._opinions = Opinions()
        self._links: dict[str, list[Judgement]] = defaultdict(list)
        self._event_of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._minted: dict[str, int] = {}
        self._heads: dict[str, list[str]] = defaultdict(list)
        self._gone: set[str] = set()
        self._wholes: dict[str, tuple[tuple[int, int], Facts]] = {}
        self._past: dict[str, tuple[Past, list[list[str]]]] = {}
        self._recalled: list[str] = []
        self._count = 0

    @property
    def capacity(self) -> int:
        """How many tellings at most are kept to be compared with."""
        return self._index.capacity

    def add(self, reports: Sequence[Facts], places: Mapping[str, int] | None = None) -> list[Judgement]:
        """Take up all reports of one article; gives the machine's judgements on them.

        Reports that are known already are left as they are. `places` are the reports' places in the order of all
        tellings, by default the next ones.
        """
        fresh = [f for f in reports if f.report not in self._event_of]
        made: list[Judgement] = []
        self._found({f.report: (places or {}).get(f.report, self._count + i) for i, f in enumerate(fresh)})
        found = [self._ordered(t) for t in tellings(fresh, self._opinions.apart, self._model.within)]
        found.sort(key=lambda telling: self._place(telling.facts.report))
        for telling in found:
            self._heads[f"e{telling.facts.report[1:]}"].append(telling.facts.report)
            made += self._inside(telling)
        made += self._across(found)
        gone = [name for telling in found for name in self._index.add(telling)]
        for judgement in made:
            self._link(judgement)
        self._enter(found, made)
        # only now: what has just got a new telling lives on
        for name in gone:
            self._past.pop(name, None)
            if name in self._event_of:
                self._let_go(self._event_of[name])
        return made

    def _known(self, event: str) -> list[Telling]:
        return self._index.get_many(self._chosen(event))

    def _chosen(self, event: str) -> list[str]:
        """The first reports of the tellings that stand for an event."""
        heads = [h for h in self._heads[event] if h in self._index]
        return heads[: REPRESENTATIVES // 2] + heads[REPRESENTATIVES // 2 :][-REPRESENTATIVES // 2 :]

    def _across(self, found: Sequence[Telling]) -> list[Judgement]:
        """What the machine holds of the tellings of one article and known events, the surest first, one each."""
        fits = [(fit, t) for t in found for fit in self._clear(self._fits(t))]
        fits.sort(key=lambda item: (-item[0].odds, item[1].facts.order, item[0].event))
        made: list[Judgement] = []
        settled: set[str] = set()
        taken: dict[str, list[Telling]] = defaultdict(list)
        for fit, telling in fits:
            margin = self._model.across.margin + self._apart_by(telling, taken[fit.event])
            if telling.facts.report in settled or fit.odds < margin - UNSURE_BELOW:
                continue
            settled.add(telling.facts.report)
            verdict = Verdict.SAME if fit.odds >= margin else Verdict.UNSURE
            made.append(_judgement(fit.odds, self._best(telling, fit.event), verdict))
            if fit.odds >= margin:
                taken[fit.event].append(telling)
        return made

    def _apart_by(self, telling: Telling, taken: Sequence[Telling]) -> float:
        """Log odds by which a telling must fit better because its article tells that event already in other words."""
        if not taken:
            return 0.0
        within = max(score(telling.facts, t.facts, self._model.within).odds for t in taken) - self._model.within.margin
        return min(MOST_APART, max(LEAST_APART, -within * APART))

    def _enter(self, found: Sequence[Telling], made: Sequence[Judgement]) -> None:
        """Put new tellings where they were judged to belong; only people's judgements make anything else move."""
        own = {r.report for t in found for r in t.reports}
        # what is joined inside the article goes by its first report, as it does when it is restored
        joined = {j.left: self._event_of[j.right] for j in made if j.verdict is Verdict.SAME and j.right not in own}
        held = {r for r in own if any(j.human for j in self._links.get(r, ()))}
        entered = set[str]()
        for telling in found:
            names = [r.report for r in telling.reports]
            if held.intersection(names):
                continue
            for name in names:
                self._members.pop(f"e{name[1:]}")
            heads = self._heads.pop(f"e{names[0][1:]}")
            event = joined.get(names[0], f"e{names[0][1:]}")
            entered.add(event)
            self._heads[event] += heads
            self._event_of.update(dict.fromkeys(names, event))
            self._members.setdefault(event, []).extend(names)
        for event in entered:
            # an article may tell an event twice, with another between
            self._members[event].sort(key=self._place)
        # last, because with them is settled whatever else of the article came to their events
        self._settle(held)

    def judge(self, judgement: Judgement) -> None:
        """Take up a person's judgement and settle the events that it touches."""
        self._opinions.add(judgement)
        self._link(judgement)
        self._settle({judgement.left, judgement.right})

    def withdraw(self, left: str, right: str) -> None:
        """Take back the last human judgement on two reports and settle the events that it touches."""
        taken = self._opinions.withdraw(left, right)
        if taken is None:
            return
        for report in (left, right):
            if taken in self._links[report]:
                self._links[report].remove(taken)
        self._settle({left, right})

    def forget(self, reports: Iterable[str]) -> None:
        """Take reports out, as when their article was replaced by a later version or erased.

        The events keep their ids and their other reports; nothing new is compared with what is gone.
        """
        for report in reports:
            if report in self._event_of:
                self._gone.add(report)
            if report in self._index:
                self._index.drop(report)

    def restore(self, articles: Iterable[Sequence[Facts]], judgements: Iterable[Judgement]) -> None:
        """Take up what is known already, as it was judged, without scoring anything anew; articles in their order."""
        facts, told = dict[str, Sequence[Facts]](), list[Past]()
        for reports in articles:
            weeks = {week for f in reports for week in home_weeks(f.earliest, f.latest, f.published)}
            told.append(Past(str(len(told)), tuple(f.report for f in reports), frozenset(weeks)))
            facts[told[-1].article] = reports
        self.recall({id: place for place, id in enumerate(id for one in told for id in one.reports)}, judgements)
        self.expect(told, lambda wanted: [(one, facts[one.article]) for one in wanted])

    def recall(self, reports: Mapping[str, int], judgements: Iterable[Judgement]) -> None:
        """Take up reports that were merged before, with their places in the order of all tellings, as it was judged.

        `judgements` are all that hold them together, and all human ones; with a report come all others that these hold
        together with it. Nothing new is compared with what was only recalled, until `release` lets it go again.
        """
        for judgement in judgements:
            self._opinions.add(judgement)
            self._link(judgement)
        fresh = {id: place for id, place in reports.items() if id not in self._event_of}
        self._found(fresh)
        self._settle(set(fresh))
        self._recalled += fresh

    def expect(self, told: Sequence[Past], facts_of: FactsOf) -> None:
        """Compare what is new with what was told, too, in its order, as far as the capacity goes; facts are asked for

        when they are needed. The reports must have been recalled; those that do not fit in are let go.
        """
        weeks = dict[str, Collection[str]]()
        for one in told:
            parts = self.tellings_of(one.reports)
            for part in parts:
                self._past[part[0]] = (one, parts)
                weeks[part[0]] = one.weeks
        self._index.expect(weeks, lambda names: self._loaded(names, facts_of))
        for name in weeks:
            if name in self._index:
                self._heads[self._event_of[name]].append(name)
            else:
                del self._past[name]
        self.release()

    def release(self) -> None:
        """Let go what was recalled and is of no event that anything new is compared with."""
        recalled, self._recalled = self._recalled, []
        for event in {event for report in recalled if (event := self._event_of.get(report)) is not None}:
            self._let_go(event)

    def tellings_of(self, reports: Sequence[str]) -> list[list[str]]:
        """The reports of one article grouped as they were judged, in their order."""
        judged = {id(j): j for report in reports for j in self._links.get(report, ())}
        return partition(reports, judged.values())

    def partners(self, reports: Iterable[str]) -> set[str]:
        """Reports that people hold to be one with these or not, and that are not known."""
        held = (j for report in reports for j in self._links.get(report, ()) if j.human)
        return {other for j in held for other in (j.left, j.right) if other not in self._event_of}

    def event_of(self, report: str) -> str | None:
        """The id of the event that a report tells, if it is known."""
        return self._event_of.get(report)

    def current(self, event: str) -> str | None:
        """The id under which an event is known now: itself, or what it was merged into."""
        return self._event_of.get(f"r{event[1:]}")

    def events(self) -> dict[str, tuple[str, ...]]:
        """Event ids to the ids of their reports, in the order in which events were minted."""
        ordered = sorted(self._members, key=lambda e: self._minted[e])
        found = {e: tuple(r for r in self._members[e] if r not in self._gone) for e in ordered}
        return {event: reports for event, reports in found.items() if reports}

    def members(self, event: str) -> tuple[str, ...]:
        """The ids of an event's reports; none where the event is not known under that id."""
        return tuple(self._members.get(event, ()))

    def redirects(self) -> dict[str, str]:
        """Ids that no longer stand for themselves, to those that took them over."""
        found = ((e, self.current(e)) for e in self._minted)
        return {e: now for e, now in found if now is not None and now != e}

    def why(self, event: str) -> list[Judgement]:
        """All judgements on the reports of an event."""
        seen = {id(j): j for r in self._members.get(event, ()) for j in self._links.get(r, ())}
        return list(seen.values())

    def _fits(self, telling: Telling) -> list[_Fit]:
        by_event: dict[str, list[Telling]] = defaultdict(list)
        for known in self._index.candidates(telling.facts):
            by_event[self._event_of[known.facts.report]].append(known)
        # those of an earlier run are best had together
        self._index.get_many([h for event in by_event for h in self._chosen(event)])
        return [fit for event in by_event if (fit := self._fit(telling, event)) is not None]

    def _fit(self, telling: Telling, event: str) -> _Fit | None:
        """How well a telling fits an event; nothing where it does not come into question."""
        if self._opinions and self._held_apart(telling, event):
            return None
        whole = self._whole(event)
        odds = None if whole is None else odds_above(telling.facts, whole, self._model.across, HOPELESS)
        return None if whole is None or odds is None else _Fit(odds, event, whole)

    def _held_apart(self, telling: Telling, event: str) -> bool:
        members = self._members[event][:MOST_ASKED]
        return any(self._opinions.apart(r.report, m) for r in telling.reports for m in members)

    def _best(self, telling: Telling, event: str) -> ScoredPair:
        """The pair that explains best why a telling is of an event."""
        best, most = None, -math.inf
        for known in sorted(self._known(event), key=lambda known: known.facts.report):
            odds = odds_above(telling.facts, known.facts, self._model.across, most)
            if odds is not None and odds >= most:
                best, most = known, odds
        assert best is not None
        return score(telling.facts, best.facts, self._model.across)

    def _whole(self, event: str) -> Facts | None:
        """All that an event's tellings say."""
        stands = (len(self._heads[event]), self._index.dropped)
        if (kept := self._wholes.get(event)) is not None and kept[0] == stands:
            return kept[1]
        known = self._known(event)
        if not known:
            return None
        self._wholes[event] = (stands, whole := combined([k.facts for k in known]))
        return whole

    def _clear(self, fits: list[_Fit]) -> list[_Fit]:
        """The fits, each lowered where another event fits nearly as well.

        Two events that could themselves be one are no rivals.
        """
        ranked = sorted(fits, key=lambda f: -f.odds)
        rival = next((f for f in ranked[1:] if f.odds >= HOPELESS and not self._may_be_one(ranked[0], f)), None)
        if rival is None:
            return fits
        lowered = max(0.0, CLEARLY - (ranked[0].odds - rival.odds))
        return [replace(f, odds=f.odds - (lowered if f is ranked[0] else CLEARLY)) for f in fits]

    def _may_be_one(self, one: _Fit, other: _Fit) -> bool:
        least = self._model.across.margin - UNSURE_BELOW
        odds = odds_above(one.known, other.known, self._model.across, least)
        return odds is not None and odds >= least

    def _found(self, places: Mapping[str, int]) -> None:
        """Let each of these reports found an event of its own."""
        for report, place in places.items():
            event = f"e{report[1:]}"
            self._event_of[report] = event
            self._members[event] = [report]
            self._minted[event] = place
            self._count = max(self._count, place + 1)

    def _place(self, report: str) -> int:
        """The place of a report in the order of all tellings."""
        return self._minted[f"e{report[1:]}"]

    def _ordered(self, telling: Telling) -> Telling:
        """The telling with its reports in the order of all tellings."""
        ordered = tuple(sorted(telling.reports, key=lambda f: self._place(f.report)))
        if ordered == telling.reports:
            return telling
        return Telling(ordered, replace(combined(ordered), alone=telling.facts.alone))

    def _inside(self, telling: Telling) -> list[Judgement]:
        first = telling.reports[0]
        out = []
        for other in telling.reports[1:]:
            scored = score(first, other, self._model.within)
            why = f"one article tells both: {scored.in_words()}"
            out.append(
                Judgement(first.report, other.report, Verdict.SAME, MACHINE, False, why, scored.odds, scored.features)
            )
        return out

    def _link(self, judgement: Judgement) -> None:
        for report in pair(judgement.left, judgement.right):
            self._links[report].append(judgement)

    def _settle(self, reports: set[str]) -> None:
        """Settle anew the events that are linked to these reports."""
        todo, seen = [r for r in reports if r in self._event_of], set()
        while todo:
            event = self._event_of[todo.pop()]
            if event in seen:
                continue
            seen.add(event)
            for member in self._members[event]:
                todo += [
                    o
                    for j in self._links[member]
                    for o in (j.left, j.right)
                    if self._event_of.get(o, event) not in seen
                ]
        members = sorted((r for e in seen for r in self._members[e]), key=self._place)
        heads = [h for e in seen for h in self._heads.pop(e, [])]
        for event in seen:
            del self._members[event]
            self._wholes.pop(event, None)
        judged = {id(j): j for r in members for j in self._links[r]}
        for group in partition(members, judged.values()):
            event = f"e{group[0][1:]}"
            self._members[event] = group
            self._event_of.update(dict.fromkeys(group, event))
        for head in sorted(heads, key=self._place):
            self._heads[self._event_of[head]].append(head)

    def _unlink(self, report: str) -> None:
        """Forget what the machine held of a report; what people hold counts when it is recalled, too."""
        human = [j for j in self._links.pop(report, ()) if j.human]
        if human:
            self._links[report] = human

    def _loaded(self, names: Collection[str], facts_of: FactsOf) -> Iterator[Telling]:
        """Tellings that were expected, with all others of the readings that told them."""
        parts = dict(self._past.pop(name) for name in names)
        for one, facts in facts_of(parts):
            by_id = {f.report: f for f in facts}
            if by_id.keys() >= set(one.reports):
                found = [tuple(by_id[id] for id in part) for part in parts[one]]
                # as when they were first taken up: what is compared with them later must not know of the interruption
                yield from seen_together([Telling(reports, combined(reports)) for reports in found])

    def _let_go(self, event: str) -> None:
        """Forget an event whose tellings have all left the index; it is settled, and lives on in the store only."""
        if any(h in self._index for h in self._heads.get(event, ())):
            return
        for report in self._members.pop(event):
            self._gone.discard(report)
            del self._event_of[report]
            self._minted.pop(f"e{report[1:]}", None)
            self._unlink(report)
        self._heads.pop(event, None)
        self._wholes.pop(event, None)


def _judgement(odds: float, best: ScoredPair, verdict: Verdict) -> Judgement:
    return Judgement(best.left, best.right, verdict, MACHINE, False, best.in_words(), round(odds, 4), best.features)
