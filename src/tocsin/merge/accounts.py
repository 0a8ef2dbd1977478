"""An account: one report's telling of an event, with who says it and through whom it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.merge.wording import sentence_bounds, stems
from tocsin.model import Account, Attribution, Origin, Party, Reading, Report

_EMPTY_WORDS = frozenset(
    "the a an of and 's said spokesman spokeswoman official offici senior minist ministri statement source".split()
)

_MEDICAL = frozenset("medic doctor hospit health ambul clinic nurs morgu surgeon".split())


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event in its reading, and the origin of the article's text."""

    reading: Reading
    report: Report
    origin: Origin

    @property
    def order(self) -> tuple[str, str, int]:
        """By time of publication, article, and place in the article."""
        published = self.reading.article.published
        return (published.value if published else "9", self.reading.article.id, self.report.triggers[0].start)

    @property
    def chain(self) -> tuple[Attribution, ...]:
        """The attributions from the outlet inwards."""
        return tuple(self.reading.attributions[i] for i in self.report.speakers)

    @property
    def speaker(self) -> Party | None:
        """Who says it in the end, where that is known."""
        return next((a.speaker for a in reversed(self.chain) if a.speaker is not None), None)

    @property
    def own_voice(self) -> bool:
        """Whether the article says it in its own voice."""
        return not self.report.speakers


def told(readings: Sequence[Reading], reports: Sequence[str], origins: Mapping[str, Origin]) -> list[Told]:
    """The reports with the given ids, in the order in which they were published.

    `origins` maps the id of an article to its origin; an article that is missing there stands for itself.
    """
    wanted = set(reports)
    found = [
        Told(reading, report, origins.get(reading.article.id) or _alone(reading))
        for reading in readings
        for report in reading.reports
        if report.id in wanted
    ]
    return sorted(found, key=lambda t: t.order)


def _alone(reading: Reading) -> Origin:
    article = reading.article
    return Origin(f"o{article.id[1:]}", (article.outlet or article.id).casefold(), (article.id,))


def account(one: Told) -> Account:
    """The account in the form in which an event keeps it."""
    article, report = one.reading.article, one.report
    begin, end = sentence_bounds(article.text, report.triggers[0].start, report.triggers[0].end)
    return Account(
        report=report.id,
        article=article.id,
        origin=one.origin.id,
        outlet=article.outlet,
        published=article.published.value if article.published else None,
        speakers=tuple(_name(a, article.text) for a in one.chain),
        stance=one.chain[-1].stance if one.chain else "asserts",
        factuality=str(report.factuality),
        words=article.text[begin:end].strip(),
    )


def _name(attribution: Attribution, text: str) -> str:
    if attribution.speaker is not None:
        return attribution.speaker.identity.name or attribution.speaker.text
    return " ".join(s.words(text) for s in attribution.source) or "unnamed"


def same_side(one: Party, other: Party) -> bool:
    """Whether two parties speak for one side: one identity, or the state organs of one country, or the same words."""
    a, b = one.identity, other.identity
    if a.id and b.id and a.id == b.id:
        return True
    if a.country and a.country == b.country and of_state(one) and of_state(other):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    return bool(_words(one) & _words(other))


def of_state(party: Party) -> bool:
    """Whether a party is an organ of a state."""
    return bool({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"} & set(party.identity.sectors))


def _words(party: Party) -> set[str]:
    return {s for s in stems(party.text) if len(s) > 2} - _EMPTY_WORDS


def side_key(party: Party) -> str:
    """A name for a speaker's line of reporting: medics together, else identity, country and sector, or words."""
    identity = party.identity
    if _MEDICAL & set(stems(party.text)):
        return f"{identity.country or ''} medical"
    if identity.id:
        return identity.id
    if identity.country and identity.sectors:
        return f"{identity.country} {identity.sectors[0]}"
    return " ".join(sorted(_words(party))) or party.text.casefold()
