"""From triggers to drafts: fill the roles, decide on mutuality, and drop what no social actor takes part in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tocsin.coding.cast import Cast
from tocsin.coding.drafts import Draft
from tocsin.coding.factuality import FactualityReader
from tocsin.coding.kinds import Kinds
from tocsin.coding.roles import Roles
from tocsin.coding.syntax import conjuncts, obliques
from tocsin.coding.triggers import Trigger
from tocsin.model.annotated import AnnotatedText
from tocsin.model.who import Identity, Party

STATE_FORCES = frozenset({"ASSAULT", "MOBILIZE"})
PLURAL = frozenset({"NNS", "NNPS"})


class Drafter:
    """Makes drafts of one article's triggers."""

    def __init__(
        self,
        text: AnnotatedText,
        cast: Cast,
        kinds: Kinds,
        roles: Roles,
        reader: FactualityReader,
        chain_of: Callable[[int], tuple[int, ...]],
        subnational: Callable[[int], bool],
    ) -> None:
        """`chain_of` gives the attributions that a token stands in, outermost first; `subnational` whether a token

        names a place below a state.
        """
        self._text, self._cast, self._kinds, self._roles = text, cast, kinds, roles
        self._reader, self._chain_of, self._subnational = reader, chain_of, subnational

    def draft(self, trigger: Trigger) -> Draft | None:
        """The draft of a trigger, or nothing when it tells of no act among social actors."""
        pattern = trigger.pattern
        actors = self._parties(trigger, self._roles.actors(trigger), acting=True)
        recipients = self._parties(trigger, self._roles.recipients(trigger), acting=False)
        recipients = [r for r in recipients if all(r.span != a.span for a in actors)]
        reciprocal = False
        if "mutual" in pattern.flags:
            actors, recipients, reciprocal = self._mutual(trigger, actors, recipients)
        if not self._plausible(trigger, actors, recipients):
            return None
        verdict = self._reader.judge(trigger.token, trigger.verb)
        chain = self._chain_of(trigger.token)
        if "statement" in pattern.flags and chain and self._is_own_word(trigger):
            chain = chain[:-1]
        return Draft(
            trigger=trigger,
            span=trigger.span(self._text),
            type=pattern.type,
            mode=pattern.mode,
            actors=actors,
            recipients=recipients,
            reciprocal=reciprocal,
            verdict=verdict,
            speakers=chain,
        )

    def _parties(self, trigger: Trigger, found: Sequence[tuple[int, str]], acting: bool) -> list[Party]:
        out: list[Party] = []
        for index, slot in found:
            if self._is_place_only(index, slot, trigger, acting):
                continue
            party = self._cast.party(index, slot)
            identity = self._cast.local(party.identity, index)
            if acting and trigger.pattern.type in STATE_FORCES and _is_plain_state(identity):
                identity = replace(identity, sectors=("MIL", *identity.sectors))
            party = replace(party, identity=identity)
            if all(p.span != party.span for p in out):
                out.append(party)
        return out

    def _is_place_only(self, index: int, slot: str, trigger: Trigger, acting: bool) -> bool:
        """A town or province is where the act takes place, not whom it befalls."""
        if acting and slot in ("subject", "possessive", "by", "between", "speaker", "compound"):
            return False
        if self._kinds.label(index) == "FAC":
            return acting
        if not self._subnational(index):
            return False
        return not ("statement" in trigger.pattern.flags or trigger.pattern.type in ("CONSULT", "SANCTION", "AGREE"))

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
        if "soft" in trigger.pattern.flags:
            return bool(known)
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

    def _is_own_word(self, trigger: Trigger) -> bool:
        """'We deplore this': the act is done in saying it."""
        found = self._roles.fill(trigger, "subject")
        return bool(found) and all(self._text.tokens[i].text.lower() in ("i", "we") for i in found)


def _is_plain_state(identity: Identity) -> bool:
    return bool(identity.country) and identity.sectors == ("GOV",) and not identity.role


def _is_known(party: Party, kinds: Kinds) -> bool:
    return bool(party.identity.country or party.identity.sectors) or kinds.label(party.head) in (
        "PERSON",
        "ORG",
        "NORP",
    )


def with_parties(text: AnnotatedText, index: int) -> list[int]:
    """Head tokens of 'between A and B' below a noun."""
    return [c for prep, n in obliques(text, index) if prep in ("between", "with") for c in conjuncts(text, n)]
