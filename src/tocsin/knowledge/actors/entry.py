"""What the actor book holds: entries with dated terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.who import Identity

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
NON_STATE = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])
# Only those who held public office become 'former officials' (ELI) when they leave it.
OFFICIAL = frozenset(["GOV", "MIL", "LEG", "JUD", "SPY", "COP"])

HIGHEST = frozenset(["president", "prime minister", "chancellor", "premier", "king", "queen", "emir", "supreme leader"])


def first_day(moment: str) -> str:
    """The first day, as an ISO string, of a year, month or day."""
    return {4: f"{moment}-01-01", 7: f"{moment}-01"}.get(len(moment), moment)


def last_day(moment: str) -> str:
    """A string no smaller than any ISO day within a year, month or day."""
    return {4: f"{moment}-12-31", 7: f"{moment}-31"}.get(len(moment), moment)


@dataclass(frozen=True, slots=True)
class Term:
    """One stretch of an entry's life: what it was, where, and from when to when.

    Dates are ISO years, months or days; both ends count.

    `since` or `until` is empty where the stretch is open or its end is not known.
    """

    sectors: tuple[str, ...] = ()
    country: str | None = None
    hosts: tuple[str, ...] = ()
    role: str = ""
    since: str = ""
    until: str = ""

    def holds(self, on: date) -> bool:
        """Whether the term covers the day."""
        return not self.begins_after(on) and not self.ended_before(on)

    def begins_after(self, on: date) -> bool:
        """Whether the term starts later than the day."""
        return bool(self.since) and first_day(self.since) > on.isoformat()

    def ended_before(self, on: date) -> bool:
        """Whether the term was over before the day."""
        return bool(self.until) and last_day(self.until) < on.isoformat()


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor: a country, institution, person, group or organisation, with all its names and terms."""

    id: str
    name: str
    kind: str
    terms: tuple[Term, ...]
    names: tuple[str, ...] = ()

    @property
    def country(self) -> str | None:
        """The country or PLOVER code of the first term that has one."""
        return next((term.country for term in self.terms if term.country), None)

    def term_on(self, on: date | None) -> Term | None:
        """The term that holds on the day; without a day, the highest office, else the last term."""
        if on is None:
            last = self.terms[-1] if self.terms else None
            return next((term for term in reversed(self.terms) if term.role in HIGHEST), last)
        return next((term for term in reversed(self.terms) if term.holds(on)), None)

    def last_ended(self, on: date) -> Term | None:
        """The term that ended last before the day."""
        ended = [term for term in self.terms if term.ended_before(on)]
        return max(ended, key=lambda term: last_day(term.until), default=None)

    def lately(self, on: date | None, years: int = 5) -> bool:
        """Whether a term holds on the day or ended in the years before it; always, without a day."""
        ended = self.last_ended(on) if on else None
        return on is None or self.term_on(on) is not None or bool(ended and int(ended.until[:4]) >= on.year - years)

    def identity(self, on: date | None = None) -> Identity:
        """Who this is on a day; a person whose office has ended is a former official (ELI)."""
        term = self.term_on(on)
        if term:
            country, status = term.country or self.country, "current" if self.kind == "person" and on else None
            return Identity(country, self._sectors(term, on), self.id, self.name, term.role or None, status)
        ended = self.last_ended(on) if on else None
        if ended is None:
            sectors = self.terms[0].sectors if self.terms and self.kind != "person" else ()
            return Identity(self.country, sectors, self.id, self.name)
        if self.kind != "person":
            return Identity(ended.country, ended.sectors, self.id, self.name)
        sectors = ("ELI",) if OFFICIAL & set(ended.sectors) else ended.sectors
        return Identity(ended.country, sectors, self.id, self.name, ended.role or None, "former")

    def _sectors(self, term: Term, on: date | None) -> tuple[str, ...]:
        """The term's sectors; without a day, those of the other terms follow."""
        if on is not None or self.kind == "person":
            return term.sectors
        return tuple(dict.fromkeys(sector for each in (term, *reversed(self.terms)) for sector in each.sectors))
