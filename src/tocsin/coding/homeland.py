"""Which country an article, a sentence, a passage is about, for parties that name none themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from tocsin.coding.syntax import preposition
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import ZoneKind
from tocsin.model.who import Identity

AWAY = frozenset({"from", "to", "toward", "towards", "with", "against", "for"})
NON_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})


class Homeland:
    """Countries of one article. `places` maps token indices to the country of the place named there."""

    def __init__(self, text: AnnotatedText, places: Mapping[int, str], identify: Callable[[int], Identity]) -> None:
        self._text, self._places, self._identify = text, places, identify
        counts = self._count()
        self.home = counts.most_common(1)[0][0] if counts else None

    def around(self, index: int) -> str | None:
        """The country that the sentence speaks of, else that of the last subject, else the article's."""
        sentence = self._text.sentences[self._text.tokens[index].sentence]
        near = [i for i in range(sentence.first, sentence.last) if i != index and i in self._places]
        near = [i for i in near if preposition(self._text, i) not in AWAY]
        found = [self._places[i] for i in near]
        if len(set(found)) == 1:
            return found[0]
        before = [self._places[i] for i in near if i < index]
        if before:
            return self.home if self.home in before else before[-1]
        if found:
            return self.home if self.home in found else found[0]
        return self._last_subject(sentence.first) or self.home

    def counterpart(self, countries: set[str]) -> int | None:
        """The token that first names the one other state that the article is about, when there is just one."""
        states: dict[str, list[int]] = {}
        labels = {i: e.label for e in self._text.entities for i in range(e.first, e.last)}
        for index in sorted(self._places):
            if self._identify(index).id == self._places[index] or labels.get(index) == "NORP":
                states.setdefault(self._places[index], []).append(index)
        ranked = sorted(states, key=lambda c: -len(states[c]))
        others = [c for c in ranked[:3] if c not in countries and len(states[c]) >= 2]
        if not others or not countries & set(ranked[:2]):
            return None
        return states[others[0]][0]

    def _last_subject(self, before: int) -> str | None:
        """The country of the last subject within the two sentences before."""
        first = self._text.sentences[max(0, self._text.tokens[before].sentence - 2)].first
        for i in range(before - 1, first - 1, -1):
            if self._text.tokens[i].deprel in ("nsubj", "nsubj:pass"):
                country = self._places.get(i) or self._identify(i).country
                if country and country not in NON_STATES:
                    return country
        return None

    def _count(self) -> Counter[str]:
        """How often each country is named; dateline, headline and opening weigh more."""
        counts: Counter[str] = Counter()
        for index, country in self._places.items():
            token = self._text.tokens[index]
            sentence = self._text.sentences[token.sentence]
            opening = sentence.zone is ZoneKind.DATELINE or (sentence.zone is ZoneKind.BODY and index == sentence.first)
            counts[country] += 3 if opening and token.sentence < 4 else 2 if token.sentence < 3 else 1
        return counts
