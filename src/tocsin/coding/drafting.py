"""From triggers to drafts: fill the roles, decide on mutuality, and drop what no social actor takes part in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tocsin.coding.cast import Cast
from tocsin.coding.drafts import Draft
from tocsin.coding.factuality import FactualityReader
from tocsin.coding.ground import Ground
from tocsin.coding.kinds import Kinds
from tocsin.coding.pairs import Pairs
from tocsin.coding.roles import Roles
from tocsin.coding.syntax import obliques
from tocsin.coding.triggers import Trigger
from tocsin.coding.voices import Voices
from tocsin.model.annotated import AnnotatedText
from tocsin.model.codebook import Pattern
from tocsin.model.who import Identity, Party

STATE_FORCES = frozenset({"ASSAULT", "MOBILIZE"})
CUSTODY = frozenset({"arrest"})
FACING = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
TERRITORY = frozenset(
    """
    city town village capital airspace border territory area region province district airport water sovereignty land
    neighborhood neighbourhood port island country ground position crossing
    """.split()
)


class Drafter:
    """Makes drafts of one article's triggers."""

    def __init__(
        self,
        text: AnnotatedText,
        cast: Cast,
        kinds: Kinds,
        roles: Roles,
        reader: FactualityReader,
        voices: Voices,
        ground: Ground,
        triggers: Sequence[Trigger],
    ) -> None:
        self._text, self._cast, self._kinds, self._roles = text, cast, kinds, roles
        self._reader, self._voices, self._ground = reader, voices, ground
        self._pairs = Pairs(text)
        self._events = {t.token: t for t in triggers if t.word_class == "noun"}

    def draft(self, trigger: Trigger) -> Draft | None:
        """The draft of a trigger, or nothing when it tells of no act among social actors."""
        pattern = trigger.pattern
        actors = self._parties(trigger, self._roles.actors(trigger, self._places(trigger, True)), acting=True)
        recipients = self._parties(trigger, self._roles.recipients(trigger, self._places(trigger, False)), acting=False)
        if not actors:
            actors = self._parties(trigger, self._roles.hinted(trigger, True, self._places(trigger, True)), acting=True)
        if not recipients:
            hinted = self._roles.hinted(trigger, False, self._places(trigger, False))
            recipients = self._parties(trigger, hinted, acting=False)
        recipients = [r for r in recipients if all(r.span != a.span for a in actors) and not _own_state(r, actors)]
        if not actors and pattern.mode in CUSTODY:
            actors = self._authority_before(trigger)
        if not recipients and pattern.type in FACING:
            recipients = self._other_side(trigger, actors)
        if not recipients and pattern.type == "ASSAULT" and not reciprocal_word(pattern):
            recipients = self._enemy(trigger, actors)
        if not recipients and pattern.type == "PROTEST":
            recipients = self._government(trigger, actors)
        reciprocal = False
        actors = self._pairs.expand(actors)
        if "mutual" in pattern.flags:
            actors, recipients, reciprocal = self._mutual(trigger, actors, recipients)
        plausible = self._plausible(trigger, actors, recipients)
        if not plausible and not ("soft" in pattern.flags and trigger.word_class == "noun"):
            return None
        self._pairs.note(actors, recipients)
        verdict = self._reader.judge(trigger.token, trigger.verb)
        return Draft(
            trigger=trigger,
            span=trigger.span(self._text),
            type=pattern.type,
            mode=pattern.mode,
            actors=actors,
            recipients=recipients,
            reciprocal=reciprocal,
            verdict=verdict,
            speakers=self._voices.of(trigger, actors),
            tentative=not plausible,
        )

    def _of_accuser(self, identity: Identity, trigger: Trigger) -> Identity:
        """Whom the accused harmed, when the words do not say: the accuser's own side."""
        accuser = self._voices.accuser(trigger.token)
        country = accuser.identity.country if accuser else None
        return replace(identity, country=country) if country and identity.sectors else identity

    def _of_scene(self, identity: Identity, trigger: Trigger) -> Identity:
        """Victims without a country of their own are of the place where it happened."""
        country = self._ground.country_of_scene(trigger.token) or (
            self._ground.country_of_scene(trigger.verb) if trigger.verb >= 0 else None
        )
        return replace(identity, country=country) if country else identity

    def _parties(self, trigger: Trigger, found: Sequence[tuple[int, str]], acting: bool) -> list[Party]:
        out: list[Party] = []
        for index, slot in self._behind_events(found, acting):
            party = (self._cast.prefix_party(index) if slot == "compound" else None) or self._cast.party(index, slot)
            identity = party.identity
            if not acting and not identity.country and self._kinds.names_actor(index):
                identity = self._of_scene(identity, trigger)
            if not acting and not identity.country:
                identity = self._of_accuser(identity, trigger)
            identity = self._cast.local(identity, index)
            if acting and trigger.pattern.type in STATE_FORCES and _is_plain_state(identity):
                identity = replace(identity, sectors=("MIL", *identity.sectors))
            party = replace(party, identity=identity)
            if all(p.span != party.span for p in out):
                out.append(party)
        return out

    def _behind_events(self, found: Sequence[tuple[int, str]], acting: bool) -> list[tuple[int, str]]:
        """'Friday's attack killed two': who attacked, not the attack."""
        out: list[tuple[int, str]] = []
        for index, slot in found:
            event = self._events.get(index) if acting else None
            if event is None:
                out.append((index, slot))
            else:
                out += [(i, s) for i, s in self._roles.actors(event) if i not in self._events]
        return out

    def _authority_before(self, trigger: Trigger) -> list[Party]:
        """Who arrests when nobody is named: police or authorities named in the sentence or the two before."""
        here = self._text.tokens[trigger.token].sentence
        first = self._text.sentences[max(0, here - 2)].first
        for index in range(trigger.token - 1, first - 1, -1):
            token = self._text.tokens[index]
            if token.upos in ("NOUN", "PROPN") and token.deprel not in ("compound", "flat"):
                identity = self._cast.identify(index)
                if identity.sectors and identity.sectors[0] in ("COP", "JUD") and token.lemma != "security":
                    party = self._cast.party(index, "the authority named before")
                    return [replace(party, identity=self._cast.local(party.identity, index))]
        return []

    def _enemy(self, trigger: Trigger, actors: list[Party]) -> list[Party]:
        """The other side of an article about two states, for an attack of one of them that names no target at all."""
        countries = {p.identity.country for p in actors if p.identity.country}
        if (
            not countries
            or self._ground.country_of_scene(trigger.token)
            or any(n for _, n in obliques(self._text, trigger.token))
        ):
            return []
        other = self._cast.counterpart(countries)
        return [self._cast.party(other, "the other side of the article")] if other is not None else []

    def _government(self, trigger: Trigger, actors: list[Party]) -> list[Party]:
        """Whom a protest faces when its words name nobody: a government or leader of that country named near it."""
        countries = {p.identity.country for p in actors if p.identity.country}
        here = self._text.tokens[trigger.token].sentence
        last = self._text.sentences[min(len(self._text.sentences) - 1, here + 1)].last
        first = self._text.sentences[max(0, here - 1)].first
        for index in sorted(range(first, last), key=lambda i: abs(i - trigger.token)):
            token = self._text.tokens[index]
            if token.upos not in ("NOUN", "PROPN") or token.deprel in ("compound", "flat") or index in trigger.tokens:
                continue
            identity = self._cast.identify(index)
            if (
                identity.sectors[:1] == ("GOV",)
                and self._kinds.names_actor(index)
                and not self._ground.below_state(index)
            ):
                identity = self._cast.local(identity, index)
                if identity.country and (not countries or identity.country in countries):
                    return [replace(self._cast.party(index, "named near the protest"), identity=identity)]
        return []

    def _other_side(self, trigger: Trigger, actors: list[Party]) -> list[Party]:
        """Whom an accusation, demand or threat faces when its words name nobody: the other state in the sentence, else

        the one other state that the article is about.
        """
        countries = {p.identity.country for p in actors if p.identity.country}
        if not countries:
            return []
        sentence = self._text.sentences[self._text.tokens[trigger.token].sentence]
        for index in range(trigger.token + 1, sentence.last):
            if self._kinds.label(index) in ("PLACE", "NORP", "ORG") and index not in trigger.tokens:
                country = self._cast.identify(index).country
                if country and country not in countries and not self._ground.below_state(index):
                    return [self._cast.party(index, "named in the same sentence")]
        other = self._cast.counterpart(countries)
        return [self._cast.party(other, "the other side of the article")] if other is not None else []

    def _places(self, trigger: Trigger, acting: bool) -> Callable[[int, str], bool]:
        """Which tokens of which slots are places and no parties."""
        return lambda index, slot: self._is_place_only(index, slot, trigger, acting)

    def _is_place_only(self, index: int, slot: str, trigger: Trigger, acting: bool) -> bool:
        """A town or province is where the act takes place, not whom it befalls."""
        if acting and slot in ("subject", "possessive", "by", "between", "speaker", "compound"):
            return False
        if not acting and self._text.tokens[index].lemma in TERRITORY:
            return True
        if self._kinds.label(index) == "FAC":
            return acting or self._text.tokens[index].lemma.lower() in TERRITORY
        if not self._ground.below_state(index):
            return False
        if self._ground.is_scene(index) and trigger.pattern.type != "CONSULT":
            return True
        speaks = "statement" in trigger.pattern.flags
        return not (speaks or trigger.pattern.type in ("CONSULT", "SANCTION", "AGREE"))

    def _mutual(
        self, trigger: Trigger, actors: list[Party], recipients: list[Party]
    ) -> tuple[list[Party], list[Party], bool]:
        """Sides that act on one another are all actors; one side alone keeps its direction."""
        if trigger.pattern.type in ("CONSULT", "AGREE", "ASSAULT", "COOPERATE", "SUPPORT", "CONCEDE", "REJECT"):
            if actors and recipients and trigger.pattern.mode != "visit":
                return actors + recipients, [], True
            if len(actors) >= 2 and not recipients:
                return actors, [], True
            if len(recipients) >= 2 and not actors:
                return recipients, [], True
        return actors, recipients, False

    def _plausible(self, trigger: Trigger, actors: list[Party], recipients: list[Party]) -> bool:
        """Soft patterns and bare nouns need somebody who is known."""
        known = [p for p in actors + recipients if _is_known(p, self._kinds)]
        if trigger.pattern.type == "AGREE" and trigger.verb >= 0 and trigger.pattern.content is None:
            return True
        if "soft" in trigger.pattern.flags:
            return bool(known)
        if "impersonal" in trigger.pattern.flags:
            return True
        if trigger.word_class == "verb" and not actors and not recipients:
            return trigger.pattern.type in ("ASSAULT", "COERCE", "PROTEST")
        return bool(known) or trigger.pattern.type in (
            "ASSAULT",
            "COERCE",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "RETREAT",
        )


def reciprocal_word(pattern: Pattern) -> bool:
    """Whether the pattern's words are mutual by nature ('fighting')."""
    return "mutual" in pattern.flags


def _own_state(recipient: Party, actors: list[Party]) -> bool:
    """A minister does not warn his own state."""
    country = recipient.identity.country
    return bool(country) and recipient.identity.id == country and any(a.identity.country == country for a in actors)


def _is_plain_state(identity: Identity) -> bool:
    return bool(identity.country) and identity.sectors == ("GOV",) and not identity.role


def _is_known(party: Party, kinds: Kinds) -> bool:
    return bool(party.identity.country or party.identity.sectors) or kinds.label(party.head) in (
        "PERSON",
        "ORG",
        "NORP",
    )
