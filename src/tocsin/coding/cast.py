"""Who's who in one article: names, short names, pronouns and definite nouns to one identity each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from tocsin.coding.phrases import Phrase, phrase
from tocsin.coding.pronouns import PRONOUNS, antecedent_of
from tocsin.coding.syntax import kids, preposition
from tocsin.model.annotated import AnnotatedText, Entity
from tocsin.model.article import ZoneKind
from tocsin.model.span import Span
from tocsin.model.who import Identity, Party

NOBODY = Identity()
LONGEST_PHRASE = 240
AWAY = frozenset({"from", "to", "toward", "towards", "with", "against", "for"})
NON_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
LOCAL_SECTORS = frozenset(
    {
        "GOV",
        "MIL",
        "COP",
        "LEG",
        "JUD",
        "CVL",
        "OPP",
        "PTY",
        "SPY",
        "REB",
        "EDU",
        "LAB",
        "REF",
        "PRM",
        "UAF",
        "CRM",
        "REL",
        "AGR",
    }
)


class Actors(Protocol):
    """What the cast asks of the actor knowledge."""

    def resolve(self, mention: str, head: str, on: date | None = None, context_country: str | None = None) -> Identity:
        """Who the words stand for, as far as they say."""
        ...

    def role(self, key: str) -> object | None:
        """The role that a folded noun names, if any."""
        ...


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
        self._text, self._actors, self._day = text, actors, day
        self._places, self._speakers = places, speakers
        self._entity = {i: e for e in text.entities for i in range(e.first, e.last)}
        self._identities: dict[int, Identity] = {}
        self._antecedents: dict[int, int | None] = {}
        self._names = self._gather_names()
        self._heads = self._gather_heads()
        self._counts = self._count()
        self.home = self._counts.most_common(1)[0][0] if self._counts else None

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
            self._antecedents[index] = antecedent_of(self._text, index, self._entity, self._speakers)
        return self._antecedents[index]

    def is_pronoun(self, index: int) -> bool:
        """Whether the token stands for somebody named elsewhere ('us', but not 'US')."""
        token = self._text.tokens[index]
        return token.upos == "PRON" and token.text.lower() in PRONOUNS

    def names_actor(self, index: int) -> bool:
        """Whether the noun itself, not only what stands before it, means people, a body or a state."""
        token = self._text.tokens[index]
        entity = self._entity.get(index)
        if (entity and entity.label in ("PERSON", "ORG", "NORP", "PLACE")) or self.is_pronoun(index):
            return True
        return self._actors.role(token.lemma) is not None or self._actors.role(token.text.lower()) is not None

    def party(self, index: int, how: str) -> Party:
        """The party at a head token: a pronoun or short name gives the fuller words that it stands for."""
        identity = self.identify(index)
        here = phrase(self._text, index)
        best = self._fullest(index)
        words = phrase(self._text, best) if best != index else here
        text = self._text.words(words.span)
        if len(words.span) > 120:
            first = self._text.tokens[best]
            words, text = Phrase(best, type(words.span)(first.start, first.end), words.full), first.text
        mention = here.span if words.span != here.span else None
        return Party(words.span, text, identity, mention, how, best)

    def prefix_party(self, index: int) -> Party | None:
        """'Rwanda' of 'Rwanda-backed' where that is one token."""
        token = self._text.tokens[index]
        name = token.text.replace("‑", "-").split("-", 1)[0]
        if not name or len(name) == len(token.text):
            return None
        identity = self._actors.resolve(name, name, self._day, None)
        return Party(Span(token.start, token.start + len(name)), name, identity, None, "compound", index)

    def local(self, identity: Identity, index: int) -> Identity:
        """An institution or people without a country of its own belongs to the country that is spoken of there."""
        if identity.country or not identity.sectors or identity.sectors[0] not in LOCAL_SECTORS:
            return identity
        entity = self._entity.get(index)
        country = self.home if entity and entity.label == "PERSON" else self.country_around(index)
        return replace(identity, country=country) if country else identity

    def country_around(self, index: int) -> str | None:
        """The country that the sentence speaks of, else that of the last subject, else the article's."""
        token = self._text.tokens[index]
        sentence = self._text.sentences[token.sentence]
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

    def _last_subject(self, before: int) -> str | None:
        """The country of the last subject within the two sentences before."""
        first = self._text.sentences[max(0, self._text.tokens[before].sentence - 2)].first
        for i in range(before - 1, first - 1, -1):
            if self._text.tokens[i].deprel in ("nsubj", "nsubj:pass"):
                country = self._places.get(i) or self.identify(i).country
                if country and len(country) == 3 and country not in NON_STATES:
                    return country
        return None

    def counterpart(self, countries: set[str]) -> int | None:
        """The token that first names the one other state that the article is about, when there is just one."""
        states: dict[str, list[int]] = {}
        for index in sorted(self._places):
            if self.identify(index).id == self._places[index] or self._entity_label(index) == "NORP":
                states.setdefault(self._places[index], []).append(index)
        ranked = sorted(states, key=lambda c: -len(states[c]))
        others = [c for c in ranked[:3] if c not in countries and len(states[c]) >= 2]
        if not others or not countries & set(ranked[:2]):
            return None
        return states[others[0]][0]

    def _identify(self, index: int) -> Identity:
        token = self._text.tokens[index]
        if self.is_pronoun(index):
            other = self.antecedent(index)
            return self.identify(other) if other is not None and other != index else NOBODY
        identity = self._by_words(index)
        entity = self._entity.get(index)
        if entity and entity.label in ("PERSON", "ORG"):
            known = self._names.get(self._name_key(entity.first, entity.last))
            if (
                known is not None
                and (known[1].country or known[1].sectors)
                and not (identity.country and identity.sectors)
            ):
                return _fill(identity, known[1])
            if entity.label == "PERSON":
                return identity
        if not identity.country:
            owner = self._owner(index)
            if owner and owner.country:
                return replace(identity, country=owner.country)
            other = self._heads.get(token.lemma)
            if other is not None and other != index and self._definite(index):
                known_identity = self.identify(other)
                if known_identity.country:
                    return _fill(identity, known_identity)
        return identity

    def _by_words(self, index: int) -> Identity:
        entity = self._entity.get(index)
        if entity and entity.label == "PERSON":
            return self._person(index, entity)
        words = phrase(self._text, index)
        full = self._text.words(words.full)
        if len(full) > LONGEST_PHRASE:
            full = self._text.words(words.span)
        identity = self._actors.resolve(full[:LONGEST_PHRASE], self._text.tokens[index].text, self._day, None)
        if not identity.country and index in self._places and self._entity_label(index) in ("PLACE", "NORP"):
            identity = replace(identity, country=self._places[index])
        return identity

    def _person(self, index: int, entity: Entity) -> Identity:
        """A person by name where the name is known, else by the role that stands before or after it.

        The words of an unknown name say nothing: 'Türk' is no Turk.
        """
        name = self._text.words(entity.span)
        known = self._actors.resolve(name, self._text.tokens[entity.last - 1].text, self._day, None)
        words = phrase(self._text, self._title(index, entity)).full
        text = self._text.article.text
        before = text[words.start : max(words.start, entity.span.start)]
        role = f"{before} {text[entity.span.end : max(words.end, entity.span.end)]}"
        role = role.strip(" ,;:()'’")[:LONGEST_PHRASE]
        said = self._actors.resolve(role, "", self._day, None) if len(role) > 2 else NOBODY
        if known.id and known.id.startswith("person:"):
            return _fill(known, said)
        return replace(said, id=None, name=name) if said != NOBODY else Identity(name=name)

    def _title(self, index: int, entity: Entity) -> int:
        """The noun directly before a name that says what its bearer is: 'opposition politician Ada Orun'."""
        token = self._text.tokens[index]
        above = self._text.tokens[token.head]
        titled = token.deprel in ("appos", "flat", "nmod:desc", "compound", "nmod") and above.upos in ("NOUN", "PROPN")
        return token.head if titled and 0 < entity.first - token.head <= 3 else index

    def _owner(self, index: int) -> Identity | None:
        """'its army', 'the city's mayor', 'troops of X': the country of the owner."""
        for kid in kids(self._text, index, "nmod:poss", "compound", "amod"):
            found = self._places.get(kid) or self.identify(kid).country
            if found:
                return Identity(country=found)
        for kid in kids(self._text, index, "nmod"):
            if preposition(self._text, kid) in ("of", "from", "in"):
                found = self._places.get(kid) or self.identify(kid).country
                if found:
                    return Identity(country=found)
        return None

    def _entity_label(self, index: int) -> str:
        entity = self._entity.get(index)
        return entity.label if entity else ""

    def _definite(self, index: int) -> bool:
        marks = {self._text.tokens[k].lemma for k in kids(self._text, index, "det")}
        return (
            bool(marks & {"the", "this", "that", "these", "those"})
            or self._text.sentences[self._text.tokens[index].sentence].zone is ZoneKind.HEADLINE
        )

    def _fullest(self, index: int) -> int:
        """The head token of the mention that names the same party best."""
        if self.is_pronoun(index):
            other = self.antecedent(index)
            return self._fullest(other) if other is not None and other != index else index
        entity = self._entity.get(index)
        if entity and entity.label == "PERSON":
            known = self._names.get(self._name_key(entity.first, entity.last))
            if known is not None:
                return known[0]
        return index

    def _name_key(self, first: int, last: int) -> str:
        return self._text.tokens[last - 1].text.lower().replace("’", "'").removesuffix("'s")

    def _gather_names(self) -> dict[str, tuple[int, Identity]]:
        """Last name (or organisation's last word) to the head of its fullest mention and the best identity given."""
        found: dict[str, tuple[int, Identity]] = {}
        for entity in self._text.entities:
            if entity.label not in ("PERSON", "ORG"):
                continue
            key = self._name_key(entity.first, entity.last)
            head = self._entity_head(entity.first, entity.last)
            identity = self._by_words(head) if entity.label == "PERSON" else self._organisation(head)
            known = found.get(key)
            if known is None:
                found[key] = (head, identity)
            else:
                longer = self._length(head) > self._length(known[0])
                found[key] = (head if longer and entity.label == "PERSON" else known[0], _fill(known[1], identity))
        return found

    def _organisation(self, head: int) -> Identity:
        """An acronym in brackets behind a phrase stands for the phrase."""
        return self._by_words(head)

    def _length(self, head: int) -> int:
        entity = self._entity.get(head)
        return (entity.last - entity.first) if entity else 0

    def _entity_head(self, first: int, last: int) -> int:
        for i in range(first, last):
            if not first <= self._text.tokens[i].head < last:
                return i
        return last - 1

    def _gather_heads(self) -> dict[str, int]:
        """Common nouns to their first mention whose own words name a country."""
        found: dict[str, int] = {}
        for token in self._text.tokens:
            if token.upos == "NOUN" and token.lemma not in found:
                around = (*kids(self._text, token.index, "amod", "compound", "nmod:poss", "nmod", "appos", "flat"),)
                if any(i in self._places or i in self._entity for i in around) and self._by_words(token.index).country:
                    found[token.lemma] = token.index
        return found

    def _count(self) -> Counter[str]:
        """How often each country is named; headline, dateline and opening weigh more."""
        counts: Counter[str] = Counter()
        for index, country in self._places.items():
            token = self._text.tokens[index]
            sentence = self._text.sentences[token.sentence]
            opening = sentence.zone is ZoneKind.DATELINE or (sentence.zone is ZoneKind.BODY and index == sentence.first)
            counts[country] += 3 if opening and token.sentence < 4 else 2 if token.sentence < 3 else 1
        return counts


def _fill(identity: Identity, other: Identity) -> Identity:
    """The first identity with what it lacks taken from the other."""
    return Identity(
        country=identity.country or other.country,
        sectors=identity.sectors or other.sectors,
        id=identity.id or other.id,
        name=identity.name or other.name,
        role=identity.role or other.role,
        role_status=identity.role_status or other.role_status,
    )
