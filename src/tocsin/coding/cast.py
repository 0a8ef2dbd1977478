"""Who's who in one article: names, short names, pronouns and definite nouns to one identity each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tocsin.coding.homeland import Homeland
from tocsin.coding.names import Names
from tocsin.coding.phrases import Phrase, phrase
from tocsin.coding.pronouns import PRONOUNS, antecedent_of
from tocsin.coding.syntax import kids, preposition
from tocsin.coding.wording import NOBODY, Actors, Wording, filled
from tocsin.model.annotated import AnnotatedText
from tocsin.model.article import ZoneKind
from tocsin.model.span import Span
from tocsin.model.who import Identity, Party

LONGEST_NAME = 120
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
LOCAL_SECTORS = frozenset("GOV MIL COP LEG JUD CVL OPP PTY SPY REB EDU LAB REF PRM UAF CRM REL AGR".split())
"""Sectors whose members belong to some country even where none is named."""


class Cast:
    """Identities of one article's mentions. Token indices are document-wide."""

    def __init__(
        self,
        text: AnnotatedText,
        actors: Actors,
        day: date | None,
        places: Mapping[int, str],
        speakers: Mapping[int, int],
    ) -> None:
        """`places` maps token indices to the country of the place named there; `speakers` maps token indices inside
        somebody's words to the head token of the speaker.
        """
        self._text, self._places, self._speakers = text, places, speakers
        self._wording = Wording(text, actors, day, places)
        self._names = Names(text, self._wording)
        self._identities: dict[int, Identity] = {}
        self._antecedents: dict[int, int | None] = {}
        self._nouns = self._gather_nouns()
        self._homeland = Homeland(text, places, self.identify)

    def identify(self, index: int) -> Identity:
        """Who the noun phrase of a head token stands for; an empty identity when nothing says."""
        if index not in self._identities:
            self._identities[index] = NOBODY
            self._identities[index] = self._identify(index)
        return self._identities[index]

    def antecedent(self, index: int) -> int | None:
        """The head token that a pronoun stands for."""
        if index not in self._antecedents:
            self._antecedents[index] = None
            self._antecedents[index] = antecedent_of(self._text, index, self._wording.entities, self._speakers)
        return self._antecedents[index]

    def is_pronoun(self, index: int) -> bool:
        """Whether the token stands for somebody named elsewhere ('us', but not 'US')."""
        token = self._text.tokens[index]
        return token.upos == "PRON" and token.text.lower() in PRONOUNS

    def names_actor(self, index: int) -> bool:
        """Whether the noun itself, not only what stands before it, means people, a body or a state."""
        return self.is_pronoun(index) or self._wording.means_actor(index)

    def party(self, index: int, how: str) -> Party:
        """The party at a head token: a pronoun or short name gives the fuller words that it stands for."""
        here = phrase(self._text, index)
        best = self._fullest(index)
        words = phrase(self._text, best) if best != index else here
        if len(words.span) > LONGEST_NAME:
            token = self._text.tokens[best]
            words = Phrase(best, Span(token.start, token.end), words.full)
        mention = here.span if words.span != here.span else None
        return Party(words.span, self._text.words(words.span), self.identify(index), mention, how, best)

    def prefix_party(self, index: int) -> Party | None:
        """'Rwanda' of 'Rwanda-backed' where that is one token."""
        token = self._text.tokens[index]
        name = token.text.replace("‑", "-").split("-", 1)[0]
        if not name or len(name) == len(token.text):
            return None
        span = Span(token.start, token.start + len(name))
        return Party(span, name, self._wording.named(name), None, "compound", index)

    def local(self, identity: Identity, index: int) -> Identity:
        """An institution or people without a country of its own belongs to the country that is spoken of there."""
        if identity.country or not identity.sectors or identity.sectors[0] not in LOCAL_SECTORS:
            return identity
        person = self._wording.label(index) == "PERSON"
        country = self._homeland.home if person else self._homeland.around(index)
        return replace(identity, country=country) if country else identity

    def counterpart(self, countries: set[str]) -> int | None:
        """The token that first names the one other state that the article is about, when there is just one."""
        return self._homeland.counterpart(countries)

    def _identify(self, index: int) -> Identity:
        if self.is_pronoun(index):
            other = self.antecedent(index)
            return self.identify(other) if other is not None and other != index else NOBODY
        identity = self._wording.identity(index)
        entity = self._wording.entities.get(index)
        if entity and entity.label in ("PERSON", "ORG"):
            known = self._names.find(entity)
            if known is not None and not (identity.country and identity.sectors):
                identity = filled(identity, known.identity)
            if entity.label == "PERSON" or identity.country:
                return identity
        return identity if identity.country else self._by_others(index, identity)

    def _by_others(self, index: int, identity: Identity) -> Identity:
        """The country of the owner, or of an earlier mention by the same noun."""
        owner = self._owner(index)
        if owner:
            return replace(identity, country=owner)
        other = self._nouns.get(self._text.tokens[index].lemma)
        if other is None or other == index or not self._definite(index):
            return identity
        known = self.identify(other)
        return filled(identity, known) if known.country else identity

    def _owner(self, index: int) -> str | None:
        """'its army', 'the city's mayor', 'troops of X': the country of the owner."""
        owners = kids(self._text, index, "nmod:poss", "compound", "amod")
        owners += [k for k in kids(self._text, index, "nmod") if preposition(self._text, k) in ("of", "from", "in")]
        for owner in owners:
            found = self._places.get(owner) or self.identify(owner).country
            if found:
                return found
        return None

    def _definite(self, index: int) -> bool:
        if any(self._text.tokens[k].lemma in DEFINITE for k in kids(self._text, index, "det")):
            return True
        return self._text.sentences[self._text.tokens[index].sentence].zone is ZoneKind.HEADLINE

    def _fullest(self, index: int) -> int:
        """The head token of the mention that names the same party best."""
        if self.is_pronoun(index):
            other = self.antecedent(index)
            return self._fullest(other) if other is not None and other != index else index
        entity = self._wording.entities.get(index)
        known = self._names.find(entity) if entity and entity.label == "PERSON" else None
        return known.head if known else index

    def _gather_nouns(self) -> dict[str, int]:
        """Common nouns to their first mention whose own words name a country."""
        found: dict[str, int] = {}
        for token in self._text.tokens:
            if token.upos != "NOUN" or token.lemma in found:
                continue
            around = kids(self._text, token.index, "amod", "compound", "nmod:poss", "nmod", "appos", "flat")
            near = any(i in self._places or i in self._wording.entities for i in around)
            if near and self._wording.identity(token.index).country:
                found[token.lemma] = token.index
        return found
