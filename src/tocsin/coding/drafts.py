"""Drafts of reports: a trigger with its parties, its factuality and who says so, before mentions are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.coding.factuality import Verdict
from tocsin.coding.triggers import Trigger
from tocsin.model.certainty import Factuality
from tocsin.model.report import Count, EventPlace
from tocsin.model.span import Span
from tocsin.model.when import When
from tocsin.model.who import Party


@dataclass(slots=True)
class Draft:
    """One mention of an event. `mentions` holds the triggers that were joined into it, itself first.

    `tentative`: its words mean many things and nobody known takes part; it stands only with both a town and a day.
    """

    trigger: Trigger
    span: Span
    type: str
    mode: str | None
    actors: list[Party]
    recipients: list[Party]
    reciprocal: bool
    verdict: Verdict
    speakers: tuple[int, ...]
    confidence: float = 0.5
    tentative: bool = False
    places: list[EventPlace] = field(default_factory=list)
    when: When | None = None
    counts: list[Count] = field(default_factory=list)
    mentions: list[Draft] = field(default_factory=list)

    @property
    def token(self) -> int:
        """The head token of the trigger."""
        return self.trigger.token

    def countries(self, side: str) -> set[str]:
        """Countries of the actors, the recipients, or ('both') all parties."""
        parties = {"actors": self.actors, "recipients": self.recipients}.get(side, self.actors + self.recipients)
        return {p.identity.country for p in parties if p.identity.country}

    @property
    def stands(self) -> bool:
        """Whether enough is known of a tentative draft: 'the talks in Geneva on Tuesday'."""
        if not self.tentative:
            return True
        in_town = any(p.place.precision in ("site", "city") for p in self.places)
        return in_town and self.when is not None and self.when.precision == "day"

    def tells_anything(self) -> bool:
        """A bare noun ('recent attacks') without party, place, day, count or second mention tells no event."""
        if self.trigger.word_class != "noun" or len(self.mentions) > 1:
            return True
        if self.verdict.factuality is not Factuality.ASSERTED:
            return True
        return bool(self.actors or self.recipients or self.places or self.when or self.counts)
