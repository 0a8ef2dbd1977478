"""'The two sides', 'both countries', 'the delegations': the last two parties that the article set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.coding.syntax import kids
from tocsin.model.annotated import AnnotatedText
from tocsin.model.who import Party

SIDES = frozenset(
    {"side", "party", "country", "nation", "delegation", "neighbor", "neighbour", "government", "two", "team", "foe"}
)
MARKS = frozenset({"two", "both", "the", "warring", "opposing", "rival"})


class Pairs:
    """Remembers the last pair of sides, in the order of the text."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._last: tuple[Party, ...] = ()

    def note(self, actors: Sequence[Party], recipients: Sequence[Party]) -> None:
        """Keep the parties of an event when they are of two countries or kinds."""
        sides: dict[tuple[str | None, str], Party] = {}
        for party in (*actors, *recipients):
            if party.identity.country and not self._stands_for_two(party):
                sides.setdefault(
                    (party.identity.country, party.identity.sectors[0] if party.identity.sectors else ""), party
                )
        if len({country for country, _ in sides}) == 2 or len(sides) == 2:
            self._last = tuple(sides.values())[:2]

    def expand(self, parties: list[Party]) -> list[Party]:
        """The parties, with one that stands for two sides put in their place."""
        if len(parties) != 1 or not self._last or not self._stands_for_two(parties[0]):
            return parties
        mention = parties[0].mention or parties[0].span
        return [replace(p, mention=mention, how="the two sides") for p in self._last]

    def _stands_for_two(self, party: Party) -> bool:
        if party.head < 0:
            return False
        token = self._text.tokens[party.head]
        if token.lemma not in SIDES or token.xpos not in ("NNS", "CD"):
            return False
        marks = {
            self._text.tokens[k].lemma
            for k in kids(self._text, party.head, "det", "nummod", "amod", "cc:preconj", "det:predet")
        }
        named = [
            k
            for k in kids(self._text, party.head, "amod", "compound", "nmod:poss")
            if self._text.tokens[k].upos == "PROPN"
        ]
        return bool(marks & MARKS) and not named
