"""What the toponyms say of tokens: which country, below a state or not, the scene of an act or a metonym."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.coding.places import places_at
from tocsin.model.annotated import AnnotatedText
from tocsin.model.where import Toponym


class Ground:
    """Toponyms by token index."""

    def __init__(self, text: AnnotatedText, toponyms: Sequence[Toponym]) -> None:
        self._text, self._toponyms = text, toponyms
        self.countries: dict[int, str] = {}
        """Token index to the country (ISO 3166-1 alpha-3) of the place named there."""
        self._below: set[int] = set()
        self._literal: set[int] = set()
        for toponym, tokens in _covered(text, toponyms):
            self._note(toponym, tokens)

    def below_state(self, index: int) -> bool:
        """Whether the token names a town, province or site."""
        return index in self._below

    def is_scene(self, index: int) -> bool:
        """Whether the token names a town, province or site as a place, not for a government."""
        return index in self._below and index in self._literal

    def country_of_scene(self, index: int) -> str | None:
        """The country of the literal places that hang on a token, when they are of one."""
        found = {p.place.country for p in places_at(self._text, self._toponyms, index) if p.place.country}
        return found.pop() if len(found) == 1 else None

    def _note(self, toponym: Toponym, tokens: list[int]) -> None:
        place = toponym.place
        if place is None:
            return
        if place.country:
            self.countries.update(dict.fromkeys(tokens, place.country))
        if place.precision not in ("country", "region"):
            self._below.update(tokens)
        if toponym.role == "literal":
            self._literal.update(tokens)


def _covered(text: AnnotatedText, toponyms: Sequence[Toponym]) -> list[tuple[Toponym, list[int]]]:
    """Each toponym with the indices of its tokens."""
    out, at, tokens = [], 0, text.tokens
    for toponym in sorted(toponyms, key=lambda t: t.span):
        while at < len(tokens) and tokens[at].end <= toponym.span.start:
            at += 1
        covered, i = [], at
        while i < len(tokens) and tokens[i].start < toponym.span.end:
            covered.append(i)
            i += 1
        out.append((toponym, covered))
    return out
